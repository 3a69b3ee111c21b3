"""Documents for reading in the window: they are needed where there is no internet."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from resources import ROOT
from ui import text_size, theme
from ui.dialogs.base import Dialog
from ui.words.telling import tell

DOCUMENTS = ROOT.parent / "docs"


class DocumentView(QTextBrowser):
    """A document of theirs, without its title. Links go nowhere by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.setOpenLinks(False)
        # Coming and going with the text, it would change the room for the pictures in it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_document(self, path: Path) -> None:
        """Show it from its beginning."""
        self._path = path
        self.setMarkdown(path.read_text("utf-8").partition("\n")[2])
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_heading(self, heading: str) -> None:
        """Read on from a heading of it."""
        block = self.document().begin()
        while block.isValid() and not (
            block.blockFormat().headingLevel() and block.text() == heading
        ):
            block = block.next()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top))

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture is as wide as there is room."""
        if kind != QTextDocument.ResourceType.ImageResource or self._path is None:
            return None  # a document has nothing else, and fetches nothing
        image = QImage(str(self._path.parent / QUrl(name).path()))
        room = round(self.viewport().width() - 2 * self.document().documentMargin())
        return image.scaledToWidth(
            max(1, min(image.width(), room)), Qt.TransformationMode.SmoothTransformation
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._path is not None and event.size().width() != event.oldSize().width():
            bar = self.verticalScrollBar()
            read = bar.value() / max(1, bar.maximum())
            self.show_document(self._path)
            bar.setValue(round(read * bar.maximum()))

    def _dress(self) -> None:
        """Markdown comes without any space between its paragraphs, and with a typewriter's keys."""
        block = self.document().begin()
        while block.isValid():
            look = block.blockFormat()
            look.setTopMargin(theme.space(2 if look.headingLevel() else 0.5))
            look.setBottomMargin(theme.space(0.5))
            QTextCursor(block).setBlockFormat(look)
            for fragment in _fragments(block):
                self._dress_key(fragment)
            block = block.next()

    def _dress_key(self, fragment: QTextFragment) -> None:
        """Keys and commands in the letters of everything else, only stronger."""
        look = fragment.charFormat()
        if look.fontFixedPitch():
            look.setFontFixedPitch(False)
            look.setFontFamilies([self.font().family()])
            look.setFontWeight(QFont.Weight.DemiBold)
            cursor = QTextCursor(self.document())
            cursor.setPosition(fragment.position())
            end = fragment.position() + fragment.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found = []
    part = block.begin()
    while not part.atEnd():
        found.append(part.fragment())
        part += 1
    return found


class GuideDialog(Dialog):
    """Shows a document as it stands in their folder."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str = "",
        document: str = "room-guide.md",
        advice: str = "",
    ) -> None:
        title = title or tell("Room guide")
        super().__init__(parent, title, advice, action=tell("Close"))
        self.cancel_button.hide()
        self.text = DocumentView()
        self.text.setAccessibleName(title)
        self.text.show_document(DOCUMENTS / document)
        self.body.addWidget(self.text)
        text_size.fit(self, 92, 84)

    def value(self) -> None:
        """Nothing is asked."""
