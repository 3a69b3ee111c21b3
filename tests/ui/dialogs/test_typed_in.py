"""What was typed in a dialog when the computer ended the program is given back; no code is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from facilitator.services.records import left_words
from facilitator.store.files.file import SeminarFile
from tests.ui.conftest import NOW
from tests.ui.run_day import press
from ui.dialogs.base import Dialog
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.participants import ParticipantsSection
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.main_window import MainWindow


class Asked(Dialog):
    """A dialog with every sort of field."""

    def __init__(self) -> None:
        super().__init__(None, "Combine the wordings")
        self.line, self.text, self.code = QLineEdit("as it was"), QPlainTextEdit(), QLineEdit()
        self.hidden = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.untouched = QLineEdit("nobody typed this")
        self.code.setProperty("secret", True)
        for field in (self.line, self.text, self.code, self.hidden, self.untouched):
            self.body.addWidget(field)


@pytest.fixture
def again(qtbot: QtBot, tmp_path: Path) -> Iterator[Commands]:
    """The window that the computer opens when it is on again."""
    window = MainWindow()
    yield Commands(window, tmp_path / "notes", tmp_path, lambda: NOW, ImmediateTasks)
    window.close()
    window.deleteLater()


def test_words_in_an_open_dialog_are_kept_when_the_program_is_ended(
    commands: Commands, again: Commands, seminar_file: SeminarFile
) -> None:
    commands.open_seminar(seminar_file.path)
    dialog = Asked()
    dialog.show()
    for field in (dialog.line, dialog.text, dialog.code, dialog.hidden):
        QTest.keyClicks(field, " KEPT" if field in (dialog.line, dialog.text) else "SECRET")
    commands.ending.end()
    assert not dialog.isVisible()
    dialog.deleteLater()
    again.open_seminar(seminar_file.path)
    strip = again.window.strip
    assert left_words.left(seminar_file)[0].title == "Combine the wordings"
    strip.dismiss.click()
    assert "“Combine the wordings”: as it was KEPT KEPT" in strip.sentence.text()
    assert "SECRET" not in strip.sentence.text()
    strip.action.click()
    assert QGuiApplication.clipboard().text() == "as it was KEPT\n KEPT"
    assert left_words.left(seminar_file) == ()


def test_what_is_half_typed_in_a_place_is_given_back_when_the_seminar_is_opened_again(
    commands: Commands, again: Commands, small_file: SeminarFile
) -> None:
    """Whoever closes the seminar is not asked for it; what is looked for and drafts are no loss."""
    commands.open_seminar(small_file.path)
    commands.go(0)
    assert commands.window.places is not None
    prepare = commands.window.places.current()
    assert isinstance(prepare, PrepareScreen)
    titles = [prepare.tabs.tabText(at) for at in range(prepare.tabs.count())]
    prepare.go(titles.index("Participants"))
    (people,) = prepare.findChildren(ParticipantsSection)
    people.name.setFocus()
    QTest.keyClicks(people.name, "Ermintrude Quill")
    QTest.keyClicks(people.list.search, "whoever")
    commands.go(1)
    press(commands.window, "F9", "F9", "F4", "N", "O", "H", "7")
    commands.close_seminar()
    again.open_seminar(small_file.path)
    assert [each.title for each in left_words.left(small_file)] == ["Prepare", "Run"]
    people_left, hands_left = (each.words for each in left_words.left(small_file))
    assert people_left == "Name of a person to add: Ermintrude Quill"
    assert ": 7" in hands_left
    again.window.strip.dismiss.click()
    assert "Ermintrude Quill" in again.window.strip.sentence.text()
