"""The room guide, for reading in the window: it is needed where there is no internet."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources import ROOT
from ui import text_size, theme
from ui.dialogs.base import Dialog

GUIDE = ROOT.parent / "docs" / "room-guide.md"


class GuideDialog(Dialog):
    """Shows the guide as it stands in the folder of documents."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Room guide", action="Close")
        self.cancel_button.hide()
        self.text = QTextBrowser()
        self.text.setAccessibleName("Room guide")
        self.text.setMarkdown(GUIDE.read_text("utf-8").partition("\n")[2])
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
