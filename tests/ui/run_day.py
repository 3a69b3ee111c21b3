"""What the tests of Run and of the tablet stand on: a small seminar, a clock to be moved, keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Stage
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar import preparing
from facilitator.store.seminar_store import SeminarStore
from ui.screens.run import RunScreen
from ui.session import Session

SMALL_LAPTOP = (1270, 690)
"""What the frame leaves of 1366 by 768."""
MORNING = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = field(default=MORNING)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@contextmanager
def running_screen(qtbot: QtBot, session: Session) -> Iterator[RunScreen]:
    """Run on a small laptop, in the window that has the keyboard."""
    screen = RunScreen(session)
    screen.resize(*SMALL_LAPTOP)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    yield screen
    screen.close()
    screen.deleteLater()


def press(screen: QWidget, *keys: str) -> None:
    """Press keys one after another, wherever the cursor is, as a person does."""
    for key in keys:
        combination = QKeySequence(key)[0]  # type: ignore[index]
        where = QApplication.focusWidget() or screen
        QTest.keyClick(where, combination.key(), combination.keyboardModifiers())


def type_words(words: str) -> None:
    """Type where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def make_small(file: SeminarStore) -> None:
    """Three segments, two questions, two polls: everything else is taken out."""
    with file.read() as reader:
        old: tuple[Segment | Question | Poll, ...] = (
            *reader.every(Segment),
            *reader.every(Question),
            *reader.every(Poll),
        )
    preparing.remove(file, *old, now=MORNING)
    preparing.save(
        file,
        Question(id="q1", position=1, kind=QuestionKind.EMERGING, wording="Who carries the risk?"),
        Question(id="q2", position=2, kind=QuestionKind.EMERGING, wording="Who gains?"),
        poll("p1", Method.AGREE, secrecy=Secrecy.PSEUDONYMOUS),
        poll("p2", Method.CHOOSE_ONE),
        segment("s1", 1, SegmentKind.DISCUSSION, question_ids=("q1", "q2")),
        segment("s2", 2, SegmentKind.VOTE, poll_ids=("p1", "p2")),
        segment("s3", 3, SegmentKind.CLOSE),
        now=MORNING,
    )


def poll(
    id: str, method: Method, *, secrecy: Secrecy = Secrecy.SEALED, most: int = 0, budget: int = 5
) -> Poll:
    items = tuple(Item(f"{id}{letter}", f"Item {letter.upper()}") for letter in "abc")
    return Poll(
        id=id,
        position=1,
        title=f"Poll {id}",
        wording=f"What about {id}?",
        method=method,
        items=items[:1] if method is Method.AGREE else items,
        secrecy=secrecy,
        most=most,
        budget=budget,
    )


def segment(
    id: str,
    position: float,
    kind: SegmentKind,
    question_ids: tuple[str, ...] = (),
    poll_ids: tuple[str, ...] = (),
) -> Segment:
    return Segment(
        id=id,
        position=position,
        kind=kind,
        title=f"Segment {id}",
        minutes=20,
        script=f"Say {id}.",
        prompts=("First do this.", "Then do that."),
        question_ids=question_ids,
        poll_ids=poll_ids,
    )


def every_response(file: SeminarStore) -> tuple[Response, ...]:
    with file.read() as reader:
        return reader.every(Response)


def first_theme(file: SeminarStore) -> Theme:
    with file.read() as reader:
        return reader.every(Theme)[0]


def seminar_of(file: SeminarStore) -> Seminar:
    with file.read() as reader:
        return reader.get(Seminar, SEMINAR_ID)


def stage_of(session: Session) -> Stage:
    with session.file.read() as reader:
        return reader.find(Stage, "stage") or Stage()


def state_of(session: Session) -> DayState:
    with session.file.read() as reader:
        return (reader.find(Progress, "progress") or Progress()).state


def rounds_of(session: Session, poll_id: str) -> tuple[Round, ...]:
    with session.file.read() as reader:
        found = reader.every(Round, poll_id=poll_id)
    return tuple(sorted(found, key=lambda round_: round_.number))


def cast_some(day: Session, poll_id: str, people: int) -> None:
    current = rounds_of(day, poll_id)[-1]
    item = current.poll.items[0].id
    for number in range(people):
        token = f"voter {number}"
        voting.cast(
            day.file, current.id, Voter(token), [(item, 4)], submission=token, now=day.clock()
        )
