"""Participants by hand and from lists."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.people.participants import Address, Consent, Participant
from facilitator.services.people.column_fields import Field
from facilitator.services.seminar import preparing
from tests.ui.helpers import assert_accessible
from tests.ui.screens.prepare.steps import add_people, persons, undo
from ui.dialogs.import_people import ImportDialog
from ui.screens.prepare.consent_menu import ON_TABLET
from ui.screens.prepare.participants import ParticipantsSection
from ui.session import Session
from ui.tablet.consent_pages import ConsentPage, KeptPage
from ui.tablet.name_page import NamePage
from ui.tablet.pages import ClosedPage

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def test_people_are_typed_one_after_the_other(
    qtbot: QtBot, people: ParticipantsSection, session: Session
) -> None:
    people.name.setFocus()
    for name in ("Ann Bell", "Bo Cole"):
        QTest.keyClicks(people.name, name)
        QTest.keyClick(people.name, Key.Key_Return)
    assert [each.name for each in persons(session)] == ["Ann Bell", "Bo Cole"]
    assert people.name.hasFocus()
    assert people.name.text() == ""
    undo(session)
    assert [each.name for each in persons(session)] == ["Ann Bell"]


def test_people_are_checked_in_with_one_undoable_act(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann")
    people.table.setData(people.table.index(0, 0), 2, Qt.ItemDataRole.CheckStateRole)
    assert persons(session)[0].arrived_at == session.clock()
    assert "1 here" in people.summary.text()
    assert undo(session) == "Check in Ann"
    assert persons(session)[0].arrived_at is None


def test_selected_people_are_checked_in_with_the_space_bar(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo")
    people.view.selectAll()
    people.view.setFocus()
    QTest.keyClick(people.view, Key.Key_Space)
    assert all(each.arrived_at for each in persons(session))
    QTest.keyClick(people.view, Key.Key_Space)
    assert not any(each.arrived_at for each in persons(session))
    assert undo(session) == "Check out 2 people"


def test_people_who_stand_on_the_list_twice_are_named(
    people: ParticipantsSection, session: Session
) -> None:
    first = Participant(id="1", name="Ann Bell", organisation="Homes")
    second = Participant(id="2", name="ann bell", organisation="HOMES")
    preparing.save(session.file, first, second, now=session.clock())
    session.watch.nudge()
    assert "more than once: Ann Bell" in people.summary.text()


def test_selected_people_are_removed_and_come_back(
    qtbot: QtBot, people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo", "Cy")
    people.view.selectRow(1)
    people.view.setFocus()
    QTest.keyClick(people.view, Key.Key_Delete)
    assert [each.name for each in persons(session)] == ["Ann", "Cy"]
    assert undo(session) == "Remove Bo"
    assert len(persons(session)) == 3


def import_dialog(
    people: ParticipantsSection, session: Session, path: Path, text: str
) -> ImportDialog:
    from facilitator.services.people.importing import read_sheet

    path.write_text(text, encoding="utf-8")
    assert people.material is not None
    return ImportDialog(
        path,
        read_sheet(path),
        people.material.participants,
        people.material.seminar,
        session.tasks,
        people,
    )


def test_an_import_is_previewed_mapped_and_taken(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    text = "First Name,Surname,Firm,Attendee Status\nAnn,Bell,Homes,Attending\nBo,Cole,,Cancelled\n"
    dialog = import_dialog(people, session, tmp_path / "list.csv", text)
    assert dialog.summary.text() == "2 rows: 1 new, 1 refused."
    assert dialog.take.text() == "Add 1 person"
    assert_accessible(dialog)
    from facilitator.services.people.importing import Field

    box = dialog.boxes[Field.ORGANISATION]
    assert box.currentText() == "Not in the list"
    box.setCurrentIndex(box.findText("Firm"))
    box.activated.emit(box.currentIndex())
    people.take(dialog.value())
    (ann,) = persons(session)
    assert (ann.name, ann.organisation) == ("Ann Bell", "Homes")
    assert undo(session) == "Take people from a list"
    dialog.deleteLater()


def test_a_list_is_imported_from_the_file_to_the_table(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name;Organisation\nAnn Bell;Homes\nBo Cole;Care\n", encoding="utf-16")

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        dialog.take.click()

    QTimer.singleShot(0, accept)
    people.import_list(path)
    assert [each.name for each in people.table.records] == ["Ann Bell", "Bo Cole"]


def test_a_list_without_headings_is_read_as_people(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    dialog = import_dialog(people, session, tmp_path / "list.csv", "Ann Bell,Homes\nBo,Care\n")
    assert not dialog.take.isEnabled()
    dialog.heading_row.setValue(0)
    from facilitator.services.people.importing import Field

    box = dialog.boxes[Field.NAME]
    box.setCurrentIndex(box.findText("Column A"))
    box.activated.emit(box.currentIndex())
    assert [each.participant.name for each in dialog.value()] == ["Ann Bell", "Bo"]
    dialog.deleteLater()


def test_a_list_with_headings_that_nobody_knows_is_asked_about(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    text = "Délégués\n\nWer\nAnn Bell\nBo Cole\n"
    dialog = import_dialog(people, session, tmp_path / "list.csv", text)
    assert "Row 1 reads “Délégués”: does it?" in dialog.question.words.text()
    assert not dialog.take.isEnabled()
    dialog.heading_row.setValue(3)
    assert dialog.question.words.text() == "Say which column holds the names."
    dialog.question.no.click()
    assert dialog.question.isHidden()
    assert dialog.take.text() == "Add 4 people"
    dialog.deleteLater()


def test_rows_are_left_out_and_taken_back_by_the_space_bar(
    qtbot: QtBot, people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\nAnn,a@a.example\nBo,b@b.example\nCy,c@c.example\n")
    offered: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.rows.view.setFocus()
        for row in (1, 2, 1):
            dialog.rows.select(row)
            QTest.keyClick(dialog.rows.view, Key.Key_Space)
            offered.append(dialog.take.text())
        dialog.take.click()

    QTimer.singleShot(0, press)
    people.import_list(path)
    assert offered == ["Add 2 people", "Add 1 person", "Add 2 people"]
    assert [each.name for each in persons(session)] == ["Ann", "Bo"]


def test_who_may_be_somebody_there_is_asked_about_before_anything_is_taken(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    add_people(session, "Ann Bell")
    dialog = import_dialog(
        people, session, tmp_path / "list.csv", "Name,Email\nAnn Bell,ann@bell.example\n"
    )
    assert "1 row waits for your answer" in dialog.summary.text()
    assert not dialog.take.isEnabled()
    dialog.others.click()
    assert dialog.take.text() == "Add 1 person"
    dialog.same.click()
    assert dialog.take.text() == "Complete 1"
    dialog.deleteLater()


def test_strange_words_for_a_sector_or_size_are_offered_as_the_seminars_own(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    text = "Name,Sector,Size\nAnn,Charity,Small\nBo,Media,12\n"
    dialog = import_dialog(people, session, tmp_path / "list.csv", text)
    assert {word: box.currentText() for (_, word), box in dialog.sectors.boxes.items()} == {
        "Charity": "Third sector",
        "Media": "As it stands",
        "Small": "Small: fewer than 10 staff",
    }
    sizes = [each.participant.size for each in dialog.value()]
    assert sizes == ["Small: fewer than 10 staff", "Medium: 10 to 249 staff"]
    assert [each.participant.sector for each in dialog.value()] == ["Third sector", "Media"]
    assert_accessible(dialog)
    box = dialog.sectors.boxes[Field.SECTOR, "Charity"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert dialog.value()[0].participant.sector == "Charity"
    dialog.deleteLater()


def test_a_file_that_is_no_list_is_refused_in_the_message_strip(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    said: list[str] = []
    session.tasks.said.connect(said.append)
    path = tmp_path / "paper.csv"
    path.write_bytes(b"%PDF-1.7")
    people.import_list(path)
    assert said == ["paper.csv is a PDF, not a list; save the list as CSV or XLSX."]


def test_a_signed_sheet_is_entered_with_the_keyboard(
    qtbot: QtBot, people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bea", "Cai")
    people.view.setFocus()
    QTest.keySequence(people.view, QKeySequence.StandardKey.SelectAll)
    QTest.keyClick(people.view, Key.Key_Space)
    assert all(person.arrived_at for person in persons(session))
    people.view.selectRow(1)
    QTest.keyClick(people.view, Key.Key_Space)
    assert [bool(person.arrived_at) for person in persons(session)] == [True, False, True]


def test_the_attendance_sheet_is_saved_as_a_document(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    add_people(session, "Ann", "Bea")
    people.print_button.sheets[0].save_to(tmp_path / "sheet.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages)
    assert all(words in text for words in ("Signature", "Ann", "Bea"))


def test_consent_is_noted_for_the_selected_people_in_one_undoable_act(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo")
    people.view.selectAll()
    menu = people.consent
    menu.aboutToShow.emit()
    (quote, *_) = menu.actions()
    assert quote.isEnabled()
    assert not quote.isChecked()
    quote.trigger()
    assert "2 may be quoted" in people.summary.text()
    menu.aboutToShow.emit()
    assert quote.isChecked()
    assert undo(session) == "Note consent"
    assert "quoted" not in people.summary.text()
    people.view.clearSelection()
    menu.aboutToShow.emit()
    assert not quote.isEnabled()


def test_people_say_on_the_tablet_what_they_agree_to_before_anything_is_voted_on(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo")
    menu = people.consent
    next(each for each in menu.actions() if each.text() == str(ON_TABLET)).trigger()
    tablet = menu.tablet
    assert tablet is not None
    assert isinstance(tablet.page, ClosedPage)
    tablet.page.consent_wanted.emit("en")
    assert isinstance(tablet.page, NamePage)
    QTest.keyClick(tablet.page.list.search, Key.Key_Down)
    QTest.keyClick(tablet.page.list.view, Key.Key_Return)
    page = tablet.page
    assert isinstance(page, ConsentPage)
    page.choices["contact"].click()
    page.on.click()
    assert "in full" in page.trouble.text(), "consent to be contacted comes with an address"
    page.email.setText("ann@bell.example")
    page.on.click()
    assert isinstance(tablet.page, KeptPage)
    with session.file.read() as reader:
        (given,) = reader.every(Consent)
        assert (given.contact, given.quote, given.channel) == (True, False, "tablet")
        assert [each.email for each in reader.every(Address)] == ["ann@bell.example"]
    tablet.leave()


def test_the_desk_has_the_order_of_the_printed_list_and_a_slash_finds(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann Young", "Zoe Able", "Bo ap Lewis")
    shown = [people.table.record(row) for row in range(people.table.rowCount())]
    assert [each.name for each in shown if each] == ["Zoe Able", "Bo ap Lewis", "Ann Young"]

    people.add_button.setFocus()
    QTest.keyClick(people.add_button, Key.Key_Slash)
    assert people.list.search.hasFocus()
    QTest.keyClicks(people.list.search, "bo / ")
    assert people.list.search.text() == "bo / ", "what is typed in a search is typed"
    assert not any(each.arrived_at for each in persons(session))


def test_who_is_found_after_another_was_clicked_is_checked_in_by_space(
    people: ParticipantsSection, session: Session
) -> None:
    """The search hides who was clicked before, and the cursor goes to somebody nobody chose."""
    add_people(session, "Ann Young", "Zoe Able", "Bo Lewis", "Bo Wynne")
    for sought, clicked in (("young", "Able"), ("wynne", "Young")):
        names = [each.name for row in range(4) if (each := people.table.record(row))]
        row = next(n for n, name in enumerate(names) if clicked in name)
        at = people.view.visualRect(people.list.proxy.index(row, 1)).center()
        QTest.mouseClick(people.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.keyClick(people.view, Key.Key_Slash)
        assert people.list.search.hasFocus()
        QTest.keyClicks(people.list.search, sought)
        QTest.keyClick(people.list.search, Key.Key_Down)
        QTest.keyClick(people.view, Key.Key_Space)
        people.list.search.clear()
        QTest.keyClick(people.list.search, Key.Key_Down)
    here = {each.name for each in persons(session) if each.seen_here}
    assert here == {"Ann Young", "Bo Wynne"}


def test_consent_to_be_written_to_asks_for_the_address_that_the_list_has_not(
    people: ParticipantsSection, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_people(session, "Ann", "Bo")
    menu, said = people.consent, list[str]()
    session.tasks.said.connect(said.append)
    contact = next(each for each in menu.actions() if each.data() == "contact")
    people.view.selectAll()
    contact.trigger()
    assert said == [
        (
            "Nobody could write to Ann and Bo: no address is known. Select one of them and tick it "
            "again to type it."
        )
    ]
    monkeypatch.setattr("ui.screens.prepare.consent_menu.ask", lambda _: "ann@bell.example")
    people.view.selectRow(0)
    menu.aboutToShow.emit()
    contact.trigger()
    menu.aboutToShow.emit()
    assert contact.isChecked()
    assert menu.said.text().startswith("Said at the desk, ")
    with session.file.read() as reader:
        assert [each.email for each in reader.every(Address)] == ["ann@bell.example"]
