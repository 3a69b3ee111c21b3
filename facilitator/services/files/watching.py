"""News of a seminar file, whoever wrote it: the window, the room server, a merge."""

from facilitator.domain.revisions import Change
from facilitator.store.seminar_store import SeminarStore


class Watcher:
    """Follows one file. Cheap enough to be asked every 50 ms; belongs to one thread."""

    def __init__(self, file: SeminarStore) -> None:
        self._tail = file.tail()

    def poll(self) -> frozenset[Change]:
        """Which records changed since the last call; for ballots, which rounds."""
        return self._tail.poll()

    def close(self) -> None:
        """Let go of the file."""
        self._tail.close()
