"""The seminar file: made, opened, read and written. One short write transaction at a time."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from facilitator.domain.errors import SeminarError
from facilitator.domain.revisions import Change, Position
from facilitator.store.files.installation import device_id
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, Snapshot
from facilitator.store.records.writer import Writer, new_id
from facilitator.store.sqlite import casting
from facilitator.store.upgrading import versions

__all__ = ["SeminarFile", "Tail", "new_id"]

SUFFIX = ".seminar"
BUSY_MS = 10_000
LOG_PAGES = 8_000
"""So long may the write-ahead log grow (32 MB) before somebody's commit has to wait for it to be
emptied; a vote of two thousand fits in, and closing it empties the log anyway."""
EMPTYING_MS = 200
EMPTYING_TRIES = 5
"""Emptying the log waits for readers this long, so often. Nobody can write meanwhile, and the
facilitator has pressed a key: a report that is being read for may not hold up the room."""

_TROUBLE = (DatabaseError, sqlcipher.DatabaseError)
"""What went wrong in the database, through SQLAlchemy and straight from the driver."""


class SeminarFile:
    """One seminar, open. Connections live inside `read` and `write` only."""

    def __init__(self, path: Path, engine: Engine, device: str) -> None:
        self.path = path
        self.device = device
        self._engine = engine

    @classmethod
    def create(cls, path: Path, *, passphrase: str = "", device: str = "") -> "SeminarFile":
        """Make a new, empty file; raises SeminarError when there is one already."""
        if path.exists():
            raise SeminarError(f"{path.name} exists already. Choose another name or open it.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SeminarError(
                f"{path.parent} is no folder to write in: {error.strerror}. Choose another folder."
            ) from error
        file = cls(path, _engine(path, passphrase), device or device_id())
        try:
            with file._engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {tables.APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {versions.version()}")
                tables.metadata.create_all(connection)
                Writer(connection, file.device, "", datetime.min, None).note_fact(
                    "file_id", new_id()
                )
        except DatabaseError as error:
            file.discard()
            raise SeminarError(
                f"{path.name} could not be written: {error.orig}. Choose another folder."
            ) from error
        return file

    @classmethod
    def open(cls, path: Path, *, passphrase: str = "", device: str = "") -> "SeminarFile":
        """Open a file; raises SeminarError when it is missing, foreign, newer or damaged.

        A file of an older version is refused here too: `services.files.opening` brings it up to
        date after a backup.
        """
        found = read_version(path, passphrase)
        if found > versions.version():
            raise SeminarError(
                f"{path.name} was written by a newer Facilitator. Install that version to open it."
            )
        file = cls(path, _engine(path, passphrase), device or device_id())
        if found < versions.version():
            file._bring_up_to_date(found)
        return file

    def discard(self) -> None:
        """Let go of a file that was only begun, and take it off the disk."""
        self.close()
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(f"{self.path.name}{ending}").unlink()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent snapshot for as long as the block lasts; keep it short."""
        try:
            with self._engine.connect() as connection:
                yield Snapshot(connection)
        except _TROUBLE as error:
            raise _as_sentence(error, self.path) from error

    @contextlib.contextmanager
    def write(self, label: str, now: datetime, *, undoes: str | None = None) -> Iterator[Writer]:
        """One transaction: all of it is on the disk when the block ends, or none of it.

        `label` names the act for undo; an empty label is an act that undo leaves alone.
        """
        with self._connect_to_write() as connection:
            writer = Writer(connection, self.device, label, now, undoes)
            yield writer
            writer.finish()

    @contextlib.contextmanager
    def write_beside(self, other: Path, now: datetime, *, keep: bool) -> Iterator[Writer]:
        """One transaction with a database of ours attached as `other`, such as a file to merge.

        `other` is a plain SQLite file that nobody else uses. With `keep` False nothing is kept.
        """
        with self._engine.connect() as connection:
            raw = Reader(connection).driver
            raw.execute("ATTACH ? AS other KEY ''", (str(other),))
            try:
                connection = connection.execution_options(facilitator_writes=True)
                with connection.begin() as transaction:
                    writer = Writer(connection, self.device, "", now, None)
                    yield writer
                    writer.finish()
                    if not keep:
                        transaction.rollback()
            except _TROUBLE as error:
                raise _as_sentence(error, self.path) from error
            finally:
                raw.execute("DETACH other")

    @contextlib.contextmanager
    def _connect_to_write(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(facilitator_writes=True)
                with connection.begin():
                    yield connection
        except _TROUBLE as error:
            raise _as_sentence(error, self.path) from error

    @contextlib.contextmanager
    def step(self) -> Iterator[Any]:
        """The driver's own connection, for one statement that is a transaction of its own."""
        try:
            with self._raw() as raw:
                yield raw
        except _TROUBLE as error:
            raise _as_sentence(error, self.path) from error

    def tail(self) -> "Tail":
        """What follows the news of this file."""
        return Tail(self)

    def checkpoint(self) -> bool:
        """Bring everything from the write-ahead log into the file and empty the log.

        Waits a second for readers at most; returns whether the log is empty now.
        """
        with self._raw() as raw:
            raw.execute(f"PRAGMA busy_timeout = {EMPTYING_MS}").fetchall()
            try:
                return any(_empties_log(raw) for _ in range(EMPTYING_TRIES))
            finally:
                raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}").fetchall()

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        try:
            with self._raw() as raw:
                found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check").fetchall()]
                broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        except sqlcipher.DatabaseError as error:
            return (f"{self.path.name} cannot be read through: {error}.",)
        faults = tuple(line for line in found if line != "ok")
        return (*faults, *(f"A row of {row[0]} points nowhere." for row in broken))

    @contextlib.contextmanager
    def _raw(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction."""
        pooled = self._engine.raw_connection()
        try:
            yield pooled.driver_connection
        finally:
            pooled.close()

    def _bring_up_to_date(self, found: int) -> None:
        with self._connect_to_write() as connection:
            versions.bring_up_to_date(connection, found)


class Tail:
    """Notices that somebody wrote, at the price of one pragma, and says what changed.

    Holds a connection of its own that never has a transaction open. Belongs to one thread.
    """

    def __init__(self, file: SeminarFile) -> None:
        self._file = file
        self._pooled = file._engine.raw_connection()
        self._seen = self._version()
        with file.read() as reader:
            self._position = reader.position()

    @property
    def position(self) -> Position:
        """How far the news has been read."""
        return self._position

    def poll(self) -> frozenset[Change]:
        """What changed since the last call, whoever wrote it."""
        seen = self._version()
        if seen == self._seen:
            return frozenset()
        self._seen = seen
        with self._file.read() as reader:
            changes, self._position = reader.changes_since(self._position)
        return changes

    def close(self) -> None:
        """Let go of the connection."""
        self._pooled.close()

    def _version(self) -> int:
        raw = self._pooled.driver_connection
        assert raw is not None
        return int(raw.execute("PRAGMA data_version").fetchone()[0])


def bring_bundle_up_to_date(content: Path, found: int) -> None:
    """Bring a bundle's database, a file of ours alone, up to this program's version."""
    engine = _engine(content, "")
    try:
        with engine.begin() as connection:
            versions.bring_up_to_date(connection, found, is_bundle=True)
    finally:
        engine.dispose()


def read_version(path: Path, passphrase: str = "") -> int:
    """The version of a seminar file; raises SeminarError when it is not one."""
    if not path.is_file():
        raise SeminarError(f"There is no file {path}. Check the name or open another seminar.")
    raw = _driver_connect(path, passphrase)
    try:
        application = raw.execute("PRAGMA application_id").fetchone()[0]
        found = int(raw.execute("PRAGMA user_version").fetchone()[0])
    except sqlcipher.DatabaseError as error:
        raise SeminarError(
            f"{path.name} is not a seminar file, is damaged, or needs its passphrase. "
            "Open another file, or restore one of its backups."
        ) from error
    finally:
        raw.close()
    if application != tables.APPLICATION_ID:
        raise SeminarError(f"{path.name} is not a seminar file. Open a file ending in {SUFFIX}.")
    return found


def _empties_log(raw: Any) -> bool:
    busy, _, _ = raw.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _driver_connect(path: Path, passphrase: str, *, is_read_only: bool = False) -> Any:
    raw = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=ro" if is_read_only else str(path),
        uri=is_read_only,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
    )
    if passphrase:
        quoted = passphrase.replace("'", "''")
        raw.execute(f"PRAGMA key = '{quoted}'")
    return raw


def _engine(path: Path, passphrase: str) -> Engine:
    def connect() -> Any:
        raw = _driver_connect(path, passphrase)
        raw.execute("PRAGMA journal_mode = WAL").fetchall()
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA secure_delete = ON").fetchall()
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}").fetchall()
        raw.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}").fetchall()
        for statement in casting.PREPARATION:
            raw.execute(statement)
        return raw

    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher,
        creator=connect,
        hide_parameters=True,
        pool_use_lifo=True,  # the connection used last still has its pages
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself: readers take a snapshot, writers take their turn."""
    writes = connection.get_execution_options().get("facilitator_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _as_sentence(error: Exception, path: Path) -> Exception:
    """The driver's error as something a person can act on, where a person can."""
    said = str(error.orig if isinstance(error, DatabaseError) else error)
    if "full" in said:
        return SeminarError(
            f"The disk is full: make room, then try again. ({path.name} is unharmed.)"
        )
    if "locked" in said or "busy" in said:
        return SeminarError(f"{path.name} is busy in another program. Try again in a moment.")
    if "malformed" in said or "not a database" in said:
        return SeminarError(f"{path.name} is damaged. Open one of its backups instead.")
    if "readonly" in said:
        return SeminarError(f"{path.name} may not be written. Save a copy somewhere else first.")
    return error
