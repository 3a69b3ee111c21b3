"""The summary in the window: made, looked at, printed, saved, and known to be out of date."""

import zipfile
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import docx
import pypdf
import pytest
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from PySide6.QtCore import QMarginsF, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.report.legibility import Legibility
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voters, voting
from facilitator.services.records import undoing
from facilitator.services.responses import collecting
from facilitator.services.views import projector
from facilitator.store.records.facts import SUMMARY_PRINTED
from tests.ui.helpers import assert_accessible
from ui import ask
from ui.dialogs.printing import sending
from ui.dialogs.printing.choosing import pages_wanted
from ui.screens.report import ReportScreen, making
from ui.screens.report.making import proposed_name
from ui.screens.report.parts import PartsDialog
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> ReportScreen:
    screen = ReportScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _: screen.finish())
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    return screen


@pytest.fixture
def made(screen: ReportScreen) -> ReportScreen:
    screen.make()
    return screen


def say(screen: ReportScreen, words: str) -> None:
    file, now = screen.session.file, screen.session.clock()
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    collecting.capture(file, question.id, words, now=now)
    screen.session.watch.nudge()


def cautions(screen: ReportScreen) -> str:
    return "\n".join(row.text for row in screen.left.cautions.rows)


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_before_anything_is_recorded_the_place_says_what_is_missing(screen: ReportScreen) -> None:
    assert screen.empty.isVisible()
    assert "Nothing has been recorded yet" in screen.empty.advice.text()
    say(screen, "Something")
    assert "Nothing" not in screen.empty.advice.text()


def test_a_caution_leads_to_the_passage_that_names_somebody(
    qtbot: QtBot, screen: ReportScreen
) -> None:
    with screen.session.file.write(Verb.ADD, screen.session.clock()) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill"))
    say(screen, "What Ermintrude said")
    with screen.session.file.read() as reader:
        (response,) = reader.every(Response)
    screen.make()
    rows = screen.left.cautions.rows
    (at,) = (number for number, row in enumerate(rows) if "Ermintrude" in row.text)
    screen.left.cautions_list.setCurrentIndex(screen.left.cautions.index(at, 0))
    screen.left.cautions_list.setFocus()
    with qtbot.waitSignal(screen.record_asked) as asked:
        QTest.keyClick(screen.left.cautions_list, Qt.Key.Key_Return)
    assert asked.args == [Change(Kind.RESPONSE, response.id)]


def test_the_summary_is_made_and_shown_with_its_contents(made: ReportScreen) -> None:
    assert made.preview.document.pageCount() > 1
    assert made.preview.view.isVisible()
    assert "At a glance" in [row.text for row in made.left.contents.rows]
    assert made.preview.page.suffix() == f" of {made.preview.document.pageCount()}"


def test_one_page_is_shown_when_it_is_chosen_and_saving_it_is_no_print(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path
) -> None:
    whole = made.preview.document.pageCount()
    made.length.setFocus()
    QTest.keyClick(made.length, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: made.preview.document.pageCount() == 1)
    made.outgoing.save_to(tmp_path / "page.pdf")
    qtbot.waitUntil((tmp_path / "page.pdf").exists)
    assert "The record" in text_of(tmp_path / "page.pdf")
    with made.session.file.read() as reader:
        assert reader.fact(SUMMARY_PRINTED) is None
    made.length.setFocus()
    QTest.keyClick(made.length, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: made.preview.document.pageCount() == whole)


def test_ballots_are_saved_to_be_counted_again_under_the_hashes_that_stand_in_the_summary(
    qtbot: QtBot, screen: ReportScreen, tmp_path: Path
) -> None:
    file, now, place = screen.session.file, screen.session.clock(), tmp_path / "ballots.zip"
    with file.read() as reader:
        poll = next(each for each in reader.every(Poll) if each.method is Method.AGREE)
    held = voting.open_round(file, poll.id, now=now)
    for number in range(3):
        who, marks = voters.Voter(f"token {number}"), [(poll.items[0].id, 2 + number)]
        voting.cast(file, held.id, who, marks, submission=f"{number}", now=now)
    voting.close_round(file, held.id, now=now)
    screen.make()
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        screen.outgoing.save_to(place)
    assert (place.exists(), "No round is revealed yet" in said.args[0]) == (False, True)
    voting.reveal_round(file, held.id, now=now)
    screen.make()
    screen.outgoing.save_to(place)
    qtbot.waitUntil(place.exists)
    made = screen.made
    assert made is not None
    with zipfile.ZipFile(place) as saved:
        there = {name: saved.read(name) for name in saved.namelist()}
    rounds = [known for part in made.summary.polls for known in part.rounds]
    recounts = [known.recount for known in rounds if known.recount]
    assert recounts
    for recount in recounts:
        listed = there[recount.file]
        assert sha256(listed).hexdigest() == recount.hash
        for line in listed.decode().splitlines():
            told, name = line.split()
            assert sha256(there[name]).hexdigest() == told
    with file.read() as reader:
        assert reader.fact(SUMMARY_PRINTED) is None


def test_a_summary_is_shown_and_saved_as_it_was_ticked_for_its_readers(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path
) -> None:
    plain = made.preview.document.pageCount()
    made.readers.ticks.actions["large_print"].trigger()
    qtbot.waitUntil(lambda: made.preview.document.pageCount() > plain)
    assert made.made is not None
    assert made.made.legibility == Legibility(large_print=True)
    for name in ("large.pdf", "large.docx"):
        made.outgoing.save_to(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists)
    large = max(
        style.font.size or Pt(0)
        for style in docx.Document(str(tmp_path / "large.docx")).styles
        if isinstance(style, ParagraphStyle)
    )
    assert large == Pt(34)
    made.readers.ticks.actions["large_print"].trigger()
    qtbot.waitUntil(lambda: made.preview.document.pageCount() == plain)
    english, welsh = made.readers.menu().actions()[-2:]
    assert (english.text(), welsh.text()) == ("In English", "In Welsh")
    welsh.trigger()
    qtbot.waitUntil(lambda: made.made is not None and made.made.summary.language is Language.WELSH)
    made.outgoing.save_to(tmp_path / "welsh.html")
    qtbot.waitUntil((tmp_path / "welsh.html").exists)
    assert "Crynodeb o’r diwrnod" in (tmp_path / "welsh.html").read_text("utf-8")


def test_a_place_that_is_left_for_good_ends_what_it_was_making(
    screen: ReportScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(making, "make", lambda *_: lambda: ended.append(True))
    screen.make()
    assert not ended
    screen.let_go()
    assert ended == [True]


def test_one_command_makes_the_page_to_take_home_and_asks_for_a_printer(
    screen: ReportScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        sending, "ask_printer", lambda _, pages, __, **___: asked.append(pages.pageCount())
    )
    screen.print_page()
    assert asked == [1]
    assert screen.length.currentText() == "One page"
    screen.make()
    assert asked == [1], "making it again is no wish to print"


def test_contents_and_page_field_lead_to_the_page(qtbot: QtBot, made: ReportScreen) -> None:
    made.preview.page.setValue(3)
    qtbot.waitUntil(lambda: made.preview.view.pageNavigator().currentPage() == 2)
    row = next(row for row in made.left.contents.rows if row.text == "At a glance")
    index = made.left.contents.index_of(row.key)
    made.left.contents_list.clicked.emit(index)
    qtbot.waitUntil(lambda: made.preview.page.value() == row.value + 1)
    assert made.left.contents.row(made.left.contents_list.currentIndex()) is not None


def test_what_changes_afterwards_makes_the_summary_outdated_until_it_is_made_again(
    made: ReportScreen,
) -> None:
    assert not made.outdated.isVisible()
    say(made, "Late but important")
    assert made.outdated.isVisible()
    QTest.keyClick(made.preview.view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not made.outdated.isVisible()
    assert made.made is not None
    assert "Late but important" in text_of(made.made.path)


def test_what_the_room_is_shown_does_not_make_it_outdated(made: ReportScreen) -> None:
    projector.show(made.session.file, Scene.WELCOME, now=made.session.clock())
    projector.blank(made.session.file, now=made.session.clock())
    made.session.watch.nudge()
    made.reload()
    assert not made.outdated.isVisible()


def test_a_change_while_the_place_is_hidden_is_known_when_it_is_shown(made: ReportScreen) -> None:
    made.hide()
    say(made, "Meanwhile")
    made.show()
    assert made.outdated.isVisible()


def test_open_and_unrevealed_rounds_are_told_and_stay_out(screen: ReportScreen) -> None:
    file, now = screen.session.file, screen.session.clock()
    with file.read() as reader:
        first, second = reader.every(Poll)[:2]
    held = voting.open_round(file, second.id, now=now)
    voting.close_round(file, held.id, now=now + timedelta(minutes=1))
    voting.open_round(file, first.id, now=now + timedelta(minutes=1))
    screen.make()
    assert f"Voting on “{first.title}” is still open" in cautions(screen)
    assert f"Round 1 of “{second.title}” is closed but not revealed" in cautions(screen)
    voting.reveal_round(file, held.id, now=now + timedelta(minutes=2))
    screen.make()
    assert "not revealed" not in cautions(screen)
    assert "The day has not begun" in cautions(screen)


def test_characters_that_cannot_be_printed_are_told_before_printing(screen: ReportScreen) -> None:
    say(screen, "Thumbs up 👍")
    screen.make()
    assert "👍" in cautions(screen)


def places_of_tools(screen: ReportScreen) -> list[QRect]:
    """Where each tool of the preview is, when all has been laid out."""
    QApplication.processEvents()
    shown = [*screen.preview.findChildren(QToolButton), screen.preview.search]
    return [QRect(tool.mapTo(screen, QPoint()), tool.size()) for tool in shown]


def test_words_are_found_one_after_the_other(qtbot: QtBot, screen: ReportScreen) -> None:
    say(screen, "A zymurgist spoke")
    say(screen, "Another zymurgist answered")
    screen.make()
    laid = places_of_tools(screen)
    screen.preview.search.setText("zymurgist")
    qtbot.waitUntil(lambda: screen.preview.hits.text() == "2 found")
    assert places_of_tools(screen) == laid
    QTest.keyClick(screen.preview.search, Qt.Key.Key_Return)
    assert screen.preview.hits.text() == "1 of 2"
    QTest.keyClick(screen.preview.search, Qt.Key.Key_F3)
    assert screen.preview.hits.text() == "2 of 2"
    QTest.keyClick(screen.preview.search, Qt.Key.Key_F3)
    assert screen.preview.hits.text() == "1 of 2"
    screen.preview.search.setText("zymurgists galore")
    qtbot.waitUntil(lambda: screen.preview.hits.text() == "Not found")
    screen.preview.search.setText("zymurgist")
    QTest.keyClick(screen.preview.search, Qt.Key.Key_Return)
    # pressed while pages are still looked through, it goes there as soon as there is one
    qtbot.waitUntil(lambda: screen.preview.hits.text() == "1 of 2")


def test_running_heads_and_feet_are_not_found(qtbot: QtBot, made: ReportScreen) -> None:
    """Each page but the first has its number at its foot, and the seminar's title at its head."""
    preview, pages = made.preview, made.preview.document.pageCount()
    preview.search.setText(f"of {pages}")
    results = preview.found.results
    qtbot.waitUntil(lambda: results.rowCount(QModelIndex()) == pages - 1)
    assert preview.found.count() == 0
    assert preview.hits.text() == "Not found"


@pytest.mark.parametrize("zoom", [0, 1.7])
def test_the_search_goes_to_the_hit_itself_wherever_it_stands(
    qtbot: QtBot, made: ReportScreen, zoom: float
) -> None:
    """The view's own jump, a page away and back, says where the page begins."""
    preview, view = made.preview, made.preview.view
    preview.zoom(zoom)
    preview.search.setText("the")
    qtbot.waitUntil(lambda: preview.found.count() > 20)
    down = view.verticalScrollBar()
    for _ in range(20):
        preview.find_next(1)
        stood, page = down.value(), view.pageNavigator().currentPage()
        hit = preview.found.results.resultAtIndex(view.currentSearchResultIndex())
        preview.go_to(0 if hit.page() else 1)
        preview.go_to(hit.page())
        top = down.value()
        if top < down.maximum():
            below = top + hit.location().y() * preview.found.scale() - stood
            room = view.viewport().height() / (2 if stood else 1)
            assert 0 <= below <= room, (page, hit.location())


def test_zoom_goes_both_ways_and_back_to_the_width(made: ReportScreen) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    view = made.preview.view
    fitted = made.preview._factor()
    QTest.keyClick(view, Qt.Key.Key_Plus, alt)
    assert view.zoomMode() == view.ZoomMode.Custom
    assert view.zoomFactor() == pytest.approx(fitted * 1.2)
    QTest.keyClick(view, Qt.Key.Key_Minus, alt)
    assert view.zoomFactor() == pytest.approx(fitted)
    QTest.keyClick(view, Qt.Key.Key_0, alt)
    assert view.zoomMode() == view.ZoomMode.FitToWidth


def test_it_is_saved_under_a_name_that_says_what_it_is(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def choose(_: object, __: str, name: Path, ___: str) -> Path:
        proposed.append(name)
        return tmp_path / "kept.pdf"

    monkeypatch.setattr(ask, "choose_new_file", choose)
    with qtbot.waitSignal(made.session.tasks.said) as said:
        QTest.keyClick(made.preview.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert made.made is not None
    assert proposed[0].name == proposed_name(made.made.summary.seminar)
    assert proposed[0].name.startswith("2011-10-18-third-sector-partnerships")
    assert (tmp_path / "kept.pdf").read_bytes() == made.made.path.read_bytes()
    assert "kept.pdf" in said.args[0]


def test_a_place_that_cannot_be_written_gets_a_sentence(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path
) -> None:
    with qtbot.waitSignal(made.session.tasks.said) as said:
        made.outgoing.save_to(tmp_path / "no such folder" / "kept.pdf")
    assert "could not be written" in said.args[0]


def printer(path: Path, resolution: int = 60) -> QPrinter:
    """A printer that prints to a PDF file; coarse, for the pages are drawn as pictures."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    made.setResolution(resolution)
    size = QPageSize(QPageSize.PageSizeId.A4)
    made.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    return made


def test_every_page_is_printed_at_its_own_size(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path
) -> None:
    with qtbot.waitSignal(made.session.tasks.said) as said:
        made.outgoing.print_on(printer(tmp_path / "printed.pdf"))
    pages = made.preview.document.pageCount()
    assert made.made is not None
    title = made.made.summary.seminar.title
    assert said.args == [f"{title}: at the printer, {pages} pages, about 1 minute."]
    assert made.outgoing.print.isEnabled()
    printed = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == made.preview.document.pageCount()
    shown = made.preview.document.pagePointSize(0)
    assert float(printed.pages[0].mediabox.height) == pytest.approx(shown.height(), abs=2)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_gets_a_sentence_and_the_pages_a_stick(
    qtbot: QtBot, made: ReportScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, said = tmp_path / "stick.pdf", list[str]()
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: stick)
    made.session.tasks.said.connect(said.append)
    made.outgoing.print_on(printer(tmp_path / "no such folder" / "printed.pdf"))
    qtbot.waitUntil(made.outgoing.print.isEnabled)
    assert "did not take the document" in said[0]
    assert made.made is not None
    assert stick.read_bytes() == made.made.path.read_bytes()
    with made.session.file.read() as reader:
        assert reader.fact(SUMMARY_PRINTED) is None


def ranged(target: QPrinter) -> None:
    target.setPrintRange(QPrinter.PrintRange.PageRange)
    target.setFromTo(2, 3)


@pytest.mark.parametrize(
    ("wish", "pages"),
    [
        (lambda target: None, [0, 1, 2, 3]),
        (ranged, [1, 2]),
        (lambda target: target.setPageOrder(QPrinter.PageOrder.LastPageFirst), [3, 2, 1, 0]),
    ],
)
def test_the_printers_wishes_decide_which_pages_come_out(
    qapp: object, tmp_path: Path, wish: Callable[[QPrinter], None], pages: list[int]
) -> None:
    target = printer(tmp_path / "printed.pdf")
    wish(target)
    assert list(pages_wanted(target, 4)) == pages


def test_a_rehearsal_says_so_in_its_name(session: Session) -> None:
    from dataclasses import replace

    from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar

    with session.file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    named = proposed_name(replace(seminar, title="Tŷ / “Form”: α?", rehearsal=True))
    assert named == "2011-10-18-tŷ-form-α-summary-rehearsal.pdf"


def test_undoing_back_and_making_again_leaves_one_file_behind(made: ReportScreen) -> None:
    assert made.made is not None
    first = made.made.path
    say(made, "Once")
    undoing.undo(made.session.file, made.session.clock())
    made.make()
    assert not first.exists()
    assert made.made.path.exists()


def test_every_control_has_a_name(made: ReportScreen) -> None:
    assert_accessible(made)


def test_parts_are_left_out_and_moved_and_the_pages_show_it(
    made: ReportScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: PartsDialog) -> object:
        assert_accessible(dialog)
        titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        dialog.list.setCurrentRow(titles.index("The seminar"))
        dialog.move_by(-titles.index("The seminar"))
        dialog.list.item(titles.index("Method")).setCheckState(Qt.CheckState.Unchecked)
        chosen = dialog.value()
        dialog.deleteLater()
        return chosen

    monkeypatch.setattr(ask, "ask", choose)
    made.outgoing.parts.click()
    shown = [row.text for row in made.left.contents.rows if not row.level]
    assert shown.index("The seminar") < shown.index("At a glance")
    assert "Method" not in shown
    assert not made.outdated.isVisible()
