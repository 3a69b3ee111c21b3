"""Run: the run sheet, what to say and do now, and what the room sees with capture under it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.services.files import opening
from facilitator.services.polls import voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.services.views import run_screen as desk
from facilitator.services.views.run_screen import Capture, Console
from ui import theme
from ui.room.room_process import RoomState
from ui.screens.run.day_column import DayColumn
from ui.screens.run.groups_panel import GroupsPanel
from ui.screens.run.poll_panel import COUNTDOWN
from ui.screens.run.preflight import PreflightPanel
from ui.screens.run.room_column import RoomColumn
from ui.screens.run.say_panel import SayPanel
from ui.screens.run.show_panel import ShowPanel
from ui.session import Session
from ui.widgets.frames import labels
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView

if TYPE_CHECKING:
    from ui.tablet.window import TabletWindow

SECOND_MS = 1000
COALESCE_MS = 100
"""Ballots come in bursts; the console is read at most ten times a second."""
MORE_MINUTES = 5


class RunScreen(Screen):
    """Three columns; before the day the middle one is the preflight."""

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
            Kind.PROGRESS,
            Kind.SEGMENT_RUN,
            Kind.STAGE,
        }
    )
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("F9", "Start the day, go on, finish the day"),
        ("F6", "Back to the segment before"),
        ("F7", "Pause the clock, let it go on; before the day: look again"),
        ("F8", "Five minutes more"),
        ("Alt+D", "Tick the next thing to do"),
        ("Alt+PgDn, Alt+PgUp", "Read on in what to say, or back"),
        ("F12", "Blank the room’s screen, bring it back"),
        ("F2", "Capture: type, Enter keeps it"),
        ("Alt+1 to Alt+9, Alt+0", "The speaker’s sector, or none"),
        ("Alt+A", "Who said it"),
        ("F3", "The responses: S star, H hide, L let through, E correct, T theme"),
        ("F4", "The list of what can be shown: Enter or a digit shows it"),
        ("F4, then O, C, R", "Open, close, reveal the chosen poll"),
        ("F4, then D", "Close the chosen poll in half a minute; again: keep it open"),
        ("F4, then A", "Vote again, with a reason"),
        ("F4, then H or T", "Count hands, shared tablet"),
        ("F4, then S", "A revealed result by sector, by size, together; Enter shows it"),
        ("F4, then N", "The next poll of the segment"),
        ("F4, then W", "Show the responses to the chosen question"),
        ("F4, then M", "A message to the room; groups at work keep their countdown"),
        ("F11", "Put those who are here and in no group into one"),
        (
            "Alt+G, then Enter",
            "Read a group’s notes back; Left and Right turn the page, K: checked",
        ),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._console: Console | None = None
        self._segment_id = ""
        self._stage = Stage()
        self._listed = ""
        self._draft_known = False
        self._marked = True
        self.tablet: TabletWindow | None = None
        self.day = DayColumn()
        self.say = SayPanel()
        self.show_panel = ShowPanel()
        self.groups = GroupsPanel(session)
        self.preflight = PreflightPanel()
        self.room = RoomColumn(session)
        self.middle = QStackedWidget()
        self._second = QTimer(self, interval=SECOND_MS)
        self._soon = QTimer(self, singleShot=True, interval=COALESCE_MS)
        self._lay_out()
        self._wire()
        self._set_keys()

    # Reading

    def reload(self) -> None:
        self._soon.stop()
        file = self.session.file
        self.session.tasks.run(partial(desk.console, file), self._show_console)

    def take_news(self, changes: frozenset[Change]) -> None:
        self._marked |= any(change.kind in (Kind.UPVOTE, Kind.CODING) for change in changes)
        said = frozenset(change.id for change in changes if change.kind is Kind.RESPONSE)
        if said:
            file = self.session.file
            self.session.tasks.run(
                partial(desk.responses_by_id, file, tuple(said)),
                partial(self._take_responses, said),
            )
        if not self._soon.isActive():
            self._soon.start()

    def finish(self) -> None:
        self.room.capture.flush()

    def _show_console(self, console: Console) -> None:
        self._console = console
        now = self.session.clock()
        sheet = console.sheet(now)
        before = sheet.state is DayState.BEFORE
        self.middle.setCurrentIndex(0 if before else 1)
        self.day.show_day(console, now)
        self.room.show_stage(console.stage)
        self.room.capture.offer(console.questions, console.seminar.sectors)
        self.room.responses.offer_themes(console.themes)
        if before:
            self.look_again()
        else:
            self._show_now(console, sheet)
        self._follow_room(console, sheet)
        if not self._draft_known:
            self._draft_known = True
            self.session.tasks.run(partial(desk.draft, self.session.file), self._show_draft)
        self._list_responses()
        self._read_marks()
        self._show_room()

    def _read_marks(self) -> None:
        if self._marked:
            self._marked = False
            read = partial(desk.marks, self.session.file)
            self.session.tasks.run(read, self.room.responses.model.show_marks)

    def _show_room(self) -> None:
        room, joined = self.session.room, self._console.joined if self._console else 0
        self.room.show_room(room.state if room else RoomState.CLOSED, joined)

    def _hear_room(self) -> None:
        self._show_room()
        if self._state is DayState.BEFORE and self.isVisible():
            self.look_again()

    def _show_now(self, console: Console, sheet: RunSheet) -> None:
        self.say.show_segment(console, self.session.clock())
        self.groups.show_segment(sheet.current)
        if sheet.current is not None:
            self.show_panel.show_console(console, sheet.current)
            self.show_panel.poll.show_time(self.session.clock())

    def _follow_room(self, console: Console, sheet: RunSheet) -> None:
        """What is said now answers what the room is asked now."""
        stage, segment = console.stage, sheet.current
        asked = stage.scene in (Scene.QUESTION, Scene.WALL)
        if asked and (stage.scene, stage.subject_id) != (self._stage.scene, self._stage.subject_id):
            self.room.capture.follow(stage.subject_id)
        elif segment and segment.id != self._segment_id and segment.question_ids:
            self.room.capture.follow(segment.question_ids[0])
        self._stage, self._segment_id = stage, segment.id if segment else ""

    def _show_draft(self, draft: Capture) -> None:
        if draft.words:
            self.room.capture.show_draft(draft)
            self._list_responses()

    def _list_responses(self) -> None:
        question_id = self.room.capture.typed.question_id
        if question_id and question_id != self._listed:
            self._listed = question_id
            self.session.tasks.run(
                partial(desk.responses, self.session.file, question_id),
                partial(self._show_responses, question_id),
            )

    def _show_responses(self, question_id: str, responses: tuple[Response, ...]) -> None:
        if question_id == self._listed:
            self.room.responses.show_responses(responses)

    def _take_responses(self, ids: frozenset[str], found: tuple[Response, ...]) -> None:
        mine = [response for response in found if response.question_id == self._listed]
        self.room.responses.model.take(mine, ids)

    def look_again(self) -> None:
        """Check once more whether everything is ready."""
        file, now = self.session.file, self.session.clock()
        displays = len(QGuiApplication.screens())

        room = self.session.room
        trial = room.trial if room else None
        facts = running.Facts(
            displays=displays,
            room_address=room.greeting.url if room and room.greeting else "",
            has_network=room is None or room.has_network,
            trial=trial.sentence if trial else "",
            trial_is_good=trial is not None and trial.is_good,
        )

        def work() -> tuple[running.Check, ...]:
            known = replace(facts, last_backup=opening.last_backup(file))
            return running.preflight(file, known, now)

        self.session.tasks.run(work, self.preflight.show_checks)

    def _want_result(self, poll_id: str) -> None:
        self.session.tasks.run(
            partial(desk.result, self.session.file, poll_id),
            partial(self.show_panel.show_result, poll_id),
        )

    def _pass_second(self) -> None:
        if self._console is not None:
            now = self.session.clock()
            self.day.show_day(self._console, now)
            self.say.show_clock(self._console.sheet(now))
            self.show_panel.poll.show_time(now)

    # Doing

    def _do(self, work: Callable[[], object]) -> None:
        """Write, and read again at once: the next key may depend on what this one did."""
        self.write(work, lambda _: self.reload())

    def go_on(self) -> None:
        """Start the day, go on to the next segment, or finish after the last."""
        before = self._state is DayState.BEFORE
        verb = running.start_day if before else running.go_on
        self._do(partial(verb, self.session.file, now=self.session.clock()))

    def go_back(self) -> None:
        """Back to the segment before."""
        self._do(partial(running.go_back, self.session.file, now=self.session.clock()))

    def pause(self) -> None:
        """Stop the clock or let it go on; before the day there is none, so look again."""
        if self._state is DayState.BEFORE:
            self.look_again()
        elif self._console is not None:
            paused = self._console.sheet(self.session.clock()).paused
            verb = running.resume if paused else running.pause
            self._do(partial(verb, self.session.file, now=self.session.clock()))

    def extend(self) -> None:
        """Five minutes more."""
        file, now = self.session.file, self.session.clock()
        self._do(partial(running.extend, file, MORE_MINUTES, now=now))

    def blank(self) -> None:
        """Blank the room's screen, or bring it back."""
        self._do(partial(projector.blank, self.session.file, now=self.session.clock()))

    @property
    def _state(self) -> DayState:
        return self._console.progress.state if self._console else DayState.BEFORE

    def _show(self, scene: Scene, subject_id: str, message: str) -> None:
        file, now = self.session.file, self.session.clock()
        self._do(partial(projector.show, file, scene, subject_id, message, now=now))

    def _tick(self, place: int, done: bool) -> None:
        file, now = self.session.file, self.session.clock()
        self._do(partial(desk.tick, file, self._segment_id, place, done, now=now))

    def _open_poll(self) -> None:
        line = self.show_panel.line
        if line is not None:
            file, segment, now = self.session.file, self._segment_id, self.session.clock()
            self._do(partial(voting.open_round, file, line.poll.id, segment_id=segment, now=now))

    def _with_round(self, verb: Callable[..., object], *values: object) -> None:
        line = self.show_panel.line
        if line is not None and line.latest is not None:
            file, now = self.session.file, self.session.clock()
            self._do(partial(verb, file, line.latest.id, *values, now=now))

    def _count_down(self) -> None:
        """Close the round in half a minute, or keep it open after all."""
        line, now = self.show_panel.line, self.session.clock()
        if line is not None and line.latest is not None:
            counting = line.latest.closes_at is not None
            ends = None if counting else now + timedelta(seconds=COUNTDOWN)
            self._with_round(voting.set_countdown, ends)

    def _open_tablet(self) -> None:
        from ui.tablet.window import TabletWindow  # only where there is a tablet to pass round

        if self.tablet is not None:
            self.tablet.leave()
        self.tablet = TabletWindow(self.session, self)
        self.tablet.destroyed.connect(self._forget_tablet)
        self.tablet.showFullScreen()

    def _forget_tablet(self) -> None:
        self.tablet = None

    def _capture(self, typed: Capture) -> None:
        file, segment, now = self.session.file, self._segment_id, self.session.clock()
        self.write(
            partial(desk.capture_draft, file, typed, segment_id=segment, now=now),
            failed=partial(self._give_back, typed),
        )

    def _give_back(self, typed: Capture, error: BaseException) -> None:
        """Nothing typed is lost when it could not be written: it goes back into the field."""
        words = f"{typed.words} {self.room.capture.typed.words}".strip()
        self.room.capture.show_draft(Capture(typed.question_id, words, typed.sector))
        self.session.tasks.said.emit(str(error))

    def _keep_draft(self, typed: Capture) -> None:
        file, now = self.session.file, self.session.clock()
        self.session.tasks.run(partial(desk.keep_draft, file, typed, now=now))

    def _correct(self, response: Response, words: str) -> None:
        file, now = self.session.file, self.session.clock()
        self._do(partial(collecting.correct, file, response, words, now=now))

    def _mark(self, verb: Callable[..., object], response: Response) -> None:
        self._do(partial(verb, self.session.file, response, now=self.session.clock()))

    def _tie(self, response: Response, theme_id: str) -> None:
        file, now = self.session.file, self.session.clock()
        self._do(partial(collecting.tie, file, response, theme_id, now=now))

    # Building

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()
        self.finish()

    def _lay_out(self) -> None:
        now = QWidget()
        column = QVBoxLayout(now)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(self.say, 1)
        column.addWidget(labels.rule())
        column.addWidget(self.groups)
        column.addWidget(self.show_panel)
        self.middle.addWidget(self.preflight)
        self.middle.addWidget(now)
        self.setFocusProxy(self.room.capture.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SplitView("run", self.day, self.middle, self.room, shares=(10, 20, 15)))

    def _wire(self) -> None:
        self._second.timeout.connect(self._pass_second)
        self._soon.timeout.connect(self.reload)
        if self.session.room is not None:
            self.session.room.changed.connect(self._hear_room)
        self.day.on_asked.connect(self.go_on)
        self.day.back_asked.connect(self.go_back)
        self.day.pause_asked.connect(self.pause)
        self.day.more_asked.connect(self.extend)
        self.preflight.start_asked.connect(self.go_on)
        self.preflight.look_asked.connect(self.look_again)
        self.preflight.rehearsal_asked.connect(self.rehearsal_asked)
        self.say.to_do.ticked.connect(self._tick)
        self.show_panel.show_asked.connect(self._show)
        self.show_panel.result_wanted.connect(self._want_result)
        self.groups.filled.connect(self.show_panel.make_room)
        self.room.blank_asked.connect(self.blank)
        self._wire_poll()
        self._wire_capture()

    def _wire_poll(self) -> None:
        poll = self.show_panel.poll
        poll.open_asked.connect(self._open_poll)
        poll.close_asked.connect(partial(self._with_round, voting.close_round))
        poll.countdown_asked.connect(self._count_down)
        poll.reveal_asked.connect(partial(self._with_round, voting.reveal_round))
        poll.again_asked.connect(partial(self._with_round, voting.reopen_round))
        poll.counted.connect(partial(self._with_round, voting.count_hands))
        poll.counted.connect(poll.leave_forms)
        poll.tablet_asked.connect(self._open_tablet)

    def _wire_capture(self) -> None:
        capture, responses = self.room.capture, self.room.responses
        capture.ended.connect(self._capture)
        capture.changed.connect(self._keep_draft)
        capture.question.currentIndexChanged.connect(lambda _: self._list_responses())
        responses.star_asked.connect(partial(self._mark, collecting.star))
        responses.hide_asked.connect(partial(self._mark, collecting.hide))
        responses.tie_asked.connect(self._tie)
        responses.model.corrected.connect(self._correct)

    def _set_keys(self) -> None:
        capture = self.room.capture
        keys: dict[str, Callable[[], object]] = {
            "F2": capture.take_focus,
            "F3": self.room.responses.take_focus,
            "F4": self.show_panel.list.setFocus,
            "F6": self.go_back,
            "F7": self.pause,
            "F8": self.extend,
            "F9": self.go_on,
            "F11": self.groups.place_late,
            "F12": self.blank,
            "Alt+G": self.groups.take_focus,
            "Alt+A": capture.name_speaker,
            "Alt+D": self.say.to_do.tick_next,
            "Alt+PgDown": partial(self.say.read_on, 1),
            "Alt+PgUp": partial(self.say.read_on, -1),
        }
        keys |= {f"Alt+{digit}": partial(capture.choose_sector, digit) for digit in range(10)}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
