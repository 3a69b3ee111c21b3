"""A ballot for open words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from facilitator.domain.locales import Locale
from facilitator.domain.polls.methods.open_words import WORD_LENGTH
from facilitator.domain.polls.polls import Item, Poll
from facilitator.domain.wording import say
from ui.tablet.face import BallotFace

FIELDS = 3
"""How many answers are offered where the poll sets no bound."""


class WordsFace(BallotFace):
    """A field for each answer; Enter goes on to the next."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        self.fields: list[QLineEdit] = []
        for place in range(1, (poll.most or FIELDS) + 1):
            name = say("Answer {n}", n=place).in_(tongue)
            field = QLineEdit(placeholderText=name, maxLength=WORD_LENGTH)
            field.setAccessibleName(name)
            field.setProperty("tall", True)
            field.textChanged.connect(lambda _: self.changed.emit())
            field.returnPressed.connect(self.focusNextChild)
            self.fields.append(field)
            self.column.addWidget(field)

    def marks(self) -> tuple[tuple[str, int], ...]:
        return ()

    def words(self) -> tuple[str, ...]:
        return tuple(field.text().strip() for field in self.fields if field.text().strip())

    def said(self) -> tuple[str, ...]:
        return self.words()

    def take_focus(self) -> None:
        self.fields[0].setFocus()
