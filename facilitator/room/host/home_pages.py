"""The page that people take home, made when they ask for it: once for everybody who asks at a time.

It tells what nobody has kept back at that moment, so whoever asks gets what was gathered after they
did, or what would say the same. It is made on a thread of its own, seldom enough that the room has
the computer for itself in between, however much comes in meanwhile.
"""

import asyncio
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from facilitator.domain.locales import Locale
from facilitator.domain.report.additions import Addition
from facilitator.domain.report.summary import Summary
from facilitator.room.host.note_host import Read
from facilitator.services.notes.told import note_told
from facilitator.services.report.sending import looked_through
from facilitator.services.responses.commenting import invitation
from facilitator.services.seminar.taking_home import Mark, mark_of
from facilitator.store.seminar_store import SeminarStore

AGAIN_SECONDS = 5.0
"""Where the file changes all the time a page is made anew no more often than this; whoever asks in
between waits."""


class Maker(Protocol):
    """Makes the page, as HTML, as PDF and as PDF in large print, with its fixed words in a
    language; with a form for comments where people are `invited` to write them.
    """

    def __call__(
        self, summary: Summary, locale: Locale, invited: Addition | None
    ) -> tuple[bytes, bytes, bytes]: ...


@dataclass(frozen=True, slots=True)
class Pages:
    """The page in one language, as it is sent: HTML, compressed, and PDF, small and large."""

    html: bytes
    pdf: bytes
    large: bytes


@dataclass(frozen=True, slots=True)
class _State:
    """What a page is made of: its mark, and the invitation to comment that holds."""

    mark: Mark
    invited: Addition | None


@dataclass(frozen=True, slots=True)
class _Made:
    pages: Pages
    state: _State
    began: float


class HomePages:
    """The page in each language; without a maker there is none. `read` and `write` are the host's
    ways to its file.
    """

    def __init__(self, file: SeminarStore, make: Maker | None, read: Read, write: Read) -> None:
        self._file = file
        self._make = make
        self._read = read
        self._write = write
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="page")
        self._one_at_a_time = asyncio.Lock()
        self._made: dict[str, _Made] = {}

    async def of(self, locale: Locale) -> Pages | None:
        """The page in a language, None while it may not be had."""
        asked = asyncio.get_running_loop().time()
        state = await self._read(partial(_state, self._file, datetime.now(UTC)))
        if state is None or self._make is None:
            self._made.clear()
            return None
        made = self._made.get(locale.code)
        if made is None or made.state != state:
            async with self._one_at_a_time:
                made = self._made.get(locale.code)
                if made is None or (made.state != state and made.began < asked):
                    made = await self._made_anew(locale, self._make, made)
        return made.pages if made else None

    async def _made_anew(self, locale: Locale, make: Maker, last: _Made | None) -> _Made | None:
        loop = asyncio.get_running_loop()
        if last is not None:
            await asyncio.sleep(last.began + AGAIN_SECONDS - loop.time())
        began, now = loop.time(), datetime.now(UTC)
        state = await self._read(partial(_state, self._file, now))
        if state is None:
            return None
        work = partial(_drawn, self._file, partial(make, invited=state.invited), locale, now)
        summary, pages = await loop.run_in_executor(self._worker, work)
        # What it tells of who said a thing is kept before anybody can lay a later paper beside it.
        await self._write(partial(note_told, self._file, summary, now=now))
        made = self._made[locale.code] = _Made(pages, state, began)
        return made

    def close(self) -> None:
        """Finish what is being made."""
        self._worker.shutdown()


def _state(file: SeminarStore, now: datetime) -> _State | None:
    mark = mark_of(file)
    if mark is None:
        return None
    with file.read() as reader:
        return _State(mark, invitation(reader, now))


def _drawn(
    file: SeminarStore,
    make: Callable[[Summary, Locale], tuple[bytes, bytes, bytes]],
    locale: Locale,
    now: datetime,
) -> tuple[Summary, Pages]:
    summary = looked_through(file, now=now)
    html, *pdfs = make(summary, summary.seminar.speaking(locale))
    return summary, Pages(gzip.compress(html, mtime=0), *pdfs)
