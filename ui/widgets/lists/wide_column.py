"""One column of a table takes the width that the others leave, and never less than its words need.

Qt's own way to have one (`QHeaderView.Stretch`) knows no least width: with large text, or beside a
broad form, what names the rows was a dot or two, and what is beside it was whole.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

LEAST_LETTERS = 20
"""So many letters of a row's name are seen; where that is too wide the table is scrolled."""


class WideColumn(QObject):
    """Keeps the column so wide, whatever changes the others or the table."""

    def __init__(self, view: QTableView, column: int) -> None:
        super().__init__(view)
        self._view, self._column = view, column
        self._is_fitting = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._widen_others)
        columns = view.horizontalHeader()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        columns.sectionResized.connect(lambda *_: self.fit())
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._later.start()
            self.fit()
        return False

    def _widen_others(self) -> None:
        """To what they are called. Only once the table is laid out: while the size of text is
        changed their letters have changed already, and their widths have not.
        """
        columns = self._view.horizontalHeader()
        self._is_fitting = True
        for other in set(range(columns.count())) - {self._column}:
            if (called := columns.sectionSizeHint(other)) > columns.sectionSize(other) > 0:
                columns.resizeSection(other, called)
        self._is_fitting = False
        self.fit()

    def fit(self) -> None:
        """Give it what is left, or the least that it needs."""
        if self._is_fitting:
            return
        self._is_fitting = True
        columns = self._view.horizontalHeader()
        others = columns.length() - columns.sectionSize(self._column)
        least = self._view.fontMetrics().averageCharWidth() * LEAST_LETTERS
        columns.resizeSection(self._column, max(least, self._view.viewport().width() - others))
        self._is_fitting = False
