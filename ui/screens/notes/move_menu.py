"""Where notes can be moved to: another question, or another group."""

from PySide6.QtCore import QModelIndex, Signal, SignalInstance
from PySide6.QtWidgets import QListView, QMenu, QWidget

from facilitator.services.views.notes_screen import Desk
from ui.screens.notes.rows import NO_QUESTION
from ui.words.telling import tell, told

LONGEST = 60
"""Characters of a question's wording that a menu shows."""


class MoveMenu(QMenu):
    """`to_question` and `to_group` carry an id. Digits choose, as menus do."""

    to_question = Signal(str)
    to_group = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(tell("Move to"), parent)
        self.setAccessibleName(tell("Move to a question or a group"))
        for number, question in enumerate(desk.questions, 1):
            self._offer(self, number, question.wording, self.to_question, question.id)
        self._offer(self, 0, told(NO_QUESTION), self.to_question, "")
        self.addSeparator()
        groups = self.addMenu(tell("To another &group"))
        others = [g.breakout for g in desk.groups if g.breakout != desk.breakout]
        for number, breakout in enumerate(others, 1):
            self._offer(groups, number, breakout.title, self.to_group, breakout.id)
        groups.setEnabled(bool(others))
        self.aboutToHide.connect(self.deleteLater)

    def open_beside(self, view: QListView, index: QModelIndex) -> None:
        """Open at a row, the first choice ready for Enter."""
        place = view.visualRect(index).bottomLeft()
        self.popup(view.viewport().mapToGlobal(place))
        self.setActiveAction(self.actions()[0])

    def _offer(
        self, menu: QMenu, number: int, words: str, signal: SignalInstance, id_: str
    ) -> None:
        short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
        key = f"&{number}  " if number < 10 else ""
        action = menu.addAction(f"{key}{short.replace('&', '&&')}")
        action.triggered.connect(lambda: signal.emit(id_))
