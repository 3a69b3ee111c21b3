"""The language of what is printed, as marks of a menu: one of them at a time."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from facilitator.domain.locales import Language
from facilitator.domain.second_wordings import LANGUAGES
from ui.words.telling import tell


class TongueMarks:
    """Adds them to a menu. Until somebody chooses, `chosen` is None and each paper is in its own:
    which that is now is shown before the menu opens.
    """

    def __init__(self, menu: QMenu) -> None:
        self.chosen: Language | None = None
        self._marks = QActionGroup(menu)
        for language, called in LANGUAGES.items():
            action = self._marks.addAction(tell("In {called}", called=called))
            action.setCheckable(True)
            action.setData(language)
            action.triggered.connect(lambda _, language=language: self._choose(language))
        menu.addActions(self._marks.actions())

    def offer(self, own: Language, *, others: bool = True) -> None:
        """Mark what is chosen, else what papers are in by themselves; show nothing where there are
        no `others` to choose from.
        """
        for action in self._marks.actions():
            action.setVisible(others)
            action.setChecked(action.data() == (self.chosen or own))

    def _choose(self, language: Language) -> None:
        self.chosen = language
