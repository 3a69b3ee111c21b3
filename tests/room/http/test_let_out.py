"""Who is let out loses at once whatever the room's server remembers of them: of each thing that can
be sent nothing is kept where its device was let out between the asking and the writing, by whoever
and in whatever way; and nobody who was let out is told anything more.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.locales import ENGLISH
from facilitator.domain.merging.sync import Answer, Offer
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.room.host.host import utc_now
from facilitator.room.http.dispatch import Endpoint
from facilitator.room.http.routes import ROUTES, Entry
from facilitator.room.net.admission import Caller
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running, speaking
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.merging import forgetting
from facilitator.store.records import devices
from tests.room.http.test_acts_again import held_in
from tests.room.http.test_comments import invite
from tests.room.http.test_note_routes import picture
from tests.room.in_process import Pages, Try
from tests.room.serving import ServedRoom

WITHIN = [each for each in ROUTES if None not in each.who]
ACTING = [each for each in WITHIN if each.method != "GET"]
READING = [each for each in WITHIN if each.method == "GET"]
ASKS_ONLY = {"/api/receipts"}
"""What it is asked of is open: there are no receipts yet."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MANY_LINES = 60

Way = Callable[[SeminarFile, Device], None]


def by_its_id(file: SeminarFile, device: Device) -> None:
    """A paired one as the window does it, who lists such devices by name."""
    if device.role is Role.PARTICIPANT:
        with file.write(Verb.PAIR, utc_now()) as writer:
            devices.let_out(writer, device)
    else:
        assert joining.let_out(file, device.id, now=utc_now())


def with_everybody(file: SeminarFile, _device: Device) -> None:
    with file.write(Verb.ANONYMISE, utc_now()) as writer:
        devices.let_everybody_out(writer)


def by_a_nod(file: SeminarFile, device: Device) -> None:
    """Another phone with the name is given the seat."""
    with file.write(Verb.PAIR, utc_now()) as writer:
        name = writer.get(Participant, device.participant_id).name
        another, _ = joining.join(writer, Agreed(take_part=True, name=name), now=utc_now())
    assert another.asks_for
    joining.nod(file, another.id, now=utc_now())


def by_erasing(file: SeminarFile, device: Device) -> None:
    with file.write(Verb.ERASE, utc_now()) as writer:
        writer.erase(Participant.KIND, device.participant_id)
        forgetting.forget(writer)


WAYS: dict[Role, tuple[Way, ...]] = dict.fromkeys(Role, (by_its_id, with_everybody))
WAYS[Role.PARTICIPANT] += (by_a_nod, by_erasing)


class _Brought(Exception):
    """A laptop's offer, which goes no further."""


@dataclass
class Day:
    """A seminar in which everything can be sent, and whoever sends it."""

    file: SeminarFile
    pages: Pages
    laptop: SeminarFile
    question: str
    opened: Round
    way: Way | None = None
    """How the next device is let out that a route lets in, before the route does anything."""
    left: list[str] = field(default_factory=list)
    """What the seminar held then."""

    def enter(self, role: Role) -> Device:
        """A new device of a role."""
        if role is not Role.PARTICIPANT:
            device, self.pages.tokens[role] = joining.pair(self.file, role, now=utc_now())
            return device
        with self.file.write(Verb.SET_UP, utc_now()) as writer:
            agreed = Agreed(take_part=True, name=new_id())
            device, self.pages.tokens[role] = joining.join(writer, agreed, now=utc_now())
        assert device.participant_id
        return device

    async def knows(self, role: Role) -> None:
        """The server has seen the device, and remembers it."""
        await self.pages.host.tell()
        asked = {
            Role.PARTICIPANT: "/api/state",
            Role.FACILITATOR: "/api/remote",
            Role.NOTE_TAKER: "/api/notes/desk",
            Role.THEME_TEAM: "/api/themes/desk",
        }
        assert (await self.pages.ask(Try("GET", asked[role], role=role)))[0] == 200
        assert await self.pages.host.devices.remembered(self.pages.tokens[role])

    async def sent(self, entry: Entry, device: Device) -> Try:
        """What a route is sent, all that it needs being there."""
        scene, about = (Scene.CLOSE, "") if entry.is_form else (Scene.QUESTION, self.question)
        projector.show(self.file, scene, about, now=utc_now())
        await self.pages.host.tell()
        own, body = self._made(entry, device)
        path = entry.path.replace("{id}", own)
        if entry.method == "DELETE" and entry.role is Role.NOTE_TAKER:
            path += f"?seen={self._head(own)}&change={new_id()}"
        sent_as = (("content-type", FORM if entry.is_form else JSON),)
        return Try(entry.method, path, body, entry.role, sent_as)

    def _made(self, entry: Entry, device: Device) -> tuple[str, Any]:
        """The id of what a route is about, and what it is sent."""
        new = new_id()
        if entry.role is Role.PARTICIPANT:
            said = self._response(device) if "responses/{id}" in entry.path else new
            return said, self._said_by_phones(new)[entry.path]
        if entry.path == "/api/remote":
            told = self.pages.host.told_remote(ENGLISH)
            act = "unblank" if told.blank else "blank"
            return new, {"act": act, "seen": msgspec.to_builtins(told.seen)}
        note = self._note() if "notes/{id}" in entry.path else new
        return note, self._noted(note)[entry.path]

    def _said_by_phones(self, new: str) -> dict[str, Any]:
        vote = {"round_id": self.opened.id, "submission": new}
        return {
            "/api/me": {"take_part": True, "quote": True},
            "/page/comments": f"words=Said+{new}".encode(),
            "/api/receipts": vote,
            "/api/ballots": vote | {"marks": [["a", 1]]},
            "/api/responses": {"id": new, "question_id": self.question, "words": "Said"},
            "/api/responses/{id}": {"words": "Better", "was": ["Said"]},
            "/api/upvotes": {"response_id": self._response(None)},
            "/api/group": {"group_id": self._group()},
            "/api/speakers": {"on": True, "press": new},
        }

    def _noted(self, note: str) -> dict[str, Any]:
        jpeg, offer = picture(), self._offer()
        body = {"id": note, "breakout_id": self._group(), "words": "Noted"}
        box = {"format": "facilitator-notes", "version": 1, "seminar": offer.file_id}
        return {
            "/api/notes": body,
            "/api/notes/{id}": body | {"words": "Better", "seen": self._head(note)},
            "/api/notes/{id}/alike": {"other": self._note()},
            "/api/notes/{id}/photograph": {"at": 0, "of": len(jpeg), "piece": jpeg},
            "/api/notes/take-in": box | {"entries": [body]},
            "/api/notes/sync": offer,
            "/api/themes/sync": offer,
        }

    def _response(self, by: Device | None) -> str:
        with self.file.write(Verb.ADD, utc_now()) as writer:
            if by is not None:
                id = new_id()
                collecting.answer(writer, by, id, self.question, "Said", now=utc_now())
                return id
            return collecting.put_captured(writer, self.question, "Said", now=utc_now()).id

    def _group(self) -> str:
        with self.file.read() as reader:
            return reader.every(Breakout)[0].id

    def _note(self) -> str:
        return noting.add_note(self.file, self._group(), "Noted", now=utc_now()).id

    def _head(self, note: str) -> str:
        with self.file.read() as reader:
            shown = reader.shown(note)
        return shown.lead.id if shown else "none"

    def _offer(self) -> Offer:
        """What a laptop brings that has a new note."""
        noting.add_note(self.laptop, self._group(), "By a laptop", now=utc_now())
        found: list[Offer] = []

        def ask(offer: Offer) -> Answer:
            found.append(offer)
            if offer.brings.revisions:
                raise _Brought
            return syncing.answer(self.file, offer, now=utc_now())

        with contextlib.suppress(_Brought):
            syncing.synchronise(self.laptop, ask, name="Laptop", clock=utc_now)
        assert found[-1].brings.revisions
        return found[-1]


@pytest.fixture
def day(
    seminar_file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Day]:
    file, question = seminar_file, new_id()
    invite(file, utc_now().date() + timedelta(days=7))
    poll = Poll(
        id=new_id(),
        position=900.0,
        title="Poll",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=Secrecy.SEALED,
    )
    preparing.save(file, poll, now=utc_now())
    running.start_day(file, now=utc_now())
    asked = Question(
        id=question, position=900.0, kind=QuestionKind.EMERGING, wording="What helps?", on_wall=True
    )
    with file.write(Verb.SET_UP, utc_now()) as writer:
        writer.put(asked)
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, asks_names=True, photographs=True))
    speaking.open_list(file, now=utc_now())
    syncing.copy_for_notes(file, tmp_path / "laptop.seminar")
    laptop = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    opened = voting.open_round(file, poll.id, now=utc_now())
    day = Day(file, Pages(file), laptop, question, opened)
    let_in = Endpoint._may

    def may(endpoint: Endpoint, caller: Caller) -> None:
        let_in(endpoint, caller)
        if day.way and caller.device:
            day.way(day.file, caller.device)
            day.way, day.left = None, held_in(day.file)

    monkeypatch.setattr(Endpoint, "_may", may)
    yield day
    laptop.close()


def run(day: Day, visit: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def with_host() -> None:
        try:
            await visit()
        finally:
            await day.pages.host.stop()

    asyncio.run(with_host())


def test_what_is_sent_is_not_kept_of_who_was_let_out_before_it_was_written(day: Day) -> None:
    """And it would have been kept: sent again by somebody who is in, it is."""

    async def visit() -> None:
        ways = {role: cycle(ways) for role, ways in WAYS.items()}
        for entry in ACTING:
            way = next(ways[entry.role])
            what = f"{entry.method} {entry.path} {way.__name__}"
            device = day.enter(entry.role)
            await day.knows(entry.role)
            sent = await day.sent(entry, device)
            day.way, day.left = way, []
            assert (await day.pages.ask(sent))[0] == 401, what
            assert held_in(day.file) == day.left, what
            device = day.enter(entry.role)
            sent, before = await day.sent(entry, device), held_in(day.file)
            is_kept = entry.path not in ASKS_ONLY
            assert (await day.pages.ask(sent))[0] == (200 if is_kept else 409), what
            assert (held_in(day.file) != before) is is_kept, what

    run(day, visit)


def test_nothing_is_told_to_who_was_let_out_though_the_server_remembers_them(day: Day) -> None:
    async def visit() -> None:
        ways = {role: cycle(ways) for role, ways in WAYS.items()}
        for entry in READING:
            device = day.enter(entry.role)
            await day.knows(entry.role)
            next(ways[entry.role])(day.file, device)
            asked = Try("GET", entry.path.replace("{id}", day.question), role=entry.role)
            assert (await day.pages.ask(asked))[0] == 401, entry.path

    run(day, visit)


def test_what_a_page_is_told_all_day_ends_when_it_is_let_out(room: ServedRoom) -> None:
    pages = {
        "/api/live": room.join(),
        "/api/remote/live": room.pair(Role.FACILITATOR),
        "/api/notes/live": room.pair(Role.NOTE_TAKER),
    }
    stays = room.join()
    with contextlib.ExitStack() as stack:
        lines = [
            stack.enter_context(client.stream("GET", path)).iter_lines()
            for path, client in pages.items()
        ]
        staying = stack.enter_context(stays.stream("GET", "/api/live")).iter_lines()
        for told in (*lines, staying):
            assert next(told)
        with room.file.write(Verb.PAIR, utc_now()) as writer:
            last = devices.every_device(writer, Role.PARTICIPANT)[-1]
            others = (each for role in Role for each in devices.every_device(writer, role))
            for device in [each for each in others if each != last]:
                devices.let_out(writer, device)
        for told in lines:
            assert len(list(islice(told, MANY_LINES))) < MANY_LINES, "it ends"
        assert next(staying)
    assert [client.get("/api/state").status_code for client in pages.values()] == [401] * 3
    assert stays.get("/api/state").is_success
