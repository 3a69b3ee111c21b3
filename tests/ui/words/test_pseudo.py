"""In a language that is none, no place of the window shows a word that came from elsewhere.

What is plain then, and no name of the seminar, no key and no number, was never in the catalogue.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from facilitator.domain.acts import Verb
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.rehearsal import rehearsal
from facilitator.services.responses import collecting
from facilitator.services.synthesis import passages, themes
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.pseudo import WINDOW
from tests.ui.run_day import press
from tests.ui.words.shown import escaped, names_in
from ui.screens.prepare import PrepareScreen
from ui.screens.synthesise import SynthesiseScreen
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.shown import places
from ui.words import telling

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
DAY = (("F9",), ("F9",), ("F9",), ("Alt+L",), ("F4", "M"), ("F9",), ("F9",), ("F9",))
"""Keys that go through the day: what stands on the screen after each is looked at."""


@pytest.fixture(autouse=True)
def _speaking() -> Iterator[None]:
    telling.speak(WINDOW)
    yield
    telling.speak(None)


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    group = desk(seminar_file).groups[0].breakout
    noting.add_note(seminar_file, group.id, "A note", now=NOW)
    collecting.capture(seminar_file, question(seminar_file), "A response", now=NOW)
    commands.menus.retell()
    commands.window.retell()
    commands.open_seminar(seminar_file.path)
    return commands


def question(file: SeminarFile) -> str:
    with file.read() as reader:
        return reader.every(Question)[0].id


def escapes(commands: Commands, names: frozenset[str] = frozenset()) -> list[str]:
    """Everything in the window that is outside the catalogue."""
    QCoreApplication.processEvents()
    session = commands.session
    return escaped(commands.window, names if session is None else names_in(session.file))


def test_at_home_in_every_place_and_in_every_section_of_prepare(opened: Commands) -> None:
    found = []
    for number in range(len(places.PLACES)):
        opened.go(number)
        found += [f"{number} {each}" for each in escapes(opened)]
    opened.go(0)
    assert opened.window.places is not None
    prepare = opened.window.places.current()
    assert isinstance(prepare, PrepareScreen)
    for section in range(prepare.tabs.count()):
        prepare.go(section)
        found += escapes(opened)
    assert opened.session is not None
    names = names_in(opened.session.file)
    opened.close_seminar()
    found += escapes(opened, names)
    assert not found, "\n".join(found)


def test_in_every_state_of_the_day(opened: Commands) -> None:
    opened.go(seminar_window.RUN)
    found = escapes(opened)
    for keys in DAY:
        press(opened.window, *keys)
        found += [f"after {keys}: {each}" for each in escapes(opened)]
    opened.go(seminar_window.NOTES)
    for keys in (("Up",), ("Return",), ("Escape", "Escape"), ("Alt+L",)):
        press(opened.window, *keys)
        found += [f"after {keys}: {each}" for each in escapes(opened)]
    assert not found, "\n".join(found)


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A rehearsed day, some of what was said in themes, starred or hidden."""
    path = tmp_path / "day.seminar"
    file = rehearsal.set_up(path, None, now=NOW)
    rehearsal.rehearse(file, participants=8)
    said = [each.passage for each in passages.everything(file).passages]
    with file.read() as reader:
        for number, theme in enumerate(reader.every(Theme)):
            themes.tie(file, said[number::4], theme.id, now=NOW)
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put_all(replace(each, starred=True) for each in said[::5])
        answers = [each for each in said if isinstance(each, Response)]
        writer.put_all(replace(each, hidden=True) for each in answers[::3])
    file.close()
    return path


def test_after_a_whole_day(commands: Commands, day: Path) -> None:
    commands.open_seminar(day)
    assert commands.session is not None
    names, found = names_in(commands.session.file), list[str]()

    def look(where: str) -> None:
        QCoreApplication.processEvents()
        found.extend(f"{where}: {each}" for each in escaped(commands.window, names))

    for number in range(len(places.PLACES)):
        commands.go(number)
        look(f"{number}")
    commands.go(seminar_window.SYNTHESISE)
    assert commands.window.places is not None
    screen = commands.window.places.current()
    assert isinstance(screen, SynthesiseScreen)
    for view in (screen.themes.view, screen.passages.view):
        model = view.model()
        for row in range(0, model.rowCount(), 1 + model.rowCount() // 9):
            view.setCurrentIndex(model.index(row, 0))
            look(f"row {row} of {view.accessibleName()}")
    press(commands.window, "G")
    findings = screen.places.findings
    for order in range(findings.order.count()):
        findings.order.setCurrentIndex(order)
        QCoreApplication.processEvents()
        model = findings.view.model()
        for row in range(0, model.rowCount(), 1 + model.rowCount() // 4):
            findings.view.setCurrentIndex(model.index(row, 0))
            look(f"row {row} of findings, order {order}")
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_word_outside_the_catalogue_is_found(opened: Commands) -> None:
    opened.window.strip.say("Plainly said")
    assert any("Plainly said" in each for each in escapes(opened))
