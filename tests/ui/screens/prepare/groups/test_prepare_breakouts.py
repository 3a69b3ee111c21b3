"""Who is in which group."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.services.seminar import preparing
from tests.ui.screens.prepare.steps import groups_of, retype, undo
from ui import ask
from ui.dialogs.handout_button import HandoutButton
from ui.screens.prepare.groups.breakouts import BreakoutsSection
from ui.session import Session

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def test_everybody_is_shared_out_and_taken_back(
    breakouts: BreakoutsSection, session: Session
) -> None:
    assert "12 not placed yet" in breakouts.summary.text()
    breakouts.allocate_button.click()
    sizes = [len(members) for members in groups_of(session)]
    assert sum(sizes) == 12
    assert max(sizes) - min(sizes) <= 1
    assert "everybody is placed" in breakouts.summary.text()
    undo(session)
    assert sum(len(members) for members in groups_of(session)) == 0


def test_people_are_moved_by_the_number_of_the_group(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session
) -> None:
    breakouts.places_view.setFocus()
    breakouts.places_view.selectRow(0)
    person = breakouts.sharing.selected_people()[0]
    QTest.keyClick(breakouts.places_view, Key.Key_2)
    assert groups_of(session)[1] == (person,)
    assert breakouts.sharing.selected_people() != (person,), "the cursor waits for the next person"
    assert breakouts.places.records[breakouts.places.row_of(person)].group is not None
    breakouts.places_view.selectRow(breakouts.places.row_of(person))
    QTest.keyClick(breakouts.places_view, Key.Key_0)
    assert groups_of(session)[1] == ()


def test_a_kept_place_survives_the_next_allocation(
    breakouts: BreakoutsSection, session: Session
) -> None:
    breakouts.sharing.put_people(("Person 05",), breakouts.groups.records[3].id)
    breakouts.sharing.allocate()
    assert "Person 05" in groups_of(session)[3]
    breakouts.sharing.keep_people(("Person 05",), stays=False)
    with session.file.read() as reader:
        assert all("Person 05" not in group.fixed_ids for group in reader.every(Breakout))


def test_a_group_is_added_named_and_removed(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session
) -> None:
    count = len(breakouts.groups.records)
    breakouts.add()
    retype(qtbot, breakouts.form.widget("title"), "Late comers")
    assert breakouts.groups.records[-1].breakout.title == "Late comers"
    breakouts.remove_current()
    assert len(breakouts.groups.records) == count
    assert undo(session) == "Remove group “Late comers”"
    assert len(breakouts.groups.records) == count + 1


def test_an_agenda_without_breakouts_says_where_to_add_them(
    breakouts: BreakoutsSection, session: Session
) -> None:
    with session.file.read() as reader:
        (segment,) = reader.every(Segment, kind=SegmentKind.BREAKOUTS)
    preparing.remove(session.file, segment, now=session.clock())
    session.watch.nudge()
    assert breakouts.pages.currentIndex() == 2


def test_late_arrivals_are_placed_with_one_key_and_nobody_else_moves(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session
) -> None:
    breakouts.sharing.put_people(("Person 01",), breakouts.groups.records[0].id)
    breakouts.places_view.setFocus()
    breakouts.places_view.selectRow(breakouts.places.row_of("Person 02"))
    with qtbot.waitSignal(session.tasks.said) as said:
        QTest.keyClick(breakouts.places_view, Key.Key_L)
    assert said.args is not None
    assert said.args[0].startswith("Person 02: ")
    placed = [members for members in groups_of(session) if members]
    assert sorted(placed) == [("Person 01",), ("Person 02",)]


def test_who_goes_where_is_saved_as_a_document(
    breakouts: BreakoutsSection, session: Session, tmp_path: Path
) -> None:
    breakouts.sharing.allocate()
    button = breakouts.findChild(HandoutButton)
    assert isinstance(button, HandoutButton)
    button.sheets[0].save_to(tmp_path / "groups.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "groups.pdf").pages)
    assert all(f"Person {number:02}" in text for number in range(1, 12))


def test_who_goes_where_goes_to_a_printer(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(60)
    button = breakouts.findChild(HandoutButton)
    assert isinstance(button, HandoutButton)
    with qtbot.waitSignal(session.tasks.said) as said:
        button.sheets[0].print_on(printer)
    pages = len(PdfReader(tmp_path / "printed.pdf").pages)
    assert said.args == [f"Who goes where: at the printer, {pages} pages, about 1 minute."]
    assert pages >= len(groups_of(session))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_where_the_printer_fails_the_same_pages_go_on_a_stick(
    qtbot: QtBot,
    breakouts: BreakoutsSection,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    stick = tmp_path / "stick.pdf"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: stick)
    button = breakouts.findChild(HandoutButton)
    assert isinstance(button, HandoutButton)
    said: list[str] = []
    session.tasks.said.connect(said.append)
    button.sheets[0].print_on(printer)
    qtbot.waitUntil(stick.exists)
    assert "did not take the document" in said[0]
    assert "on a stick" in said[0]
    assert len(PdfReader(stick).pages) >= len(groups_of(session))
