"""The preview: the very pages that will be printed, with contents, page, zoom and search."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.screens.report.hits import Hits
from ui.screens.report.opening_pages import OpeningPages
from ui.widgets.forms.buttons import icon_button
from ui.widgets.forms.fields import KEPT_OTHERWISE, align_words
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.lists.rows import Row
from ui.words.telling import tell

STEP = 1.2
SMALLEST, LARGEST = 0.25, 6.0
TOP = QPointF()
_LETTERS = 10
"""What stands in the field at once: the tools have two lines on a small screen."""


class _Words(QLineEdit):
    """What to find, as wide with the button that clears it as without."""

    @override
    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        wide = _LETTERS * letters.averageCharWidth() + 2 * letters.height()
        return QSize(wide, super().sizeHint().height())


class _Hits(labels.Label):
    """How many places there are; it has the room that the longest of its texts needs."""

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        wide = [self.fontMetrics().horizontalAdvance(text) for text in _longest_told()]
        return QSize(max(size.width(), *wide), size.height())


def _longest_told() -> tuple[str, ...]:
    return (
        tell("{n} of {count}", n=888, count=888),
        tell("{count} found", count=888),
        tell("Not found"),
    )


class Preview(QWidget):
    """Shows a PDF. `paged` carries the page from 0 that is in sight."""

    paged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument()
        self._opening = OpeningPages(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(tell("Preview of the summary"))
        self.found = Hits(self.document, self.view)
        self.page = QSpinBox()
        align_words(self.page)
        self.page.setPrefix(tell("Page "))
        self.page.setAccessibleName(tell("Page"))
        self.page.setKeyboardTracking(False)
        self.search = _Words(placeholderText=tell("Find"), clearButtonEnabled=True)
        self.search.setAccessibleName(tell("Find in the summary"))
        self.search.setProperty(KEPT_OTHERWISE, True)
        self.hits = _Hits(role="small")
        self._lay_out()
        self._wire()

    def show_file(
        self,
        path: Path,
        then: Callable[[], object],
        head: float = 0.0,
        foot: float = 0.0,
    ) -> None:
        """Show this PDF where the one before was open, and go on. So many points of its pages,
        above and below, are none of its text.
        """

        def show(document: QPdfDocument) -> None:
            self.found.edges = head, foot
            self._show(document)
            then()

        self._opening.open(path, show)

    def close_file(self) -> None:
        """Let go of what is shown, and of what is about to be."""
        self._opening.stop()
        self.document.close()

    def _show(self, document: QPdfDocument) -> None:
        """Have it take the place of the one before, which a printer may still be reading."""
        page = self.view.pageNavigator().currentPage()
        self.view.setDocument(document)
        self.found.look_in(document)
        self.document = document
        pages = document.pageCount()
        self.page.setRange(1, max(pages, 1))
        self.page.setSuffix(" " + tell("of {pages}", pages=pages))
        self.go_to(min(page, pages - 1))

    def go_to(self, page: int) -> None:
        """Bring a page, from 0, into sight."""
        if 0 <= page < self.document.pageCount():
            self.view.pageNavigator().jump(page, TOP)

    def zoom(self, by: float) -> None:
        """Larger or smaller by a factor; 0 fits the page's width again."""
        if not by:
            self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            return
        factor = self._factor() * by
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(factor, SMALLEST), LARGEST))

    def focus_search(self) -> None:
        """Ready to type what to find."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def find_next(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) place where the words stand."""
        self.found.go_on(by)

    def contents(self) -> list[Row]:
        """The document's own contents, with page numbers."""
        bookmarks = QPdfBookmarkModel()
        bookmarks.setDocument(self.document)
        rows: list[Row] = []
        _gather(bookmarks, QModelIndex(), rows)
        return rows

    def _factor(self) -> float:
        """How large pages are shown now."""
        return self.found.scale() * 72 / self.view.logicalDpiX()

    def _tell_hits(self) -> None:
        count, at = self.found.count(), self.found.at
        if not self.search.text():
            self.hits.setText("")
        elif not count:
            self.hits.setText(tell("Not found"))
        else:
            self.hits.setText(
                tell("{n} of {count}", n=at + 1, count=count)
                if at >= 0
                else tell("{count} found", count=count)
            )

    def _show_page(self, page: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(page + 1)
        self.page.blockSignals(False)
        self.view.setAccessibleDescription(
            tell("Page {n} of {pageCount}", n=page + 1, pageCount=self.document.pageCount())
        )
        self.paged.emit(page)

    def _wire(self) -> None:
        self.page.valueChanged.connect(lambda number: self.go_to(number - 1))
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.search.textChanged.connect(self.found.look_for)
        self.search.returnPressed.connect(lambda: self.find_next(1))
        self.found.told.connect(self._tell_hits)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        self.tools = self._tools()
        column.addLayout(self.tools)
        column.addWidget(self.view, 1)

    def _tools(self) -> Flow:
        tools = Flow(space=1)
        tools.addWidget(self.page)
        for icon, name, key, act in self._tool_buttons():
            tools.addWidget(icon_button(icon, name, key, act))
        tools.addWidget(self._finding())
        return tools

    def _finding(self) -> QWidget:
        """What finds, in one line: nothing of it moves while somebody types."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(0.5))
        self.search.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.search)
        for icon, name, key, by in (
            ("chevron-up", tell("Find before"), "Shift+F3", -1),
            ("chevron-down", tell("Find next"), "F3", 1),
        ):
            row.addWidget(icon_button(icon, name, key, partial(self.find_next, by)))
        row.addWidget(self.hits)
        return line

    def _tool_buttons(self) -> tuple[tuple[str, str, str, Callable[[], object]], ...]:
        return (
            ("zoom-in", tell("Larger"), "Alt++", lambda: self.zoom(STEP)),
            ("zoom-out", tell("Smaller"), "Alt+-", lambda: self.zoom(1 / STEP)),
            ("maximize", tell("Fit the width"), "Alt+0", lambda: self.zoom(0)),
        )


def _gather(bookmarks: QPdfBookmarkModel, parent: QModelIndex, rows: list[Row]) -> None:
    role = QPdfBookmarkModel.Role
    for number in range(bookmarks.rowCount(parent)):
        index = bookmarks.index(number, 0, parent)
        page = int(index.data(role.Page.value))
        title = str(index.data(role.Title.value))
        rows.append(
            Row(
                key=f"{len(rows)} {title}",
                text=title,
                figure=str(page + 1),
                spoken=tell("{title}, page {n}", title=title, n=page + 1),
                level=int(index.data(role.Level.value)),
                value=page,
            )
        )
        _gather(bookmarks, index, rows)
