"""Findings by seminars: a row for those that were made from one, a column for each seminar."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from facilitator.domain.report.comparison import Comparison
from facilitator.domain.wording import say
from ui import theme
from ui.screens.compare.reading import said_in
from ui.words.telling import tell, told

TITLE = say("Findings of several seminars")
LEAST_HIGH = 40
"""In steps of the grid: a few findings with their headings, in letters of any size."""


EDGE = 1.5
"""What stands around words in a cell, in steps of the grid."""


class ComparisonTable(QTableWidget):
    """To be read; it keeps its place when something in it is told anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(told(TITLE))
        self.verticalHeader().hide()  # labels would take the room of what was voted
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMinimumHeight(theme.space(LEAST_HIGH))
        head = self.horizontalHeader()
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        head.sectionResized.connect(lambda *_: self._fitting.start())

    def show_comparison(self, found: Comparison) -> None:
        """Show these seminars, the first of which is this one."""
        seminars = found.seminars
        rows = [
            (row.finding.wording, *(said_in(row, place) for place in range(len(seminars))))
            for row in found.rows
        ]
        self.setRowCount(len(rows))
        self.setColumnCount(1 + len(seminars))
        headings = [f"{each.title}\n{told(each.day)}" for each in seminars]
        headings[0] += f"\n{tell('This seminar')}"
        self.setHorizontalHeaderLabels([tell("Finding"), *headings])
        for number, said in enumerate(rows):
            self._fill(number, said)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._fitting.start()

    def _fit(self) -> None:
        """Headings and rows as high as their words in these widths: Qt measures both without what
        the style sheet puts around them, and headings without any line that is broken.
        """
        head, px = self.horizontalHeader(), theme.sizes()
        small, body = theme.font(px.small, strong=True), theme.font(px.body)
        columns = range(self.columnCount())
        headings = (self.horizontalHeaderItem(at) for at in columns)
        head.setFixedHeight(self._highest(headings, QFontMetrics(small)))
        for row in range(self.rowCount()):
            cells = (self.item(row, at) for at in columns)
            self.setRowHeight(row, self._highest(cells, QFontMetrics(body)))

    def _highest(self, cells: Iterable[QTableWidgetItem | None], letters: QFontMetrics) -> int:
        """How high the highest of cells beside each other is."""
        edge, flags = theme.space(EDGE), int(Qt.TextFlag.TextWordWrap)
        heights = [0]
        for at, cell in enumerate(cells):
            room = QRect(0, 0, self.columnWidth(at) - 2 * edge, 1 << 16)
            heights.append(letters.boundingRect(room, flags, cell.text()).height() if cell else 0)
        return max(heights) + edge

    def _fill(self, number: int, said: Sequence[str]) -> None:
        for place, words in enumerate(said):
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setItem(number, place, item)
