"""Everything that is held about a person can be handed to them, and nobody else with it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.held import Held, Standing, Tie
from facilitator.domain.people.participants import (
    Address,
    Consent,
    Participant,
    address_id,
    consent_id,
)
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.records import held
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from ui.start.cli import main

ANN = Participant(id="ann", name="Ann Zealous", organisation="Acme", email="ann@example.org")
BEN = Participant(id="ben", name="Ben Ypres", email="ben@example.org")
POLL = Poll(
    id="p",
    position=1,
    title="Hours",
    wording="Should hours be paid?",
    method=Method.CHOOSE_ONE,
    items=(Item("yes", "Yes"), Item("no", "No")),
    secrecy=Secrecy.NAMED,
)


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(title="October", date=now.date()))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="What helps?"))
        writer.put(POLL)
        for person in (ANN, BEN):
            writer.put(person)
            writer.put(Consent(id=consent_id(person.id), given_at=now, quote=True))
            writer.put(Address(id=address_id(person.id), email=person.email))
            said = f"Said by {person.id}"
            writer.put(
                Response(
                    id=f"r-{person.id}",
                    question_id="q",
                    words=said,
                    participant_id=person.id,
                    recorded_at=now,
                )
            )
        writer.put(
            Breakout(
                id="g",
                segment_id="s",
                position=1,
                title="Group 3",
                note_taker="Ann Zealous, Ben Ypres",
                member_ids=("ann", "ben"),
            )
        )
        note = Note(id="n", breakout_id="g", words="Ask the board", recorded_at=now)
        writer.put(replace(note, owner="Ann Zealous"))
        writer.put(replace(note, id="m", words="Ann Zealous said that she would leave"))
        writer.put(replace(note, id="o", words="Nothing about anybody"))
    current = voting.open_round(file, "p", now=now)
    for person, choice in ((ANN, "no"), (BEN, "yes")):
        voter = Voter(token=person.id, participant_id=person.id)
        voting.cast(file, current.id, voter, [(choice, 1)], submission=person.id, now=now)
    voting.close_round(file, current.id, now=now)
    yield file
    file.close()


def about(file: SeminarFile, called: str) -> tuple[Held, ...]:
    with file.read() as reader:
        return held.about(reader, held.somebody(reader, called))


def test_it_is_whole_in_every_kind_of_record_and_names_nobody_else(file: SeminarFile) -> None:
    found = about(file, "ann zealous")
    own = {(str(h.what), h.field, h.value) for h in found if h.tie is Tie.OWN}
    assert own >= {
        ("person", "name", "Ann Zealous"),
        ("person", "organisation", "Acme"),
        ("address", "email", "ann@example.org"),
        ("consent", "quote", "true"),
        ("response", "words", "Said by ann"),
        ("vote on “Hours”, round 1", "marks", "No: 1"),
    }
    named = {(str(h.what), h.field, h.value) for h in found if h.tie is Tie.NAMED}
    assert named == {
        ("group", "member_ids", "Group 3"),
        ("group", "note_taker", "Ann Zealous"),
        ("note", "owner", "Ann Zealous"),
        ("note", "words", "Ask the board"),
    }
    mentioned = [h.value for h in found if h.tie is Tie.MENTIONED]
    assert mentioned == ["Ann Zealous said that she would leave"]
    assert not [h for h in found if "ben" in f"{h.value} {h.record}".casefold()]


def test_earlier_versions_are_told_as_such(file: SeminarFile, now: datetime) -> None:
    preparing.save(file, replace(ANN, organisation="Zenith"), now=now)
    found = about(file, "ann@example.org")
    said = [(h.value, h.standing) for h in found if h.field == "organisation"]
    assert said == [("Acme", Standing.BEFORE), ("Zenith", Standing.NOW)]


def test_who_is_meant_is_one_person_on_the_list(file: SeminarFile, now: datetime) -> None:
    with pytest.raises(SeminarError, match="Nobody"):
        about(file, "Carys")
    preparing.save(file, replace(ANN, id="ann2", email="other@example.org"), now=now)
    with pytest.raises(SeminarError, match=r"other@example\.org"):
        about(file, "Ann Zealous")
    assert about(file, "other@example.org")


def test_the_command_writes_it_for_them(file: SeminarFile, tmp_path: Path) -> None:
    file.close()
    out = tmp_path / "ann.csv"
    command = ["export", str(file.path), "--to", "person", "--of", "Ann Zealous"]
    assert main([*command, "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {row["tie"] for row in rows} == {"own", "named", "mentioned"}
