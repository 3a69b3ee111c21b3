"""Synthesise's two places, one at a time: the theme table, and the findings."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from facilitator.domain.synthesis.findings import Finding
from ui.screens.synthesise.findings.view import FindingsView
from ui.widgets.frames.screen import Screen


class Places(QStackedLayout):
    """Fills the screen it is part of. `current` is the finding that is gone to, `keyboard` has the
    keyboard when the themes are back.
    """

    def __init__(
        self,
        screen: Screen,
        themes: QWidget,
        current: Callable[[], Finding | None],
        keyboard: QWidget,
    ) -> None:
        super().__init__(screen)
        self.findings = FindingsView(screen)
        self._current = current
        self._keyboard = keyboard
        self.addWidget(themes)
        self.addWidget(self.findings)
        self.findings.left.connect(self._leave)

    def go_to_findings(self) -> None:
        """Show the findings, the current one first."""
        self.setCurrentWidget(self.findings)
        self.findings.go_to(self._current())

    def take_news(self) -> None:
        """Read the findings again, where they are shown."""
        if self.findings.isVisible():
            self.findings.reload()

    def _leave(self) -> None:
        self.setCurrentIndex(0)
        self._keyboard.setFocus()
