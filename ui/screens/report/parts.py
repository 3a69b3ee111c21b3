"""Which parts a paper has, and in which order: chosen in a list, seen in the pages."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from facilitator.domain.wording import say
from ui import theme
from ui.dialogs.base import Dialog
from ui.widgets.forms.buttons import button, row_of
from ui.words.telling import tell, told

ADVICE = say(
    "Space leaves a part out or puts it back; Alt+Up and Alt+Down move it. It holds for every "
    "paper of this length that is made from now on."
)
NONE_LEFT = say("A paper needs a part: tick one.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parts in their order, and those of them that are left out, by their keys."""

    order: tuple[str, ...]
    out: tuple[str, ...]


class PartsDialog(Dialog):
    """The parts of one paper, ticked and moved."""

    def __init__(
        self, parent: QWidget | None, parts: tuple[tuple[str, str], ...], out: tuple[str, ...]
    ) -> None:
        super().__init__(parent, tell("Parts of the paper"), told(ADVICE), tell("Make it so"))
        self.list = QListWidget()
        self.list.setAccessibleName(tell("Parts of the paper"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for key, title in parts:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, theme.space(4)))
            is_out = key in out
            item.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.up = button(tell("Earlier"), "", "chevron-up", lambda: self.move_by(-1))
        self.down = button(tell("Later"), "", "chevron-down", lambda: self.move_by(1))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.move_by(by))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row_of((self.up, self.down)))
        self.resize(theme.space(60), theme.space(75))

    def move_by(self, places: int) -> None:
        """Move the chosen part."""
        at = self.list.currentRow()
        to = at + places
        if at >= 0 and 0 <= to < self.list.count():
            self.list.insertItem(to, self.list.takeItem(at))
            self.list.setCurrentRow(to)

    def value(self) -> Chosen:
        items = [self.list.item(row) for row in range(self.list.count())]
        keys = [(str(item.data(Qt.ItemDataRole.UserRole)), item.checkState()) for item in items]
        return Chosen(
            tuple(key for key, _ in keys),
            tuple(key for key, state in keys if state is Qt.CheckState.Unchecked),
        )

    def problem(self) -> str:
        chosen = self.value()
        return told(NONE_LEFT) if len(chosen.out) == len(chosen.order) else ""
