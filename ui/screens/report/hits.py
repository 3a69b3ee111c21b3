"""Where words stand in the pages that are shown: in the text alone, and gone to one by one."""

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal
from PySide6.QtPdf import QPdfDocument, QPdfLink, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView

SETTLING_MS = 60
"""Pages are searched one by one: so long after the last, what was found is gone through."""
ABOVE = 1 / 3
"""The share of the view that stays above a hit, so that it is read with what leads to it."""


class Hits(QObject):
    """Hits in running heads and feet are on every page and of no use: they do not count.

    Qt's own view goes to the top of a hit's page, not to the hit. `told` comes with news. `edges`
    are the heights of the running head and foot, in points.
    """

    told = Signal()

    def __init__(self, document: QPdfDocument, view: QPdfView) -> None:
        super().__init__(view)
        self._document, self._view = document, view
        self.results = QPdfSearchModel(self)
        self.results.setDocument(document)
        view.setSearchModel(self.results)
        self._places: list[int] | None = []
        self.at = -1
        self.edges = (0.0, 0.0)
        self._on: tuple[int, float, float] | None = None
        self._wanted = 0
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self._settle)
        self.results.countChanged.connect(self._begin_anew)

    def look_in(self, document: QPdfDocument) -> None:
        """Find the same words in other pages."""
        self._document = document
        self.at, self._on, self._places, self._wanted = -1, None, None, 0
        self.results.setDocument(document)
        self.told.emit()

    def look_for(self, words: str) -> None:
        """Find these words, from the first page on."""
        self.at, self._on, self._places, self._wanted = -1, None, None, 0
        self.results.setSearchString(words)
        self.told.emit()

    def count(self) -> int:
        """How often the words stand in the text, as far as pages were searched."""
        return len(self._found())

    def go_on(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) hit, around the ends; to the first as soon as
        there is one, where pages are still looked through.
        """
        found = self._found()
        self._wanted = 0 if found else by
        if not found:
            return
        self.at = (
            (self.at + by) % len(found) if self.at >= 0 else (0 if by > 0 else -1) % len(found)
        )
        self._view.setCurrentSearchResultIndex(found[self.at])
        hit = self.results.resultAtIndex(found[self.at])
        self._on = _place(hit)
        self._bring_into_sight(hit)
        self.told.emit()

    def _settle(self) -> None:
        if self._wanted:
            self.go_on(self._wanted)
        self.told.emit()

    def _begin_anew(self) -> None:
        self._places = None
        self._settling.start()

    def _found(self) -> list[int]:
        """Which of the model's results are in the text. A page that is painted is searched before
        its turn: the hit that was gone to may have another number then.
        """
        if self._places is None:
            all_of_them = range(self.results.rowCount(QModelIndex()))
            hits = {row: self.results.resultAtIndex(row) for row in all_of_them}
            self._places = [row for row, hit in hits.items() if self._is_in_text(hit)]
            stand = [_place(hits[row]) for row in self._places]
            self.at = stand.index(self._on) if self._on in stand else -1
        return self._places

    def _is_in_text(self, hit: QPdfLink) -> bool:
        """The first page is a cover, without head and foot."""
        (head, foot), down = self.edges, hit.location().y()
        below = self._document.pagePointSize(hit.page()).height() - foot
        return not hit.page() or head <= down <= below

    def _bring_into_sight(self, hit: QPdfLink) -> None:
        scale, port = self.scale(), self._view.viewport()
        top = self._view.documentMargins().top() + sum(
            self._height(page) + self._view.pageSpacing() for page in range(hit.page())
        )
        down, across = self._view.verticalScrollBar(), self._view.horizontalScrollBar()
        down.setValue(round(top + hit.location().y() * scale - port.height() * ABOVE))
        across.setValue(round(hit.location().x() * scale - port.width() / 2))

    def _height(self, page: int) -> int:
        """How many pixels high a page is shown."""
        return round(self._document.pagePointSize(page).height() * self.scale(page))

    def scale(self, page: int = 0) -> float:
        """How many pixels a point of a page has; while it fits the width the view does not say."""
        if self._view.zoomMode() == QPdfView.ZoomMode.Custom or not self._document.pageCount():
            return self._view.zoomFactor() * self._view.logicalDpiX() / 72
        margins = self._view.documentMargins()
        room = self._view.viewport().width() - margins.left() - margins.right()
        return room / self._document.pagePointSize(page).width()


def _place(hit: QPdfLink) -> tuple[int, float, float]:
    return hit.page(), hit.location().y(), hit.location().x()
