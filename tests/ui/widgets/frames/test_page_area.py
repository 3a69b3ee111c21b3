"""A place scrolls where what it shows needs more room than there is, and nowhere else."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.frames.page_area import PageArea

HIGH, TALLER = 400, 900


def page(height: int) -> QWidget:
    made = QWidget()
    part = QWidget()
    part.setMinimumSize(100, height)
    QVBoxLayout(made).addWidget(part)
    return made


def test_a_page_that_is_not_shown_needs_no_room(qtbot: QtBot) -> None:
    inside = QWidget()
    stack = QStackedLayout(inside)
    for each in (page(50), page(TALLER)):
        stack.addWidget(each)
    area = PageArea(inside, "A place")
    qtbot.addWidget(area)
    area.resize(500, HIGH)
    area.show()
    rest = area.verticalScrollBar().maximum
    qtbot.waitUntil(lambda: inside.height() == area.viewport().height())
    assert rest() == 0
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: rest() >= TALLER - HIGH)
    stack.setCurrentIndex(0)
    qtbot.waitUntil(lambda: rest() == 0)
