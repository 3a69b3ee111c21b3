"""The host: one seminar file held open for a room, and everything the handlers share."""

import asyncio
import contextlib
import gc
import logging
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from msgspec import structs

from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.facts import Arrivals
from facilitator.domain.locales import Locale
from facilitator.domain.people.devices import Role
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import ALL_ROOMS, is_run_in
from facilitator.domain.wording import told as told_in
from facilitator.room.host.commit_queue import Till
from facilitator.room.host.handing_over import HandingOver
from facilitator.room.host.home_pages import HomePages, Maker
from facilitator.room.host.keeping_safe import KeepingSafe
from facilitator.room.host.note_host import NoteDesk
from facilitator.room.host.notices import Notices
from facilitator.room.host.troubles import Troubles
from facilitator.room.host.who_is_in import TELLS, WhoIsIn
from facilitator.room.messages import phones as messages
from facilitator.room.messages import remotes, room_state
from facilitator.room.messages.room_state import Telling
from facilitator.room.net.addresses import places
from facilitator.room.net.admission import Addresses, Guesses, Rate
from facilitator.room.net.connections import hang_up
from facilitator.room.net.doorway import Doorway
from facilitator.room.net.event_streams import Channel
from facilitator.room.net.pace import Pace
from facilitator.room.net.reading import overwrite_what_was_read
from facilitator.services.files.keeping import keeper_of
from facilitator.services.files.watching import Watches, watcher_of
from facilitator.services.people import joining
from facilitator.services.polls import closing, voters
from facilitator.services.seminar import counting
from facilitator.services.seminar.computer_clock import uptime
from facilitator.services.views import phones
from facilitator.store import freed_memory
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T")
log = logging.getLogger(__name__)

LOOK_SECONDS = 0.05
TROUBLED_SECONDS = 0.5
SWEEP_SECONDS = 5.0
HEED_SECONDS = 1.0
TIDY_SECONDS = 60.0
LULL_SECONDS = 1.0
"""Looking for old garbage holds everybody up for a moment: seldom, and when nobody has sent for
so long."""
EMPTY_SECONDS = 10.0
"""However busy people are, a log is emptied so soon after a round was closed."""
OVERWRITES = 6
"""What was still in use when a vote's keys were overwritten in memory is let go of within some
sweeps: half a minute. Each takes an eighth of a second of one core, so it waits for a lull, though
not for longer than until old garbage is looked for."""
READER_SECONDS = 0.1
"""So long one reader waits for the other, and phones for both."""
_READERS = 2
GATHER_SECONDS = 1.0
"""While only ballots come in, everything else is gathered anew this often."""


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Host:
    """Keeps the room going: notices what changed, tells every page, takes in what people send."""

    server = ""
    """Which one it is, where several serve the seminar."""

    def __init__(self, file: SeminarStore, addresses: Addresses, make: Maker | None = None) -> None:
        self.file = file
        self.addresses = addresses
        self.lines: Collection[object] = ()
        self.till = Till(file, utc_now, self._after_commit)
        self.phones = Channel()
        self.remotes = Channel()
        self.notes = NoteDesk(file, self.read)
        self.handing_over = HandingOver(file, self.read)
        self.home_pages = HomePages(file, make, self.read, self.till.alone)
        self.rate = Rate()
        self.doorway = Doorway()
        self._arrivals = Arrivals()
        self.guesses = {
            Role.PARTICIPANT: Guesses(free_per_minute=60, then_per_second=20),
            Role.NOTE_TAKER: Guesses(free_per_minute=10, then_per_second=1),
            Role.THEME_TEAM: Guesses(free_per_minute=10, then_per_second=1),
            Role.FACILITATOR: Guesses(free_per_minute=10, then_per_second=1),
        }
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self.devices = WhoIsIn(file, self.read)
        self.troubles = Troubles()
        self.notices = Notices(self._tell_remote)
        self._told: Telling[messages.Shared] | None = None
        self._told_remote: Telling[remotes.Remote] | None = None
        self._safe = KeepingSafe(file, self.read, utc_now)
        self._pace = Pace()
        self._committed = asyncio.Event()
        self._telling = asyncio.Lock()
        self._news: set[Kind] = set()
        self._gathered_at = 0.0
        self._sealed = voters.sealed(file)
        self._has_traces = False
        self._says_traces = False
        self.traces_told: Callable[[bool], None] = lambda _there: None
        """Told when the log could not be emptied after a vote, and when it is."""
        self._to_overwrite, self._forgot_at = 0, 0.0
        self._empty_from, self._empty_by, self._tidied_at = 0.0, 0.0, 0.0
        self._behind = phones.Behind()
        self._showing: phones.Showing | None = None
        self._heeded = 0.0
        self._not_closed = ("", "")

    async def read(self, work: Callable[[], T]) -> T:
        """Run a read off the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    @property
    def _channels(self) -> tuple[Channel, ...]:
        return self.phones, self.remotes, self.notes.channel

    @property
    def shown(self) -> phones.Showing:
        """What phones were told last."""
        assert self._showing is not None, "the host tells before anybody can ask"
        return self._showing

    def told(self, locale: Locale) -> messages.Shared:
        """What phones were told last, in a language."""
        assert self._told is not None, "the host tells before anybody can ask"
        return self._told.in_(locale)

    def told_remote(self, locale: Locale) -> remotes.Remote:
        """What the facilitator's phone was told last, in a language."""
        assert self._told_remote is not None, "the host tells before anybody can ask"
        return self._told_remote.in_(locale)

    async def run(self) -> None:
        """Look, tell and sweep until cancelled."""
        watcher, keeper = watcher_of(self.file), keeper_of(self.file)
        keeper.start()
        loop = asyncio.get_running_loop()
        swept, is_lost = loop.time(), False
        try:
            await self.tell()
            while True:
                await self._pause(loop.time())
                await self._hear_senders()
                try:
                    if not self._pace.wait(loop.time()):
                        await self._look(watcher)
                    if loop.time() - swept > SWEEP_SECONDS:
                        swept = loop.time()
                        await self._sweep(swept)
                    await self._empty_log(loop.time())
                    await self._heed(loop.time())
                    await self._close_what_is_due()
                except StorageError as error:
                    await self._outlast(error)
                if self._pace.quiet_for(loop.time()) > LULL_SECONDS:
                    self._safe.look(loop.time())
                is_lost = _said_where_it_changed(is_lost, keeper.is_lost, is_newer=keeper.is_newer)
                for channel in self._channels:
                    await channel.breathe(loop.time())
        finally:
            watcher.close()
            keeper.stop()

    async def _outlast(self, error: StorageError) -> None:
        """What cannot be read or kept just now is tried again, and told then."""
        self.troubles.say(error)
        self._news = set(Kind)
        await asyncio.sleep(TROUBLED_SECONDS)

    async def _pause(self, now: float) -> None:
        """Wait until it is worth looking: soon, at once after a commit, or when telling is due."""
        if self._news:
            await asyncio.sleep(min(self._pace.wait(now), LOOK_SECONDS))
            return
        self._committed.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self._committed.wait()

    async def _hear_senders(self) -> None:
        """Let in what has arrived while the room was held up: it is not quiet only because of that.

        Two turns of the loop: in the first it is read off the wire, in the second it is handled.
        """
        for _ in range(2):
            await asyncio.sleep(0)
        if self.till.is_busy:
            self._pace.busy(asyncio.get_running_loop().time())

    async def _look(self, watcher: Watches) -> None:
        """Tell what there is to tell; where only ballots came in, they alone are counted anew."""
        self._news |= {change.kind for change in watcher.poll()}
        if self._news & TELLS:
            await self.devices.see_out(self._channels)
        if not self._news:
            return
        gathered_lately = asyncio.get_running_loop().time() - self._gathered_at < GATHER_SECONDS
        if self._news <= {Kind.BALLOT} and gathered_lately:
            await self._recount()
        else:
            await self.tell()

    def _after_commit(self, kinds: Collection[Kind]) -> None:
        """Something that came in is on the disk: news, but people may be busy sending more."""
        self.troubles.are_over()
        self._pace.busy(asyncio.get_running_loop().time())
        self._news.update(kinds)
        self._committed.set()

    async def _sweep(self, now: float) -> None:
        is_lull = self._pace.quiet_for(now) > LULL_SECONDS
        if now - self._tidied_at > TIDY_SECONDS and is_lull:
            self._tidied_at = now
            gc.collect()  # which the server does not do by itself: see serve
        is_due = is_lull or now - self._forgot_at > TIDY_SECONDS
        if self._to_overwrite and is_due and not self._has_traces:
            self._to_overwrite -= await self._overwrite_memory()
        arrivals = self.doorway.arrivals(now)
        if arrivals != self._arrivals:
            self._arrivals = arrivals
            told = partial(joining.note_arrivals, self.file, self._arrivals, self.server)
            note = partial(told, now=utc_now())
            await self.till.alone(note)
        hang_up(self.lines, now)
        await self.handing_over.look(now)
        self.addresses.add(place.address for place in await self.read(places))

    async def tell(self) -> None:
        """Gather what phones are shown; where it differs from what they know, tell them."""
        async with self._telling:
            self._news.clear()
            self._gathered_at = asyncio.get_running_loop().time()
            await self._tell(*await self.read(self._gather))
        await self._forget_closed()

    async def _forget_closed(self) -> None:
        """Where a round was closed, also by another process, nothing of its keys stays here: not in
        the server, nor, as soon as may be, in its memory and the file's log.
        """
        await self.till.forget_closed()
        before, self._sealed = self._sealed, await self.read(partial(voters.sealed, self.file))
        if not self._sealed <= before:
            now = asyncio.get_running_loop().time()
            self._has_traces, self._empty_from, self._empty_by = True, now, now + EMPTY_SECONDS

    async def _empty_log(self, now: float) -> None:
        """Empty the log, which whoever reads may have held when the round was closed: in a lull, or
        soon all the same. Whoever votes just then would wait for it.
        """
        is_lull = self._pace.quiet_for(now) > LULL_SECONDS
        if not self._has_traces or now < self._empty_from or not (is_lull or now > self._empty_by):
            return
        self._has_traces = not await self.till.alone(self.file.checkpoint)
        self._forgot_at = asyncio.get_running_loop().time()
        self._to_overwrite, self._empty_from = OVERWRITES, self._forgot_at + SWEEP_SECONDS
        if self._has_traces is not self._says_traces:
            self._says_traces = self._has_traces
            await self._tell_remote()
            self.traces_told(self._has_traces)

    async def _overwrite_memory(self) -> bool:
        """Overwrite what was let go of; each thread what it keeps at hand.

        Returns whether both readers did: who reads something long is not waited for, since phones
        would wait as well.
        """
        both = threading.Barrier(_READERS)

        def overwrite_at_hand() -> None:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(READER_SECONDS)
            freed_memory.overwrite_at_hand()

        await asyncio.gather(*(self.read(overwrite_at_hand) for _ in range(_READERS)))
        await self.till.alone(freed_memory.overwrite)
        freed_memory.overwrite_at_hand()
        await overwrite_what_was_read()
        return not both.broken

    async def _recount(self) -> None:
        """Tell phones how many have voted by now."""
        async with self._telling:
            self._news.clear()
            known = self.shown, self._behind
            await self._tell(*await self.read(partial(phones.recounted, self.file, *known)))

    async def _tell(self, shown: phones.Showing, behind: phones.Behind) -> None:
        clock = asyncio.get_running_loop().time
        self._pace.spend(clock())
        self._showing, self._behind = shown, behind
        version = max(self.phones.version + 1, time.time_ns() // 1_000_000)
        told = Telling(partial(room_state.shared, shown, version, utc_now()))
        if not told.says_the_same_as(self._told):
            self._told = told
            self.phones.publish(version, told.encoded)
            began = clock()
            await self.phones.tell(lambda: self._pace.is_busy(clock()))
            self._pace.told(clock(), clock() - began)
        await self._tell_remote()

    async def _tell_remote(self) -> None:
        """Tell the facilitator's own phone what there is beyond what every phone is told."""
        if (told := self._told) is None:
            return  # it is all told together soon
        known, notice = (self.shown, self._behind), self.notices.now
        version = max(self.remotes.version + 1, time.time_ns() // 1_000_000)
        more = {"version": version, "has_traces": self._says_traces}
        remote = Telling(
            lambda locale: structs.replace(
                room_state.remote(told.in_(locale), *known, locale),
                notice=told_in(notice, locale),
                **more,
            )
        )
        if not remote.says_the_same_as(self._told_remote):
            self._told_remote = remote
            self.remotes.publish(version, remote.encoded)
            await self.remotes.tell()

    def count_on_from(self, known: int) -> None:
        """Tell phones nothing under a version at or below one that a page knows already."""
        version = self.phones.version_after(known)
        if version is not None and self._told is not None:
            self._told = self._told.counted(version)
            self.phones.publish(version, self._told.encoded)

    def count_on_from_remotes(self, known: int) -> None:
        """The same of the facilitator's own phone."""
        version = self.remotes.version_after(known)
        if version is not None and self._told_remote is not None:
            self._told_remote = self._told_remote.counted(version)
            self.remotes.publish(version, self._told_remote.encoded)

    def hang_up(self) -> None:
        """Let every page go."""
        for channel in self._channels:
            channel.close()

    async def stop(self) -> None:
        """Let every page go and finish what is under way."""
        self.hang_up()
        await self._safe.stop()
        self.home_pages.close()
        self.till.close()
        self._readers.shutdown()
        self.handing_over.close()

    def _gather(self) -> tuple[phones.Showing, phones.Behind]:
        shown = phones.showing(self.file, utc_now())
        return shown, phones.behind(self.file, shown.sheet.current)

    async def _heed(self, moment: float) -> None:
        """Look every second for what is no news: whether a device was let out, by itself, and
        whether the computer's clock was set while something counts.
        """
        if moment - self._heeded < HEED_SECONDS:
            return
        self._heeded = moment
        await self.devices.see_out(self._channels)
        await self.till.alone(partial(counting.heed_clock, self.file, utc_now(), uptime()))

    async def _close_what_is_due(self) -> None:
        """Close the round on the stage when its countdown is over."""
        poll = self._showing.poll if self._showing else None
        current = poll.round if poll else None
        if current is None or not closing.is_due(current, utc_now()):
            return
        if current.room == ALL_ROOMS and not is_run_in(self.file.room, current.room):
            return  # by the main room's clock
        try:
            close = partial(closing.close_if_due, self.file, current.id, utc_now(), uptime())
            await self.till.alone(close)
        except StorageError:
            raise
        except SeminarError as error:
            self._say_not_closed(current.id, str(error))
        await self.tell()

    def _say_not_closed(self, round_id: str, why: str) -> None:
        """Whoever reads what the server says can do something about it; once for each reason."""
        if self._not_closed != (round_id, why):
            self._not_closed = round_id, why
            log.warning("The countdown is over, but voting is still open: %s", why)


def _said_where_it_changed(before: bool, is_lost: bool, *, is_newer: bool) -> bool:
    """Tell whoever reads what the server says that the seminar's file is gone, or is back."""
    if is_newer and not before:
        log.warning(
            "A newer Facilitator brought the seminar’s file up to its own version. Nothing more is "
            "written to it from here. Phones keep what people send: stop this server and serve the "
            "file with the newer one."
        )
    elif is_lost and not before:
        log.warning(
            "The seminar’s file is not where it was opened: it was moved, renamed, replaced or "
            "removed. Phones keep what people send, and send it again when it is back there."
        )
    elif before and not is_lost:
        log.warning("The seminar’s file is back where it was opened; everything goes on.")
    return is_lost
