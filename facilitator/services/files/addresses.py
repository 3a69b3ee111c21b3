"""A seminar in a database: opened and made by its address, where a file is by its path."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from facilitator.domain.acts import Place
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Text, say
from facilitator.services.files import checking, opening
from facilitator.services.files.checking import Report
from facilitator.services.seminar.room_clock import this_computers_zone
from facilitator.services.templates import loading
from facilitator.store.databases import copying
from facilitator.store.databases.anywhere import Held, needing_a_driver
from facilitator.store.databases.copying import Told
from facilitator.store.files.file import SeminarFile
from facilitator.store.postgres.address import Address, address_of, library_of
from facilitator.store.seminar_store import SeminarStore

__all__ = [
    "KEYS_HERE",
    "Address",
    "Held",
    "Keys",
    "Where",
    "address_of",
    "allow",
    "as_file",
    "checked_anywhere",
    "copy",
    "has_vote_keys",
    "keys_of_votes",
    "library_of",
    "new_seminar_at",
    "open_anywhere",
    "open_to_serve",
    "seminars_in",
]

Where = Path | Address
"""Where a seminar is."""

NOT_ALL_OF_IT = say(
    "You may read this seminar, but not all of it (addresses, secrets, open votes), so you cannot "
    "copy it. Whoever runs it can."
)
FILES_HAVE_NO_KEYS = say(
    "Keys of votes are kept for seminars in a database alone. Leave --keys and --new-keys out."
)


def open_anywhere(
    where: Path | Address, now: datetime, passphrase: str = ""
) -> tuple[SeminarStore, str]:
    """Open a seminar, and say what was done that its owner should know of.

    Raises SeminarError when it is missing, damaged, foreign or newer than this program.
    """
    if isinstance(where, Path):
        opened = opening.open_seminar(where, now, passphrase=passphrase)
        return opened.file, str(opened.said)
    with needing_a_driver():
        from facilitator.store.databases.seminar_database import SeminarDatabase
    return SeminarDatabase.open(where), ""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where what a server needs comes from: the passphrase of a file; and for a database the file
    of keys that another computer has, or word that no computer has them any more.
    """

    passphrase: str = ""
    of_votes: Path | None = None
    are_lost: bool = False


KEYS_HERE = Keys()


def open_to_serve(where: Path | Address, now: datetime, keys: Keys = KEYS_HERE) -> SeminarStore:
    """Open a seminar that phones are to vote in.

    Raises SeminarError as `open_anywhere` does, and where the keys of its votes are on another
    computer.
    """
    opened, _ = open_anywhere(where, now, keys.passphrase)
    if isinstance(where, Path):
        if keys.of_votes or keys.are_lost:
            opened.close()
            raise SeminarError(FILES_HAVE_NO_KEYS)
        return opened
    from facilitator.store.databases.seminar_database import SeminarDatabase

    assert isinstance(opened, SeminarDatabase)
    try:
        opened.have_keys(keys.of_votes, anew=keys.are_lost)
    except SeminarError:
        opened.close()
        raise
    return opened


def keys_of_votes(store: SeminarStore) -> Path | None:
    """The file of keys that another server of the same seminar needs a copy of; None for a seminar
    in a file.
    """
    if store.can.is_file:
        return None
    from facilitator.store.databases.seminar_database import SeminarDatabase

    assert isinstance(store, SeminarDatabase)
    return store.keys_file()


def has_vote_keys(store: SeminarStore) -> bool:
    """Whether votes can be opened and closed on this computer; of a seminar in a file they can."""
    if store.can.is_file:
        return True
    from facilitator.store.databases.seminar_database import SeminarDatabase

    assert isinstance(store, SeminarDatabase)
    return store.has_keys()


def allow(address: Address, role: str, may: str) -> Text:
    """Have a role of a database run a seminar there, read it, or do nothing with it (“run”, “read”,
    “nothing”); what it lacks still, mostly nothing. Raises SeminarError for whoever does not own
    it.
    """
    with needing_a_driver():
        from facilitator.store.databases.seminar_database import May, SeminarDatabase
    with closing(SeminarDatabase.open(address)) as store:
        return store.allow(role, May(may))


def seminars_in(library: Address) -> Iterator[Held]:
    """The seminars of a database that its reader may see, in the order of their names."""
    with needing_a_driver():
        from facilitator.store.databases import library as libraries
    return libraries.seminars_in(library)


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
    with needing_a_driver():
        from facilitator.store.databases.seminar_database import SeminarDatabase
    return SeminarDatabase.create(
        address, first=lambda writer: writer.put_all(records), place=place, now=now
    )


def copy(
    source: SeminarStore, target: Path | Address, told: Told, passphrase: str = ""
) -> SeminarStore:
    """Copy a seminar exactly, from a file into a database, back, or from one to another; returns
    the copy, open.

    Raises SeminarError, with nothing left there, where a vote is open, something is there already,
    or the copy is not what was copied.
    """
    if source.only_reads:
        raise SeminarError(NOT_ALL_OF_IT)
    copying.refuse_open_votes(source)
    if isinstance(target, Path):
        return copying.to_file(source, target, told, passphrase)
    with needing_a_driver():
        from facilitator.store.databases.seminar_database import to_database
    return to_database(source, target, told)


@contextmanager
def as_file(store: SeminarStore) -> Iterator[SeminarFile]:
    """A seminar as a file, for what only files can do: the one that it is, or an exact copy that
    goes with the block.
    """
    with copying.as_file(store) as file:
        yield file


@contextmanager
def checked_anywhere(
    where: Path | Address, now: datetime, passphrase: str = ""
) -> Iterator[tuple[Report, SeminarStore | None]]:
    """Look all the way through a seminar, as `checking.checked` does.

    One in a database is looked at in an exact copy of it, which goes with the block: its pages are
    the database's own to vouch for. Who only reads it sees what is left to do.
    """
    if isinstance(where, Path):
        with checking.checked(where, passphrase) as found:
            yield found
        return
    store, _ = open_anywhere(where, now)
    if store.only_reads:
        with closing(store):
            yield checking.seen_in_part(store), store
        return
    with closing(store), copying.left_as_file(store) as path, checking.checked(path) as found:
        yield found
