"""Nothing that ties a closed vote to whoever cast it is anywhere in the server's memory."""

from contextlib import ExitStack

import httpx
import pytest

from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Round, Secrecy
from facilitator.services.polls import voters, voting
from facilitator.services.polls.voters import Voter
from facilitator.store.records import tables
from tests.process_memory import found_in, left_in, needs_linux
from tests.room.serving import ServedRoom, ballot, now, token_of, told, until

pytestmark = [needs_linux, pytest.mark.of_files]


def voted_in(room: ServedRoom, people: int, lines: ExitStack) -> tuple[Round, list[str]]:
    """A sealed round that so many people have voted in, whose phones stay in touch: its secret,
    their keys, what they sent it under, and their tokens.
    """
    opened = room.open_poll(secrecy=Secrecy.SEALED)
    with room.file.read() as reader:
        secret = reader.entry(tables.round_secrets, opened.id)
    assert secret
    needles = [secret]
    for _ in range(people):
        person = room.join()
        sent = ballot(opened, ("a", 1))
        next(told(lines.enter_context(person.stream("GET", "/api/live"))))
        person.post("/api/ballots", json=sent).raise_for_status()
        token = token_of(person, Role.PARTICIPANT)
        needles += [voters.key_under(opened, secret, Voter(token)), token, str(sent["submission"])]
    return opened, needles


def test_a_closed_rounds_secret_and_keys_are_in_no_memory_whoever_closed_it(
    room: ServedRoom,
) -> None:
    remote = room.pair(Role.FACILITATOR)
    with ExitStack() as lines:
        forgets_what_was_closed(room, remote, lines)


def forgets_what_was_closed(room: ServedRoom, remote: httpx.Client, lines: ExitStack) -> None:
    opened, needles = voted_in(room, 4, lines)
    assert needles[0] in found_in(room.process_id, needles), "this test can see it"
    voting.close_round(room.file, opened.id, now=now())
    assert not left_in(room.process_id, needles), room.log
    # Whoever reads meanwhile keeps the log as it is; the facilitator is told. What a server reads
    # of a round when it is started goes as well.
    opened, needles = voted_in(room, 4, lines)
    room.kill()
    room.start()
    with room.file.read() as reader:
        assert reader.turnout(opened.id) == 4
        remote.post("/api/remote", json={"act": "close", "id": opened.id}).raise_for_status()
        until(remote, lambda state: state["has_traces"], "/api/remote/live")
    until(remote, lambda state: not state["has_traces"], "/api/remote/live")
    assert not any(needle.encode() in room.bytes_on_disk() for needle in needles)
    assert not left_in(room.process_id, needles), room.log
