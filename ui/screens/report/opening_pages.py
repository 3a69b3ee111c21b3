"""Pages of a PDF made ready to be shown, a few at each turn of the event loop.

A view asks how large every page is before it shows the first; of a long report that takes longer
than an eye forgives, once for each document.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtPdf import QPdfDocument

AT_ONCE = 40
"""Pages that are looked at in one turn."""


class OpeningPages(QObject):
    """One document at a time: where another is asked for meanwhile, the one before is dropped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._then: Callable[[QPdfDocument], object] = lambda _: None
        self._next = 0
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._look)

    def open(self, path: Path, then: Callable[[QPdfDocument], object]) -> None:
        """Hand the document over once it is ready: a short one at once, one that cannot be read
        without a page.
        """
        document = QPdfDocument()
        document.load(str(path))
        self._document, self._then, self._next = document, then, 0
        self._look()

    def stop(self) -> None:
        """Nobody wants to see it any more."""
        self._turn.stop()
        self._document = None

    def _look(self) -> None:
        document = self._document
        if document is None:
            return
        stop = min(self._next + AT_ONCE, document.pageCount())
        for page in range(self._next, stop):
            document.pagePointSize(page)
        self._next = stop
        if stop < document.pageCount():
            self._turn.start()
            return
        self._document = None
        self._then(document)
