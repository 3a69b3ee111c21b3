"""Consent on the tablet, for those without a phone: their name, what they agree to, and thanks.

What somebody agreed to before is not shown, nor is their address: whoever takes the tablet next
might look. What is said here holds in its place, and what is not ticked is taken back.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Locale
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.terms import CHOICES
from facilitator.domain.wording import Text, Wording, say, told
from facilitator.services.people import consenting
from facilitator.services.people.consenting import Stated
from facilitator.services.views.tablet import Booth
from ui.session import Session
from ui.tablet.choice import Choice, Shape
from ui.tablet.idleness import Idleness
from ui.tablet.name_page import NamePage
from ui.tablet.pages import ClosedPage, Page, PagePlace, WaitPage, tall
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels

PURPOSES = ("quote", "archive", "contact")
NOT_KEPT = say("This could not be kept. Try again, or ask the facilitator.")
IN_PLACE = say(
    "This holds from now on, in place of what you agreed to before, also for what you have said "
    "already. What you do not tick, you do not agree to."
)


class ConsentPage(Page):
    """Nothing is ticked beforehand. `told` comes when it is to be kept, `left` when nothing is."""

    told = Signal()
    left = Signal()

    def __init__(self, person: Participant, terms: Sequence[Text], tongue: Locale) -> None:
        super().__init__(tongue)
        self.person = person
        self.choices = {
            name: Choice(told(CHOICES[name], tongue), Shape.SQUARE) for name in PURPOSES
        }
        self.email = QLineEdit()
        address = say("Your e-mail address, for this alone").in_(tongue)
        self.email.setPlaceholderText(address)
        self.email.setAccessibleName(address)
        self.email.setEnabled(False)
        self.choices["contact"].toggled.connect(self.email.setEnabled)
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.back = button(say("Change nothing").in_(tongue), "", "arrow-left", self.left.emit)
        self.on = button(say("This I agree to").in_(tongue), "primary", "check", self.told.emit)
        self.column.addWidget(labels.title(person.name))
        for sentence in terms:
            self.column.addWidget(labels.body(told(sentence, tongue)))
        self.column.addWidget(labels.lead(IN_PLACE.in_(tongue)))
        for choice in self.choices.values():
            self.column.addWidget(choice)
        self.column.addWidget(tall(self.email))
        self.column.addStretch(1)
        self.column.addWidget(self.trouble)
        self.foot(self.back, self.on)

    @property
    def stated(self) -> Stated:
        """What is ticked."""
        ticked = {name: choice.isChecked() for name, choice in self.choices.items()}
        return Stated(**ticked, email=self.email.text())

    def take_focus(self) -> None:
        self.choices[PURPOSES[0]].setFocus()

    def say(self, sentence: Wording) -> None:
        """Why it was not kept; it can be tried again."""
        self.trouble.setText(sentence.in_(self.tongue))
        self.on.setEnabled(True)


class KeptPage(Page):
    """What was agreed to is kept."""

    left = Signal()

    def __init__(self, tongue: Locale) -> None:
        super().__init__(tongue)
        self.next = button(say("Done").in_(tongue), "primary", "check", self.left.emit)
        self.column.addStretch(2)
        for made, sentence in (
            (labels.title, say("Thank you. What you agree to is kept.")),
            (labels.lead, say("You can change it here, or at the desk, at any time.")),
            (labels.lead, say("Please hand the tablet to the next person.")),
        ):
            self.column.addWidget(made(sentence.in_(tongue)))
        self.foot(self.next, left=True)
        self.column.addStretch(3)

    def take_focus(self) -> None:
        self.next.setFocus()


class ConsentWay(QObject):
    """One person's way through these pages; at its end `done` is called."""

    def __init__(
        self, session: Session, place: PagePlace, done: Callable[[], object], idle: Idleness
    ) -> None:
        super().__init__(idle)
        self._session, self._place, self._done, self._idle = session, place, done, idle
        self._booth: Booth | None = None

    @property
    def is_on(self) -> bool:
        """Whether one of its pages is shown, which no vote that opens takes away."""
        page = self._place.page
        named = isinstance(page, NamePage) and page.is_for_consent
        return named or isinstance(page, ConsentPage | KeptPage)

    def take(self, booth: Booth | None) -> bool:
        """What is known now; whether there is anybody who could say what they agree to."""
        self._booth = booth
        return booth is not None and bool(booth.people)

    def hear(self, page: Page) -> None:
        """Begin when that is wanted on this page."""
        if isinstance(page, WaitPage | ClosedPage):
            page.consent_wanted.connect(self.begin)

    def begin(self, language: str) -> None:
        """Somebody wants to say what they agree to."""
        if self._booth is None:
            return
        self._idle.begin()
        page = NamePage(self._booth.people, self._booth.locale(language), None)
        page.told.connect(partial(self._ask, page, self._booth.terms))
        self._place.show(page)

    def _ask(self, named: NamePage, terms: Sequence[Text]) -> None:
        if named.person is None:
            return
        page = ConsentPage(named.person, terms, named.tongue)
        page.told.connect(partial(self._keep, page))
        page.left.connect(self._done)
        self._place.show(page)

    def _keep(self, page: ConsentPage) -> None:
        page.on.setEnabled(False)
        session = self._session
        work = partial(
            consenting.state, session.file, page.person.id, page.stated, now=session.clock()
        )
        session.tasks.run(work, partial(self._thank, page), partial(self._refuse, page))

    def _thank(self, page: ConsentPage, _: object) -> None:
        self._session.watch.nudge()
        if page is self._place.page:
            kept = KeptPage(page.tongue)
            kept.left.connect(self._done)
            self._place.show(kept)

    def _refuse(self, page: ConsentPage, error: BaseException) -> None:
        if page is self._place.page:
            page.say(error.sentence if isinstance(error, SeminarError) else NOT_KEPT)
