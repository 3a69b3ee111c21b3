"""Windows that were cut off come back, each to what it had done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing
from facilitator.services.views import run_screen
from facilitator.services.views.run_screen import Capture
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.watching.pages import PAGE
from tests.ui.conftest import NOW
from tests.ui.helpers import window_dies
from ui.recent import Recent
from ui.screens.run.room.capture import WordsField
from ui.start import cli
from ui.tasks import ImmediateTasks
from ui.widgets.forms.note_field import NoteField
from ui.window.commands import Commands
from ui.window.main_window import MainWindow
from ui.window.opening import ANOTHER, BACK, RESTORE
from ui.window.seminar_window import NOTES, RUN


@pytest.fixture
def second(qtbot: QtBot, commands: Commands, tmp_path: Path) -> Iterator[Commands]:
    """One more window."""
    window = MainWindow()
    window.show()
    yield Commands(window, tmp_path / "notes", tmp_path, lambda: NOW, ImmediateTasks)
    window.close()
    window.deleteLater()


def add_theme(file: SeminarFile, name: str, minutes: int) -> None:
    at = NOW - timedelta(minutes=minutes)
    preparing.save(file, Theme(id=name, position=1, name=name), verb=Verb.ADD, now=at)


def test_two_windows_that_were_cut_off_come_back_each_to_what_it_typed_and_did(
    commands: Commands,
    second: Commands,
    seminar_file: SeminarFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _, words: asked.append(words))
    other = SeminarFile.open(seminar_file.path)
    window_dies(tmp_path / "notes", seminar_file, 50)
    window_dies(tmp_path / "notes", other, 40)
    names = {seminar_file.session: "Of the first", other.session: "Of the second"}
    add_theme(seminar_file, "Of the first", 30)
    add_theme(other, "Of the second", 20)
    add_theme(SeminarFile.open(seminar_file.path), "Of a window that was closed", 10)
    for file in (seminar_file, other):
        half = f"Typed in {NOTES}: {names[file.session]}"
        noting.keep_drafts(file, [NoteContent(breakout_id="", words=half)], now=NOW)
        half = f"Typed in {RUN}: {names[file.session]}"
        run_screen.keep_drafts(file, [Capture(words=half)], now=NOW)
    other.close()
    commands.opening.begin()
    given = cli._parser().parse_args(asked[0][asked[0].index("open") :])
    second.opening.begin(given.file, "", given.after)
    for window in (commands, second):
        assert window.window.strip.sentence.text() == str(BACK)
        assert window.session is not None
        own = names.pop(window.session.file.session)
        assert str(window.undoing.labels()[0]) == f"Add theme “{own}”"
        window.undoing.undo()
        assert tuple(map(str, window.undoing.labels())) == ("", f"Add theme “{own}”")
        for place, kind in ((NOTES, NoteField), (RUN, WordsField)):
            window.go(place)
            fields = [f for f in window.window.findChildren(kind) if f.isVisibleTo(window.window)]
            typed = [each.toPlainText() for each in fields if each.toPlainText()]
            assert typed == [f"Typed in {place}: {own}"]
    assert names == {}


def test_what_a_cut_off_left_wrong_in_the_file_is_told_with_the_way_to_the_backups(
    commands: Commands, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    add_theme(seminar_file, "Trust", 30)
    window_dies(tmp_path / "notes", seminar_file, 20)
    seminar_file.close()
    raw = sqlcipher.connect(str(seminar_file.path))
    raw.execute(
        "UPDATE journal SET content = replace(content, 'Trust', 'Truth') WHERE record = 'Trust'"
    )
    raw.commit()
    raw.close()
    commands.opening.begin()
    strip = commands.window.strip
    assert "something in this seminar’s file is wrong. Number" in strip.sentence.text()
    assert strip.action.text() == str(RESTORE)


def test_why_nothing_is_open_stands_there_until_something_is(
    commands: Commands, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    foreign = tmp_path / "letter.seminar"
    foreign.write_text("Dear Ann, " * 900)
    commands.opening.begin(foreign)
    strip = commands.window.strip
    for _ in range(2):
        assert strip.isVisible()
        assert "letter.seminar is not a seminar file" in strip.sentence.text()
        assert strip.action.text() == str(ANOTHER)
        strip._end()  # after as long as it takes to read it
    commands.opening.begin(seminar_file.path)
    assert "letter" not in strip.sentence.text()


@pytest.mark.parametrize("is_known", [False, True])
def test_a_damaged_file_is_told_with_the_way_to_its_backups(
    commands: Commands, seminar_file: SeminarFile, is_known: bool
) -> None:
    path = seminar_file.path
    seminar_file.close()
    if is_known:
        commands.opening.recents.add(
            Recent(str(path), "The day", "2011-10-18", "", "2011-10-18T10:00:00+00:00")
        )
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // PAGE):
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    commands.opening.begin(path)
    strip = commands.window.strip
    assert "is damaged" in strip.sentence.text()
    assert strip.action.text() == str(RESTORE)
