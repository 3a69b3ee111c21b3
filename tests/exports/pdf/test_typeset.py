"""Lines fit their room and no word is lost in breaking them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.glyphs import printable
from exports.pdf.page_style import A4, Style, look_of
from exports.pdf.typeset import clipped, wrap
from tests.exports.noted import NAUGHTY

BODY, SMALL, TITLE = look_of(A4).body, look_of(A4).small, look_of(A4).title


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("style", [BODY, SMALL, TITLE])
def test_every_line_fits_and_every_sign_is_there(text: str, style: Style) -> None:
    lines = wrap(text, style, 180)
    assert all(style.width(line) <= 180.01 for line in lines)
    assert squeezed("".join(lines)) == squeezed(printable(text))


@given(st.text(max_size=300), st.floats(40, 400))
def test_lines_fit_whatever_people_write(text: str, room: float) -> None:
    lines = wrap(text, BODY, room)
    assert all(BODY.width(line) <= room + 0.01 for line in lines)
    assert squeezed("".join(lines)) == squeezed(printable(text))


def test_a_long_address_breaks_after_a_slash() -> None:
    lines = wrap("https://example.org/one/two/three/four/five/six/seven/eight", BODY, 120)
    assert len(lines) > 1
    assert all(line.endswith("/") for line in lines[:-1])


def test_what_people_set_on_lines_of_its_own_stays_so() -> None:
    assert wrap("one\ntwo", BODY, 300) == ["one", "two"]


@given(st.text(max_size=200), st.floats(30, 200))
def test_a_clipped_text_stays_on_its_line(text: str, room: float) -> None:
    line = clipped(text, BODY, room)
    assert "\n" not in line
    assert BODY.width(line) <= room + 0.01


def test_a_text_that_fits_is_not_clipped() -> None:
    assert clipped("short", BODY, 100) == "short"
