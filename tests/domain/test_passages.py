"""One form of each letter, one kind of line end, and places counted in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.passages import normal, points_from_utf16, utf16_from_points

DECOMPOSED = "w\u0302yr a me\u0302l"
COMPOSED = "ŵyr a mêl"


def test_letters_have_one_form_and_lines_one_end() -> None:
    assert normal(f"{DECOMPOSED}\r\none\rtwo\nthree") == f"{COMPOSED}\none\ntwo\nthree"


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "😀 smile 👩‍👩‍👧",
        COMPOSED,
        DECOMPOSED,
        "شراكة في الخدمات",
        "a𝒳b",
        "",
        "x\u0302\u0323y",
    ],
)
def test_every_place_is_found_again_in_utf_16(text: str) -> None:
    for points in range(len(text) + 1):
        units = utf16_from_points(text, points)
        assert units == len(text[:points].encode("utf-16-le")) // 2
        assert points_from_utf16(text, units) == points


def test_half_a_character_counts_as_the_place_before_it() -> None:
    assert points_from_utf16("a😀b", 2) == 1


@given(text=st.text(), units=st.integers(0, 50))
def test_a_place_in_utf_16_units_is_never_behind_the_end(text: str, units: int) -> None:
    points = points_from_utf16(text, units)
    assert 0 <= points <= len(text)
    assert utf16_from_points(text, points) <= units
