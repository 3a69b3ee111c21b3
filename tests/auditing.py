"""What an open file's tables say against its journal, for tests that hold a file and no reader."""

from facilitator.store.files.file import SeminarFile
from facilitator.store.records import audit


def projection_faults(file: SeminarFile) -> tuple[str, ...]:
    """A sentence for every record whose row and whose shown revision differ."""
    with file.read() as reader:
        return audit.projection_faults(reader)
