"""Labels whose text is data: plain always, so that nothing a person typed acts as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui import theme
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.domain.wording import Text

PLAIN = 0
"""Qt.TextFormat.PlainText, without building all of Qt's enums before the first picture."""


class Label(QLabel):
    """A plain-text label in one of the roles the style sheet knows."""

    def __init__(self, text: Text = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", PLAIN)
        self.setProperty("role", role)
        self.setText(told(text))

    def set_state(self, state: str) -> None:
        """Late, failed, … or "" for none."""
        theme.set_state(self, state)


class Spoken(Label):
    """A line that a screen reader says when it says something else, wherever the keyboard is."""

    def setText(self, text: str) -> None:
        is_new = text != self.text()
        super().setText(text)
        if text and is_new:
            announce(self, text)


class OneLine(Label):
    """A line that ends in an ellipsis where there is no room for it; the tool tip has it whole."""

    def __init__(self, text: Text = "", role: str = "body", parent: QWidget | None = None) -> None:
        self._whole = told(text)
        super().__init__(text, role, parent)

    def setText(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self.updateGeometry()  # what is shown of it may be the same: nothing, so far
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as all of it, however much is shown now: Qt rounds what it measures, and cuts at
        the fraction.
        """
        width = self.fontMetrics().horizontalAdvance(self._whole) + 1
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        from PySide6.QtCore import Qt  # all of Qt's enums: the first picture does without

        side = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._whole, side, max(self.width(), 0))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say what has happened, wherever the keyboard is."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # home paints without

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def title(text: Text = "") -> Label:
    """The largest size: the name of the seminar or of a place."""
    return wrapped(Label(text, "title"))


def heading(text: Text = "") -> Label:
    """Above a group of things."""
    return wrapped(Label(text, "heading"))


def lead(text: Text = "") -> Label:
    """Text to be read at arm's length, such as what to say now."""
    return wrapped(Label(text, "lead"))


def body(text: Text = "") -> Label:
    """Running text."""
    return wrapped(Label(text, "body"))


def quiet(text: Text = "") -> Label:
    """Running text that can wait."""
    return wrapped(Label(text, "quiet"))


def small(text: Text = "") -> Label:
    """Side remarks."""
    return wrapped(Label(text, "small"))


def caption(text: Text = "", buddy: QWidget | None = None) -> Label:
    """The name of a field; `buddy` gets the focus by the caption's & key, and its name."""
    made = Label(text, "caption")
    if buddy is not None:
        made.setBuddy(buddy.focusProxy() or buddy)  # Qt leads to no field that is a part of it
        if not buddy.accessibleName():
            buddy.setAccessibleName(told(text).replace("&", ""))
    return made


def mark(text: Text) -> Label:
    """A word that marks the whole, such as REHEARSAL."""
    return Label(text, "mark")


def wrapped(label: Label) -> Label:
    """The label, broken into lines where it is too long."""
    label.setWordWrap(True)
    return label


def rule() -> QFrame:
    """A hairline between groups."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


class KeyHint(Label):
    """A key shown beside what it does."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, "key", parent)
        self.setAccessibleName(tell("Key {keys}", keys=keys))
