"""How a list of people is read: the row of its headings, its worksheet, its letters."""

from PySide6.QtWidgets import QComboBox, QSpinBox

from facilitator.services.people.importing import Sheet
from facilitator.services.people.spreadsheets import ENCODING_NAMES, MOST_ROWS
from ui.widgets.forms.choices import Choices


def heading_box() -> QSpinBox:
    """The row that holds the headings; 0 for none."""
    box = QSpinBox(minimum=0, maximum=MOST_ROWS)
    box.setSpecialValueText("none")
    box.setAccessibleName("Number of the row that holds the headings")
    box.setKeyboardTracking(False)
    return box


def worksheet_box(sheet: Sheet) -> QComboBox:
    """The worksheets there are."""
    box = Choices()
    box.setAccessibleName("Worksheet")
    box.addItems([name for name in sheet.names if name])
    box.setCurrentText(sheet.name)
    return box


def encoding_box(sheet: Sheet) -> QComboBox:
    """The ways to read its letters."""
    box = Choices()
    box.setAccessibleName("Letters are read as")
    names = dict(ENCODING_NAMES)
    if sheet.encoding:
        names.setdefault(sheet.encoding, "Unicode (UTF-16)")
    for encoding, name in names.items():
        box.addItem(name, encoding)
    box.setCurrentIndex(box.findData(sheet.encoding))
    return box
