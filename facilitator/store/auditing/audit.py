"""The whole audit of a file, whatever state it is in: what it finds is told, and never raised."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from facilitator.domain.polls.polls import Round
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say
from facilitator.store.auditing import journal, kept, pages, projections, rows, votes
from facilitator.store.auditing.faults import Fault
from facilitator.store.files import logs
from facilitator.store.records.reader import Reader, Snapshot
from facilitator.store.sqlite.connecting import driver_of, looking_at
from facilitator.store.sqlite.log_marks import Fit
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.troubles import TROUBLE

UNREADABLE = (*rows.UNREADABLE, *TROUBLE)
"""What is raised where something is read that makes no sense."""


def audit(path: Path, passphrase: Passphrase) -> tuple[Fault, ...]:
    """Everything that is wrong with a file of this program's version; it stays as it is.

    Raises SeminarError where it cannot be read as a database at all.
    """
    found = list(_about_its_log(path, passphrase))
    with looking_at(path, passphrase) as connection:
        found += everything(connection)
    return tuple(found)


def everything(connection: Connection) -> Iterator[Fault]:
    """What is wrong with a file as such, and with what it holds, at one moment of it."""
    yield from pages.faults(driver_of(connection))
    with contextlib.suppress(*TROUBLE):  # what the pages are damaged by is told above
        yield from contents(connection)


@contextlib.contextmanager
def reading(path: Path, passphrase: Passphrase) -> Iterator[Reader]:
    """One moment of a file that is only looked at. Raises SeminarError where it makes no sense."""
    with looking_at(path, passphrase) as connection:
        yield Snapshot(connection)


def _about_its_log(path: Path, passphrase: Passphrase) -> Iterator[Fault]:
    fit = logs.fit_of(path, passphrase)
    if fit is Fit.HALF:
        yield Fault(logs.half(path), is_lack=True)
    if damaged := logs.damaged(path):
        yield Fault(damaged)
    if fit is Fit.FOREIGN:
        yield Fault(
            say(
                "The log that lies beside {file} is of another file. Open it once in the window, "
                "which sets that log aside.",
                file=path.name,
            )
        )


def contents(connection: Connection) -> Iterator[Fault]:
    """What is wrong with what a file holds: its journal, its tables, its votes, its own values."""
    told = journal.read(connection)
    yield from told.faults
    looks: tuple[Callable[[Connection, journal.Told], Iterator[Fault]], ...] = (
        journal.arrival_faults,
        journal.seal_faults,
        journal.head_faults,
        projections.row_faults,
        kept.faults,
    )
    for look in looks:
        yield from look(connection, told)
    if not journal.is_a_note_takers_copy(connection):
        yield from votes.faults(connection, rounds(connection, told))


def rounds(connection: Connection, told: journal.Told) -> dict[str, Round]:
    """The rounds of voting that the journal knows."""
    shown = projections.shown(connection, told)[Kind.ROUND]
    return {id: known for id, known in shown.items() if isinstance(known, Round)}
