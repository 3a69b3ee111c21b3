"""Choices beside each other, in equal columns, as the width allows."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem
from typing_extensions import override

from ui import theme
from ui.widgets.frames.flow import Flow


class Columns(Flow):
    """At most so many columns, each at least so many steps of the grid wide; read row by row."""

    def __init__(self, most: int, least: float) -> None:
        super().__init__(space=1)
        self._most, self._least = most, least

    @override
    def _lay(self, rect: QRect, *, moving: bool) -> int:
        gap, least = theme.space(1), theme.space(self._least)
        count = max(1, min(self._most, (rect.width() + gap) // (least + gap)))
        wide = (rect.width() - gap * (count - 1)) // count
        shown, y = self._shown(), rect.y()
        for first in range(0, len(shown), count):
            row = shown[first : first + count]
            high = max(_height(item, wide) for item in row)
            for at, item in enumerate(row if moving else ()):
                item.setGeometry(QRect(rect.x() + at * (wide + gap), y, wide, high))
            y += high + gap
        return max(y - gap - rect.y(), 0)


def _height(item: QLayoutItem, wide: int) -> int:
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
