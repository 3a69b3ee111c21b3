"""The shared tablet: one person after the other votes in private, on a screen of its own."""

import random
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import ENGLISH, Language, Locale
from facilitator.domain.polls.polls import Item, Method, Poll, Round, said_in
from facilitator.domain.responses.responses import Channel
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import say
from facilitator.services.polls import voting
from facilitator.services.polls.voting import Receipt
from facilitator.services.views import tablet as desk
from facilitator.services.views.tablet import Booth
from ui import theme
from ui.session import Session
from ui.tablet import turn
from ui.tablet.choosing import ChoosingFace
from ui.tablet.consent_pages import ConsentWay
from ui.tablet.dotting import DotsFace
from ui.tablet.face import BallotFace, in_order
from ui.tablet.idleness import Idleness
from ui.tablet.leaving import LeavingBar, PressedAt
from ui.tablet.name_page import NamePage, asks_name
from ui.tablet.ordering import RankFace
from ui.tablet.pages import (
    AboutPage,
    BallotPage,
    CheckPage,
    ClosedPage,
    Page,
    PagePlace,
    ThanksPage,
    WaitPage,
)
from ui.tablet.pairing import PairsFace
from ui.tablet.scales import ScaleFace
from ui.tablet.turn import Turn
from ui.tablet.wording import WordsFace
from ui.words.telling import told

NOT_RECORDED = say("Your vote could not be recorded. Try again, or ask the facilitator.")
_TITLE = say("Shared tablet")
FACES: dict[Method, Callable[[Poll, Sequence[Item], Locale], BallotFace]] = {
    Method.CHOOSE_ONE: ChoosingFace,
    Method.APPROVE: ChoosingFace,
    Method.AGREE: ScaleFace,
    Method.RATE: ScaleFace,
    Method.WEIGHTED: ScaleFace,
    Method.RANK: RankFace,
    Method.DOTS: DotsFace,
    Method.PAIRWISE: PairsFace,
    Method.WORDS: WordsFace,
}


class TabletWindow(QWidget):
    """Never shows an earlier ballot or a result. Only a ballot that was not cast can be lost."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        chance: random.Random | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        theme.dress(self)
        self._session = session
        self._look = partial(desk.booth, session.file)
        self._chance = chance or random.SystemRandom()
        self._booth: Booth | None = None
        self._turn = Turn()
        self._tongue = ENGLISH
        self._ballot: BallotPage | None = None
        self._may_close = False
        self.pressed = PressedAt(self)
        self.bar = LeavingBar()
        self.place = PagePlace(ClosedPage(), self.bar)
        self._idle = Idleness(self)
        self._consent = ConsentWay(session, self.place, self.wait, self._idle)
        self._lay_out()
        self._wire()
        self.read()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.place.page

    def read(self) -> None:
        """Find out which round ballots are for."""
        self._session.tasks.run(self._look, self._take_booth)

    def wait(self) -> None:
        """Put everything of the voter before away, and wait for the next person."""
        self._forget_voter()
        self._greet(self._locale())

    def _greet(self, tongue: Locale) -> None:
        """The first page of a turn, in the language that was chosen on it, else the first one."""
        self._tongue = tongue
        self.bar.speak(tongue)
        current = self._round
        languages = self._booth.languages if self._booth else (Language.ENGLISH,)
        asks_consent = self._consent.take(self._booth)
        if current is None:
            on_phones = self._booth is not None and self._booth.on_phones
            self.place.show(ClosedPage(languages, asks_consent, on_phones=on_phones))
        else:
            page = WaitPage(current.poll, tongue, languages, asks_consent)
            page.begun.connect(self.begin)
            page.language_wanted.connect(lambda chosen: self._greet(self._locale(chosen)))
            self.place.show(page)
        self._consent.hear(self.page)

    def begin(self) -> None:
        """Somebody has stepped up: a fresh token, and what they want to say about themselves."""
        booth, current = self._booth, self._round
        if booth is None or current is None:
            return
        self._idle.begin()
        self._turn = turn.begin()
        if asks_name(current):
            named = NamePage(booth.people, self._tongue, current)
            named.told.connect(partial(self._take_name, named))
            self.place.show(named)
        elif booth.sectors or booth.sizes:
            codes = self._session.tablet_codes
            about = AboutPage(booth, said_in(current.poll, self._tongue), self._tongue, codes)
            about.told.connect(partial(self._take_about, about))
            self.place.show(about)
        else:
            self._show_ballot(current)

    def check(self) -> None:
        """The ballot in words, before it is cast."""
        if self._ballot is None or self._ballot.problem():
            return
        page = CheckPage(self._ballot.said(), self._tongue)
        page.cast_asked.connect(partial(self.cast, page))
        page.change_asked.connect(partial(self.place.show, self._ballot))
        self.place.show(page, keep=self._ballot)

    def cast(self, page: CheckPage | BallotPage) -> None:
        """Cast the ballot; the receipt comes when it is on the disk."""
        if self._ballot is None or self._round is None:
            return
        page.hold()
        work = _casting(self._session, self._round, self._turn, self._ballot)
        self._session.tasks.run(work, self._thank, partial(self._refuse, page))

    def leave(self) -> None:
        """The facilitator takes the tablet back."""
        self.allow_closing()
        self.close()

    def allow_closing(self) -> None:
        """From now on closing the window closes it."""
        self._may_close = True

    def _locale(self, language: str = "") -> Locale:
        return self._booth.locale(language) if self._booth else ENGLISH

    @property
    def _round(self) -> Round | None:
        return self._booth.round if self._booth else None

    def _take_booth(self, booth: Booth) -> None:
        before = self._round
        self._booth = booth
        same = _id_of(before) == _id_of(booth.round) != ""
        if not same and not isinstance(self.page, ThanksPage) and not self._consent.is_on:
            self.wait()

    def _take_name(self, page: NamePage) -> None:
        if page.may_go_on and page.person is not None and self._round is not None:
            self._turn = self._turn.by(page.person)
            self._show_ballot(self._round)

    def _take_about(self, page: AboutPage) -> None:
        if self._round is not None:
            self._turn = self._turn.about(page, self._session.tablet_codes)
            self._show_ballot(self._round)

    def _show_ballot(self, current: Round) -> None:
        poll = said_in(current.poll, self._tongue)
        face = FACES[poll.method](poll, in_order(poll, self._chance), self._tongue)
        self._ballot = BallotPage(poll, face, self.check, self.cast)
        self.place.show(self._ballot)

    def _thank(self, receipt: Receipt) -> None:
        self._session.watch.nudge()
        self._session.tablet_codes.update(self._turn.to_remember)
        own, tongue = self._turn, self._tongue
        page = ThanksPage(receipt.replaced, own.code, tongue, links=own.is_linked)
        page.left.connect(self.wait)
        self._forget_voter()
        self.place.show(page)

    def _refuse(self, page: CheckPage | BallotPage, error: BaseException) -> None:
        if page is self.page:
            page.say(error.sentence if isinstance(error, SeminarError) else NOT_RECORDED)

    def _forget_voter(self) -> None:
        """Nothing of a voter outlives their turn."""
        if self._ballot is not None and self._ballot is not self.page:
            self._ballot.deleteLater()
        self._ballot = None
        self._turn = Turn()
        self._idle.stop()

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind in (Kind.ROUND, Kind.SEMINAR) for change in changes):
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.bar.press(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.bar.release(event)
        else:
            super().keyReleaseEvent(event)

    def _enter(self) -> None:
        """Enter presses the button that has the cursor, else goes on from a ballot."""
        focus = self.pressed.still_at(self.focusWidget())
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif focus is not None and isinstance(self.page, BallotPage):
            self.page.on.click()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_close)
        if self._may_close:
            self._idle.end()

    def _wire(self) -> None:
        self._session.watch.changed.connect(self._hear)
        self._idle.passed.connect(self.wait)
        self.bar.left.connect(self.leave)

    def _lay_out(self) -> None:
        self.setWindowTitle(told(_TITLE))
        self.setAccessibleName(told(_TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(2))
        column.addLayout(self.place, 1)
        column.addWidget(self.bar)


def _casting(
    session: Session, current: Round, turn: Turn, ballot: BallotPage
) -> Callable[[], Receipt]:
    """The work of casting what is marked now."""
    return partial(
        voting.cast,
        session.file,
        current.id,
        turn.voter,
        ballot.marks(),
        ballot.words(),
        submission=turn.submission,
        channel=Channel.TABLET,
        now=session.clock(),
    )


def _id_of(current: Round | None) -> str:
    return current.id if current else ""
