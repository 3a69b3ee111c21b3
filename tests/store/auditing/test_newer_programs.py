"""What a newer program keeps in a file of this version is no damage to an older one, which leaves
it as it is; what no program ever keeps is damage, and nothing that reads it ends in a trace.
"""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from facilitator.domain.act_words import NEWER
from facilitator.domain.acts import Place, Verb
from facilitator.domain.errors import DamagedError, SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.services.files import checking
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.records import activity_log, retention, undoing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from facilitator.store.records.writer import Writer
from tests.store.auditing.day import NOW, written

FACT, VERB, PLACE = "dance card", "dance", "ballroom"
VALUE = '{"with":["Anna Ash"]}'


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("day") / "day.seminar")


def altered(day: Path, tmp_path: Path, alter: Callable[[Writer], object]) -> Path:
    """A copy in which a program has kept something beside a note, and which it closed."""
    path = tmp_path / "altered.seminar"
    shutil.copyfile(day, path)
    file = SeminarFile.open(path)
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
    noting.add_note(file, group, "Danced", now=NOW)
    with file.write(Verb.KEEP, NOW) as writer:
        alter(writer)
    file.checkpoint()
    file.close()
    return path


def by_a_newer_program(writer: Writer) -> None:
    writer.connection.execute(insert(tables.meta), {"name": FACT, "value": VALUE})
    of_the_note = select(tables.acts.c.id).where(tables.acts.c.verb == "add")
    latest = of_the_note.order_by(tables.acts.c.seq.desc()).limit(1).scalar_subquery()
    statement = update(tables.acts).where(tables.acts.c.id == latest)
    writer.connection.execute(statement.values(verb=VERB, place=PLACE))


def fact_in(file: SeminarFile) -> object:
    with file.read() as reader:
        asked = select(tables.meta.c.value).where(tables.meta.c.name == FACT)
        return reader.connection.execute(asked).scalar_one_or_none()


def test_what_a_newer_program_keeps_is_told_and_left_as_it_is(day: Path, tmp_path: Path) -> None:
    path = altered(day, tmp_path, by_a_newer_program)
    with checking.checked(path) as (report, _):
        assert not report.faults
        assert [said for said in map(str, report.to_do) if "ballroom, dance and dance card" in said]
    assert checking.repair(path, now=NOW).unvouched == ()
    file = SeminarFile.open(path)
    with file.read() as reader:
        (done,) = [each for each in activity_log.entries(reader, file.device) if each.verb == VERB]
    assert str(done.said).startswith(str(NEWER).partition("{")[0])
    assert str(done.where) == ""
    assert fact_in(file) == VALUE
    shutil.copyfile(day, tmp_path / "older.seminar")
    older = SeminarFile.open(tmp_path / "older.seminar")
    merging.merge(older, [path], now=NOW)
    with older.read() as reader:
        assert Verb(VERB) in {each.verb for each in reader.every_act()}, "it travels as it was"
    for each in (file, older):
        each.close()


def test_who_takes_people_out_takes_out_what_nobody_here_can_read(
    seminar_file: SeminarFile,
) -> None:
    with seminar_file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Participant(id="anna", name="Anna Ash"))
        writer.connection.execute(insert(tables.meta), {"name": FACT, "value": VALUE})
    retention.take_people_out(seminar_file, now=NOW)
    assert fact_in(seminar_file) is None


@pytest.mark.parametrize("said", ["Dance!", "", "dance\x00", "d" * 41, "dance the", "Dänce"])
def test_what_no_program_keeps_is_damage(day: Path, tmp_path: Path, said: str) -> None:
    def alter(writer: Writer) -> None:
        verb, place = (said, "run") if said else ("add", "Nowhere!")
        of_all = update(tables.acts).values(verb=verb, place=place)
        writer.connection.execute(of_all.where(tables.acts.c.verb == "add"))

    with checking.checked(altered(day, tmp_path, alter)) as (report, _):
        assert report.faults


@pytest.mark.parametrize(
    ("name", "value"), [("Dance", "1"), ("dance!", "1"), ("dance", "{"), ("clock:hall", "1")]
)
def test_a_fact_that_cannot_be_one_is_damage_and_a_repair_takes_it_out(
    day: Path, tmp_path: Path, name: str, value: str
) -> None:
    def alter(writer: Writer) -> None:
        writer.connection.execute(insert(tables.meta), {"name": name, "value": value})

    path = altered(day, tmp_path, alter)
    with checking.checked(path) as (report, _):
        assert [fault for fault in map(str, report.faults) if f"“{name}”" in fault]
    checking.repair(path, now=NOW)
    with checking.checked(path) as (report, _):
        assert not report.faults


def test_a_kind_of_record_needs_a_new_version_of_the_file_and_here_it_is_damage(
    day: Path, tmp_path: Path
) -> None:
    def alter(writer: Writer) -> None:
        writer.connection.execute(update(tables.journal).values(kind="dance"))

    path = altered(day, tmp_path, alter)
    with checking.checked(path) as (report, _):
        assert report.faults
    file = SeminarFile.open(path)
    reads: tuple[Callable[[], object], ...] = (
        lambda: undoing.offers(file),
        lambda: merging.conflict_count(file),
    )
    with file.read() as reader, pytest.raises(DamagedError):
        activity_log.entries(reader, file.device)
    for read in reads:
        with contextlib.suppress(SeminarError):  # and no other: that would be a trace
            read()
    file.close()


@pytest.mark.parametrize("words", [Verb, Place])
def test_a_word_of_a_newer_program_is_one_wherever_it_is_read(words: type[Verb | Place]) -> None:
    newer = words("dance")
    assert (newer, newer.value, hash(newer)) == ("dance", "dance", hash(words("dance")))
    assert not newer.is_known
    assert all(each.is_known for each in words)
    assert newer not in set(words)
