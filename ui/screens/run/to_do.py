"""What to do now: a segment's prompts to tick off; the next open one is always in sight."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.seminar.agenda import Segment
from ui import theme
from ui.widgets.forms.tab_order import tab_as_read
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import Label
from ui.widgets.frames.yielding import Yielding
from ui.widgets.lists.rows import body_line
from ui.words.telling import tell

LINES, LINES_BESIDE = 4, 2
"""What is in sight however little room there is, and where something else needs the room."""
GAP = 0.5
"""What stands between two prompts, in steps of the grid."""


class ToDo(Yielding):
    """`ticked` carries the place of a prompt and whether it is done."""

    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Label(role="caption")
        self.key = labels.KeyHint("Alt+D")
        self.following = labels.OneLine(role="small")
        self.prompts: list[Prompt] = []
        self._box = QVBoxLayout()
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.area = PromptArea()
        self._lay_out()

    def show_segment(self, segment: Segment, ticked: frozenset[tuple[str, int]]) -> None:
        """Show a segment's prompts; `ticked` are those that are done, of all segments."""
        if self._shown != (segment.id, segment.prompts):
            self._shown = (segment.id, segment.prompts)
            self._make_prompts(segment)
        for place, prompt in enumerate(self.prompts):
            prompt.show_done((segment.id, place) in ticked)
        done = sum(prompt.box.isChecked() for prompt in self.prompts)
        self.standing.setText(
            tell("What to do: {done} of {n} done", done=done, n=len(self.prompts))
        )
        for part in (self.standing, self.key, self.area):
            part.setVisible(bool(self.prompts))
        self.area.keep_in_sight(self._next())

    def make_room(self, wanted: bool) -> None:
        """Do with less, where something else needs the room."""
        self.area.ask_for(LINES_BESIDE if wanted else LINES)

    def tick_next(self) -> None:
        """The next thing is done."""
        prompt = self._next()
        if prompt is not None:
            prompt.box.click()

    def _next(self) -> "Prompt | None":
        return next((prompt for prompt in self.prompts if not prompt.box.isChecked()), None)

    def _make_prompts(self, segment: Segment) -> None:
        for prompt in self.prompts:
            self._box.removeWidget(prompt)
            prompt.hide()
            prompt.deleteLater()
        self.prompts = []
        for place, text in enumerate(segment.prompts):
            prompt = Prompt(text, place)
            prompt.ticked.connect(self.ticked)
            self.prompts.append(prompt)
            self._box.addWidget(prompt)
        tab_as_read(self)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.space(), 0)
        self._box.setSpacing(theme.space(GAP))
        inside.addLayout(self._box)
        inside.addStretch(1)
        self.area.setWidget(page)
        head = Flow((self.standing, self.key, self.following), space=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addLayout(head)
        column.addWidget(self.area)


class PromptArea(QScrollArea):
    """At least a few lines high; what was asked for stays in sight when lines wrap anew, and what
    follows it there is whole: nothing is cut through.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._kept: Prompt | None = None
        self._lines = LINES
        self.setAccessibleName(tell("What to do now"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        """As high as all there is to do, where there is room for that."""
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        return QSize(inside.sizeHint().width(), inside.heightForWidth(self.viewport().width()))

    def ask_for(self, lines: int) -> None:
        """Show at least so many lines from now on."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        asked, wide = self._lines * body_line(), self.viewport().width()
        least = 0
        for prompt in self._from_kept():
            least += prompt.heightForWidth(wide) + theme.space(GAP)
            if least >= asked:
                break
        least = min(self.sizeHint().height(), max(least, asked))
        return QSize(super().minimumSizeHint().width(), least)

    def keep_in_sight(self, prompt: "Prompt | None") -> None:
        """Scroll to a prompt, once when it changes."""
        if prompt is not self._kept:
            self._kept = prompt
            self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # prompts that have just been made have no height until shown
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # its words wrap anew
        self._follow()

    def _follow(self) -> None:
        if self._kept is not None:
            self._show_whole(self._kept.y())
            self.verticalScrollBar().setValue(self._kept.y())

    def _show_whole(self, top: int) -> None:
        """Leave empty what is left under the last prompt that there is room for."""
        room = self.contentsRect().height()
        ends = [each.geometry().bottom() + 1 - top for each in self._from_kept()]
        whole = max((end for end in ends if end <= room), default=room)
        cut = room - whole if ends and ends[-1] > room else 0
        if cut != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, cut)

    def _from_kept(self) -> "list[Prompt]":
        """What stands from the kept prompt on."""
        inside = self.widget()
        prompts = inside.findChildren(Prompt) if inside is not None else []
        shown = [each for each in prompts if not each.isHidden()]
        at = shown.index(self._kept) if self._kept in shown else 0
        return shown[at:]


class Prompt(QWidget):
    """A prompt to tick: a box, and words that wrap, which the box's own would not."""

    ticked = Signal(int, bool)

    def __init__(self, text: str, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.clicked.connect(lambda done: self.ticked.emit(place, done))
        self.words = labels.body(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(0.5))
        row.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_done(self, done: bool) -> None:
        """Show whether it is done; what is done steps back."""
        self.box.setChecked(done)
        theme.set_role(self.words, "quiet" if done else "body")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.box.click()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
