"""Random keys, words and clicks in a place: taken back, everything is as it was; done again, as it
became; and every word that was typed is in the file or in an open field.

What is recorded is read in plain SQL, beside the window; which acts can be taken back is reckoned
from the file's own list of acts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from sqlcipher3 import dbapi2

from facilitator.services.notes import noting
from facilitator.services.responses import collecting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.collisions import taken_twice
from tests.ui.conftest import NOW
from tests.ui.run_day import press
from ui import ask
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

STEPS = 24
RECORDS = (
    *("seminars", "segments", "questions", "findings", "themes", "codings", "polls", "notes"),
    *("participants", "responses", "breakouts", "case_studies", "consents", "additions"),
)
KEYS = (
    *("Tab", "Shift+Tab", "Up", "Down", "Left", "Return", "Escape", "Space", "Home", "End"),
    *("1", "2", "3", "n", "u", "x", "f", "t", "m", "h", "=", "F2", "F3", "F4", "F6", "F12"),
    *("Alt+Q", "Alt+S", "Alt+H", "Alt+Up", "Alt+Down", "Alt+1", "Alt+7", "Ctrl+J", "Ctrl+Down"),
    *("Insert", "Delete", "Ctrl+Delete", "Ctrl+Y", "Shift+Right"),
)
ELSEWHERE = re.compile("Undo|Redo|Print|Import|Make|Rehearse|Open|Close|Photograph|Take|Beside")
"""What leads out of the place, or takes back: that is pressed at the end, as often as is due."""
SEEDS = ((0, 290), (seminar_window.NOTES, 82), (seminar_window.SYNTHESISE, 73))
"""Of each place one in which much is done that can be taken back."""
NAMES = {0: "prepare", seminar_window.NOTES: "notes", seminar_window.SYNTHESISE: "synthesise"}
Rows = dict[tuple[str, str], Any]


@pytest.fixture
def work(
    commands: Commands, small_file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Commands]:
    """Notes of two groups and some responses; what is asked is cancelled."""
    for place, group in enumerate(desk(small_file).groups[:2]):
        for words in ("Trust takes years", "Small partners came late"):
            noting.add_note(small_file, group.breakout.id, f"{words}, {place}", now=NOW)
    for words in ("Pay on time", "Ask us first"):
        collecting.capture(small_file, "q1", words, now=NOW)
    with closing(dbapi2.connect(str(small_file.path))) as file:
        file.execute("UPDATE acts SET undoable = 0")  # what was done before is not ours
        file.commit()
    monkeypatch.setattr(QDialog, "exec", lambda _: 0)
    for chooser in ("choose_file", "choose_new_file"):
        monkeypatch.setattr(ask, chooser, lambda *_: None)
    commands.open_seminar(small_file.path)
    yield commands
    commands.close_seminar()


def recorded(path: Path) -> Rows:
    with closing(dbapi2.connect(str(path))) as file:
        return {
            (table, row[0]): row
            for table in RECORDS
            for row in file.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
        }


def kept_in_fields(path: Path) -> str:
    """What is being typed and kept as a draft."""
    with closing(dbapi2.connect(str(path))) as file:
        return " ".join(value or "" for (value,) in file.execute("SELECT value FROM meta"))


def outstanding(path: Path, place: str) -> int:
    """How many of the place's acts stand, by the list of acts alone."""
    stand: list[str] = []
    undone: list[str] = []
    query = "SELECT id, undoes, undoable FROM acts WHERE place IN (?, 'window', '') ORDER BY seq"
    with closing(dbapi2.connect(str(path))) as file:
        for id, undoes, undoable in file.execute(query, (place,)):
            if undoes is None and undoable:
                stand.append(id)
                undone.clear()
            elif undoes in stand:
                stand.remove(undoes)
                undone.append(id)
            elif undoes in undone:
                undone.remove(undoes)
                stand.append(id)
    return len(stand)


def fields(window: MainWindow) -> Iterator[str]:
    for line in window.findChildren(QLineEdit):
        yield line.text()
    for area in window.findChildren(QPlainTextEdit):
        yield area.toPlainText()


def is_somewhere(word: str, window: MainWindow, path: Path) -> bool:
    """In the file, in a draft, or in a field, whatever single letters were typed into it since."""
    loose = re.compile(".{0,3}?".join(word))
    places = (*map(str, recorded(path).values()), kept_in_fields(path), *fields(window))
    return any(loose.search(each) for each in places)


def click_something(window: MainWindow, draw: Random) -> str:
    offered: list[QWidget] = [
        each
        for each in (*window.findChildren(QAbstractButton), *window.findChildren(QTabBar))
        if each.isVisible() and each.isEnabled() and type(each.parentWidget()).__name__ != "Rail"
    ]
    chosen = draw.choice(offered)
    name = chosen.accessibleName() or str(chosen.property("text"))
    if isinstance(chosen, QTabBar):
        chosen.setCurrentIndex(draw.randrange(chosen.count()))
    elif not ELSEWHERE.search(name):
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
    return name


def type_a_word(draw: Random) -> str:
    """Into the field that has the keyboard, at its end; "" where none has it."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QPlainTextEdit) or field.isReadOnly():
        return ""
    if isinstance(field, QLineEdit) and (
        field.validator() is not None or "ate" in field.accessibleName()
    ):
        return ""
    press(field, "End", "Ctrl+End")
    word = "z" + "".join(draw.choices("bcdfghjklmnpqrstvwx", k=6))
    QTest.keyClicks(field, f" {word}")
    return "" if "earch" in field.accessibleName() else word


def put_away(window: MainWindow) -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    window.activateWindow()
    QCoreApplication.processEvents()


def press_often(work: Commands, many: int, pressed: Callable[[], object]) -> int:
    """How many acts there are more when it was pressed so often."""
    assert work.session is not None
    path = work.session.near
    before = acts(path)
    for _ in range(many):
        pressed()
        QCoreApplication.processEvents()
    return acts(path) - before


def acts(path: Path) -> int:
    with closing(dbapi2.connect(str(path))) as file:
        return int(file.execute("SELECT count(*) FROM acts WHERE undoes <> ''").fetchone()[0])


@pytest.mark.parametrize(("place", "seed"), SEEDS)
def test_what_was_done_is_taken_back_and_done_again_and_no_word_is_lost(
    work: Commands, small_file: SeminarFile, place: int, seed: int
) -> None:
    window, path, draw = work.window, small_file.path, Random(seed)
    work.go(place)
    before, typed, log = recorded(path), list[str](), list[str]()
    for _ in range(STEPS):
        kind = draw.random()
        if kind < 0.5:
            log.append(draw.choice(KEYS))
            press(window, log[-1])
        elif kind < 0.75:
            log.append(type_a_word(draw))
            typed.append(log[-1])
        else:
            log.append(click_something(window, draw))
        put_away(window)
        gone = [word for word in typed if word and not is_somewhere(word, window, path)]
        if log[-1] in ("Escape", "Delete", "Ctrl+Delete") or "Remove" in log[-1]:
            typed = [word for word in typed if word not in gone]
        else:
            assert not gone, log
    assert taken_twice(window) == [], log
    work.go(place)
    window.finish_fields()
    after, many = recorded(path), outstanding(path, NAMES[place])
    assert many > 1, "nothing much was done"
    assert press_often(work, many, work.menus.undo.trigger) == many, log
    assert recorded(path) == before, log
    assert press_often(work, many, work.menus.redo.trigger) == many, log
    assert recorded(path) == after, log
