"""A photograph is kept with its note: undone, deleted, erased and stripped with it."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language, locale_of
from facilitator.domain.notes.notes import Note, NoteContent
from facilitator.domain.notes.photographs import MOST_OF_GROUP, Photograph, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.notes import noting, photographs
from facilitator.services.notes.pictures import made_fit
from facilitator.services.records import erasing, retention, undoing
from facilitator.store.files.file import SeminarFile

GROUP = "g"


@pytest.fixture(scope="module")
def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def file(seminar_file: SeminarFile, now: datetime) -> SeminarFile:
    with seminar_file.write(Verb.SET_UP, now) as writer:
        segment = next(iter(writer.every(Breakout))).segment_id
        writer.put(Breakout(id=GROUP, segment_id=segment, position=99.0, title="Group 9"))
    return seminar_file


def added(file: SeminarFile, picture: bytes, now: datetime) -> Note:
    about = NoteContent(breakout_id=GROUP, words="Chart of trust")
    return photographs.add(file, about, picture, now=now)


def held(file: SeminarFile) -> list[str]:
    return [each.note.words for each in photographs.of_group(file, GROUP).pictures]


def test_where_people_were_not_told_no_photograph_is_taken(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), photographs=False))
    with pytest.raises(SeminarError, match="not been told of photographs"):
        added(file, picture, now)
    assert not photographs.of_group(file, GROUP).allowed
    with file.read() as reader:
        assert not reader.count(Photograph)
        assert not reader.every(Note, breakout_id=GROUP)


def test_a_photograph_without_words_is_called_so_in_the_seminars_own_language(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    with file.write(Verb.SET_UP, now) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, languages=(Language.WELSH,), written_in=Language.WELSH))
    photographs.add(file, NoteContent(breakout_id=GROUP, words=""), picture, now=now)
    assert held(file) == [photographs.CAPTION.in_(locale_of(Language.WELSH))] != ["Flip chart"]


def test_a_photograph_has_its_words_in_a_note_and_undo_takes_both_out(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    note = added(file, picture, now)
    (kept,) = photographs.of_group(file, GROUP).pictures
    assert (kept.note, kept.photograph.width, kept.photograph.height) == (note, 40, 30)
    assert Image.open(BytesIO(kept.jpeg)).size == (40, 30)
    photographs.take_off(file, note, now=now)
    assert held(file) == []
    undoing.undo(file, now=now)
    assert held(file) == ["Chart of trust"]
    undoing.undo(file, now=now)
    with file.read() as reader:
        assert not reader.count(Photograph)
        assert reader.find(Note, note.id) is None


def test_a_photograph_goes_and_comes_back_with_its_note(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    note = added(file, picture, now)
    noting.remove(file, note, now=now)
    assert held(file) == []
    undoing.undo(file, now=now)
    assert held(file) == ["Chart of trust"]
    other = noting.add_note(file, GROUP, "Another", now=now)
    with pytest.raises(SeminarError, match="has a photograph"):
        noting.join(file, other, note, now=now)


def test_a_group_keeps_a_bounded_number(file: SeminarFile, picture: bytes, now: datetime) -> None:
    made = made_fit(picture)
    with file.write(Verb.SET_UP, now) as writer:
        for number in range(MOST_OF_GROUP):
            note = Note(id=f"n{number}", breakout_id=GROUP, words="Chart", recorded_at=now)
            writer.put(note)
            photographs.put(writer, note, made)
    with pytest.raises(SeminarError, match="at most 24 photographs"):
        added(file, picture, now)
    assert len(held(file)) == MOST_OF_GROUP


def bytes_of(file: SeminarFile) -> bytes:
    file.checkpoint()
    return file.path.read_bytes()


def test_erasing_a_note_wipes_its_photograph_from_the_file(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    note = added(file, picture, now)
    (kept,) = photographs.of_group(file, GROUP).pictures
    piece = kept.photograph.jpeg[200:280].encode()
    assert piece in bytes_of(file)
    erasing.erase(file, [note], now=now)
    assert piece not in bytes_of(file)
    with file.read() as reader:
        assert reader.find(Photograph, photograph_id(note.id)) is None


def test_on_the_retention_day_photographs_go_for_good_and_their_notes_stay(
    file: SeminarFile, picture: bytes, now: datetime
) -> None:
    with file.write(Verb.ADD, now) as writer:
        writer.put(Participant(id="ann", name="Ann Bevan"))
    added(file, picture, now)
    (kept,) = photographs.of_group(file, GROUP).pictures
    piece = kept.photograph.jpeg[200:280].encode()
    said = str(retention.take_people_out(file, now=now))
    assert piece not in bytes_of(file)
    assert "1 photograph of a flip chart is erased" in said
    with file.read() as reader:
        assert [note.words for note in reader.every(Note, breakout_id=GROUP)] == ["Chart of trust"]
