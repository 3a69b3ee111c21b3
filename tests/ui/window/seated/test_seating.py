"""An open seminar in another language: the same place, the same work, and nothing typed is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.domain.locales import WELSH
from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import press
from ui.dialogs.typed_in import KEEPS
from ui.screens.notes import NotesScreen
from ui.screens.run import RunScreen
from ui.widgets.forms.fields import LineField
from ui.widgets.forms.note_field import NoteField
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.seated.carried import put_into, typed_in
from ui.words import telling


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    telling.speak(None)


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    commands.open_seminar(seminar_file.path)
    return commands


def place(commands: Commands, number: int) -> QWidget:
    commands.go(number)
    assert commands.window.places is not None
    screen = commands.window.places.current()
    assert screen is not None
    return screen


def search(screen: QWidget) -> QLineEdit:
    fields = [f for f in screen.findChildren(QLineEdit) if not isinstance(f, LineField)]
    return next(field for field in fields if field.isVisibleTo(screen))


def test_the_place_stays_and_says_itself_in_the_other_language(opened: Commands) -> None:
    session = opened.session
    place(opened, seminar_window.REPORT)
    opened.speak("cy")
    assert opened.session is session
    assert opened.window.places is not None
    assert opened.window.places.rail.marked() == seminar_window.REPORT
    assert opened.window.places.rail.findChildren(QWidget)
    said = {each.text() for each in opened.window.places.rail._buttons}
    assert WELSH.text("Prepare") in said


def test_a_half_typed_note_and_what_is_looked_for_are_still_there(opened: Commands) -> None:
    themes = place(opened, 3)
    looked_for = search(themes)
    looked_for.setFocus()
    looked_for.insert("Hanes")
    looked_for.setModified(True)
    notes = place(opened, seminar_window.NOTES)
    field = next(f for f in notes.findChildren(NoteField) if f.isVisibleTo(notes))
    field.setFocus()
    field.insertPlainText("Half a thought")
    opened.speak("cy")
    again = place(opened, seminar_window.NOTES)
    assert isinstance(again, NotesScreen)
    assert again is not notes
    found = next(f for f in again.findChildren(NoteField) if f.isVisibleTo(again))
    assert found.toPlainText() == "Half a thought"
    assert search(place(opened, 3)).text() == "Hanes"


def test_words_that_find_no_field_are_given_back(qapp: object) -> None:
    old, new = QWidget(), QWidget()
    first, second = QLineEdit(old), QLineEdit(old)
    QLineEdit(new)
    for field, words in ((first, "kept"), (second, "homeless")):
        field.setText(words)
        field.setModified(True)
    assert put_into(new, typed_in(old)) == ("homeless",)
    assert new.findChildren(QLineEdit)[0].text() == "kept"


def test_a_window_that_would_go_with_the_places_is_to_be_closed_first(opened: Commands) -> None:
    beside = QWidget(opened.window)
    beside.setWindowFlag(beside.windowFlags().Window)
    beside.setProperty(KEEPS, True)
    beside.setWindowTitle("Ballots on paper")
    beside.show()
    opened.menus.tongues.items["cy"].trigger()
    assert opened.menus.tongues.items["en"].isChecked()
    assert telling.spoken().code == "en"
    assert "Ballots on paper" in opened.window.strip.sentence.text()
    beside.close()
    beside.deleteLater()


def test_the_day_goes_on_where_it_was(opened: Commands) -> None:
    place(opened, seminar_window.RUN)
    press(opened.window, "F9", "F9")
    opened.speak("cy")
    place(opened, seminar_window.RUN)
    press(opened.window, "F6")
    assert opened.window.places is not None
    assert opened.window.places.rail.marked() == seminar_window.RUN


def test_what_is_half_typed_goes_where_it_was_though_others_are_gone(
    opened: Commands,
) -> None:
    """A list of numbers is made for each vote: the fields behind it are not those beside it."""
    run = place(opened, seminar_window.RUN)
    assert isinstance(run, RunScreen)
    press(opened.window, "F9", "F9", "F4")
    hands = run.show_panel.poll.hands
    extra = [QLineEdit(hands) for _ in range(3)]
    message = run.show_panel.plain.message
    for field, words in ((message, "Back at two"), (extra[0], "7")):
        field.setText(words)
        field.setModified(True)
    opened.speak("cy")
    again = place(opened, seminar_window.RUN)
    assert isinstance(again, RunScreen)
    assert again.show_panel.plain.message.text() == "Back at two"
    fields = again.findChildren(QLineEdit)
    assert [field.text() for field in fields if field.text()].count("7") == 0
    assert "7" in opened.window.strip.sentence.text()


def test_hands_and_seats_outlive_another_language(
    commands: Commands, small_file: SeminarFile
) -> None:
    commands.open_seminar(small_file.path)
    notes = place(commands, seminar_window.NOTES)
    assert isinstance(notes, NotesScreen)
    notes.marks.number("sector", 1)
    kept = notes.capture.chosen_for("sector")
    assert kept
    press(commands.window, "F6")
    run = place(commands, seminar_window.RUN)
    assert isinstance(run, RunScreen)
    press(commands.window, "F9", "F9", "F4", "N", "O", "H", "7", "Return", "5")
    commands.speak("cy")
    run, notes = (place(commands, n) for n in (seminar_window.RUN, seminar_window.NOTES))
    assert isinstance(run, RunScreen)
    assert isinstance(notes, NotesScreen)
    pending = run.show_panel.poll.pending
    assert pending is not None
    assert [count for _, _, count in pending.marks][:2] == [7, 5]
    notes.seats.take_up()
    assert notes.capture.chosen_for("sector") == kept
