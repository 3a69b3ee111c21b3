"""A day: typed in any usual form and read as a whole, or chosen in a calendar.

Qt's own field takes a day figure by figure and fills in what is missing: half a day that was typed
becomes another one that nobody meant.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from facilitator.domain.days import read_day
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Weekday, say
from ui import theme
from ui.words.telling import tell, told

NO_DAY = say("Type a day, such as 1 Nov 2011 or 2011-11-01.")
BY_KEY = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(QWidget):
    """A line with the day in words. `saved` carries a date, when the line is left or Enter is
    pressed; what is no day stays, with a sentence under it. Alt+Down opens the calendar.
    """

    saved = Signal(object)

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown: date | None = None
        self.line = QLineEdit()
        self.trouble = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.set_role(self.trouble, "warning")
        self.trouble.hide()
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        opener = self.line.addAction(
            theme.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition
        )
        opener.setToolTip(tell("Calendar  Alt+Down"))
        opener.triggered.connect(self.open_calendar)
        self.line.editingFinished.connect(self.save)
        self.line.textEdited.connect(lambda _: self._say(""))
        self.line.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.line)
        column.addWidget(self.trouble)

    def day(self) -> date | None:
        """The day that stands in the field, None while it is none."""
        try:
            return read_day(self.line.text(), self._today())
        except SeminarError:
            return None

    def problem(self) -> str:
        """Why what stands in the field cannot be taken, in a sentence; "" where it can."""
        try:
            return "" if read_day(self.line.text(), self._today()) else told(NO_DAY)
        except SeminarError as error:
            return told(error)

    def show_day(self, day: date) -> None:
        """Show what is recorded, unless something unsaved stands here."""
        if not self.is_unsaved():
            self._show(day)

    def is_unsaved(self) -> bool:
        """Whether something stands here that nobody was told of."""
        return self._shown is not None and self.line.text() != told(Weekday(self._shown))

    def save(self) -> None:
        """Announce the day now, if it is new; of what is no day, say so."""
        if not self.is_unsaved():
            return
        self._say(self.problem())
        day = self.day()
        if day is not None:
            was = self._shown
            self._show(day)
            if day != was:
                self.saved.emit(day)

    def open_calendar(self) -> QCalendarWidget:
        """Choose the day among others, with their weekdays."""
        menu, calendar = QMenu(self), _calendar()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        held = QWidgetAction(menu)
        held.setDefaultWidget(calendar)
        menu.addAction(held)
        for chosen in (calendar.clicked, calendar.activated):
            chosen.connect(self._take_chosen)
            chosen.connect(lambda _: menu.close())
        day = self.day() or self._shown
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        return calendar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._does(event):
            return True
        return super().eventFilter(watched, event)

    def _does(self, pressed: QKeyEvent) -> bool:
        """Up and Down go on by a day, as in every field of a value that has a next one."""
        with_alt = bool(pressed.modifiers() & Qt.KeyboardModifier.AltModifier)
        key, day = pressed.key(), self.day()
        if key == Qt.Key.Key_Down and with_alt:
            self.open_calendar()
        elif key in BY_KEY and day is not None:
            self._put(QDate(day.year, day.month, day.day).addDays(BY_KEY[Qt.Key(key)]))
        else:
            return False
        return True

    def _show(self, day: date) -> None:
        self._shown = day
        self.line.setText(told(Weekday(day)))
        self.line.setCursorPosition(0)
        self._say("")

    def _put(self, day: QDate) -> None:
        self.line.setText(told(Weekday(date(day.year(), day.month(), day.day()))))
        self._say("")

    def _take_chosen(self, day: QDate) -> None:
        self._put(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.save()

    def _say(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        theme.set_state(self.line, "wrong" if trouble else "")


def _calendar() -> QCalendarWidget:
    """Weeks that begin on a Monday, in the window's own language whatever the computer speaks."""
    made = QCalendarWidget()
    made.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    made.setAccessibleName(tell("Calendar"))
    for icon, month in (("arrow-left", "prev"), ("arrow-right", "next")):
        turner = made.findChild(QToolButton, f"qt_calendar_{month}month")
        assert isinstance(turner, QToolButton)
        turner.setIcon(theme.icon(icon))
    plain = QTextCharFormat()
    plain.setForeground(theme.colour("ink"))
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(weekend, plain)  # red is for what would be lost
    return made
