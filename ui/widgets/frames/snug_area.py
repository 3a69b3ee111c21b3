"""A scroll area that is only as high as what it holds, up to a bound."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.frames.following_area import FollowingArea


class SnugArea(FollowingArea):
    """`most` is the height past which it scrolls, `least` what it shows; in steps of the grid.

    `form` is a part of it that is not there always, and how much is shown at least while it is.
    """

    def __init__(
        self,
        inside: QWidget,
        name: str,
        most: int,
        least: int = 0,
        form: tuple[QWidget, int] | None = None,
    ) -> None:
        self._inside = inside
        self._most = most
        self._least = least
        self._form = form
        super().__init__(inside, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside.installEventFilter(self)

    def ask_for(self, least: int) -> None:
        """Show at least so much from now on."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        inside = self._inside
        width = self.viewport().width()
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        height = height if height >= 0 else inside.sizeHint().height()
        return QSize(inside.sizeHint().width(), min(height, theme.space(self._most)))

    def minimumSizeHint(self) -> QSize:
        least, steps = super().minimumSizeHint(), self._least
        if self._form is not None and not self._form[0].isHidden():
            steps = max(steps, self._form[1])
        return QSize(
            least.width(), min(self.sizeHint().height(), theme.space(steps) or least.height())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
