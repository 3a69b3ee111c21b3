"""The manual: a page for each place, read beside the work, and a search over all of them."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.wording import say
from ui import text_size
from ui.dialogs.base import Dialog
from ui.dialogs.guide import DOCUMENTS, DocumentView
from ui.dialogs.program import manual_pages
from ui.dialogs.program.manual_pages import Section
from ui.models.rows import Index, RowsModel
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.rows import SEARCH_ROLE, Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told

NAME = say("Manual")
SIZE = (124, 84)


class _Contents(RowsModel):
    """Pages and their sections, found by every word that stands in them."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is not None and role == SEARCH_ROLE:
            section: Section = row.value
            return f"{section.page} {section.heading} {section.words}"
        return super().data(index, role)


class ManualDialog(Dialog):
    """Begins at the page of the place that is shown."""

    def __init__(self, parent: QWidget | None, document: str = manual_pages.BEGIN) -> None:
        super().__init__(parent, told(NAME), action=tell("Close"))
        self.cancel_button.hide()
        self.document = ""
        self.rows = _Contents([_row(section) for section in manual_pages.sections()])
        self.view = QListView()
        self.list = SearchList(
            self.rows, self.view, tell("Contents of the manual"), tell("Search the manual")
        )
        dress(self.view, RowDelegate(self.view, lines=0), tell("Contents of the manual"))
        self.view.setUniformItemSizes(False)
        self.list.proxy.setFilterRole(SEARCH_ROLE)
        self.text = DocumentView()
        self.text.setAccessibleName(tell("The manual’s page"))
        self.body.addWidget(SplitView("manual", self.list, self.text, shares=(2, 5)), 1)
        self.list.picked.connect(self._show_picked)
        self.text.anchorClicked.connect(self._follow)
        text_size.fit(self, *SIZE)
        self.show_page(document)
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known how high the rows are."""
        super().showEvent(event)
        self.list.select(self.list.current().row())

    def value(self) -> None:
        """Nothing is asked."""

    def show_page(self, document: str, heading: str = "") -> None:
        """Show a page, from one of its headings on."""
        if document != self.document:
            self.document = document
            self.text.show_document(DOCUMENTS / document)
        self.text.show_heading(heading)
        at = self.rows.index_of(f"{document}#{heading}")
        if self.list.current() != at:
            self.list.select(at.row())

    def _show_picked(self, at: QModelIndex) -> None:
        row = self.rows.row(at)
        if row is not None:
            self.show_page(row.value.document, row.value.heading)
            for word in self.list.search.text().split()[:1]:
                self.text.find(word)

    def _follow(self, link: QUrl) -> None:
        if document := manual_pages.linked(self.document, link.path()):
            self.show_page(document)


def _row(section: Section) -> Row:
    if not section.heading:
        return Row(key=section.key, text=section.page, value=section)
    return Row(
        key=section.key,
        text=section.heading,
        level=1,
        spoken=tell("{heading}, in {page}", heading=section.heading, page=section.page),
        value=section,
    )
