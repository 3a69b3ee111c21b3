"""When the console is read: ballots come in bursts, and of them alone only what they change is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.revisions import Change, Kind
from facilitator.services.views import run_screen as desk
from facilitator.services.views.run_screen import Console
from ui.widgets.frames.screen import Screen

COALESCE_MS = 100
"""It is read at most ten times a second."""


class ConsoleNews(QObject):
    """Reads for a screen on the worker, which the picture before the room waits for as well.

    `show` is called with the console, `show_votes` with one in which nothing else has changed.
    """

    def __init__(
        self,
        screen: Screen,
        show: Callable[[Console], None],
        show_votes: Callable[[Console], None],
    ) -> None:
        super().__init__(screen)
        self.console: Console | None = None
        """What was read last."""
        self._session = screen.session
        self._show, self._show_votes = show, show_votes
        self._heard: set[Change] = set()
        self._soon = QTimer(self, singleShot=True, interval=COALESCE_MS)
        self._soon.timeout.connect(self._read_news)

    @property
    def joined(self) -> int:
        """How many phones have."""
        return self.console.joined if self.console else 0

    def hear(self, changes: frozenset[Change]) -> None:
        """Something has changed: it is read soon."""
        self._heard |= changes
        if not self._soon.isActive():
            self._soon.start()

    def read(self) -> None:
        """Read everything, now."""
        self._soon.stop()
        self._heard.clear()
        self._session.tasks.run(partial(desk.console, self._session.file), self._take)

    def _read_news(self) -> None:
        rounds = {change.id for change in self._heard if change.kind is Kind.BALLOT}
        if self.console is None or len(rounds) < len(self._heard):
            self.read()
        else:
            self._heard.clear()
            look = partial(desk.coming_in, self._session.file, rounds)
            self._session.tasks.run(look, self._take_votes)

    def _take(self, console: Console) -> None:
        self.console = console
        self._show(console)

    def _take_votes(self, news: desk.ComingIn) -> None:
        if self.console is not None:
            self.console = self.console.after(news)
            self._show_votes(self.console)
