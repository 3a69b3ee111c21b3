"""Importing people: which column holds what, and a preview of what becomes of every row."""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.importing import Arrival, Field, Outcome, Sheet
from facilitator.services.people.spreadsheets import ENCODING_NAMES
from ui import theme
from ui.models.people import PreviewLine, PreviewTable, counted
from ui.tasks import Tasks
from ui.widgets.frames import labels
from ui.widgets.lists.search_list import SearchList

FIELD_WORDS: dict[Field, str] = {
    Field.NAME: "Full name",
    Field.FIRST_NAME: "First name",
    Field.LAST_NAME: "Last name",
    Field.ORGANISATION: "Organisation",
    Field.ROLE: "Job title",
    Field.SECTOR: "Sector",
    Field.SIZE: "Size of organisation",
    Field.EMAIL: "E-mail",
    Field.NEEDS: "Needs",
    Field.STATUS: "Coming or not",
}
COLUMNS_OF_FIELDS = 5


class ImportDialog(QDialog):
    """Asks how a list is to be read; its value are the rows as previewed."""

    def __init__(
        self,
        path: Path,
        sheet: Sheet,
        existing: tuple[Participant, ...],
        seminar: Seminar,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import participants")
        self.resize(140 * theme.GRID, 84 * theme.GRID)
        self._path, self._sheet, self._tasks = path, sheet, tasks
        self._existing, self._seminar = existing, seminar
        self._arrivals: tuple[Arrival, ...] = ()
        self.preview = PreviewTable(self)
        self.boxes = {field: self._field_box(words) for field, words in FIELD_WORDS.items()}
        self.headed = QCheckBox("The first row holds headings")
        self.encoding = self._encoding_box()
        self.summary = labels.body()
        self._lay_out()
        self.headed.clicked.connect(lambda: self._read_again())
        self.encoding.activated.connect(lambda _: self._read_again())
        self._take_sheet(sheet)

    def value(self) -> tuple[Arrival, ...]:
        """Every row with what becomes of it."""
        return self._arrivals

    def columns(self) -> dict[Field, int]:
        """Which column holds what, as chosen."""
        chosen = {field: int(box.currentData()) for field, box in self.boxes.items()}
        return {field: column for field, column in chosen.items() if column >= 0}

    def _take_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.headed.setChecked(sheet.headed)
        guessed = importing.guess_columns(sheet.headings)
        for field, box in self.boxes.items():
            box.clear()
            box.addItem("Not in the list", -1)
            for column, heading in enumerate(sheet.headings):
                box.addItem(heading or f"Column {column + 1}", column)
            box.setCurrentIndex(guessed.get(field, -1) + 1)
        self._preview_again()

    def _read_again(self) -> None:
        encoding, headed = str(self.encoding.currentData() or ""), self.headed.isChecked()
        self._tasks.run(
            lambda: importing.read_sheet(self._path, encoding, headed=headed), self._take_sheet
        )

    def _preview_again(self) -> None:
        sheet, columns = self._sheet, self.columns()
        self._tasks.run(
            lambda: importing.preview(sheet, columns, self._existing, self._seminar), self._show
        )

    def _show(self, arrivals: tuple[Arrival, ...]) -> None:
        self._arrivals = arrivals
        self.preview.show_records([PreviewLine(each) for each in arrivals])
        taken = sum(each.outcome in importing.TAKEN for each in arrivals)
        new = sum(each.outcome is Outcome.NEW for each in arrivals)
        self.summary.setText(f"{len(arrivals)} rows: {counted(arrivals)}.")
        self.take.setEnabled(taken > 0)
        self.take.setText(_take_words(new, taken - new))

    def _field_box(self, words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"Column for {words.lower()}")
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.activated.connect(lambda _: self._preview_again())
        return box

    def _encoding_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName("Letters are read as")
        names = dict(ENCODING_NAMES)
        if self._sheet.encoding:
            names.setdefault(self._sheet.encoding, "Unicode (UTF-16)")
        for encoding, name in names.items():
            box.addItem(name, encoding)
        box.setCurrentIndex(box.findData(self._sheet.encoding))
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(3),) * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(labels.heading(self._title()))
        column.addWidget(labels.quiet("Say which column holds what; the preview follows."))
        column.addLayout(self._fields())
        column.addLayout(self._reading())
        column.addWidget(self._table(), 1)
        column.addWidget(self.summary)
        column.addWidget(self._buttons())

    def _title(self) -> str:
        sheet = f", sheet “{self._sheet.name}”" if self._sheet.name else ""
        return f"{self._path.name}{sheet}"

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(0.5))
        for place, (field, words) in enumerate(FIELD_WORDS.items()):
            row, column = divmod(place, COLUMNS_OF_FIELDS)
            grid.addWidget(labels.caption(words, self.boxes[field]), row * 2, column)
            grid.addWidget(self.boxes[field], row * 2 + 1, column)
        return grid

    def _reading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.headed)
        row.addStretch(1)
        caption = labels.caption("Letters look wrong? Read them as", self.encoding)
        row.addWidget(caption)
        row.addWidget(self.encoding)
        if not self._sheet.encoding:
            caption.hide()
            self.encoding.hide()
        return row

    def _table(self) -> QWidget:
        view = QTableView()
        rows = SearchList(self.preview, view, "Preview of the rows", "Search the rows")
        view.horizontalHeader().setSectionResizeMode(6, QHeaderView.ResizeMode.Stretch)
        for column, steps in ((0, 6), (1, 10), (2, 19), (3, 23), (4, 16), (5, 14)):
            view.setColumnWidth(column, steps * theme.GRID)
        return rows

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.take: QPushButton = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("role", "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def _take_words(new: int, merged: int) -> str:
    if merged and new:
        return f"Add {new} and complete {merged}"
    if merged:
        return f"Complete {merged}"
    return f"Add {new} people" if new != 1 else "Add 1 person"
