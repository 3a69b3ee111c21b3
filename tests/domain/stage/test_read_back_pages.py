"""Reading back: every note once, headline points first, no page with more lines than it has."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.stage.read_back_pages import (
    LETTERS,
    LINES,
    heading_of,
    pages,
    read_out,
)

NOTES = st.lists(
    st.builds(
        NoteContent,
        breakout_id=st.just("b"),
        words=st.integers(1, 4 * LETTERS).map(lambda letters: "w" * letters),
        kind=st.sampled_from(NoteKind),
        headline=st.booleans(),
    ),
    max_size=25,
)


def _lines(page: tuple[NoteContent, ...]) -> int:
    """Counted by hand: a heading where the sort changes, and the lines of each note."""
    return sum(
        (number == 0 or heading_of(page[number - 1]) != heading_of(note))
        + len(range(0, len(str(read_out(note))), LETTERS))
        for number, note in enumerate(page)
    )


@given(NOTES)
def test_every_note_is_read_once_headlines_first_and_then_kind_by_kind(
    notes: list[NoteContent],
) -> None:
    read = [note for page in pages(notes) for note in page]
    kinds = list(NoteKind)
    assert read == [
        note
        for is_headline in (True, False)
        for kind in kinds
        for note in notes
        if note.headline is is_headline and note.kind is kind
    ]


@given(NOTES)
def test_a_page_holds_what_a_screen_does_and_no_page_is_begun_too_soon(
    notes: list[NoteContent],
) -> None:
    laid = pages(notes)
    kept = sum(note.headline for note in notes)
    for page in laid:
        room = LINES if not page or page[0].headline else LINES - kept
        assert len(page) <= 1 or _lines(page) <= room
    for page, after in pairwise(laid):
        room = LINES if page[0].headline else LINES - kept
        assert _lines((*page, after[0])) > room


def test_without_notes_there_is_one_empty_page() -> None:
    assert pages([]) == ((),)


def test_who_is_to_act_and_until_when_is_read_out() -> None:
    alone = NoteContent(breakout_id="b", words="Ask the lenders", kind=NoteKind.ACTION)
    day = date(2011, 11, 1)
    told = [
        str(read_out(replace(alone, owner=owner, due=due)))
        for owner in ("", "Chair")
        for due in (None, day)
    ]
    assert told == [
        "Ask the lenders",
        "Ask the lenders (by 1 November 2011)",
        "Ask the lenders (Chair)",
        "Ask the lenders (Chair, by 1 November 2011)",
    ]
