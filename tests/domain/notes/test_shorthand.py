"""What note-takers type, and what is understood."""

from datetime import UTC, datetime
from typing import Any

import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.notes.shorthand import MARKS, read_line, write_line
from tests.both_sides import CASES


@pytest.mark.parametrize("case", CASES["lines"], ids=lambda case: repr(case["line"]))
def test_a_line_says_what_the_pages_read_in_it_too(case: dict[str, Any]) -> None:
    typed = read_line(case["line"])
    assert (typed.words, typed.kind or "", list(typed.tags)) == (
        case["words"],
        case["kind"],
        case["tags"],
    )


def test_every_kind_can_be_typed() -> None:
    assert [read_line(f"{mark} said").kind for mark in MARKS] == list(NoteKind)


def test_a_note_written_as_a_line_reads_back_the_same() -> None:
    note = Note(
        id="n",
        breakout_id="b",
        words="The cycle is too short",
        recorded_at=datetime(2011, 10, 18, tzinfo=UTC),
        tags=("time", "tŷ"),
    )
    typed = read_line(write_line(note))
    assert (typed.words, typed.tags, typed.kind) == (note.words, note.tags, None)
