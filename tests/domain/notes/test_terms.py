"""Names and terms are found in what was said, and completed as they were spelt."""

import pytest

from facilitator.domain.notes.terms import candidates, terms_in

TERMS = ("Third Sector Research Centre", "TSRC", "Trafford Borough Council")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Savings are hard to show.", ()),
        ("We asked the Third Sector Research Centre.", ("Third Sector Research Centre",)),
        ("Nobody asked Trafford. They knew.", ("Trafford",)),
        ("TSRC said so", ("TSRC",)),
        ("the Bank of England and NHS Wales", ("Bank of England and NHS Wales",)),
    ],
)
def test_names_are_words_with_capitals_that_do_not_merely_begin_a_sentence(
    words: str, names: tuple[str, ...]
) -> None:
    assert terms_in(words) == names


@pytest.mark.parametrize(
    ("before", "start", "found"),
    [
        ("at the third sec", 7, TERMS[:1]),
        ("tr", 0, TERMS[2:]),
        ("ts", 0, TERMS[1:2]),
        ("t", 1, ()),
        ("they", 4, ()),
        ("TSRC", 4, ()),
        ("tsrc", 0, TERMS[1:2]),
        ("", 0, ()),
    ],
)
def test_the_longest_beginning_of_a_term_is_completed_and_a_whole_term_is_left(
    before: str, start: int, found: tuple[str, ...]
) -> None:
    assert candidates(before, TERMS) == (start, found)
