"""Who did what, when and where stands in the log: decisions each, what is done often once."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from facilitator.domain.act_words import Entry
from facilitator.domain.acts import Place, Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes.told import note_printed
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.records import activity_log, erasing, undoing
from facilitator.services.report.publishing import summarise
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from ui.start.cli import main

ANN = Participant(id="ann", name="Ann Zealous")
POLL = Poll(
    id="p",
    position=1,
    title="Hours",
    wording="Should hours be paid?",
    method=Method.CHOOSE_ONE,
    items=(Item("yes", "Yes"), Item("no", "No")),
)


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "a.seminar", device="here").at(Place.PREPARE)
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="Europe/London", title="October", date=now.date()))
        writer.put(POLL)
    yield file
    file.close()


def log(file: SeminarFile) -> list[Entry]:
    with file.read() as reader:
        return list(activity_log.entries(reader, file.device))


def told(file: SeminarFile) -> list[str]:
    return [str(entry.said) for entry in log(file)]


def test_what_decides_stands_alone_newest_first_with_place_and_computer(
    file: SeminarFile, now: datetime
) -> None:
    run = file.at(Place.RUN)
    for minute, reason in ((1, ""), (3, "Again")):
        at = now + timedelta(minutes=minute)
        held = voting.open_round(run, "p", reason=reason, now=at)
        voting.close_round(run, held.id, now=at + timedelta(minutes=1))
    verbs = [entry.verb for entry in log(file)]
    assert verbs == [Verb.CLOSE_ROUND, Verb.OPEN_ROUND] * 2 + [Verb.SET_UP]
    assert told(file)[:3] == [
        "Close voting on “Hours (2)”",
        "Open voting on “Hours (2)”",
        "Close voting on “Hours (1)”",
    ]
    last = log(file)[0]
    assert (last.at, last.times) == (now + timedelta(minutes=4), 1)
    assert (str(last.where), str(last.who)) == ("in Run", "this computer")


def test_what_is_done_again_and_again_stands_once_and_begins_anew_after_a_while(
    file: SeminarFile, now: datetime
) -> None:
    for minute in (0, 1, 2, 30):
        with file.write(Verb.PAIR, now + timedelta(minutes=minute)) as writer:
            joining.join(writer, Agreed(take_part=True), now=now)
    assert [entry.times for entry in log(file) if entry.verb is Verb.PAIR] == [1, 3]


def test_what_is_taken_back_is_said_by_what_it_was(file: SeminarFile, now: datetime) -> None:
    preparing.save(file, ANN, now=now)
    preparing.remove(file, ANN, now=now)
    undoing.undo(file, now=now)
    assert told(file)[:3] == [
        "Undo: Remove Ann Zealous",
        "Remove Ann Zealous",
        "Change Ann Zealous",
    ]


def test_a_name_that_was_erased_is_in_no_line(file: SeminarFile, now: datetime) -> None:
    preparing.save(file, ANN, now=now)
    assert "Change Ann Zealous" in told(file)
    traces = [each.record for each in erasing.traces(file) if each.record.KIND is Kind.PARTICIPANT]
    erasing.erase(file, traces, now=now)
    assert told(file)[0] == "Erase for good"
    assert not [line for line in told(file) if "Ann" in line]


def test_a_summary_that_left_is_logged_and_the_log_leaves_as_a_table(
    file: SeminarFile, now: datetime, tmp_path: Path
) -> None:
    note_printed(file, summarise(file, now=now), now=now)
    file.close()
    out = tmp_path / "log.csv"
    assert main(["export", str(file.path), "--to", "activity", "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["verb"] for row in rows] == ["export", "set_up"]
    assert datetime.fromisoformat(rows[0]["at"]) == now


def test_notes_are_counted_and_what_has_a_name_stands_by_itself(
    file: SeminarFile, now: datetime
) -> None:
    for number in range(3):
        preparing.save(
            file, Note(id=f"n{number}", breakout_id="b", words="Said", recorded_at=now), now=now
        )
    preparing.save(file, ANN, now=now)
    preparing.save(file, replace(ANN, id="ben", name="Ben"), now=now)
    assert told(file)[:3] == ["Change Ben", "Change Ann Zealous", "Change 3 notes"]


@pytest.mark.parametrize("forged", [{"place": "No where"}, {"at": "yesterday"}, {"verb": "Stole"}])
def test_an_act_that_was_written_over_is_said_to_be_damaged(
    file: SeminarFile, forged: dict[str, str]
) -> None:
    with file.write(Verb.SET_UP, datetime.now(UTC)) as writer:
        writer.connection.execute(update(tables.acts).values(forged))
    with pytest.raises(SeminarError, match="damaged"):
        log(file)
