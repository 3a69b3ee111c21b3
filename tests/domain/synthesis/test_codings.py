"""Codings: ids made of what they say, and spans found again when words are corrected."""

from datetime import UTC, datetime
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.passages import normal
from facilitator.domain.synthesis.codings import (
    Coding,
    Span,
    coding_id,
    found_again,
    made,
    span_of,
)

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
SAID = "The cat sat on the mat, and the cat slept."
MARK = "\u0302"
"""A circumflex that stands on the letter before it."""


def spanned(text: str, words: str, nth: int = 0) -> Span:
    place = -1
    for _ in range(nth + 1):
        place = text.index(words, place + 1)
    return Span(place, place + len(words))


def test_the_same_coding_by_the_same_person_is_one_record_and_by_another_is_another() -> None:
    one = made("p", "t", revision="r1", coder="ann", at=NOON)
    again = made("p", "t", revision="r2", coder="ann", at=NOON)
    assert one.id == again.id
    ids = {
        coding_id("p", "t", None, "ann"),
        coding_id("p", "t", None, "ben"),
        coding_id("p", "t", Span(0, 3), "ann"),
        coding_id("p", "t", Span(0, 4), "ann"),
        coding_id("p", "u", None, "ann"),
        coding_id("q", "t", None, "ann"),
    }
    assert len(ids) == 6


def test_an_id_cannot_be_made_of_two_different_things() -> None:
    assert coding_id("a", 'b", "c', None, "d") != coding_id('a", "b', "c", None, "d")


def test_a_coding_knows_its_span() -> None:
    part = made("p", "t", Span(2, 5), revision="r", coder="ann", at=NOON)
    assert span_of(part) == Span(2, 5)
    assert span_of(made("p", "t", revision="r", coder="ann", at=NOON)) is None


@pytest.mark.parametrize(("start", "end"), [(None, 3), (3, None), (3, 3), (4, 3), (-1, 3)])
def test_a_span_that_is_none_is_refused(start: int | None, end: int | None) -> None:
    with pytest.raises(ValueError, match="span"):
        Coding(id="c", passage_id="p", theme_id="t", start=start, end=end, at=NOON)


@pytest.mark.parametrize(
    ("words", "nth", "now", "found"),
    [
        ("sat on the mat", 0, "Well: the cat sat on the mat.", ("sat on the mat", 0)),
        ("cat", 1, "A cat sat on a mat, and the cat slept.", ("cat", 1)),
        ("cat", 0, "A cat sat on a mat, and the cat slept.", ("cat", 0)),
        ("mat", 0, "The cat sat on the matting.", None),
        ("mat", 0, "The cat sat on the big mat", ("mat", 0)),
        ("sat", 0, "The cat was sitting.", None),
        ("cat", 0, "The dog sat on the mat, and the cat slept.", None),
    ],
)
def test_a_span_is_found_again_by_its_words_or_has_to_be_looked_at(
    words: str, nth: int, now: str, found: tuple[str, int] | None
) -> None:
    expected = spanned(now, *found) if found else None
    assert found_again(spanned(SAID, words, nth), SAID, now) == expected


def test_part_of_a_word_is_found_as_a_part_of_a_word() -> None:
    assert found_again(Span(1, 4), "partnership", "a partnership") == Span(3, 6)


def test_a_letter_and_the_mark_on_it_are_one_word() -> None:
    then, now = "x in tir", f"x{MARK} in tir"
    assert found_again(Span(0, 1), then, now) is None


def test_a_span_behind_the_end_of_the_words_has_to_be_looked_at() -> None:
    assert found_again(Span(2, 9), "short", "short") is None


def is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == MARK)


def places(then: str, span: Span, text: str) -> list[int]:
    """Every place that would do, by trying all of them."""
    whole_start = not (is_word(then, span.start - 1) and is_word(then, span.start))
    whole_end = not (is_word(then, span.end - 1) and is_word(then, span.end))
    size = span.end - span.start
    return [
        at
        for at in range(len(text) - size + 1)
        if text[at : at + size] == then[span.start : span.end]
        and not (whole_start and is_word(text, at - 1) and is_word(text, at))
        and not (whole_end and is_word(text, at + size - 1) and is_word(text, at + size))
    ]


def common(a: str, b: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))))


def by_trying_everything(span: Span, then: str, now: str) -> Span | None:
    """The rule read as a table: each place then against each place now, best on both sides."""
    if span.end > len(then):
        return None
    if then == now:
        return span
    size = span.end - span.start
    rows, columns = places(then, span, then), places(then, span, now)
    score = {
        (row, column): common(then[:row][::-1], now[:column][::-1])
        + common(then[row + size :], now[column + size :])
        for row in rows
        for column in columns
    }
    pairs = [
        column
        for column in columns
        if all(
            score[span.start, column] > score[span.start, other]
            for other in columns
            if other != column
        )
        and all(score[span.start, column] > score[row, column] for row in rows if row != span.start)
    ]
    return Span(pairs[0], pairs[0] + size) if len(pairs) == 1 else None


TEXTS = st.text(st.sampled_from(["a", "b", " ", MARK, "🙂", "ŵ", "م"]), max_size=14)


@given(then=TEXTS, now=TEXTS, ends=st.tuples(st.integers(0, 14), st.integers(1, 6)))
def test_finding_again_agrees_with_trying_everything(
    then: str, now: str, ends: tuple[int, int]
) -> None:
    span = Span(ends[0], ends[0] + ends[1])
    assert found_again(span, then, now) == by_trying_everything(span, then, now)


@given(then=TEXTS.filter(bool), data=st.data(), kept=st.integers(0, 3))
def test_what_is_found_again_has_the_same_words(then: str, data: st.DataObject, kept: int) -> None:
    start = data.draw(st.integers(0, len(then) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(then))))
    now = data.draw(TEXTS)[:kept] + then + data.draw(TEXTS)[:kept]
    found = found_again(span, then, now)
    assert found is None or found.of(now) == span.of(then)


@given(words=st.text(max_size=30))
def test_normal_words_stay_as_they_are(words: str) -> None:
    once = normal(words)
    assert normal(once) == once
    assert "\r" not in once
