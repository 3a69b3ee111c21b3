"""What the tests of Prepare do again and again, and how they look into the file."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.services.records import undoing
from facilitator.services.seminar import preparing
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.polls import PollsSection
from ui.screens.prepare.screen import SECTIONS
from ui.screens.prepare.section import Section
from ui.session import Session
from ui.widgets.forms.fields import LineField, TextField


def visit(screen: PrepareScreen, kind: type[Section]) -> Section:
    screen.go(SECTIONS.index(kind))
    return screen.section()


def titles(session: Session) -> list[str]:
    with session.file.read() as reader:
        return [segment.title for segment in reader.every(Segment)]


def undo(session: Session) -> str:
    label = undoing.undo(session.file, session.clock())
    session.watch.nudge()
    return label


def redo(session: Session) -> str:
    label = undoing.redo(session.file, session.clock())
    session.watch.nudge()
    return label


def retype(qtbot: QtBot, field: QWidget, words: str) -> None:
    assert isinstance(field, LineField | TextField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    field.save()


def read_poll(session: Session, id: str) -> Poll:
    with session.file.read() as reader:
        return reader.get(Poll, id)


def choose(section: PollsSection, name: str, value: str) -> None:
    """As a person does it: pick the entry of the box."""
    box = section.form.widget(name)
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]


def persons(session: Session) -> tuple[Participant, ...]:
    with session.file.read() as reader:
        return reader.every(Participant)


def add_people(session: Session, *names: str, organisation: str = "Homes") -> None:
    made = [Participant(id=name, name=name, organisation=organisation) for name in names]
    preparing.save(session.file, *made, now=session.clock())
    session.watch.nudge()


def groups_of(session: Session) -> list[tuple[str, ...]]:
    with session.file.read() as reader:
        (segment,) = reader.every(Segment, kind=SegmentKind.BREAKOUTS)
        return [group.member_ids for group in reader.every(Breakout, segment_id=segment.id)]
