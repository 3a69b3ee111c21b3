"""Two or three panes side by side whose widths are remembered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui import settings


class SplitView(QSplitter):
    """Panes with handles between them, none to be dragged shut. `name` is where widths are kept."""

    def __init__(self, name: str, *panes: QWidget, shares: tuple[int, ...] = ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kept = settings.widths(name)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        kept = self._kept.read()
        if shares and (kept is None or not self.restoreState(kept)):
            self.setSizes([share * 100 for share in shares])
        self.splitterMoved.connect(self._remember)

    def _remember(self) -> None:
        self._kept.keep(self.saveState())
