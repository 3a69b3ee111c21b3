"""Keys of the shared tablet's window. Leaving is for the facilitator: Escape held down, or a word
typed.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.wording import say
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Aside

HOLD_MS = 2000
LIFTED_MS = 50
"""Keyboards repeat a held key, and not every display says which of its presses are repeats: what is
up for no longer than this was never let go of.
"""
WORD = say("facilitator")
HOW_TO_LEAVE = say("Keep Escape down to leave the shared tablet.")


class PressedAt(QObject):
    """Where the keyboard was when a key went down in a window. A list or a field passes Enter on
    once it has acted on it: on a page that it led to, it means nothing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # before the key is anybody's
            self._at = self._window.focusWidget()
        return super().eventFilter(watched, event)

    def still_at(self, focus: QWidget | None) -> QWidget | None:
        """What has the keyboard, if it had it when the key went down."""
        return focus if focus is self._at else None


class LeavingBar(QWidget):
    """Stands small at the foot of every page. `left` comes when the facilitator wants to leave."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = labels.small()
        self.ask = button("", "quiet", "", self._ask)
        self.word = QLineEdit()
        self.word.setFixedWidth(theme.space(30))
        self.word.hide()
        self._holding = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._holding.timeout.connect(self.left)
        self._lifted = QTimer(self, singleShot=True, interval=LIFTED_MS)
        self._lifted.timeout.connect(self.forget)
        self.word.textChanged.connect(self._read)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(Aside((self.hint, self.word, self.ask)))
        self.speak(ENGLISH)

    def speak(self, tongue: Locale) -> None:
        """From now on in this language; the English word leaves in any."""
        self._tongue = tongue
        self._words = {WORD.template, WORD.in_(tongue).casefold()}
        for_them = say("Facilitator").in_(tongue)
        leave = say("Type “{word}” to leave", word=WORD).in_(tongue)
        self.hint.setText(HOW_TO_LEAVE.in_(tongue))
        self.ask.setText(for_them)
        self.ask.setAccessibleName(for_them)
        self.word.setPlaceholderText(leave)
        self.word.setAccessibleName(leave)

    def press(self, event: QKeyEvent) -> None:
        """Escape goes down; a held key repeats itself, which is no new press."""
        if not event.isAutoRepeat() and not self._lifted.isActive():
            self._holding.start()
        self._lifted.stop()

    def release(self, event: QKeyEvent) -> None:
        """Escape comes up."""
        if not event.isAutoRepeat():
            self._lifted.start()

    def forget(self) -> None:
        """As if nobody had wanted to leave."""
        self._lifted.stop()
        self._holding.stop()
        self.word.clear()
        self.word.hide()

    def _ask(self) -> None:
        self.word.show()
        self.word.setFocus()

    def _read(self, text: str) -> None:
        if text.strip().casefold() in self._words:
            self.left.emit()
