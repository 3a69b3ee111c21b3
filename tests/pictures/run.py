"""Pictures of Run, of the shared tablet, and of the projector in everything it can show."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QWidget

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Method, Poll, Round, RoundState
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import reading_back
from facilitator.services.polls import voters, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running, slides, speaking
from facilitator.services.views import projector
from facilitator.store.files.copies import copy_to
from facilitator.store.files.file import SeminarFile
from tests.services.polls.doors import close_door
from tests.ui.one_watch import watch_of
from tests.ui.projector import sights
from ui.projector.window import ProjectorWindow
from ui.screens.run import RunScreen
from ui.session import Session
from ui.tablet.pages import AboutPage
from ui.tablet.window import TabletWindow
from ui.tasks import ImmediateTasks

MORNING = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
PLACE = (1270, 690)
"""What the frame leaves of a small laptop's screen."""
BEAMER = (1920, 1080)
SAID = (
    ("The links are still there, they have just become informal.", "Third sector"),
    ("It depends on who holds the budget.", ""),
    ("We used to ring the council. Now we ring a contract manager far away.", "Third sector"),
    (
        "We want local knowledge, and our rules reward whoever covers the county.",
        "Local public sector",
    ),
)


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The projector on the rehearsed day, then the morning of a fresh one."""
    yield from _projector(file)
    path = file.path.with_name("morning.seminar")
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    fresh = preparing.new_seminar(path, now=MORNING)
    yield from _run(fresh)
    yield from _tablet(fresh)
    watch_of(fresh).stop()
    fresh.close()
    shutil.rmtree(path.with_suffix(".backups"), ignore_errors=True)


def _session(file: SeminarFile, now: datetime) -> Session:
    return Session(file, ImmediateTasks(), watch_of(file), lambda: now)


def _run(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    yield "run-preflight", _place(file, MORNING)
    running.start_day(file, now=MORNING)
    close_door(file)
    now = MORNING + timedelta(minutes=12)
    while _current(file, now).kind is not SegmentKind.VOTE:
        running.go_on(file, now=now)
        now += timedelta(minutes=15)
    segment = _current(file, now)
    poll = segment.poll_ids[1]
    opened = voting.open_round(file, poll, segment_id=segment.id, present=54, now=now)
    _vote(file, opened, now)
    yield "run-voting", _place(file, now)
    voting.close_round(file, opened.id, now=now)
    voting.reveal_round(file, opened.id, now=now)
    yield "run-revealed", _place(file, now)
    yield "run-by-sector", _by_sector(_place(file, now), poll)
    yield from _groups(file.path)
    while not _current(file, now).question_ids:
        running.go_on(file, now=now)
    asked = _current(file, now).question_ids[0]
    projector.show(file, Scene.WALL, asked, now=now)
    for words, sector in SAID:
        collecting.capture(file, asked, words, sector=sector, now=now)
    yield "run-discussion", _place(file, now)
    speaking.open_list(file, now=now)
    for name in ("Siân Prydderch", "A person at the back", "Bea", "Cai Ellis"):
        speaking.add(file, name, now=now)
    speaking.call(file, now=now)
    yield "run-speakers", _place(file, now + timedelta(seconds=75))
    speaking.close_list(file, now=now)


def _vote(file: SeminarFile, opened: Round, now: datetime) -> None:
    """Most of the room votes, and not of one mind."""
    item = opened.poll.items[0].id
    for voter in range(47):
        mark = (4, 5, 2, 3, 4, 1, 4, 5, 0)[voter % 9]
        sent = f"{opened.id}{voter}"
        sector = "Local public sector" if voter % 3 else "Third sector"
        who = voters.Voter(f"{voter}", sector=sector)
        voting.cast(file, opened.id, who, ((item, mark),), submission=sent, now=now)


def _by_sector(screen: RunScreen, poll_id: str) -> RunScreen:
    """The facilitator looks at a result by sector before the room does."""
    screen.reload()
    screen.show_panel.choose(poll_id)
    screen.show_panel.poll.result.turn_split()
    return screen


def _groups(beside: Path) -> Iterator[tuple[str, QWidget]]:
    """Groups at work, then reporting back, on a day that was rehearsed."""
    path = beside.with_name("groups.seminar")
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    copy_to(SeminarFile.open(beside.with_name("rehearsal.seminar")), path)
    file = SeminarFile.open(path)
    for kind in (SegmentKind.BREAKOUTS, SegmentKind.REPORT_BACK):
        with file.read() as reader:
            (segment,) = reader.every(Segment, kind=kind)
            runs = reader.every(SegmentRun, segment_id=segment.id)
            first = reader.every(Breakout)[0]
        now = runs[-1].started_at + timedelta(minutes=20)
        going = Progress(state=DayState.RUNNING, run_id=runs[-1].id, started_at=MORNING)
        left = replace(runs[-1], ended_at=None)
        late = replace(first, member_ids=first.member_ids[2:])
        preparing.save(file, left, going, late, now=now)
        if kind is SegmentKind.REPORT_BACK:
            reading_back.read_back(file, first.id, now=now)
        else:
            projector.show(file, Scene.BREAKOUTS, segment.id, now=now)
        yield f"run-{kind.replace('_', '-')}", _place(file, now)
    file.close()


def _place(file: SeminarFile, now: datetime) -> RunScreen:
    screen = RunScreen(_session(file, now))
    screen.resize(*PLACE)
    return screen


def _current(file: SeminarFile, now: datetime) -> Segment:
    segment = running.run_sheet(file, now).current
    assert segment is not None
    return segment


def _tablet(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    with file.read() as reader:
        poll = reader.every(Poll)[1]
    voting.open_round(file, poll.id, reason="A picture", now=MORNING)
    yield "tablet-wait", _at(file, lambda tablet: None)
    yield "tablet-about", _at(file, TabletWindow.begin)
    yield "tablet-ballot", _at(file, _begin_ballot)
    with file.write(Verb.SET_UP, MORNING) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, languages=(Language.WELSH, Language.ENGLISH)))
    yield "tablet-wait-welsh", _at(file, lambda tablet: None)
    yield "tablet-ballot-welsh", _at(file, _begin_ballot)


def _at(file: SeminarFile, act: Callable[[TabletWindow], None]) -> TabletWindow:
    tablet = TabletWindow(_session(file, MORNING))
    act(tablet)
    tablet.allow_closing()
    return tablet


def _begin_ballot(tablet: TabletWindow) -> None:
    tablet.begin()
    if isinstance(tablet.page, AboutPage):
        tablet.page.told.emit()


def _projector(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    with file.read() as reader:
        revealed = reader.every(Round, state=RoundState.REVEALED)
        questions = reader.every(Question, kind=QuestionKind.EMERGING)
        segments = reader.every(Segment)
    polls = {known.poll.method: known.poll_id for known in revealed}
    for method, poll_id in polls.items():
        yield f"projector-{method}", _shown(file, Scene.POLL, poll_id)
    yield "projector-by-sector", _shown(file, Scene.POLL_BY_SECTOR, polls[Method.APPROVE])
    yield "projector-wall", _shown(file, Scene.WALL, questions[0].id)
    yield "projector-question", _shown(file, Scene.QUESTION, questions[0].id)
    groups = next(s for s in segments if s.kind is SegmentKind.BREAKOUTS)
    yield "projector-groups", _shown(file, Scene.BREAKOUTS, groups.id)
    yield "projector-welcome", _shown(file, Scene.WELCOME, "")
    page = slides.Page(_drawn_page(), "What virtually all said\nSavings are hard to show")
    taken = slides.take_in(file, "What the project found", [page], now=MORNING)
    yield "projector-slide", _shown(file, Scene.SLIDES, taken.id)
    shown = ("vote on a scale", "last seconds", "countdown", "two rounds", "speakers")
    for name in (*shown, "speakers over time"):
        yield f"projector-{name.replace(' ', '-')}", _sight(file, name)


def _drawn_page() -> bytes:
    """A page of slides as one is kept: higher beside its width than the room's picture."""
    page = Image.new("RGB", (1440, 1080), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 1440, 180), fill="teal")
    for line in range(4):
        pen.rectangle((120, 300 + 160 * line, 1180 - 120 * line, 340 + 160 * line), fill="grey")
    held = BytesIO()
    page.save(held, "JPEG")
    return held.getvalue()


def _shown(file: SeminarFile, scene: Scene, subject: str) -> ProjectorWindow:
    projector.show(file, scene, subject, now=MORNING)
    window = ProjectorWindow(_session(file, MORNING))
    window.resize(*BEAMER)
    return window


def _sight(file: SeminarFile, name: str) -> ProjectorWindow:
    window = ProjectorWindow(_session(file, sights.NOW))
    window.resize(*BEAMER)
    window.feed.start = lambda: window.feed.viewed.emit(sights.view(name))  # type: ignore[method-assign]
    return window
