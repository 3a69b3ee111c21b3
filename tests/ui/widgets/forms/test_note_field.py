"""The field that a note is typed into is as high as its words, whatever size they came to."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import text_size, theme
from ui.widgets.forms.note_field import NoteField


@pytest.fixture
def field(qtbot: QtBot, qapp: QApplication) -> Iterator[NoteField]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    page = QWidget()
    made = NoteField("New note", "Type what is said")
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    yield made
    text_size.choose(text_size.USUAL)


def test_it_shows_a_line_whole_and_no_more_after_every_change_of_size(field: NoteField) -> None:
    heights: dict[int, set[int]] = {}
    for percent in (100, 150, 100, 200, 100, 125, 150, 200, 100):
        text_size.choose(percent)
        for _ in range(3):
            QCoreApplication.processEvents()
        line, room = field.fontMetrics().lineSpacing(), field.viewport().height()
        assert line <= room < 2 * line, percent
        heights.setdefault(percent, set()).add(field.height())
    assert all(len(each) == 1 for each in heights.values()), heights
