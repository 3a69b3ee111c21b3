"""For whom the paper is set, and in which language: chosen from a menu, seen in the pages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from facilitator.domain.locales import Language
from facilitator.domain.report.legibility import Legibility
from ui.screens.report.making import Gathered
from ui.widgets.forms.legibility import LegibilityTicks
from ui.widgets.forms.tongues import TongueMarks
from ui.words.telling import tell


class ReadersButton(QPushButton):
    """Opens the menu. `changed` says that something else was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tell("For readers…"), parent)
        self.setProperty("role", "quiet")
        self._shown = Language.ENGLISH
        menu = QMenu(tell("For readers"), self)
        menu.triggered.connect(lambda _: self.changed.emit())
        self.ticks = LegibilityTicks(menu)
        menu.addSeparator()
        self.tongues = TongueMarks(menu)
        menu.aboutToShow.connect(lambda: self.tongues.offer(self._shown))
        self.setMenu(menu)

    @property
    def legibility(self) -> Legibility:
        """How it is set."""
        return self.ticks.value

    @property
    def language(self) -> Language | None:
        """The language that was chosen, None where nothing was."""
        return self.tongues.chosen

    def show_made(self, made: Gathered) -> None:
        """Know the language of the paper that is shown."""
        self._shown = Language(made.summary.locale(made.length).code)
