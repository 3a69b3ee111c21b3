"""Lines that were not written yet, where whoever typed them can read them."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.wording import Counted, brief
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.forms.drafts import GivenBack, HasWords
from ui.widgets.forms.unwritten import UnwrittenWords
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told

T = TypeVar("T", bound=HasWords)


class WaitingLines(Label):
    """The lines that wait, under the field in which they were ended: it is free for the next, so
    that nobody who types on types into the one before.
    """

    def __init__(self, waiting: UnwrittenWords) -> None:
        super().__init__("", "small")
        self.setWordWrap(True)
        self._waiting = waiting
        waiting.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        lines = self._waiting.lines
        self.setText(told(_waits(lines)) if lines else "")
        self.setVisible(bool(lines))


class RefusedLines(QWidget, Generic[T]):
    """The lines that were refused, with the key that brings them into the field one by one."""

    def __init__(self, given_back: GivenBack[T]) -> None:
        super().__init__()
        self._given_back = given_back
        self.label = Label("", "small")
        self.label.setWordWrap(True)
        self.put_back = button(tell("P&ut back"), "quiet", act=given_back.put_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space())
        row.addWidget(self.label, 1)
        row.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignTop)
        given_back.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        lines = tuple(line.words for line in self._given_back.lines)
        self.label.setText(told(_was_refused(lines)) if lines else "")
        self.setVisible(bool(lines))


def _waits(lines: tuple[str, ...]) -> Counted:
    return Counted(
        len(lines),
        "{n} line waits to be written: {lines}",
        "{n} lines wait to be written: {lines}",
        lines=_quoted(lines),
    )


def _was_refused(lines: tuple[str, ...]) -> Counted:
    return Counted(
        len(lines),
        "{n} line waits to be put back: {lines}",
        "{n} lines wait to be put back: {lines}",
        lines=_quoted(lines),
    )


def _quoted(lines: tuple[str, ...]) -> str:
    return " · ".join(f"“{brief(line)}”" for line in lines)
