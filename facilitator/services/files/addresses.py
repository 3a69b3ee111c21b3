"""A seminar in a database: opened and made by its address, where a file is by its path."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from facilitator.domain.acts import Place, Verb
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.services.files import checking, opening
from facilitator.services.files.checking import Report
from facilitator.services.seminar.room_clock import this_computers_zone
from facilitator.services.templates import loading
from facilitator.store.databases import copying
from facilitator.store.databases.copying import Told
from facilitator.store.postgres.address import Address, address_of
from facilitator.store.seminar_store import SeminarStore

__all__ = [
    "Address",
    "address_of",
    "checked_anywhere",
    "copy",
    "new_seminar_at",
    "open_anywhere",
]


@contextmanager
def _needing_a_driver() -> Iterator[None]:
    """What is installed for conferences alone is missed with a sentence."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "psycopg":
            raise
        raise SeminarError(
            say(
                "This installation knows files alone. Install Facilitator with what it needs for "
                "databases: pip install facilitator[conference]."
            )
        ) from error


def open_anywhere(
    where: Path | Address, now: datetime, passphrase: str = ""
) -> tuple[SeminarStore, str]:
    """Open a seminar, and say what was done that its owner should know of.

    Raises SeminarError when it is missing, damaged, foreign or newer than this program.
    """
    if isinstance(where, Path):
        opened = opening.open_seminar(where, now, passphrase=passphrase)
        return opened.file, opened.said
    with _needing_a_driver():
        from facilitator.store.databases.seminar_database import SeminarDatabase
    return SeminarDatabase.open(where), ""


def new_seminar_at(
    address: Address,
    template: str = loading.DEFAULT,
    *,
    date: date | None = None,
    title: str | None = None,
    place: Place = Place.ELSEWHERE,
    now: datetime,
) -> SeminarStore:
    """Make a seminar in a database from a template; raises SeminarError when either is not to be
    had.
    """
    records = loading.load(template).records_on(
        date, title, on_this_computer(now).date(), zone=this_computers_zone()
    )
    with _needing_a_driver():
        from facilitator.store.databases.seminar_database import SeminarDatabase
    made = SeminarDatabase.create(address)
    try:
        with made.at(place).write(Verb.SET_UP, now) as writer:
            writer.put_all(records)
    except SeminarError:
        made.discard()
        raise
    return made


def copy(
    source: SeminarStore, target: Path | Address, told: Told, passphrase: str = ""
) -> SeminarStore:
    """Copy a seminar exactly, from a file into a database, back, or from one to another; returns
    the copy, open.

    Raises SeminarError, with nothing left there, where a vote is open, something is there already,
    or the copy is not what was copied.
    """
    copying.refuse_open_votes(source)
    if isinstance(target, Path):
        return copying.to_file(source, target, told, passphrase)
    with _needing_a_driver():
        from facilitator.store.databases.seminar_database import to_database
    return to_database(source, target, told)


@contextmanager
def checked_anywhere(
    where: Path | Address, now: datetime, passphrase: str = ""
) -> Iterator[tuple[Report, SeminarStore | None]]:
    """Look all the way through a seminar, as `checking.checked` does.

    One in a database is looked at in an exact copy of it, which goes with the block: its pages are
    the database's own to vouch for.
    """
    if isinstance(where, Path):
        with checking.checked(where, passphrase) as found:
            yield found
        return
    store, _ = open_anywhere(where, now)
    with closing(store), copying.left_as_file(store) as path, checking.checked(path) as found:
        yield found
