"""A trial before people come: simulated phones load the room's pages, join, vote and are told.

The seminar itself is not touched. Its own room is only asked what leaves no trace; joining and
voting happen in a second room on a seminar made for the purpose, on the same computer and address.
"""

import asyncio
import contextlib
import subprocess
import tempfile
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from facilitator import typed
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Item, Method, Poll, Round
from facilitator.domain.wording import Joined, Text, Wording, say
from facilitator.room.net.greeting import Greeting
from facilitator.room.trial.simulated_phone import Phone, Unanswered
from facilitator.services.polls import rounds_held, voting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile

T = TypeVar("T")
Told = Callable[[float, Text], None]
"""Is told how far the trial is (0 to 1) and what happens now."""

HEAVIEST = "/static/fonts/SourceSansPro-Regular.ttf"
UNANSWERED = (Unanswered, TimeoutError, OSError, asyncio.IncompleteReadError)
SLOW_SECONDS = 1.0
"""People wait this long without wondering (Nielsen 1993, Usability Engineering, ch. 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of it: how many of `phones` got through each step, and the slowest, in seconds.

    `loaded` counts those that the seminar's own room answered, `voted` acknowledged ballots,
    `told` those that were shown the results.
    """

    phones: int
    loaded: int = 0
    voted: int = 0
    told: int = 0
    counted: int = 0
    vote_seconds: float = 0.0
    tell_seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Everything got through, and nobody waited noticeably."""
        return self._all_through and max(self.vote_seconds, self.tell_seconds) <= SLOW_SECONDS

    @property
    def sentence(self) -> Wording:
        """The result in words."""
        if not self.loaded:
            return say(
                "The room does not answer at its own address. Choose another network, or look at "
                "this computer’s firewall."
            )
        if not self._all_through:
            return say(
                "Of {n} simulated phones {loaded} reached the room, {voted} could vote and {told} "
                "were shown the result. Close other programs and try again, or plan for fewer "
                "phones.",
                n=self.phones,
                loaded=self.loaded,
                voted=self.voted,
                told=self.told,
            )
        done = say(
            "{n} simulated phones joined and voted at once. Every vote was counted within {vote}, "
            "and the result was on all of them {shown} after it was revealed.",
            n=self.phones,
            vote=_time(self.vote_seconds),
            shown=_time(self.tell_seconds),
        )
        if self.is_good:
            return Joined((done, say("The room is ready.")))
        return Joined((done, say("That is slow: close other programs and plug the computer in.")))

    @property
    def _all_through(self) -> bool:
        reached = (self.loaded, self.voted, self.told, self.counted)
        return all(count == self.phones for count in reached)


def try_room(
    url: str, address: str, program: Sequence[str], phones: int, told: Told, *, now: datetime
) -> Trial:
    """Try the room at `url`, then joining and voting on `address`; takes some seconds.

    `program` starts this program's command line. Raises SeminarError when no second room opens.
    """
    told(0.0, say("Phones load the room’s page"))
    loads = asyncio.run(_together(_load(url) for _ in range(phones)))
    if not loads:
        return Trial(phones=phones)
    told(0.3, say("Phones join and vote"))
    with _second_room(address, program, now) as (file, greeting, opened):
        votes, tells = asyncio.run(_vote(file, greeting, opened, phones, now))
        counted = rounds_held.turnout(file, opened.id)
    told(1.0, "")
    return Trial(
        phones=phones,
        loaded=len(loads),
        voted=len(votes),
        told=len(tells),
        counted=counted,
        vote_seconds=max(votes, default=0.0),
        tell_seconds=max(tells, default=0.0),
    )


def _time(seconds: float) -> str:
    return f"{max(10, round(seconds * 100) * 10)} ms" if seconds < 1 else f"{seconds:.1f} s"


async def _together(asked: Iterator[Awaitable[T]]) -> list[T]:
    """What came of all at once, without those that failed for want of an answer."""
    results = await asyncio.gather(*asked, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, UNANSWERED):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]


async def _timed(work: Awaitable[object]) -> float:
    clock = asyncio.get_running_loop()
    begun = clock.time()
    await work
    return clock.time() - begun


async def _load(url: str) -> float:
    """Everything a phone needs before it has joined; seconds until it was all there."""
    async with Phone(url) as phone:
        return await _timed(_look_round(phone))


async def _look_round(phone: Phone) -> None:
    """What a page asks of the room is left out: whoever asks that is counted at the door."""
    await phone.get("/")
    await phone.get(HEAVIEST)
    await phone.post("/api/ping", {})


async def _vote(
    file: SeminarFile, greeting: Greeting, opened: Round, phones: int, now: datetime
) -> tuple[list[float], list[float]]:
    """All join, then all vote at once, then the result is revealed; seconds for each phone."""
    async with contextlib.AsyncExitStack() as stack:
        joined = await _together(_join(stack, greeting) for _ in range(phones))
        listening = [asyncio.create_task(_listen(stack, phone)) for phone in joined]
        votes = await _together(_timed(_cast(phone, opened)) for phone in joined)
        await asyncio.to_thread(voting.close_round, file, opened.id, now=now)
        begun = asyncio.get_running_loop().time()
        await asyncio.to_thread(voting.reveal_round, file, opened.id, now=now)
        heard = await _together(asyncio.wait_for(task, 20) for task in listening)
        return votes, [moment - begun for moment in heard]


async def _join(stack: contextlib.AsyncExitStack, greeting: Greeting) -> Phone:
    phone = await stack.enter_async_context(Phone(greeting.url))
    await phone.post("/api/join", {"code": greeting.join_code, "take_part": True})
    await phone.get("/api/state")
    return phone


async def _listen(stack: contextlib.AsyncExitStack, phone: Phone) -> float:
    """Follow what the room tells until results are shown; the moment they were."""
    twin = await stack.enter_async_context(phone.twin())
    async for state in twin.live():
        if state["results"] is not None:
            return asyncio.get_running_loop().time()
    raise Unanswered("The room stopped telling.")


async def _cast(phone: Phone, opened: Round) -> None:
    mark = [opened.poll.items[0].id, 1]
    body = {"round_id": opened.id, "marks": [mark], "submission": str(uuid.uuid4())}
    await phone.post("/api/ballots", body)


@contextlib.contextmanager
def _second_room(
    address: str, program: Sequence[str], now: datetime
) -> Iterator[tuple[SeminarFile, Greeting, Round]]:
    """A room with an open vote, on a seminar that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="facilitator-trial-") as folder:
        file = preparing.new_seminar(Path(folder) / "trial.seminar", now=now)
        poll = Poll(
            id="trial",
            position=0,
            title="Trial",
            wording="Does it work?",
            method=Method.CHOOSE_ONE,
            items=(Item("yes", "Yes"), Item("no", "No")),
        )
        preparing.save(file, poll, verb=Verb.SET_UP, now=now)
        opened = voting.open_round(file, poll.id, now=now)
        with contextlib.closing(file), _served(file.path, address, program) as greeting:
            yield file, greeting, opened


@contextlib.contextmanager
def _served(path: Path, address: str, program: Sequence[str]) -> Iterator[Greeting]:
    where = ["--host", address, "--port", "0", "--with-parent"]
    server = subprocess.Popen(
        [*program, "serve", str(path), *where], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        if not line:
            raise SeminarError(say("The trial could not begin: its room did not open."))
        yield typed.decoded(line, Greeting)
    finally:
        server.stdin.close()
        server.stdout.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(2)
        server.kill()
        server.wait()
