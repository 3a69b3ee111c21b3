"""The notes that merging is tried on."""

from datetime import UTC, datetime

from facilitator.domain.notes.notes import Note

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def note(record: str, words: str) -> Note:
    return Note(id=record, breakout_id="b", words=words, recorded_at=NOON)
