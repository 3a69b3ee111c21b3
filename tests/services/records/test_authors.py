"""Who noted that words may be quoted, and when, is told of notes and captures, and kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes import noting
from facilitator.services.records import authors, retention
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "a.seminar", device="here")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=now.date(), kept_days=30))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="What helps?"))
        writer.put(Breakout(id="g", segment_id="s", position=1, title="Group 3"))
        writer.put(Participant(id="ann", name="Ann Zealous"))
        writer.put(Note(id="n", breakout_id="g", words="Ask", recorded_at=now, kind=NoteKind.QUOTE))
    yield file
    file.close()


def told(file: SeminarFile, id: str, now: datetime) -> str:
    with file.read() as reader:
        known = authors.allowed(reader, file.device, [id]).get(id)
    return str(known.in_words(now)) if known else ""


def note(file: SeminarFile) -> Note:
    with file.read() as reader:
        return reader.get(Note, "n")


def test_of_a_note_the_last_who_noted_it_is_told(file: SeminarFile, now: datetime) -> None:
    assert told(file, "n", now) == ""
    for minutes in (5, 10, 15):
        noting.turn(file, "quotable", note(file), now=now + timedelta(minutes=minutes))
    with file.write(Verb.CHANGE, now + timedelta(minutes=20)) as writer:
        writer.put(replace(note(file), starred=True))
    assert told(file, "n", now) == f"noted by this computer, {now + timedelta(minutes=15):%H:%M}"
    later = now + timedelta(days=1)
    assert told(file, "n", later) == "noted by this computer, 18 October 2011, 10:15"


def test_who_takes_notes_elsewhere_is_called_by_their_group(
    file: SeminarFile, now: datetime
) -> None:
    with file.write(Verb.CHANGE, now) as writer:
        heads = [head.id for head in writer.heads("n")]
        writer.put_as_seen(replace(note(file), quotable=True), heads, author="elsewhere")
        writer.put_as_seen(replace(note(file), id="m", quotable=True), [], author="elsewhere")
    assert told(file, "n", now).startswith("noted by the computer with the notes of Group 3, ")


def test_of_a_capture_it_is_told_and_after_the_retention_day_still(
    file: SeminarFile, now: datetime
) -> None:
    said = collecting.capture(file, "q", "One", attribution="Ann Zealous", now=now)
    at = now + timedelta(minutes=7)
    collecting.allow_quote(file, said, now=at)
    expected = f"noted by this computer, {at:%H:%M}"
    assert told(file, said.id, now) == expected
    retention.take_people_out(file, now=now + timedelta(hours=1))
    with file.read() as reader:
        assert reader.get(Response, said.id).quotable
        assert [each.content is None for each in reader.history(said.id)] == [True, True, False]
    assert told(file, said.id, now) == expected
