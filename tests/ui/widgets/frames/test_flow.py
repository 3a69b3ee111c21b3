"""Controls beside each other: they go on in another line, and stand about the middle of theirs."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.forms.choices import Choices
from ui.widgets.frames.flow import Aside, Flow


class Block(QWidget):
    """Something of one size."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__()
        self._size = QSize(wide, high)

    def sizeHint(self) -> QSize:
        return self._size


def test_a_line_is_as_high_as_its_highest_and_the_others_stand_about_its_middle(
    qtbot: QtBot,
) -> None:
    page, gap = QWidget(), theme.space(0.5)
    qtbot.addWidget(page)
    blocks = [Block(60, 20), Block(60, 40), Block(90, 10)]
    flow = Flow(blocks)
    page.setLayout(flow)
    page.show()
    flow.setGeometry(QRect(0, 0, 60 + gap + 60, 500))
    assert [block.geometry() for block in blocks] == [
        QRect(0, 10, 60, 20),
        QRect(60 + gap, 0, 60, 40),
        QRect(0, 40 + gap, 90, 10),
    ]
    assert flow.heightForWidth(60 + gap + 60) == 40 + gap + 10
    assert flow.heightForWidth(60 + gap + 60 - 1) == 20 + gap + 40 + gap + 10
    assert flow.heightForWidth(1000) == 40


def test_what_belongs_to_words_stands_under_them_where_little_would_be_left(qtbot: QtBot) -> None:
    page, gap = QWidget(), theme.space()
    qtbot.addWidget(page)
    words, *keys = [Block(50, 30), Block(60, 20), Block(60, 40)]
    aside = Aside((words, *keys), least=10)
    page.setLayout(aside)
    page.show()
    least = theme.space(10)
    taken = 2 * (60 + gap)
    aside.setGeometry(QRect(0, 0, least + taken, 500))
    assert [each.geometry() for each in (words, *keys)] == [
        QRect(0, 0, least, 40),
        QRect(least + gap, 10, 60, 20),
        QRect(least + gap + 60 + gap, 0, 60, 40),
    ]
    narrow = least + taken - 1
    aside.setGeometry(QRect(0, 0, narrow, 500))
    assert words.geometry() == QRect(0, 0, narrow, 30)
    assert [key.y() for key in keys] == [30 + gap + 10, 30 + gap]
    assert aside.heightForWidth(narrow) == 30 + gap + 40
    assert aside.minimumSize().width() == 0, "as narrow as any control can be"


@pytest.mark.parametrize("count", [3, 14])
def test_a_box_of_choices_opens_as_tall_as_its_choices(qtbot: QtBot, count: int) -> None:
    box = Choices()
    qtbot.addWidget(box)
    box.addItems([f"Choice {number}" for number in range(count)])
    box.show()
    box.showPopup()
    assert box.view().verticalScrollBar().maximum() == 0
    box.hidePopup()
