"""A seminar wherever it is: at a path, or at an address, for which a driver is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Text, say
from facilitator.store.files.incoming import looked_at
from facilitator.store.postgres.address import Address
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Held:
    """A seminar of a database. `trouble` says why nothing else is known of it."""

    address: Address
    title: str = ""
    day: Day | None = None
    is_voting: bool = False
    trouble: Text | None = None


@contextmanager
def needing_a_driver() -> Iterator[None]:
    """What is installed for conferences alone is missed with a sentence."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("psycopg", "cryptography"):
            raise
        raise SeminarError(
            say(
                "This installation knows files alone, as the application in one folder and the "
                "Debian package do. With Python, pip install facilitator[conference] brings what "
                "databases need; there “facilitator copy ADDRESS FILE” makes a file to open here."
            )
        ) from error


@contextmanager
def looked_at_anywhere(where: Path | Address, passphrase: str = "") -> Iterator[SeminarStore]:
    """A seminar that is not open here, to be read while the block lasts; it is left as it is.

    Raises SeminarError where it cannot be read, PassphraseError where that is the reason.
    """
    if isinstance(where, Path):
        with looked_at(where, passphrase) as file:
            yield file
        return
    with needing_a_driver():
        from facilitator.store.databases.seminar_database import SeminarDatabase
    with closing(SeminarDatabase.open(where)) as store:
        yield store.looking()
