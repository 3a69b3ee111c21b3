"""A scroll area that is only as high as what it holds, up to a bound."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.following_area import FollowingArea


class SnugArea(FollowingArea):
    """`most` is the height in pixels past which it scrolls."""

    def __init__(self, inside: QWidget, name: str, most: int) -> None:
        self._inside = inside
        self._most = most
        super().__init__(inside, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        inside = self._inside
        width = self.viewport().width()
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        height = height if height >= 0 else inside.sizeHint().height()
        return QSize(inside.sizeHint().width(), min(height, self._most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
