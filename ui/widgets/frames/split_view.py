"""Two or three panes side by side whose widths are remembered."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class SplitView(QSplitter):
    """Panes with handles between them, none to be dragged shut. `name` is where widths are kept."""

    def __init__(self, name: str, *panes: QWidget, shares: tuple[int, ...] = ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._key = f"split/{name}"
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        kept = QSettings().value(self._key)
        if not (isinstance(kept, QByteArray) and self.restoreState(kept)) and shares:
            self.setSizes([share * 100 for share in shares])
        self.splitterMoved.connect(self._remember)

    def _remember(self) -> None:
        QSettings().setValue(self._key, self.saveState())
