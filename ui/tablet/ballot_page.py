"""The page with a voter's ballot on it: what is marked, or that nothing is, which is said then."""

from collections.abc import Callable, Sequence

from facilitator.domain.polls.polls import ABSTENTION, Poll
from facilitator.domain.wording import say
from ui.tablet.choice import Choice, Shape
from ui.tablet.face import BallotFace
from ui.tablet.pages import Page
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label


class BallotPage(Page):
    """The ballot of one voter."""

    def __init__(self, poll: Poll, face: BallotFace, done: Callable[[], object]) -> None:
        super().__init__(face.tongue)
        self.face = face
        self.abstain = Choice(say("I abstain").in_(face.tongue), Shape.SQUARE)
        self.abstain.setVisible(poll.may_abstain)
        self.trouble = labels.wrapped(Label(role="quiet"))
        self.on = button(say("Check my vote").in_(face.tongue), "primary", "arrow-right", done)
        self.column.addWidget(labels.title(poll.wording))
        self.column.addWidget(face)
        self.column.addWidget(self.abstain)
        self.column.addStretch(1)
        self.column.addWidget(self.trouble)
        self.foot(self.on)
        self.abstain.toggled.connect(self._judge)
        face.changed.connect(self._judge)
        self._judge()

    def take_focus(self) -> None:
        self.face.take_focus()

    def said(self) -> tuple[str, ...]:
        """The ballot in words."""
        return (self.abstain.text(),) if self.abstain.isChecked() else self.face.said()

    def marks(self) -> Sequence[tuple[str, int]]:
        """What is marked."""
        return ABSTENTION if self.abstain.isChecked() else self.face.marks()

    def words(self) -> Sequence[str]:
        """What is written."""
        return () if self.abstain.isChecked() else self.face.words()

    def problem(self) -> str:
        """Why it cannot be cast yet, "" when it can."""
        return "" if self.abstain.isChecked() else self.face.problem()

    def _judge(self) -> None:
        self.face.setEnabled(not self.abstain.isChecked())
        problem = self.problem()
        self.trouble.setText(problem)
        self.on.setEnabled(not problem)
