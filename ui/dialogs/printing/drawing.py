"""Printing a document page by page where Qt alone knows the printer: the window lives on."""

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from ui.dialogs.printing.choosing import pages_wanted
from ui.words.telling import tell

SHARPEST = 300
"""Dots per inch a page is drawn at, at most: more looks the same and takes far longer."""


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
