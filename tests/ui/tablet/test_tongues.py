"""The shared tablet speaks the languages of the seminar, every word of it."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.locales import LANGUAGE_NAMES, Language
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Criterion, Item, Method, Poll, Round, Secrecy
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.polls import voting
from facilitator.services.polls.rounds_held import tallied
from facilitator.services.seminar import preparing
from facilitator.services.views import tablet
from tests.domain.polls.voting import LISTED
from tests.pseudo import PSEUDO
from tests.ui.run_day import MORNING
from ui import theme
from ui.session import Session
from ui.tablet import pages
from ui.tablet.choosing import ChoosingFace
from ui.tablet.dotting import DotsFace
from ui.tablet.face import BallotFace
from ui.tablet.leaving import WORD
from ui.tablet.name_page import NamePage
from ui.tablet.ordering import RankFace
from ui.tablet.pages import AboutPage, BallotPage, CheckPage, ClosedPage, ThanksPage, WaitPage
from ui.tablet.pairing import PairsFace
from ui.tablet.scales import ScaleFace
from ui.tablet.window import TabletWindow
from ui.tablet.wording import WordsFace

OpenTablet = Callable[[Poll], TabletWindow]
LETTERS = re.compile(r"[A-Za-z]+")
BOTH = (Language.WELSH, Language.ENGLISH)


@pytest.fixture
def open_tablet(qapp: QApplication, session: Session) -> Iterator[OpenTablet]:
    """A tablet in a seminar of two languages, in which nobody has typed a letter."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    made: list[TabletWindow] = []
    with session.file.write(Verb.SET_UP, MORNING) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, languages=BOTH, sectors=("#1", "#2"), sizes=("#3",)))
        for person in writer.every(Participant):
            writer.remove(person)
        writer.put(Participant(id="ann", name="#7"))

    def make(asked: Poll) -> TabletWindow:
        preparing.save(session.file, asked, verb=Verb.SET_UP, now=MORNING)
        voting.open_round(session.file, asked.id, now=MORNING)
        made.append(TabletWindow(session, chance=random.Random(1)))
        return made[-1]

    yield make
    for window in made:
        if shiboken6.isValid(window):
            window.leave()


def wordless(method: Method, secrecy: Secrecy = Secrecy.SEALED) -> Poll:
    """A poll in which no word is anybody's but the program's."""
    return Poll(
        id="p",
        position=1,
        title="#",
        wording="#?",
        method=method,
        secrecy=secrecy,
        items=() if method is Method.WORDS else tuple(Item(f"i{n}", f"#{n}") for n in range(3)),
        criteria=(Criterion("c", "#8", 1),) if method is Method.WEIGHTED else (),
    )


def words_on(window: QWidget) -> set[str]:
    """What can be read or heard on it, but for the languages' own names."""
    found: set[str] = set()
    for widget in window.findChildren(QWidget):
        found.add(widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return found - set(LANGUAGE_NAMES.values())


def english_on(window: TabletWindow) -> set[str]:
    return {words for words in words_on(window) if LETTERS.search(words)}


def mark(face: BallotFace) -> None:
    match face:
        case ChoosingFace():
            face.choices[0].click()
        case ScaleFace():
            next(iter(face.rows[0].choices.values())).click()
        case RankFace():
            face.put(face.items[0], 1)
        case DotsFace():
            face.rows[0].more.click()
        case PairsFace():
            face.choose(1)
        case WordsFace():
            face.fields[0].setText("#")


@pytest.mark.parametrize("method", LISTED)
@pytest.mark.parametrize("secrecy", [Secrecy.PSEUDONYMOUS, Secrecy.NAMED])
def test_no_page_says_a_word_past_the_catalogue(
    open_tablet: OpenTablet,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    method: Method,
    secrecy: Secrecy,
) -> None:
    monkeypatch.setattr(tablet.Booth, "locale", lambda *_: PSEUDO)
    monkeypatch.setattr(pages, "locale_of", lambda _: PSEUDO)
    monkeypatch.setattr(tablet, "new_code", lambda: "234567")
    window = open_tablet(wordless(method, secrecy))
    window._greet(PSEUDO)

    def look(page: type[QWidget]) -> None:
        assert isinstance(window.page, page)
        assert english_on(window) == set()

    look(WaitPage)
    window.begin()
    if isinstance(window.page, NamePage):
        look(NamePage)
        window.page.list.select(0)
        window.page.told.emit()
    elif isinstance(window.page, AboutPage):
        look(AboutPage)
        window.page.told.emit()
    look(BallotPage)
    assert isinstance(window.page, BallotPage)
    mark(window.page.face)
    look(BallotPage)
    window.check()
    look(CheckPage)
    assert isinstance(window.page, CheckPage)
    window.page.cast.click()
    look(ThanksPage)
    current = tablet.booth(session.file).round
    assert current is not None
    voting.close_round(session.file, current.id, now=MORNING)
    window.read()
    window.wait()
    look(ClosedPage)


def test_whoever_steps_up_chooses_their_language_for_their_turn_alone(
    open_tablet: OpenTablet,
) -> None:
    window = open_tablet(wordless(Method.CHOOSE_ONE))
    assert "Dechrau fy mhleidlais" in words_on(window)
    assert isinstance(window.page, WaitPage)
    window.page.languages[Language.ENGLISH].click()
    assert "Start my vote" in words_on(window)
    window.begin()
    assert isinstance(window.page, AboutPage)
    window.page.told.emit()
    assert "Check my vote" in words_on(window)
    window.wait()
    assert "Dechrau fy mhleidlais" in words_on(window)


def test_what_is_said_of_somebody_is_the_seminars_word_in_any_language(
    open_tablet: OpenTablet,
) -> None:
    window = open_tablet(wordless(Method.CHOOSE_ONE))
    window.begin()
    page = window.page
    assert isinstance(page, AboutPage)
    assert (page.sector, page.organisation_size) == ("", "")
    page.sectors.buttons()[1].click()
    assert page.sector == "#2"


def test_a_ballot_that_cannot_be_cast_says_so_in_the_voters_language(
    open_tablet: OpenTablet, session: Session
) -> None:
    window = open_tablet(wordless(Method.CHOOSE_ONE))
    window.begin()
    assert isinstance(window.page, AboutPage)
    window.page.told.emit()
    assert isinstance(window.page, BallotPage)
    mark(window.page.face)
    window.check()
    page = window.page
    assert isinstance(page, CheckPage)
    current = tablet.booth(session.file).round
    assert current is not None
    voting.close_round(session.file, current.id, now=MORNING)
    window.cast(page)
    assert page.trouble.text() == voting.CLOSED.in_(window._tongue)
    assert page.trouble.text() != str(voting.CLOSED)


def test_a_closed_tablet_says_so_in_every_language_of_the_seminar(
    open_tablet: OpenTablet, session: Session
) -> None:
    window = open_tablet(wordless(Method.CHOOSE_ONE))
    current = tablet.booth(session.file).round
    assert current is not None
    voting.close_round(session.file, current.id, now=MORNING)
    window.read()
    assert {"Mae’r pleidleisio ar gau", "Voting is closed"} <= words_on(window)


@pytest.mark.parametrize("word", ["hwylusydd", str(WORD)])
def test_the_facilitator_leaves_by_their_word_in_either_language(
    open_tablet: OpenTablet, qtbot: QtBot, word: str
) -> None:
    window = open_tablet(wordless(Method.CHOOSE_ONE))
    with qtbot.waitSignal(window.destroyed):
        window.bar.word.setText(word)


def test_a_voter_reads_the_poll_in_their_language_and_is_counted_like_anybody(
    open_tablet: OpenTablet, session: Session
) -> None:
    asked = wordless(Method.CHOOSE_ONE)
    items = tuple(replace(item, second=f"§{item.id}") for item in asked.items)
    window = open_tablet(replace(asked, wording_second="§?", items=items))
    assert isinstance(window.page, WaitPage)
    assert "§?" in words_on(window)
    window.begin()
    assert isinstance(window.page, AboutPage)
    window.page.told.emit()
    assert isinstance(window.page, BallotPage)
    assert isinstance(window.page.face, ChoosingFace)
    assert "1.  §i0" in words_on(window)
    window.page.face.choices[0].click()
    window.check()
    assert isinstance(window.page, CheckPage)
    window.cast(window.page)
    with session.file.read() as reader:
        (held,) = reader.every(Round)
    voting.close_round(session.file, held.id, now=MORNING)
    with session.file.read() as reader:
        held = reader.get(Round, held.id)
        assert tallied(reader, held).lines[0].people == 1
