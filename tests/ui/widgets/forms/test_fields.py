"""Fields that save by themselves and never lose a word."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.prepare.forms.fields import NumberField
from ui.widgets.forms.fields import LineField, TextField

Field = LineField | TextField


@pytest.fixture(params=[LineField, TextField], ids=["one line", "several lines"])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Field]:
    page = QWidget()
    qtbot.addWidget(page)
    made: Field = request.param("Title")
    other = LineField("Other")
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(other)
    page.show()
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    page.close()


def saved(field: Field) -> list[str]:
    came: list[str] = []
    field.saved.connect(came.append)
    return came


def test_leaving_the_field_saves_it(field: Field, qtbot: QtBot) -> None:
    came = saved(field)
    qtbot.keyClicks(field, "Welcome")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert came == ["Welcome"]


def test_a_pause_in_the_typing_saves_it(field: Field, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.saved) as signal:
        qtbot.keyClicks(field, "Welcome")
    assert signal.args == ["Welcome"]
    assert field.hasFocus()


def test_what_was_only_shown_is_not_saved(field: Field, qtbot: QtBot) -> None:
    came = saved(field)
    field.show_text("Recorded")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert came == []


def test_news_does_not_overwrite_what_is_being_typed(field: Field, qtbot: QtBot) -> None:
    came = saved(field)
    field.show_text("Old")
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " words")
    field.show_text("Somebody else's")
    assert field.text() == "Old words"
    field.save()
    assert came == ["Old words"]


def test_news_that_is_ones_own_echo_leaves_the_cursor_where_it_is(
    field: Field, qtbot: QtBot
) -> None:
    field.show_text("Agenda")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClicks(field, "x")
    field.save()
    field.show_text("Axgenda")
    qtbot.keyClicks(field, "y")
    assert field.text() == "Axygenda"


def test_markup_is_text_like_any_other(field: Field) -> None:
    field.show_text("<b>bold</b> & so on")
    assert field.text() == "<b>bold</b> & so on"


def test_the_wheel_scrolls_the_page_and_changes_no_number_under_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    number = NumberField("Agreement", 50, 100)
    number.setParent(page)
    number.setValue(75)
    page.show()
    number.setFocus()
    at, down = QPointF(5, 5), QPoint(0, -120)
    wheel = QWheelEvent(
        at,
        number.mapToGlobal(at),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, wheel)
    assert not wheel.isAccepted()
    assert number.value() == 75
    assert number.focusPolicy() is Qt.FocusPolicy.StrongFocus, "the wheel gives no focus either"
