"""A protected seminar in the window: asked for until it opens or somebody gives up."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.services.files.opening import is_protected
from facilitator.services.seminar import preparing
from tests.ui.helpers import assert_accessible
from tests.ui.open_window import window_at
from ui.dialogs.new_seminar import NewSeminarDialog
from ui.dialogs.passphrase import (
    DIFFERENT,
    EMPTY,
    NONE_YET,
    WRONG,
    ChangePassphraseDialog,
    PassphraseDialog,
)
from ui.dialogs.typed_in import SECRET
from ui.seminar_files import as_file
from ui.window.commands import Commands

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
WORDS = "it's ours"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.seminar"
    preparing.new_seminar(path, passphrase=WORDS, now=NOON).close()
    return path


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Commands]:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    with window_at(qtbot, tmp_path, NOON) as made:
        yield made


def type_each(*attempts: str) -> list[str]:
    """Answer one dialog after another; gives what each said of the attempt before it."""
    said: list[str] = []
    left = list(attempts)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PassphraseDialog)
        assert_accessible(dialog)
        said.append(dialog.trouble.text())
        words = left.pop(0)
        if left:
            QTimer.singleShot(0, answer)
        if words:
            QTest.keyClicks(dialog.words, words)
            dialog.accept_button.click()
        else:
            dialog.accept_button.click()
            said.append(dialog.trouble.text())
            dialog.cancel_button.click()

    QTimer.singleShot(0, answer)
    return said


def test_a_wrong_one_is_a_sentence_and_the_right_one_opens_it(
    commands: Commands, locked: Path
) -> None:
    said = type_each("wrong", "wrong again", WORDS)
    commands.open_seminar(locked)
    wrong = "This is not the passphrase of locked.seminar. Try another."
    assert said == ["", wrong, wrong]
    assert commands.session is not None
    assert commands.session.near == locked


def set_another(commands: Commands, *attempts: tuple[str, str]) -> list[str]:
    """Choose the entry of the File menu and type what it has now and what it is to have; gives what
    was said of each attempt.
    """
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ChangePassphraseDialog)
        assert_accessible(dialog)
        assert all(field.property(SECRET) for field in dialog.findChildren(QLineEdit))
        for has, new in attempts:
            for field, words in (
                (dialog.had, has),
                (dialog.box.words, new),
                (dialog.box.again, new),
            ):
                field.clear()
                if field.isVisible():
                    QTest.keyClicks(field, words)
            dialog.accept_button.click()
            said.append(dialog.trouble.text())
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, answer)
    actions = commands.window.menus["&File"].actions()
    next(each for each in actions if each.text() == "Passphr&ase…").trigger()
    return said


def test_the_open_seminar_is_protected_and_its_passphrase_changed_by_who_knows_it(
    commands: Commands, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.seminar"
    preparing.new_seminar(plain, now=NOON).close()
    commands.open_seminar(plain)
    assert set_another(commands, ("", "one")) == [""]
    assert is_protected(plain)
    assert commands.session is not None
    assert commands.session.near == plain
    assert "The seminar is protected" in commands.window.strip.sentence.text()
    assert set_another(commands, ("wrong", "two"), ("one", "two")) == [str(WRONG), ""]
    commands.close_seminar()
    type_each("one", "two")
    commands.open_seminar(plain)
    assert commands.session is not None


def test_who_gives_up_is_where_they_were(commands: Commands, locked: Path) -> None:
    said = type_each("wrong", "")
    commands.open_seminar(locked)
    assert said[-1] == str(EMPTY)
    assert commands.session is None


def test_a_new_seminar_is_protected_by_what_was_typed_twice(
    commands: Commands, tmp_path: Path
) -> None:
    told: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewSeminarDialog)
        dialog.protect.wanted.click()
        assert_accessible(dialog)
        for typed, again in (("", ""), (WORDS, "it's hours"), (WORDS, WORDS)):
            dialog.protect.words.setText(typed)
            dialog.protect.again.setText(again)
            dialog.accept_button.click()
            told.append(dialog.trouble.text())

    QTimer.singleShot(0, answer)
    commands.opening.ask_for_new()
    assert told[:2] == [str(NONE_YET), str(DIFFERENT)]
    assert commands.session is not None
    file = as_file(commands.session.file)
    assert file.path.parent == tmp_path
    assert is_protected(file.path)
    assert file.passphrase.handed_on() == WORDS


def test_who_changes_their_mind_gets_a_seminar_that_anybody_can_open(
    commands: Commands, tmp_path: Path
) -> None:
    dialog = NewSeminarDialog(None, tmp_path, NOON.date())
    dialog.protect.wanted.click()
    dialog.protect.words.setText(WORDS)
    dialog.protect.wanted.click()
    assert dialog.problem() == ""
    assert dialog.value().passphrase == ""
    dialog.deleteLater()


def test_notes_of_a_protected_seminar_are_handed_over_with_a_word_on_how_they_open(
    commands: Commands, locked: Path, tmp_path: Path
) -> None:
    type_each(WORDS)
    commands.open_seminar(locked)
    assert commands.seating.carrying is not None
    commands.seating.carrying.hand_over(tmp_path / "mine.seminar-notes", "Ann")
    assert "opens with the same passphrase" in commands.window.strip.sentence.text()
