"""File > Restore…: backups listed with their time, title and what they hold; one is opened anew."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.days import long_moment, on_this_computer
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.files import opening
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import assert_accessible
from tests.ui.open_window import window_at
from ui import ask
from ui.dialogs.records.restoring import RestoreDialog
from ui.dialogs.records.salvaged import SalvagedDialog
from ui.seminar_files import as_file
from ui.window.commands import Commands

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Commands]:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    with window_at(qtbot, tmp_path, NOON) as made:
        yield made


def note(file: SeminarFile, words: str) -> None:
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    noting.add_note(file, group.id, words, now=NOON)


def restore(commands: Commands, act: Callable[[RestoreDialog], None]) -> None:
    """Choose the entry of the File menu, and do something in the dialog that it opens."""
    seen: list[RestoreDialog] = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RestoreDialog)
        seen.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, commands.window, use)
    actions = commands.window.menus["&File"].actions()
    next(action for action in actions if action.text() == "Re&store…").trigger()
    assert seen


@pytest.mark.parametrize("is_open", [True, False])
def test_a_backup_is_chosen_by_what_it_holds_and_opened_as_a_new_file(
    commands: Commands, seminar_file: SeminarFile, is_open: bool
) -> None:
    note(seminar_file, "one")
    first = opening.back_up(seminar_file, NOON)
    note(seminar_file, "two")
    opening.back_up(seminar_file, NOON + timedelta(minutes=10), opening.Before.MERGE)
    if is_open:
        commands.open_seminar(seminar_file.path)

    def choose_first(dialog: RestoreDialog) -> None:
        assert_accessible(dialog)
        rows = [dialog.rows.row(dialog.rows.index(number, 0)) for number in range(2)]
        assert [row.text.partition(" · ")[0] for row in rows if row] == [
            long_moment(on_this_computer(NOON + timedelta(minutes=10))),
            long_moment(on_this_computer(NOON)),
        ]
        assert rows[0] is not None
        assert rows[0].detail.startswith("Before a merge · ")
        assert "2 notes" in rows[0].detail
        assert rows[1] is not None
        assert "1 note" in rows[1].detail
        dialog.view.setCurrentIndex(dialog.list.proxy.index(1, 0))
        dialog.accept_button.click()

    restore(commands, choose_first)
    assert commands.session is not None
    file = as_file(commands.session.file)
    assert file.path not in (seminar_file.path, first)
    with file.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["one"]
    assert str(file.path) in commands.window.strip.sentence.text()


def test_a_damaged_file_is_salvaged_into_a_new_one_that_says_what_it_lacks(
    commands: Commands, seminar_file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(seminar_file, "one")
    seminar_file.close()
    content = seminar_file.path.read_bytes()
    seminar_file.path.write_bytes(content[:16] + bytes(4080) + content[4096:])
    monkeypatch.setattr(ask, "choose_file", lambda *_: seminar_file.path)
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SalvagedDialog)
        assert_accessible(dialog)
        told.append(dialog.lacks.toPlainText())
        dialog.accept_button.click()

    QTimer.singleShot(0, commands.window, look)
    actions = commands.window.menus["&File"].actions()
    next(each for each in actions if each.text() == "Salvage a &damaged file…").trigger()
    assert told
    assert "Phones have to join again" in told[0]
    assert commands.session is not None
    file = as_file(commands.session.file)
    assert file.path.name == f"{seminar_file.path.stem} salvaged.seminar"
    with file.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["one"]


def test_where_there_are_no_backups_it_says_how_they_come_about(commands: Commands) -> None:
    def look(dialog: RestoreDialog) -> None:
        assert not dialog.accept_button.isVisible()
        assert dialog.cancel_button.text() == "Close"

    restore(commands, look)
    assert commands.session is None
