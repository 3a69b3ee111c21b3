"""The one road for news: notices whatever was written to the file, by whomever, and says what."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.errors import LostError
from facilitator.domain.revisions import Change, Kind
from facilitator.services.files.keeping import Keeper, keeper_of
from facilitator.services.files.watching import watcher_of

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.files.rescuing import Since

INTERVAL_MS = 50
AT_ONCE = 400
"""So many revisions are read between two events: what is written in one step, by a merge or an act
on everything there is, may be a hundred times as many.
"""
FEW = 1000
"""Of more records than this views are told the kind alone."""
REST_MS = 2000
"""After a failed look the next waits this long, so that one fault does not fill the log."""


class Watch(QObject):
    """Asks the file 20 times a second whether anything changed; that costs a few microseconds."""

    changed = Signal(object)
    """Carries frozenset[Change]: what was written in one step is told at once."""
    lost = Signal(bool)
    """The file is not where it was opened any more, or its database does not answer; or it is
    back."""

    def __init__(self, file: "SeminarStore", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = watcher_of(file)
        self._keeper = keeper_of(file)
        self._keeper.start()
        self._was_lost = False
        self._read: dict[Kind, set[str]] = {}
        """What was read of news that has not been read to its end."""
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.nudge)
        self._timer.start()

    @property
    def since(self) -> "Since | None":
        """What was written since the newest backup."""
        return self._keeper.since if isinstance(self._keeper, Keeper) else None

    def nudge(self) -> None:
        """Look now, after a write of our own."""
        if not self._timer.isActive():
            return
        is_lost = self._keeper.is_lost or self._watcher.is_away
        if self._was_lost != is_lost:
            self._was_lost = is_lost
            self.lost.emit(is_lost)
        self._timer.setInterval(REST_MS)
        try:
            changes = self._watcher.poll(AT_ONCE)
        except LostError:  # it moves just now: the keeper says so soon, and news is read later
            self._timer.setInterval(INTERVAL_MS)
            return
        for change in changes:
            self._read.setdefault(change.kind, set()).add(change.id)
        self._timer.setInterval(0 if self._watcher.is_behind else INTERVAL_MS)
        if self._read and not self._watcher.is_behind:
            read, self._read = self._read, {}
            self.changed.emit(_told(read))

    def stop(self) -> None:
        """No more news; the file may be closed now."""
        if self._timer.isActive():
            self._timer.stop()
            self._watcher.close()
            self._keeper.stop()


def _told(read: dict[Kind, set[str]]) -> frozenset[Change]:
    """What was read, as views are told, so that no view takes the longer the more they are."""
    few = {kind: ids if len(ids) <= FEW else {""} for kind, ids in read.items()}
    return frozenset(Change(kind, id) for kind, ids in few.items() for id in ids)
