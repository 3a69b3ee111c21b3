"""What a search asks for, and where it stands in what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.synthesis.search_words import folded, places_of, wanted_in


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("Trust  takes", ("trust", "takes")),
        ("“nobody plans” the", ("nobody plans", "the")),
        ('"never closed', ("never closed",)),
        ("ŴYL don’t", ("wyl", "don't")),
        ('  ""  ', ()),
    ],
)
def test_each_word_is_asked_for_and_each_phrase(search: str, wanted: tuple[str, ...]) -> None:
    assert wanted_in(search) == wanted


def test_a_mutated_word_is_found_by_what_does_not_change_in_it() -> None:
    text = "Y bartneriaeth, ein phartner a’r Ŵyl"
    found = [span.of(text) for span in places_of(wanted_in("artner wyl"), text)]
    assert found == ["artner", "artner", "Ŵyl"]


@given(st.text(max_size=30), st.integers(0, 29), st.integers(1, 9))
def test_what_is_marked_is_what_was_asked_for(text: str, start: int, length: int) -> None:
    wanted = folded(text[start : start + length])
    if not wanted:
        return
    spans = places_of([wanted], text)
    assert spans
    assert all(wanted in folded(span.of(text)) for span in spans)
