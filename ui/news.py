"""The one road for news: notices whatever was written to the file, by whomever, and says what."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.services.files.keeping import Keeper
from facilitator.services.files.watching import Watcher

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile

INTERVAL_MS = 50
REST_MS = 2000
"""After a failed look the next waits this long, so that one fault does not fill the log."""


class Watch(QObject):
    """Asks the file 20 times a second whether anything changed; that costs a few microseconds."""

    changed = Signal(object)
    """Carries frozenset[Change]."""
    lost = Signal(bool)
    """The file is not where it was opened any more, or it is back."""

    def __init__(self, file: "SeminarFile", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = Watcher(file)
        self._keeper = Keeper(file)
        self._keeper.start()
        self._was_lost = False
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.nudge)
        self._timer.start()

    def nudge(self) -> None:
        """Look now, after a write of our own."""
        if not self._timer.isActive():
            return
        if self._was_lost != self._keeper.is_lost:
            self._was_lost = self._keeper.is_lost
            self.lost.emit(self._was_lost)
        self._timer.setInterval(REST_MS)
        changes = self._watcher.poll()
        self._timer.setInterval(INTERVAL_MS)
        if changes:
            self.changed.emit(changes)

    def stop(self) -> None:
        """No more news; the file may be closed now."""
        if self._timer.isActive():
            self._timer.stop()
            self._watcher.close()
            self._keeper.stop()
