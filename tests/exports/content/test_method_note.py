"""What papers say of the method is the rule that the program goes by, figure by figure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from exports.content.summary_body import how_to_read, in_short
from exports.phrases import IN_ENGLISH
from facilitator.domain.polls import measures
from facilitator.domain.polls.methods.shared.scales import NOTE
from facilitator.domain.polls.polls import Method
from facilitator.domain.report.summary import Summary
from tests.domain.polls.voting import poll
from tests.exports.sample_summary import twenty_pages
from tests.exports.texts import texts_in

FULL, SHORT, BESIDE = "full report", "four pages", "beside a poll"


def notes_of(summary: Summary) -> Mapping[str, str]:
    """The note of the full report, that of the four pages, and that of an agree scale's method."""
    full, short = tuple(how_to_read(summary, IN_ENGLISH)), tuple(in_short(summary, IN_ENGLISH))
    return {FULL: " ".join(texts_in(full)), SHORT: " ".join(texts_in(short)), BESIDE: str(NOTE)}


@pytest.mark.parametrize("note", [FULL, SHORT, BESIDE])
def test_how_far_answers_may_lie_apart_is_said_as_it_decides(note: str) -> None:
    (most,) = re.findall(r"interquartile range[^.]*? at most (\d)", notes_of(twenty_pages())[note])
    points = int(most)

    def spread(over: int) -> measures.Points:
        """Half of the room at one end of so many points, half at the other."""
        return tuple((mark, 10 if mark in (5 - over, 5) else 0) for mark in range(1, 6))

    assert measures.close_together(spread(points))
    assert not measures.close_together(spread(points + 1))


@pytest.mark.parametrize("note", [FULL, BESIDE])
def test_the_quorum_that_is_said_is_that_of_a_poll_that_says_nothing_else(note: str) -> None:
    assert "half of those who voted unless a poll says otherwise" in " ".join(
        notes_of(twenty_pages())[note].split()
    )
    assert Fraction(str(poll(Method.AGREE).quorum)) == Fraction(1, 2)


def test_the_dissent_that_is_said_is_that_which_is_marked() -> None:
    (share,) = re.findall(r"standard deviation is over (0\.\d+) of the scale", str(NOTE))
    assert float(share) == measures.DISSENT_SPREAD


@pytest.mark.parametrize("threshold", [0.6, 0.75])
@pytest.mark.parametrize("small", [5, 8])
def test_thresholds_are_those_of_the_seminar_and_its_polls(threshold: float, small: int) -> None:
    made = twenty_pages()
    parts = tuple(
        replace(part, poll=replace(part.poll, threshold=threshold)) for part in made.polls
    )
    summary = replace(made, polls=parts, seminar=replace(made.seminar, print_threshold=small))
    notes = notes_of(summary)
    for note in (FULL, SHORT):
        words = " ".join(notes[note].split()).replace("\u00a0", " ").replace("\u202f", " ")
        assert f"{threshold * 100:.0f} %" in words
        assert f"Groups of fewer than {small}" in words


def test_without_polls_nothing_is_said_of_accepting() -> None:
    words = notes_of(replace(twenty_pages(), polls=()))[SHORT]
    assert "accepted" not in words
