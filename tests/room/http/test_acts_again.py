"""Answers get lost, and who heard none asks again: whatever has happened meanwhile, a repeat is no
second act. Of each thing that can be sent to a real room, the file is the same after it came again.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Method
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import DayState, SegmentRun
from facilitator.domain.stage.stage import Scene
from facilitator.room.http.routes import ROUTES
from facilitator.services.people import joining
from facilitator.services.polls import voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import running, speaking
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import tables
from tests.room.day import ask
from tests.room.http.test_comments import invite
from tests.room.http.test_note_routes import note, picture
from tests.room.serving import ServedRoom, ballot, now, until
from tests.rounds_told import latest_round

WRITES_NOTHING = {"/api/ping", "/api/receipts", "/api/leave"}
ELSEWHERE = {
    *("/api/take-up", "/api/notes/take-up", "/api/remote/take-up", "/api/standby"),
    *("/api/notes/sync", "/api/themes/sync"),
}
"""Tickets and standbys: tests/room/syncing. A sync is a union, which is tested as one."""
OF_ITSELF = (tables.acts, tables.meta)
"""Acts, since one without a revision did nothing, and what the seminar keeps of itself; of that the
facts that acts are about are looked at all the same.
"""
FACTS = ("speakers",)


def held_in(file: SeminarFile) -> list[str]:
    """Everything the seminar says, row by row."""
    with file.read() as reader:
        return sorted(
            f"{table.name} {row}"
            for table in tables.metadata.sorted_tables
            for row in reader.connection.execute(select(table))
            if table not in OF_ITSELF or (table is tables.meta and row.name.startswith(FACTS))
        )


@dataclass
class Again:
    """Sends things, lets something happen, and sends them again."""

    room: ServedRoom
    draw: random.Random
    sent: set[str] = field(default_factory=set)

    def lost(
        self,
        who: httpx.Client,
        what: str,
        body: dict[str, Any] | None,
        *meanwhile: Callable[[], object],
        query: str = "",
        form: dict[str, str] | None = None,
    ) -> None:
        """Send something whose answer is lost; one of several things happens, or nothing."""
        route, ids = what, what.split()[1].removeprefix("/api/").split("/")
        if ids[0] in ("responses", "notes") and len(ids) > 1 and ids[1] != "take-in":
            route = what.replace(ids[1], "{id}")
        self.sent.add(route)
        method, path = what.split()
        first = who.request(method, path + query, json=body, data=form)
        assert first.status_code == 200, (what, first.text)
        happened = self.draw.choice([lambda: None, *meanwhile])
        happened()
        before = held_in(self.room.file)
        for _ in range(self.draw.randint(1, 2)):
            again = who.request(method, path + query, json=body, data=form)
            assert again.status_code == 200, (what, again.text)
        changed = sorted({*held_in(self.room.file)} ^ {*before})
        assert not changed, what


def another(room: ServedRoom) -> None:
    """Another person comes, answers, asks to speak and is dealt into a group."""
    person = room.join()
    person.post("/api/group", json={})


def call_and_end(room: ServedRoom) -> None:
    speaking.call(room.file, now=now())
    speaking.end_turn(room.file, now=now())


@pytest.mark.parametrize("seed", range(2))
def test_what_people_send_again_is_no_second_act(room: ServedRoom, seed: int) -> None:
    again = Again(room, random.Random(seed))
    question = ask(room)
    invite(room.file, now().date() + timedelta(days=1))
    for _ in range(3):
        somebody_answers_and_votes(again, question)
    a_laptop_takes_notes(again)
    wanted = {f"{each.method} {each.path}" for each in ROUTES if each.method != "GET"}
    left = {each for each in wanted if each.split()[1] not in WRITES_NOTHING | ELSEWHERE}
    assert again.sent == left - {"POST /api/remote"}


def somebody_answers_and_votes(again: Again, question: str) -> None:
    room = again.room
    person = room.browser()
    seat = {"code": room.greeting.join_code, "take_part": True, "seat": new_id(), "pressed": 1}
    again.lost(person, "POST /api/join", seat, lambda: another(room))
    again.lost(person, "POST /api/me", {"take_part": True, "quote": True}, lambda: another(room))
    written = {"words": f"For the page\r\n{new_id()}", "print": "yes"}
    again.lost(person, "POST /page/comments", None, lambda: another(room), form=written)
    for _ in range(2):
        what_is_said(again, person, question)
    again.lost(person, "POST /api/group", {}, lambda: another(room))
    speaking.open_list(room.file, now=now())
    asked, back = ({"on": on, "press": new_id()} for on in (True, False))
    over = partial(speaking.close_list, room.file, now=now())
    again.lost(person, "POST /api/speakers", asked, lambda: call_and_end(room))
    again.lost(person, "POST /api/speakers", back, over)
    opened = room.open_poll()
    again.lost(
        person,
        "POST /api/ballots",
        ballot(opened, ("a", 1)),
        partial(voting.close_round, room.file, opened.id, now=now()),
    )
    if latest_round(room.file, opened.poll_id) == opened:
        voting.close_round(room.file, opened.id, now=now())
    projector.show(room.file, Scene.QUESTION, question, now=now())


def what_is_said(again: Again, person: httpx.Client, question: str) -> None:
    """Something is answered, corrected, liked and taken back, while others do things to it."""
    file, own = again.room.file, new_id()

    def kept() -> Response:
        with file.read() as reader:
            return reader.get(Response, own)

    def take_out() -> None:
        with file.write(Verb.REMOVE, now()) as writer:
            writer.remove(kept())

    def lost(what: str, body: dict[str, Any] | None, *meanwhile: Callable[[], object]) -> None:
        again.lost(person, what, body, close, *meanwhile)
        projector.show(file, Scene.QUESTION, question, now=now())

    close = partial(projector.show, file, Scene.WELCOME, now=now())
    said = {"id": own, "question_id": question, "words": "One"}
    others: tuple[Callable[[], object], ...] = (
        lambda: collecting.correct(file, kept(), f"Corrected {new_id()}", now=now()),
        lambda: collecting.hide(file, kept(), now=now()),
    )
    lost("POST /api/responses", said, take_out, *others)
    with file.read() as reader:
        if reader.find(Response, own) is None:
            return
    lost(f"PUT /api/responses/{own}", {"words": "Two", "was": [kept().words]}, *others)
    lost("POST /api/upvotes", {"response_id": own}, lambda: another(again.room))
    lost(f"DELETE /api/responses/{own}", None)


def a_laptop_takes_notes(again: Again) -> None:
    room, laptop = again.room, again.room.browser()
    pairing = {"code": room.greeting.note_code, "role": "note_taker", "seat": new_id()}
    renew = partial(joining.renew_code, room.file, Role.NOTE_TAKER, now=now())
    again.lost(laptop, "POST /api/pair", pairing, renew)
    first, other = (note(room, words, change=new_id()) for words in ("First", "Other"))
    again.lost(laptop, "POST /api/notes", first)
    seen = {"seen": first["change"], "change": new_id()}
    changed, place = first | {"words": "Second"} | seen, f"/api/notes/{first['id']}"
    again.lost(laptop, f"PUT {place}", changed, lambda: laptop.post("/api/notes", json=other))
    laptop.post("/api/notes", json=other)
    again.lost(laptop, f"POST {place}/alike", {"other": other["id"]})
    jpeg = picture()
    whole = {"at": 0, "of": len(jpeg), "piece": jpeg}
    room.change(photographs=True)
    again.lost(laptop, f"PUT {place}/photograph", whole)
    gone = f"?seen={seen['change']}&change={new_id()}"
    again.lost(laptop, f"DELETE {place}", None, query=gone)
    seminar = laptop.get("/api/notes/desk").json()["seminar"]
    box = {"format": "facilitator-notes", "version": 1, "seminar": seminar}
    again.lost(
        laptop,
        "POST /api/notes/take-in",
        box | {"entries": [note(room, "Carried", change=new_id())]},
    )


class Remotes:
    """The facilitator's phones: so many that none of them asks too often."""

    def __init__(self, room: ServedRoom, draw: random.Random) -> None:
        self._all = [room.pair(Role.FACILITATOR) for _ in range(4)]
        self._draw = draw

    @property
    def any(self) -> httpx.Client:
        return self._draw.choice(self._all)


@dataclass
class Pressed:
    """What was pressed, and the answer may have been lost."""

    remotes: Remotes
    body: dict[str, Any]

    def again(self) -> httpx.Response:
        return self.remotes.any.post("/api/remote", json=self.body)


def moved(remotes: Remotes, act: str) -> Pressed:
    """Somebody who goes a segment on, or back: who was shown what is no more so looks again."""
    while True:
        seen = remotes.any.get("/api/remote").json()["seen"]
        press = Pressed(remotes, {"act": act, "seen": seen})
        if (status := press.again().status_code) != 409:
            assert status == 200
            return press


def can_press(shown: dict[str, Any], poll: str) -> list[dict[str, Any]]:
    """What can be pressed on a remote that shows this."""
    (line,) = (each for each in shown["polls"] if each["id"] == poll)
    can: list[dict[str, Any]] = [{"act": "unblank" if shown["blank"] else "blank"}]
    if shown["day"] == DayState.RUNNING and line["state"] not in ("open", "counting"):
        paused = shown["segment"]["paused"]
        can += [{"act": act} for act in ("resume" if paused else "pause", "extend", "extend")]
    if line["state"] == "draft" or line["state"] == "revealed":
        can.append({"act": "open", "id": poll, "round": line["round_id"], "reason": "Again"})
    elif line["state"] == "open":
        can.append({"act": "close", "id": line["round_id"]})
    elif line["state"] == "closed":
        can.append({"act": "reveal", "id": line["round_id"], "told": True})
    return [each | {"seen": shown["seen"]} for each in can]


def test_what_the_facilitators_phone_presses_again_is_no_second_act(room: ServedRoom) -> None:
    """Also late, when others have pressed since; what it shows then is what is so."""
    draw, question = random.Random(3), ask(room)
    poll = room.add_poll(method=Method.CHOOSE_ONE)
    with room.file.write(Verb.SET_UP, now()) as writer:
        here = running.run_sheet(room.file, now()).current
        assert here is not None
        writer.put(replace(here, poll_ids=(poll.id,), question_ids=(question,)))
    remotes = Remotes(room, draw)
    shown = until(remotes.any, lambda told: told["polls"], "/api/remote/live")
    pressed: list[Pressed] = []
    minutes, rounds = 0, 0
    for _ in range(30):
        body = draw.choice(can_press(shown, poll.id))
        pressed.append(Pressed(remotes, body))
        shown = pressed[-1].again().raise_for_status().json()
        minutes += 5 * (body["act"] == "extend")
        rounds += body["act"] == "open"
        before = held_in(room.file)
        for late in {-1, -draw.randint(1, min(5, len(pressed)))}:
            answer = pressed[late].again()
            assert answer.status_code in (200, 409), answer.text
            assert answer.status_code == 200 or "changed already" in answer.json()["sentence"]
        changed = sorted({*held_in(room.file)} ^ {*before})
        assert not changed, [each.body for each in pressed[-5:]]
    with room.file.read() as reader:
        (run,) = reader.every(SegmentRun)
    told = latest_round(room.file, poll.id)
    assert run.extended_minutes == minutes > 0
    assert told is not None
    assert told.number == rounds > 2


def test_going_on_and_back_again_is_no_second_step(room: ServedRoom) -> None:
    running.start_day(room.file, now=now())
    draw = random.Random(1)
    remotes = Remotes(room, draw)
    places = [line.segment.id for line in running.run_sheet(room.file, now()).lines]

    def here() -> str:
        sheet = running.run_sheet(room.file, now())
        return sheet.current.id if sheet.current else ""

    at = 0
    pressed: list[Pressed] = []
    for _ in range(16):
        by = draw.choice((1, 1, -1)) if 0 < at < len(places) - 1 else 1 if at == 0 else -1
        pressed.append(moved(remotes, "go_on" if by > 0 else "go_back"))
        at += by
        for late in (pressed[-1], draw.choice(pressed)):
            assert late.again().status_code == 409
        assert here() == places[at]


def test_a_window_that_went_on_first_is_not_gone_on_from_again(room: ServedRoom) -> None:
    """Two facilitators press at once: the day goes one segment on."""
    running.start_day(room.file, now=now())
    remote = room.pair(Role.FACILITATOR)
    seen = remote.get("/api/remote").json()["seen"]
    running.go_on(room.file, now=now())
    place = running.run_sheet(room.file, now()).current
    answer = remote.post("/api/remote", json={"act": "go_on", "seen": seen})
    assert answer.status_code == 409
    assert running.run_sheet(room.file, now()).current == place
