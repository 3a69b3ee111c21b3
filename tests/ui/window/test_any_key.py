"""Hands on keys that should not hurt: whatever is pressed, what was typed and cast is not lost."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from string import ascii_lowercase, ascii_uppercase

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import HandCount, Round
from facilitator.domain.responses.responses import Response
from facilitator.services.polls import voting
from facilitator.services.polls.rounds_held import turnout
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile
from tests.services.polls.doors import expect_people
from tests.ui.run_day import make_small, press, type_words
from ui import ask
from ui.screens.run import RunScreen
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
MANY = 60
EDITING = set("ACDHKUVXZ")
"""With Control these edit what is typed, as a person means who presses them."""
KEYS: tuple[str, ...] = (
    *(letter for letter in ascii_lowercase if letter != "t"),  # the tablet has a window of its own
    *(f"Alt+{letter}" for letter in ascii_uppercase),
    *(f"Alt+{digit}" for digit in range(10)),
    *(f"Ctrl+{letter}" for letter in ascii_uppercase if letter not in EDITING),
    *(f"Ctrl+{digit}" for digit in range(1, 6)),
    *(f"F{number}" for number in range(1, 13) if number not in {5, 10}),
    *("Shift+F9", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl++", "Ctrl+-", "Alt+PgDown", "Alt+PgUp"),
    *("Escape", "Return", "Up", "Down", "PgUp", "PgDown", "Home", "End"),
    *("/", ".", "=", "'", "+", "-", "!", "#"),
)
HERD, FLOCK = "zebra", "quagga"


@pytest.fixture
def commands(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Commands]:
    """Whoever is asked whether something may be lost says no."""
    with monkeypatch.context() as patched:
        patched.setattr(ask, "confirm", lambda *_: False)
        patched.setattr(QDialog, "exec", lambda _: 0)
        for chooser in ("choose_file", "choose_new_file"):
            patched.setattr(ask, chooser, lambda *_: None)
        patched.setattr(ask, "choose_files", lambda *_: ())
        yield commands
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(commands: Commands, seminar_file: SeminarFile) -> MainWindow:
    """A vote with a ballot in it and half a minute left, hands half typed, a line in Run and one in
    Notes.
    """
    make_small(seminar_file)
    commands.open_seminar(seminar_file.path)
    window = commands.window
    commands.go(seminar_window.RUN)
    press(window, "F9", "F9", "F4", "N", "O", "D")
    (held,) = rounds(seminar_file)
    expect_people(seminar_file)
    item = held.poll.items[0].id
    voting.cast(
        seminar_file, held.id, Voter("phone"), [(item, 1)], submission="s", now=NOW + SECOND
    )
    press(window, "F4", "H")
    type_words("7")
    press(window, "Return")
    type_words("5")
    press(window, "F2")
    type_words(HERD)
    commands.go(seminar_window.NOTES)
    type_words(FLOCK)
    return window


SECOND = timedelta(seconds=1)


def rounds(file: SeminarFile) -> tuple[Round, ...]:
    with file.read() as reader:
        return reader.every(Round)


def lost(window: MainWindow, file: SeminarFile) -> list[str]:
    """What of it is neither on the screen nor in the file."""
    with file.read() as reader:
        said = [each.words for each in reader.every(Response)]
        noted = [each.words for each in reader.every(Note)]
        counted = [dict.fromkeys(n for _, _, n in each.marks) for each in reader.every(HandCount)]
    fields = [*typed(window, QLineEdit, "text"), *typed(window, QPlainTextEdit, "toPlainText")]
    screens = window.findChildren(RunScreen)
    forms = [run.show_panel.poll.hands.typed(each.id) for run in screens for each in rounds(file)]
    counts = [dict.fromkeys(n for _, _, n in each.marks) for each in forms if each is not None]
    found = {
        HERD: any(holds(words, HERD) for words in (*said, *fields)),
        FLOCK: any(holds(words, FLOCK) for words in (*noted, *fields)),
        "the hands": any({5, 7} <= set(each) for each in (*counts, *counted)),
        "the ballot": sum(turnout(file, each.id) for each in rounds(file)) == 1,
        "the round": len(rounds(file)) == 1,
    }
    return [what for what, there in found.items() if not there]


def typed(window: QWidget, kind: type[QWidget], how: str) -> Iterator[str]:
    for each in window.findChildren(kind):
        yield getattr(each, how)()


def holds(words: str, letters: str) -> bool:
    """Whether the letters stand in it in their order, whatever was typed between them."""
    rest = iter(words)
    return all(letter in rest for letter in letters)


def put_away(window: QWidget) -> None:
    """Menus and windows beside the main one, as a person does who came there by a wrong key."""
    QCoreApplication.processEvents()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    window.activateWindow()
    QCoreApplication.processEvents()


@pytest.mark.parametrize("seed", range(2))
def test_no_key_loses_what_was_typed_or_cast(
    window: MainWindow, seminar_file: SeminarFile, seed: int
) -> None:
    pressed: list[str] = []
    draw = Random(seed)
    assert lost(window, seminar_file) == []
    for place in (seminar_window.NOTES, seminar_window.RUN):
        for key in ("Ctrl+" + str(place + 1), *drawn(draw)):
            pressed.append(key)
            press(window, key)
            put_away(window)
            assert lost(window, seminar_file) == [], pressed


def drawn(draw: Random) -> Sequence[str]:
    return draw.choices(KEYS, k=MANY)
