"""A scroll area that follows the keyboard: what has it is never out of sight.

Where areas stand in one another, the innermost is scrolled first, and the next one brings into
sight what that one shows. It is done again whenever anything from what has the keyboard up to the
area has moved or become larger: only once all has been laid out anew is it known where that is, and
an area further out may be the last to hear. Whoever scrolls away by hand is left alone until the
next key: what they look at may be laid out anew while they read.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from ui import theme

WITH = "in_sight_with_it"
"""The property of a widget that names another one, which is to be seen while it has the keyboard:
what can be done with what is chosen in a list.
"""
MARGIN = 4
"""What is seen around it where there is room, in steps of the grid: what comes next."""
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.InputMethod)


class FollowingArea(QScrollArea):
    """Scrolls up and down only.

    What it is called by is known to Qt as slots of this class: those made when they are connected
    PySide 6.12 no longer found once many areas had come and gone.
    """

    by_hand = False
    """Somebody scrolled since the last key."""
    _told = 0
    """How narrow it said last that it can be."""
    _watch: "_Watch | None" = None
    _soon: QTimer | None = None
    # What garbage collection has emptied hears of the keyboard once more before Qt deletes it: it
    # has these, and follows nothing.

    def __init__(self, inside: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._watch = _Watch(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_NEVER)
        self.setAccessibleName(name)
        self.setWidget(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self.follow_soon)
            bar.actionTriggered.connect(self._scrolled)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it holds can be: it does not scroll to the sides."""
        least = super().minimumSizeHint()
        inside = self.widget()
        if inside is None or self.horizontalScrollBarPolicy() is not _NEVER:
            return least
        around = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        return QSize(max(least.width(), inside.minimumSizeHint().width() + around), least.height())

    def event(self, event: QEvent) -> bool:
        """Tell what stands around it when what it holds can no longer be so narrow."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            least = self.minimumSizeHint().width()
            if self._told != least:
                self._told = least
                self.updateGeometry()
        return taken

    @Slot()
    def follow(self) -> None:
        """Bring what has the keyboard into sight."""
        now, inside = QApplication.focusWidget(), self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is being pressed would go from under the pointer
        beside = now.property(WITH)
        if isinstance(beside, QWidget) and inside.isAncestorOf(beside):
            bring_into_sight(beside, by_keyboard=True)
        bring_into_sight(now, by_keyboard=True)  # last: where there is no room for both

    @Slot()
    def follow_soon(self) -> None:
        """The same once what goes on now has been done."""
        if self._soon is not None:
            self._soon.start()

    def heard_a_key(self) -> None:
        """Whoever presses keys wants to see what they do."""
        self.by_hand = False
        self.follow_soon()

    @Slot(QWidget, QWidget)
    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        is_here = now is not None and inside is not None and inside.isAncestorOf(now)
        if self._watch is None:
            return
        self._watch.watch(now if is_here else None, inside)
        if is_here:
            self.by_hand = False
            self.follow()
            self.follow_soon()  # Qt itself scrolls after Tab, and may show the cursor alone

    @Slot(int)
    def _scrolled(self, _: int) -> None:
        self.by_hand = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow that a list at its end has no use for moves nothing else."""
        if event.key() in _ARROWS and not self.hasFocus():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow()
        self.follow_soon()


class _Watch(QObject):
    """Hears of what has the keyboard in an area, and of all that it stands in there."""

    _watched: tuple[QWidget, ...] = ()

    def __init__(self, area: FollowingArea) -> None:
        super().__init__(area)

    def watch(self, now: QWidget | None, inside: QWidget | None) -> None:
        """Hear of another widget from now on, or of none."""
        for each in self._watched:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        # the mouse is pressed in what a list or a text shows
        watched = [now.viewport()] if isinstance(now, QAbstractScrollArea) else []
        while now is not None:
            watched.append(now)
            now = now.parentWidget() if now is not inside else None
        for each in watched:
            each.installEventFilter(self)
        self._watched = tuple(watched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind, area = event.type(), self.parent()
        if not isinstance(area, FollowingArea):
            return False
        if kind in _MOVING or kind == QEvent.Type.MouseButtonRelease:
            area.follow_soon()
        elif kind in _KEYS:
            area.heard_a_key()
        return False


def bring_into_sight(part: QWidget, *, by_keyboard: bool = False) -> None:
    """Scroll whatever scrolls around it, without taking the keyboard from where it is.

    What follows the keyboard leaves an area that somebody has scrolled by hand.
    """
    wanted, line, inside = part.rect(), line_in(part), part
    while not inside.isWindow() and (around := inside.parentWidget()) is not None:
        wanted, line = (each.translated(inside.pos()) for each in (wanted, line))
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and around is area.viewport():
            if isinstance(area, FollowingArea) and not (by_keyboard and area.by_hand):
                moved = _scroll(area, wanted, line)
                wanted, line = wanted.translated(moved), line.translated(moved)
            wanted, line = (each.intersected(around.rect()) for each in (wanted, line))
            if wanted.isEmpty():
                return
        inside = around


def line_in(part: QWidget) -> QRect:
    """Where in a part somebody types, or which row they are at: seen where all of it cannot be."""
    if isinstance(part, QAbstractItemView):
        line = part.visualRect(part.currentIndex())
        return line.translated(part.viewport().pos()) if line.isValid() else part.rect()
    if isinstance(part, QPlainTextEdit | QTextEdit):
        return part.cursorRect().translated(part.viewport().pos())
    return part.rect()


def _scroll(area: FollowingArea, wanted: QRect, line: QRect) -> QPoint:
    """Scroll so that a part is seen, or as much of it as there is room for with its line; in
    coordinates of the viewport. What has moved, by how much.
    """
    room = area.viewport().size()
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    x = (wanted.left(), wanted.right() + 1), (line.left(), line.right() + 1)
    y = (wanted.top(), wanted.bottom() + 1), (line.top(), line.bottom() + 1)
    return QPoint(_move(across, room.width(), *x), _move(down, room.height(), *y))


def _move(bar: QScrollBar, room: int, wanted: tuple[int, int], line: tuple[int, int]) -> int:
    """Move a bar so far that what is between two places is within the room, no further."""
    before = bar.value()
    is_longer = wanted[1] - wanted[0] > room
    if is_longer and line != wanted and line[0] >= 0 and line[1] <= room:
        return 0
    for start, end in (wanted, line):
        spare = max(room - (end - start), 0)
        edge = min(theme.space(MARGIN), spare // 2)
        moved = before - bar.value()
        start, end = start + moved, end + moved
        if end > room:
            bar.setValue(bar.value() + min(end + edge - room, max(start - edge, 0)))
        elif start < 0:
            bar.setValue(bar.value() + start - edge)
    return before - bar.value()
