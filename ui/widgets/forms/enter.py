"""Enter presses the button that has the keyboard, as the space bar does, in every window.

Qt leaves Enter to a dialog's default button, whichever button has the keyboard, and to nobody where
there is none. The key is taken at the button itself: on its way up from a field that moved the
keyboard when Enter was pressed, it would press a button that nobody meant. Boxes to tick in a
dialog are its own: whoever has ticked some ends with Enter, which would untick the last of them.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QPushButton,
    QRadioButton,
    QWidget,
)


class EnterPresses(QObject):
    """For as long as it lives. A key that is held down presses once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QAbstractButton) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not _is_enter(event) or _ends(watched):
            return super().eventFilter(watched, event)
        if not event.isAutoRepeat():
            watched.click()
        return True

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QAbstractButton):
            old.removeEventFilter(self)
        if isinstance(new, QAbstractButton):
            new.installEventFilter(self)


def _ends(button: QAbstractButton) -> bool:
    """Whether Enter at a box to tick ends the dialog that it stands in."""
    dialog = button.window()
    if not isinstance(button, QCheckBox | QRadioButton) or not isinstance(dialog, QDialog):
        return False
    presses = dialog.findChildren(QPushButton)
    return any(each.isDefault() and each.isVisible() and each.isEnabled() for each in presses)


def _is_enter(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # all of Qt's enums: the first picture does without

    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in plain
