"""The base of every ballot: what is marked on it, and what it says before it is cast."""

import random
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Locale
from facilitator.domain.polls import ballots
from facilitator.domain.polls.polls import Item, Poll
from ui import theme


class BallotFace(QWidget):
    """Filled in by one person, in their language. `changed` comes with every mark."""

    changed = Signal()

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__()
        self.tongue = tongue
        self.poll = poll
        self.items = tuple(items)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(1.5))

    def marks(self) -> tuple[tuple[str, int], ...]:
        """What is marked, as a ballot holds it."""
        raise NotImplementedError

    def words(self) -> tuple[str, ...]:
        """What is written; only open words have any."""
        return ()

    def said(self) -> tuple[str, ...]:
        """The ballot in words, a line each, to be checked before it is cast."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the cursor where marking begins."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why it cannot be cast yet, "" when it can."""
        try:
            ballots.check(self.poll, self.marks(), self.words())
        except SeminarError as error:
            return error.sentence.in_(self.tongue)
        return ""


def in_order(poll: Poll, chance: random.Random) -> tuple[Item, ...]:
    """The items as a voter sees them: in another order for everybody where the poll asks for it."""
    return tuple(chance.sample(poll.items, len(poll.items))) if poll.shuffle else poll.items
