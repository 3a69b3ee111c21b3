"""Run: the run sheet, what to say and do now, and what the room sees with capture under it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Text, say
from facilitator.services.people import joining
from facilitator.services.seminar import slides
from facilitator.services.views.run_screen import Console
from ui import theme
from ui.room.room_process import RoomState
from ui.screens.run import keys
from ui.screens.run.console_news import ConsoleNews
from ui.screens.run.day_acts import DayActs
from ui.screens.run.day_column import DayColumn
from ui.screens.run.groups_panel import GroupsPanel
from ui.screens.run.preflight import PreflightPanel
from ui.screens.run.room.response_acts import ResponseActs
from ui.screens.run.room.room_column import RoomColumn
from ui.screens.run.say_panel import SayPanel
from ui.screens.run.speakers_panel import SpeakersPanel
from ui.screens.run.votes.show_panel import ShowPanel
from ui.screens.run.votes.vote_acts import VoteActs
from ui.session import Session
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.widgets.frames.yielding import Yielding
from ui.words.telling import told

SECOND_MS = 1000


COLUMNS = (say("The day"), say("Now"), say("The room"))
"""What the columns are called, from the left."""


class RunScreen(Screen):
    """Three columns; before the day the middle one is the preflight.

    The screen reads the console and hands it round; acts are with what they are about: the day,
    votes, responses.
    """

    KINDS = frozenset(
        {
            Kind.SEMINAR,
            Kind.SEGMENT,
            Kind.QUESTION,
            Kind.POLL,
            Kind.ROUND,
            Kind.HAND_COUNT,
            Kind.BALLOT,
            Kind.PARTICIPANT,
            Kind.BREAKOUT,
            Kind.RESPONSE,
            Kind.UPVOTE,
            Kind.CODING,
            Kind.CONSENT,
            Kind.THEME,
            Kind.SLIDES,
            Kind.PROGRESS,
            Kind.SEGMENT_RUN,
            Kind.STAGE,
        }
    )
    KEYS: ClassVar[tuple[tuple[Text, Text], ...]] = keys.KEYS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._news = ConsoleNews(self, self._show_console, self._show_votes)
        self.day = DayColumn()
        self.say = SayPanel()
        self.show_panel = ShowPanel()
        self.held = self.show_panel.poll.hands
        self.groups = GroupsPanel(session)
        self.speakers = SpeakersPanel(session)
        self.preflight = PreflightPanel(session)
        self.room = RoomColumn(session)
        self.middle = QStackedWidget()
        self.day_acts = DayActs(self, self.day, self.preflight, self.say.to_do)
        VoteActs(self, self.show_panel)
        self.response_acts = ResponseActs(self, self.room)
        self._second = QTimer(self, interval=SECOND_MS)
        self._lay_out()
        self._wire()
        self._set_keys()

    # Reading

    def reload(self) -> None:
        self._news.read()

    def take_news(self, changes: frozenset[Change]) -> None:
        self.response_acts.take_news(changes)
        self._news.hear(changes)

    def reveal(self, touched: Sequence[Change]) -> None:
        self.response_acts.reveal([change.id for change in touched])

    def finish(self) -> None:
        super().finish()
        self.room.capture.flush()

    def unwritten(self) -> int:
        return super().unwritten() + self.room.capture.unwritten()

    def _show_console(self, console: Console) -> None:
        now = self.session.clock()
        sheet = console.sheet(now)
        before = sheet.state is DayState.BEFORE
        self.middle.setCurrentIndex(0 if before else 1)
        self.day_acts.show_console(console)
        self.day.show_day(console, now)
        self.room.show_console(console)
        if before:
            self.preflight.look_again()
        else:
            self._show_now(console, sheet)
        self.response_acts.show_console(console, sheet.current)
        self._show_room()

    def _show_votes(self, console: Console) -> None:
        self.room.show_console(console)
        self._show_room()
        if (current := console.sheet(self.session.clock()).current) is not None:
            self.show_panel.show_console(console, current)

    def _show_now(self, console: Console, sheet: RunSheet) -> None:
        self.say.show_segment(console, self.session.clock())
        self.groups.show_segment(sheet.current)
        if sheet.current is not None:
            self.show_panel.show_console(console, sheet.current)
            self._show_time(self.session.clock())

    def _show_room(self) -> None:
        room = self.session.room
        self.room.show_room(room.state if room else RoomState.CLOSED, self._news.joined)

    def _hear_room(self) -> None:
        self._show_room()
        if self.day_acts.state is DayState.BEFORE and self.isVisible():
            self.preflight.look_again()

    def _pass_second(self) -> None:
        if self._news.console is not None:
            now = self.session.clock()
            self.day.show_day(self._news.console, now)
            self.say.show_clock(self._news.console.sheet(now))
            self.speakers.show_time(now)
            self._show_time(now)
            self.room.look_at_the_door(self._news.console)

    def _click_on(self, by: int) -> None:
        """What a clicker turns: notes read back, slides, else what is shown of the segment."""
        stage = self._news.console.stage if self._news.console else None
        if stage is not None and stage.scene is Scene.READ_BACK:
            self.groups.turn(by)
        elif stage is not None and stage.scene is Scene.SLIDES:
            self.do(slides.turn, by)
        else:
            self.show_panel.show_next(by)

    def _show_time(self, now: datetime) -> None:
        self.show_panel.poll.show_time(now, has_traces=self.session.file.has_traces)

    # Building

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.response_acts.forget()
        super().showEvent(event)
        self._second.start()
        self.speakers.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()
        self.finish()

    def _lay_out(self) -> None:
        now = Yielding()
        column = QVBoxLayout(now)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(self.say, 1)
        column.addWidget(labels.rule())
        column.addWidget(self.groups)
        column.addWidget(self.speakers)
        column.addWidget(self.show_panel)
        self.middle.addWidget(self.preflight)
        self.middle.addWidget(now)
        self.begins_at = self.room.capture.words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        names = zip(map(told, COLUMNS), (self.day, self.middle, self.room), strict=True)
        panes = (PageArea(pane, name, sideways=False) for name, pane in names)
        row.addWidget(SplitView("run", *panes, shares=(10, 20, 15)))

    def _wire(self) -> None:
        self._second.timeout.connect(self._pass_second)
        if self.session.room is not None:
            self.session.room.changed.connect(self._hear_room)
        self.preflight.rehearsal_asked.connect(self.rehearsal_asked)
        for beside in (self.groups, self.speakers):
            beside.filled.connect(lambda _: _make_room(self))
        self.room.blank_asked.connect(self.day_acts.blank)
        self.room.claims.nodded.connect(partial(self.do, joining.nod))
        self.room.claims.refused.connect(partial(self.do, joining.refuse))

    def _set_keys(self) -> None:
        capture, day = self.room.capture, self.day_acts
        keys: dict[str, Callable[[], object]] = {
            "F2": capture.take_focus,
            "F3": self.room.responses.take_focus,
            "F4": self.show_panel.list.setFocus,
            "F6": day.go_back,
            "F7": day.pause,
            "F8": day.extend,
            "F9": day.go_on,
            "Shift+F9": day.finish,
            "F11": self.groups.place_late,
            **dict.fromkeys(("F12", "B", "."), day.blank),
            "PgDown": partial(self._click_on, 1),
            "PgUp": partial(self._click_on, -1),
            "Alt+G": self.groups.take_focus,
            "Alt+L": self.speakers.open_or_focus,
            "Alt+C": self.speakers.call_next,
            "Alt+A": capture.name_speaker,
            "Alt+D": self.say.to_do.tick_next,
            "Alt+Y": self.room.claims.nod,
            "Alt+N": self.room.claims.refuse,
            "Alt+PgDown": partial(self.say.read_on, 1),
            "Alt+PgUp": partial(self.say.read_on, -1),
        }
        keys |= {f"Alt+{digit}": partial(capture.choose_sector, digit) for digit in range(10)}
        set_keys(self, keys, Qt.ShortcutContext.WindowShortcut)


def _make_room(screen: RunScreen) -> None:
    """Groups and speakers stand beside what is said and shown: those do with less then."""
    wanted = not (screen.groups.isHidden() and screen.speakers.isHidden())
    screen.say.make_room(wanted)
    screen.show_panel.make_room(wanted)
