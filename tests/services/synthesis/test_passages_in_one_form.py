"""Whichever way words come in, they are kept in one form, in the file and in its journal."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.notes import noting
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
TYPED = "Gwe\u0302n\r\na w\u0302yr"
KEPT = "Gwên\na ŵyr"


def capture(file: SeminarFile) -> None:
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    said = collecting.capture(file, question.id, "first", now=NOON)
    collecting.correct(file, said, TYPED, now=NOON)


def take_note(file: SeminarFile) -> None:
    noting.add_note(file, "b", "first", now=NOON)
    with file.read() as reader:
        (note,) = reader.every(Note)
    noting.edit(file, note, TYPED.replace("\r\n", " "), now=NOON)


@pytest.mark.parametrize("way", [capture, take_note])
def test_words_are_kept_in_one_form(
    seminar_file: SeminarFile, way: Callable[[SeminarFile], None]
) -> None:
    way(seminar_file)
    with seminar_file.read() as reader:
        passages: tuple[Note | Response, ...] = (*reader.every(Note), *reader.every(Response))
        rows = reader.connection.exec_driver_sql(
            "SELECT content FROM journal WHERE kind IN ('note', 'response')"
        )
        assert all(unicodedata.is_normalized("NFC", content) for (content,) in rows)
    (words,) = (each.words for each in passages)
    assert words.split() == KEPT.split()
    assert "\r" not in words


@pytest.mark.parametrize("kind", [Note, Response])
def test_no_passage_can_hold_words_in_another_form(kind: type[Note] | type[Response]) -> None:
    """Whatever makes one (a phone, a stick, an import, an old revision) goes through here."""
    where = "breakout_id" if kind is Note else "question_id"
    fields: dict[str, Any] = {"id": "p", where: "x", "words": TYPED, "recorded_at": NOON}
    passage = kind(**fields)
    assert passage.words == KEPT
