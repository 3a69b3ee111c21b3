"""The one sentence a tally comes to."""

from collections.abc import Sequence

import pytest

from facilitator.domain.polls import tally
from facilitator.domain.polls.polls import Ballot, Method, Poll
from facilitator.domain.polls.verdicts import verdict
from tests.domain.polls.voting import ballot, chosen, on_scale, poll, ranked

FAR_APART = "; dissent is marked, opinions are far apart."
AGREE = poll(Method.AGREE, "A")


def said(of: Poll, cast: Sequence[Ballot]) -> str:
    return verdict(of, tally.count(of, cast))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((2, 3, 4, 20, 21), "Consensus: 41 of 50 agree (82 %), spread small."),
        ((3, 7, 10, 20, 10), "No consensus: 30 of 50 agree (60 %); consensus needs 75 %."),
        ((20, 21, 4, 3, 2), "No consensus: 41 of 50 disagree (82 %), 5 agree."),
        (
            (25, 0, 0, 37, 38),
            "No consensus: 75 of 100 agree (75 %), but the spread is wide" + FAR_APART,
        ),
        (
            (22, 0, 0, 0, 78),
            "Consensus: 78 of 100 agree (78 %)" + FAR_APART,
        ),
    ],
)
def test_agreement_is_judged_with_its_figures(counts: tuple[int, ...], sentence: str) -> None:
    assert said(AGREE, on_scale(counts)) == sentence


def test_nobody_with_a_view_is_no_verdict() -> None:
    assert said(AGREE, [ballot(("A", 0))]) == "Nobody has a view; 1 person said “don’t know”."


def test_several_items_are_judged_together() -> None:
    cast = on_scale((0, 0, 0, 5, 5), "A") + on_scale((5, 0, 0, 0, 5), "B")
    assert said(poll(Method.AGREE, "AB"), cast) == (
        "Consensus on 1 of 2 items: A. Opinions are far apart on B."
    )


@pytest.mark.parametrize(
    ("of", "cast", "sentence"),
    [
        (
            poll(Method.CHOOSE_ONE),
            chosen("A", 3) + chosen("B", 1),
            "Chosen by most: A, 3 of 4 people (75 %).",
        ),
        (
            poll(Method.APPROVE),
            [ballot(("A", 1), ("B", 1)), ballot(("C", 1))],
            "Approved by most: A, B and C, 1 of 2 people each (50 %).",
        ),
        (
            poll(Method.RATE, "A"),
            on_scale((0, 0, 0, 0, 0, 0, 0, 2, 1), lowest=0),
            "Mean 7.3 of 10, median 7, from 3 people.",
        ),
        (
            poll(Method.DOTS),
            [ballot(("A", 3), ("B", 2)), ballot(("A", 1))],
            "Most dots: A, 4 dots from 2 people.",
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
