"""Two or three panes side by side whose widths are remembered; where they do not fit, stacked."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui import settings, theme
from ui.widgets.frames.page_area import PageArea

LEAST_HIGH = 32
"""How high a pane stands at least in a stack, in steps of the grid: a few rows of any list."""


class SplitView(QSplitter):
    """Panes with handles between them, none to be dragged shut. `name` is where widths are kept.

    Where there is less room than they need beside each other, they stand one below the other, each
    as high as it has to be: whatever holds them scrolls down, never to the sides.
    """

    def __init__(self, name: str, *panes: QWidget, shares: tuple[int, ...] = ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kept = settings.widths(name)
        self._panes, self._shares = panes, shares
        self._told = 0
        """How high the stack said last that it has to be."""
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        self._take_widths()
        self.splitterMoved.connect(self._remember)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest pane can be; a stack is as high as all of them."""
        width = max((_least(pane).width() for pane in self._shown()), default=0)
        return QSize(width, self._high() if self._is_stack() else self._highest())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # words wrap anew

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return taken

    def _is_stack(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def _shown(self) -> list[QWidget]:
        return [pane for pane in self._panes if not pane.isHidden()]

    def _arrange(self) -> None:
        """Beside each other where all have room for that, else a stack."""
        shown = self._shown()
        beside = sum(_least(pane).width() for pane in shown)
        needed = beside + self.handleWidth() * (len(shown) - 1)
        stacked = self.width() < needed
        if stacked != self._is_stack():
            self.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
            for place in range(1, self.count()):
                self.style().polish(self.handle(place))
            if not stacked:
                self._take_widths()
            self.updateGeometry()
        if stacked:
            self.setSizes([self._height_of(pane) for pane in self._panes])
            if self._told != (high := self._high()):
                self._told = high
                self.updateGeometry()  # whatever scrolls around the stack has to make it so high

    def _high(self) -> int:
        shown = self._shown()
        handles = (self.handle(place) for place in range(1, len(shown)))
        between = sum(handle.sizeHint().height() for handle in handles)
        return sum(self._height_of(pane) for pane in shown) + between

    def _height_of(self, pane: QWidget) -> int:
        """What a pane needs in a stack, whether or not it could scroll by itself."""
        inside = (pane.widget() if isinstance(pane, PageArea) else None) or pane
        return max(_needed(inside, self.width()), theme.space(LEAST_HIGH))

    def _highest(self) -> int:
        """What the panes need beside each other; one that scrolls by itself needs little."""
        return max((_needed(pane, pane.width()) for pane in self._shown()), default=0)

    def _take_widths(self) -> None:
        kept = self._kept.read()
        if self._shares and (kept is None or not self.restoreState(kept)):
            self.setSizes([share * 100 for share in self._shares])

    def _remember(self) -> None:
        if not self._is_stack():
            self._kept.keep(self.saveState())


def _needed(pane: QWidget, width: int) -> int:
    """How high a pane is at least where it is so wide."""
    layout, least = pane.layout(), _least(pane).height()
    if layout is None or not layout.hasHeightForWidth():
        return least
    return max(least, layout.totalMinimumHeightForWidth(width))


def _least(pane: QWidget) -> QSize:
    return pane.minimumSizeHint().expandedTo(pane.minimumSize())
