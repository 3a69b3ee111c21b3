"""Which printer, how many copies, which pages, on one side or both: what was chosen, and how long
that takes.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.domain.wording import Counted
from ui.words.telling import tell

PAGES_A_MINUTE = 15
"""What a small office printer does; one that is faster surprises nobody."""
OTHER = 0.9
"""Paper that is smaller than so many times another is no substitute for it."""
SAME_POINTS = 6
"""Paper that differs by less, in points, is the same: makers round its sides differently."""
_OF_CUPS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt keeps what was chosen beyond what it knows itself: names and values in turn."""
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


def ask_printer(
    parent: QWidget, document: QPdfDocument, title: str, *, both_sides: bool = False
) -> QPrinter | None:
    """The system's print dialog, which has copies and sides; None when it was cancelled. On
    `both_sides` goes what is read so, unless something else is chosen there.
    """
    printer, pages = QPrinter(QPrinter.PrinterMode.HighResolution), document.pageCount()
    printer.setDocName(title)
    if both_sides and pages > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        take_own_paper(printer, document)
    return printer if agreed else None


def take_own_paper(printer: QPrinter, document: QPdfDocument) -> None:
    """Have it be on paper of the pages' own size where there is such, and other paper was nobody's
    choice. What is hardly larger or smaller is what a country has instead: it is in the printer.
    """
    info, own = QPrinterInfo(printer), paper_of(document)
    usual, chosen = info.defaultPageSize(), printer.pageLayout().pageSize()
    is_usual = chosen.isEquivalentTo(usual) and not OTHER < _area(own) / _area(usual) < 1 / OTHER
    there = next((each for each in info.supportedPageSizes() if each.isEquivalentTo(own)), None)
    if is_usual and there is not None:
        printer.setPageSize(there)


def _area(paper: QPageSize) -> float:
    size = paper.size(QPageSize.Unit.Point)
    return max(size.width() * size.height(), 1.0)


def paper_of(document: QPdfDocument) -> QPageSize:
    """The paper that a document's pages are made for, upright."""
    points = document.pagePointSize(0)
    sides = sorted((points.width(), points.height()))
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    return QPageSize(QSizeF(*sides), QPageSize.Unit.Point, "", match)


def options_of(printer: QPrinter, document: QPdfDocument) -> tuple[tuple[str, str], ...]:
    """What was chosen, as CUPS is told it (RFC 8011, 5.2; PWG 5100.13), what Qt keeps of more with
    it.
    """
    paper, copies = printer.pageLayout().pageSize(), printer.copyCount()
    options = {"media": paper.key(), "sides": _sides(printer)}
    if copies > 1:
        options |= {"copies": str(copies), "Collate": str(printer.collateCopies())}
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        options["page-ranges"] = printer.pageRanges().toString()
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        options["outputorder"] = "reverse"
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options["print-color-mode"] = "monochrome"
    if not is_own_paper(printer, document):
        options |= {"print-scaling": "fit", "fit-to-page": "True"}
    return tuple((options | _chosen_beyond(printer)).items())


def is_own_paper(printer: QPrinter, document: QPdfDocument) -> bool:
    """Whether the pages come out at their own size."""
    chosen = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    made = paper_of(document).size(QPageSize.Unit.Point)
    off = abs(chosen.width() - made.width()), abs(chosen.height() - made.height())
    return max(off) < SAME_POINTS


def how_long(printer: QPrinter, pages: int) -> tuple[str, int]:
    """How many pages will come out and about how long that takes, in words, and the minutes."""
    on_one = int(_chosen_beyond(printer).get("number-up", "1"))
    sides = -(-len(_in_range(printer, pages)) // on_one) * printer.copyCount()
    minutes = -(-sides // PAGES_A_MINUTE)
    words = tell(
        "{pages}, about {minutes}",
        pages=Counted(sides, "{n} page", "{n} pages"),
        minutes=Counted(minutes, "{n} minute", "{n} minutes"),
    )
    return words, minutes


def pages_wanted(printer: QPrinter, pages: int) -> Iterator[int]:
    """The pages from 0 in the order they should come out, copies included."""
    wanted = _in_range(printer, pages)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        yield from wanted * copies
    else:
        yield from (page for page in wanted for _ in range(copies))


def _in_range(printer: QPrinter, pages: int) -> list[int]:
    beyond = _chosen_beyond(printer)
    is_ranged = printer.printRange() == QPrinter.PrintRange.PageRange
    ranged = printer.pageRanges().toString() if is_ranged else ""
    chosen = beyond.get("page-ranges", ranged)  # where CUPS prints, the dialog leaves them to it
    if not chosen:
        wanted: Sequence[int] = range(pages)
    else:
        ends = (each.partition("-") for each in chosen.split(","))
        runs = (range(int(first) - 1, int(last or first)) for first, _, last in ends)
        wanted = sorted({page for page in chain(*runs) if page < pages})
    only = {"odd": 0, "even": 1}.get(beyond.get("page-set", ""))
    return [page for page in wanted if only is None or page % 2 == only]


def _chosen_beyond(printer: QPrinter) -> dict[str, str]:
    told: object = printer.printEngine().property(_OF_CUPS)
    words = [str(word) for word in told] if isinstance(told, list) else []
    return {name: value for name, value in zip(words[::2], words[1::2], strict=False) if value}


def _sides(printer: QPrinter) -> str:
    is_wide = printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    modes = QPrinter.DuplexMode
    automatic = modes.DuplexShortSide if is_wide else modes.DuplexLongSide
    return _SIDES.get(printer.duplex(), _SIDES[automatic])
