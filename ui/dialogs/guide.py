"""Documents for reading in the window: they are needed where there is no internet."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources import ROOT
from ui import text_size, theme
from ui.dialogs.base import Dialog

DOCUMENTS = ROOT.parent / "docs"


class GuideDialog(Dialog):
    """Shows a document as it stands in their folder."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str = "Room guide",
        document: str = "room-guide.md",
        advice: str = "",
    ) -> None:
        super().__init__(parent, title, advice, action="Close")
        self.cancel_button.hide()
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setMarkdown((DOCUMENTS / document).read_text("utf-8").partition("\n")[2])
        self._space_out()
        self.body.addWidget(self.text)
        text_size.fit(self, 92, 84)

    def _space_out(self) -> None:
        """Markdown comes without any space between its paragraphs."""
        block = self.text.document().begin()
        while block.isValid():
            look = block.blockFormat()
            look.setTopMargin(theme.space(2 if look.headingLevel() else 0.5))
            look.setBottomMargin(theme.space(0.5))
            QTextCursor(block).setBlockFormat(look)
            block = block.next()

    def value(self) -> None:
        """Nothing is asked."""
