"""The till: what people send waits here for the next commit, and is acknowledged after it.

One thread writes. What came in while the last commit ran shares the next one, so the rate does not
hang on how long a disk needs to sync, and a full room joins in one breath.
"""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from facilitator.domain.errors import SeminarError
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Wording
from facilitator.services.people.joining import NOT_IN, NotInError
from facilitator.services.polls.ballot_intake import Envelope, Gathering, do_together
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T")
MOST_AT_ONCE = 500
"""A commit's share, so that nobody waits for more than two short ones."""


class Till:
    """Takes ballots and other writes in, commits them together and says how each went.

    `after` is called on the event loop after each commit, with the kinds that may have changed.
    """

    def __init__(
        self,
        file: SeminarStore,
        clock: Callable[[], datetime],
        after: Callable[[Collection[Kind]], None],
    ) -> None:
        self._file = file
        self._gathering = Gathering(file)
        self._clock = clock
        self._after = after
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="till")
        self._ballots: list[tuple[Envelope, asyncio.Future[Wording | None]]] = []
        self._jobs: list[tuple[Callable[[Writer], object], asyncio.Future[object]]] = []
        self._running: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything waits here that has not been acknowledged."""
        return self._running is not None and not self._running.done()

    async def cast(self, envelope: Envelope) -> None:
        """Returns once the ballot is on the disk; raises SeminarError when it is not counted, which
        is NotInError where its phone has been let out.
        """
        future: asyncio.Future[Wording | None] = asyncio.get_running_loop().create_future()
        self._ballots.append((envelope, future))
        self._run()
        if refusal := await future:
            raise NotInError if refusal == NOT_IN else SeminarError(refusal)

    async def do(self, job: Callable[[Writer], T]) -> T:
        """Returns the job's result once it is on the disk; raises what it raised."""
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._jobs.append((job, future))
        self._run()
        result = await future
        if isinstance(result, SeminarError):
            raise result
        return result  # type: ignore[return-value]  # what the job returned, handed through

    async def alone(self, work: Callable[[], T]) -> T:
        """Run work that has a transaction of its own, in turn with the others."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def forget_closed(self) -> None:
        """Hold nothing of rounds that were closed."""
        await self.alone(self._gathering.forget_closed)

    def close(self) -> None:
        """Finish what is under way."""
        self._thread.shutdown()

    def _run(self) -> None:
        if not self.is_busy:
            self._running = asyncio.create_task(self._commit_all())

    async def _commit_all(self) -> None:
        while self._ballots or self._jobs:
            ballots, self._ballots = self._ballots[:MOST_AT_ONCE], self._ballots[MOST_AT_ONCE:]
            jobs, self._jobs = self._jobs[:MOST_AT_ONCE], self._jobs[MOST_AT_ONCE:]
            if ballots:
                envelopes = [envelope for envelope, _ in ballots]
                count = partial(self._gathering.gather, envelopes, now=self._clock())
                await self._commit([future for _, future in ballots], count, {Kind.BALLOT})
            if jobs:
                work = partial(do_together, self._file, [j for j, _ in jobs], now=self._clock())
                await self._commit([future for _, future in jobs], work, set(Kind))

    async def _commit(
        self,
        futures: list[asyncio.Future[T]],
        work: Callable[[], tuple[T, ...]],
        kinds: Collection[Kind],
    ) -> None:
        """Do the work and hand out its results; whatever ends it ends it for everybody in it."""
        try:
            results = await self.alone(work)
        except BaseException as error:
            for future in futures:
                if not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for future, result in zip(futures, results, strict=True):
            if not future.done():
                future.set_result(result)
        self._after(kinds)
