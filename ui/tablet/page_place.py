"""Where the tablet's pages stand, one at a time."""

from PySide6.QtWidgets import QVBoxLayout

from ui.tablet.leaving import LeavingBar
from ui.tablet.pages import Page


class PagePlace(QVBoxLayout):
    """`page` is the page that is shown; with each new one the bar forgets a key held down."""

    def __init__(self, page: Page, bar: LeavingBar) -> None:
        super().__init__()
        self.page = page
        self._bar = bar
        self.addWidget(page)

    def show(self, page: Page, keep: Page | None = None) -> None:
        """Show a page; the one before is gone for good, unless it is kept to come back to."""
        before = self.page
        self.removeWidget(before)
        before.hide()
        if before is not keep and before is not page:
            before.deleteLater()
        self.page = page
        self.addWidget(page)
        page.show()
        self._bar.forget()
        page.take_focus()
