"""The screens of the shared tablet that are the same for every ballot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.polls.polls import SECRECY_SENTENCES, Poll, Secrecy
from facilitator.services.views.tablet import CODE_LENGTH
from ui import theme
from ui.tablet.choice import Choice, Shape
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label

NOT_SAID = "Rather not say"
THANKS_MS = 8000


def tall(control: QWidget) -> QWidget:
    """The control in the size of the tablet's."""
    control.setProperty("tall", True)
    return control


class Page(QWidget):
    """A page of the tablet: things under each other, and buttons at the foot that stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setSpacing(theme.space(2))
        self.area = FollowingArea(body, "Ballot")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(theme.space(2))
        self._outer.addWidget(self.area, 1)

    def foot(self, *keys: QWidget, left: bool = False) -> None:
        """The buttons, large enough for a thumb; at the foot, or in the flow at the `left`."""
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        if not left:
            row.addStretch(1)
        for key in keys:
            row.addWidget(tall(key))
        if left:
            row.addStretch(1)
        (self.column if left else self._outer).addLayout(row)

    def take_focus(self) -> None:
        """Put the cursor where a person would begin."""


class WaitPage(Page):
    """Nobody is voting: the tablet waits for the next person."""

    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wording = labels.title()
        self.secrecy = labels.lead()
        self.start = button("Start my vote", "primary", "vote", self.begun.emit)
        self.column.addStretch(2)
        self.column.addWidget(labels.heading("Next person, please"))
        self.column.addWidget(self.wording)
        self.column.addWidget(self.secrecy)
        self.foot(self.start, left=True)
        self.column.addStretch(3)

    def show_poll(self, poll: Poll) -> None:
        """Say what the vote is about, and what becomes of it."""
        self.wording.setText(poll.wording)
        self.secrecy.setText(str(SECRECY_SENTENCES[poll.secrecy]))

    def take_focus(self) -> None:
        self.start.setFocus()


class AboutPage(Page):
    """What a voter may say about themselves; everything can be left out."""

    told = Signal()

    def __init__(self, sectors: Sequence[str], sizes: Sequence[str], poll: Poll) -> None:
        super().__init__()
        self.sectors = self._ask("Which kind of organisation do you come from?", sectors)
        self.sizes = self._ask("How large is it?", sizes)
        self.code = QLineEdit(maxLength=2 * CODE_LENGTH)
        self.code.setPlaceholderText("Your code, if you voted on this tablet before and kept it")
        self.code.setAccessibleName("Your code from an earlier vote")
        self.code.setVisible(poll.secrecy is Secrecy.PSEUDONYMOUS)
        self.on = button("Go on", "primary", "arrow-right", self.told.emit)
        self.code.returnPressed.connect(self.told)
        self.column.addWidget(tall(self.code))
        self.column.addStretch(1)
        self.foot(self.on)

    @property
    def sector(self) -> str:
        """The chosen sector, "" when it was not said."""
        return _chosen(self.sectors)

    @property
    def organisation_size(self) -> str:
        """The chosen size of organisation, "" when it was not said."""
        return _chosen(self.sizes)

    def take_focus(self) -> None:
        choices = self.sectors.buttons() or self.sizes.buttons()
        (choices[0] if choices else self.on).setFocus()

    def _ask(self, question: str, answers: Sequence[str]) -> QButtonGroup:
        group = QButtonGroup(self, exclusive=True)
        if not answers:
            return group
        self.column.addWidget(labels.heading(question))
        row: QHBoxLayout | None = None
        for place, answer in enumerate((*answers, NOT_SAID)):
            if place % 3 == 0:
                row = QHBoxLayout()
                row.setSpacing(theme.space())
                self.column.addLayout(row)
            choice = Choice(answer, Shape.ROUND)
            choice.setChecked(answer == NOT_SAID)
            group.addButton(choice)
            assert row is not None
            row.addWidget(choice)
        return group


def _chosen(group: QButtonGroup) -> str:
    chosen = group.checkedButton()
    return "" if chosen is None or chosen.text() == NOT_SAID else chosen.text()


class CheckPage(Page):
    """The ballot in words, before it is cast."""

    cast_asked = Signal()
    change_asked = Signal()

    def __init__(self, said: Sequence[str]) -> None:
        super().__init__()
        self.trouble = labels.wrapped(Label(role="warning"))
        self.change = button("Change it", "", "pencil", self.change_asked.emit)
        self.cast = button("Cast my vote", "primary", "send", self.cast_asked.emit)
        self.column.addWidget(labels.title("Is this your vote?"))
        for line in said:
            self.column.addWidget(labels.lead(line))
        self.column.addStretch(1)
        self.column.addWidget(self.trouble)
        self.foot(self.change, self.cast)

    def take_focus(self) -> None:
        self.cast.setFocus()

    def say(self, sentence: str) -> None:
        """Why it could not be cast; it can be tried again."""
        self.trouble.setText(sentence)
        self.cast.setEnabled(True)


class ThanksPage(Page):
    """The receipt. It makes way by itself, so that the next person finds a fresh tablet."""

    left = Signal()

    def __init__(self, replaced: bool, code: str) -> None:
        super().__init__()
        self.next = button("Done", "primary", "check", self.left.emit)
        self.column.addStretch(2)
        self.column.addWidget(labels.title("Thank you. Your vote is recorded."))
        if replaced:
            self.column.addWidget(labels.lead("It has taken the place of your earlier vote."))
        if code:
            self.column.addWidget(labels.lead(f"Your code is {code}."))
            self.column.addWidget(labels.quiet("Note it down to link your next vote to this one."))
        self.column.addWidget(labels.lead("Please hand the tablet to the next person."))
        self.foot(self.next, left=True)
        self.column.addStretch(3)
        self._going = QTimer(self, singleShot=True, interval=THANKS_MS * (3 if code else 1))
        self._going.timeout.connect(self.left)

    def take_focus(self) -> None:
        self.next.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._going.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._going.stop()


class ClosedPage(Page):
    """No vote is open: the tablet waits for one."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addStretch(2)
        for label in (
            labels.title("Voting is closed"),
            labels.lead("The next vote appears here by itself. A ballot not cast was not counted."),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self.column.addWidget(label)
        self.column.addStretch(3)
