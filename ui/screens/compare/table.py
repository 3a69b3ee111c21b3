"""Findings by seminars: a row for those that were made from one, a column for each seminar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from facilitator.domain.days import long_day
from facilitator.domain.report.comparison import Comparison
from ui.screens.compare.reading import told

TITLE = "Findings of several seminars"


class ComparisonTable(QTableWidget):
    """To be read; it keeps its place when something in it is told anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(TITLE)
        self.verticalHeader().hide()  # labels would take the room of what was voted
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)

    def show_comparison(self, found: Comparison) -> None:
        """Show these seminars, the first of which is this one."""
        seminars = found.seminars
        rows = [
            (row.finding.wording, *(told(row, place) for place in range(len(seminars))))
            for row in found.rows
        ]
        self.setRowCount(len(rows))
        self.setColumnCount(1 + len(seminars))
        headings = (f"{each.title}\n{long_day(each.day)}" for each in seminars)
        self.setHorizontalHeaderLabels(["Finding", *headings])
        for number, said in enumerate(rows):
            self._fill(number, said)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _fill(self, number: int, said: Sequence[str]) -> None:
        for place, words in enumerate(said):
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setItem(number, place, item)
