"""A room whose database does not answer goes on in its own copy by itself, and is back by itself
with everything that was done; wherever that is cut off.
"""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import OpenTo, Round
from facilitator.room.net.admission import COOKIES
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.polls import rounds_held, voting
from facilitator.services.seminar.rooms import WAITS
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import devices
from facilitator.store.records.facts import WERE_IN
from facilitator.store.seminar_store import SeminarStore
from tests.room.laptops import Road
from tests.room.serving import ServedRoom, copied_to, now
from tests.store.files.test_logs import soon

SOCKET = ".s.PGSQL.5432"


class Way(Road):
    """The way to a database, whose socket is in a folder; it begins in a folder of its own."""

    def __init__(self, folder: Path, server: str) -> None:
        self._folder, self._server = folder, server
        super().__init__(0)

    def _listens(self) -> socket.socket:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(self._folder / SOCKET))
        listening.listen()
        return listening

    def _calls(self) -> socket.socket:
        called = socket.socket(socket.AF_UNIX)
        called.connect(f"{self._server}/{SOCKET}")
        return called


class Hall:
    """A hall whose server comes to the database by a way that can be cut; the main room has its
    own. Its phones ask until they are answered, as pages do.
    """

    def __init__(self, october: Path, folder: Path, server: str) -> None:
        path = folder / "served.seminar"
        path.write_bytes(october.read_bytes())
        direct = copied_to(server, path)
        self.way = Way(folder, server)
        self.copy = folder / "hall.seminar"
        self.room = ServedRoom(path, direct, direct.replace(server, str(folder)))
        self.room.how = ("--room", "hall", "--standby-file", str(self.copy))
        self.room.how += ("--standby-after", "1")
        opened = cast(object, self.room.file)
        assert isinstance(opened, SeminarDatabase)
        opened.have_keys()
        self.main: SeminarStore = opened
        self.hall = self.main.in_room("hall")
        with self.main.read() as reader:
            self.group = reader.every(Breakout)[0].id

    def start(self) -> None:
        self.room.start()

    def close(self) -> None:
        self.room.close()
        self.way.close()

    def phone(self, role: Role = Role.PARTICIPANT) -> httpx.Client:
        """A phone that came before the server was started, so that it is in its copy."""
        if role is Role.PARTICIPANT:
            with self.hall.write(Verb.JOIN, now()) as writer:
                _, token = joining.join(writer, joining.Agreed(take_part=True), now=now())
        else:
            _, token = joining.pair(self.hall, role, now=now())
        return self.room.browser(f"{COOKIES[role]}={token}")

    def joins(self) -> httpx.Client:
        """A phone that comes in at the door."""
        phone = self.room.browser()
        body = {"code": self.room.greeting.join_code, "take_part": True}
        answered(lambda: phone.post("/api/join", json=body)).raise_for_status()
        return phone

    def went_on(self) -> bool:
        """Whether the room goes on in its own copy."""
        with closing(SeminarFile.open(self.copy)) as copy, copy.read() as reader:
            return reader.fact(WERE_IN) is not None

    def words(self) -> list[str]:
        with self.main.read() as reader:
            return sorted(note.words for note in reader.every(Note))


@pytest.fixture
def hall(_october_file: Path, tmp_path: Path, postgres: str) -> Iterator[Hall]:
    made = Hall(_october_file, tmp_path, postgres)
    try:
        yield made
    finally:
        made.close()


def answered(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer, once there is somebody to give it and something to keep it in."""
    while True:
        try:
            answer = ask()
        except httpx.TransportError:
            continue
        if answer.status_code < 500:
            return answer


def told(phone: httpx.Client, path: str = "/api/state") -> dict[str, Any]:
    answer = answered(lambda: phone.get(path))
    answer.raise_for_status()
    return dict(json.loads(answer.content))


def notice(remote: httpx.Client) -> str:
    return str(told(remote, "/api/remote")["notice"])


def note(phone: httpx.Client, group: str, words: str) -> None:
    body = {"id": new_id(), "breakout_id": group, "words": words}
    answer = answered(lambda: phone.post("/api/notes", json=body))
    answer.raise_for_status()


def press(remote: httpx.Client, what: str, id: str) -> None:
    body = {"act": what, "id": id, "seen": told(remote, "/api/remote")["seen"]}
    answered(lambda: remote.post("/api/remote", json=body)).raise_for_status()


def vote(phone: httpx.Client, round_id: str, item: str) -> httpx.Response:
    said = {"round_id": round_id, "submission": new_id(), "marks": [[item, 1]]}
    return answered(lambda: phone.post("/api/ballots", json=said))


def test_a_room_goes_on_by_itself_and_is_back_by_itself_with_everything(hall: Hall) -> None:
    remote, ann, scribe = hall.phone(Role.FACILITATOR), hall.phone(), hall.phone(Role.NOTE_TAKER)
    own = hall.room.add_poll(title="Own")
    of_all = hall.room.open_poll(title="All", open_to=OpenTo.ALL_ROOMS)
    hall.start()
    note(scribe, hall.group, "Said before")
    assert soon(hall.copy.exists)
    hall.way.swallow()
    assert soon(lambda: "with its copy of" in notice(remote))
    assert "“All”" in notice(remote), "the vote of all rooms waits"
    assert vote(ann, of_all.id, "a").json()["sentence"] == str(WAITS)
    noting.add_note(hall.main, hall.group, "Said in the main room", now=now())
    note(scribe, hall.group, "Said in the hall")
    bea = hall.joins()
    press(remote, "open", own.id)
    round_id = told(ann)["poll"]["round_id"]
    for phone, item in ((ann, "a"), (bea, "b")):
        vote(phone, round_id, item).raise_for_status()
    hall.way.mend()
    assert soon(lambda: "close it" in notice(remote)), "what is open is closed there first"
    press(remote, "close", round_id)
    assert soon(lambda: "what was done in this room meanwhile is in" in notice(remote))
    everything_is_there_once(hall, round_id, ("Said before", "Said in the main room"))
    for phone in (ann, bea):
        assert told(phone)["poll"]["round_id"] == of_all.id
        vote(phone, of_all.id, "a").raise_for_status()
    voting.close_round(hall.main, of_all.id, now=now())
    assert rounds_held.turnout(hall.main, of_all.id) == 2


def test_whoever_is_killed_while_a_room_changes_over_goes_on_from_there(hall: Hall) -> None:
    remote, ann, scribe = hall.phone(Role.FACILITATOR), hall.phone(), hall.phone(Role.NOTE_TAKER)
    own = hall.room.add_poll(title="Own")
    hall.start()
    assert soon(hall.copy.exists)
    hall.way.cut()
    assert soon(hall.went_on)
    hall.room.kill()
    hall.room.start()
    assert soon(lambda: "with its copy of" in notice(remote))
    note(scribe, hall.group, "Said in the hall")
    press(remote, "open", own.id)
    round_id = told(ann)["poll"]["round_id"]
    for phone in (ann, hall.joins()):
        vote(phone, round_id, "a").raise_for_status()
    press(remote, "close", round_id)
    hall.way.mend()
    assert soon(lambda: "Said in the hall" in hall.words())
    hall.room.kill()
    hall.room.start()
    assert "Said in the hall" in answered(lambda: scribe.get(f"/api/notes/{hall.group}")).text
    everything_is_there_once(hall, round_id)


def everything_is_there_once(hall: Hall, round_id: str, also: tuple[str, ...] = ()) -> None:
    assert hall.words() == sorted((*also, "Said in the hall"))
    with hall.main.read() as reader:
        held = reader.get(Round, round_id)
        assert (held.room, held.state.value) == ("hall", "closed")
        assert rounds_held.tallied(reader, held).ballots == 2
        assert devices.how_many_in(reader, Role.PARTICIPANT, "hall") == 2
