"""A name that is erased goes from every field that says who somebody is, in every version, in the
file, in its backups and in copies; where else it stands is said.
"""

import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Capture
from facilitator.domain.kind_words import several
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.personal import NAMING, PERSONAL, without_names
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.records import erasing, undoing
from facilitator.services.seminar import preparing
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import CAPTURE_DRAFT, CAPTURE_LINES, NOTE_DRAFT, NOTE_LINES
from tests.auditing import faults, projection_faults
from tests.made_records import made

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
NAME = "Xanthippe Unmistakable"
HER = Participant(id="p", name=NAME)
IDS = {*("id", "participant_id", "device_id", "theme_ids", "coder", "revision", "revisions")}
TOLD_APART = {"language", "languages", "time_zone", "starts_at", "booked_until", "rule", "origin"}


@pytest.fixture(autouse=True)
def _backups_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def free(type_: type[Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a kind of record that people write in, and her name as each would hold it."""
    for name, hint in typing.get_type_hints(type_).items():
        if name in IDS | TOLD_APART or name.endswith(("_id", "_ids")):
            continue
        if hint in (str, tuple[str, ...]):
            yield name, NAME if hint is str else (NAME,)


def planted(file: SeminarFile, which: dict[Kind, list[tuple[str, Any]]]) -> list[str]:
    """Her name put into such fields, each of a record of its own: now, before, and deleted since.
    The seminar, which there is one of, has had it.
    """
    ids = []
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    for number, stands in enumerate(("now", "before", "deleted")):
        records: list[Record] = []
        for kind, held in which.items():
            for field, value in held:
                base = made(RECORD_TYPES[kind], f"{stands}:{kind}:{field}")
                base = seminar if kind is Kind.SEMINAR else base
                records.append(replace(base, **{field: value}))
        with file.write(Verb.SET_UP, minutes(number)) as writer:
            for record in records:
                writer.put(record)
            if stands != "now":
                for record in records:
                    clean = made(type(record), record.id) if record.id != SEMINAR_ID else seminar
                    if stands == "before" or record.id == SEMINAR_ID:
                        writer.put(clean)
                    else:
                        writer.remove(record)
        ids += [record.id for record in records]
    return ids


def naming_her(file: SeminarFile, name: str = NAME) -> dict[str, Kind]:
    """The records that say her name in some version."""
    with file.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT record, kind FROM journal WHERE content LIKE ?", (f"%{name}%",)
        )
        return {record: Kind(kind) for record, kind in rows}


def holding(file: SeminarFile) -> set[str]:
    beside = file.path.parent.glob(f"{file.path.name}*")
    kept = backups.folder_of(file).glob("*")
    return {path.name for path in (*beside, *kept) if NAME.encode() in path.read_bytes()}


def test_wherever_a_name_is_put_it_goes_or_it_is_said_where_it_stands(
    seminar_file: SeminarFile,
) -> None:
    preparing.save(seminar_file, HER, now=NOW)
    everything = {kind: list(free(type_)) for kind, type_ in RECORD_TYPES.items()}
    planted(seminar_file, everything)
    named = {*everything[Kind.BREAKOUT]} & {(field, NAME) for field in NAMING[Kind.BREAKOUT]}
    assert named, "the generator reaches the fields that are asked about"
    opening.back_up(seminar_file, minutes(5))
    sentence = str(erasing.erase(seminar_file, [HER], now=minutes(6)).sentence)
    left = naming_her(seminar_file)
    for id, kind in left.items():
        assert id.rpartition(":")[2] not in NAMING.get(kind, ()), id
    for kind in Kind:
        number = sum(each is kind for each in left.values())
        assert not number or str(several(kind, number)) in sentence, (kind, sentence)


def test_no_byte_of_the_file_its_log_and_backups_names_who_was_erased(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    preparing.save(seminar_file, HER, now=NOW)
    which = {kind: [(field, NAME) for field in of] for kind, of in NAMING.items()}
    planted(seminar_file, which)
    line = NoteContent(breakout_id="b", words="w", owner=NAME)
    said = Capture(words="w", attribution=f"{NAME}, Leeds")
    for store in (seminar_file, seminar_file.in_session("other window").in_room("annex")):
        with store.write(Verb.KEEP, minutes(4)) as writer:
            writer.note_fact(NOTE_DRAFT, line)
            writer.note_fact(NOTE_LINES, (line,))
            writer.note_fact(CAPTURE_DRAFT, said)
            writer.note_fact(CAPTURE_LINES, (said,))
    opening.back_up(seminar_file, minutes(5))
    opening.save_copy(seminar_file, tmp_path / "there" / "copy.seminar")
    copy = SeminarFile.open(tmp_path / "there" / "copy.seminar", device="another")
    with copy.write(Verb.CHANGE, minutes(6)) as writer:
        group = writer.get(Breakout, "now:breakout:note_taker")
        writer.put(replace(group, title="Renamed there, before it was heard of"))
    erased = erasing.erase(seminar_file, [HER], now=minutes(7))
    assert "taken out where it stood beside" in str(erased.sentence)
    assert "elsewhere in this file" not in str(erased.sentence)
    assert holding(seminar_file) == set()
    with seminar_file.read() as reader:
        assert reader.get(Breakout, "now:breakout:note_taker").note_taker == ""
        assert reader.fact(NOTE_DRAFT) == replace(line, owner="")
        assert reader.fact(CAPTURE_LINES) == (replace(said, attribution="Leeds"),)
    assert faults(seminar_file) == projection_faults(seminar_file) == ()
    merging.merge(copy, [seminar_file.path], now=minutes(8))
    assert set(naming_her(copy)) <= {"now:breakout:note_taker"}, "what was changed there since"
    assert faults(copy) == ()
    copy.close()


def test_undo_of_what_was_done_before_brings_no_name_back(seminar_file: SeminarFile) -> None:
    preparing.save(seminar_file, HER, now=NOW)
    group = Breakout(id="g", segment_id="s", position=1, title="G", note_taker=NAME)
    preparing.save(seminar_file, group, now=minutes(1))
    preparing.save(seminar_file, replace(group, note_taker="", title="H"), now=minutes(2))
    erasing.erase(seminar_file, [HER], now=minutes(3))
    with pytest.raises(SeminarError, match="changed since"):
        undoing.undo(seminar_file, now=minutes(4))
    assert naming_her(seminar_file) == {}
    with seminar_file.read() as reader:
        assert reader.get(Breakout, "g").title == "H"


def test_a_short_name_is_looked_for_as_a_word(seminar_file: SeminarFile) -> None:
    ann, anna = Participant(id="a", name="Zoq"), Participant(id="b", name="Zoqanna Li")
    group = Breakout(id="g", segment_id="s", position=1, title="With Zoqanna", note_taker="Zoq")
    preparing.save(seminar_file, ann, anna, group, now=NOW)
    assert "elsewhere" not in str(erasing.erase(seminar_file, [ann], now=minutes(1)).elsewhere)
    preparing.save(seminar_file, replace(ann, id="c"), now=minutes(2))
    preparing.save(seminar_file, replace(group, id="h", title="Zoq’s group"), now=minutes(2))
    erased = erasing.erase(seminar_file, [replace(ann, id="c")], now=minutes(3))
    assert "1 group" in str(erased.elsewhere)


WORD = st.text("bdegBDEGŵŴéÉ", min_size=2, max_size=6)


@given(
    st.lists(WORD, min_size=2, max_size=3, unique_by=str.casefold),
    st.lists(WORD, max_size=3),
    st.sampled_from([", ", " and ", "; ", " & ", "\n"]),
)
def test_of_several_people_in_a_field_only_who_is_meant_goes(
    name: list[str], others: list[str], between: str
) -> None:
    called = " ".join(name)
    field = between.join([*others, called.upper()])
    assert without_names(field, [called]) == ", ".join(others)
    assert without_names(between.join(others), [called]) == between.join(others)
    longer = f"{name[0]} Someone"
    assert without_names(longer, [name[0]]) == longer, "a first name may be another’s"


def test_what_names_somebody_is_among_what_is_said_of_people() -> None:
    assert all({*held.names} <= {*held.words} for held in PERSONAL.values())
