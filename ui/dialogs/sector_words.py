"""Words of a list for sectors that are not the seminar's own: what each is taken as."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from facilitator.domain.wording import say
from facilitator.services.people.sector_words import suggested
from ui.widgets.forms.choices import Choices
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns
from ui.words.telling import tell, told

AS_IT_IS = say("As it stands")
MOST_SHOWN = 9
ACROSS, LEAST_WIDE = 3, 40
"""At most so many beside each other, each so many steps of the grid wide."""


class SectorWords(QWidget):
    """Asks what each strange word means; `changed` when an answer was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._words = Columns(ACROSS, LEAST_WIDE)
        self.setLayout(self._words)

    def matches(self) -> dict[str, str]:
        """The seminar's own word for each word of the list that means one."""
        return {w: str(box.currentData()) for w, box in self.boxes.items() if box.currentData()}

    def show_words(self, words: Sequence[str], sectors: Sequence[str]) -> None:
        """Ask about these words; what a word most likely means is chosen beforehand."""
        while self._words.count():
            item = self._words.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for word in words[:MOST_SHOWN]:
            box = self._box(word, sectors)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(labels.OneLine(tell("“{word}” is", word=word), role="caption"))
            row.addWidget(box, 1)
            self._words.addWidget(pair)
            self.boxes[word] = box
        self.setVisible(bool(self.boxes))

    def _box(self, word: str, sectors: Sequence[str]) -> QComboBox:
        box = Choices()
        box.setAccessibleName(tell("What “{word}” is taken as", word=word))
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.addItem(told(AS_IT_IS), "")
        for sector in sectors:
            box.addItem(sector, sector)
        box.setCurrentIndex(max(box.findData(suggested(word, sectors)), 0))
        box.activated.connect(lambda _: self.changed.emit())
        return box
