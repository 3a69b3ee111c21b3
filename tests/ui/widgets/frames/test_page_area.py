"""A place scrolls where what it shows needs more room than there is, and nowhere else."""

from PySide6.QtWidgets import QListView, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fitting import does_not_fit
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.page_area import PageArea, Pages

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


def test_pages_ask_for_what_the_one_that_is_shown_needs(qtbot: QtBot) -> None:
    high, wrapped, pages = page(TALLER), QWidget(), Pages()
    QVBoxLayout(wrapped).addWidget(labels.wrapped(labels.small("Words that wrap. " * 9)))
    for each in (high, wrapped):
        pages.addWidget(each)
    whole = QWidget()
    QVBoxLayout(whole).addWidget(pages)
    area = PageArea(whole, "A place")
    qtbot.addWidget(area)
    area.resize(300, HIGH)
    area.show()
    rest = area.verticalScrollBar().maximum
    for _ in range(2):
        pages.setCurrentWidget(high)
        qtbot.waitUntil(lambda: rest() > 0)
        pages.setCurrentWidget(wrapped)
        qtbot.waitUntil(lambda: rest() == 0)


def test_a_panel_that_could_be_lower_takes_nothing_from_one_that_cannot(qtbot: QtBot) -> None:
    words, listed, keys, whole = QWidget(), QListView(), QWidget(), QWidget()
    column = QVBoxLayout(words)
    column.addWidget(labels.small("Who has been heard. " * 9))
    column.addWidget(listed)
    acts = QVBoxLayout(keys)
    acts.addLayout(Flow(QPushButton(f"The act number {n}") for n in range(8)))
    both = QVBoxLayout(whole)
    for page in (words, keys):
        both.addWidget(page)
    area = PageArea(whole, "Panels", sideways=False)
    qtbot.addWidget(area)
    area.resize(200, 60)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    needed = acts.totalHeightForWidth(keys.width())
    assert column.totalMinimumHeightForWidth(words.width()) < needed
    assert column.totalHeightForWidth(words.width()) > needed
    assert keys.height() >= needed
    assert does_not_fit(area) == []
