"""Erasing at a person's wish: no word is left in the file, its log, its backups or later merges."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.records import erasing, undoing
from facilitator.services.records.erasing import Erased, Swept
from facilitator.services.seminar import preparing
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from tests.auditing import faults, projection_faults

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
SECRET = "unmistakable words of one person"
NAME = "Xanthippe Unmistakable"


@pytest.fixture(autouse=True)
def _backups_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests' seminars are copies of one, whose backups would lie in one folder."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def group_of(file: SeminarFile) -> Breakout:
    with file.read() as reader:
        return reader.every(Breakout)[0]


def add(file: SeminarFile, words: str = SECRET) -> Note:
    return noting.add_note(file, group_of(file).id, words, now=NOW)


def on_disk(file: SeminarFile) -> dict[str, bytes]:
    """Every byte of the seminar and of its backups, logs included."""
    beside = file.path.parent.glob(f"{file.path.name}*")
    kept = backups.folder_of(file).glob("*")
    return {path.name: path.read_bytes() for path in (*beside, *kept)}


def holding(file: SeminarFile, words: str = SECRET) -> set[str]:
    """The files that still hold some words."""
    return {name for name, content in on_disk(file).items() if words.encode() in content}


def test_no_word_is_left_in_the_file_or_in_any_backup(seminar_file: SeminarFile) -> None:
    note = add(seminar_file)
    noting.edit(seminar_file, note, f"{SECRET}, put better", now=minutes(1))
    kept = add(seminar_file, "What somebody else said")
    backups = [opening.back_up(seminar_file, minutes(10 * n)) for n in range(3)]
    assert {path.name for path in backups} < holding(seminar_file)
    erased = erasing.erase(seminar_file, [note], now=minutes(40))
    assert holding(seminar_file) == set()
    assert erased.swept == Swept(cleaned=3)
    assert erased.sentence.startswith(
        "1 note is erased for good here and in 3 backups on this computer. Note-takers’ laptops"
    )
    for backup in backups:
        file = SeminarFile.open(backup)
        with file.read() as reader:
            assert [each.words for each in reader.every(Note)] == [kept.words]
        assert faults(file) == projection_faults(file) == ()
        file.close()


def test_backups_keep_their_dates_and_are_looked_through_once(seminar_file: SeminarFile) -> None:
    note = add(seminar_file)
    backup = opening.back_up(seminar_file, NOW)
    os.utime(backup, (NOW.timestamp(), NOW.timestamp()))
    erasing.erase(seminar_file, [note], now=minutes(1))
    assert opening.last_backup(seminar_file, NOW) == NOW
    before = backup.read_bytes()
    assert erasing.sweep(seminar_file, minutes(2)) == Swept()
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob("*-wal"))


def test_a_backup_that_cannot_be_written_is_named_and_tried_again(
    seminar_file: SeminarFile,
) -> None:
    note = add(seminar_file)
    backup = opening.back_up(seminar_file, NOW)
    whole = backup.read_bytes()
    backup.write_bytes(b"not to be read" * 100)
    erased = erasing.erase(seminar_file, [note], now=minutes(1))
    assert erased.swept == Swept(left=(backup.name,))
    said = "1 backup could not be written and still holds it, and will be tried again: "
    assert f"{said}{backup.name}." in erased.sentence
    backup.write_bytes(whole)
    assert erasing.sweep(seminar_file, minutes(2)) == Swept(cleaned=1)
    assert holding(seminar_file) == set()


def test_a_name_goes_from_the_list_the_groups_and_the_names_of_acts(
    seminar_file: SeminarFile,
) -> None:
    person = Participant(id="p", name=NAME)
    preparing.save(seminar_file, person, now=NOW)
    with seminar_file.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Breakout(id="g", segment_id="s", position=1, title="G", member_ids=("p", "other"))
        )
    opening.back_up(seminar_file, NOW)
    erased = erasing.erase(seminar_file, [person], now=minutes(1))
    assert erased.sentence.startswith("1 name is erased")
    assert holding(seminar_file, NAME) == set()
    with seminar_file.read() as reader:
        assert reader.find(Participant, "p") is None
        assert reader.get(Breakout, "g").member_ids == ("other",)


def test_a_name_erased_elsewhere_goes_from_acts_and_backups_here_with_the_merge(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    person = Participant(id="p", name=NAME)
    preparing.save(seminar_file, person, now=NOW)
    note = add(seminar_file)
    other = SeminarFile.open(_copy(seminar_file, tmp_path / "other.seminar"), device="other")
    with other.write(Verb.SET_UP, minutes(1)) as writer:
        writer.erase(person.KIND, person.id)
        writer.erase(note.KIND, note.id)
    opening.back_up(seminar_file, minutes(2))
    report = merging.merge(seminar_file, [other.path], now=minutes(3))
    other.close()
    assert report.taken[0].brought.erased == 2
    assert holding(seminar_file, NAME) == holding(seminar_file) == set()


def test_what_was_deleted_is_found_and_erased_as_well(seminar_file: SeminarFile) -> None:
    note = add(seminar_file)
    noting.remove(seminar_file, note, now=minutes(1))
    (trace,) = [each for each in erasing.traces(seminar_file) if each.words == SECRET]
    assert trace.deleted
    erasing.erase(seminar_file, [trace.record], now=minutes(2))
    assert holding(seminar_file) == set()
    assert not [each for each in erasing.traces(seminar_file) if each.words == SECRET]


def test_what_can_be_erased_says_what_it_belongs_to(seminar_file: SeminarFile) -> None:
    with seminar_file.read() as reader:
        question = reader.every(Question)[0]
    answer = Response(
        id="r", question_id=question.id, words="Yes", recorded_at=NOW, attribution="Ann"
    )
    preparing.save(
        seminar_file, answer, Participant(id="p", name=NAME, organisation="RNIB"), now=NOW
    )
    note = add(seminar_file)
    found = [(trace.record.id, trace.where) for trace in erasing.traces(seminar_file)]
    assert found == [
        ("p", "On the list · RNIB"),
        (note.id, f"Note · {group_of(seminar_file).title}"),
        ("r", f"Response · Ann · {question.wording}"),
    ]


@pytest.mark.parametrize("erased", ["note", "gone"])
def test_an_erasure_cannot_be_undone_and_stops_no_other_undo(
    seminar_file: SeminarFile, erased: str
) -> None:
    note, other = add(seminar_file), add(seminar_file, "Another")
    if erased == "gone":
        noting.remove(seminar_file, note, now=minutes(1))
    erasing.erase(seminar_file, [note], now=minutes(2))
    noting.turn(seminar_file, "starred", other, now=minutes(3))
    assert undoing.undo(seminar_file, minutes(4)) == "Star note"
    with seminar_file.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["Another"]


def test_undo_offers_no_act_on_what_was_erased_here_or_elsewhere(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    first = add(seminar_file, "First")
    here, there = add(seminar_file), add(seminar_file, f"{SECRET}, said twice")
    other = SeminarFile.open(_copy(seminar_file, tmp_path / "other.seminar"), device="other")
    erasing.erase(seminar_file, [here], now=minutes(1))
    erasing.erase(other, [there], now=minutes(1))
    merging.merge(seminar_file, [other.path], now=minutes(2))
    other.close()
    assert undoing.undo_labels(seminar_file)[0] == "Add note"
    undoing.undo(seminar_file, minutes(3))
    with seminar_file.read() as reader:
        assert reader.find(Note, first.id) is None
    assert undoing.undo_labels(seminar_file)[0] == ""


def test_several_things_are_counted_by_kind() -> None:
    notes = [Note(id=str(n), breakout_id="b", words="w", recorded_at=NOW) for n in range(2)]
    person = Participant(id="p", name=NAME)
    sentence = Erased(records=(person, *notes), swept=Swept()).sentence
    assert sentence.startswith("1 name and 2 notes are erased for good here. ")


def _copy(file: SeminarFile, target: Path) -> Path:
    copies.copy_to(file, target)
    return target
