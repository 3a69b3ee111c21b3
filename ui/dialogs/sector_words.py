"""Words of a list for sectors that are not the seminar's own: what each is taken as."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from facilitator.services.people.sector_words import suggested
from ui import theme
from ui.widgets.forms.choices import Choices
from ui.widgets.frames import labels

AS_IT_IS = "As it stands"
MOST_SHOWN = 9
ACROSS = 3


class SectorWords(QWidget):
    """Asks what each strange word means; `changed` when an answer was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(0.5))

    def matches(self) -> dict[str, str]:
        """The seminar's own word for each word of the list that means one."""
        return {w: str(box.currentData()) for w, box in self.boxes.items() if box.currentData()}

    def show_words(self, words: Sequence[str], sectors: Sequence[str]) -> None:
        """Ask about these words; what a word most likely means is chosen beforehand."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for place, word in enumerate(words[:MOST_SHOWN]):
            row, column = divmod(place, ACROSS)
            box = self._box(word, sectors)
            self._grid.addWidget(labels.caption(f"“{word}” is", box), row, column * 2)
            self._grid.addWidget(box, row, column * 2 + 1)
            self._grid.setColumnStretch(column * 2 + 1, 1)
            self.boxes[word] = box
        self.setVisible(bool(self.boxes))

    def _box(self, word: str, sectors: Sequence[str]) -> QComboBox:
        box = Choices()
        box.setAccessibleName(f"What “{word}” is taken as")
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.addItem(AS_IT_IS, "")
        for sector in sectors:
            box.addItem(sector, sector)
        box.setCurrentIndex(max(box.findData(suggested(word, sectors)), 0))
        box.activated.connect(lambda _: self.changed.emit())
        return box
