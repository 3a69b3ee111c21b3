"""Leaving nothing of a closed vote in the memory of a process that had it: a window, which opens
and closes rounds, takes votes at its tablet and looks at how many there are.

The room server does the same for itself, in its own rhythm (`room.host`).
"""

from facilitator.domain.polls.polls import Round
from facilitator.services.polls import voters
from facilitator.store import freed_memory
from facilitator.store.seminar_store import SeminarStore

TIMES = 5
"""What was still in use when memory was overwritten is let go of meanwhile."""


class Forgetting:
    """Of one file, in one process. Belongs to one thread at a time."""

    def __init__(self, file: SeminarStore) -> None:
        self._file = file
        self._sealed: frozenset[str] | None = None
        self._is_open = False
        self._left = 0

    def look(self) -> bool:
        """Look at the rounds, when there is news of one; whether something is to be forgotten.

        While one is open, memory is overwritten as it is given back.
        """
        with self._file.read() as reader:
            self._is_open = not all(held.state.is_counted for held in reader.every(Round))
        before, self._sealed = self._sealed, voters.sealed(self._file)
        if before is not None and not self._sealed <= before:
            self._left = TIMES
        if self._is_open:
            freed_memory.begin()
        return bool(self._left)

    def overwrite(self) -> bool:
        """Overwrite what was let go of; whether that is to be done again after a while.

        Connections that nobody uses are closed first: they keep what they have read. Garbage is
        left to the window, which alone may look for it.
        """
        if self._file.checkpoint():
            self._left -= 1
        freed_memory.overwrite(collects=False)
        if not self._left and not self._is_open:
            freed_memory.end()
        return self._left > 0


def begin() -> None:
    """From now on this process has secrets: overwrite what it gives back."""
    freed_memory.begin()


def overwrite_at_hand() -> None:
    """Overwrite what the thread that calls this keeps at hand of what it has let go of."""
    freed_memory.overwrite_at_hand()
