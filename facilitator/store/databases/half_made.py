"""A copy of a seminar in a file, while it is not finished: it lies beside where the file is to be,
and says that it is none yet, so that nobody opens a part for the whole.
"""

from pathlib import Path

from sqlalchemy import Connection

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.store.files.examining import examine, read_marks
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from facilitator.store.records.facts import FILE_ID
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.upgrading import versions

OF_ANOTHER = say(
    "What was begun there is a copy of another seminar, or another program’s. Choose another name, "
    "or take it away first."
)
"""Why a copy is not taken up."""


def part_of(path: Path) -> Path:
    """Where a copy lies until it is finished."""
    return path.with_name(f"{path.name}.part")


def begun(path: Path, of: str, passphrase: str, device: str) -> SeminarFile:
    """A copy of the seminar `of` that is to lie at `path`: the one that was begun, or a new one.

    Raises SeminarError where there is something at `path`, or what was begun is of another one.
    """
    if path.exists():
        raise SeminarError(
            say("{file} exists already. Choose another name or open it.", file=path.name)
        )
    part, owned = part_of(path), Passphrase(passphrase)
    if part.exists() and (there := _taken_up(part, owned, device, of)) is not None:
        return there
    return SeminarFile.create(part, passphrase=owned, device=device, half_made_of=of)


def _taken_up(part: Path, passphrase: Passphrase, device: str, of: str) -> SeminarFile | None:
    """What was begun, half made still; None where nothing is in it, which goes."""
    marks = read_marks(part, passphrase)
    there = SeminarFile(part, passphrase, device)
    if marks == (0, 0):
        there.discard()  # it was cut off before it was anything
        return None
    is_ours = marks[0] in (tables.HALF_MADE_ID, tables.APPLICATION_ID)
    if not is_ours or marks[1] != versions.version():
        raise SeminarError(OF_ANOTHER)
    examine(part, passphrase, is_current=True)
    with there.read() as reader:
        is_of = reader.fact(FILE_ID)
    if is_of != of:
        there.close()
        raise SeminarError(OF_ANOTHER)
    with there.database.writing() as connection:
        _mark(connection, tables.HALF_MADE_ID)
    return there


def declare_whole(connection: Connection) -> None:
    """Say that all is there; what comes before is half made."""
    _mark(connection, tables.APPLICATION_ID)


def put_in_place(copy: SeminarFile, path: Path) -> None:
    """Have a copy that is whole, and that nobody has open, lie where it is to be."""
    if path.exists():
        raise SeminarError(
            say("{file} exists already. Choose another name or open it.", file=path.name)
        )
    whole_file.put_in_place(copy.path, path)


def _mark(connection: Connection, application: int) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {application}")
