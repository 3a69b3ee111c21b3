"""The base of every dialog: how it looks, when it may be accepted, and that it is freed."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import text_size, theme
from ui.widgets.forms.keys import set_keys
from ui.widgets.forms.tab_order import tab_as_read
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.page_area import PageArea
from ui.words.telling import tell

_READING_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class Dialog(QDialog):
    """A heading, advice, the `body` that a subclass fills, and two buttons.

    Subclasses give `value()`, and `problem()` where a value can be wrong; use it through `ask.ask`.
    F1 and Shift+F1 open the manual where it speaks of the dialog: `help_on` is what does.
    """

    help_on: ClassVar[Callable[[QDialog], None]] = staticmethod(lambda _: None)

    def __init__(
        self, parent: QWidget | None, title: str, advice: str = "", action: str | None = None
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle(title)
        self.setModal(True)
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self.heading = labels.heading(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space())
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.accept_button = QPushButton(tell("OK") if action is None else action, default=True)
        self.accept_button.setProperty("role", "primary")
        self.cancel_button = QPushButton(tell("Cancel"))
        set_keys(self, {key: partial(self._size, act) for key, act in text_size.keys().items()})
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out(advice)

    def value(self) -> object:
        """What the person entered."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why the value cannot be taken yet, in a sentence; "" when it can."""
        return ""

    def be_empty(self, title: str, advice: str, *unused: QWidget) -> None:
        """There is nothing to choose from: say how something comes there, and offer to close alone.
        `unused` would have held it.
        """
        self.accept_button.hide()
        self.cancel_button.setText(tell("Close"))
        for widget in unused:
            widget.setParent(None)
            widget.deleteLater()
        self.body.addWidget(EmptyState(title, advice))

    def keep_in_sight(self, field: QWidget) -> None:
        """Put a field above the buttons: it stays there whatever scrolls."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.trouble), field)

    def showEvent(self, event: QShowEvent) -> None:
        """Words that wrap need a height that is only known at this width."""
        super().showEvent(event)
        column = self.layout()
        if column is not None and column.hasHeightForWidth():
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))
        self._stay_on_the_display()
        tab_as_read(self)

    def _size(self, choose: Callable[[], object]) -> None:
        """Larger or smaller text: the window grows with it, as far as its display goes."""
        choose()
        self.resize(self.size().expandedTo(self.sizeHint()))
        self._stay_on_the_display()

    def _stay_on_the_display(self) -> None:
        """What the display has no room for scrolls; the buttons stay in sight."""
        room, free = self.screen().availableGeometry(), text_size.room_for(self)
        column = self.layout()
        if self.height() <= free.height() and self.width() <= free.width():
            return
        if isinstance(column, QVBoxLayout) and self.page.parentWidget() is self:
            chosen = self.focusWidget()
            area = PageArea(self.page, self.windowTitle(), self, sideways=False)
            column.insertWidget(0, area, 1)
            if chosen is not None:
                chosen.setFocus()
        self.setMinimumSize(0, 0)
        self.resize(self.size().boundedTo(free))
        self.move(room.center() - self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 helps; what scrolls is read on by keyboard, wherever in the dialog that is."""
        if event.key() == Qt.Key.Key_F1:
            Dialog.help_on(self)
            return
        if event.key() not in _READING_KEYS:
            super().keyPressEvent(event)
            return
        for area in self.findChildren(QScrollArea):
            if area.isVisible() and area.verticalScrollBar().maximum():
                QApplication.sendEvent(area.verticalScrollBar(), event)
                return

    def accept(self) -> None:
        """Take the value, or say what is wrong with it."""
        problem = self.problem()
        self.complain(problem)
        if not problem:
            super().accept()

    def complain(self, problem: str) -> None:
        """Say above the buttons what is wrong; "" where nothing is."""
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))

    def _lay_out(self, advice: str) -> None:
        inside = QVBoxLayout(self.page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.space(2))
        inside.addWidget(self.heading)
        if advice:
            inside.addWidget(labels.quiet(advice))
        inside.addLayout(self.body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self.page, 1)
        column.addWidget(self.trouble)
        self.trouble.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.accept_button)
        column.addLayout(buttons)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
