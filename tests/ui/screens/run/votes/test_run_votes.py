"""Votes in Run: hands are counted, rounds opened, put again, discarded, and results shown."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, RoundState
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import closing, rounds_held, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar import preparing
from facilitator.store.records import tables
from tests.rounds_told import tally_round
from tests.services.polls.doors import close_door, expect_people
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import (
    Clock,
    cast_some,
    poll,
    press,
    rounds_of,
    segment,
    seminar_of,
    stage_of,
    type_words,
)
from ui.screens.run import RunScreen
from ui.screens.run.votes.poll_keys import Phase
from ui.session import Session


def test_voting_again_asks_for_a_reason_in_the_panel_and_records_it(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "O", "C", "R", "R", "A")
    type_words("The wording was misread")
    press(run, "Return")
    first, second = rounds_of(day, "p1")
    assert first.state is RoundState.REVEALED
    assert (second.state, second.reason) == (RoundState.OPEN, "The wording was misread")
    assert run.show_panel.poll.phase is Phase.OPEN


def test_a_vote_put_again_later_stays_sealed_by_keyboard_until_both_rounds_are_over(
    run: RunScreen, day: Session
) -> None:
    again = segment("s2 again", 2.5, SegmentKind.VOTE, poll_ids=("p1",))
    preparing.save(day.file, again, now=day.clock())
    day.watch.nudge()
    panel = run.show_panel.poll
    press(run, "F9", "F9", "F4", "O", "C")
    assert panel.keys.next.isVisible()
    press(run, "N", "O", "C", "R", "R", "F9")
    assert [held.state for held in rounds_of(day, "p1")] == [RoundState.CLOSED]
    assert panel.phase is Phase.FRESH
    assert "stays sealed" in panel.state.text()
    press(run, "F4", "R", "R", "O", "C")
    assert {held.state for held in rounds_of(day, "p1")} == {RoundState.CLOSED}
    press(run, "R", "R")
    assert [held.state for held in rounds_of(day, "p1")] == [RoundState.REVEALED] * 2


def test_without_a_reason_no_round_is_begun(run: RunScreen, day: Session) -> None:
    said: list[str] = []
    day.tasks.said.connect(said.append)
    press(run, "F9", "F9", "F4", "O", "C", "A", "Return")
    assert len(rounds_of(day, "p1")) == 1
    assert said
    assert run.show_panel.poll.reason.isVisible()


def test_turnout_is_shown_live_and_results_only_when_revealed(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F9", "F4", "O")
    cast_some(day, "p1", 3)
    run.reload()
    panel = run.show_panel.poll
    assert "3 voted" in panel.state.text()
    press(run, "F4", "C")
    assert not panel.result.chart.isVisible()
    press(run, "F4", "R", "R")
    assert panel.result.chart.isVisible()
    assert "3 of 3 agree" in panel.result.verdict.text()


def cast_by_sector(day: Session, poll_id: str, sectors: tuple[str, ...]) -> None:
    """Twelve people of each sector, half of whom agree."""
    current = rounds_of(day, poll_id)[-1]
    item = current.poll.items[0].id
    for number in range(12 * len(sectors)):
        who = Voter(f"voter {number}", sector=sectors[number // 12])
        marks = [(item, (2, 4)[number % 2])]
        voting.cast(day.file, current.id, who, marks, submission=who.token, now=day.clock())


def test_a_result_is_looked_at_by_sector_and_then_put_before_the_room(
    run: RunScreen, day: Session
) -> None:
    sectors = seminar_of(day.file).sectors[:2]
    close_door(day.file)
    expect_people(day.file)
    press(run, "F9", "F9", "F4", "O")
    cast_by_sector(day, "p1", sectors)
    panel = run.show_panel.poll
    press(run, "F4", "S", "C", "S")
    assert not panel.result.chart.isVisible()
    assert panel.result.scene is Scene.POLL
    press(run, "R", "R", "S")
    assert sectors[0] in panel.result.chart.accessibleDescription()
    assert "fewer than 5 people are left out" in panel.result.apart.text()
    assert panel.result.by_group.accessibleName() == "All together"
    assert stage_of(day).scene is Scene.POLL
    press(run, "F4", "Return")
    assert stage_of(day).scene is Scene.POLL_BY_SECTOR
    assert "monitor" in run.show_panel.rows.row(run.show_panel.list.currentIndex()).icons  # type: ignore[union-attr]
    press(run, "S", "Return")
    assert stage_of(day).scene is Scene.POLL
    assert_accessible(run)


def test_where_few_voted_the_facilitator_is_told_before_anything_is_revealed(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "O")
    cast_some(day, "p1", 3)
    press(run, "F4", "C", "R")
    panel = run.show_panel.poll
    assert "Only 3 people voted" in panel.state.text()
    assert not panel.result.chart.isVisible()
    assert rounds_of(day, "p1")[-1].state is RoundState.CLOSED
    press(run, "R", "S")
    assert "too few people" in panel.result.apart.text()
    assert panel.result.apart.isVisible()
    assert not panel.result.by_group.isVisible()
    assert panel.result.scene is Scene.POLL


def test_going_on_while_a_poll_is_open_is_refused_with_a_sentence(
    run: RunScreen, day: Session
) -> None:
    said: list[str] = []
    day.tasks.said.connect(said.append)
    press(run, "F9", "F9", "F4", "O", "F9")
    assert "still open" in said[0]
    assert run.say.title.text() == "Segment s2"


def test_each_count_of_hands_is_in_sight_while_it_is_typed(
    run: RunScreen, day: Session, qtbot: QtBot
) -> None:
    many = replace(
        poll("p2", Method.APPROVE), items=tuple(Item(f"i{n}", f"{n}") for n in range(20))
    )
    preparing.save(day.file, many, verb=Verb.SET_UP, now=day.clock())
    press(run, "F9", "F9", "F4", "Down", "O", "H")
    for hands in run.show_panel.poll.hands.counts.values():
        assert hands.hasFocus()
        qtbot.waitUntil(lambda hands=hands: not hands.visibleRegion().isEmpty())  # type: ignore[misc]
        press(run, "1", "Return")


def begin_hands(run: RunScreen) -> None:
    """The second poll (one of three) is open, and hands are being counted."""
    press(run, "F9", "F9", "F4", "N", "Down", "O", "H")


def test_numbers_typed_for_hands_survive_every_other_key(run: RunScreen, day: Session) -> None:
    begin_hands(run)
    type_words("7")
    press(run, "Return")
    type_words("5")
    for keys in (
        ("Escape",),
        ("F2",),
        ("F3",),
        ("F4", "1"),
        ("F12",),
        ("F4", "Up", "Down"),
        ("D",),
        ("Escape", "X"),
    ):
        press(run, *keys)
        run.reload()
        press(run, "F4")
        run.show_panel.choose("p2")
        press(run, "H")
        counts = run.show_panel.poll.hands.counts.values()
        assert [hands.text() for hands in counts] == ["7", "5", ""], keys
    assert rounds_held.turnout(day.file, rounds_of(day, "p2")[0].id) == 0


def test_escape_leaves_the_form_and_cancel_forgets_the_numbers(
    run: RunScreen, day: Session
) -> None:
    begin_hands(run)
    type_words("7")
    press(run, "Escape")
    assert run.show_panel.list.hasFocus()
    assert not run.show_panel.poll.hands.isVisible()
    press(run, "H")
    run.show_panel.poll.hands.cancel.click()
    assert run.show_panel.poll.pending is None
    press(run, "C")
    assert rounds_held.turnout(day.file, rounds_of(day, "p2")[0].id) == 0


def test_hands_that_are_typed_are_asked_about_at_closing_and_the_count_is_declared(
    run: RunScreen, day: Session
) -> None:
    begin_hands(run)
    type_words("7")
    press(run, "Return")
    type_words("5")
    press(run, "F4", "C")
    panel = run.show_panel.poll
    assert panel.phase is Phase.COUNTING
    assert panel.hands.isVisible()
    assert "not counted yet" in panel.state.text()
    press(run, "F4", "L")  # what nobody has counted is not passed over
    assert rounds_of(day, "p2")[0].state is RoundState.COUNTING
    panel.hands.keep.click()
    assert panel.pending is None
    assert "not counted yet" not in panel.state.text()
    press(run, "F4", "R", "R")
    assert rounds_of(day, "p2")[0].state is RoundState.COUNTING
    press(run, "L")
    tally = tally_round(day.file, rounds_of(day, "p2")[0].id)
    assert [line.people for line in tally.lines] == [7, 5, 0]


def test_hands_left_when_a_countdown_ends_are_asked_about_before_the_result(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    begin_hands(run)
    type_words("7")
    press(run, "F4", "D")
    clock.pass_(1)
    closing.close_due(day.file, now=clock())
    run.reload()
    panel = run.show_panel.poll
    assert panel.phase is Phase.COUNTING
    assert "not counted yet" in panel.state.text()
    panel.hands.keep.click()
    press(run, "F4", "L", "R", "R")
    tally = tally_round(day.file, rounds_of(day, "p2")[0].id)
    assert [line.people for line in tally.lines] == [7, 0, 0]
    assert rounds_of(day, "p2")[0].state is RoundState.REVEALED


def test_hands_are_asked_for_in_the_order_in_which_the_scale_is_read_out(run: RunScreen) -> None:
    press(run, "F9", "F9", "F4", "O", "H")
    assert [mark for _, mark in run.show_panel.poll.hands.counts] == [1, 2, 3, 4, 5, 0]


def test_a_round_opened_by_mistake_is_discarded_and_stays_in_the_log(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "O", "X")
    assert rounds_of(day, "p1") == ()
    assert run.show_panel.poll.phase is Phase.FRESH
    with day.file.read() as reader:
        done = reader.connection.execute(select(tables.acts.c.verb)).scalars().all()
    assert done[-1] == Verb.DISCARD_ROUND
    press(run, "O")
    assert [(held.number, held.reason) for held in rounds_of(day, "p1")] == [(1, "")]


def test_a_round_that_somebody_has_voted_in_is_not_discarded(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F9", "F4", "O")
    cast_some(day, "p1", 1)
    said: list[str] = []
    day.tasks.said.connect(said.append)
    press(run, "X")  # the screen has not heard of the ballot yet
    assert "Somebody has voted already" in said[0]
    run.reload()
    press(run, "X")
    assert len(rounds_of(day, "p1")) == 1
    assert not run.show_panel.poll.keys.discard.isVisible()


def test_a_reason_that_is_being_typed_outlives_a_look_at_something_else(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "O", "C", "R", "R", "A")
    type_words("The wording was")
    reason = run.show_panel.poll.reason
    press(run, "F4", "N", "F4")
    assert not reason.isVisible()
    run.show_panel.list.setCurrentIndex(run.show_panel.rows.index_of("p1"))
    press(run, "A")
    assert reason.text() == "The wording was"
    type_words(" misread")
    press(run, "Return")
    assert rounds_of(day, "p1")[-1].reason == "The wording was misread"
    assert reason.text() == ""
