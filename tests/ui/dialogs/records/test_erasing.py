"""Erasing for good in the window: searched, chosen, erased, and told truthfully."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.files import keeping, opening
from facilitator.services.notes import noting
from facilitator.services.records.erasing import traces
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import assert_accessible
from tests.ui.open_window import window_at
from ui.dialogs.records.erasing import NOTHING, EraseDialog
from ui.widgets.frames.labels import Label
from ui.window.commands import Commands

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
TYPED = ("Said by Ann about Acme", "Said by Ben", "Said by Ann once more")


@pytest.fixture
def commands(
    qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Commands]:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    with seminar_file.read() as reader:
        group = reader.every(Breakout)[0]
    for words in TYPED:
        noting.add_note(seminar_file, group.id, words, now=NOON)
    with window_at(qtbot, tmp_path, NOON, seminar_file.path) as made:
        yield made


def in_dialog(commands: Commands, act: Callable[[EraseDialog], None]) -> None:
    """Choose the entry of the Edit menu, and do something in the dialog that it opens."""
    seen: list[EraseDialog] = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        seen.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, commands.window, use)
    next(a for a in commands.menus.edit.actions() if "Erase" in a.text()).trigger()
    assert seen


def words(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {note.words for note in reader.every(Note)}


@pytest.fixture
def no_backup_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is open for some seconds makes a backup of its own: what is just being made
    cannot be written, and is named.
    """
    monkeypatch.setattr(keeping, "FIRST_BACKUP_SECONDS", float("inf"))


@pytest.mark.usefixtures("no_backup_by_itself")
def test_what_somebody_said_is_searched_chosen_and_erased_with_its_backups(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    backup = opening.back_up(seminar_file, NOON)

    def choose_ann(dialog: EraseDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        QTest.keyClicks(dialog.list.search, "by ann")
        QTest.keyClick(dialog.list.search, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert [trace.words for trace in dialog.value()] == [TYPED[0]]
        QTest.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert dialog.chosen.text() == "2 chosen"
        dialog.accept_button.click()

    in_dialog(commands, choose_ann)
    assert words(seminar_file) == {"Said by Ben"}
    said = commands.window.strip.sentence.text()
    cleaned = "1 backup on this computer was cleaned."
    assert said.startswith(f"Erased for good here: 2 notes. {cleaned}")
    assert "destroy them, and what was printed" in said
    kept = backups.backups(seminar_file)
    assert backup in kept
    assert not any(b"Said by Ann" in each.read_bytes() for each in kept)


def test_enter_alone_erases_nothing(commands: Commands, seminar_file: SeminarFile) -> None:
    def press_enter(dialog: EraseDialog) -> None:
        QTest.keyClick(dialog.list.search, Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.view
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert_accessible(dialog)

    in_dialog(commands, press_enter)
    assert words(seminar_file) == {*TYPED}


def test_where_nothing_was_said_the_dialog_says_so(qtbot: QtBot) -> None:
    dialog = EraseDialog(None, ())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.accept_button.isVisible()
    assert str(NOTHING) in [label.text() for label in dialog.findChildren(Label)]


def test_what_was_deleted_is_marked_as_such(commands: Commands, seminar_file: SeminarFile) -> None:
    with seminar_file.read() as reader:
        note = reader.every(Note)[0]
    noting.remove(seminar_file, note, now=NOON)
    dialog = EraseDialog(None, traces(seminar_file))
    (row,) = [row for row in dialog.rows.rows if row.text == note.words]
    assert row.detail.startswith("Deleted, but still kept for undo")
    dialog.deleteLater()
