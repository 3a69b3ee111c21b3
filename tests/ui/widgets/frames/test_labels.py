"""A line that ends in an ellipsis where there is no room does so nowhere else."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import OneLine

WORDS = ("“Council” is", "“Bank” is", "Group 1: Mergers", "Tea", "Elusen", "6 of 7, 86 %")


@pytest.mark.parametrize("role", ["caption", "small", "body", "heading"])
def test_a_line_with_the_room_it_asks_for_is_whole(qtbot: QtBot, role: str) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    lines = [OneLine(words, role) for words in WORDS]
    for line in lines:
        row.addWidget(line)
    row.addStretch(1)
    qtbot.addWidget(page)
    page.resize(2000, 80)
    page.show()
    QCoreApplication.processEvents()
    assert [line.text() for line in lines] == list(WORDS)
    page.resize(200, 80)
    QCoreApplication.processEvents()
    assert any(line.text().endswith("…") for line in lines)


def test_a_line_that_is_said_later_gets_its_room(qtbot: QtBot) -> None:
    page, line = QWidget(), OneLine(role="small")
    page.setLayout(Flow((OneLine("What to do", "caption"), line), space=1))
    qtbot.addWidget(page)
    page.resize(600, 80)
    page.show()
    for words in ("Next: Welcome and consent, 20 min", "", "Next: Tea"):
        line.setText(words)
        QCoreApplication.processEvents()
        assert line.text() == words
