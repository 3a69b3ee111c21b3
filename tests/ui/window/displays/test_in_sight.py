"""A window whose display went, or became smaller, stands wholly on one that is there."""

from itertools import product

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.window.displays.in_sight import bring_back


def test_wherever_a_window_stood_all_of_it_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    room = window.screen().availableGeometry()
    sizes = ((200, 100), (room.width() + 50, 100), (room.width() * 2, room.height() * 2))
    wide, high = room.width(), room.height()
    edges = product((-wide, -20, 0, 40, wide - 40, wide + 900), (-high, 0, 30, high - 20, high * 2))
    for (x, y), size in product(edges, sizes):
        window.resize(*size)
        window.move(room.left() + x, room.top() + y)
        before = window.frameGeometry()
        bring_back()
        after = window.frameGeometry()
        assert room.contains(after), (before, after)
        if room.contains(before):
            assert after == before
        assert after.size() == before.size().boundedTo(room.size())


def test_what_fills_its_display_is_left(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showFullScreen()
    QApplication.processEvents()
    filled = QRect(window.geometry())
    bring_back()
    assert window.isFullScreen()
    assert window.geometry() == filled
