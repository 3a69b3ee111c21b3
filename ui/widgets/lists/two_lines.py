"""Rows of two lines for lists of things with a name and some details; fixed height, painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.lists.rows import write_line

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The second line."""
ASIDE_ROLE = DETAIL_ROLE + 1
"""A short text at the right end of the first line."""
TROUBLE_ROLE = DETAIL_ROLE + 2
"""True where the row's second line tells of something lost."""

HEIGHT, PAD, ABOVE = 7, 2, 0.75
"""In steps of the grid."""


class TwoLines(QStyledItemDelegate):
    """Paints the display text in semibold, the details under it, and a remark at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, theme.space(HEIGHT))  # as wide as its list: words end in an ellipsis

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        side, above = theme.space(PAD), theme.space(ABOVE)
        area = option.rect.adjusted(side, above, -side, -above)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, upper.height())
        aside = str(index.data(ASIDE_ROLE) or "")
        width = _write(painter, upper, aside, "ink_soft", theme.sizes().small, right=True)
        upper.setRight(upper.right() - width - (theme.space() if width else 0))
        _write(painter, upper, str(index.data() or ""), "ink", theme.sizes().body, strong=True)
        ink = "danger" if index.data(TROUBLE_ROLE) else "ink_soft"
        _write(painter, lower, str(index.data(DETAIL_ROLE) or ""), ink, theme.sizes().small)
        painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the text to `paint`; the ground stays the style sheet's."""
        super().initStyleOption(option, index)
        option.text = ""


def _write(painter: QPainter, area: QRect, words: str, ink: str, size: int, **look: bool) -> int:
    """One line, shortened to fit; gives its width in pixels."""
    metrics = QFontMetrics(theme.font(size, strong=look.get("strong", False)))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    write_line(painter, area, shown, ink, size, **look)
    return metrics.horizontalAdvance(shown)
