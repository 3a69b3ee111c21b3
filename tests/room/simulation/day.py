"""A whole day of a room that everything happens to: fifty phones, three note-takers, two windows.

What becomes of whatever is sent, when the server is killed and how far clocks jump is drawn from
one seed. Moments of a real server are its own, so a seed gives the same draws and not the same day;
what was seen is held against what can be, not against another day.
"""

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Method, Secrecy
from facilitator.domain.responses.responses import Response
from facilitator.room.syncing import laptop
from facilitator.room.syncing.transport import Courier
from facilitator.services.polls import voting
from facilitator.services.records import undoing
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile
from tests.auditing import faults
from tests.room.day import ask
from tests.room.serving import HERE, ServedRoom, token_of
from tests.room.simulation.history import History, moment
from tests.room.simulation.network import Device, Network
from tests.room.simulation.players import Laptop, NoteTaker, Participant, Player, Stage, Watcher

PHONES, WATCHERS, BROWSERS = 50, 4, 2
SECRECIES = (Secrecy.SEALED, Secrecy.PSEUDONYMOUS)
RARE = (
    "unheard, and there",
    "doubled",
    "late, and refused",
    "a ballot too late",
    "a laptop alone",
    "a stream that ended",
    "killed while people voted",
    "a clock set back",
    "an act taken back",
    "closed by the other window",
)
"""What must come about, or the day is not worth its name."""
MOST_ROUNDS = 60


class Window:
    """A facilitator's window on the file, with a clock of its own that somebody sets."""

    def __init__(self, path: Path, history: History) -> None:
        self.file = SeminarFile.open(path)
        self.behind = timedelta(0)
        self._history = history

    def now(self) -> datetime:
        """What its clock says."""
        return datetime.now(UTC) - self.behind

    def open_round(self, poll_id: str) -> str:
        return voting.open_round(self.file, poll_id, present=PHONES, now=self.now()).id

    def close(self, round_id: str) -> None:
        voting.close_round(self.file, round_id, now=self.now())
        self._history.closed[round_id] = moment()

    def reveal(self, round_id: str) -> None:
        self._history.revealing[round_id] = moment()
        voting.reveal_round(self.file, round_id, now=self.now())

    def write_down(self, stage: Stage, draw: random.Random) -> None:
        """Write an answer down, and sometimes take that back."""
        words = f"window {draw.random()}"
        name = collecting.capture(self.file, stage.question_id, words, now=self.now()).id
        offer, _ = undoing.offers(self.file)
        if offer and any(name == change.id for change in offer.touched) and draw.random() < 0.5:
            undoing.take_back(self.file, offer.act, self.now())
            self._history.reached["an act taken back"] += 1
        else:
            self._history.writings[name].texts.append(words)
            self._history.writings[name].known.add(words)


@dataclass
class Day:
    """A day under way."""

    room: ServedRoom
    history: History
    draw: random.Random
    stage: Stage
    network: Network
    windows: tuple[Window, Window]
    players: list[Player]
    laptop: Laptop

    async def live(self, seconds: float) -> None:
        """Play until the time is over and all that is rare has come about."""
        watchers = [
            Watcher(self.room.port, seat, self.network, self.history, self.stage)
            for seat in self.room.let_in(WATCHERS)
        ]
        async with asyncio.TaskGroup() as everybody:
            looking = [everybody.create_task(each.live()) for each in watchers]
            living = [everybody.create_task(each.live()) for each in self.players]
            await self._hold_rounds(moment() + seconds)
            await self.network.come_to_rest()
            self.stage.is_over = True
            await asyncio.gather(*living)
            for each in looking:
                each.cancel()
        await asyncio.to_thread(self.laptop.sync, thorough=True)

    async def _hold_rounds(self, until: float) -> None:
        for _ in range(MOST_ROUNDS):
            await self._hold_a_round()
            if moment() > until and all(self.history.reached[state] for state in RARE):
                return

    async def _hold_a_round(self) -> None:
        window, other = self.draw.sample(self.windows, 2)
        for each in self.windows:
            each.behind = timedelta(minutes=self.draw.choice((-180, 0, 0, 90)))
            self.history.reached["a clock set back"] += each.behind > timedelta(0)
        poll = self.room.add_poll(
            method=Method.WORDS,
            items=(),
            secrecy=self.draw.choice(SECRECIES),
        )
        round_id = await asyncio.to_thread(window.open_round, poll.id)
        self.stage.last, self.stage.round_id = self.stage.round_id, round_id
        await self._enough_voted(round_id, self.draw.randint(PHONES // 2, 3 * PHONES))
        await asyncio.to_thread(other.write_down, self.stage, self.draw)
        await asyncio.to_thread(self.laptop.act)
        if self.draw.random() < 0.4:
            self.network.is_there.clear()
            await asyncio.to_thread(self._kill)
            self.network.is_there.set()
            self.history.reached["killed while people voted"] += 1
        closing = other if self.draw.random() < 0.4 else window
        self.history.reached["closed by the other window"] += closing is other
        await asyncio.to_thread(closing.close, round_id)
        self._hold_against(round_id)
        if self.draw.random() < 0.5:
            await asyncio.to_thread(window.reveal, round_id)

    def _kill(self) -> None:
        self.room.kill()
        self.laptop.act()
        self.room.start()

    async def _enough_voted(self, round_id: str, enough: int) -> None:
        while self.history.ballots_of(round_id) < enough:
            self.network.something_sent.clear()
            await self.network.something_sent.wait()

    def _hold_against(self, round_id: str) -> None:
        with self.room.file.read() as reader:
            counted = [ballot.words[0] for ballot in reader.ballots(round_id)]
        self.history.hold_against(round_id, counted)

    def wrong(self) -> list[str]:
        """What was seen and cannot be, and what was acknowledged and is not there."""
        found = list(self.history.everything_wrong())
        with self.room.file.read() as reader:
            held = {each.id: each.words for each in reader.every(Response)}
            held |= {each.id: each.words for each in reader.every(Note)}
        for name, writing in self.history.writings.items():
            if writing.known and not writing.may_say(held.get(name, "")):
                found.append(f"{name} says {held.get(name)!r}, of {writing}")
        found += [str(fault) for fault in faults(self.room.file)]
        found += [f"never came about: {state}" for state in RARE if not self.history.reached[state]]
        return found

    def close(self) -> None:
        """Let go of everybody's files."""
        for window in self.windows:
            window.file.close()
        self.laptop.close()


def begun(room: ServedRoom, folder: Path, seed: int) -> Day:
    """A day that is about to begin in a served room."""
    history, draw = History(), random.Random(seed)
    with room.file.read() as reader:
        group = reader.every(Breakout)[0].id
    stage = Stage(question_id=ask(room), group_id=group)
    network = Network(room.port, history, draw)
    seats = room.let_in(PHONES)
    takers = [
        f"notes={token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER)}" for _ in range(BROWSERS)
    ]
    players: list[Player] = [
        kind(f"{kind.__name__}-{number}", Device(room.port, cookie), network, history, stage, draw)
        for kind, cookies in ((Participant, seats), (NoteTaker, takers))
        for number, cookie in enumerate(cookies)
    ]
    host = laptop.Host(HERE, room.port, room.greeting.note_code, "laptop")
    path = laptop.join(host, folder, lambda _share, _what: None)
    courier = Courier(HERE, room.port)
    courier.pair(room.greeting.note_code)
    file = SeminarFile.open(path, device="laptop")
    windows = Window(room.file.path, history), Window(room.file.path, history)
    return Day(
        room,
        history,
        draw,
        stage,
        network,
        windows,
        players,
        Laptop(file, courier, history, stage, draw),
    )
