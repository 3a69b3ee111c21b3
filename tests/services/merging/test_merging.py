"""Merging as people use it: looked at first, taken in, taken out again, conflicts settled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import Conflict
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files import checking, opening
from facilitator.services.merging import merging, versions
from facilitator.services.notes import noting
from facilitator.services.records import undoing
from facilitator.services.views import note_taker_page
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile
from tests.auditing import projection_faults
from ui.start import cli

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def move_to_kolkata(file: SeminarFile) -> None:
    with file.write(Verb.CHANGE, NOON) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, time_zone="Asia/Kolkata"))


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.fixture
def laptop(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    """A note-taker's copy of the host's file, made when one note stood in it."""
    noting.add_note(seminar_file, "b", "Everybody's note", now=NOON)
    opening.save_copy(seminar_file, tmp_path / "laptop.seminar")
    copy = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    yield copy
    copy.close()


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


def shared(file: SeminarFile, *also: str) -> Note:
    with file.read() as reader:
        named = ("verybody", "Ours", *also)
        return next(n for n in reader.every(Note) if any(name in n.words for name in named))


def disagree(host: SeminarFile, laptop: SeminarFile) -> Conflict:
    note = shared(host)
    noting.edit(host, note, "Ours", now=minutes(1))
    noting.edit(laptop, note, "Theirs", now=minutes(2))
    merging.merge(host, [laptop.path], now=minutes(3))
    (conflict,) = merging.conflicts(host)
    return conflict


def test_a_preview_says_what_the_merge_will_do_and_changes_nothing(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = shared(laptop)
    noting.add_note(laptop, "b", "New", now=minutes(1))
    noting.edit(laptop, note, "Everybody's note, edited there", now=minutes(1))
    noting.edit(seminar_file, note, "Everybody's note, edited here", now=minutes(2))
    kept = backups.backups(seminar_file)
    with seminar_file.read() as reader:
        before = reader.position()
    found = merging.preview(seminar_file, laptop.path)
    assert (found.new, found.changed, found.in_conflict) == (1, 1, 1)
    assert found.kinds == ((Kind.NOTE, 2),)
    assert found.known > 50
    with seminar_file.read() as reader:
        assert reader.position() == before
    assert backups.backups(seminar_file) == kept
    report = merging.merge(seminar_file, [laptop.path], now=minutes(3))
    assert report.taken[0].brought == found


def test_what_a_merge_did_is_told_in_sentences(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    noting.add_note(laptop, "b", "One", now=NOON)
    noting.add_note(laptop, "b", "Two", now=NOON)
    said = merging.merge(seminar_file, [laptop.path], now=NOON).sentences
    assert str(said[0]).startswith("laptop.seminar brings 2 notes (2 new, 0 changed, ")
    again = merging.merge(seminar_file, [laptop.path], now=NOON)
    assert tuple(map(str, again.sentences)) == ("laptop.seminar brings nothing new.",)
    assert len(merging.taken_in(seminar_file)) == 1


def test_a_bundle_says_who_hands_it_over_and_so_do_the_versions_it_brings(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    note = shared(seminar_file)
    noting.edit(seminar_file, note, "Ours", now=minutes(1))
    noting.edit(laptop, note, "Theirs", now=minutes(2))
    move_to_kolkata(seminar_file)
    bundle = merging.write_bundle(laptop, tmp_path / "notes", "  Bryn,\n in the <b>library</b> ")
    name = "Bryn, in the <b>library</b>"
    assert merging.preview(seminar_file, bundle).by == name
    report = merging.merge(seminar_file, [bundle], now=minutes(3))
    assert str(report.sentences[0]).startswith(f"{bundle.name}, from {name}, brings 1 note (")
    (taken,) = merging.taken_in(seminar_file)
    assert taken.brought.by == name
    assert taken.at.utcoffset() == timedelta(hours=5.5), "it is told by the clock in the room"
    (comparison,) = versions.comparisons(seminar_file)
    assert [str(side.who) for side in comparison.sides] == [name, "This computer"]


def test_a_file_that_says_nothing_of_who_hands_it_over_is_taken_in_all_the_same(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    noting.add_note(laptop, "b", "One", now=NOON)
    for other in (laptop.path, merging.write_bundle(laptop, tmp_path / "notes")):
        assert merging.preview(seminar_file, other).by == ""
    assert merging.merge(seminar_file, [laptop.path], now=NOON).taken[0].brought.new == 1


def test_a_refused_file_keeps_no_other_out(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    noting.add_note(laptop, "b", "Kept", now=NOON)
    broken = tmp_path / "broken.seminar-notes"
    broken.write_bytes(b"SQLite format 3\0" + bytes(4000))
    report = merging.merge(seminar_file, [broken, laptop.path], now=NOON)
    assert [refusal.what for refusal in report.refused] == ["broken.seminar-notes"]
    assert words(seminar_file) == ["Everybody's note", "Kept"]


def test_a_backup_is_made_first_and_progress_is_told(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    noting.add_note(laptop, "b", "Kept", now=NOON)
    told: list[tuple[float, str]] = []
    before = set(backups.backups(seminar_file))
    bundle = merging.write_bundle(laptop, tmp_path / "notes")
    merging.merge(
        seminar_file,
        [bundle, laptop.path],
        now=minutes(77),
        told=lambda share, what: told.append((share, str(what))),
    )
    (backup,) = set(backups.backups(seminar_file)) - before
    assert backup.name.endswith("before-merge.seminar")
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[0] == (0.0, "Making a backup")
    assert told[-1] == (1.0, "Merged")
    assert (0.0, "Merging notes.seminar-notes") in told


def test_a_merge_is_taken_out_and_undo_brings_it_back(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = shared(laptop)
    noting.add_note(laptop, "b", "New", now=minutes(1))
    noting.edit(laptop, note, "Everybody's note, edited there", now=minutes(1))
    merging.merge(seminar_file, [laptop.path], now=minutes(2))
    merged = words(seminar_file)
    (taken,) = merging.taken_in(seminar_file)
    result = merging.take_out(seminar_file, taken.merge_id, now=minutes(3))
    assert (result.put_back, result.stayed) == (2, ())
    assert str(merging.summary(result)) == "2 records are as before the merge."
    assert words(seminar_file) == ["Everybody's note"]
    assert merging.taken_in(seminar_file)[0].taken_out
    assert projection_faults(seminar_file) == ()
    with pytest.raises(SeminarError, match="taken out already"):
        merging.take_out(seminar_file, taken.merge_id, now=minutes(4))
    assert undoing.undo(seminar_file, minutes(5)) == "Take a merge out"
    assert words(seminar_file) == merged
    assert projection_faults(seminar_file) == ()


def test_taking_out_leaves_what_somebody_worked_on_since(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    worked_on = noting.add_note(laptop, "b", "New", now=minutes(1))
    noting.add_note(laptop, "b", "Also new", now=minutes(1))
    merging.merge(seminar_file, [laptop.path], now=minutes(2))
    noting.edit(seminar_file, worked_on, "New, and better", now=minutes(3))
    (taken,) = merging.taken_in(seminar_file)
    result = merging.take_out(seminar_file, taken.merge_id, now=minutes(4))
    assert words(seminar_file) == ["Everybody's note", "New, and better"]
    assert result.put_back == 1
    assert str(merging.summary(result)) == (
        "1 record is as before the merge. 1 record stays: It was worked on here since."
    )
    assert result.stayed[0].what == worked_on.id


def test_taking_out_one_side_of_a_conflict_leaves_the_other(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    (taken,) = merging.taken_in(seminar_file)
    merging.take_out(seminar_file, taken.merge_id, now=minutes(4))
    assert words(seminar_file) == ["Ours"]
    assert merging.conflicts(seminar_file) == ()
    undoing.undo(seminar_file, minutes(5))
    assert merging.conflict_count(seminar_file) == 1
    assert words(seminar_file) == ["Theirs"]


def test_taking_out_brings_back_what_the_merge_deleted(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    noting.remove(laptop, shared(laptop), now=minutes(1))
    merging.merge(seminar_file, [laptop.path], now=minutes(2))
    assert words(seminar_file) == []
    (taken,) = merging.taken_in(seminar_file)
    merging.take_out(seminar_file, taken.merge_id, now=minutes(3))
    assert words(seminar_file) == ["Everybody's note"]


def test_taking_out_a_merge_that_settled_a_conflict_brings_the_conflict_back(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    disagree(seminar_file, laptop)
    merging.merge(laptop, [seminar_file.path], now=minutes(4))
    (there,) = merging.conflicts(laptop)
    chosen = there.versions[0].record
    assert chosen is not None
    merging.settle(laptop, there, chosen, now=minutes(5))
    merging.merge(seminar_file, [laptop.path], now=minutes(6))
    assert merging.conflict_count(seminar_file) == 0
    merging.take_out(seminar_file, merging.taken_in(seminar_file)[0].merge_id, now=minutes(7))
    (again,) = merging.conflicts(seminar_file)
    held = [version.record for version in again.versions]
    assert {note.words for note in held if isinstance(note, Note)} == {"Ours", "Theirs"}


def test_an_erasure_stays_when_its_merge_is_taken_out(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    with laptop.write(Verb.SET_UP, minutes(1)) as writer:
        writer.erase(Kind.NOTE, shared(laptop).id)
    merging.merge(seminar_file, [laptop.path], now=minutes(2))
    (taken,) = merging.taken_in(seminar_file)
    result = merging.take_out(seminar_file, taken.merge_id, now=minutes(3))
    assert "erased" in str(merging.summary(result))
    assert words(seminar_file) == []


def test_a_conflict_shows_every_version_who_when_and_what_they_did(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    theirs, ours = disagree(seminar_file, laptop).versions
    assert isinstance(theirs.record, Note)
    assert isinstance(ours.record, Note)
    assert (theirs.record.words, theirs.device, theirs.at) == ("Theirs", "laptop", minutes(2))
    assert (ours.record.words, ours.device, ours.at) == ("Ours", seminar_file.device, minutes(1))
    assert str(theirs.label) == str(ours.label) == "Change note"
    assert words(seminar_file) == ["Theirs"]


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_conflict_is_settled_by_choosing_and_undo_opens_it_again(
    seminar_file: SeminarFile, laptop: SeminarFile, chosen: int
) -> None:
    conflict = disagree(seminar_file, laptop)
    version = conflict.versions[chosen].record
    assert isinstance(version, Note)
    merging.settle(seminar_file, conflict, version, now=minutes(4))
    assert merging.conflict_count(seminar_file) == 0
    assert words(seminar_file) == [version.words]
    with pytest.raises(SeminarError, match="settled already"):
        merging.settle(seminar_file, conflict, version, now=minutes(5))
    undoing.undo(seminar_file, minutes(6))
    assert merging.conflict_count(seminar_file) == 1
    assert projection_faults(seminar_file) == ()


def test_a_settled_conflict_is_settled_everywhere(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    conflict = disagree(seminar_file, laptop)
    third = Note(id=shared_id(laptop), breakout_id="b", words="A third", recorded_at=NOON)
    merging.settle(seminar_file, conflict, third, now=minutes(4))
    merging.merge(laptop, [seminar_file.path], now=minutes(5))
    for file in (seminar_file, laptop):
        assert words(file) == ["A third"]
        assert merging.conflict_count(file) == 0


def shared_id(file: SeminarFile) -> str:
    with file.read() as reader:
        (note,) = reader.every(Note)
    return note.id


def test_a_star_there_beside_an_edit_here_is_nothing_to_settle_anywhere(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = shared(seminar_file)
    noting.edit(seminar_file, note, "Ours", now=minutes(1))
    noting.turn(laptop, "starred", note, now=minutes(2))
    report = merging.merge(seminar_file, [laptop.path], now=minutes(3))
    assert report.taken[0].brought.in_conflict == 0
    assert merging.conflicts(seminar_file) == ()
    assert versions.comparisons(seminar_file) == ()
    found = checking.check(seminar_file)
    assert not found.faults
    assert not [each for each in found.to_do if "reconciled" in str(each)]
    (line,) = note_taker_page.page(seminar_file, "b").lines
    assert (line.note.words, line.note.starred, line.versions) == ("Ours", True, ())
    assert len(line.revision.split(",")) == 2
    noting.turn(seminar_file, "starred", line.note, now=minutes(4))
    merging.merge(laptop, [seminar_file.path], now=minutes(5))
    for file in (seminar_file, laptop):
        (line,) = note_taker_page.page(file, "b").lines
        assert (line.note.words, line.note.starred) == ("Ours", False)
        assert "," not in line.revision
        assert projection_faults(file) == ()


def test_undo_takes_back_what_one_did_and_leaves_what_merged_with_it(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = shared(seminar_file)
    noting.edit(seminar_file, note, "Ours", now=minutes(1))
    noting.turn(laptop, "starred", note, now=minutes(2))
    merging.merge(seminar_file, [laptop.path], now=minutes(3))
    undoing.undo(seminar_file, minutes(4))
    undone = shared(seminar_file)
    assert (undone.words, undone.starred) == (note.words, True)
    undoing.redo(seminar_file, minutes(5))
    assert (shared(seminar_file).words, shared(seminar_file).starred) == ("Ours", True)
    assert merging.conflicts(seminar_file) == ()


def test_what_is_settled_keeps_what_merged(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    note = shared(seminar_file)
    noting.turn(seminar_file, "starred", note, now=minutes(1))
    conflict = disagree(seminar_file, laptop)
    ours = conflict.versions[1].record
    assert isinstance(ours, Note)
    assert (ours.words, ours.starred) == ("Ours", True)
    merging.settle(seminar_file, conflict, ours, now=minutes(4))
    assert shared(seminar_file).starred
    undoing.undo(seminar_file, minutes(5))
    undoing.redo(seminar_file, minutes(6))
    assert words(seminar_file) == ["Ours"]
    assert merging.conflicts(seminar_file) == ()


def test_a_version_that_came_in_while_others_were_settled_is_not_covered(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    conflict = disagree(seminar_file, laptop)
    noting.edit(laptop, shared(laptop, "Theirs"), "Theirs, and later", now=minutes(4))
    merging.merge(seminar_file, [laptop.path], now=minutes(5))
    chosen = conflict.versions[1].record
    assert isinstance(chosen, Note)
    merging.settle(seminar_file, conflict, chosen, now=minutes(6))
    (again,) = merging.conflicts(seminar_file)
    held = [version.record for version in again.versions]
    assert {n.words for n in held if isinstance(n, Note)} == {"Ours", "Theirs, and later"}


def test_a_deletion_covers_only_what_the_deleter_saw(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    note = shared(seminar_file)
    noting.remove(laptop, note, now=minutes(2))
    noting.edit(seminar_file, note, "Ours, written meanwhile", now=minutes(1))
    merging.merge(seminar_file, [laptop.path], now=minutes(3))
    assert words(seminar_file) == ["Ours, written meanwhile"]
    (conflict,) = merging.conflicts(seminar_file)
    kept, gone = conflict.versions
    assert gone.gone
    assert isinstance(gone.record, Note)
    assert gone.record.words == "Everybody's note"
    assert kept.record is not None
    merging.settle(seminar_file, conflict, kept.record, gone=True, now=minutes(4))
    assert words(seminar_file) == []
    assert merging.conflict_count(seminar_file) == 0
    assert projection_faults(seminar_file) == ()


def test_words_typed_over_a_note_that_changed_meanwhile_cover_nothing(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    before_me = shared(seminar_file)
    noting.edit(laptop, before_me, "Theirs", now=minutes(1))
    merging.merge(seminar_file, [laptop.path], now=minutes(2))
    noting.edit(seminar_file, before_me, "Mine", now=minutes(3))
    (conflict,) = merging.conflicts(seminar_file)
    held = [version.record for version in conflict.versions]
    assert [note.words for note in held if isinstance(note, Note)] == ["Mine", "Theirs"]
    assert words(seminar_file) == ["Mine"]
    undoing.undo(seminar_file, minutes(4))
    assert projection_faults(seminar_file) == ()


def test_every_kind_of_record_is_merged(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    with laptop.write(Verb.CHANGE, NOON) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        group = writer.every(Breakout)[0]
        writer.put(Seminar(title="Renamed", date=seminar.date))
        writer.put(Response(id="r", question_id="q", words="An answer", recorded_at=NOON))
        writer.remove(group)
    found = merging.preview(seminar_file, laptop.path)
    assert dict(found.kinds) == {Kind.SEMINAR: 1, Kind.RESPONSE: 1, Kind.BREAKOUT: 1}
    merging.merge(seminar_file, [laptop.path], now=NOON)
    with seminar_file.read() as reader:
        assert reader.get(Seminar, SEMINAR_ID).title == "Renamed"
        assert reader.get(Response, "r").words == "An answer"
        assert reader.find(Breakout, group.id) is None
    assert projection_faults(seminar_file) == ()


def test_the_command_reports_and_fails_when_something_was_refused(
    seminar_file: SeminarFile,
    laptop: SeminarFile,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    noting.add_note(laptop, "b", "New", now=NOON)
    bundle = merging.write_bundle(laptop, tmp_path / "notes")
    assert cli.main(["merge", str(seminar_file.path), str(bundle), str(laptop.path)]) == 0
    said = capsys.readouterr()
    assert "notes.seminar-notes brings 1 note (1 new" in said.out
    assert "100%" in said.out
    assert said.err == ""
    damaged = tmp_path / "damaged.seminar"
    damaged.write_text("no seminar")
    assert cli.main(["merge", str(seminar_file.path), str(damaged)]) == 1
    said = capsys.readouterr()
    assert "not a seminar file, or is damaged" in said.out
    assert said.err.startswith(f"Not everything was taken in: {damaged}.")
