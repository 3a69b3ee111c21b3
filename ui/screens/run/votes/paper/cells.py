"""The cells that a sheet of paper is typed into: a digit fills most of them and goes on to the
next, Enter goes on from any.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from facilitator.domain.polls.methods.shared.typing_in import Cell
from facilitator.domain.polls.paper.codes import CODE_LENGTH
from ui import theme

NARROW, WIDE, WORDS = 7, 14, 40
"""In steps of the grid: a number, several numbers or a code, and words."""


class CellField(QLineEdit):
    """A cell. `full` says that nothing can follow in it, `entered` that Enter was pressed, and
    `back` that the backspace key was pressed where nothing stands.
    """

    full = Signal()
    entered = Signal()
    back = Signal()

    def __init__(self, cell: Cell, name: str) -> None:
        super().__init__()
        self.cell = cell
        self.setAccessibleName(name)
        width = WORDS if cell.words else WIDE if cell.several else NARROW
        self.setFixedWidth(theme.space(width))
        self.textEdited.connect(self._edited)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        if self.cell.is_full(text):
            self.full.emit()


class CodeField(CellField):
    """The code on a sheet, which goes on when all its signs are there."""

    def __init__(self, name: str) -> None:
        super().__init__(Cell(key="code", several=True), name)

    def _edited(self, text: str) -> None:
        if len("".join(text.split())) == CODE_LENGTH:
            self.full.emit()
