"""SQLite as the store uses it: what opens a database, begins on it, and hears that somebody wrote.

WAL with a full sync at each commit, one writer at a time, nothing readable left of what was taken
out.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakSet

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from facilitator.domain.errors import LostError, SeminarError, StorageError
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.wording import say
from facilitator.store import freed_memory
from facilitator.store.batches import Seat
from facilitator.store.engine import Abilities
from facilitator.store.sqlite import casting, log_marks
from facilitator.store.sqlite.connecting import ALONE, BUSY_MS, THERE, begin, connect, driver_of
from facilitator.store.sqlite.ear import Ear
from facilitator.store.sqlite.holding import identity
from facilitator.store.sqlite.passphrases import NONE, Passphrase, to_attach
from facilitator.store.sqlite.standing import Counted, Standing, newer
from facilitator.store.sqlite.troubles import TROUBLE, told, trouble_of
from facilitator.store.sqlite.watching.content import Content
from facilitator.store.sqlite.watching.pages import Pages

LOG_PAGES = 8_000
"""So long may the write-ahead log grow (32 MB) before somebody's commit has to wait for it to be
emptied; a vote of two thousand fits in, and closing it empties the log anyway."""
EMPTYING_MS = 200
EMPTYING_TRIES = 5
"""Emptying the log waits for readers this long, so often. Nobody can write meanwhile, and the
facilitator has pressed a key: a report that is being read for may not hold up the room."""

_USED = "used"
"""That somebody has used it and given it back."""
_TERM = "term"
"""What a connection remembers: how often others had been let go before it was made."""


class Database:
    """One database, of as many connections as are needed at a time."""

    can = Abilities(is_file=True)

    def __init__(self, path: Path, passphrase: Passphrase, holds: Path | None = None) -> None:
        self.passphrase = passphrase
        self.marks_its_log = False
        """Whether the file says itself that it is being written, as seminars do."""
        self.version = 0
        """The newest version of it that this program knows; 0 where versions mean nothing."""
        self.is_newer = False
        """Whether a newer program has brought it to another version while it was open here."""
        self.summed: tuple[str, ...] = ()
        """The tables that such a file keeps the sums of while nobody writes it."""
        self.owes_emptying = False
        """Whether the log could not be emptied when it was to be: somebody read meanwhile."""
        self._owes_its_mark = False
        """Whether somebody read when that it is written was to be brought into the file itself."""
        self._standing = Standing(path, holds, self._has_its_log)
        self._content = self._looked_at()
        self.pages = Pages(self._standing)
        self._ears: WeakSet[Ear] = WeakSet()
        self._term = 0
        self._engine = self._made()

    @property
    def path(self) -> Path:
        """The name by which it was opened."""
        return self._standing.path

    @property
    def is_lost(self) -> bool:
        """Whether another file, or none, stands under the name that this one was opened by, or what
        stands there is no matter of this program's any more.
        """
        return self._standing.is_lost or self._is_given_up()

    @property
    def is_overwritten(self) -> bool:
        """Whether something else was written over the file, under its own name; for good then."""
        standing = self._standing
        is_known = not self.marks_its_log or standing.is_overwritten
        if not is_known and self._content.is_foreign(standing.path, standing.file):
            standing.give_up()
        return standing.is_overwritten

    @property
    def is_open(self) -> bool:
        """Whether anything of it is open in this process, and more may be."""
        return self._standing.is_open

    def found_again(self) -> Path | None:
        """Where the file is now: beside its old name, or wherever what we hold open leads."""
        return self._standing.found()

    def look_after(self, ear: Ear) -> None:
        """Let go of the file where it has moved, once its last words are in it; for who looks at
        it again and again, by the connection that they hear with. Once begun that is brought to
        its end, even where the file is back meanwhile.
        """
        if not self.is_overwritten and self._standing.has_moved and ear.settles(self._settled):
            self._standing.leave()
        if self._standing.is_leaving:
            for each in list(self._ears):
                each.let_go()
            self._let_go()

    def follow(self, path: Path) -> None:
        """Go on in a file elsewhere: this very one, moved, or a whole copy of it.

        What the log holds is brought into a moved file first, by connections that know it still;
        raises SeminarError where that cannot be. Nothing of the log is left where the file was.
        """
        is_here = self._standing.is_open and identity(path) == self._standing.file
        if is_here and not self.settle():
            said = say("{file} is still in use. Try again in a moment.", file=path.name)
            raise SeminarError(said)
        self._standing.leave()
        self._let_go()
        self._standing.follow(path)
        self._content = self._looked_at()
        self.is_newer = False

    def about_to_write(self, raw: Any) -> None:
        """Raise LostError rather than write into nothing; have the file say that it is written.

        Another process may bring it to rest until the writing begins: `_beginning` looks again.
        """
        if self.is_lost or self._is_newers(raw):
            raise self._lost()
        if self.marks_its_log:
            is_new = log_marks.set_busy(raw, self.pages.refuse_foreign)
            if is_new or self._owes_its_mark:
                self._owes_its_mark = not log_marks.bring_in(raw)

    def _is_newers(self, raw: Any) -> bool:
        """Whether a newer program has brought the file to another version, as a connection sees it
        now: from then on nothing is read here and nothing written, not even that it is at rest.
        """
        if self.version and not self.is_newer:
            self.is_newer = int(raw.execute("PRAGMA user_version").fetchone()[0]) > self.version
        return self.is_newer

    def _is_given_up(self) -> bool:
        return self.is_overwritten or self.is_newer

    def _lost(self) -> LostError:
        """What to raise where nothing can be read or written."""
        return newer(self.path) if self.is_newer else self._standing.lost()

    def settle(self) -> bool:
        """Have everything in the file itself, which says so, holding nobody up; False where it is
        to be tried again."""
        with self.driving() as raw:
            return self._settled(raw)

    def _settled(self, raw: Any) -> bool:
        if self.is_overwritten or self._is_newers(raw):
            return False
        raw.execute(f"PRAGMA busy_timeout = {EMPTYING_MS}").fetchall()
        try:
            if self.marks_its_log:
                return log_marks.set_idle(raw, self.summed)
            return log_marks.bring_in(raw)
        finally:
            raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        has_moved, is_refused = self._standing.has_moved, False
        if self.marks_its_log or has_moved:
            try:
                if self.settle() and has_moved:
                    self._standing.leave()
            except (SeminarError, *TROUBLE) as error:
                is_refused = not self.is_lost and trouble_of(error.__cause__ or error) is not None
        self._let_go()
        if is_refused:
            log_marks.leave_a_log(self.path)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, for as long as the block lasts."""
        with self._told(), self._engine.connect() as connection:
            raw = driver_of(connection)
            if self._is_newers(raw):
                raise self._lost()
            try:
                yield connection
            except DBAPIError:
                if self._is_newers(raw):  # since it was looked at
                    raise self._lost() from None
                raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it."""
        with self._told(), self._engine.connect() as connection, self._beginning(connection):
            yield connection

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """One transaction in which tables may be built anew while others point at them."""
        with self._told(), self._engine.connect() as connection:
            raw = driver_of(connection)
            raw.execute("PRAGMA foreign_keys = OFF")
            try:
                with self._beginning(connection):
                    yield connection
            finally:
                raw.execute("PRAGMA foreign_keys = ON")

    @contextlib.contextmanager
    def writing_beside(
        self, other: Path | None, passphrase: Passphrase = NONE, *, keep: bool = True
    ) -> Iterator[Connection]:
        """One transaction with another database attached as `other`; None for an empty one.

        `other` is a file of ours that nobody else uses. With `keep` False nothing is kept.
        """
        place, key = ":memory:", ""
        if other is not None:
            place, key = to_attach(other), passphrase.key_for(other)
        with self._told(), self._engine.connect() as connection:
            raw = driver_of(connection)
            raw.execute("ATTACH ? AS other KEY ?", (place, key))
            try:
                with self._beginning(connection) as transaction:
                    yield connection
                    if not keep:
                        transaction.rollback()
            finally:
                raw.execute("DETACH other")

    def writing_beside_nothing(self) -> contextlib.AbstractContextManager[Connection]:
        """One transaction with an empty database attached, for what arrives to be laid out in."""
        return self.writing_beside(None)

    def cast(
        self,
        ballots: Sequence[Ballot],
        seats: Collection[Seat],
        then: Callable[[Any], None] = lambda _driver: None,
    ) -> bool:
        """Cast ballots in a transaction of their own, one step; False, with nothing written, where
        a round is not open, or a seat is none any more. `then` gets the driver after it.
        """
        with self.driving() as driver:
            self.about_to_write(driver)
            is_cast = casting.cast_at_once(driver, ballots, seats)
            then(driver)
            return is_cast

    def _beginning(self, connection: Connection) -> RootTransaction:
        """The one transaction of a connection that writes, in a file that says so itself."""
        raw = driver_of(connection)
        connection.execution_options(facilitator_writes=True)
        while True:
            self.about_to_write(raw)
            begun = connection.begin()
            if self._is_newers(raw):
                begun.rollback()
                raise self._lost()
            if not (self.marks_its_log and log_marks.is_idle(raw)):
                return begun
            begun.rollback()

    @contextlib.contextmanager
    def driving(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction."""
        with self._told():
            pooled = self._engine.raw_connection()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell trouble as what it is: pages of something else look like damage."""
        if self._is_given_up():
            raise self._lost()
        try:
            with told(self.path):
                yield
        except StorageError:
            if self._is_given_up():
                raise self._lost() from None
            raise

    def ear(self, *, leads: bool = False) -> Ear:
        """What hears that somebody else committed; with `leads` the one that comes back first, by
        itself, to a file that was let go of."""
        ear = Ear(self.path, self.borrowed, lambda: leads or self.is_open)
        self._ears.add(ear)
        return ear

    def borrowed(self) -> PoolProxiedConnection:
        """A connection for somebody who gives it back, which nobody has used: ears keep theirs for
        good, and one that ballots were cast with keeps what it was told last, in the statements
        that it has ready. Where none can be opened any more it is one that there is, but not the
        last of a file that is gone: whoever makes a copy of that reads with it.
        """
        used: list[PoolProxiedConnection] = []
        with told(self.path):
            try:
                while (taken := self._engine.raw_connection()).info.get(_USED):
                    used.append(taken)
                return taken
            except StorageError:
                if not used or (len(used) == 1 and self.found_again() is None):
                    raise
                return used.pop()
            finally:
                for each in used:
                    each.close()

    def empty_log(self) -> bool:
        """Bring everything from the write-ahead log into the file and empty the log.

        Waits a second for readers at most; returns whether the log is empty now. Connections that
        nobody uses are closed: what they have read would stay in memory.
        """
        self.pages.refuse_foreign()
        with self.driving() as raw:
            if self._is_newers(raw):
                raise self._lost()
            raw.execute(f"PRAGMA busy_timeout = {EMPTYING_MS}").fetchall()
            try:
                is_empty = any(self._empties_log(raw) for _ in range(EMPTYING_TRIES))
            finally:
                raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}").fetchall()
        self.pages.refuse_foreign()  # what stands there now is ours
        self.owes_emptying = not is_empty
        if is_empty:
            # Else the last reader to leave would take the log away from a file that still names it.
            self._let_go()
        return is_empty

    def _empties_log(self, raw: Any) -> bool:
        """The file says first that it lacks nothing: where nobody else has it open, it is let go
        of when this is done, and then stands without its log."""
        if self.marks_its_log:
            with contextlib.suppress(*TROUBLE):  # somebody writes; the log stays with them
                log_marks.set_idle(raw)
        busy, _, _ = raw.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _let_go(self) -> None:
        """Close every connection that nobody uses; those in use are closed when they come back.

        A statement that is kept for the next time keeps the values it was first asked with. The
        pool stays: somebody may be just about to give something back to it.
        """
        self._term += 1
        self._engine.clear_compiled_cache()
        self._engine.pool.dispose()
        freed_memory.overwrite_at_hand()

    def _note_term(self, _raw: Any, record: ConnectionPoolEntry) -> None:
        record.info[_TERM] = self._term

    def _close_if_let_go(self, _raw: Any, record: ConnectionPoolEntry) -> None:
        """A pool that was let go would keep what comes back to it open until garbage is collected.
        SQLite would join the next file that is opened to the log of one that is moved or gone.
        """
        record.info[_USED] = True
        if record.info.get(_TERM) != self._term:
            record.invalidate()

    def _has_its_log(self, path: Path) -> bool:
        return log_marks.is_its_own(lambda how: connect(path, self.passphrase, how=how))

    def _looked_at(self) -> Content:
        return Content(lambda path: connect(path, self.passphrase, how=ALONE))

    def _made(self) -> Engine:
        engine = create_engine(
            "sqlite:///file",  # which one is the creator's matter: signs in its name mean nothing
            module=sqlcipher,
            creator=self._connected,
            hide_parameters=True,
            pool_use_lifo=True,  # the connection used last still has its pages
        )
        event.listen(engine, "begin", begin)
        event.listen(engine, "connect", self._note_term)
        event.listen(engine, "checkin", self._close_if_let_go)
        return engine

    def _connected(self) -> Counted:
        return self._standing.opening(self._opened)

    def _opened(self, path: Path) -> Counted:
        raw: Counted = connect(path, self.passphrase, how=THERE, made=Counted)
        try:
            _prepare(raw)
        except BaseException:
            raw.close()
            raise
        return raw


def _prepare(raw: Any) -> None:
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA secure_delete = ON").fetchall()
    raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}").fetchall()
    raw.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}").fetchall()
    for statement in casting.PREPARATION:
        raw.execute(statement)
    raw.execute("SELECT 1 FROM sqlite_master").fetchone()  # now its log is there
