"""What the summary holds, page by page, and what to think of before it is printed."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QListView, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.models.rows import RowsModel
from ui.screens.report.cautions import Caution
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell

LEAST_WIDE = 21
"""Room for the beginning of a title, in steps of the grid."""


class ContentsPanel(QWidget):
    """`page_asked` carries where in the document a line of the contents leads, `record_asked` the
    record that a caution is about.
    """

    page_asked = Signal(object)
    record_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contents = RowsModel()
        self.contents_list = QListView()
        self.cautions = RowsModel()
        self.cautions_list = QListView()
        self._lay_out()
        self.contents_list.clicked.connect(self._pick)
        self.contents_list.activated.connect(self._pick)
        self.cautions_list.clicked.connect(self._go)
        self.cautions_list.activated.connect(self._go)

    def show_contents(self, contents: Sequence[Row], cautions: Sequence[Caution]) -> None:
        """Show what a summary holds, and its cautions where there are some."""
        self.contents.show_rows(contents)
        self.cautions.show_rows([_row(caution) for caution in cautions])
        self._cautions.setVisible(bool(cautions))

    def mark_page(self, page: int) -> None:
        """Show in the contents where the page in sight belongs."""
        at = [number for number, row in enumerate(self.contents.rows) if row.value <= page]
        self.contents_list.blockSignals(True)
        self.contents_list.setCurrentIndex(self.contents.index(at[-1] if at else -1, 0))
        self.contents_list.blockSignals(False)

    def _pick(self, index: QModelIndex) -> None:
        row = self.contents.row(index)
        if row is not None:
            self.page_asked.emit(row.value)

    def _go(self, index: QModelIndex) -> None:
        row = self.cautions.row(index)
        if row is not None and row.value is not None:
            self.record_asked.emit(row.value)

    def _lay_out(self) -> None:
        self.contents_list.setModel(self.contents)
        dress(self.contents_list, RowDelegate(self.contents_list), tell("Contents"))
        self.contents_list.setMinimumWidth(theme.space(LEAST_WIDE))
        self.cautions_list.setModel(self.cautions)
        painting = RowDelegate(self.cautions_list, lines=0, lead=2)
        dress(self.cautions_list, painting, tell("Before you print"))
        self.cautions_list.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.cautions_list.setMaximumHeight(theme.space(26))
        self.cautions_list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._cautions = QWidget()
        inside = QVBoxLayout(self._cautions)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.space())
        inside.addWidget(labels.Label(tell("Before you print"), "strong"))
        inside.addWidget(self.cautions_list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(tell("Contents"), "strong"))
        column.addWidget(self.contents_list, 1)
        column.addWidget(self._cautions)


def _row(caution: Caution) -> Row:
    way = tell("Enter or a click goes there") if caution.record else ""
    return Row(key=caution.said, text=caution.said, lead="!", detail=way, value=caution.record)
