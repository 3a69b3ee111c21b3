"""The screens of the shared tablet that are the same for every ballot."""

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.locales import LANGUAGE_NAMES, Language, Locale, locale_of
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.paper.codes import CODE_LENGTH
from facilitator.domain.polls.polls import ABSTENTION, Poll, Secrecy, said_in
from facilitator.domain.polls.voters.promises import promised
from facilitator.domain.wording import Message, Wording, say
from facilitator.services.views.tablet import Booth, token_of
from ui import theme
from ui.tablet.choice import Choice, Shape
from ui.tablet.face import BallotFace
from ui.tablet.leaving import LeavingBar
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns, Flow
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label

NOT_SAID = say("Rather not say")
THANKS_MS = 8000
ANSWER_WIDTH = 32
"""In steps of the grid, at least: more than two words have room."""
SAID = "said"
"""The property of a choice that holds what it says of somebody, "" where that is nothing."""


def tall(control: QWidget) -> QWidget:
    """The control in the size of the tablet's."""
    control.setProperty("tall", True)
    return control


class Page(QWidget):
    """A page of the tablet: things under each other, and buttons at the foot that stay in sight."""

    def __init__(self, tongue: Locale) -> None:
        super().__init__()
        self.tongue = tongue
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, theme.space(1), 0)
        self.column.setSpacing(theme.space(2))
        self.area = FollowingArea(body, say("Ballot").in_(tongue))
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
        row.addLayout(Flow(map(tall, keys), 2))
        if left:
            row.addStretch(1)
        (self.column if left else self._outer).addLayout(row)

    def take_focus(self) -> None:
        """Put the cursor where a person would begin."""


class WaitPage(Page):
    """Nobody is voting: the tablet waits for the next person, and says what the vote is about."""

    begun = Signal()
    consent_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(
        self,
        poll: Poll,
        tongue: Locale,
        languages: Sequence[Language] = (),
        asks_consent: bool = False,
    ) -> None:
        super().__init__(tongue)
        self.wording = labels.title(said_in(poll, tongue).wording)
        self.secrecy = labels.lead(promised(poll).in_(tongue))
        self.languages: dict[Language, QPushButton] = {}
        start = say("Start my vote")
        self.start = button(start.in_(tongue), "primary", "vote", self.begun.emit)
        if len(languages) > 1:
            self.column.addLayout(self._offer(languages))
        self.column.addStretch(2)
        calls = say("Next person, please")
        self.column.addWidget(labels.heading(calls.in_(tongue)))
        self.column.addWidget(self.wording)
        self.column.addWidget(self.secrecy)
        self.foot(self.start, left=True)
        self.consent = _consent_key(partial(self.consent_wanted.emit, tongue.code), tongue)
        self.consent.setVisible(asks_consent)
        self.column.addStretch(3)
        self.foot(self.consent, left=True)

    def take_focus(self) -> None:
        self.start.setFocus()

    def _offer(self, languages: Sequence[Language]) -> QHBoxLayout:
        """A button for each language, at the top where it is found without reading."""
        for language in languages:
            act = partial(self.language_wanted.emit, language)
            key = button(LANGUAGE_NAMES[language], act=act)
            key.setCheckable(True)
            key.setChecked(language == self.tongue.code)
            self.languages[language] = key
            tall(key)
        return row_of(list(self.languages.values()), 1)


class AboutPage(Page):
    """What a voter may say about themselves; everything can be left out. Whose code is among the
    `known` ones has said it and goes on at once.
    """

    told = Signal()

    def __init__(self, booth: Booth, poll: Poll, tongue: Locale, known: Container[str]) -> None:
        super().__init__(tongue)
        self.links_votes = poll.secrecy is Secrecy.PSEUDONYMOUS
        self._known = known
        self.code = QLineEdit(maxLength=2 * CODE_LENGTH)
        self.column.addWidget(tall(self.code))
        self.sectors = self._ask(say("Which kind of organisation do you come from?"), booth.sectors)
        self.sizes = self._ask(say("How large is it?"), booth.sizes)
        self.code.setPlaceholderText(
            say("Your code, if you voted on this tablet before and kept it").in_(tongue)
        )
        self.code.setAccessibleName(say("Your code from an earlier vote").in_(tongue))
        self.code.textEdited.connect(self._go_on_if_known)
        self.on = button(say("Go on").in_(tongue), "primary", "arrow-right", self.told.emit)
        self.code.returnPressed.connect(self.told)
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

    def _go_on_if_known(self, typed: str) -> None:
        if token_of(typed) in self._known:
            self.told.emit()

    def _ask(self, question: Message, answers: Sequence[str]) -> QButtonGroup:
        group = QButtonGroup(self, exclusive=True)
        if not answers:
            return group
        self.column.addWidget(labels.heading(question.in_(self.tongue)))
        columns = Columns(3, ANSWER_WIDTH)
        self.column.addLayout(columns)
        for answer in (*answers, ""):
            choice = Choice(answer or NOT_SAID.in_(self.tongue), Shape.ROUND)
            choice.setProperty(SAID, answer)
            choice.setChecked(not answer)
            group.addButton(choice)
            columns.addWidget(choice)
        return group


def _chosen(group: QButtonGroup) -> str:
    chosen = group.checkedButton()
    return "" if chosen is None else str(chosen.property(SAID))


class BallotPage(Page):
    """The ballot of one voter, to be checked; one that is seen whole at once is cast as it is."""

    def __init__(
        self,
        poll: Poll,
        face: BallotFace,
        check: Callable[[], object],
        cast: Callable[["BallotPage"], object],
    ) -> None:
        super().__init__(face.tongue)
        is_seen_whole = method_of(poll).judged and len(poll.items) == 1
        self.face = face
        self.abstain = Choice(say("I abstain").in_(face.tongue), Shape.SQUARE)
        self.abstain.setVisible(poll.may_abstain)
        self.trouble = labels.wrapped(labels.Spoken(role="quiet"))
        words, icon, done = say("Check my vote"), "arrow-right", check
        if is_seen_whole:
            words, icon, done = say("Cast my vote"), "send", partial(cast, self)
        self.on = button(words.in_(face.tongue), "primary", icon, done)
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

    def hold(self) -> None:
        """It is being cast."""
        self.on.setEnabled(False)

    def say(self, sentence: Wording) -> None:
        """Why it could not be cast; it can be tried again."""
        self.trouble.setText(sentence.in_(self.tongue))
        self.on.setEnabled(True)

    def _judge(self) -> None:
        self.face.setEnabled(not self.abstain.isChecked())
        problem = self.problem()
        self.trouble.setText(problem)
        self.on.setEnabled(not problem)


class CheckPage(Page):
    """The ballot in words, before it is cast."""

    cast_asked = Signal()
    change_asked = Signal()

    def __init__(self, said: Sequence[str], tongue: Locale) -> None:
        super().__init__(tongue)
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.change = button(say("Change it").in_(tongue), "", "pencil", self.change_asked.emit)
        self.cast = button(say("Cast my vote").in_(tongue), "primary", "send", self.cast_asked.emit)
        self.column.addWidget(labels.title(say("Is this your vote?").in_(tongue)))
        for line in said:
            self.column.addWidget(labels.lead(line))
        self.column.addStretch(1)
        self.column.addWidget(self.trouble)
        self.foot(self.change, self.cast)

    def take_focus(self) -> None:
        self.cast.setFocus()

    def hold(self) -> None:
        """It is being cast."""
        self.cast.setEnabled(False)

    def say(self, sentence: Wording) -> None:
        """Why it could not be cast; it can be tried again."""
        self.trouble.setText(sentence.in_(self.tongue))
        self.cast.setEnabled(True)


class ThanksPage(Page):
    """The receipt. It makes way by itself, so that the next person finds a fresh tablet."""

    left = Signal()

    def __init__(self, replaced: bool, code: str, tongue: Locale, *, links: bool) -> None:
        super().__init__(tongue)
        self.next = button(say("Done").in_(tongue), "primary", "check", self.left.emit)
        self.column.addStretch(2)
        for made, sentence in _thanks(replaced, code, links):
            self.column.addWidget(made(sentence.in_(tongue)))
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


Said = Iterator[tuple[Callable[[str], Label], Message]]


def _thanks(replaced: bool, code: str, links: bool) -> Said:
    yield labels.title, say("Thank you. Your vote is recorded.")
    if replaced:
        yield labels.lead, say("It has taken the place of your earlier vote.")
    if code:
        yield labels.lead, say("Your code is {code}.", code=code)
        if links:
            yield labels.quiet, say("Note it down to link your next vote to this one.")
        yield (
            labels.quiet,
            say("With it you are not asked again on this tablet where you come from."),
        )
    yield labels.lead, say("Please hand the tablet to the next person.")


CLOSED = (
    say("Voting is closed"),
    say("The next vote appears here by itself. A ballot not cast was not counted."),
)
ON_PHONES = (
    say("This goes by phones"),
    say(
        "Each phone shows something else, so a tablet for everybody has no part in it. Without a "
        "phone, tell the facilitator what you think. The next vote appears here by itself."
    ),
)


class ClosedPage(Page):
    """No vote is open, or one `on_phones` alone: the tablet waits for one. Nobody has chosen a
    language: it says all.
    """

    consent_wanted = Signal(str)

    def __init__(
        self,
        languages: Sequence[Language] = (Language.ENGLISH,),
        asks_consent: bool = False,
        *,
        on_phones: bool = False,
    ) -> None:
        super().__init__(locale_of(languages[0]))
        title, lead = ON_PHONES if on_phones else CLOSED
        self.column.addStretch(2)
        for tongue in map(locale_of, languages):
            self.column.addWidget(labels.title(title.in_(tongue)))
            self.column.addWidget(labels.lead(lead.in_(tongue)))
        self.column.addStretch(3)
        keys = [
            _consent_key(partial(self.consent_wanted.emit, language), locale_of(language))
            for language in languages
        ]
        for key in keys:
            key.setVisible(asks_consent)
        self.foot(*keys, left=True)


def _consent_key(act: Callable[[], object], tongue: Locale) -> QPushButton:
    """The way to say what one agrees to, for those without a phone."""
    return button(say("What I agree to").in_(tongue), "quiet", act=act)


class PagePlace(QVBoxLayout):
    """Where the pages stand, one at a time: `page` is the one that is shown; with each new one the
    bar forgets a key held down.
    """

    def __init__(self, page: Page, bar: LeavingBar) -> None:
        super().__init__()
        self.page = page
        self._bar = bar
        self.addWidget(page)

    def show(self, page: Page, keep: Page | None = None) -> None:
        """Show a page; the one before is gone for good, unless it is kept to come back to."""
        before = self.page
        self.removeWidget(before)
        before.hide()
        if before is not keep and before is not page:
            before.deleteLater()
        self.page = page
        self.addWidget(page)
        page.show()
        self._bar.forget()
        page.take_focus()
