"""Importing people: which column holds what, and a preview of what becomes of every row."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Counted, Message, say
from facilitator.services.people import importing
from facilitator.services.people.importing import Answers, Arrival, Field, Outcome, Sheet, became
from facilitator.services.people.sector_words import unmatched
from facilitator.services.people.spreadsheets import column_letters
from ui import text_size, theme
from ui.dialogs.base import Dialog
from ui.dialogs.reading_boxes import (
    HeadingQuestion,
    encoding_box,
    heading_box,
    reading_row,
    worksheet_box,
)
from ui.dialogs.sector_words import SectorWords
from ui.models.people import PreviewLine, PreviewTable
from ui.tasks import Tasks
from ui.widgets.forms.buttons import button
from ui.widgets.forms.choices import Choices
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns, Flow
from ui.widgets.lists.search_list import SearchList
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell, told

FIELD_WORDS: Mapping[Field, Message] = {
    Field.NAME: say("Full name"),
    Field.FIRST_NAME: say("First name"),
    Field.MIDDLE_NAME: say("Middle name"),
    Field.LAST_NAME: say("Last name"),
    Field.ORGANISATION: say("Organisation"),
    Field.ROLE: say("Job title"),
    Field.SECTOR: say("Sector"),
    Field.SIZE: say("Size of organisation"),
    Field.EMAIL: say("E-mail"),
    Field.NEEDS: say("Needs"),
    Field.STATUS: say("Coming or not"),
}
COLUMNS_OF_FIELDS, LEAST_WIDE = 6, 19
"""At most so many beside each other, each so many steps of the grid wide."""
ADVICE = say("Say which column holds what; the preview follows.")


class ImportDialog(Dialog):
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
        super().__init__(parent, path.name, told(ADVICE), "")
        self.setWindowTitle(tell("Import participants"))
        self._path, self._sheet, self._tasks = path, sheet, tasks
        self._existing, self._seminar, self._answers = existing, seminar, Answers()
        self._arrivals: tuple[Arrival, ...] = ()
        self.preview = PreviewTable(self)
        self.boxes = {field: self._field_box(told(words)) for field, words in FIELD_WORDS.items()}
        self.heading_row = heading_box()
        self.question = HeadingQuestion()
        self.worksheet = worksheet_box(sheet)
        self.encoding = encoding_box(sheet)
        self.sectors = SectorWords()
        self.summary = labels.body()
        self.take = self.accept_button
        self._fill()
        text_size.fit(self, 140, 90)
        self.heading_row.valueChanged.connect(lambda _: self._read_again())
        self.question.answered.connect(self._read_with_headings_in)
        self.worksheet.activated.connect(lambda _: self._read_again())
        self.encoding.activated.connect(lambda _: self._read_again())
        self.sectors.changed.connect(self._preview_again)
        self._take_sheet(sheet)

    def value(self) -> tuple[Arrival, ...]:
        """Every row with what becomes of it."""
        return self._arrivals

    def columns(self) -> dict[Field, int]:
        """Which column holds what, as chosen."""
        chosen = {field: int(box.currentData()) for field, box in self.boxes.items()}
        return {field: column for field, column in chosen.items() if column >= 0}

    def leave_out(self) -> None:
        """Leave the selected rows out; or take them after all, when all of them are left out."""
        out = {each.row for each in self._arrivals if each.outcome is Outcome.REFUSED}
        chosen, had = frozenset(self._selected()), self._answers
        if chosen <= out:
            left_out, taken = had.left_out - chosen, had.taken | chosen
        else:
            left_out, taken = had.left_out | chosen, had.taken - chosen
        self._answer(replace(had, left_out=left_out, taken=taken))

    def say_same(self) -> None:
        """The selected rows are people who are there already."""
        chosen, had = frozenset(self._selected()), self._answers
        self._answer(replace(had, same=had.same | chosen, others=had.others - chosen))

    def say_others(self) -> None:
        """The selected rows are other people of the same names."""
        chosen, had = frozenset(self._selected()), self._answers
        self._answer(replace(had, same=had.same - chosen, others=had.others | chosen))

    def _answer(self, answers: Answers) -> None:
        self._answers = answers
        self._preview_again()

    def _selected(self) -> list[float]:
        """The numbers of the selected rows; with none selected, of all that were asked about."""
        chosen = self.rows.view.selectionModel().selectedRows()
        found = [self.preview.record(self.rows.proxy.mapToSource(index).row()) for index in chosen]
        rows = [line.arrival.row for line in found if line is not None]
        answered = self._answers.same | self._answers.others
        return rows or [
            each.row
            for each in self._arrivals
            if each.outcome is Outcome.ASKED or each.row in answered
        ]

    def _take_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._answers = Answers()
        with QSignalBlocker(self.heading_row):
            self.heading_row.setValue(sheet.heading_row)
        guessed = importing.likely_columns(sheet)
        for field, box in self.boxes.items():
            box.clear()
            box.addItem(tell("Not in the list"), -1)
            for column, heading in enumerate(sheet.headings):
                lettered = tell("Column {column_letters}", column_letters=column_letters(column))
                box.addItem((heading if sheet.heading_row else "") or lettered, column)
            box.setCurrentIndex(guessed.get(field, -1) + 1)
        self._columns_changed()

    def _columns_changed(self) -> None:
        self.question.ask(importing.doubt(self._sheet, self.columns()), self._sheet)
        sheet, columns = self._sheet, self.columns()
        own = ((Field.SECTOR, self._seminar.sectors), (Field.SIZE, self._seminar.sizes))
        asked = ((of, unmatched(sheet, columns, of, words), words) for of, words in own)
        self.sectors.show_words(*asked)
        self._preview_again()

    def _read_again(self) -> None:
        encoding, row = str(self.encoding.currentData() or ""), self.heading_row.value()
        other = self.worksheet.currentText() != self._sheet.name
        heading_row = None if other and self.worksheet.count() else row
        name = self.worksheet.currentText()
        self._tasks.run(
            lambda: importing.read_sheet(self._path, encoding, heading_row=heading_row, name=name),
            self._take_sheet,
        )

    def _read_with_headings_in(self, row: int) -> None:
        """Read the list as somebody says who knows it, also where that is what was guessed."""
        with QSignalBlocker(self.heading_row):
            self.heading_row.setValue(row)
        self._read_again()

    def _preview_again(self) -> None:
        sheet, columns = self._sheet, self.columns()
        sectors, sizes = (self.sectors.matches(of) for of in (Field.SECTOR, Field.SIZE))
        answers = replace(self._answers, sectors=sectors, sizes=sizes)
        self._tasks.run(
            lambda: importing.preview(sheet, columns, self._existing, self._seminar, answers),
            self._show,
        )

    def _show(self, arrivals: tuple[Arrival, ...]) -> None:
        self._arrivals = arrivals
        self.preview.show_records([PreviewLine(each) for each in arrivals])
        taken = sum(each.outcome in importing.TAKEN for each in arrivals)
        new = sum(each.outcome is Outcome.NEW for each in arrivals)
        asked = sum(each.outcome is Outcome.ASKED for each in arrivals)
        rows = Counted(len(arrivals), "{n} row", "{n} rows")
        unread = " ".join(map(told, importing.unread(self._sheet)))
        self.summary.setText(
            f"{told(rows)}: {told(became(arrivals))}.{_asked_words(asked)} {unread}".strip()
        )
        self.same.setEnabled(asked > 0 or bool(self._answers.same | self._answers.others))
        self.others.setEnabled(self.same.isEnabled())
        self.take.setEnabled(taken > 0 and not self._sheet.unsure)
        self.take.setText(_take_words(new, taken - new))

    def _field_box(self, words: str) -> QComboBox:
        box = Choices()
        box.setAccessibleName(tell("Column for {words}", words=words.lower()))
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.activated.connect(lambda _: self._columns_changed())
        return box

    def _fill(self) -> None:
        self.body.setSpacing(theme.space(2))
        self.body.addLayout(_fields(self.boxes))
        self.body.addLayout(
            reading_row(self.heading_row, self.worksheet, self.encoding, bool(self._sheet.encoding))
        )
        self.body.addWidget(self.question)
        self.body.addWidget(self.sectors)
        self.body.addWidget(self._table(), 1)
        self.body.addLayout(self._row_buttons())
        self.keep_in_sight(self.summary)

    def _table(self) -> QWidget:
        view = QTableView()
        self.rows = SearchList(
            self.preview, view, tell("Preview of the rows"), tell("Search the rows")
        )
        WideColumn(view, 6)
        for column, steps in ((0, 7), (1, 13), (2, 19), (3, 20), (4, 16), (5, 14)):
            view.setColumnWidth(column, theme.space(steps))
        shortcut = QShortcut(QKeySequence("Space"), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.leave_out)
        return self.rows

    def _row_buttons(self) -> Flow:
        self.out = button(tell("Leave out or take these rows"), "quiet", act=self.leave_out)
        self.out.setToolTip(tell("Leave the selected rows out, or take them after all  Space"))
        self.same = button(tell("The &same person"), act=self.say_same)
        self.others = button(tell("Somebody e&lse"), act=self.say_others)
        return Flow((self.out, self.same, self.others), space=1)


def _asked_words(asked: int) -> str:
    if not asked:
        return ""
    waiting = Counted(
        asked,
        "{n} row waits for your answer: the same person, or somebody else? What is not answered "
        "is not taken.",
        "{n} rows wait for your answer: the same person, or somebody else? What is not answered "
        "is not taken.",
    )
    return f" {told(waiting)}"


def _take_words(new: int, merged: int) -> str:
    if merged and new:
        return tell("Add {new} and complete {merged}", new=new, merged=merged)
    if merged:
        return tell("Complete {merged}", merged=merged)
    return tell("Add {new} people", new=new) if new != 1 else tell("Add 1 person")


def _fields(boxes: dict[Field, QComboBox]) -> Columns:
    """Each field of a person over the box that says which column holds it."""
    fields = Columns(COLUMNS_OF_FIELDS, LEAST_WIDE)
    for field, words in FIELD_WORDS.items():
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(labels.caption(told(words), boxes[field]))
        column.addWidget(boxes[field])
        fields.addWidget(pair)
    return fields
