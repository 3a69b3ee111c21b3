"""The disk is full under the server: nothing is lost, whoever sent it is told when to try again."""

import sys
from collections.abc import Callable

import httpx
import pytest

from facilitator.domain.people.devices import Role
from facilitator.domain.wording import told
from facilitator.services.polls import rounds_held, voting
from facilitator.store.files.file import new_id
from tests.auditing import faults
from tests.full_disk import no_room
from tests.pseudo import PSEUDO
from tests.room.serving import HERE, ServedRoom, ballot, now

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no process's limits elsewhere"),
    pytest.mark.of_files,
]


def test_while_nothing_can_be_written_everybody_is_asked_to_try_again_and_nothing_is_lost(
    room: ServedRoom,
) -> None:
    opened = room.open_poll()
    voter, taker = room.join(), room.pair(Role.NOTE_TAKER)
    group = taker.get("/api/notes/desk").json()["groups"][0]["id"]
    note = {"id": new_id(), "breakout_id": group, "words": "Said", "change": new_id()}
    vote = ballot(opened, (opened.poll.items[0].id, 1))
    asked: tuple[Callable[[], httpx.Response], ...] = (
        lambda: voter.post("/api/ballots", json=vote),
        lambda: taker.post("/api/notes", json=note),
        lambda: room.browser().post(
            "/api/join", json={"code": room.greeting.join_code, "take_part": True}
        ),
    )
    with no_room(room.process_id):
        for ask in asked:
            answer = ask()
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2"), answer.text
            assert "sends it again" in answer.json()["sentence"]
        assert voter.get("/api/state").status_code == 200
        why = room.heard(lambda said: said.trouble).why_not_kept
        assert str(why).startswith("The disk ")
        assert not told(why, PSEUDO).startswith("The disk ")
    assert [ask().status_code for ask in asked] == [200, 200, 200]
    assert room.heard(lambda said: "" if said.trouble else "kept again").address == HERE
    assert rounds_held.turnout(room.file, opened.id) == 1
    voting.close_round(room.file, opened.id, now=now())
    assert not faults(room.file)
    assert "Traceback" not in room.log
