"""A place in a window that may be smaller than the place needs: it scrolls, both ways."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.frames.following_area import FollowingArea


class PageArea(FollowingArea):
    """As large as there is room, and never smaller than what it holds can be.

    With `sideways` false it is never narrower than that itself. Qt's own resizing would take the
    height that a page would like for the one that it needs.
    """

    def __init__(
        self, inside: QWidget, name: str, parent: QWidget | None = None, *, sideways: bool = True
    ) -> None:
        super().__init__(inside, name, parent)
        self.setWidgetResizable(False)
        if sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.installEventFilter(self)
        self._least = QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        inside = self.widget()
        if event.type() == QEvent.Type.LayoutRequest and inside is not None and watched is inside:
            self._fit()
            least = QSize(self.minimumSizeHint().width(), inside.height())
            if self._least != least:
                self._least = least
                self.updateGeometry()  # what stands beside it may have to make room
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inside = self.widget()
        if inside is None:
            return
        layout = inside.layout()
        least = (_page_of(layout) or inside).minimumSizeHint()
        size = self.viewport().size().expandedTo(least)
        if layout is not None and layout.hasHeightForWidth():
            size.setHeight(max(size.height(), _least_height(layout, size.width())))
        inside.resize(size)


class Pages(QStackedWidget):
    """Pages of which one is shown: it needs what that one needs. Qt gives each page the room of the
    largest that was ever shown, and what stands round it scrolls for nothing; where words wrap on
    the one that is shown, it asks what all of them would like.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        return False  # its layout's own is of all pages

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        if page is None:
            return QSize()
        least, layout = page.minimumSizeHint().expandedTo(page.minimumSize()), page.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(self.width())))
        return least

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page else QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # words wrap anew


def _page_of(layout: QLayout | None) -> QWidget | None:
    """What a stack shows: it tells what its largest page needs, and what all of them would like."""
    return layout.currentWidget() if isinstance(layout, QStackedLayout) else None


def _least_height(layout: QLayout, width: int) -> int:
    """What a layout needs at a width."""
    page = _page_of(layout)
    within = page.layout() if page is not None else None
    if within is not None and within.hasHeightForWidth():
        layout = within
    return layout.minimumHeightForWidth(width) + _squeezed_out(layout, width)


def _squeezed_out(column: QLayout, width: int) -> int:
    """What a column has to be higher than its parts need. Where they do not get what they would
    like, Qt takes it from whichever is highest until all are as high as each other: one that needs
    what it likes would be cut for one that could be lower.
    """
    if not isinstance(column, QVBoxLayout):
        return 0
    edges = column.contentsMargins()
    inner = width - edges.left() - edges.right()
    parts = [_liked_and_needed(item, inner) for item in _items(column)]
    level = max((needed for _, needed in parts), default=0)
    return sum(max(min(liked, level) - needed, 0) for liked, needed in parts)


def _items(layout: QLayout) -> Iterator[QLayoutItem]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and not item.isEmpty():
            yield item


def _liked_and_needed(item: QLayoutItem, width: int) -> tuple[int, int]:
    """How high a part of a column would like to be, and has to be."""
    if not item.hasHeightForWidth():
        least = item.minimumSize().height()
        return least, least
    widget = item.widget()
    inside = (widget.layout() if widget is not None else None) or item.layout()
    liked = item.heightForWidth(width)
    return liked, inside.minimumHeightForWidth(width) if inside is not None else liked
