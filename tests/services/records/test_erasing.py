"""Erasing at a person's wish: no word is left in the file, its log, its backups or later merges."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Capture
from facilitator.domain.notes.notes import NO_CONTENT, Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll, Secrecy
from facilitator.domain.responses.responses import Channel, Response, Upvote
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.notes import noting, taking_in
from facilitator.services.notes.sent import Sent
from facilitator.services.polls import rounds_held, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.records import erasing, undoing
from facilitator.services.records.erasing import Erased, Swept
from facilitator.services.seminar import preparing
from facilitator.services.views import run_screen as desk
from facilitator.store.files import backups, copies, searching
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import devices, vote_tables
from facilitator.store.records.facts import CAPTURE_DRAFT, FILE_ID
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
    assert str(erased.sentence).startswith(
        "Erased for good here: 1 note. 3 backups on this computer were cleaned. Note-takers"
    )
    for backup in backups:
        file = SeminarFile.open(backup)
        with file.read() as reader:
            assert [each.words for each in reader.every(Note)] == [kept.words]
        assert faults(file) == projection_faults(file) == ()
        file.close()


def test_no_beginning_of_it_is_left_that_was_half_typed_when_a_backup_was_made(
    seminar_file: SeminarFile,
) -> None:
    half = SECRET[: len(SECRET) * 2 // 3]
    for room in ("", "another-room"):
        store = seminar_file.in_room(room) if room else seminar_file
        noting.keep_drafts(store, [replace(NO_CONTENT, words=half)] * 2, now=NOW)
        desk.keep_drafts(store, [Capture(words=half, attribution="Ann")] * 2, now=NOW)
    backup = opening.back_up(seminar_file, NOW)
    note = add(seminar_file)
    for room in ("", "another-room"):
        store = seminar_file.in_room(room) if room else seminar_file
        noting.keep_drafts(store, [NO_CONTENT], now=NOW)
        desk.keep_drafts(store, [Capture(words="Of another")], now=NOW)
    assert backup.name in holding(seminar_file, half)
    erasing.erase(seminar_file, [note], now=minutes(1))
    assert holding(seminar_file, half) == set()
    with seminar_file.read() as reader:
        assert reader.fact(CAPTURE_DRAFT).words == "Of another", "here it is in sight"


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
    assert f"{said}{backup.name}." in str(erased.sentence)
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
    assert str(erased.sentence).startswith("Erased for good here: 1 person. ")
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
    found = [(trace.record.id, str(trace.where)) for trace in erasing.traces(seminar_file)]
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
    assert str(undoing.undo_labels(seminar_file)[0]) == "Add note"
    undoing.undo(seminar_file, minutes(3))
    with seminar_file.read() as reader:
        assert reader.find(Note, first.id) is None
    assert str(undoing.undo_labels(seminar_file)[0]) == ""


def revisions_saying(file: SeminarFile, words: str) -> list[str]:
    with file.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT kind FROM journal WHERE instr(content, ?)", (words,)
        )
        return [kind for (kind,) in rows]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("undone", [False, True])
def test_the_half_that_was_split_off_goes_with_the_other(
    seminar_file: SeminarFile, which: int, undone: bool
) -> None:
    note = add(seminar_file, f"{SECRET} {NAME}")
    noting.split(seminar_file, note, note.words, len(SECRET) + 1, now=minutes(1))
    with seminar_file.read() as reader:
        halves = sorted(reader.every(Note), key=lambda each: each.position)
    if undone:
        undoing.undo(seminar_file, minutes(2))
    erased = erasing.erase(seminar_file, [halves[which]], now=minutes(3))
    assert erased.with_it == 1
    assert "With it went 1 note split off or joined." in str(erased.sentence)
    assert holding(seminar_file) == holding(seminar_file, NAME) == set()
    assert str(undoing.undo_labels(seminar_file)[0]) == ""
    undoing.undo(seminar_file, minutes(4))
    undoing.redo(seminar_file, minutes(5))
    with seminar_file.read() as reader:
        assert reader.every(Note) == ()
    assert faults(seminar_file) == ()


def sent(file: SeminarFile, method: str, words: str, **more: Any) -> str:
    """What a browser sends of a note."""
    note = {"id": new_id(), "breakout_id": group_of(file).id, "form": 2, "method": method} | more
    with file.write(Verb.TAKE_IN, NOW) as writer:
        one = msgspec.convert(note | {"words": words}, Sent)
        taking_in.take(writer, one, author="b", now=NOW)
    return str(note["id"])


@pytest.mark.parametrize("cut_first", [True, False])
def test_what_was_cut_out_of_a_note_in_a_browser_goes_with_it(
    seminar_file: SeminarFile, cut_first: bool
) -> None:
    other = sent(seminar_file, "POST", "Nobody listens to us in the villages")
    note = sent(seminar_file, "POST", f"The trains are late; {SECRET}, she said.")
    if cut_first:
        sent(seminar_file, "PUT", "The trains are late, she said", id=note)
    rest = sent(seminar_file, "POST", SECRET.capitalize() + ".")
    if not cut_first:
        sent(seminar_file, "PUT", "The trains are late, she said", id=note)
    sent(seminar_file, "PUT", "Nobody listens to any of us in the villages", id=other)
    twin = sent(seminar_file, "POST", "Nobody listens to us in the villages")
    with seminar_file.read() as reader:
        kept = reader.get(Note, rest)
    erased = erasing.erase(seminar_file, [kept], now=minutes(2))
    assert "With it went 1 note split off or joined." in str(erased.sentence)
    with seminar_file.read() as reader:
        assert {each.id for each in reader.every(Note)} == {other, twin}
    assert holding(seminar_file) == holding(seminar_file, "trains are late") == set()


def test_what_was_put_into_another_note_in_a_browser_goes_with_it(
    seminar_file: SeminarFile,
) -> None:
    note = sent(seminar_file, "POST", "The trains are late")
    gone = sent(seminar_file, "POST", SECRET)
    sent(seminar_file, "PUT", f"The trains are late. {SECRET}", id=note)
    sent(seminar_file, "DELETE", "", id=gone)
    with seminar_file.read() as reader:
        kept = reader.get(Note, note)
    assert "went 1 note split off" in str(erasing.erase(seminar_file, [kept], now=NOW).sentence)
    assert holding(seminar_file) == set()


@pytest.mark.parametrize("which", [0, 1])
def test_the_note_that_was_joined_in_goes_with_the_one_that_has_its_words(
    seminar_file: SeminarFile, which: int
) -> None:
    notes = [add(seminar_file, SECRET), add(seminar_file, NAME), add(seminar_file, "Another")]
    noting.join(seminar_file, notes[0], notes[1], now=minutes(1))
    (trace,) = [t for t in erasing.traces(seminar_file) if t.record.id == notes[which].id]
    assert trace.kin == {notes[1 - which].id}
    erasing.erase(seminar_file, [trace.record], now=minutes(2))
    assert holding(seminar_file) == holding(seminar_file, NAME) == set()
    undoing.undo(seminar_file, minutes(3))
    assert revisions_saying(seminar_file, SECRET) == []


@pytest.mark.parametrize("way", ["split", "joined", "cut by hand", "joined by hand"])
@pytest.mark.parametrize("hears_first", [True, False])
def test_what_was_split_or_joined_in_a_copy_that_had_not_heard_of_it_goes_as_well(
    seminar_file: SeminarFile, tmp_path: Path, way: str, hears_first: bool
) -> None:
    note, beside = add(seminar_file, f"{SECRET} {NAME}"), add(seminar_file, "Another word")
    copy = SeminarFile.open(_copy(seminar_file, tmp_path / "copy.seminar"), device="laptop")
    if way == "split":
        noting.split(copy, note, note.words, len(SECRET) + 1, now=minutes(1))
    elif way == "joined":
        noting.join(copy, beside, note, now=minutes(1))
    elif way == "cut by hand":
        noting.edit(copy, note, NAME, now=minutes(1))
        add(copy, SECRET)
    else:
        noting.edit(copy, beside, f"Another word. {SECRET} {NAME}", now=minutes(1))
        noting.remove(copy, note, now=minutes(1))
    add(copy, "What somebody else said")
    erasing.erase(seminar_file, [note], now=minutes(2))
    if hears_first:
        merging.merge(copy, [seminar_file.path], now=minutes(3))
        for text in (SECRET, NAME):
            assert revisions_saying(copy, text) == []
    merging.merge(seminar_file, [copy.path], now=minutes(4))
    assert holding(seminar_file) == holding(seminar_file, NAME) == set()
    assert holding(seminar_file, "What somebody else said")
    assert faults(seminar_file) == projection_faults(seminar_file) == ()
    copy.close()


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_words_of_a_note_that_was_erased_come_in_with_no_other_note(
    seminar_file: SeminarFile, tmp_path: Path, method: str
) -> None:
    """By the wire, and in an outbox from a stick, which keeps no word of what was refused."""
    note, other = add(seminar_file, f"{SECRET} {NAME}"), add(seminar_file, "Another word")
    erasing.erase(seminar_file, [note], now=minutes(1))
    id = new_id() if method == "POST" else other.id
    with pytest.raises(SeminarError, match="erased for good"):
        sent(seminar_file, method, SECRET, id=id, of=[new_id(), note.id])
    with seminar_file.read() as reader:
        box = {"format": "facilitator-notes", "version": 2, "seminar": reader.fact(FILE_ID)}
    group = group_of(seminar_file).id
    entry = {"id": id, "method": method, "words": SECRET, "form": 2, "breakout_id": group}
    fine = {**entry, "id": new_id(), "method": "POST", "words": "Fine", "of": [other.id]}
    path = tmp_path / "notes.json"
    path.write_text(json.dumps({**box, "entries": [{**entry, "of": [note.id]}, fine]}))
    report = merging.merge(seminar_file, [path], now=minutes(2))
    assert "erased for good" in str(report.sentences)
    assert holding(seminar_file) == set() != holding(seminar_file, "Fine")


def test_with_a_name_go_consents_upvotes_devices_and_the_name_on_ballots(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    person = Participant(id="p-of-hers", name=NAME)
    device = Device(id="d-of-hers", role=Role.PARTICIPANT, joined_at=NOW, participant_id=person.id)
    with seminar_file.read() as reader:
        poll = replace(reader.every(Poll)[0], secrecy=Secrecy.NAMED)
    preparing.save(
        seminar_file,
        person,
        poll,
        Consent(id=consent_id(person.id), given_at=NOW),
        Consent(id=consent_id(device.id), given_at=NOW),
        Upvote(id=f"upvote:r:{device.id}", response_id="r", device_id=device.id),
        now=NOW,
    )
    with seminar_file.write(Verb.SET_UP, NOW) as writer:
        devices.let_in(writer, device, "token")
    opened = voting.open_round(seminar_file, poll.id, now=NOW)
    marks = ((next(iter(method_of(poll).keys(poll))), 1),)
    voter = Voter("token", participant_id=person.id, sector="Her sector")
    voting.cast(
        seminar_file, opened.id, voter, marks, submission="s", channel=Channel.PHONE, now=NOW
    )
    voting.close_round(seminar_file, opened.id, now=minutes(1))
    other = SeminarFile.open(_copy(seminar_file, tmp_path / "other.seminar"), device="other")
    opening.back_up(seminar_file, minutes(2))
    erasing.erase(seminar_file, [person], now=minutes(3))
    assert holding(seminar_file, NAME) == holding(seminar_file, person.id + '"') == set()
    for merged, from_ in ((seminar_file, other), (other, seminar_file), (seminar_file, other)):
        merging.merge(merged, [from_.path], now=minutes(4))
        with merged.read() as reader:
            (kept,) = reader.ballots(opened.id)
            assert kept.marks == marks
            assert kept.voter_key not in (person.id, "")
            assert kept.sector == ""
            assert not (*reader.every(Consent), *reader.every(Upvote))
            assert devices.devices_of(reader, [person.id]) == ()
        assert faults(merged) == ()
    other.close()


def test_a_named_ballot_in_an_open_round_stays_counted_without_the_name(
    seminar_file: SeminarFile,
) -> None:
    person = Participant(id="p-of-hers", name=NAME)
    with seminar_file.read() as reader:
        poll = replace(reader.every(Poll)[0], secrecy=Secrecy.NAMED)
    preparing.save(seminar_file, person, poll, now=NOW)
    opened = voting.open_round(seminar_file, poll.id, now=NOW)
    marks, voter = [(next(iter(method_of(poll).keys(poll))), 1)], Voter("token", person.id)
    voting.cast(seminar_file, opened.id, voter, marks, submission="s", now=NOW)
    erasing.erase(seminar_file, [person], now=minutes(1))
    assert faults(seminar_file) == ()
    with seminar_file.database.reading() as connection:
        sent = select(vote_tables.submissions.c.voter_key)
        assert person.id not in connection.execute(sent).scalars().all()
    voting.close_round(seminar_file, opened.id, now=minutes(2))
    assert rounds_held.turnout(seminar_file, opened.id) == 1


def test_what_an_outbox_brought_of_a_note_and_was_refused_goes_with_it(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    note = add(seminar_file, "What it said first")
    entry = {"id": note.id, "method": "PUT", "words": SECRET, "form": 2, "breakout_id": "none"}
    with seminar_file.read() as reader:
        box = {"format": "facilitator-notes", "version": 2, "seminar": reader.fact(FILE_ID)}
    path = tmp_path / "notes.json"
    group = group_of(seminar_file).id
    fine = {**entry, "id": new_id(), "method": "POST", "words": "Fine", "breakout_id": group}
    path.write_text(json.dumps({**box, "entries": [entry, fine]}))
    report = merging.merge(seminar_file, [path], now=minutes(1))
    assert SECRET in str(report.sentences)
    assert holding(seminar_file)
    erasing.erase(seminar_file, [note], now=minutes(2))
    assert holding(seminar_file) == set()
    assert merging.taken_in(seminar_file)[0].brought.refused == ()
    path.write_text(json.dumps({**box, "entries": [entry, {**fine, "id": new_id()}]}))
    assert SECRET in str(merging.merge(seminar_file, [path], now=minutes(3)).sentences)
    assert holding(seminar_file) == set()


def test_words_that_were_refused_and_never_a_note_go_with_the_note_that_has_them(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    """Somebody typed them in again; nobody could ask for the refused ones themselves."""
    with seminar_file.read() as reader:
        box = {"format": "facilitator-notes", "version": 2, "seminar": reader.fact(FILE_ID)}
    there = group_of(seminar_file).id
    entry = {"id": new_id(), "method": "POST", "words": f"{SECRET}, she said", "form": 2}
    other = {**entry, "id": new_id(), "words": "What somebody else said", "breakout_id": "none"}
    fine = {**other, "id": new_id(), "words": "Fine", "breakout_id": there}
    path = tmp_path / "notes.json"
    entries = [{**entry, "breakout_id": "none"}, other, fine]
    path.write_text(json.dumps({**box, "entries": entries}))
    merging.merge(seminar_file, [path], now=minutes(1))
    note = add(seminar_file, SECRET.capitalize())
    opening.back_up(seminar_file, minutes(2))
    erasing.erase(seminar_file, [note], now=minutes(3))
    assert holding(seminar_file) == holding(seminar_file, SECRET.capitalize()) == set()
    (kept,) = merging.taken_in(seminar_file)[0].brought.refused
    assert kept.what == other["words"]
    path.write_text(json.dumps({**box, "entries": [{**entry, "breakout_id": there}, fine]}))
    merging.merge(seminar_file, [path], now=minutes(4))
    assert holding(seminar_file) == set()
    assert faults(seminar_file) == projection_faults(seminar_file) == ()


def test_what_is_left_of_erased_words_is_said(seminar_file: SeminarFile) -> None:
    note = add(seminar_file)
    with seminar_file.read() as reader:
        theme = Theme(id="t", position=1, name=f"On “{SECRET}”")
        question = reader.every(Question)[0]
    preparing.save(seminar_file, theme, replace(question, help=SECRET), now=minutes(1))
    sentence = str(erasing.erase(seminar_file, [note], now=minutes(2)).sentence)
    assert "stand elsewhere in this file as well" in sentence
    assert "typed apart: 1 question and 1 theme. Look" in sentence
    assert SECRET not in sentence
    alone = add(seminar_file, "Words that nobody else has said")
    erased = erasing.erase(seminar_file, [alone], now=minutes(3))
    assert "elsewhere in this file" not in str(erased.sentence)


def test_the_bytes_of_a_file_are_looked_through_across_pieces(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(b"\0" * ((1 << 22) - 3) + "pŵeru".encode() + b"\0" * 50)
    assert searching.holds(path, ["pŵeru"])
    assert not searching.holds(path, ["pweru", ""])


def test_several_things_are_counted_by_kind() -> None:
    notes = [Note(id=str(n), breakout_id="b", words="w", recorded_at=NOW) for n in range(2)]
    person = Participant(id="p", name=NAME)
    sentence = str(Erased(records=(person, *notes), swept=Swept()).sentence)
    assert sentence.startswith("Erased for good here: 1 person and 2 notes. ")


def _copy(file: SeminarFile, target: Path) -> Path:
    copies.copy_to(file, target)
    return target
