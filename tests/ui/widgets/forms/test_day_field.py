"""A day in a field: taken whole or not at all, and chosen among days that have their weekdays."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import theme
from ui.dialogs.reading_boxes import heading_box
from ui.dialogs.room.trying import TrialBox
from ui.screens.prepare.forms.fields import ClockField, NumberField
from ui.screens.report.preview import Preview
from ui.widgets.forms.day_field import NO_DAY, DayField
from ui.widgets.forms.fields import LineField

TODAY = date(2011, 10, 18)


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[DayField]:
    page = QWidget()
    qtbot.addWidget(page)
    made = DayField("Date", lambda: TODAY)
    made.show_day(TODAY)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(LineField("Other"))
    page.show()
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    yield made
    page.close()


def saved(field: DayField) -> list[date]:
    came: list[date] = []
    field.saved.connect(came.append)
    return came


def type_and_leave(qtbot: QtBot, field: DayField, words: str) -> None:
    field.line.selectAll()
    qtbot.keyClicks(field.line, words)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)


@pytest.mark.parametrize("typed", ["1/11/11", "1 nov", "Nov 1, 2011", "2011-11-01", "1.11."])
def test_a_day_in_any_usual_form_is_taken_and_shown_with_its_weekday(
    qtbot: QtBot, field: DayField, typed: str
) -> None:
    came = saved(field)
    type_and_leave(qtbot, field, typed)
    assert came == [date(2011, 11, 1)]
    assert field.line.text() == "Tuesday 1 November 2011"
    assert field.trouble.isHidden()


@pytest.mark.parametrize("typed", ["1 No", "31 Feb 2012", "1 Nov 201", "32"])
def test_half_a_day_is_none_stays_and_is_told_of(qtbot: QtBot, field: DayField, typed: str) -> None:
    came = saved(field)
    type_and_leave(qtbot, field, typed)
    assert came == []
    assert field.line.text() == typed
    assert field.trouble.isVisible()
    assert "is no day" in field.problem()
    field.show_day(TODAY)
    assert field.line.text() == typed, "news of other fields takes nothing away"


def test_an_emptied_field_is_no_day_either(qtbot: QtBot, field: DayField) -> None:
    came = saved(field)
    type_and_leave(qtbot, field, " ")
    assert (came, field.problem()) == ([], str(NO_DAY))


def test_the_same_day_in_other_words_is_no_news(qtbot: QtBot, field: DayField) -> None:
    came = saved(field)
    type_and_leave(qtbot, field, "18/10/11")
    assert came == []
    assert field.line.text() == "Tuesday 18 October 2011"


def test_up_and_down_go_on_by_a_day(qtbot: QtBot, field: DayField) -> None:
    came = saved(field)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(field.line, key)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert came == [date(2011, 10, 19)]


def test_the_calendar_has_room_for_the_names_of_its_weekdays(
    qtbot: QtBot, qapp: QApplication, field: DayField
) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)
    came = saved(field)
    calendar = field.open_calendar()
    view = calendar.findChild(QTableView)
    assert isinstance(view, QTableView)
    for column, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        assert view.model().index(0, column).data() == name
        assert room_for_words(view, column) >= view.fontMetrics().horizontalAdvance(name)
    calendar.clicked.emit(QDate(2012, 2, 29))
    assert came == [date(2012, 2, 29)]


def room_for_words(view: QTableView, column: int) -> int:
    index = view.model().index(0, column)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect, option.index, option.text = view.visualRect(index), index, "Mon"
    option.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
    words = QStyle.SubElement.SE_ItemViewItemText
    return view.style().subElementRect(words, option, view).width()


def test_words_in_spinners_begin_where_those_of_other_fields_do(qtbot: QtBot) -> None:
    trial, preview = TrialBox(), Preview()
    fields = (NumberField("Agreement", 50, 100), ClockField("Starts at"), heading_box())
    for made in (trial, preview, *fields):
        qtbot.addWidget(made)
    for spinner in (trial.phones, preview.page, *fields):
        assert spinner.lineEdit().textMargins().left() == theme.space(), spinner.accessibleName()
