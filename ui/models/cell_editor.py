"""Editors inside tables: a list of choices, minutes, or a line of text."""

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.widgets.forms.fields import align_words
from ui.widgets.lists.editing import TAKE_ROLE, EditingDelegate
from ui.words.telling import tell

CHOICES_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a cell can be set to, as a list of texts; absent where anything can be typed."""


Index = QModelIndex | QPersistentModelIndex
LONGEST_SEGMENT = 600


class CellEditor(EditingDelegate):
    """Takes the editor from what the cell holds. `free` lets choices be typed as well."""

    def __init__(self, parent: QWidget, *, free: bool = False) -> None:
        super().__init__(parent)
        self._free = free

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self._editor(parent, index)
        editor.setAccessibleName(
            str(index.data(Qt.ItemDataRole.AccessibleTextRole) or tell("Cell"))
        )
        editor.setProperty("role", "cell")
        _show(editor, index.data(Qt.ItemDataRole.EditRole))
        self.begin(editor, partial(_value, editor), index.data(TAKE_ROLE))
        return editor

    def _editor(self, parent: QWidget, index: Index) -> QWidget:
        if choices := index.data(CHOICES_ROLE):
            box = QComboBox(parent, editable=self._free)
            for value, words in choices:
                box.addItem(words, value)
            box.activated.connect(lambda _: self._finish(box))
            return box
        if isinstance(index.data(Qt.ItemDataRole.EditRole), int):
            minutes = QSpinBox(parent, minimum=1, maximum=LONGEST_SEGMENT)
            align_words(minutes)
            return minutes
        return QLineEdit(parent)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _show(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
        if editor.isEditable():
            editor.setEditText(str(value))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))


def _value(editor: QWidget) -> Any:
    if isinstance(editor, QComboBox):
        return editor.currentText().strip() if editor.isEditable() else editor.currentData()
    if isinstance(editor, QSpinBox):
        return editor.value()
    return editor.text().strip() if isinstance(editor, QLineEdit) else None
