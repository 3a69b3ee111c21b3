"""The speakers' list in Run: opened, added to, called from and closed by keys alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.speaking import HOW_TO_ASK
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.room.messages.screen_text import lines_of
from facilitator.services.seminar import running
from facilitator.services.views import projector, speakers
from tests.ui.run_day import Clock, press, running_screen
from ui.screens.run import RunScreen
from ui.session import Session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def screen(qtbot: QtBot, session: Session, clock: Clock) -> Iterator[RunScreen]:
    running.start_day(session.file, now=clock.now)
    here = Session(session.file, session.tasks, session.watch, clock)
    with running_screen(qtbot, here) as shown:
        yield shown


def add(screen: RunScreen, name: str) -> None:
    press(screen, "A")
    QTest.keyClicks(screen.speakers.name, name)
    press(screen, "Return", "Esc")


def test_the_list_is_led_by_keys_from_opening_to_closing(
    screen: RunScreen, clock: Clock, session: Session
) -> None:
    panel = screen.speakers
    assert not panel.isVisible()
    press(screen, "Alt+L")
    assert panel.isVisible()
    assert panel.list.hasFocus()
    for name in ("Ann", "Bob", "Cai"):
        add(screen, name)
    assert panel.list.hasFocus()
    press(screen, "T", "T", "Alt+C")
    assert panel.limit.text() == "2 min each  T"
    assert panel.now.text() == "Ann: 0:00 of 2:00 spoken"
    assert panel.now.property("state") == ""
    clock.pass_(2.5)
    screen.speakers.show_time(clock.now)
    assert panel.now.text() == "Ann: Over the time by 0:30"
    assert panel.now.property("state") == "late"
    press(screen, "Down", "Return")
    assert panel.now.text() == "Cai: 0:00 of 2:00 spoken"
    press(screen, "Delete", "E", "P")
    assert panel.now.text() == "Nobody speaks now."
    assert panel.rows.rows == ()
    assert panel.nobody.isVisible()
    assert HOW_TO_ASK in lines_of(projector.view(session.file, clock.now))
    with session.file.read() as reader:
        assert reader.get(Stage, "stage").scene is Scene.SPEAKERS
    press(screen, "X")
    assert not panel.isVisible()
    assert not speakers.desk(session.file).is_open


def test_tab_completes_the_name_of_somebody_on_the_list(
    screen: RunScreen, session: Session
) -> None:
    with session.file.write(Verb.SET_UP, session.clock()) as writer:
        writer.put(Participant(id="1", name="Ada Okonkwo"))
        writer.put(Participant(id="2", name="Adaeze Bell", arrived_at=session.clock()))
    press(screen, "Alt+L", "A")
    field = screen.speakers.name
    QTest.keyClicks(field, "Ada")
    press(screen, "Tab")
    assert field.text() == "Adaeze Bell", "whoever is here comes first"
    press(screen, "Tab")
    assert field.text() == "Ada Okonkwo"
    press(screen, "Return")
    assert [str(each.name) for each in screen.speakers.desk.waiting] == ["Ada Okonkwo"]
    press(screen, "Tab")
    assert not field.hasFocus(), "with nothing to complete it goes on"
