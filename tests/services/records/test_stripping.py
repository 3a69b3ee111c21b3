"""After the retention day no version of a kept record holds a name, an address or who said it.

Histories are drawn by lot: attributions set, changed and taken back, names in wordings that were
corrected, records deleted and in conflict; whatever was ever pointed at is searched in every
version and in the bytes of the file, its backup and a copy, whichever merged which.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Capture, Left
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.records import retention
from facilitator.store.auditing import audit
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from facilitator.store.records.facts import CAPTURE_DRAFT, CAPTURE_LINES, LEFT_WORDS

PEOPLE = ("Ann Zealous", "Bea Adamant", "Cyd Wrexley")
NAMES = (*PEOPLE, "Zealous", "Adamant", "Wrexley", "ann@zealous.example")
IDS = ("p-0", "p-1", "p-2")
"""They stand in the receipts, which tell nobody who they were, and in no record."""


def record(dice: random.Random, number: int, now: datetime) -> Record:
    """A response, a note, a theme or a group that may point at somebody."""
    who = dice.choice((*PEOPLE, ""))
    words = dice.choice(("Time helps", f"{who} said so", "We met Zealous"))
    match number % 4:
        case 0:
            return Response(
                id=f"r{number}",
                question_id="q",
                words=words,
                recorded_at=now,
                attribution=who,
                participant_id=dice.choice(("", "p-0", "p-2")),
                channel=dice.choice((Channel.PHONE, Channel.PLENARY)),
            )
        case 1:
            return Note(id=f"r{number}", breakout_id="g", words=words, recorded_at=now, owner=who)
        case 2:
            return Theme(id=f"r{number}", position=number, name=words)
    members = tuple(dice.sample(("p-0", "p-1", "p-2"), 2))
    return Breakout(
        id=f"r{number}",
        segment_id="s",
        position=number,
        title="A",
        member_ids=members,
        note_taker=who,
    )


def without_names(kept: Record) -> Record:
    """What whoever puts a record in order before the day would make of it."""
    if isinstance(kept, Response | Note):
        return replace(kept, words="Time helps")
    return replace(kept, name="Time") if isinstance(kept, Theme) else kept


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=now.date(), kept_days=30))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="What helps?"))
        for number, name in enumerate(PEOPLE):
            email = "ann@zealous.example" if not number else ""
            writer.put(Participant(id=f"p-{number}", name=name, email=email))
    yield file
    file.close()


def lived(file: SeminarFile, dice: random.Random, now: datetime) -> None:
    """Some acts on some records, each put in order at its end, or deleted."""
    for number in range(12):
        for _ in range(dice.randrange(1, 4)):
            with file.write(Verb.CORRECT, now) as writer:
                writer.put(record(dice, number, now))
        with file.write(Verb.CORRECT, now) as writer:
            shown = writer.shown(f"r{number}")
            assert shown is not None
            assert shown.record is not None
            if dice.random() < 0.25:
                writer.remove(shown.record)
            else:
                writer.put(without_names(shown.record))


def pointed_at(file: SeminarFile) -> set[str]:
    """What still points at somebody, in any version or byte."""
    file.checkpoint()
    with file.read() as reader:
        contents = reader.connection.execute(select(tables.journal.c.content)).scalars()
        said = "\n".join(filter(None, contents))
    held = file.path.read_bytes()
    return {id for id in IDS if f'"{id}"' in said} | named_in(held)


def named_in(held: bytes) -> set[str]:
    return {name for name in NAMES if name.encode() in held}


@pytest.mark.parametrize("seed", range(2))
def test_no_version_of_any_record_points_at_anybody(
    file: SeminarFile, tmp_path: Path, now: datetime, seed: int
) -> None:
    dice = random.Random(seed)
    lived(file, dice, now)
    copy = tmp_path / "b.seminar"
    opening.save_copy(file, copy)
    backup = opening.back_up(file, now)
    with file.read() as reader:
        before = {r.id: (r.words, r.question_id) for r in reader.every(Response)}
        themes = reader.every(Theme)
    retention.take_people_out(file, now=now)
    with file.read() as reader:
        assert {r.id: (r.words, r.question_id) for r in reader.every(Response)} == before
        assert reader.every(Theme) == themes
    assert list(audit.audit(file.path, file.passphrase)) == []
    assert pointed_at(file) == set()
    assert named_in(backup.read_bytes()) == set()
    other = SeminarFile.open(copy)
    for here, there in ((file, copy), (other, file.path)):
        merging.merge(here, [there], now=now)
        assert pointed_at(here) == set()
        assert list(audit.audit(here.path, here.passphrase)) == []
        with here.read() as reader:
            assert {r.id: (r.words, r.question_id) for r in reader.every(Response)} == before
    other.close()


def test_versions_in_conflict_stay_both_and_lose_who_said_them(
    file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    said = Response(id="r", question_id="q", words="One", recorded_at=now, attribution=PEOPLE[0])
    with file.write(Verb.CAPTURE, now) as writer:
        writer.put(said)
    copy = tmp_path / "b.seminar"
    opening.save_copy(file, copy)
    other = SeminarFile.open(copy)
    for each, words in ((file, "Two"), (other, "Three")):
        with each.write(Verb.CORRECT, now) as writer:
            writer.put(replace(said, words=words))
    other.close()
    merging.merge(file, [copy], now=now)
    retention.take_people_out(file, now=now)
    assert pointed_at(file) == set()
    with file.read() as reader:
        shown = reader.shown("r")
    assert shown is not None
    assert {form.record.words for form in shown.forms if isinstance(form.record, Response)} == {
        "Two",
        "Three",
    }


def test_what_is_half_typed_in_another_room_or_a_dialog_names_nobody_either(
    file: SeminarFile, now: datetime
) -> None:
    with file.in_room("annex").write(Verb.KEEP, now) as writer:
        writer.note_fact(CAPTURE_DRAFT, Capture("q", "half a", attribution="Bea Adamant"))
        lines = (Capture("q", "a line", attribution="Bea Adamant"),)
        writer.note_fact(CAPTURE_LINES, lines)
        writer.note_fact(LEFT_WORDS, (Left("Who is this?", "Bea Adamant"),))
    retention.take_people_out(file, now=now)
    with file.in_room("annex").read() as reader:
        assert reader.fact(CAPTURE_DRAFT) == Capture("q", "half a")
        assert reader.fact(CAPTURE_LINES) == (Capture("q", "a line"),)
        assert reader.fact(LEFT_WORDS) == ()


def test_what_was_stripped_is_not_undone_and_drafts_lose_their_speaker(
    file: SeminarFile, now: datetime
) -> None:
    with file.write(Verb.CAPTURE, now) as writer:
        said = Response(id="r", question_id="q", words="One", recorded_at=now)
        writer.put(replace(said, attribution=PEOPLE[0]))
        writer.note_fact(CAPTURE_DRAFT, Capture("q", "half a", attribution="Bea Adamant"))
    with file.write(Verb.CORRECT, now) as writer:
        writer.put(replace(said, attribution="", words="Two"))
    retention.take_people_out(file, now=now)
    assert pointed_at(file) == set()
    with file.read() as reader:
        assert reader.fact(CAPTURE_DRAFT).words == "half a"
        acts = [act for act in reader.acts(file.device) if act.verb is Verb.CORRECT]
    for act in acts:
        with pytest.raises(SeminarError), file.write(Verb.CORRECT, now) as writer:
            writer.undo(act)
    with file.read() as reader:
        assert reader.get(Response, "r").words == "Two"


def test_records_in_which_nobody_stood_keep_their_history(file: SeminarFile, now: datetime) -> None:
    for words in ("Time", "Time and money"):
        with file.write(Verb.CAPTURE, now) as writer:
            writer.put(Note(id="n", breakout_id="g", words=words, recorded_at=now))
    retention.take_people_out(file, now=now)
    with file.read() as reader:
        assert [revision.content is None for revision in reader.history("n")] == [False, False]
        assert reader.get(Seminar, SEMINAR_ID).title == "October"
