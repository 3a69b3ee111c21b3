"""Findings by seminars: a row for those that were made from one, a column for each seminar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from facilitator.domain.report.comparison import Comparison
from facilitator.domain.wording import say
from ui.screens.compare.reading import said_in
from ui.words.telling import tell, told

TITLE = say("Findings of several seminars")


class ComparisonTable(QTableWidget):
    """To be read; it keeps its place when something in it is told anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(told(TITLE))
        self.verticalHeader().hide()  # labels would take the room of what was voted
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)

    def show_comparison(self, found: Comparison) -> None:
        """Show these seminars, the first of which is this one."""
        seminars = found.seminars
        rows = [
            (row.finding.wording, *(said_in(row, place) for place in range(len(seminars))))
            for row in found.rows
        ]
        self.setRowCount(len(rows))
        self.setColumnCount(1 + len(seminars))
        headings = (f"{each.title}\n{told(each.day)}" for each in seminars)
        self.setHorizontalHeaderLabels([tell("Finding"), *headings])
        for number, said in enumerate(rows):
            self._fill(number, said)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _fill(self, number: int, said: Sequence[str]) -> None:
        for place, words in enumerate(said):
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setItem(number, place, item)
