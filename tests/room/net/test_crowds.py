"""Crowds: everybody at once, a close in the middle, resends; nobody is lost or counted twice."""

import asyncio
from typing import Any

from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Round
from facilitator.services.people import joining
from facilitator.services.polls import rounds_held, voting
from tests.room.crowd import Answer, Phone, run_together
from tests.room.serving import ServedRoom, ballot, now, token_of
from tests.rounds_told import tally_round

PHONES = 2000
FIRST_VOTES = 200
VOTERS = 100


def test_two_thousand_phones_join_in_the_same_second(room: ServedRoom) -> None:
    body = {"code": room.greeting.join_code, "take_part": True}

    async def join() -> int:
        async with Phone(room.port) as phone:
            return (await phone.post("/api/join", body)).status

    assert set(run_together(join() for _ in range(PHONES))) == {200}
    assert joining.joined(room.file) == PHONES


def test_two_hundred_first_votes_in_the_same_instant_count_once_each(room: ServedRoom) -> None:
    opened = room.open_poll()
    answers = run_together(vote(room.port, seat, opened) for seat in room.let_in(FIRST_VOTES))
    assert {answer.status for answer in answers} == {200}
    assert rounds_held.turnout(room.file, opened.id) == FIRST_VOTES


async def vote(port: int, seat: str, opened: Round) -> Answer:
    async with Phone(port, seat) as phone:
        return await phone.post("/api/ballots", ballot(opened, ("a", 1)))


def test_a_close_in_the_middle_counts_or_refuses_each_ballot(room: ServedRoom) -> None:
    opened = room.open_poll()
    remote = f"remote={token_of(room.pair(Role.FACILITATOR), Role.FACILITATOR)}"
    seats = room.let_in(VOTERS)

    async def vote_and_close() -> list[Answer]:
        votes = [asyncio.create_task(vote(room.port, seat, opened)) for seat in seats]
        await asyncio.wait(votes, return_when=asyncio.FIRST_COMPLETED)
        async with Phone(room.port, remote) as phone:
            closed = await phone.post("/api/remote", {"act": "close", "id": opened.id})
        assert closed.status == 200
        late = await vote(room.port, seats[0], opened)
        return [late, *await asyncio.gather(*votes)]

    late, *answers = asyncio.run(vote_and_close())
    refused = [answer for answer in answers if answer.status != 200]
    assert {answer.status for answer in [late, *refused]} == {409}
    assert {answer.body["sentence"] for answer in [late, *refused]} == {str(voting.CLOSED)}
    assert rounds_held.turnout(room.file, opened.id) == VOTERS - len(refused) > 0
    assert tally_round(room.file, opened.id).ballots == VOTERS - len(refused)


def test_a_resend_counts_once_and_a_late_one_brings_nothing_back(room: ServedRoom) -> None:
    opened = room.open_poll()
    person = room.join()
    first, second = ballot(opened, ("a", 1)), ballot(opened, ("b", 1))
    for sent in (first, first, second, first):
        assert person.post("/api/ballots", json=sent).status_code == 200
    assert mine(person.get("/api/state").json()) == [["b", 1]]
    assert rounds_held.turnout(room.file, opened.id) == 1
    voting.close_round(room.file, opened.id, now=now())
    assert person.post("/api/ballots", json=first).status_code == 409


def mine(state: dict[str, Any]) -> object:
    return state["mine"]["ballot"]["marks"]


def test_the_same_ballot_sent_many_times_at_once_is_one_ballot(room: ServedRoom) -> None:
    opened = room.open_poll()
    (seat,) = room.let_in(1)
    sent = ballot(opened, ("a", 1))

    async def send() -> int:
        async with Phone(room.port, seat) as phone:
            return (await phone.post("/api/ballots", sent)).status

    assert set(run_together(send() for _ in range(20))) == {200}
    with room.file.read() as reader:
        assert len(reader.ballots(opened.id)) == 1
