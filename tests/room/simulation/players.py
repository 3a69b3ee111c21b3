"""Those who take part in a simulated day: each does one thing after another, and keeps at it."""

import asyncio
import itertools
import json
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.room.syncing.transport import Away, Courier
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from tests.room.crowd import Answer
from tests.room.serving import HERE
from tests.room.simulation.history import OK, History, Vote, Writing, moment
from tests.room.simulation.network import Device, Network

SENTENCES = itertools.count(1)


@dataclass
class Stage:
    """What is asked of people now, as the windows have put it. `last` is the round before."""

    round_id: str = ""
    last: str = ""
    question_id: str = ""
    group_id: str = ""
    is_over: bool = False


@dataclass
class Player:
    """Somebody with a device. What they sent and have heard nothing of waits to be sent again."""

    name: str
    device: Device
    network: Network
    history: History
    stage: Stage
    draw: random.Random
    waiting: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def called(self) -> str:
        """A name for something new, as pages make them."""
        return str(uuid.UUID(int=self.draw.getrandbits(128), version=4))

    async def live(self) -> None:
        """Do one thing after another until the day is over, then send what still waits."""
        async with self.device.line:
            while not self.stage.is_over:
                await self.act()
            while self.waiting:
                for send in [*self.waiting.values()]:
                    await send()

    async def act(self) -> None:
        """One thing: something new, or once more what was not heard of."""
        if self.waiting and self.draw.random() < 0.5:
            await self.draw.choice([*self.waiting.values()])()
        else:
            await self.begin()

    async def begin(self) -> None:
        """Something new."""
        raise NotImplementedError

    def heard(self, name: str, answer: Answer) -> bool:
        """Whether it is there; it waits no more once the room has said anything of it."""
        if answer.status and answer.status not in AGAIN:
            self.waiting.pop(name, None)
        return answer.status == OK


AGAIN = (429, 503)
"""The room asks to be asked again."""


class Participant(Player):
    """Votes, changes their mind, and answers what is asked."""

    async def begin(self) -> None:
        """A vote in the round that is open, or sometimes in the one before; or an answer."""
        wanted = self.stage.round_id
        if self.draw.random() < 0.1:
            wanted = self.stage.last
        if wanted and self.draw.random() < 0.7:
            await self._vote(wanted)
        else:
            await self._answer()

    async def _vote(self, round_id: str) -> None:
        name = self.called()
        vote = self.history.votes[name] = Vote(name, self.name, round_id)
        body = {"round_id": round_id, "submission": name, "words": [name]}

        async def send() -> None:
            answer = await self.network.send(self.device, "POST /api/ballots", body, vote.sent)
            self.heard(name, answer)
            self.history.reached["a ballot too late"] += answer.status not in (0, OK)

        # Who votes anew no longer wants what they marked before.
        for old in [known for known in self.waiting if known in self.history.votes]:
            self.waiting.pop(old)
        self.waiting[name] = send
        await send()

    async def _answer(self) -> None:
        name, words = self.called(), f"words {next(SENTENCES)}"
        writing = self.history.writings[name]
        writing.texts.append(words)
        body = {"id": name, "question_id": self.stage.question_id, "words": words}

        async def send() -> None:
            answer = await self.network.send(self.device, "POST /api/responses", body, [])
            if self.heard(name, answer):
                writing.known.add(words)

        self.waiting[name] = send
        await send()


@dataclass
class NoteTaker(Player):
    """Writes notes in a browser and words them anew, one change of a note after another.

    `notes` are the revisions that they saw last.
    """

    notes: dict[str, str] = field(default_factory=dict)

    async def begin(self) -> None:
        """A new note, or an earlier one in other words."""
        free = [name for name in self.notes if name not in self.waiting]
        if free and self.draw.random() < 0.5:
            await self._write(self.draw.choice(free))
        else:
            await self._write(self.called())

    async def _write(self, name: str) -> None:
        words, seen = f"words {next(SENTENCES)}", self.notes.get(name)
        writing: Writing = self.history.writings[name]
        writing.texts.append(words)
        body = {"id": name, "breakout_id": self.stage.group_id, "words": words}
        body |= {"change": self.called()} | ({"seen": seen} if seen else {})
        what = f"PUT /api/notes/{name}" if seen else "POST /api/notes"

        async def send() -> None:
            answer = await self.network.send(self.device, what, body, [])
            if self.heard(name, answer):
                writing.known.add(words)
                self.notes[name] = answer.body["revision"]
            elif answer.status and answer.status not in AGAIN:
                self.history.wrong.append(f"{what} of {name}: {answer}")

        self.waiting[name] = send
        await send()


class Laptop:
    """A note-taker's laptop with a copy of its own, in step whenever the road lets it."""

    def __init__(
        self,
        file: SeminarFile,
        courier: Courier,
        history: History,
        stage: Stage,
        draw: random.Random,
    ) -> None:
        self.file, self.history, self.stage, self._draw = file, history, stage, draw
        self._courier = courier

    def act(self) -> None:
        """Write a note, or word one anew, and bring what there is to the host, if it is there."""
        with self.file.read() as reader:
            own = [note for note in reader.every(Note) if note.words.startswith("laptop")]
        words, moment = f"laptop {next(SENTENCES)}", datetime.now(UTC)
        if own and self._draw.random() < 0.5:
            note = self._draw.choice(own)
            noting.edit(self.file, note, words, now=moment)
            name = note.id
        else:
            name = noting.add_note(self.file, self.stage.group_id, words, now=moment).id
        self.history.writings[name].texts.append(words)
        self.history.writings[name].known.add(words)
        try:
            self.sync(thorough=False)
        except Away:
            self.history.reached["a laptop alone"] += 1
        except SeminarError as error:
            self.history.wrong.append(f"a laptop was refused: {error}")

    def close(self) -> None:
        """Put it away."""
        self._courier.close()
        self.file.close()

    def sync(self, *, thorough: bool) -> None:
        """Send and fetch all there is."""
        syncing.synchronise(
            self.file,
            self._courier.ask,
            name="laptop",
            clock=lambda: datetime.now(UTC),
            thorough=thorough,
        )


@dataclass
class Watcher:
    """A phone that only looks: versions rise, and no result is told before its time."""

    port: int
    cookie: str
    network: Network
    history: History
    stage: Stage

    async def live(self) -> None:
        """Look until the day is over, through whatever ends the stream."""
        while not self.stage.is_over:
            try:
                reader, writer = await asyncio.open_connection(HERE, self.port)
            except OSError:
                self.network.something_sent.clear()
                await self.network.something_sent.wait()
                continue
            try:
                await self._look(reader, writer)
            except (OSError, asyncio.IncompleteReadError):
                self.history.reached["a stream that ended"] += 1
            finally:
                writer.close()

    async def _look(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"GET /api/live HTTP/1.1\r\nHost: {HERE}:{self.port}\r\nCookie: {self.cookie}\r\n"
        writer.write(f"{head}\r\n".encode())
        last = 0
        while not self.stage.is_over:
            frame = await reader.readuntil(b"\n\n")
            if told := read_event(frame.decode()):
                version, state = told
                if version <= last:
                    self.history.wrong.append(f"version {version} was told after {last}")
                last = version
                self._hold_against(state)

    def _hold_against(self, state: dict[str, Any]) -> None:
        poll = state.get("poll")
        if poll and state.get("results"):
            self.history.shown.append((moment(), poll["round_id"]))
        if poll and poll["state"] == "open":
            voters = self.history.voters_of(poll["round_id"])
            if poll["cast"] > len(voters):
                self.history.wrong.append(f"{poll['cast']} votes of {len(voters)} voters")


def read_event(frame: str) -> tuple[int, dict[str, Any]] | None:
    """The version and the state that a stream tells in a frame; None for anything else."""
    lines = dict(line.partition(": ")[::2] for line in frame.splitlines())
    if "id" not in lines or "data" not in lines:
        return None
    return int(lines["id"]), json.loads(lines["data"])
