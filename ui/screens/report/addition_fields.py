"""The fields that an addition is written in: what it is, what it says, until when, who says so."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtWidgets import QComboBox, QLineEdit

from facilitator.domain.days import on_this_computer, read_day, write_day
from facilitator.domain.report.additions import ADDITION_NAMES, Addition, AdditionKind
from facilitator.domain.wording import say
from facilitator.services.files.handles import new_id
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import Lines, Steady
from ui.words.telling import tell, told

HINTS = {
    AdditionKind.MESSAGE: say("A whole sentence to take away, with how many people and groups"),
    AdditionKind.YOU_SAID: say("What the room asked for"),
    AdditionKind.PARTICIPANT: say("What somebody wrote about the paper, without their name"),
    AdditionKind.INVITATION: say(
        "What you want to know, and where else to send it: the page that "
        "people take home has a form for it until that day"
    ),
    AdditionKind.EDITION: say("What is new since the edition before"),
    AdditionKind.LICENCE: say("Such as: CC BY 4.0"),
}
WHERE_ANSWERED = (AdditionKind.YOU_SAID, AdditionKind.PARTICIPANT)
WHERE_ABOUT = (AdditionKind.FOR_PAPER, AdditionKind.COMMENT, AdditionKind.PARTICIPANT)


class AdditionFields:
    """Only those that the kind has are there, named as they are there."""

    def __init__(self) -> None:
        self.kind, self.about = Choices(), Choices()
        for kind, name in ADDITION_NAMES.items():
            self.kind.addItem(told(name), kind)
        self.words, self.answer = Lines(tabChangesFocus=True), Lines(tabChangesFocus=True)
        self.until = QLineEdit(placeholderText=tell("Until when, such as 1 Nov 2011"))
        self.by = QLineEdit(placeholderText=tell("Who writes this"))
        self.kind.activated.connect(lambda _: self.suit())
        for box in (self.kind, self.about):
            Steady(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )

    def offer(self, subjects: Iterable[tuple[str, str]]) -> None:
        """What an addition can be about, as (words, id); the choice stays."""
        chosen = self.about.currentData() or ""
        self.about.clear()
        for words, id in subjects:
            self.about.addItem(words, id)
        self.about.setCurrentIndex(max(self.about.findData(chosen), 0))

    def fill(self, words: str = "", answer: str = "", until: str = "") -> None:
        """Put words into the fields; nobody wrote them here."""
        self.words.setPlainText(words)
        self.answer.setPlainText(answer)
        self.until.setText(until)

    def show(self, each: Addition) -> None:
        """Show what is kept."""
        self.pick(each.kind, each.about)
        self.by.setText(each.by)
        self.fill(each.words, each.answer, write_day(each.until))

    def pick(self, kind: AdditionKind, about: str) -> None:
        """What it is, and about what."""
        for box, value in ((self.kind, kind), (self.about, about)):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.suit()

    def is_written(self) -> bool:
        """Whether somebody wrote here what is not kept."""
        areas = (self.words, self.answer)
        changed = self.until.isModified() or any(each.document().isModified() for each in areas)
        return changed and any((*self.standing_words(), self.until.text().strip()))

    def mark_written(self) -> None:
        """What stands here is not kept."""
        for each in (self.words, self.answer):
            each.document().setModified(True)

    def standing_words(self) -> tuple[str, str]:
        """What it says, and what is answered."""
        answered = self.kind.currentData() in WHERE_ANSWERED
        answer = self.answer.toPlainText().strip() if answered else ""
        return self.words.toPlainText().strip(), answer

    def standing(self, seen: Addition | None, now: datetime) -> Addition:
        """What stands here, in place of the one that was `seen`. Raises SeminarError where the day
        is none.
        """
        until = read_day(self.until.text(), on_this_computer(now).date())
        kind = AdditionKind(self.kind.currentData())
        words, answer = self.standing_words()
        return Addition(
            id=seen.id if seen else new_id(),
            kind=kind,
            words=words,
            about=self.about.currentData() or "" if kind in WHERE_ABOUT else "",
            by=self.by.text().strip(),
            at=now,
            answer=answer,
            until=until if kind is AdditionKind.INVITATION else None,
        )

    def suit(self) -> None:
        """Only the fields that the kind has, named as they are there."""
        kind = AdditionKind(self.kind.currentData())
        self.words.setPlaceholderText(told(HINTS.get(kind, "")))
        self.answer.setVisible(kind in WHERE_ANSWERED)
        is_promise = kind is AdditionKind.YOU_SAID
        self.answer.setPlaceholderText(tell("We will …") if is_promise else tell("Authors’ answer"))
        self.about.setVisible(kind in WHERE_ABOUT)
        self.until.setVisible(kind is AdditionKind.INVITATION)
