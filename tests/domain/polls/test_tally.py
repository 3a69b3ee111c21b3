"""Tallies: every method counted, hands merged in, and a running tally equal to a fresh one."""

import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import tally
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Criterion, HandCount, Method, Poll
from facilitator.domain.polls.results import Outcome
from facilitator.domain.polls.tally import Line, RunningTally, Tally
from facilitator.domain.responses.responses import Channel
from tests.domain.polls.voting import (
    ballot,
    ballots_of,
    chosen,
    groups,
    on_scale,
    poll,
    polls,
    ranked,
)


def line(found: Tally, item: str = "A") -> Line:
    return next(line for line in found.lines if line.item_id == item)


def hands(*marks: tuple[str, int, int], people: int = 0) -> HandCount:
    return HandCount(id="round", marks=marks, people=people)


def test_choose_one_counts_people_and_keeps_ties_together() -> None:
    found = tally.count(poll(Method.CHOOSE_ONE), chosen("B", 3) + chosen("A", 1) + chosen("C", 1))
    assert [(row.people, row.share, row.score) for row in found.lines] == [
        (1, 0.2, 1),
        (3, 0.6, 3),
        (1, 0.2, 1),
    ]
    assert found.ballots == 5
    assert groups(found.order) == [{"B"}, {"A", "C"}]
    assert str(found.ties) == "A and C share 2nd place; nothing breaks the tie."


def test_approvals_are_shares_of_everybody_who_voted() -> None:
    cast = [ballot(("A", 1), ("B", 1)), ballot(("A", 1))]
    found = tally.count(poll(Method.APPROVE), cast)
    assert [row.share for row in found.lines] == [1.0, 0.5, 0.0]
    many = tally.count(
        poll(Method.APPROVE), [replace(b, voter_key=f"{n}") for n, b in enumerate(cast * 10)]
    )
    assert [row.percent for row in many.lines] == [100, 50, 0]
    assert str(found.ties) == ""


def test_agree_keeps_dont_know_apart_and_judges_consensus() -> None:
    cast = on_scale((1, 1, 2, 20, 16)) + [ballot(("A", 0)) for _ in range(4)]
    found = line(tally.count(poll(Method.AGREE, "A"), cast))
    assert (found.people, found.with_view, found.dont_know) == (44, 40, 4)
    assert found.points == ((1, 1), (2, 1), (3, 2), (4, 20), (5, 16))
    assert found.agreement == found.share == 0.9
    assert (found.median, found.iqr, found.outcome, found.dissent) == (
        4,
        1,
        Outcome.ACCEPTED,
        False,
    )


def test_an_item_nobody_has_a_view_on_comes_last_and_has_no_figures() -> None:
    found = tally.count(poll(Method.AGREE, "AB"), [ballot(("A", 0), ("B", 1))])
    assert groups(found.order) == [{"B"}, {"A"}]
    assert line(found).agreement is line(found).mean is None
    assert line(found).outcome is Outcome.NO_VIEW


def test_ratings_have_a_mean_but_no_agreement() -> None:
    found = line(tally.count(poll(Method.RATE, "A"), on_scale((1,) + (0,) * 9 + (3,), lowest=0)))
    assert (found.mean, found.median, found.agreement, found.outcome) == (7.5, 10, None, None)
    assert found.dissent


def test_equal_means_from_different_numbers_of_people_are_a_tie() -> None:
    cast = on_scale((1, 1, 1), "A", 0) + on_scale((0, 7), "B", 0)
    assert groups(tally.count(poll(Method.RATE, "AB"), cast).order) == [{"A", "B"}]


def test_dots_count_dots_and_the_people_behind_them() -> None:
    cast = [ballot(("A", 3), ("B", 2)), ballot(("B", 1), ("C", 0))]
    found = tally.count(poll(Method.DOTS, budget=5, most=3), cast)
    assert [(row.score, row.people) for row in found.lines] == [(3, 1), (3, 2), (0, 0)]
    assert line(found, "B").points == ((1, 1), (2, 1), (3, 0))


def test_rank_reports_three_rules_and_how_far_people_agree() -> None:
    found = tally.count(poll(Method.RANK, "ABCD"), ranked("ABCD") + ranked("ACBD") + ranked("BACD"))
    assert len(found.rankings) == 3
    assert found.concordance == pytest.approx(0.7778, abs=5e-5)
    assert ("A", "B", 2) in found.pairs


def test_equal_places_are_ties_in_the_concordance() -> None:
    cast = ranked(["A", "BC", "D"]) + ranked("ACBD") + ranked(["B", "A", "CD"])
    found = tally.count(poll(Method.RANK, "ABCD"), cast)
    assert found.concordance == pytest.approx(0.7024, abs=5e-5)


def test_weighted_scores_follow_the_weights_as_they_are_written() -> None:
    criteria = (Criterion("x", "X", 0.1), Criterion("y", "Y", 0.2), Criterion("z", "Z", 0.3))
    cast = [
        ballot(("A/x", 6), ("A/y", 6), ("A/z", 0), ("B/x", 0), ("B/y", 0), ("B/z", 6)),
    ]
    found = tally.count(poll(Method.WEIGHTED, "ABC", criteria=criteria), cast)
    assert groups(found.order) == [{"A", "B"}, {"C"}]
    assert line(found).score == 3
    assert [(cell.item_id, cell.mean) for cell in found.cells][:3] == [("A", 6), ("A", 6), ("A", 0)]
    assert line(found, "C").mean is None


def test_pairwise_counts_duels_and_says_when_they_go_round() -> None:
    cast = [ballot(("A>B", 1), ("B>C", 1), ("C>A", 1)), ballot(("A>B", 1))]
    found = tally.count(poll(Method.PAIRWISE), cast)
    assert [row.score for row in found.lines] == [1, 1, 1]
    assert str(found.disagreement).startswith("A, B and C beat one another in a circle.")
    assert ("A", "B", 2) in found.pairs


def test_words_count_people_whatever_capitals_and_spaces_they_used() -> None:
    cast = [
        ballot(words=("Trust", "trust ")),
        ballot(words=("trust", "long  term")),
        ballot(words=("Trust", "Time")),
    ]
    found = tally.count(poll(Method.WORDS, ""), cast)
    assert found.words == (("trust", 3), ("long term", 1), ("Time", 1))


def test_hands_make_one_tally_with_ballots_and_are_labelled() -> None:
    cast = [ballot(("A", 1), channel=Channel.PHONE), ballot(("B", 1), channel=Channel.TABLET)]
    found = tally.count(poll(Method.CHOOSE_ONE), cast, hands(("A", 1, 4), ("C", 1, 2)))
    assert [row.people for row in found.lines] == [5, 1, 2]
    assert found.by_channel == ((Channel.PHONE, 1), (Channel.TABLET, 1), (Channel.HANDS, 6))


def test_people_who_raised_a_hand_for_several_items_are_counted_once() -> None:
    found = tally.count(poll(Method.APPROVE), [], hands(("A", 1, 8), ("B", 1, 6), people=10))
    assert (found.ballots, line(found).share) == (10, 0.8)
    without = tally.count(poll(Method.APPROVE), [], hands(("A", 1, 8), ("B", 1, 6)))
    assert without.ballots == 8


def test_hands_on_the_agree_scale_count_by_point_and_dont_know() -> None:
    found = tally.count(poll(Method.AGREE, "A"), [], hands(("A", 5, 6), ("A", 0, 2), ("A", 1, 2)))
    assert (line(found).with_view, line(found).dont_know, found.ballots) == (8, 2, 10)


def test_hands_cannot_rank() -> None:
    with pytest.raises(SeminarError, match="show of hands"):
        tally.count(poll(Method.RANK), [], hands(("A", 1, 3)))


def test_ballots_whose_keys_were_destroyed_still_count_one_each() -> None:
    cast = [ballot(("A", 1), voter_key="") for _ in range(3)]
    assert tally.count(poll(Method.CHOOSE_ONE), cast).ballots == 3


@pytest.mark.parametrize("method", Method)
def test_an_empty_round_of_any_method_has_a_tally(method: Method) -> None:
    found = tally.count(poll(method, criteria=(Criterion("x", "X"),)), [])
    assert found.ballots == 0
    assert found.rule
    assert len(found.order) <= 1


@pytest.mark.parametrize("method", [Method.AGREE, Method.RATE])
def test_one_item_alone_is_said_to_stand_in_no_order(method: Method) -> None:
    asked = poll(method)
    alone = replace(asked, items=asked.items[:1])
    assert "stand in the order" in str(tally.count(asked, []).rule)
    assert "order" not in str(tally.count(alone, []).rule)


@given(polls().flatmap(lambda p: st.tuples(st.just(p), st.lists(ballots_of(p), max_size=15))))
def test_a_running_tally_always_equals_counting_afresh(case: tuple[Poll, list[Ballot]]) -> None:
    asked, stream = case
    running, standing = RunningTally(asked), dict[str, Ballot]()
    for cast in stream:
        running.put(cast)
        standing[cast.voter_key] = cast
    assert running.tally() == tally.count(asked, list(standing.values()))
    for key in list(standing)[::2]:
        running.remove(key)
        del standing[key]
    assert running.tally() == tally.count(asked, list(standing.values()))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.just(1), st.integers(0, 9)), max_size=3))
def test_a_corrected_show_of_hands_replaces_the_first(marks: list[tuple[str, int, int]]) -> None:
    asked = poll(Method.APPROVE)
    running = RunningTally(asked)
    running.count_hands(hands(("A", 1, 5), people=7))
    running.count_hands(hands(*marks))
    assert running.tally() == tally.count(asked, [], hands(*marks))
    running.count_hands(None)
    assert running.tally() == tally.count(asked, [])


@given(polls().flatmap(lambda p: st.tuples(st.just(p), st.lists(ballots_of(p), max_size=12))))
def test_the_order_of_entry_never_shows(case: tuple[Poll, list[Ballot]]) -> None:
    asked, cast = case
    assert tally.count(asked, cast) == tally.count(asked, cast[::-1])


@given(st.lists(ballots_of(poll(Method.DOTS, "ABCD", budget=6)), max_size=12))
def test_dots_agree_with_adding_up_by_hand(cast: list[Ballot]) -> None:
    by_hand: Counter[str] = Counter()
    for one in cast:
        by_hand.update(dict(one.marks))
    found = tally.count(poll(Method.DOTS, "ABCD", budget=6), cast)
    assert {row.item_id: row.score for row in found.lines} == {i: by_hand[i] for i in "ABCD"}


def test_adding_one_ballot_to_many_costs_no_recount() -> None:
    """The work of one more ballot is counted in steps of the interpreter, not in time."""
    asked = poll(Method.APPROVE)

    def steps_after(people: int) -> int:
        running, steps = RunningTally(asked), 0
        for number in range(people):
            running.put(ballot(("A", 1), voter_key=str(number)))

        def tracer(frame: object, event: str, arg: object) -> object:
            nonlocal steps
            steps += 1
            return tracer

        sys.settrace(tracer)  # type: ignore[arg-type]
        try:
            running.put(ballot(("B", 1), voter_key="new"))
            running.tally()
        finally:
            sys.settrace(None)
        return steps

    assert steps_after(2000) == steps_after(20)


@pytest.mark.parametrize("method", Method)
def test_nobody_shares_a_place_in_an_empty_round(method: Method) -> None:
    assert tally.count(poll(method), []).ties == ""


def test_items_on_which_nobody_has_a_view_share_no_place() -> None:
    cast = [ballot(("A", 4), ("B", 0), ("C", 0))]
    assert tally.count(poll(Method.AGREE), cast).ties == ""
    shared = [ballot(("A", 4), ("B", 4), ("C", 0))]
    assert str(tally.count(poll(Method.AGREE), shared).ties).startswith("A and B share 1st place")


def test_the_printed_shares_of_a_choice_make_no_more_than_a_hundred() -> None:
    found = tally.count(poll(Method.CHOOSE_ONE, "AB"), chosen("A", 3) + chosen("B", 21))
    assert [row.printed for row in found.lines] == ["12 %", "88 %"]


@given(polls().flatmap(lambda p: st.tuples(st.just(p), st.lists(ballots_of(p), max_size=12))))
def test_ballots_count_the_same_in_their_one_form(drawn: tuple[Poll, list[Ballot]]) -> None:
    of, cast = drawn
    method = method_of(of)
    formed = []
    for each in cast:
        marks, words = method.canonical(each.marks, each.words)
        assert method.canonical(marks, words) == (marks, words)
        backwards = each.marks[::-1]
        assert method.canonical(backwards, each.words) == (marks, words)
        formed.append(replace(each, marks=tuple(marks), words=tuple(words)))
    assert tally.count(of, formed) == tally.count(of, cast)


def test_dots_that_are_none_and_places_that_nobody_has_are_not_told_apart() -> None:
    dots = method_of(poll(Method.DOTS, "ABC", budget=6))
    assert dots.canonical([("C", 0), ("B", 2), ("A", 1)], ()) == ((("A", 1), ("B", 2)), ())
    rank = method_of(poll(Method.RANK, "ABC"))
    assert rank.canonical([("B", 3), ("A", 1)], ()) == ((("A", 1), ("B", 2)), ())
    assert rank.canonical([("C", 3), ("B", 2), ("A", 2)], ())[0] == (("A", 1), ("B", 1), ("C", 3))


def test_channels_are_told_from_beside_where_ballots_do_not_tell_them() -> None:
    of = poll(Method.CHOOSE_ONE)
    found = tally.count(of, [ballot(("A", 1), channel=None)] * 3, None, [(Channel.PHONE, 2)])
    assert found.by_channel == ((Channel.PHONE, 2),)
    assert found.ballots == 3


def test_ways_that_few_took_are_told_without_their_numbers() -> None:
    empty = tally.count(poll(Method.AGREE), [])
    several = replace(empty, by_channel=((Channel.PHONE, 40), (Channel.PAPER, 3)))
    assert several.ways(3) == ((Channel.PHONE, 40), (Channel.PAPER, 3))
    assert several.ways(4) == ((Channel.PHONE, None), (Channel.PAPER, None))
    one = replace(empty, by_channel=((Channel.PHONE, 3), (Channel.PAPER, 0)))
    assert one.ways(10) == ((Channel.PHONE, 3),)
