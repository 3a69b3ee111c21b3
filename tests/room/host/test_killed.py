"""The server killed while people vote: what was acknowledged is there, once, and all goes on.

KILLS=30 in the environment kills it as often as that.
"""

import asyncio
import os
from collections import Counter
from typing import Any, NamedTuple

import psutil

from facilitator.domain.polls.polls import Method, Round, Secrecy
from facilitator.services.polls import rounds_held, voting
from facilitator.store.files.file import new_id
from tests.auditing import faults
from tests.room.crowd import Phone
from tests.room.serving import ServedRoom, now, until

KILLS = int(os.environ.get("KILLS", "4"))
BALLOTS_PER_KILL = 200
LINES = 40


class Sheet(NamedTuple):
    """A ballot with words of its own, so that it can be told from all others in the file."""

    seat: str
    body: dict[str, Any]

    @property
    def word(self) -> str:
        return str(self.body["words"][0])


def test_each_acknowledged_ballot_is_there_once_however_often_the_server_dies(
    room: ServedRoom,
) -> None:
    opened = room.open_poll(method=Method.WORDS, items=(), secrecy=Secrecy.PSEUDONYMOUS)
    sheets = [sheet_of(seat, opened) for seat in room.let_in(KILLS * BALLOTS_PER_KILL)]
    watching = room.join()
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        left = [sheet for sheet in sheets if sheet.word not in acknowledged]
        acknowledged |= asyncio.run(send_until_killed(room, left))
        assert acknowledged <= counted(room, opened).keys()
        room.start()
    left = [sheet for sheet in sheets if sheet.word not in acknowledged]
    acknowledged |= asyncio.run(send_all(room, left))
    assert acknowledged == {sheet.word for sheet in sheets}
    assert counted(room, opened) == Counter(acknowledged)
    shown = until(watching, lambda state: state["poll"] and state["poll"]["cast"] == len(sheets))
    assert shown["poll"]["cast"] == rounds_held.turnout(room.file, opened.id)
    voting.close_round(room.file, opened.id, now=now())
    assert not faults(room.file)


def sheet_of(seat: str, opened: Round) -> Sheet:
    return Sheet(seat, {"round_id": opened.id, "submission": new_id(), "words": [new_id()]})


def counted(room: ServedRoom, opened: Round) -> Counter[str]:
    with room.file.read() as reader:
        return Counter(ballot.words[0] for ballot in reader.ballots(opened.id))


async def send_until_killed(room: ServedRoom, sheets: list[Sheet]) -> set[str]:
    """Many people send as fast as they can; half a kill's share in, the server dies."""
    acknowledged: set[str] = set()
    enough = asyncio.Event()
    process = psutil.Process(room.process_id)

    async def kill() -> None:
        await enough.wait()
        process.kill()

    killing = asyncio.create_task(kill())
    left = iter(sheets)

    async def send() -> None:
        for sheet in left:
            if not await was_acknowledged(room, sheet):
                return
            acknowledged.add(sheet.word)
            if len(acknowledged) >= BALLOTS_PER_KILL // 2:
                enough.set()

    await asyncio.gather(*(send() for _ in range(LINES)))
    assert enough.is_set(), f"the server answered nobody any more: {room.state}"
    await killing
    room.kill()
    return acknowledged


async def send_all(room: ServedRoom, sheets: list[Sheet]) -> set[str]:
    left = iter(sheets)

    async def send() -> set[str]:
        return {sheet.word for sheet in left if await was_acknowledged(room, sheet)}

    return set[str]().union(*await asyncio.gather(*(send() for _ in range(LINES))))


async def was_acknowledged(room: ServedRoom, sheet: Sheet) -> bool:
    async with Phone(room.port, sheet.seat) as phone:
        answer = await phone.post("/api/ballots", sheet.body)
    assert answer.status in (0, 200), answer
    return answer.status == 200
