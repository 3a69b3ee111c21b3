"""What note-takers type, and what is understood."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.notes.shorthand import Typed, read_line, write_line


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- commissioners count outputs", NoteKind.POINT),
        ('" commissioners count outputs', NoteKind.QUOTE),
        ("! commissioners count outputs", NoteKind.DISAGREEMENT),
        ("~ commissioners count outputs", NoteKind.MINORITY),
        ("? commissioners count outputs", NoteKind.QUESTION_BACK),
        ("> commissioners count outputs", NoteKind.ACTION),
    ],
)
def test_a_mark_and_a_blank_at_the_start_say_the_kind(line: str, kind: NoteKind) -> None:
    assert read_line(line) == Typed("commissioners count outputs", kind, ())


@pytest.mark.parametrize("line", ["!important", "10 > 9", "-5 %", "Why? Because"])
def test_a_mark_that_is_part_of_the_words_stays(line: str) -> None:
    typed = read_line(line)
    assert typed.kind is None
    assert typed.words == line


def test_a_mark_alone_leaves_no_words() -> None:
    assert read_line("!  ").words == ""
    assert read_line("   ").words == ""


@pytest.mark.parametrize(
    "line", ['"We were not asked"', "“We were not asked”", "« We were not asked »"]
)
def test_a_line_in_quotation_marks_is_a_quote_without_them(line: str) -> None:
    assert read_line(line) == Typed("We were not asked", NoteKind.QUOTE, ())


def test_two_quoted_phrases_are_not_one_quote() -> None:
    line = '"Form" follows "funding"'
    assert read_line(line) == Typed(line, None, ())


def test_tags_at_the_end_are_taken_off_and_inside_keep_their_word() -> None:
    typed = read_line("The #Commissioning cycle is too short #time #small-groups")
    assert typed.words == "The Commissioning cycle is too short"
    assert typed.tags == ("commissioning", "time", "small-groups")


def test_tags_may_be_welsh_and_are_kept_once() -> None:
    assert read_line("Amser #tŷ #TŶ").tags == ("tŷ",)


def test_numbers_and_marks_inside_words_are_no_tags() -> None:
    line = "Item #1 in C# and a#b"
    assert read_line(line) == Typed(line, None, ())


def test_line_breaks_become_blanks() -> None:
    assert read_line("one\n two\tthree ").words == "one two three"


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
