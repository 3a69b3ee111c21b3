"""A ballot that asks about two items at a time."""

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtGui import QKeyEvent

from facilitator.domain.locales import Locale
from facilitator.domain.polls.polls import Item, Poll
from facilitator.domain.wording import say
from ui.tablet.choice import Choice, Shape
from ui.tablet.face import BallotFace
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow


class PairsFace(BallotFace):
    """Keys: 1 and 2 choose and go on, 0 goes on without a choice."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        self.pairs = tuple(combinations(self.items, 2))
        self.winners: dict[tuple[str, str], str] = {}
        self.at = 0
        self.progress = labels.quiet()
        self.first = Choice("", Shape.ROUND)
        self.second = Choice("", Shape.ROUND)
        self.before = button(
            say("Pair before").in_(tongue), "quiet", "arrow-left", lambda: self._go(-1)
        )
        self.neither = button(say("Neither  0").in_(tongue), "", "", lambda: self.choose(0))
        left_out = say("Neither of the two: leave this pair out").in_(tongue)
        self.neither.setAccessibleName(left_out)
        self.after = button(
            say("Next pair").in_(tongue), "quiet", "arrow-right", lambda: self._go(1)
        )
        self._lay_out()
        self._show()

    def marks(self) -> tuple[tuple[str, int], ...]:
        return tuple(
            (f"{winner}>{two if winner == one else one}", 1)
            for (one, two), winner in self.winners.items()
        )

    def said(self) -> tuple[str, ...]:
        texts = {item.id: item.text for item in self.items}
        return tuple(
            say(
                "{winner} rather than {other}",
                winner=texts[winner],
                other=texts[two if winner == one else one],
            ).in_(self.tongue)
            for (one, two), winner in self.winners.items()
        )

    def choose(self, which: int) -> None:
        """The first (1), the second (2) or neither (0) of the pair, then the next pair."""
        one, two = self.pairs[self.at]
        self.winners.pop((one.id, two.id), None)
        if which:
            self.winners[one.id, two.id] = (one if which == 1 else two).id
        self.changed.emit()
        self._go(1)

    def take_focus(self) -> None:
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("0", "1", "2"):
            self.choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        self.at = max(0, min(len(self.pairs) - 1, self.at + by))
        self._show()

    def _show(self) -> None:
        one, two = self.pairs[self.at]
        winner = self.winners.get((one.id, two.id))
        progress = say(
            "Pair {n} of {of}; chosen so far: {done}.",
            n=self.at + 1,
            of=len(self.pairs),
            done=len(self.winners),
        )
        self.progress.setText(progress.in_(self.tongue))
        for number, (choice, item) in enumerate(((self.first, one), (self.second, two)), 1):
            choice.setText(f"{number}.  {item.text}")
            choice.setAccessibleName(item.text)
            choice.setChecked(winner == item.id)
            choice.updateGeometry()
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at < len(self.pairs) - 1)

    def _lay_out(self) -> None:
        self.first.clicked.connect(lambda: self.choose(1))
        self.second.clicked.connect(lambda: self.choose(2))
        keys = Flow((self.before, self.neither, self.after), 1)
        for key in (self.before, self.neither, self.after):
            key.setProperty("tall", True)
        for widget in (self.progress, self.first, self.second):
            self.column.addWidget(widget)
        self.column.addLayout(keys)
