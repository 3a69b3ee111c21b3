"""What the typeface cannot print is named and reported, never printed as a box."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exports.pdf.glyphs import CALLED, missing, missing_sentences, printable
from exports.pdf.page_style import Face, register_fonts
from exports.pdf.scripts.setting import runs
from facilitator.domain.locales import WELSH
from facilitator.domain.report.summary import Handout, Summary
from facilitator.domain.seminar.questions import Question, QuestionKind


def test_welsh_greek_cyrillic_and_signs_are_printed_as_they_are() -> None:
    text = "ŵ ŷ Ŵ Ŷ αβγ жзи ½ → ✓ “ ” – … £ € ◆"
    assert printable(text) == text
    assert missing(text) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("well done 👍", "well done [thumbs up sign]"),
        ("👍👍👍", "[thumbs up sign ×3]"),
        ("👍🏽!", "[thumbs up sign]!"),
        ("ܫܠܡܐ", "[Syriac letter ×4]"),
        ("\u202eabc\u202c", "abc"),
        ("a\x07b", "a[character U+0007]b"),
        ("soft\u00adhyphen", "softhyphen"),
        ("one\ttwo\u3000three", "one two three"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "café"),
        ("\ud800", "[character U+D800]"),
    ],
)
def test_what_has_no_glyph_is_named(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text())
def test_nothing_printable_is_without_a_glyph_in_any_face(text: str) -> None:
    have = register_fonts()
    for line in printable(text).split("\n"):
        for face in Face:
            for run in runs(face, line):
                numbers = {number for one in run.clusters for number, _, _ in one.glyphs}
                assert 0 not in numbers
                assert run.face or all(ord(letter) in have for letter in run.words)


@given(st.text())
def test_a_text_without_missing_glyphs_loses_nothing_but_invisible_signs(text: str) -> None:
    if not missing(text):
        assert "[" not in printable(text) or "[" in text


def test_all_faces_are_of_the_one_typeface() -> None:
    register_fonts()
    fonts = [pdfmetrics.getFont(face) for face in Face]
    assert all(isinstance(font, TTFont) and b"SourceSansPro" in font.face.name for font in fonts)


def test_a_sentence_names_the_character_the_place_and_the_stand_in() -> None:
    question = Question(
        id="0f3c2a19-7777", position=1, kind=QuestionKind.EMERGING, wording="Who wins? 🏆"
    )
    (sentence,) = missing_sentences((question,))
    assert str(sentence) == (
        "“🏆” (trophy, U+1F3C6) in question 0f3c2a19 cannot be printed in the typeface; [trophy] "
        "will stand there instead."
    )


def test_a_character_in_many_places_is_reported_once() -> None:
    questions = tuple(
        Question(id=f"000000{n}-question", position=n, kind=QuestionKind.EMERGING, wording="🏆🏆")
        for n in range(3)
    )
    (sentence,) = missing_sentences(questions)
    assert "question 0000000" in str(sentence)
    assert "and 2 other places" in str(sentence)


def test_the_letters_of_a_script_are_reported_in_one_sentence() -> None:
    question = Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="ܫܠܡܐ")
    (sentence,) = missing_sentences(question)
    assert str(sentence).startswith("“ܫܠܡܐ” (Syriac letters) in question q cannot be printed")


def test_the_sentence_is_said_in_the_language_of_the_window() -> None:
    question = Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="ܫܠܡܐ \x07 🏆")
    told = [sentence.in_(WELSH) for sentence in missing_sentences(question)]
    assert [each.partition(" yn y ffurfdeip (cwestiwn q); bydd ")[::2] for each in told] == [
        ("Ni ellir argraffu “ܫܠܡܐ” (llythrennau Syriac)", "[Syriac letter ×4] yno yn eu lle."),
        ("Ni ellir argraffu’r nod U+0007", "[character U+0007] yno yn ei le."),
        ("Ni ellir argraffu “🏆” (trophy, U+1F3C6)", "[trophy] yno yn ei le."),
    ]


def _reached(kind: object, seen: set[object]) -> Iterator[type]:
    """Every class of values that a value of this kind can hold."""
    if kind in seen:
        return
    seen.add(kind)
    for part in get_args(kind):
        yield from _reached(part, seen)
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
        for part in get_type_hints(kind).values():
            yield from _reached(part, seen)


def test_whatever_is_printed_and_has_an_id_is_called_by_it() -> None:
    reached = {each for whole in (Summary, Handout) for each in _reached(whole, set())}
    assert CALLED.keys() == {each for each in reached if "id" in get_type_hints(each)}
