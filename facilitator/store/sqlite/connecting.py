"""Connections to a file: how the driver is told to open one, and how transactions begin on it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.store.sqlite.log_marks import ALONE as ALONE
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.troubles import TROUBLE, told

BUSY_MS = 10_000
STEPS = 100_000
STEPS_AT_LEAST = 1_000
STEPS_A_BYTE = 100
"""A whole check of a sound file takes two steps of the database for each of its bytes."""

THERE = "mode=rw"
"""Open what is there; where nothing is, nothing is made."""


def connect(
    path: Path,
    passphrase: Passphrase,
    *,
    is_read_only: bool = False,
    how: str = "",
    made: type[Any] = sqlcipher.Connection,
) -> Any:
    """The driver's connection to a file, which begins nothing by itself.

    `how` is one of `ALONE` and `THERE`. What a stranger has put into a file's schema is believed
    nothing; extensions are not loaded, as is SQLite's default.
    """
    key = passphrase.key_for(path)
    how = how or ("mode=ro" if is_read_only else "mode=rwc")
    raw = sqlcipher.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
        factory=made,
    )
    raw.execute("PRAGMA trusted_schema = OFF").fetchall()
    raw.execute("PRAGMA cell_size_check = ON").fetchall()
    raw.execute("PRAGMA cipher_log_level = NONE").fetchall()  # a wrong key is no error to print
    if key:
        if not raw.execute("PRAGMA cipher_version").fetchone():
            raw.close()
            raise SeminarError(
                say(
                    "This installation cannot protect files with a passphrase, and would write "
                    "them for everybody to read. Install Facilitator again."
                )
            )
        raw.execute(f'PRAGMA key = "{key}"')
    return raw


@contextlib.contextmanager
def looking_at(path: Path, passphrase: Passphrase, *, how: str = "") -> Iterator[Connection]:
    """One moment of a file that is only looked at: nothing is written to it, whatever it holds."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, passphrase, is_read_only=True, how=how),
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", begin)
    with told(path), engine.connect() as connection:
        driver_of(connection).set_progress_handler(_Patience(path), STEPS)
        looking = connection.begin()
        try:
            yield connection
        finally:
            with contextlib.suppress(*TROUBLE):  # damage shows again, when it is let go of
                looking.rollback()


class _Patience:
    """Ends a look at a file that would never end: the pages of a damaged one may lead in circles.

    Measured in steps of the database, which do not depend on how fast the computer is.
    """

    def __init__(self, path: Path) -> None:
        self._left = STEPS_AT_LEAST + path.stat().st_size * STEPS_A_BYTE // STEPS

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def is_damaged(raw: Any) -> bool:
    """Whether the pages of a database, quickly looked through, are not sound."""
    return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")


def as_one_file(raw: Any) -> None:
    """Keep no log or journal beside a database, on the disk, from now on."""
    raw.execute("PRAGMA journal_mode = DELETE").fetchall()


def leave_nothing_readable(raw: Any) -> None:
    """Have what is taken out from now on stand nowhere: not in the file, nor in a journal."""
    raw.execute("PRAGMA journal_mode = MEMORY").fetchall()
    raw.execute("PRAGMA secure_delete = ON").fetchall()


def driver_of(connection: Connection) -> Any:
    """The driver's own connection, within the same transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw


def begin(connection: Connection) -> None:
    """The driver begins nothing by itself: readers take a snapshot, writers take their turn."""
    writes = connection.get_execution_options().get("facilitator_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
