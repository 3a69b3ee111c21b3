"""The note-takers' desk: follows the seminar for them, and tells their pages which groups changed.

Apart from what phones are told, since a wall of cards and a list of notes change for other reasons.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import structs

from facilitator.domain.errors import StorageError
from facilitator.domain.locales import Locale
from facilitator.domain.revisions import Change
from facilitator.domain.wording import told
from facilitator.room.host.picture_pieces import PicturePieces
from facilitator.room.messages import note_takers as say
from facilitator.room.messages import room_state
from facilitator.room.net.event_streams import Channel
from facilitator.services.files.watching import Watcher
from facilitator.services.notes import said_alike
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.services.views import note_taker_page
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T")

LOOK_SECONDS = 0.1
TELL_SECONDS = 0.25
RECENT_MS = 30_000
"""A group that changed is named for so long; a page that missed more goes by the stamps."""

OTHERS = ""


class Read(Protocol):
    """Runs a read off the loop."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


class NoteDesk:
    """Knows at which version each group's notes last changed. Versions are milliseconds, rising."""

    def __init__(self, file: SeminarStore, read: Read) -> None:
        self.channel = Channel(b"notes")
        self.pieces = PicturePieces()
        self._file = file
        self._read = read
        self._watcher: Watcher | None = None
        self._looking = asyncio.Lock()
        self._comparing = asyncio.Lock()
        self._untold: frozenset[Change] = frozenset()
        self._awake = asyncio.Event()
        self._stamps = {OTHERS: time.time_ns() // 1_000_000}
        self.version = self._stamps[OTHERS]

    def stamp(self, breakout_id: str) -> int:
        """The version at which a group's notes last changed."""
        return self._stamps.get(breakout_id, self._stamps[OTHERS])

    def count_on_from(self, known: int) -> None:
        """Tell pages nothing under a version at or below one that a page knows already."""
        self.version = max(self.version, self.channel.version_after(known) or 0)

    def wake(self) -> None:
        """Somebody wrote: look at once."""
        self._awake.set()

    async def run(self) -> None:
        """Look and tell until cancelled; while nobody listens, who asks is told on asking."""
        self._watcher = Watcher(self._file)
        try:
            await self._tell()
            while True:
                with contextlib.suppress(StorageError):  # which the host says; it is tried again
                    if len(self.channel):
                        await self.look()
                    if self.version != self.channel.version:
                        await self._tell()
                        await asyncio.sleep(TELL_SECONDS)
                await self._pause()
        finally:
            self._watcher.close()
            self._watcher = None

    async def _heard(self) -> frozenset[Change]:
        """What has been written since this was asked last; a database may not answer, and whoever
        answers people waits for none.
        """
        if self._watcher is None:
            return frozenset()
        poll = self._watcher.poll
        return poll() if self._file.can.is_file else await self._read(poll)

    async def look(self) -> None:
        """Take in what has been written until now."""
        async with self._looking:
            changes = self._untold | await self._heard()
            if not changes:
                return
            self._untold = changes
            news = await self._read(lambda: note_taker_page.news(self._file, changes))
            self._untold = frozenset()
            if news.tables or news.breakouts:
                self.version = max(self.version + 1, time.time_ns() // 1_000_000)
                self._stamps |= dict.fromkeys(news.breakouts, self.version)

    async def said_alike(self, note_id: str) -> Placed | None:
        """What another group has that is nearly the same as a note.

        One at a time, so that others are read for meanwhile; what was said is indexed for this
        question alone, so that nothing of it stays here when it is taken back.
        """
        async with self._comparing:
            found = partial(said_alike.said_alike, self._file, note_id, PassageSearch())
            return await self._read(found)

    async def _pause(self) -> None:
        self._awake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self._awake.wait()

    async def _tell(self) -> None:
        version, moment = self.version, datetime.now(UTC)
        now = await self._read(lambda: note_taker_page.now(self._file, moment))
        recent = version - RECENT_MS
        news = say.NoteNews(
            version=version,
            epoch=now.epoch,
            now=moment,
            changed=tuple(sorted(g for g, stamp in self._stamps.items() if g and stamp > recent)),
            stamps=self._stamps,
            segment=None,
            message=now.message,
        )
        self.channel.publish(version, partial(_in_language, news, now))
        await self.channel.tell()


def _in_language(news: say.NoteNews, now: note_taker_page.Now, language: str) -> bytes:
    """The news as it is sent to pages in a language."""
    segment = room_state.segment(now.sheet, now.seminar.locale(language))
    return msgspec.json.encode(structs.replace(news, segment=segment))


def desk_of(shown: note_taker_page.Pad, language: str = "", **about: Any) -> say.DeskNow:
    """What a note-taker's page is shown of the seminar, in its first language if in no other."""
    seminar = shown.now.seminar
    locale = seminar.locale(language or seminar.first_language)
    return say.DeskNow(
        seminar=shown.file_id,
        title=told(seminar.spoken_title, locale),
        rehearsal=seminar.rehearsal,
        sectors=seminar.sectors,
        sizes=seminar.sizes,
        time_zone=seminar.time_zone,
        epoch=shown.now.epoch,
        segment=room_state.segment(shown.now.sheet, locale),
        message=shown.now.message,
        erased=shown.erased,
        photographs=seminar.photographs,
        groups=tuple(_table(table, seminar.sectors, locale) for table in shown.tables),
        **about,
    )


def _table(table: note_taker_page.Table, sectors: Sequence[str], locale: Locale) -> say.TableNow:
    breakout, people = table.breakout, dict(table.people)
    named = dict.fromkeys([*sectors, *people])
    return say.TableNow(
        id=breakout.id,
        title=breakout.title,
        place=breakout.place,
        topic=table.topic,
        segment_title=told(table.segment, locale),
        questions=tuple(say.QuestionLine(q.id, told(q.spoken, locale)) for q in table.questions),
        running=table.running,
        hearing=tuple(say.SectorLine(name, people[name]) for name in named if name in people),
    )
