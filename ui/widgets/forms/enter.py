"""Enter presses the button that has the keyboard, as the space bar does, in every window; and a key
that is held down acts once.

Qt leaves Enter to a dialog's default button, whichever button has the keyboard, and to nobody where
there is none. The key is taken at the button itself: on its way up from a field that moved the
keyboard when Enter was pressed, it would press a button that nobody meant. Boxes to tick in a
dialog are its own: whoever has ticked some ends with Enter, which would untick the last of them.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QWidget,
)

AT_ONCE_MS = 1
"""So much may lie between: nobody lets go of a key and presses it so fast."""
_TYPED_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


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


class HeldOnce(QObject):
    """For as long as it lives. A finger that stays on F9 would run through a whole day, one on
    Ctrl+Z would take back a morning, first of all what the field with the keyboard no longer holds.
    What is held goes on only where it moves about, writes, or deletes what is typed.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._let_go = (0, 0)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self._is_held(event):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and not _is_arrow(event):
            event.accept()  # no shortcut hears of it; what is done with it is seen to next
            return True
        pressed = event.type() == QEvent.Type.KeyPress
        return pressed and not _may_go_on(watched, event)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether nobody pressed it anew. X says of a key that is held that it was let go and
        pressed in the same breath, which Qt does not always see through.
        """
        pressed = event.nativeScanCode(), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._let_go = pressed
            return False
        key, at = self._let_go
        at_once = at > 0 and 0 <= pressed[1] - at <= AT_ONCE_MS
        return event.isAutoRepeat() or (at_once and key == pressed[0])

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)


def _is_arrow(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # see _is_enter

    return Qt.Key.Key_Left <= event.key() <= Qt.Key.Key_Down


def _may_go_on(watched: QObject, event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # see _is_enter

    moves = Qt.Key.Key_Home <= event.key() <= Qt.Key.Key_PageDown
    if moves or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return True
    if isinstance(watched, _TYPED_IN):
        return not _is_enter(event)
    in_list = isinstance(watched, QAbstractItemView)
    return not in_list or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
