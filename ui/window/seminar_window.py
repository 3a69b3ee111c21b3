"""The six places of an open seminar in the order of the day, under one head, beside one rail."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain import acts
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import say
from ui import seminar_files
from ui.session import Session
from ui.widgets.forms.tab_order import first_stop
from ui.widgets.frames.header import Header
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.rail import Rail
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.editing import EditingDelegate
from ui.window.shown.places import PLACES
from ui.words.telling import told

RUN = 1
NOTES = 2
SYNTHESISE = 3
REPORT = 4
COMPARE = 5
_SHOWN_IN = {Kind.RESPONSE: RUN, Kind.ROUND: RUN, Kind.NOTE: NOTES, Kind.ADDITION: REPORT}
ON_THE_HOST = (0, RUN, REPORT, COMPARE)
"""What is not for note-takers: it would change, or report from, their copy alone."""

WHY_NOT = say("This is a note-taker’s copy: the day is prepared, run and reported on the host.")
WHY_NOT_TEAMS = say(
    "This is the theme team’s copy: the day is prepared, run and reported on the host."
)


RECKONED_EVERY = 5000
"""So many milliseconds after news of a vote opinion groups are worked out anew."""


class Places(QWidget):
    """Builds each screen when it is first visited, or before; forwards what screens have to say."""

    moved = Signal(int)
    undoable = Signal(str)
    retitled = Signal(str)
    rehearsal_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._screens: dict[int, Screen] = {}
        self._visited: set[int] = set()
        self._areas: dict[int, PageArea] = {}
        self.rail = Rail(PLACES)
        self.header = Header()
        self.stack = QStackedWidget()
        self._lay_out()
        self.rail.wanted.connect(self.go)
        session.watch.changed.connect(self._hear)
        self._reckoning = QTimer(self, singleShot=True, interval=RECKONED_EVERY)
        self._reckoning.timeout.connect(self._reckon)
        if session.is_copy:
            for number in ON_THE_HOST:
                self.rail.close_off(number, self._why_not())
        self._show_seminar()

    def go(self, number: int) -> None:
        """Show a place, by its number from 0; on a note-taker's copy, only where notes are."""
        if not self._is_open(number):
            self._session.tasks.said.emit(self._why_not())
            return
        is_new = number not in self._visited
        self._visited.add(number)
        screen = self._screens.get(number) or self._build(number)
        self.rail.mark(number)
        self.stack.setCurrentWidget(self._areas[number])
        # The stack has a first choice of its own, which is not the screen's.
        if is_new or not screen.isAncestorOf(QApplication.focusWidget() or self):
            _focus_first(screen)
        self.moved.emit(number)

    def steps_ahead(self) -> Iterator[Callable[[], object]]:
        """What makes every place ready before it is visited, a part at a time."""
        for number in filter(self._is_open, range(len(PLACES))):
            yield _LOADERS[number]
            if number not in self._screens:
                yield partial(self._build, number)
            if number not in self._visited:
                if number == RUN:  # what it shows is little, and wanted at once
                    yield self._screens[number].read_ahead
                yield partial(self._draw_ahead, number)

    def _draw_ahead(self, number: int) -> None:
        """Draw a place where nobody sees it, as large as it will stand: laying out and drawing take
        longer the first time.
        """
        area = self._areas[number]
        if not area.isVisible():
            area.resize(self.stack.size())
            area.grab()

    def _is_open(self, number: int) -> bool:
        return not (self._session.is_copy and number in ON_THE_HOST)

    def _why_not(self) -> str:
        return told(WHY_NOT_TEAMS) if self._session.is_teams else told(WHY_NOT)

    def current(self) -> Screen | None:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        return next((self._screens[n] for n, area in self._areas.items() if area is shown), None)

    def built(self) -> dict[int, Screen]:
        """The screens that are built, by the number of their place."""
        return dict(self._screens)

    def show_record(self, record: Change) -> None:
        """Go to the place where a record is shown, the cursor on it."""
        self.go(_SHOWN_IN.get(record.kind, 0))
        if (screen := self.current()) is not None:
            screen.reveal((record,))

    def print_page(self) -> None:
        """Go to Report, make the page that people take home, and ask for a printer."""
        self.finish()
        self.go(REPORT)
        if REPORT in self._screens:
            from ui.screens.report import ReportScreen

            report = self._screens[REPORT]
            assert isinstance(report, ReportScreen)
            report.print_page()

    def finish(self) -> None:
        """Let every screen save what is still in its fields, and in the cells of its lists."""
        for screen in self._screens.values():
            for cells in screen.findChildren(EditingDelegate):
                cells.end()
            screen.finish()

    def unwritten(self) -> int:
        """How many texts are nowhere but on the screen, since they could not be written."""
        return sum(screen.unwritten() for screen in self._screens.values())

    def let_go(self) -> None:
        """The seminar is closed."""
        for screen in self._screens.values():
            screen.let_go()

    def _build(self, number: int) -> Screen:
        screen = _LOADERS[number]()(self._session.at(_WHERE[number]))
        screen.undoable.connect(self.undoable)
        screen.rehearsal_asked.connect(self.rehearsal_asked)
        screen.record_asked.connect(self.show_record)
        screen.comparison_asked.connect(partial(self.go, COMPARE))
        self._screens[number] = screen
        self._areas[number] = PageArea(screen, told(PLACES[number].word))
        self.stack.addWidget(self._areas[number])
        return screen

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind is Kind.SEMINAR for change in changes):
            self._show_seminar()
        voting = any(change.kind in (Kind.BALLOT, Kind.ROUND) for change in changes)
        if voting and not self._reckoning.isActive():
            self._reckoning.start()

    def _reckon(self) -> None:
        """Opinion groups while people vote, on a thread of their own: nothing waits for them."""
        work = partial(self._session.opinions.reckon, self._session.file)
        self._session.tasks.beside(work, lambda _: None)

    def _show_seminar(self) -> None:
        seminar = seminar_files.seminar_of(self._session.file)
        self.header.show_seminar(seminar)
        self.retitled.emit(seminar.title)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)


def _focus_first(screen: Screen) -> None:
    """Put the keyboard into a place: on what the screen names, else on its first control."""
    chosen = screen.begins_at or first_stop(screen)
    if chosen is not None:
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)


# A place is loaded when it is first needed: Report alone brings a PDF viewer.


def _prepare() -> type[Screen]:
    from ui.screens.prepare import PrepareScreen

    return PrepareScreen


def _run() -> type[Screen]:
    from ui.screens.run import RunScreen

    return RunScreen


def _notes() -> type[Screen]:
    from ui.screens.notes import NotesScreen

    return NotesScreen


def _synthesise() -> type[Screen]:
    from ui.screens.synthesise import SynthesiseScreen

    return SynthesiseScreen


def _report() -> type[Screen]:
    from ui.screens.report import ReportScreen

    return ReportScreen


def _compare() -> type[Screen]:
    from ui.screens.compare import CompareScreen

    return CompareScreen


_LOADERS: tuple[Callable[[], type[Screen]], ...] = (
    *(_prepare, _run, _notes, _synthesise, _report, _compare),
)
_WHERE = (
    acts.Place.PREPARE,
    acts.Place.RUN,
    acts.Place.NOTES,
    acts.Place.SYNTHESISE,
    acts.Place.REPORT,
    acts.Place.COMPARE,
)
"""What acts say of where they were done, in the same order."""
