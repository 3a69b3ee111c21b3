"""A stranger's file harms nothing: what a seminar has to be before anything of it is used."""

import contextlib
from pathlib import Path
from typing import Any

from facilitator.domain.errors import PassphraseError, SeminarError, UnsoundError
from facilitator.domain.wording import say
from facilitator.store.files.installation import folder_of_holds
from facilitator.store.records import tables
from facilitator.store.sqlite import schemas
from facilitator.store.sqlite.connecting import ALONE, THERE, connect
from facilitator.store.sqlite.log_marks import log_of
from facilitator.store.sqlite.passphrases import Passphrase, has_lost_its_head, is_protected
from facilitator.store.sqlite.standing import is_free
from facilitator.store.sqlite.troubles import TROUBLE, Trouble, told, trouble_of
from facilitator.store.upgrading.added_tables import is_early

MOST_BYTES = 1 << 30
"""How large a seminar may be, with its log; a full day of five hundred people takes a tenth."""

MOST_ROWS = 1 << 40
"""No table ever has so many rows; beyond SQLite's own end nothing more could be written."""


def refuse_too_large(path: Path, most: int = MOST_BYTES) -> None:
    """Raise SeminarError for a file that would take all of the computer's memory or disk."""
    if _size(path) > most:
        raise SeminarError(
            say(
                "{file} is too large for a seminar ({size} MB). It is left as it is; ask whoever "
                "gave it to you for the seminar itself.",
                file=path.name,
                size=_size(path) >> 20,
            )
        )


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in (path, log_of(path)) if each.exists())


def examine(path: Path, passphrase: Passphrase, *, is_current: bool) -> None:
    """Raise SeminarError where a seminar holds what no seminar does; nothing in it is run.

    `is_current` says that it is of this program's version, and has to be as this program makes it.
    """
    refuse_too_large(path)
    with (
        told(path),
        contextlib.closing(connect(path, passphrase, is_read_only=True)) as raw,
    ):
        refuse_foreign_parts(raw, path.name)
        if is_current:
            as_this_program_makes_it(raw, path.name)
        refuse_spent_numbers(raw, path.name)
        row = raw.execute("SELECT value FROM meta WHERE name = 'file_id'").fetchone()
        if row is None or not schemas.is_id(row[0]):
            raise _foreign(path.name, "its identity")
        _refuse_too_long(raw, path)


def as_this_program_makes_it(raw: Any, name: str) -> None:
    """Raise SeminarError where a table or an index is not as a file of this version has it."""
    if part := schemas.differing_part(raw, tables.metadata):
        raise _foreign(name, part)


def refuse_foreign_parts(raw: Any, name: str) -> None:
    """Raise SeminarError where a database holds more than plain tables and indexes."""
    if part := schemas.foreign_part(raw):
        raise _foreign(name, part)


def refuse_spent_numbers(raw: Any, name: str) -> None:
    """Raise SeminarError where a table has no numbers left for more rows."""
    if spent := schemas.spent_counter(raw, MOST_ROWS):
        raise _foreign(name, f"the numbers of {spent}")


def refuse_too_long(path: Path, passphrase: Passphrase) -> None:
    """Raise SeminarError where a file holds a value that would take all memory, also where somebody
    only looks what is wrong with it. A damaged one may not tell.
    """
    with (
        contextlib.suppress(*TROUBLE),
        contextlib.closing(connect(path, passphrase, is_read_only=True)) as raw,
    ):
        _refuse_too_long(raw, path)


def _refuse_too_long(raw: Any, path: Path) -> None:
    if _size(path) <= schemas.MOST_OF_A_VALUE:
        return
    if part := schemas.table_with_too_long_a_value(raw):
        raise _foreign(path.name, f"a text in {part} that is too long")


def _foreign(name: str, what: str) -> SeminarError:
    return SeminarError(
        say(
            "{file} was not made by this program, or was changed since ({what}). It is left as it "
            "is and was not opened. Open another copy of it, or one of its backups.",
            file=name,
            what=what[:60],
        )
    )


def read_marks(path: Path, passphrase: Passphrase) -> tuple[int, int]:
    """What the head of a database says of it: whose file it is, and of which version.

    Raises SeminarError where it cannot be read as one, and what the driver and the disk raise.
    """
    try:
        with contextlib.closing(leaving_its_log(path, passphrase)) as raw:
            application = int(raw.execute("PRAGMA application_id").fetchone()[0])
            found = int(raw.execute("PRAGMA user_version").fetchone()[0])
            if application == tables.APPLICATION_ID and found == 2 and is_early(raw):
                found = 1  # it is brought up to date as one of version 1 is, after a backup
            return application, found
    except TROUBLE as error:
        if trouble_of(error) is Trouble.UNREADABLE:
            raise unreadable(path, passphrase) from error
        raise


def leaving_its_log(path: Path, passphrase: Passphrase) -> Any:
    """A connection that leaves a log where it is. The last to let go of one brings it into the
    file, whosever it is, and takes it away, which an empty one tells of as well; a reader does not.
    """
    log = log_of(path)
    if not log.exists():
        return connect(path, passphrase, how=THERE)  # nothing is left beside the file
    is_at_rest = not log.stat().st_size and is_free(path, folder_of_holds())
    return connect(path, passphrase, is_read_only=True, how=ALONE if is_at_rest else "")


def unreadable(path: Path, passphrase: Passphrase) -> SeminarError:
    """What to raise about a file that this passphrase does not open."""
    if has_lost_its_head(path):
        return UnsoundError(
            say("{name} is damaged. Open one of its backups instead.", name=path.name)
        )
    if not is_protected(path):
        return SeminarError(
            say(
                "{file} is not a seminar file, or is damaged. Open another file, or restore "
                "one of its backups.",
                file=path.name,
            )
        )
    if passphrase:
        return PassphraseError(
            say("This is not the passphrase of {file}. Try another.", file=path.name)
        )
    return PassphraseError(say("{file} is protected. Its passphrase opens it.", file=path.name))
