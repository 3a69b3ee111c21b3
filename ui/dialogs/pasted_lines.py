"""One look at several lines that were pasted, before each of them becomes a note."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from ui import text_size
from ui.dialogs.base import Dialog
from ui.words.telling import tell


class PastedLinesDialog(Dialog):
    """Its value says whether each line becomes a note of its own."""

    def __init__(self, parent: QWidget | None, lines: Sequence[str]) -> None:
        super().__init__(
            parent,
            tell("{n} lines were pasted", n=len(lines)),
            tell(
                "Each becomes a note on the question that is asked now. A sign in front of a line, "
                "such as ! or >, says its kind."
            ),
            tell("Add them"),
        )
        self.lines = QListWidget()
        self.lines.setAccessibleName(tell("The lines"))
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.addItems(list(lines))
        self.together = QCheckBox(tell("&One note of them all"))
        self.body.addWidget(self.lines, 1)
        self.body.addWidget(self.together)
        text_size.fit(self, 70, 50)
        self.accept_button.setFocus()

    def value(self) -> bool:
        return not self.together.isChecked()
