"""Enter presses the button that has the keyboard, as the space bar does.

Qt leaves Enter to a dialog's default button, whichever button has the keyboard, and to nobody where
there is none. Windows and dialogs ask here with the keys that nothing inside them has taken.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def press_focused(event: QKeyEvent) -> bool:
    """Press the button that has the keyboard if this is Enter; whether there was one.

    A key that is held down presses once.
    """
    focused = QApplication.focusWidget()
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    if event.key() not in ENTER or not plain or not isinstance(focused, QAbstractButton):
        return False
    if not event.isAutoRepeat():
        focused.click()
    return True
