"""Guessing at codes: slowed for who guesses and in all, while right codes still open the door."""

import asyncio

import pytest

from facilitator.room.net.admission import (
    FREE_GUESSES,
    LONGEST_WAIT,
    MOST_REMEMBERED,
    Guesses,
    Refusal,
)
from tests.room.crowd import Phone
from tests.room.serving import ServedRoom

FREE, RATE = 60, 20
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def guesses() -> Guesses:
    return Guesses(free_per_minute=FREE, then_per_second=RATE)


def test_a_few_slips_cost_nothing_and_each_further_one_doubles_the_wait(guesses: Guesses) -> None:
    waits = []
    for _ in range(FREE_GUESSES + 6):
        waits.append(guesses.wait("one", HERE, 0.0))
        guesses.wrong("one", HERE, 0.0)
    assert waits == [0.0] * FREE_GUESSES + [1.0, 2.0, 4.0, 8.0, 16.0, LONGEST_WAIT]
    assert guesses.wait("other", HERE, 0.0) == 0.0


def test_a_room_behind_one_address_comes_in_at_once(guesses: Guesses) -> None:
    for number in range(FREE - 1):
        guesses.wrong(f"slipped {number}", HERE, 0.0)
    assert {guesses.wait(f"right {number}", HERE, 0.0) for number in range(2000)} == {0.0}


def test_many_wrong_ones_from_an_address_wait_in_line_however_they_are_called(
    guesses: Guesses,
) -> None:
    for number in range(FREE):
        guesses.wrong(f"new name {number}", HERE, 0.0)
    in_line = int(RATE * LONGEST_WAIT) - 1
    waits = [guesses.wait(f"another {number}", HERE, 0.0) for number in range(in_line)]
    assert waits == pytest.approx([n / RATE for n in range(1, in_line + 1)])
    guesses.wait("the last who fits in", HERE, 0.001)
    with pytest.raises(Refusal) as refusal:
        guesses.wait("one more", HERE, 0.001)
    assert refusal.value.status == 429
    assert refusal.value.retry_after
    assert guesses.wait("somebody", ELSEWHERE, 0.0) == 0.0
    assert guesses.wait("later", HERE, 61.0) == 0.0


def test_wrong_ones_from_many_addresses_keep_nobody_out_elsewhere(guesses: Guesses) -> None:
    for number in range(100 * FREE):
        guesses.wrong(f"name {number}", f"address {number % 100}", 0.0)
    assert guesses.wait("one", "yet another address", 0.0) == 0.0


def test_what_is_remembered_of_guessers_has_an_end(guesses: Guesses) -> None:
    for number in range(MOST_REMEMBERED + 500):
        guesses.wrong(f"name {number}", f"address {number}", 0.0)
    assert len(guesses._own) == len(guesses._addresses) == MOST_REMEMBERED


def test_while_somebody_guesses_the_room_still_comes_in(room: ServedRoom) -> None:
    """The guesser's own line is long by then; 127.0.0.2 is this computer under another number."""

    async def guess(number: int) -> int:
        async with Phone(room.port, source="127.0.0.2") as phone:
            body = {"code": f"W{number:04}", "take_part": True}
            return (await phone.post("/api/join", body)).status

    async def join() -> int:
        async with Phone(room.port) as phone:
            body = {"code": room.greeting.join_code, "take_part": True}
            return (await phone.post("/api/join", body)).status

    async def both() -> tuple[int, list[int]]:
        guessing = [asyncio.create_task(guess(number)) for number in range(600)]
        await asyncio.wait(guessing, return_when=asyncio.FIRST_COMPLETED)
        joined = await asyncio.gather(*(join() for _ in range(100)))
        still = sum(not task.done() for task in guessing)
        for task in guessing:
            task.cancel()
        await asyncio.wait(guessing)
        return still, joined

    still, joined = asyncio.run(both())
    assert set(joined) == {200}
    assert still
