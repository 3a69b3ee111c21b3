"""A scroll area that follows the keyboard: what has it is never out of sight."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

WITH = "in_sight_with_it"
"""The property of a widget that names another one, which is to be seen while it has the keyboard:
what can be done with what is chosen in a list.
"""
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class FollowingArea(QScrollArea):
    """Scrolls up and down only. Tab is followed by Qt itself; a shortcut or Enter is not.

    What it is called by is known to Qt as slots of this class: those made when they are connected
    PySide 6.12 no longer found once many areas had come and gone.
    """

    def __init__(self, inside: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_NEVER)
        self.setAccessibleName(name)
        self.setWidget(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        # Only once what it holds has been laid out anew is it known where that is.
        queued = Qt.ConnectionType.QueuedConnection
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self.follow, queued)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it holds can be: it does not scroll to the sides."""
        least = super().minimumSizeHint()
        inside = self.widget()
        if inside is None or self.horizontalScrollBarPolicy() is not _NEVER:
            return least
        around = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        return QSize(max(least.width(), inside.minimumSizeHint().width() + around), least.height())

    @Slot()
    def follow(self) -> None:
        """Bring what has the keyboard into sight, here and in what this stands in."""
        now, inside = QApplication.focusWidget(), self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            for area in (self, *areas_around(self)):
                area.show_with_it(now)

    @Slot(QWidget, QWidget)
    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and next(areas_around(now), None) is self:
            self.follow()  # the areas around it come after it: what it holds moves in it

    def show_with_it(self, now: QWidget) -> None:
        """Bring a part into sight, with what is to be seen while it has the keyboard."""
        inside, beside = self.widget(), now.property(WITH)
        if inside is not None and isinstance(beside, QWidget) and inside.isAncestorOf(beside):
            self.show_whole(beside)
        self.show_whole(now)  # last: where there is no room for both

    def show_whole(self, part: QWidget) -> None:
        """Scroll until a part is in sight: all of it, or its cursor where it is larger than the
        area. Qt is content with the cursor of a field whose foot is under the edge.
        """
        inside = self.widget()
        assert inside is not None
        self.ensureWidgetVisible(part)
        room, middle = self.viewport().size(), part.mapTo(inside, part.rect().center())
        x, beside = self.horizontalScrollBar().value(), 0
        y, above = self.verticalScrollBar().value(), 0
        if part.width() <= room.width():
            x, beside = middle.x(), part.width() // 2 + 1
        if part.height() <= room.height():
            y, above = middle.y(), part.height() // 2 + 1
        self.ensureVisible(x, y, beside, above)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow()


def areas_around(part: QWidget) -> Iterator[FollowingArea]:
    """The areas that a part stands in, the one nearest to it first."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, FollowingArea):
            yield around
        around = around.parentWidget()


def bring_into_sight(part: QWidget) -> None:
    """Scroll whatever scrolls around it, without taking the keyboard from where it is."""
    for area in areas_around(part):
        area.show_whole(part)
