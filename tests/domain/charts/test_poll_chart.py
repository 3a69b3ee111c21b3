"""Charts of tallies: what stands where, and the same in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.charts.chart import Chart, ChartForm
from facilitator.domain.locales import ENGLISH, locale_of
from facilitator.domain.polls import poll_chart, tally
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.poll_chart import MOST_WORDS, Rounds
from facilitator.domain.polls.polls import Ballot, HandCount, Method, Poll
from facilitator.domain.wording import in_language, shared_places, told
from tests.domain.polls.voting import ballot, ballots_of, chosen, on_scale, poll, polls, ranked


def chart_of(of: Poll, rounds: Rounds) -> Chart:
    """As it is drawn in English."""
    return in_language(poll_chart.chart_of(of, rounds), ENGLISH)


def test_an_agree_scale_diverges_from_neither_with_dont_know_aside() -> None:
    of = poll(Method.AGREE, "A")
    found = chart_of(
        of,
        [("Round 1", tally.count(of, [*on_scale((3, 4, 5, 8, 0)), ballot(("A", 0))]))],
    )
    [bar] = found.bars
    assert found.form is ChartForm.DIVERGING
    assert [(part.level, part.people) for part in bar.parts] == list(
        zip(range(-2, 3), (3, 4, 5, 8, 0), strict=True)
    )
    assert (bar.figure, bar.aside) == ("8 of 20 agree, 40 %", "1 don’t know")
    assert found.base == "n = 21. Shares are of those with a view."
    assert "A: 8 of 20 agree, 40 % (Strongly disagree 3, Disagree 4" in str(found.text)


def test_rounds_of_an_item_stand_in_a_pair() -> None:
    of = poll(Method.AGREE, "AB")
    first = tally.count(of, on_scale((0, 0, 0, 1, 0), "A") + on_scale((1, 0), "B"))
    last = tally.count(of, on_scale((0, 0, 0, 3, 0), "A"))
    found = chart_of(of, [("Round 1", first), ("Round 2", last)])
    assert [(bar.group, bar.label) for bar in found.bars] == [
        ("A", "Round 1"),
        ("A", "Round 2"),
        ("B", "Round 1"),
        ("B", "Round 2"),
    ]
    assert found.bars[-1].figure == "nobody with a view"
    assert str(found.base).startswith("Round 1: n = 2; Round 2: n = 3.")


def test_counted_methods_stand_best_first_with_people_and_share() -> None:
    of = poll(Method.CHOOSE_ONE)
    found = chart_of(of, [("Round 1", tally.count(of, chosen("C", 15) + chosen("A", 5)))])
    assert [(bar.label, bar.figure) for bar in found.bars] == [
        ("C", "15 people, 75 %"),
        ("A", "5 people, 25 %"),
        ("B", "0 people, 0 %"),
    ]
    assert [bar.parts[0].share for bar in found.bars] == [0.75, 0.25, 0.0]


def test_fewer_than_twenty_people_are_counted_and_given_no_share() -> None:
    for people, figure in ((19, "19 people"), (20, "20 people, 100 %")):
        of = poll(Method.CHOOSE_ONE)
        (bar, *_) = chart_of(of, [("Round 1", tally.count(of, chosen("A", people)))]).bars
        assert str(bar.figure) == figure


@pytest.mark.parametrize("method", Method)
def test_the_rule_beside_a_chart_says_in_which_order_it_stands(method: Method) -> None:
    rule = method_of(poll(method))
    assert ("order in which they were put" in str(rule.rule)) == rule.in_item_order


def test_shared_places_are_one_sentence_in_every_language() -> None:
    said = shared_places((("a", "b"), ("c", "d")), {each: each for each in "abcd"})
    assert str(said) == "a and b share 1st place; c and d share 3rd place; nothing breaks the tie."
    welsh = told(said, locale_of("cy"))
    assert welsh == (
        "Rhennir y 1af safle gan a a b; y 3ydd safle gan c a d; nid oes dim yn torri’r ddadl."
    )


def test_tied_items_share_their_place() -> None:
    of = poll(Method.RANK)
    found = chart_of(of, [("Round 1", tally.count(of, ranked(["A", "BC"], 2)))])
    assert [bar.figure for bar in found.bars] == [
        "1st, 4 Borda points",
        "joint 2nd, 1 Borda point",
        "joint 2nd, 1 Borda point",
    ]


def test_channels_are_named_where_there_is_more_than_one() -> None:
    of = poll(Method.CHOOSE_ONE)
    hands = HandCount(id="round", marks=(("A", 1, 12),))
    found = chart_of(of, [("Round 1", tally.count(of, chosen("A", 3), hands))])
    assert found.base == "n = 15 (3 on the tablet and 12 by show of hands)."


def test_words_are_cut_after_a_handful_and_the_rest_is_counted() -> None:
    of = poll(Method.WORDS, "")
    cast = [ballot(words=tuple(f"word {number}" for number in range(MOST_WORDS + 3)))]
    found = chart_of(of, [("Round 1", tally.count(of, cast))])
    assert len(found.bars) == MOST_WORDS
    assert found.base == "n = 1. 3 more words are not shown."


@given(polls().flatmap(lambda p: st.tuples(st.just(p), st.lists(ballots_of(p), max_size=12))))
def test_no_bar_is_longer_than_the_longest_possible(case: tuple[Poll, list[Ballot]]) -> None:
    of, cast = case
    found = chart_of(
        of, [("Round 1", tally.count(of, cast)), ("Round 2", tally.count(of, cast[::2]))]
    )
    for bar in found.bars:
        assert -1e-9 <= sum(part.share for part in bar.parts) <= 1 + 1e-9
        assert str(bar.figure) in str(found.text)
