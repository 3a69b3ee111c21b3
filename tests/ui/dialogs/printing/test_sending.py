"""One paper's way to what prints on a computer: sent, followed, and on a stick where that fails."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import ask
from ui.dialogs.printing import choosing, sending
from ui.dialogs.printing.choosing import how_long, is_own_paper, options_of, take_own_paper
from ui.dialogs.printing.sending import Paper, Printing, Wish
from ui.press.spooler import Job, Options, Standing
from ui.tasks import ImmediateTasks

GOING = Standing(is_over=False)
PAUSED = Standing(is_over=False, trouble=say("The printer is paused."))
OUT = Standing(is_over=True)
WISH = Wish("Office", (("sides", "two-sided-long-edge"),), "6 pages, about 1 minute", 1)


@dataclass
class Printers:
    """What stands in for a computer's printing: it says what it is told to."""

    standings: list[Standing] = field(default_factory=list)
    refuses: str = ""
    is_silent: bool = False
    sent: list[tuple[bytes, str, str, Options]] = field(default_factory=list)

    def answer(self) -> None:
        if self.is_silent:
            raise SeminarError(say("What prints on this computer does not answer."))

    def send(self, path: Path, printer: str, title: str, options: Options) -> Job:
        if self.refuses:
            raise SeminarError(say("{printer} takes nothing.", printer=printer))
        self.sent.append((path.read_bytes(), printer, title, options))
        return Job(1, printer)

    def look(self, job: Job) -> Standing:
        return self.standings.pop(0) if self.standings[1:] else self.standings[0]


@dataclass
class Told:
    """What the window heard."""

    said: list[str] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    acts: list[object] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def offer(self, sentence: str, action: str, act: object) -> None:
        self.offered.append((sentence, action))
        self.acts.append(act)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    made = Canvas(str(tmp_path / "made.pdf"), pagesize=(595.28, 841.89))
    for number in range(6):
        made.drawString(50, 700, f"Page {number + 1}")
        made.showPage()
    made.save()
    return tmp_path / "made.pdf"


@pytest.fixture
def document(pages: Path) -> Iterator[QPdfDocument]:
    parent = QObject()
    opened = QPdfDocument(parent)
    opened.load(str(pages))
    yield opened
    opened.close()


@pytest.fixture
def printing(
    qtbot: QtBot,
    pages: Path,
    document: QPdfDocument,
    told: Told,
    system: Printers,
    monkeypatch: pytest.MonkeyPatch,
) -> Printing:
    monkeypatch.setattr(sending, "LOOK_MS", 0)
    parent = QWidget()
    qtbot.addWidget(parent)
    tasks = ImmediateTasks(parent)
    tasks.said.connect(told.said.append)
    tasks.offered.connect(told.offer)
    paper = Paper("Ballots", pages, document, "ballots.pdf")
    made = Printing(parent, tasks, paper, system)
    made.sent.connect(lambda: told.sent.append("sent"))
    made.ended.connect(lambda: told.ended.append("ended"))
    return made


@pytest.fixture
def system() -> Printers:
    return Printers()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "stick.pdf"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: place)
    return place


def test_the_very_pages_are_sent_and_nothing_more_is_said_once_they_are_out(
    qtbot: QtBot, printing: Printing, system: Printers, told: Told, pages: Path
) -> None:
    system.standings = [GOING, GOING, OUT]
    printing.send(WISH)
    qtbot.waitUntil(lambda: bool(system.sent))
    pages.write_bytes(b"made anew meanwhile")
    qtbot.waitUntil(lambda: bool(told.ended))
    ((sent, printer, title, options),) = system.sent
    assert sent.startswith(b"%PDF")
    assert (printer, title, options) == ("Office", "Ballots", WISH.options)
    assert told.said == ["Ballots: at the printer, 6 pages, about 1 minute."]
    assert (told.sent, told.offered) == (["sent"], [])


def test_a_printer_that_stops_later_is_told_of_once_and_the_same_pages_go_on_a_stick(
    qtbot: QtBot, printing: Printing, system: Printers, told: Told, pages: Path, stick: Path
) -> None:
    made = pages.read_bytes()
    system.standings = [GOING, PAUSED, PAUSED, GOING, PAUSED, GOING]
    printing.send(WISH)
    qtbot.waitUntil(lambda: bool(system.sent))
    pages.write_bytes(b"made anew meanwhile, with other codes")
    qtbot.waitUntil(lambda: len(told.offered) == 2)
    assert told.offered == [("Ballots: The printer is paused.", "Save on a stick…")] * 2
    act = told.acts[0]
    assert callable(act)
    act()
    assert stick.read_bytes() == made
    qtbot.waitUntil(lambda: bool(told.ended))
    assert told.said[1:] == [f"Saved as {stick}."]
    assert told.ended == ["ended"]


def test_what_comes_out_after_all_is_no_longer_offered_for_a_stick(
    qtbot: QtBot, printing: Printing, system: Printers, told: Told
) -> None:
    system.standings = [PAUSED, GOING, OUT]
    printing.send(WISH)
    qtbot.waitUntil(lambda: bool(told.ended))
    assert len(told.offered) == 1
    assert told.said[-1] == "Ballots: it has come out."


def test_what_does_not_come_out_in_the_time_that_was_said_is_late(
    qtbot: QtBot,
    printing: Printing,
    system: Printers,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "LOOK_MS", 60_000)  # a minute for each look, on the clock of none
    system.standings = [GOING]
    printing.send(WISH)
    qtbot.waitUntil(lambda: bool(told.offered))
    assert told.offered == [
        ("Ballots: It has not come out after 4 minutes.", "Save on a stick…"),
    ]


@pytest.mark.parametrize("why", ["refuses", "is_silent"])
def test_what_is_not_taken_goes_on_a_stick_at_once(
    qtbot: QtBot,
    why: str,
    printing: Printing,
    system: Printers,
    told: Told,
    pages: Path,
    stick: Path,
) -> None:
    setattr(system, why, "yes")
    if why == "refuses":
        printing.send(WISH)
    else:
        printing.ask()
    qtbot.waitUntil(lambda: bool(told.ended))
    assert stick.read_bytes() == pages.read_bytes()
    assert told.said[0].endswith("Or save the same pages on a stick, and print them elsewhere.")
    assert (told.sent, told.ended) == ([], ["ended"])


def test_without_any_printer_nobody_is_asked_for_one(
    qtbot: QtBot,
    printing: Printing,
    told: Told,
    pages: Path,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    printing.ask()
    qtbot.waitUntil(lambda: bool(told.ended))
    assert told.said[0].startswith("This computer knows of no printer.")
    assert stick.read_bytes() == pages.read_bytes()


def test_a_stick_that_takes_nothing_leaves_the_offer(
    qtbot: QtBot,
    printing: Printing,
    system: Printers,
    told: Told,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system.refuses = "yes"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: tmp_path / "gone" / "stick.pdf")
    printing.send(WISH)
    qtbot.waitUntil(lambda: bool(told.offered))
    assert "could not be written" in told.offered[0][0]
    assert told.ended == []


def a4(tmp_path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "unused.pdf"))
    return printer


def test_what_was_chosen_is_told_and_its_time(
    tmp_path: Path, document: QPdfDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = a4(tmp_path)
    assert is_own_paper(printer, document)
    assert "fit-to-page" not in dict(options_of(printer, document))
    printer.setCopyCount(60)
    printer.setCollateCopies(True)
    modes, chosen = QPrinter.DuplexMode, [QPrinter.DuplexMode.DuplexLongSide]
    monkeypatch.setattr(QPrinter, "duplex", lambda _: chosen[0])  # of a printer that has two sides
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    told = dict(options_of(printer, document))
    assert told["media"] == "A4"
    assert told["sides"] == "two-sided-long-edge"
    assert (told["copies"], told["Collate"], told["page-ranges"]) == ("60", "True", "2-4")
    assert how_long(printer, 6) == ("180 pages, about 12 minutes", 12)
    for beyond, said in (
        ({"page-ranges": "2,5-9"}, ("180 pages, about 12 minutes", 12)),  # 2, 5 and 6 of six
        ({"page-ranges": "1-6", "page-set": "even"}, ("180 pages, about 12 minutes", 12)),
        ({"page-ranges": "1-6", "number-up": "4"}, ("120 pages, about 8 minutes", 8)),
    ):
        monkeypatch.setattr(choosing, "_chosen_beyond", lambda _, beyond=beyond: beyond)
        assert how_long(printer, 6) == said
    for mode, side in (
        (modes.DuplexShortSide, "two-sided-short-edge"),
        (modes.DuplexNone, "one-sided"),
        (modes.DuplexAuto, "two-sided-long-edge"),
    ):
        chosen[0] = mode
        assert dict(options_of(printer, document))["sides"] == side


A3, A4, LETTER = map(
    QPageSize, (QPageSize.PageSizeId.A3, QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)
)


@dataclass
class Has:
    """What a printer has of paper."""

    usual: QPageSize
    more: tuple[QPageSize, ...]

    def defaultPageSize(self) -> QPageSize:
        return self.usual

    def supportedPageSizes(self) -> list[QPageSize]:
        return [self.usual, *self.more]


@pytest.mark.parametrize(
    ("made", "usual", "more", "chosen", "taken"),
    [
        (A3, A4, (A3, LETTER), A4, A3),  # a poster, and nobody chose otherwise
        (A3, A4, (LETTER,), A4, A4),  # there is no such paper
        (A3, A4, (A3, LETTER), LETTER, LETTER),  # somebody chose
        (A4, A3, (A4,), A3, A4),
        (A4, LETTER, (A4, A3), LETTER, LETTER),  # what a country has instead
        (A4, A4, (A3,), A4, A4),
    ],
)
def test_pages_go_on_paper_of_their_size_where_there_is_some(
    made: QPageSize,
    usual: QPageSize,
    more: tuple[QPageSize, ...],
    chosen: QPageSize,
    taken: QPageSize,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    document: QPdfDocument,
) -> None:
    monkeypatch.setattr(choosing, "QPrinterInfo", lambda _: Has(usual, more))
    monkeypatch.setattr(choosing, "paper_of", lambda _: made)
    printer = a4(tmp_path)
    printer.setPageSize(chosen)
    take_own_paper(printer, document)
    assert printer.pageLayout().pageSize().id() == taken.id()
    assert is_own_paper(printer, document) is (taken.id() == made.id())
