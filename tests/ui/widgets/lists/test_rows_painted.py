"""What a row is called is read in a list of any width, and nothing is painted over it."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import text_size, theme
from ui.models.rows import RowsModel
from ui.widgets.lists import rows
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import Row, RowDelegate, dress

ROWS = (
    Row(
        key="a",
        text="Savings are hard to show",
        lead="2",
        figure="the count is being made",
        icons=("monitor", "vote"),
    ),
    Row(key="b", text="Breakouts by case study", lead="22:43", figure="60′", icons=("check",)),
    Row(key="c", text="Tea", lead="9", figure="15′"),
)
Painted = tuple[str, QRect]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[list[Painted]]:
    """The words that are written, and where on the list their letters stand."""
    found: list[Painted] = []
    write = rows.write_line

    def note(painter: QPainter, line: QRect, words: str, ink: str, size: int, **look: bool) -> None:
        write(painter, line, words, ink, size, **look)
        wide = QFontMetrics(painter.font()).horizontalAdvance(words)
        left = line.right() + 1 - wide if look.get("right") else line.left()
        found.append((words, QRect(left, line.top(), wide, line.height() // 2)))

    monkeypatch.setattr(rows, "write_line", note)
    theme.apply(qapp, theme.Scheme.LIGHT)
    yield found
    text_size.choose(text_size.USUAL)


@pytest.mark.parametrize("lines", [0, 1])
def test_in_a_list_of_any_width_a_row_says_what_it_is(
    qtbot: QtBot, painted: list[Painted], lines: int
) -> None:
    text_size.choose(150)
    listed = RowList()
    qtbot.addWidget(listed)
    listed.setModel(RowsModel(ROWS))
    dress(listed, RowDelegate(listed, lines=lines, lead=6), "Rows")
    listed.show()
    for width in range(260, 800, 36):
        listed.resize(width, 500)
        painted.clear()
        listed.grab()
        said = [words for words, _ in painted]
        for row in ROWS:
            assert any(len(each) >= 3 and row.text.startswith(each[:3]) for each in said), width
        for (one, here), (other, there) in combinations(painted, 2):
            assert not here.intersects(there), (width, one, other)
    assert {row.figure for row in ROWS} <= set(said)
