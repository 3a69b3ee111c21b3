"""The one sentence a tally comes to."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls import tally
from facilitator.domain.polls.ballots import check
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import DONT_KNOW, Ballot, Method, Poll
from facilitator.domain.polls.results import Outcome
from facilitator.domain.polls.verdicts import verdict
from tests.domain.polls.voting import ballot, chosen, on_scale, poll, ranked

FAR_APART = "; dissent is marked, opinions are far apart."
NEEDED = "; {} of {} are needed."
AGREE = poll(Method.AGREE, "A")


def said(of: Poll, cast: Sequence[Ballot]) -> str:
    return str(verdict(of, tally.count(of, cast)))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((2, 3, 4, 20, 21), "Accepted: 41 of 50 agree (82 %); opinions are close together."),
        (
            (3, 7, 10, 20, 10),
            "No majority of 75 % either way: 30 of 50 agree (60 %), 10 disagree"
            + NEEDED.format(38, 50),
        ),
        (
            (20, 21, 4, 3, 2),
            "Rejected: 41 of 50 disagree (82 %), 5 agree; opinions are close together.",
        ),
        (
            (24, 0, 0, 0, 0),
            "Rejected: 24 of 24 disagree (100 %), 0 agree; opinions are close together.",
        ),
        (
            (0, 0, 15, 44, 0),
            "No majority of 75 % either way: 44 of 59 agree (74.6 %), 0 disagree"
            + NEEDED.format(45, 59),
        ),
        ((0, 0, 14, 45, 0), "Accepted: 45 of 59 agree (76 %); opinions are close together."),
        (
            (25, 0, 0, 37, 38),
            "Divided: 75 of 100 agree (75 %), 25 disagree" + FAR_APART,
        ),
        (
            (22, 0, 0, 0, 78),
            "Accepted: 78 of 100 agree (78 %)" + FAR_APART,
        ),
    ],
)
def test_agreement_is_judged_with_its_figures(counts: tuple[int, ...], sentence: str) -> None:
    assert said(AGREE, on_scale(counts)) == sentence


@pytest.mark.parametrize(
    ("agree", "unsure", "sentence"),
    [
        (0, 1, "Mostly no view: 0 of 1 who voted have one; 1 said “don’t know”."),
        (5, 19, "Mostly no view: 5 of 24 who voted have one; 19 said “don’t know”."),
        (11, 13, "Mostly no view: 11 of 24 who voted have one; 13 said “don’t know”."),
        (12, 12, "Accepted: 12 of 12 agree; opinions are close together."),
    ],
)
def test_fewer_than_half_with_a_view_decide_nothing(agree: int, unsure: int, sentence: str) -> None:
    cast = on_scale((0, 0, 0, agree)) + [ballot(("A", 0)) for _ in range(unsure)]
    assert said(AGREE, cast) == sentence


def test_who_leaves_a_statement_out_counts_as_a_voter_without_a_view() -> None:
    of = poll(Method.AGREE, "AB")
    cast = [ballot(("A", 4), ("B", 4)), *(ballot(("A", 4)) for _ in range(2))]
    found = {line.item_id: line.outcome for line in tally.count(of, cast).lines}
    assert found == {"A": Outcome.ACCEPTED, "B": Outcome.NO_VIEW}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_turning_the_scale_round_turns_the_outcome_round(marks: list[int]) -> None:
    there = tally.count(AGREE, [ballot(("A", mark)) for mark in marks]).lines[0].outcome
    back = tally.count(AGREE, [ballot(("A", 6 - mark if mark else 0)) for mark in marks])
    turned = {Outcome.ACCEPTED: Outcome.REJECTED, Outcome.REJECTED: Outcome.ACCEPTED}
    assert there is not None
    assert back.lines[0].outcome is turned.get(there, there)


def test_several_items_are_judged_together() -> None:
    cast = on_scale((0, 0, 0, 5, 5), "A") + on_scale((5, 0, 0, 0, 5), "B")
    assert said(poll(Method.AGREE, "AB"), cast) == ("1 of 2 statements accepted: A. Divided: B.")


@pytest.mark.parametrize(
    ("of", "cast", "sentence"),
    [
        (
            poll(Method.CHOOSE_ONE),
            chosen("A", 3) + chosen("B", 1),
            "Chosen by most: A, 3 of 4 people.",
        ),
        (
            poll(Method.APPROVE),
            [ballot(("A", 1), ("B", 1)), ballot(("C", 1))],
            "Approved by most: A, B and C, 1 of 2 people each.",
        ),
        (
            poll(Method.RATE, "A"),
            on_scale((0, 0, 0, 0, 0, 0, 0, 2, 1), lowest=0),
            "Mean 7.33 of 10, median 7, from 3 people.",
        ),
        (
            poll(Method.DOTS),
            [ballot(("A", 3), ("B", 2)), ballot(("A", 1))],
            "Most dots: A, 4 dots from 2 people.",
        ),
        (
            poll(Method.DOTS),
            [ballot(("A", 3), ("B", 2)), ballot(("B", 1))],
            "Most dots: A and B, 3 dots each.",
        ),
        (
            poll(Method.RANK),
            ranked("ABC", 4) + ranked("BAC", 2) + ranked("CBA", 1),
            "All three rules put A first.",
        ),
        (
            poll(Method.RANK),
            ranked("ABC") + ranked("BCA") + ranked("CAB"),
            "A, B and C beat one another in a circle.",
        ),
        (
            poll(Method.WORDS, ""),
            [ballot(words=("trust", "time")), ballot(words=("Trust",))],
            "Given most often: trust, by 2 people.",
        ),
    ],
)
def test_other_methods_say_who_is_first(of: Poll, cast: list[Ballot], sentence: str) -> None:
    assert said(of, cast) == sentence


@pytest.mark.parametrize("method", Method)
def test_an_empty_round_says_that_nobody_voted(method: Method) -> None:
    assert said(poll(method), []) == "Nobody has voted."


@pytest.mark.parametrize(
    ("quorum", "outcome"),
    [(0.4, Outcome.ACCEPTED), (0.5, Outcome.ACCEPTED), (0.51, Outcome.NO_VIEW)],
)
def test_the_quorum_of_views_is_the_polls_own(quorum: float, outcome: Outcome) -> None:
    asked = replace(AGREE, quorum=quorum)
    counted = tally.count(asked, on_scale((12, 0, 0, 0, 0, 12), lowest=0))
    assert [line.outcome for line in counted.lines] == [outcome]


def test_who_approves_nothing_counts_as_none_of_these() -> None:
    asked = poll(Method.APPROVE)
    cast = [*chosen("A", 3), ballot(), ballot()]
    for none in cast[3:]:
        check(asked, none.marks, none.words)
    counted = tally.count(asked, cast)
    assert (counted.ballots, counted.unmarked) == (5, 2)
    assert counted.lines[0].share == 0.6
    assert said(asked, cast) == ("Approved by most: A, 3 of 5 people. 2 approved none of these.")
    assert said(asked, [ballot()]) == "No item was chosen. 1 person approved none of these."


@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_a_mean_is_the_same_figure_in_the_chart_and_in_words(marks: list[int]) -> None:
    """What it should be is worked out by hand, as a fraction."""
    asked = poll(Method.RATE, "A")
    found = tally.count(asked, [ballot(("A", mark)) for mark in marks])
    (figure,) = re.findall(r"mean ([\d.]+) of 10", str(chart_of(asked, [("Round 1", found)]).text))
    assert f"Mean {figure} of 10," in str(verdict(asked, found))
    assert abs(Fraction(figure) - Fraction(sum(marks), len(marks))) <= Fraction(1, 200)


@given(
    st.lists(st.integers(0, 12), min_size=5, max_size=5),
    st.integers(0, 30),
    st.sampled_from([0.5, 0.6, 0.75, 0.9]),
    st.sampled_from([0.25, 0.5, 0.75]),
)
def test_the_outcome_is_what_the_rules_say_of_everybody_one_by_one(
    counts: list[int], unsure: int, threshold: float, quorum: float
) -> None:
    """The oracle reads the rules again, with the standard library's statistics and exact shares."""
    asked = replace(AGREE, threshold=threshold, quorum=quorum)
    cast = [*on_scale(counts), *(ballot(("A", DONT_KNOW)) for _ in range(unsure))]
    found = tally.count(asked, cast).lines[0].outcome
    assert found == (_judged_again(counts, unsure, threshold, quorum) if cast else None)


def _judged_again(counts: Sequence[int], unsure: int, threshold: float, quorum: float) -> Outcome:
    marks = [Fraction(mark) for mark, people in enumerate(counts, 1) for _ in range(people)]
    if not marks or len(marks) < Fraction(str(quorum)) * (len(marks) + unsure):
        return Outcome.NO_VIEW
    agree, against = sum(counts[3:]), sum(counts[:2])
    # the library has no quartiles of one person, who stands where a second one like them would
    lower, _, upper = statistics.quantiles(
        [*marks, *marks[-1:]][: max(len(marks), 2)], n=4, method="inclusive"
    )
    majority = Fraction(max(agree, against), len(marks)) >= Fraction(str(threshold))
    if majority and upper - lower <= 1:
        return Outcome.ACCEPTED if agree >= against else Outcome.REJECTED
    far_apart = statistics.pvariance(marks) > Fraction(6, 5) ** 2
    return Outcome.DIVIDED if majority or far_apart else Outcome.NO_MAJORITY


ONE_AS_MANY = re.compile(r"(?<!of )\b1( of \d+)? (agree|disagree|are|have)\b")
MANY_AS_ONE = re.compile(r"(?<!of )\b(?!1\b)\d+( of \d+)? (agrees|disagrees|is|has)\b")


def test_one_agrees_and_more_agree_whatever_the_counts() -> None:
    sentences = [said(AGREE, on_scale(counts)) for counts in product(range(3), repeat=5)]
    assert [s for s in sentences if ONE_AS_MANY.search(s) or MANY_AS_ONE.search(s)] == []
    assert any("1 of 2 agrees, 1 disagrees" in sentence for sentence in sentences)
