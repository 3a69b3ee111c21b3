"""Notes carried by hand, in the window: looked at, taken in and out, handed over, settled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile, new_id
from tests.ui.helpers import assert_accessible
from tests.ui.open_window import window_at
from ui import ask, settings
from ui.dialogs.merging.carrying import Carrying, suggested_name
from ui.dialogs.merging.handing import HandOverDialog
from ui.dialogs.merging.preview import TakeInDialog
from ui.dialogs.merging.settling import ALL_SETTLED, SettlingPanel
from ui.dialogs.merging.taken import TakenDialog
from ui.tasks import Tasks
from ui.widgets.frames.labels import Label
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.fixture
def laptop(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    """A note-taker's copy of the host's file, made when one note stood in it."""
    noting.add_note(seminar_file, group(seminar_file).id, "Everybody's note", now=NOON)
    opening.save_copy(seminar_file, tmp_path / "laptop.seminar")
    copy = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    yield copy
    copy.close()


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile) -> Iterator[Commands]:
    with window_at(qtbot, tmp_path, minutes(10), seminar_file.path) as made:
        yield made


@pytest.fixture
def bundle(laptop: SeminarFile, tmp_path: Path) -> Path:
    """Twelve notes from the laptop."""
    for number in range(12):
        noting.add_note(laptop, group(laptop).id, f"Note {number}", now=minutes(number))
    return merging.write_bundle(laptop, tmp_path / "Table 1")


def group(file: SeminarFile) -> Breakout:
    with file.read() as reader:
        return reader.every(Breakout)[0]


def notes(file: SeminarFile) -> list[Note]:
    with file.read() as reader:
        return list(reader.every(Note))


def words(file: SeminarFile) -> list[str]:
    return sorted(note.words for note in notes(file))


def carrying(commands: Commands) -> Carrying:
    assert commands.seating.carrying is not None
    return commands.seating.carrying


def choose(commands: Commands, words: str) -> None:
    """Choose an entry of the File menu."""
    entries = commands.window.menus["&File"].actions()
    next(entry for entry in entries if plain(entry.text()) == words).trigger()


def plain(words: str) -> str:
    return words.replace("&", "").removesuffix("…")


def panel(commands: Commands) -> SettlingPanel:
    shown = carrying(commands)._panel
    assert shown is not None
    return shown


def head_count(commands: Commands) -> str:
    assert commands.window.places is not None
    head = commands.window.places.header.to_settle
    return head.text() if head.isVisible() else ""


def disagree(host: SeminarFile, laptop: SeminarFile) -> None:
    note = notes(host)[0]
    noting.edit(host, note, "Ours", now=minutes(1))
    noting.edit(laptop, note, "Theirs", now=minutes(2))


def settle(commands: Commands, laptop: SeminarFile) -> SettlingPanel:
    carrying(commands).take_in((laptop.path,))
    assert commands.window.places is not None
    commands.window.places.header.to_settle.click()
    return panel(commands)


def said_in(dialog: TakeInDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Label))


def answer(with_: str) -> list[str]:
    """Press a button of the dialog that comes up; gives what the dialog said."""
    said: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TakeInDialog | TakenDialog)
        said.extend(label.text() for label in dialog.findChildren(Label))
        button = dialog.accept_button if with_ == "accept" else dialog.cancel_button
        button.click()

    QTimer.singleShot(0, press)
    return said


def test_a_file_is_looked_at_taken_in_and_taken_back_out(
    commands: Commands, seminar_file: SeminarFile, bundle: Path
) -> None:
    for other in backups.backups(seminar_file):  # of other tests, made at the same fixed moment
        other.unlink()
    said = answer("accept")
    carrying(commands).look_at((bundle,))
    assert {"Table 1.seminar-notes", "12", "By kind: 12 notes."} <= set(said)
    assert len(words(seminar_file)) == 13
    before = [each for each in backups.backups(seminar_file) if "before-merge" in each.name]
    assert len(before) == 1  # beside what the window makes as time goes by
    strip = commands.window.strip
    assert "Table 1.seminar-notes brings 12 notes" in strip.sentence.text()
    assert strip.action.text() == "Take it back out"
    strip.action.click()
    assert words(seminar_file) == ["Everybody's note"]
    assert strip.action.text() == "Undo"
    strip.action.click()
    assert len(words(seminar_file)) == 13


def test_the_window_is_not_held_up_while_a_file_is_looked_at_and_taken_in(
    qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile, bundle: Path
) -> None:
    window = MainWindow()
    commands = Commands(window, tmp_path / "notes", tmp_path, lambda: minutes(10), Tasks)
    window.show()
    commands.open_seminar(seminar_file.path)
    qtbot.waitUntil(lambda: commands.seating.carrying is not None)
    fractions: list[float] = []
    commands.tasks.progressed.connect(lambda share, _: fractions.append(share))
    carrying(commands).look_at((bundle,))
    assert QApplication.activeModalWidget() is None
    answering = QTimer(window, interval=10)
    answering.timeout.connect(_accept_when_there)
    answering.start()
    qtbot.waitUntil(lambda: "12 notes" in commands.window.strip.sentence.text())
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert len(words(seminar_file)) == 13
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _accept_when_there() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, TakeInDialog):
        dialog.accept()


def test_looking_and_thinking_better_of_it_changes_nothing(
    commands: Commands, seminar_file: SeminarFile, bundle: Path
) -> None:
    answer("cancel")
    carrying(commands).look_at((bundle,))
    assert words(seminar_file) == ["Everybody's note"]
    assert merging.taken_in(seminar_file) == ()


def test_a_damaged_file_is_refused_with_its_reason_and_the_other_is_taken(
    commands: Commands, seminar_file: SeminarFile, bundle: Path
) -> None:
    damaged = bundle.with_name("Table 2.seminar-notes")
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    said = answer("accept")
    carrying(commands).look_at((bundle, damaged))
    assert "Refused" in said
    assert any("is damaged" in sentence for sentence in said)
    assert len(words(seminar_file)) == 13
    assert [taken.brought.name for taken in merging.taken_in(seminar_file)] == [bundle.name]


def test_where_all_is_refused_there_is_nothing_to_take(
    commands: Commands, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.seminar"
    preparing.new_seminar(foreign, now=NOON).close()
    looks = ((foreign, merging.preview(seminar_file, foreign)),)
    dialog = TakeInDialog(commands.window, looks)
    assert dialog.accept_button.isHidden()
    assert dialog.value() == ()
    assert "another seminar" in said_in(dialog)
    assert_accessible(dialog)
    dialog.deleteLater()


def test_a_file_that_was_taken_in_is_listed_and_taken_out_from_there(
    commands: Commands, seminar_file: SeminarFile, bundle: Path
) -> None:
    carrying(commands).take_in((bundle,))
    answer("accept")
    choose(commands, "Notes taken in")
    assert words(seminar_file) == ["Everybody's note"]
    dialog = TakenDialog(commands.window, merging.taken_in(seminar_file))
    assert not dialog.accept_button.isEnabled()
    assert dialog.rows.rows[0].detail.startswith("Taken out again.")
    assert_accessible(dialog)
    dialog.deleteLater()


def test_what_was_handed_over_can_be_taken_in_elsewhere(
    commands: Commands,
    seminar_file: SeminarFile,
    laptop: SeminarFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noting.add_note(seminar_file, group(seminar_file).id, "Typed here", now=minutes(1))
    proposals: list[Path] = []

    def choose_place(parent: object, title: str, proposed: Path, kinds: str) -> Path:
        proposals.append(proposed)
        return tmp_path / "stick" / "mine"

    monkeypatch.setattr(ask, "choose_new_file", choose_place)
    settings.WRITER.keep("Bryn")
    monkeypatch.setattr(ask, "ask", lambda dialog: named(dialog, "Ann’s laptop"))
    choose(commands, "Hand over my notes")
    written = tmp_path / "stick" / "mine.seminar-notes"
    assert proposals[0].name.startswith("october notes 2011-10-18")
    assert "mine.seminar-notes" in commands.window.strip.sentence.text()
    assert merging.preview(laptop, written).by == settings.WRITER.read() == "Ann’s laptop"
    merging.merge(laptop, [written], now=minutes(2))
    assert "Typed here" in words(laptop)


def named(dialog: object, name: str) -> str:
    """Somebody is asked for a name: what stood there is proposed, none is not taken."""
    assert isinstance(dialog, HandOverDialog)
    assert dialog.value() == "Bryn"
    assert_accessible(dialog)
    dialog.name.setText("  ")
    dialog.accept()
    assert "Type a name" in dialog.trouble.text()
    dialog.name.setText(name)
    dialog.accept()
    assert dialog.result()
    return dialog.value()


def test_nothing_is_written_where_nobody_gives_a_name(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask", lambda _: None)
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: pytest.fail("asked where"))
    choose(commands, "Hand over my notes")
    assert settings.WRITER.read() == ""


def test_a_place_that_cannot_be_written_is_said(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "wall").touch()
    carrying(commands).hand_over(tmp_path / "wall" / "mine", "Ann")
    assert "could not be written" in commands.window.strip.sentence.text()


def test_a_suggested_name_says_whose_notes_and_of_when(tmp_path: Path) -> None:
    name = suggested_name(tmp_path / "Our day.seminar", NOON).name
    assert name.startswith("Our day notes 2011-10-18 ")
    assert name.endswith(".seminar-notes")


def test_what_is_to_settle_is_counted_in_the_head_until_it_is_settled_and_undone(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    assert head_count(commands) == ""
    shown = settle(commands, laptop)
    assert head_count(commands) == "1 to settle"
    labels = [label.text() for label in shown.page.cards[0].findChildren(Label)]
    assert labels[0] == "Version 1, shown now"
    assert "Theirs" in labels
    assert shown.isVisible()
    shown.page.cards[1].keep.click()
    assert words(seminar_file) == ["Ours"]
    assert shown.windowTitle() == str(ALL_SETTLED)
    carrying(commands).count()
    assert head_count(commands) == ""
    shown.strip.action.click()
    carrying(commands).count()
    assert head_count(commands) == "1 to settle"


def test_the_menu_opens_what_is_to_settle_and_says_when_there_is_nothing(
    commands: Commands,
) -> None:
    choose(commands, "Settle versions")
    assert panel(commands).windowTitle() == str(ALL_SETTLED)
    assert panel(commands).settled.isVisible()


def test_the_count_follows_what_others_write(
    qtbot: QtBot, commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    merging.merge(seminar_file, [laptop.path], now=minutes(3))
    qtbot.waitUntil(lambda: head_count(commands) == "1 to settle")


def test_both_versions_say_who_wrote_them_and_a_third_can_be_written(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    shown = settle(commands, laptop)
    comparison = shown.current()
    assert comparison is not None
    table = group(seminar_file).title
    assert [(side.words, str(side.who)) for side in comparison.sides] == [
        ("Theirs", f"The computer with the notes of {table}"),
        ("Ours", "This computer"),
    ]
    assert shown.page.third.toPlainText() == "Theirs"
    assert not shown.page.keep_third.isEnabled()
    shown.page.third.setPlainText("Theirs, and ours")
    shown.page.keep_third.click()
    assert words(seminar_file) == ["Theirs, and ours"]
    assert merging.conflict_count(seminar_file) == 0


def test_a_note_that_was_deleted_there_can_be_left_out(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = notes(seminar_file)[0]
    noting.edit(seminar_file, note, "Ours", now=minutes(1))
    preparing.remove(laptop, note, now=minutes(2))
    shown = settle(commands, laptop)
    assert "Leave it out" in shown.page.cards[1].keep.text()
    shown.page.cards[1].keep.click()
    assert words(seminar_file) == []
    shown.strip.action.click()
    assert words(seminar_file) == ["Ours"]


def test_what_somebody_settled_meanwhile_is_said(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    shown = settle(commands, laptop)
    (conflict,) = merging.conflicts(seminar_file)
    record = conflict.versions[0].record
    assert record is not None
    merging.settle(seminar_file, conflict, record, now=minutes(5))
    shown.choose(1)
    assert "settled already" in shown.strip.sentence.text()
    assert words(seminar_file) == ["Theirs"]


def test_a_third_version_that_is_being_written_outlives_that_somebody_settled_it(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    shown = settle(commands, laptop)
    shown.page.third.setPlainText("Theirs, and o")
    (conflict,) = merging.conflicts(seminar_file)
    record = conflict.versions[0].record
    assert record is not None
    merging.settle(seminar_file, conflict, record, now=minutes(5))
    shown.reload()
    assert "settled in another window" in shown.strip.sentence.text()
    assert shown.page.third.toPlainText() == "Theirs, and o"
    shown.page.third.setPlainText("Theirs, and ours")
    shown.page.keep_third.click()
    assert "the two are to settle" in shown.strip.sentence.text()
    (again,) = merging.conflicts(seminar_file)
    held = {each.record.words for each in again.versions if isinstance(each.record, Note)}
    assert held == {"Theirs", "Theirs, and ours"}
    assert not shown.page.keep_third.isEnabled(), "what is written is to be written no more"


def test_a_third_version_is_there_again_after_another_record_was_looked_at(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    shown = settle(commands, laptop)
    first = shown.current()
    assert first is not None
    other = replace(first, conflict=replace(first.conflict, id="another"))
    shown.page.third.setPlainText("Theirs, and o")
    shown.page.show_comparison(other)
    assert shown.page.third.toPlainText() == "Theirs"
    shown.page.show_comparison(first)
    assert shown.page.third.toPlainText() == "Theirs, and o"


def test_other_kinds_show_wherein_they_differ(
    commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    theme = Theme(id=new_id(), position=90, name="Trust")
    preparing.save(seminar_file, theme, now=minutes(1))
    other = Theme(id=theme.id, position=90, name="Trust", description="Slow")
    preparing.save(laptop, other, now=minutes(2))
    shown = settle(commands, laptop)
    comparison = shown.current()
    assert comparison is not None
    assert comparison.conflict.kind is Kind.THEME
    assert [[tuple(map(str, each)) for each in side.details] for side in comparison.sides] == [
        [("Description", "Slow")],
        [("Description", "none")],
    ]


def test_the_panel_is_worked_by_keyboard_and_every_control_has_a_name(
    qtbot: QtBot, commands: Commands, seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    shown = settle(commands, laptop)
    assert_accessible(shown)
    assert commands.window.places is not None
    head = commands.window.places.header.to_settle
    assert head.accessibleName() == "1 record has two versions to settle"
    assert shown.page.cards[1].keep.shortcut().toString() == "Alt+2"
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown.list.view, Qt.Key.Key_Escape)
    assert not shown.isVisible()
