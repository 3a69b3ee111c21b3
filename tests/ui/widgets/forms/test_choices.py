"""A box of choices opens as tall as they are, in every size of text, wherever it stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import settings, text_size, theme
from ui.widgets.forms.choices import Choices


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_it_opens_as_tall_as_its_choices(qtbot: QtBot, percent: int) -> None:
    text_size.choose(percent)
    page = QWidget()
    theme.dress(page)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    boxes = [Choices() for _ in range(7)]
    for many, box in enumerate(boxes, 1):
        box.addItems([f"Choice {n}" for n in range(many)])
        column.addWidget(box)
    screen = page.screen().availableGeometry()
    for top in (screen.top(), screen.bottom() - 200):
        page.move(screen.left(), top)
        page.show()
        QCoreApplication.processEvents()
        for box in boxes:
            box.showPopup()
            QCoreApplication.processEvents()
            view = box.view()
            last = view.visualRect(box.model().index(box.count() - 1, 0))
            assert view.verticalScrollBar().maximum() == 0, (box.count(), percent)
            assert last.bottom() < view.viewport().height(), (box.count(), percent)
            assert screen.contains(view.window().geometry())
            box.hidePopup()
