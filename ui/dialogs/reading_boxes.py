"""How a list of people is read: the row of its headings, its worksheet, its letters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from facilitator.domain.wording import brief, say
from facilitator.services.people.importing import Doubt, Sheet
from facilitator.services.people.sheets.encodings import ENCODING_NAMES
from facilitator.services.people.spreadsheets import MOST_ROWS
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import align_words
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told


class HeadingQuestion(QWidget):
    """Asks what the list leaves open; `answered` with the row of headings, 0 for none."""

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = labels.body()
        self._row = 1
        self.yes = button(
            tell("This row holds the &headings"), act=lambda: self.answered.emit(self._row)
        )
        self.no = button(tell("There are &no headings"), act=lambda: self.answered.emit(0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(self.words)
        column.addLayout(Flow((self.yes, self.no), space=1))

    def ask(self, doubt: Doubt | None, sheet: Sheet) -> None:
        """Ask what has to be said; nothing where all is known."""
        self.setVisible(doubt is not None)
        if doubt is None:
            return
        self._row = sheet.heading_row or int(sheet.rows[0].number)
        self.yes.setText(tell("Row {row} holds the &headings", row=self._row))
        for choice in (self.yes, self.no):
            choice.setVisible(doubt is Doubt.HEADINGS)
        if doubt is Doubt.HEADINGS:
            read = sheet.headings if sheet.heading_row else sheet.rows[0].cells
            self.words.setText(
                told(
                    say(
                        "No row is known to hold headings. Row {row} reads “{words}”: does it?",
                        row=self._row,
                        words=brief("; ".join(filter(None, read))),
                    )
                )
            )
        elif doubt is Doubt.NAMES:
            self.words.setText(told(say("Say which column holds the names.")))
        else:
            self.words.setText(told(say("Say which column holds the rest of the names.")))


def heading_box() -> QSpinBox:
    """The row that holds the headings; 0 for none."""
    box = QSpinBox(minimum=0, maximum=MOST_ROWS)
    align_words(box)
    box.setSpecialValueText(tell("none"))
    box.setAccessibleName(tell("Number of the row that holds the headings"))
    box.setKeyboardTracking(False)
    return box


def worksheet_box(sheet: Sheet) -> QComboBox:
    """The worksheets there are."""
    box = Choices()
    box.setAccessibleName(tell("Worksheet"))
    box.addItems([name for name in sheet.names if name])
    box.setCurrentText(sheet.name)
    return box


def encoding_box(sheet: Sheet) -> QComboBox:
    """The ways to read its letters."""
    box = Choices()
    box.setAccessibleName(tell("Letters are read as"))
    names = dict(ENCODING_NAMES)
    if sheet.encoding:
        names.setdefault(sheet.encoding, ENCODING_NAMES[sheet.encoding[:6]])
    for encoding, name in names.items():
        box.addItem(told(name), encoding)
    box.setCurrentIndex(box.findData(sheet.encoding))
    return box


def reading_row(
    heading_row: QSpinBox, worksheet: QComboBox, encoding: QComboBox, has_encoding: bool
) -> Flow:
    """The three in a line, each with its caption where there is something to choose."""
    sheets = labels.caption(tell("Worksheet"), worksheet)
    caption = labels.caption(tell("Letters look wrong? Read them as"), encoding)
    row = Flow(space=2)
    for part in (
        *(labels.caption(tell("Headings in row"), heading_row), heading_row),
        *(sheets, worksheet, caption, encoding),
    ):
        row.addWidget(part)
    for words, box, wanted in (
        (sheets, worksheet, worksheet.count() > 1),
        (caption, encoding, has_encoding),
    ):
        words.setVisible(wanted)
        box.setVisible(wanted)
    return row
