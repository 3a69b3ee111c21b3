"""What a check says of an open file, for tests that hold the file and want sentences."""

from facilitator.services.files import checking
from facilitator.store.auditing import journal, projections
from facilitator.store.databases import copying
from facilitator.store.files.file import SeminarFile
from facilitator.store.seminar_store import SeminarStore


def faults(store: SeminarStore) -> tuple[str, ...]:
    """A sentence for everything that is wrong with a seminar; with one in a database as it is when
    it is copied into a file.
    """
    with copying.as_file(store) as file:
        return tuple(map(str, checking.check(file).faults))


def chain_faults(file: SeminarFile) -> tuple[str, ...]:
    """A sentence for every revision that is not what its hash says, and on broken arrivals."""
    with file.read() as reader:
        told = journal.read(reader.connection)
        return tuple(
            str(each.said)
            for each in (*told.faults, *journal.arrival_faults(reader.connection, told))
        )


def projection_faults(file: SeminarFile) -> tuple[str, ...]:
    """A sentence for every record whose row and whose shown revision differ."""
    with file.read() as reader:
        told = journal.read(reader.connection)
        return tuple(str(each.said) for each in projections.row_faults(reader.connection, told))
