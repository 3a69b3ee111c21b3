"""A closed vote's secret and its voters' keys are nowhere in the server's memory."""

import re
import sys
import threading
from collections.abc import Sequence

import pytest

from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Round, Secrecy
from facilitator.services.polls import voters, voting
from facilitator.services.polls.voters import Voter
from facilitator.store.records import tables
from tests.room.serving import PATIENCE, ServedRoom, ballot, now, token_of, until

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a parent read its child's memory"
)
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def found_in(process: int, needles: Sequence[str]) -> set[str]:
    """Those of the needles that stand anywhere in a process's writable memory."""
    left = {needle: needle.encode() for needle in needles}
    found = set()
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for place in filter(None, map(_WRITABLE.match, maps)):
            start, end = (int(each, 16) for each in place.groups())
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError):  # what the kernel keeps, or has just been given back
                continue
            found |= {needle for needle, said in left.items() if said in held}
    return found


def voted_in(room: ServedRoom, people: int) -> tuple[Round, list[str]]:
    """A sealed round that so many people have voted in, and its secret and their keys."""
    opened = room.open_poll(secrecy=Secrecy.SEALED)
    with room.file.read() as reader:
        secret = reader.entry(tables.round_secrets, opened.id)
    assert secret
    needles = [secret]
    for _ in range(people):
        person = room.join()
        person.post("/api/ballots", json=ballot(opened, ("a", 1))).raise_for_status()
        person.get("/api/state").raise_for_status()
        token = token_of(person, Role.PARTICIPANT)
        needles.append(voters.key_under(opened, secret, Voter(token)))
    return opened, needles


def is_gone(process: int, needles: Sequence[str]) -> bool:
    """Whether nothing is left, once the server has noticed that the round was closed."""
    pause = threading.Event()
    return any(not found_in(process, needles) or pause.wait(0.5) for _ in range(PATIENCE))


def test_a_closed_rounds_secret_and_keys_are_in_no_memory_whoever_closed_it(
    room: ServedRoom,
) -> None:
    remote = room.pair(Role.FACILITATOR)
    opened, needles = voted_in(room, 4)
    assert needles[0] in found_in(room.process_id, needles), "this test can see it"
    voting.close_round(room.file, opened.id, now=now())
    assert is_gone(room.process_id, needles), room.log
    # Whoever reads meanwhile keeps the log as it is; the facilitator is told.
    opened, needles = voted_in(room, 4)
    with room.file.read() as reader:
        assert reader.turnout(opened.id) == 4
        remote.post("/api/remote", json={"act": "close", "id": opened.id}).raise_for_status()
        until(remote, lambda state: state["has_traces"], "/api/remote/live")
    until(remote, lambda state: not state["has_traces"], "/api/remote/live")
    assert not any(needle.encode() in room.bytes_on_disk() for needle in needles)
    assert is_gone(room.process_id, needles), room.log
