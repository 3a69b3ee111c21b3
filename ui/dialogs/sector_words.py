"""Words of a list for sectors and sizes that are not the seminar's own: what each is taken as."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from facilitator.domain.wording import say
from facilitator.services.people.column_fields import Field
from facilitator.services.people.sector_words import suggested, suggested_size
from ui.widgets.forms.choices import Choices
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns
from ui.words.telling import tell, told

AS_IT_IS = say("As it stands")
MOST_SHOWN = 9
"""Words for sectors, and as many for sizes."""
ACROSS, LEAST_WIDE = 3, 40
"""At most so many beside each other, each so many steps of the grid wide."""


class SectorWords(QWidget):
    """Asks what each strange word means; `changed` when an answer was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[tuple[Field, str], QComboBox] = {}
        self._words = Columns(ACROSS, LEAST_WIDE)
        self.setLayout(self._words)

    def matches(self, of: Field) -> dict[str, str]:
        """The seminar's own word for each word of the list that means one."""
        said = {word: box.currentData() for (field, word), box in self.boxes.items() if field is of}
        return {word: str(meant) for word, meant in said.items() if meant}

    def show_words(self, *asked: tuple[Field, Sequence[str], Sequence[str]]) -> None:
        """Ask about the words of each column, which may be some of the seminar's own; what a word
        most likely means is chosen beforehand.
        """
        while self._words.count():
            item = self._words.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        shown = ((of, word, own) for of, words, own in asked for word in words[:MOST_SHOWN])
        for of, word, own in shown:
            box = self._box(of, word, own)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(labels.OneLine(tell("“{word}” is", word=word), role="caption"))
            row.addWidget(box, 1)
            self._words.addWidget(pair)
            self.boxes[of, word] = box
        self.setVisible(bool(self.boxes))

    def _box(self, of: Field, word: str, own: Sequence[str]) -> QComboBox:
        box = Choices()
        box.setAccessibleName(tell("What “{word}” is taken as", word=word))
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.addItem(told(AS_IT_IS), "")
        for each in own:
            box.addItem(each, each)
        meant = suggested_size(word, own) if of is Field.SIZE else suggested(word, own)
        box.setCurrentIndex(max(box.findData(meant), 0))
        box.activated.connect(lambda _: self.changed.emit())
        return box
