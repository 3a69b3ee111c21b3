"""Ballots on which items are chosen: one of them, or any."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from facilitator.domain.locales import Locale
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.wording import say
from ui.tablet.choice import Choice, Shape
from ui.tablet.face import BallotFace
from ui.widgets.frames.flow import Columns

FEW = 5
"""So many items stand under each other and are seen at once; more stand in two columns."""
ITEM_WIDTH = 48
"""In steps of the grid, at least."""


class ChoosingFace(BallotFace):
    """Keys: the digit of an item chooses it."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        one = poll.method is Method.CHOOSE_ONE
        shape = Shape.ROUND if one else Shape.SQUARE
        self._group = QButtonGroup(self, exclusive=one)
        self.choices: list[Choice] = []
        columns = Columns(1 if len(self.items) <= FEW else 2, ITEM_WIDTH)
        self.column.addLayout(columns)
        for place, item in enumerate(self.items, 1):
            choice = Choice(f"{place}.  {item.text}", shape, item.text)
            choice.toggled.connect(lambda _: self.changed.emit())
            self._group.addButton(choice)
            self.choices.append(choice)
            columns.addWidget(choice)

    def marks(self) -> tuple[tuple[str, int], ...]:
        return tuple((item.id, 1) for item in self._chosen())

    def said(self) -> tuple[str, ...]:
        chosen = tuple(item.text for item in self._chosen())
        return chosen or (say("None of these").in_(self.tongue),)

    def take_focus(self) -> None:
        self.choices[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = int(event.text()) if event.text().isdecimal() else 0
        if 1 <= place <= len(self.choices):
            self.choices[place - 1].setFocus()
            self.choices[place - 1].click()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[Item]:
        pairs = zip(self.items, self.choices, strict=True)
        return [item for item, choice in pairs if choice.isChecked()]
