"""Putting records: what is written, and what is not."""

from dataclasses import replace
from datetime import UTC, datetime

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def test_equal_content_written_again_is_no_news(seminar_file: SeminarFile) -> None:
    note = noting.add_note(seminar_file, "b", "Everybody's note", now=NOON)
    with seminar_file.read() as reader:
        before = reader.position()
        kept = reader.get(Note, note.id)
    with seminar_file.write(Verb.CHANGE, NOON) as writer:
        writer.put(kept)
    with seminar_file.read() as reader:
        assert reader.position() == before


def test_content_that_differs_in_one_field_is_news(seminar_file: SeminarFile) -> None:
    note = noting.add_note(seminar_file, "b", "Everybody's note", now=NOON)
    with seminar_file.read() as reader:
        before = reader.position()
    with seminar_file.write(Verb.CHANGE, NOON) as writer:
        writer.put(replace(writer.get(Note, note.id), starred=True))
    with seminar_file.read() as reader:
        assert reader.position() != before
