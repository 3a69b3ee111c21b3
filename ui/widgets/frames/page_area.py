"""A place in a window that may be smaller than the place needs: it scrolls, both ways."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedLayout, QStackedWidget, QWidget

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
    largest that was ever shown, and what stands round it scrolls for nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize()

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page else QSize()


def _page_of(layout: QLayout | None) -> QWidget | None:
    """What a stack shows: it tells what its largest page needs, and what all of them would like."""
    return layout.currentWidget() if isinstance(layout, QStackedLayout) else None


def _least_height(layout: QLayout, width: int) -> int:
    """What a layout needs at a width."""
    page = _page_of(layout)
    within = page.layout() if page is not None else None
    if within is not None and within.hasHeightForWidth():
        return within.minimumHeightForWidth(width)
    return layout.minimumHeightForWidth(width)
