"""Every act says in which session it was done, and in what place of the program."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Act, Place
from facilitator.domain.notes.notes import Note
from facilitator.services.rehearsal import rehearsal
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from tests.store.upgrading.version_1_histories import begun, write_file

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
NOTE = Note(id="n", breakout_id="b", words="Words", recorded_at=NOON)


def acts(file: SeminarFile) -> tuple[Act, ...]:
    with file.read() as reader:
        return reader.acts(file.device)


def test_windows_on_one_file_have_sessions_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.seminar"
    one = SeminarFile.create(path)
    other = SeminarFile.open(path)
    preparing.save(one.at(Place.PREPARE), NOTE, now=NOON)
    preparing.save(other.at(Place.NOTES), replace(NOTE, id="m"), now=NOON)
    preparing.remove(one.at(Place.RUN), NOTE, now=NOON)
    first, second, third = acts(one)
    assert (first.place, second.place, third.place) == (Place.PREPARE, Place.NOTES, Place.RUN)
    assert first.session == third.session != second.session
    assert "" not in (first.session, second.session)
    one.close()
    other.close()


@pytest.mark.parametrize("place", [Place.WINDOW, Place.COMMAND_LINE])
def test_a_new_seminar_and_a_rehearsal_say_where_they_were_asked_for(
    tmp_path: Path, place: Place
) -> None:
    made = preparing.new_seminar(tmp_path / "a.seminar", place=place, now=NOON)
    rehearsed = rehearsal.set_up(tmp_path / "b.seminar", None, place=place, now=NOON)
    preparing.save(rehearsed, NOTE, now=NOON)
    assert {act.place for file in (made, rehearsed) for act in acts(file)} == {place}
    made.close()
    rehearsed.close()


def test_acts_of_version_1_have_no_session_and_no_place(tmp_path: Path) -> None:
    file = SeminarFile.open(write_file(tmp_path / "old.seminar", begun()), device="host")
    assert {(act.session, act.place) for act in acts(file)} == {("", Place.ELSEWHERE)}
    file.close()
