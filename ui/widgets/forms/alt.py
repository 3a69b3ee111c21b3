"""A letter pressed with Alt writes nothing, in every window.

It is a way to somewhere, and where nothing here answers to it Qt would type it: whoever pressed
Alt+G for a menu that has another letter would have a "g" in what they were writing. On macOS the
same key writes the letters that a keyboard has no key for, so there it stays.
"""

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_FIELDS = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


class AltWritesNothing(QObject):
    """For as long as it lives. Whatever the field stands in gets the key all the same."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if sys.platform != "darwin":
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and _is_letter_with_alt(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, _FIELDS):
            old.removeEventFilter(self)
        if isinstance(new, _FIELDS):
            new.installEventFilter(self)


def _is_letter_with_alt(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # all of Qt's enums: the first picture does without

    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    text = event.text()
    return event.modifiers() in (alt, alt | shift) and bool(text) and text.isprintable()
