"""News of a seminar file, whoever wrote it: the window, the room server, a merge."""

from facilitator.domain.revisions import Change
from facilitator.store.seminar_store import SeminarStore


class Watcher:
    """Follows one file. Cheap enough to be asked every 50 ms; belongs to one thread."""

    def __init__(self, file: SeminarStore) -> None:
        self._tail = file.tail()

    def poll(self, most: int | None = None) -> frozenset[Change]:
        """Which records changed since the last call; for ballots, which rounds.

        With `most`, no more revisions than that are read: `is_behind` says whether there are more.
        """
        return self._tail.poll(most)

    @property
    def is_behind(self) -> bool:
        """Whether there is more to read than was read at the last call."""
        return self._tail.is_behind

    def close(self) -> None:
        """Let go of the file."""
        self._tail.close()
