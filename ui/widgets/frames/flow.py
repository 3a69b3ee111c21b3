"""Controls beside each other that go on in another line where there is no room for all."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui import theme


class Flow(QLayout):
    """From the left; a column that holds it can be as narrow as its widest control."""

    def __init__(self, widgets: Iterable[QWidget] = (), space: float = 0.5) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """What is known of how high the controls come at a width, until anything changes."""
        self._space = space
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def put_first(self, widgets: Iterable[QWidget]) -> None:
        """Put controls before all others."""
        for place, widget in enumerate(widgets):
            self.addWidget(widget)
            self._items.insert(place, self._items.pop())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = theme.space(self._space) * max(0, len(sizes) - 1)
        width = sum(size.width() for size in sizes) + gaps
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, moving=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, moving: bool) -> int:
        """Place the controls, or only find out how high they come; each about its line's middle."""
        return self._in_lines(self._shown(), rect, moving=moving)

    def _in_lines(
        self, items: list[QLayoutItem], rect: QRect, *, moving: bool, high: int = 0
    ) -> int:
        """The same with some of them, in lines that are at least so high."""
        gap, y, least = theme.space(self._space), rect.y(), high
        for line in self._lines(items, rect.width(), gap):
            x, high = rect.x(), max(least, *(size.height() for _, size in line))
            for item, size in line:
                if moving:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + gap
            y += high + gap
        return max(y - gap - rect.y(), 0)

    def _lines(
        self, items: list[QLayoutItem], room: int, gap: int
    ) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The controls of each line, with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in items:
            size = item.sizeHint().boundedTo(QSize(max(room, 1), 1 << 20))
            if not lines or size.width() > left:
                lines.append([])
                left = room
            lines[-1].append((item, size))
            left -= size.width() + gap
        return lines


class Columns(Flow):
    """At most so many columns, each at least so many steps of the grid wide, and as wide as what
    stands in them needs; read row by row, in rows as full as each other.
    """

    def __init__(self, most: int, least: float) -> None:
        super().__init__(space=1)
        self._most, self._least = most, least

    @override
    def _lay(self, rect: QRect, *, moving: bool) -> int:
        gap, shown, y = theme.space(1), self._shown(), rect.y()
        needed = max((item.minimumSize().width() for item in shown), default=0)
        least = max(theme.space(self._least), needed)
        most = max(1, min(self._most, len(shown)))
        count = max(1, min(most, (rect.width() + gap) // (least + gap)))
        count = -(-len(shown) // -(-len(shown) // count)) if shown else 1
        wide = (rect.width() - gap * (count - 1)) // count
        for first in range(0, len(shown), count):
            row = shown[first : first + count]
            high = max(_height(item, wide) for item in row)
            for at, item in enumerate(row if moving else ()):
                item.setGeometry(QRect(rect.x() + at * (wide + gap), y, wide, high))
            y += high + gap
        return max(y - gap - rect.y(), 0)


class Aside(Flow):
    """Words first, which take the room there is, and at their right what belongs to them; that goes
    under them where less than so many steps of the grid would be left for the words.
    """

    def __init__(
        self, widgets: Iterable[QWidget] = (), space: float = 1, least: float = 28
    ) -> None:
        super().__init__(widgets, space)
        self._least = least

    @override
    def _lay(self, rect: QRect, *, moving: bool) -> int:
        shown, gap = self._shown(), theme.space(self._space)
        if not shown:
            return 0
        words, beside = shown[0], shown[1:]
        taken = sum(item.sizeHint().width() + gap for item in beside)
        wide = rect.width() - taken
        if beside and wide < max(words.minimumSize().width(), theme.space(self._least)):
            high = _height(words, rect.width())
            if moving:
                words.setGeometry(QRect(rect.x(), rect.y(), rect.width(), high))
            below = rect.adjusted(0, high + gap, 0, 0)
            return high + gap + self._in_lines(beside, below, moving=moving)
        high = max(_height(words, wide), *(item.sizeHint().height() for item in shown))
        if moving:
            words.setGeometry(QRect(rect.x(), rect.y(), wide, high))
            self._in_lines(beside, rect.adjusted(wide + gap, 0, 0, 0), moving=True, high=high)
        return high


def _height(item: QLayoutItem, wide: int) -> int:
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
