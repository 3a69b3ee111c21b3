"""Editing in rows: what is typed answers what its author saw, and outlives the row it stands in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.words.telling import tell

Index = QModelIndex | QPersistentModelIndex
TAKE_ROLE = int(Qt.ItemDataRole.UserRole) + 30
"""What takes what is typed over a cell, as the answer to what the cell says when this is asked."""


@dataclass(slots=True)
class _Typing:
    """What is being typed, and what takes it; `told` is what that was told of last."""

    read: Callable[[], Any]
    take: Callable[[Any], object]
    told: Any

    def end(self) -> None:
        """Have it taken, if it is new."""
        value = self.read()
        if value != self.told:
            self.told = value
            self.take(value)


class EditingDelegate(QStyledItemDelegate):
    """Edits what can be edited: of old a line of text.

    News that arrives while somebody is typing does not replace their words. Where it takes the row
    out, or shows another list, what was typed is kept as if it had been ended; Escape alone drops
    it. Whoever makes another editor calls `begin`.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed: dict[QWidget, _Typing] = {}
        self.closeEditor.connect(self._leave)  # before any view hears of it

    def begin(
        self, editor: QWidget, read: Callable[[], Any], take: Callable[[Any], object]
    ) -> None:
        """Somebody edits from now on: `read` tells what stands in the editor."""
        self._typed[editor] = _Typing(read, take, read())

    def end(self) -> None:
        """Keep what is being typed, and edit no longer."""
        for editor in tuple(self._typed):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tell("Words"))
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        self.begin(editor, editor.text, index.data(TAKE_ROLE))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: editors begin with what the cell says, and are their author's from then on."""

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if editor in self._typed:
            self._typed[editor].end()

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if typed := self._typed.pop(editor, None):
            value = typed.read()  # the list is being changed and the editor goes: taken after both
            typed.read = lambda: value
            QTimer.singleShot(0, self, typed.end)
        super().destroyEditor(editor, index)

    def _leave(self, editor: QWidget, _: object = None) -> None:
        self._typed.pop(editor, None)
