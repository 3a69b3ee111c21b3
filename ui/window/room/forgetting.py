"""A closed vote leaves the window's memory too: its secret, and the keys of its voters."""

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.revisions import Change, Kind
from facilitator.services.polls import forgetting
from ui.session import Session

REST_MS = 3000
"""Everything that shows a vote has been told by then that it is closed, and has read it anew: on a
busy computer that takes longer, so each rest is twice as long as the one before.
"""


class Forgetting(QObject):
    """Lives as long as the seminar is open."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._what = forgetting.Forgetting(session.file)
        self._rest = QTimer(self, singleShot=True)
        self._wait = REST_MS
        self._rest.timeout.connect(self._overwrite)
        session.watch.changed.connect(self._hear)
        self._look()

    def stop(self) -> None:
        """The seminar is about to be closed."""
        self._session.watch.changed.disconnect(self._hear)
        if self._rest.isActive():
            self._rest.stop()
            self._session.tasks.run(self._what.overwrite)

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind is Kind.ROUND for change in changes):
            self._wait = REST_MS
            self._look()

    def _look(self) -> None:
        self._session.tasks.run(self._what.look, self._go_on)

    def _overwrite(self) -> None:
        self._session.tasks.run(self._what.overwrite, self._go_on)

    def _go_on(self, is_due: bool) -> None:
        forgetting.overwrite_at_hand()  # of the window's own thread
        if is_due and not self._rest.isActive():
            self._rest.start(self._wait)
            self._wait *= 2
