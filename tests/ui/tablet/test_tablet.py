"""People step up to the shared tablet one after another, and every method counts right."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import Ballot, Criterion, Item, Method, Poll, Round, Secrecy
from facilitator.domain.polls.tally import Tally
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.polls import rounds_held, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.services.views import tablet
from tests.domain.polls.voting import LISTED
from tests.rounds_told import tally_round
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import MORNING, poll
from tests.ui.tablet.conftest import MakeTablet
from ui.session import Session
from ui.tablet.choosing import ChoosingFace
from ui.tablet.consent_pages import ConsentPage, KeptPage
from ui.tablet.dotting import DotsFace
from ui.tablet.face import in_order
from ui.tablet.name_page import NamePage
from ui.tablet.ordering import RankFace
from ui.tablet.pages import AboutPage, BallotPage, CheckPage, ClosedPage, ThanksPage, WaitPage
from ui.tablet.pairing import PairsFace
from ui.tablet.scales import ScaleFace
from ui.tablet.window import FACES, TabletWindow
from ui.tablet.wording import WordsFace


def open_round(session: Session) -> Round:
    current = tablet.booth(session.file).round
    assert current is not None
    return current


def step_up(window: TabletWindow) -> BallotPage:
    """The next person begins, and says nothing about themselves."""
    assert isinstance(window.page, WaitPage)
    window.begin()
    if isinstance(window.page, AboutPage):
        window.page.told.emit()
    assert isinstance(window.page, BallotPage)
    return window.page


def cast(window: TabletWindow) -> None:
    """Check, cast, and hand the tablet on."""
    window.check()
    if isinstance(window.page, CheckPage):
        window.page.cast.click()
    assert isinstance(window.page, ThanksPage)
    window.page.next.click()


def tallied(session: Session) -> Tally:
    current = open_round(session)
    voting.close_round(session.file, current.id, now=MORNING)
    return tally_round(session.file, current.id)


def ballots_of(session: Session, round_id: str) -> tuple[Ballot, ...]:
    with session.file.read() as reader:
        return reader.ballots(round_id)


def people(tally: Tally) -> list[int]:
    return [line.people for line in tally.lines]


def test_choosing_one_counts(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    for choice in (0, 1, 1):
        face = step_up(window).face
        assert isinstance(face, ChoosingFace)
        face.choices[2].click()
        face.choices[choice].click()
        cast(window)
    tally = tallied(session)
    assert people(tally) == [1, 2, 0]
    assert tally.by_channel == ((Channel.TABLET, 3),)


def test_approving_any_counts(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.APPROVE, most=2))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    for choice in face.choices:
        choice.click()
    assert "at most 2" in face.problem()
    face.choices[0].click()
    cast(window)
    assert people(tallied(session)) == [0, 1, 1]


def test_agreeing_counts_and_keeps_dont_know_apart(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.AGREE))
    for mark in (5, 4, 0):
        face = step_up(window).face
        assert isinstance(face, ScaleFace)
        face.rows[0].choices[2].click()
        face.rows[0].choices[mark].click()
        cast(window)
    line = tallied(session).lines[0]
    assert (line.people, line.with_view, line.dont_know) == (3, 2, 1)
    assert dict(line.points) == {1: 0, 2: 0, 3: 0, 4: 1, 5: 1}


def test_rating_counts_and_leaves_what_was_not_answered_out(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.RATE))
    for first, second in ((10, 0), (7, None)):
        face = step_up(window).face
        assert isinstance(face, ScaleFace)
        face.rows[0].choices[first].click()
        if second is not None:
            face.rows[1].choices[second].click()
        cast(window)
    one, two, three = tallied(session).lines
    assert (one.people, one.mean) == (2, 8.5)
    assert (two.people, two.mean) == (1, 0.0)
    assert three.people == 0


def test_ranking_by_buttons_and_digits_counts(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.RANK))
    face = step_up(window).face
    assert isinstance(face, RankFace)
    for letter in "cab":
        face.rows[f"p{letter}"].take.click()
    face.rows["pb"].up.click()
    QTest.keyClicks(face.rows["pb"], "1")
    face.rows["pc"].down.click()
    assert [item.id for item in face.ranked] == ["pb", "pa", "pc"]
    QTest.keyClicks(face.rows["pc"], "0")
    assert face.marks() == (("pb", 1), ("pa", 2))
    cast(window)
    assert tallied(session).order[0] == ("pb",)


def test_no_more_places_are_given_than_the_poll_has(make_tablet: MakeTablet) -> None:
    window = make_tablet(poll("p", Method.RANK, most=2))
    face = step_up(window).face
    assert isinstance(face, RankFace)
    for letter in "abc":
        face.rows[f"p{letter}"].take.click()
    assert face.marks() == (("pa", 1), ("pb", 2))
    assert face.problem() == ""


def test_dots_keep_to_the_budget_and_the_cap(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.DOTS, budget=5, most=3))
    face = step_up(window).face
    assert isinstance(face, DotsFace)
    QTest.keyClicks(face.rows[0], "9")
    for _ in range(4):
        face.rows[1].more.click()
    assert face.marks() == (("pa", 3), ("pb", 2))
    face.rows[0].fewer.click()
    QTest.keyClicks(face.rows[2], "+")
    cast(window)
    assert [line.score for line in tallied(session).lines] == [2, 2, 1]


def test_weighted_criteria_count(make_tablet: MakeTablet, session: Session) -> None:
    asked = Poll(
        id="p",
        position=1,
        title="Options",
        wording="How good is each?",
        method=Method.WEIGHTED,
        items=(Item("x", "One"), Item("y", "Two")),
        criteria=(Criterion("c", "Cost", 1), Criterion("d", "Worth", 3)),
    )
    window = make_tablet(asked)
    face = step_up(window).face
    assert isinstance(face, ScaleFace)
    for row, mark in zip(face.rows, (10, 2, 0, 6), strict=True):
        row.choices[mark].click()
    cast(window)
    one, two = tallied(session).lines
    assert (one.score, two.score) == (4.0, 4.5)


def test_pairs_are_asked_one_by_one_and_count(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.PAIRWISE))
    face = step_up(window).face
    assert isinstance(face, PairsFace)
    QTest.keyClicks(face, "1")
    face.second.click()
    QTest.keyClicks(face, "2")
    assert face.marks() == (("pa>pb", 1), ("pc>pa", 1), ("pc>pb", 1))
    cast(window)
    assert tallied(session).order[0] == ("pc",)


def test_words_count(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(
        Poll(id="p", position=1, title="Words", wording="One word?", method=Method.WORDS, items=())
    )
    for words in (["trust", "time"], ["Trust"]):
        face = step_up(window).face
        assert isinstance(face, WordsFace)
        for field, word in zip(face.fields, words, strict=False):
            field.setText(word)
        cast(window)
    assert dict(tallied(session).words)["trust"] == 2


def test_there_is_a_ballot_for_every_method_that_asks_all_the_same() -> None:
    assert set(FACES) == set(LISTED)


def test_a_whole_vote_is_cast_by_keyboard_alone(make_tablet: MakeTablet, session: Session) -> None:
    make_tablet(poll("p", Method.CHOOSE_ONE))
    press("Return")
    for _ in range(40):
        if "Go on" in focused().accessibleName():
            break
        press("Tab")
    press("Return")
    QTest.keyClicks(focused(), "2")
    for _ in range(10):
        if "Check my vote" in focused().accessibleName():
            break
        press("Tab")
    press("Return", "Return", "Return")
    assert people(tallied(session)) == [0, 1, 0]


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def press(*keys: str) -> None:
    for key in keys:
        QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{key}"))


def test_nothing_is_counted_before_it_was_checked_and_cast(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    window.check()
    assert isinstance(window.page, BallotPage)
    face.choices[0].click()
    window.check()
    assert rounds_held.turnout(session.file, open_round(session).id) == 0
    assert isinstance(window.page, CheckPage)
    window.page.change.click()
    assert isinstance(window.page, BallotPage)
    assert face.choices[0].isChecked()


def test_nobody_sees_the_ballot_before_theirs_nor_any_count(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    face.choices[1].click()
    cast(window)
    assert isinstance(window.page, WaitPage)
    said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Item B" not in said
    assert not any(character.isdecimal() for character in said)
    after = step_up(window).face
    assert isinstance(after, ChoosingFace)
    assert not any(choice.isChecked() for choice in after.choices)


def test_everybody_votes_under_a_token_of_their_own(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE, secrecy=Secrecy.PSEUDONYMOUS))
    for _ in range(3):
        face = step_up(window).face
        assert isinstance(face, ChoosingFace)
        face.choices[0].click()
        cast(window)
    cast_ballots = ballots_of(session, open_round(session).id)
    assert len({ballot.voter_key for ballot in cast_ballots}) == 3


def test_a_code_links_the_votes_of_two_rounds(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.AGREE, secrecy=Secrecy.PSEUDONYMOUS))
    code = vote_with_code(window, "")
    first = open_round(session).id
    voting.close_round(session.file, first, now=MORNING)
    voting.reopen_round(session.file, first, "Again", now=MORNING)
    session.watch.nudge()
    assert vote_with_code(window, code.lower()) == code.lower()
    second = open_round(session).id
    assert ballots_of(session, first)[0].voter_key == ballots_of(session, second)[0].voter_key


def vote_with_code(window: TabletWindow, code: str) -> str:
    """Vote with a code; gives the code that stands on the receipt."""
    window.begin()
    assert isinstance(window.page, AboutPage)
    QTest.keyClicks(window.page.code, code)
    if isinstance(window.page, AboutPage):
        window.page.told.emit()
    return cast_and_read_code(window)


def test_an_agree_scale_takes_two_taps_and_no_ballot_without_a_mark(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.AGREE))
    page = step_up(window)
    assert isinstance(page.face, ScaleFace)
    assert not page.on.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert window.page is page
    page.face.rows[0].choices[5].click()
    page.on.click()
    assert isinstance(window.page, ThanksPage)
    assert dict(tallied(session).lines[0].points)[5] == 1


def test_enter_that_leads_to_a_page_ticks_nothing_on_it(
    make_tablet: MakeTablet, session: Session
) -> None:
    """A list and a field pass Enter on once they have acted on it."""
    with session.file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(Participant(id="ann", name="Ann Zeal"))
    window = make_tablet(poll("p", Method.AGREE))
    window.read()
    waits = window.page
    assert isinstance(waits, WaitPage)
    waits.consent_wanted.emit("en")
    named = window.page
    assert isinstance(named, NamePage)
    named.take_focus()
    QTest.keyClick(named.list.search, Qt.Key.Key_Down)
    QTest.keyClick(named.list.view, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, ConsentPage)
    assert not any(choice.isChecked() for choice in page.choices.values())
    window.wait()
    window.begin()
    about = window.page
    assert isinstance(about, AboutPage)
    about.code.setFocus()
    QTest.keyClicks(about.code, "ABCDEF")
    QTest.keyClick(about.code, Qt.Key.Key_Return)
    ballot = window.page
    assert isinstance(ballot, BallotPage)
    assert isinstance(ballot.face, ScaleFace)
    assert not ballot.on.isEnabled(), "nothing is marked"


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.PSEUDONYMOUS])
def test_who_votes_again_with_their_code_is_not_asked_again_where_they_come_from(
    make_tablet: MakeTablet, session: Session, secrecy: Secrecy
) -> None:
    window = make_tablet(poll("p", Method.AGREE, secrecy=secrecy))
    window.begin()
    assert isinstance(window.page, AboutPage)
    window.page.sectors.buttons()[1].click()
    told = window.page.sector
    window.page.told.emit()
    code = cast_and_read_code(window)
    voting.close_round(session.file, open_round(session).id, now=MORNING)
    voting.open_round(session.file, "p", reason="Again", now=MORNING)
    session.watch.nudge()
    window.begin()
    assert isinstance(window.page, AboutPage)
    QTest.keyClicks(window.page.code, f" {code.lower()}")
    assert isinstance(window.page, BallotPage), "a known code goes on by itself"
    assert cast_and_read_code(window).strip().upper() == code
    ballot = ballots_of(session, open_round(session).id)[0]
    alone = secrecy is Secrecy.PSEUDONYMOUS  # closing takes from a key what singles somebody out
    assert (ballot.sector, bool(told)) == ("" if alone else told, True)


def test_a_code_where_votes_are_not_linked_links_none(
    make_tablet: MakeTablet, session: Session
) -> None:
    """Nothing in the file is made of it: the same code typed twice makes two voters."""
    window = make_tablet(poll("p", Method.AGREE))
    for _ in range(2):
        window.begin()
        assert isinstance(window.page, AboutPage)
        QTest.keyClicks(window.page.code, "ABC234")
        if isinstance(window.page, AboutPage):
            window.page.told.emit()
        cast_and_read_code(window)
    assert len(ballots_of(session, open_round(session).id)) == 2


def test_many_items_stand_in_two_columns_where_there_is_room_and_are_seen_at_once(
    qtbot: QtBot, make_tablet: MakeTablet
) -> None:
    items = tuple(Item(f"i{n}", f"A kind of partnership, number {n}") for n in range(8))
    window = make_tablet(replace(poll("p", Method.APPROVE), items=items))
    page = step_up(window)
    assert isinstance(page.face, ChoosingFace)
    first, second, third = page.face.choices[:3]
    qtbot.waitUntil(lambda: second.x() > first.x() + first.width() - 1)
    assert (first.y(), first.width()) == (second.y(), second.width())
    assert third.y() > first.y()
    assert page.area.verticalScrollBar().maximum() == 0
    window.resize(700, 768)
    qtbot.waitUntil(lambda: second.x() == first.x())
    assert second.y() > first.y()


def cast_and_read_code(window: TabletWindow) -> str:
    assert isinstance(window.page, BallotPage)
    assert isinstance(window.page.face, ScaleFace)
    window.page.face.rows[0].choices[4].click()
    window.page.on.click()
    assert isinstance(window.page, ThanksPage)
    said = " ".join(label.text() for label in window.page.findChildren(QLabel))
    window.page.next.click()
    return said.split("Your code is ")[1].split(".")[0]


def test_sector_and_size_are_kept_when_they_are_told(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    window.begin()
    page = window.page
    assert isinstance(page, AboutPage)
    assert (page.sector, page.organisation_size) == ("", "")
    page.sectors.buttons()[0].click()
    page.sizes.buttons()[1].click()
    told = (page.sector, page.organisation_size)
    page.told.emit()
    assert isinstance(window.page, BallotPage)
    assert isinstance(window.page.face, ChoosingFace)
    window.page.face.choices[0].click()
    cast(window)
    ballot = ballots_of(session, open_round(session).id)[0]
    assert (ballot.sector, ballot.size) == told
    assert all(told)


def test_a_vote_by_name_asks_who_votes_and_keeps_one_ballot_each(
    make_tablet: MakeTablet, session: Session
) -> None:
    preparing.save(
        session.file,
        Participant(id="ann", name="Ann Lee", sector="Research"),
        Participant(id="bob", name="Bob Roy"),
        now=MORNING,
    )
    window = make_tablet(poll("p", Method.CHOOSE_ONE, secrecy=Secrecy.NAMED))
    for choice in (0, 1):
        window.begin()
        assert isinstance(window.page, NamePage)
        window.page.list.select(0)
        window.page.on.click()
        assert isinstance(window.page, BallotPage)
        assert isinstance(window.page.face, ChoosingFace)
        window.page.face.choices[choice].click()
        cast(window)
    kept = ballots_of(session, open_round(session).id)
    assert [(ballot.voter_key, ballot.marks) for ballot in kept] == [("ann", (("pb", 1),))]


def test_when_voting_closes_the_ballot_in_hand_is_put_away(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    face.choices[0].click()
    closed = open_round(session)
    voting.close_round(session.file, closed.id, now=MORNING)
    session.watch.nudge()
    assert isinstance(window.page, ClosedPage)
    assert tally_round(session.file, closed.id).ballots == 0


def test_a_vote_that_closes_at_the_last_moment_is_refused_with_a_sentence(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    face.choices[0].click()
    window.check()
    page = window.page
    assert isinstance(page, CheckPage)
    voting.close_round(session.file, open_round(session).id, now=MORNING)
    window.cast(page)
    assert "closed" in page.trouble.text()


def test_the_next_vote_appears_by_itself(make_tablet: MakeTablet, session: Session) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    voting.close_round(session.file, open_round(session).id, now=MORNING)
    session.watch.nudge()
    assert isinstance(window.page, ClosedPage)
    preparing.save(session.file, poll("q", Method.DOTS), verb=Verb.SET_UP, now=MORNING)
    voting.open_round(session.file, "q", now=MORNING)
    session.watch.nudge()
    assert isinstance(window.page, WaitPage)
    assert isinstance(step_up(window).face, DotsFace)


def test_a_ballot_somebody_walked_away_from_is_put_away(
    make_tablet: MakeTablet, session: Session
) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    face = step_up(window).face
    assert isinstance(face, ChoosingFace)
    face.choices[0].click()
    window._idle.passed.emit()
    assert isinstance(window.page, WaitPage)
    assert rounds_held.turnout(session.file, open_round(session).id) == 0


def test_everything_on_the_tablet_has_a_name(make_tablet: MakeTablet) -> None:
    window = make_tablet(poll("p", Method.RANK))
    assert_accessible(window)
    window.begin()
    assert_accessible(window)
    assert isinstance(window.page, AboutPage)
    window.page.told.emit()
    assert_accessible(window)


def test_shuffled_items_come_in_another_order_for_everybody() -> None:
    asked = Poll(
        id="p",
        position=1,
        title="",
        wording="",
        method=Method.APPROVE,
        items=tuple(Item(str(number), str(number)) for number in range(8)),
        shuffle=True,
    )
    chance = random.Random(1)
    orders = {in_order(asked, chance) for _ in range(5)}
    assert len(orders) == 5
    assert {frozenset(order) for order in orders} == {frozenset(asked.items)}


def test_the_way_on_is_in_sight_however_long_the_ballot_is(make_tablet: MakeTablet) -> None:
    items = tuple(Item(f"i{at}", f"Item {at}") for at in range(20))
    window = make_tablet(replace(poll("p", Method.APPROVE), items=items))
    page = step_up(window)
    QApplication.processEvents()
    seen = page.on.mapTo(window, page.on.rect().bottomRight())
    assert window.rect().contains(seen)
    assert page.on.visibleRegion().boundingRect() == page.on.rect()


def read_on(page: QWidget) -> set[str]:
    """What stands on a page, labels and buttons."""
    shown: list[QLabel | QPushButton] = [*page.findChildren(QLabel)]
    shown += page.findChildren(QPushButton)
    return {each.text() for each in shown if each.text() and not each.isHidden()}


def test_who_has_no_phone_says_on_the_tablet_what_they_agree_to(
    qtbot: QtBot, make_tablet: MakeTablet, session: Session
) -> None:
    person = Participant(id="ann", name="Ann Bell")
    preparing.save(session.file, person, verb=Verb.ADD, now=MORNING)
    window = make_tablet(poll("p", Method.AGREE))
    for email, kept in (("", False), ("ann@bell.example", True)):
        assert isinstance(window.page, WaitPage)
        window.page.consent.click()
        named = window.page
        assert isinstance(named, NamePage)
        named.list.view.setCurrentIndex(named.list.proxy.index(0, 0))
        named.on.click()
        page = window.page
        assert isinstance(page, ConsentPage)
        assert_accessible(page)
        assert not any(choice.isChecked() for choice in page.choices.values())
        for choice in page.choices.values():
            choice.click()
        page.email.setText(email)
        page.on.click()
        if kept:
            assert isinstance(window.page, KeptPage)
            window.page.next.click()
        else:
            assert "e-mail address in full" in page.trouble.text()
            page.back.click()
    with session.file.read() as reader:
        (consent,) = reader.every(Consent)
    assert (consent.id, consent.quote, consent.channel) == (consent_id("ann"), True, "tablet")


def test_a_vote_that_opens_or_closes_takes_nobodys_consent_away(
    make_tablet: MakeTablet, session: Session
) -> None:
    preparing.save(session.file, Participant(id="a", name="Ann"), verb=Verb.ADD, now=MORNING)
    window = make_tablet(poll("p", Method.AGREE))
    assert isinstance(window.page, WaitPage)
    window.page.consent.click()
    with session.file.read() as reader:
        (opened,) = reader.every(Round)
    voting.close_round(session.file, opened.id, now=MORNING)
    session.watch.nudge()
    assert isinstance(window.page, NamePage)
    window.wait()
    assert isinstance(window.page, ClosedPage)


def test_what_goes_by_phones_alone_is_not_called_closed_at_the_tablet(
    make_tablet: MakeTablet, session: Session
) -> None:
    with session.file.read() as reader:
        asked = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    for words in ("Trust takes years", "Nobody plans the end", "Prices are set elsewhere"):
        collecting.capture(session.file, asked.id, words, now=MORNING)
    phones = replace(poll("p", Method.SORT), items=(), question_id=asked.id)
    page = make_tablet(phones).page
    assert isinstance(page, ClosedPage)
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "This goes by phones" in said
    assert "closed" not in said
    with session.file.read() as reader:
        (held,) = reader.every(Round, poll_id="p")
    voting.close_round(session.file, held.id, now=MORNING)
    booth = tablet.booth(session.file)
    assert (booth.round, booth.on_phones) == (None, False)
