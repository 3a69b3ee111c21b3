"""Printing a document page by page, so that the window lives on meanwhile."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.domain.wording import Counted
from ui.words.telling import tell

SHARPEST = 300
"""Dots per inch a page is drawn at, at most: more looks the same and takes far longer."""


def ask_printer(
    parent: QWidget, pages: int, title: str, *, both_sides: bool = False
) -> QPrinter | None:
    """The system's print dialog, which has copies and sides; None when it was cancelled. On
    `both_sides` goes what is read so, unless something else is chosen there.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if both_sides and pages > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if agreed else None


PAGES_A_MINUTE = 15
"""What a small office printer does; one that is faster surprises nobody."""


def how_long(printer: QPrinter, pages: int) -> str:
    """How many pages will come out, and about how long that takes."""
    copies = printer.copyCount() if printer.supportsMultipleCopies() else 1
    sides = len(list(pages_wanted(printer, pages))) * copies
    minutes = -(-sides // PAGES_A_MINUTE)
    return tell(
        "{pages}, about {minutes}",
        pages=Counted(sides, "{n} page", "{n} pages"),
        minutes=Counted(minutes, "{n} minute", "{n} minutes"),
    )


class PrintRun(QObject):
    """One document on its way to a printer. `ended` carries "" or a sentence on what went wrong."""

    progressed = Signal(float)
    ended = Signal(str)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._painter = QPainter()
        self._pages = list(pages_wanted(printer, document.pageCount()))
        self._done = 0
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; each page takes a turn of the event loop."""
        self._printer.setFullPage(True)
        if not self._pages or not self._painter.begin(self._printer):
            self._end(
                tell("The printer did not take the document. Check that it is on, and try again.")
            )
            return
        self._turn.start()

    def _print_next(self) -> None:
        if self._done and not self._printer.newPage():
            self._end(tell("The printer stopped in the middle. Check its paper, and print again."))
            return
        self._draw(self._pages[self._done])
        self._done += 1
        self.progressed.emit(self._done / len(self._pages))
        if self._done < len(self._pages):
            self._turn.start()
        else:
            self._end("")

    def _draw(self, page: int) -> None:
        points = self._document.pagePointSize(page)
        dots = min(self._printer.resolution(), SHARPEST) / 72
        size = QSize(round(points.width() * dots), round(points.height() * dots))
        paper = QRectF(self._painter.viewport())
        shown = QRectF(0, 0, size.width(), size.height())
        scale = min(paper.width() / shown.width(), paper.height() / shown.height())
        shown.setSize(shown.size() * scale)
        shown.moveCenter(paper.center())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(shown, self._document.render(page, size))

    def _end(self, trouble: str) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.ended.emit(trouble)
        self.deleteLater()


def pages_wanted(printer: QPrinter, pages: int) -> Iterator[int]:
    """The pages from 0 in the order they should come out, copies included."""
    ranged = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
    first, last = (printer.fromPage(), printer.toPage()) if ranged else (1, pages)
    wanted = [page - 1 for page in range(first, min(last, pages) + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        yield from wanted * copies
    else:
        yield from (page for page in wanted for _ in range(copies))
