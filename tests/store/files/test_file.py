"""The seminar file: what is written is there, what is not a seminar is refused with a sentence."""

import dataclasses
import multiprocessing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, UnsoundError
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.records import undoing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile, new_id, read_version
from facilitator.store.files.installation import user_folder
from facilitator.store.records import tables
from facilitator.store.records.facts import CLOCK, Fact
from facilitator.store.records.reader import Reader
from facilitator.store.sqlite.passphrases import is_protected
from facilitator.store.sqlite.watching.pages import PAGE
from facilitator.store.upgrading import versions
from tests.auditing import faults, projection_faults

ADDED: Fact[str | None] = Fact("added", str, None, "that the file was brought up to date")
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "small.seminar", device="here")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
        writer.put(Theme(id="t", position=1, name="Trust"))
    return made


@pytest.mark.parametrize("kind", list(tables.RECORD_TABLES))
def test_a_table_and_its_dataclass_have_the_same_fields(kind: Kind) -> None:
    columns = sorted(column.name for column in tables.RECORD_TABLES[kind].c)
    assert columns == sorted(field.name for field in dataclasses.fields(RECORD_TYPES[kind]))


def test_every_kind_that_people_edit_has_a_table_and_a_type() -> None:
    assert set(tables.RECORD_TABLES) == set(RECORD_TYPES)
    assert set(Kind) - set(RECORD_TYPES) == {Kind.BALLOT}


def test_what_was_put_is_read_back_equal_after_reopening(file: SeminarFile) -> None:
    response = Response(
        id="r",
        question_id="q",
        words="Ŵ ŷ “quoted” <b>\0</b>\n=1+1",
        recorded_at=NOW + timedelta(microseconds=5),
        starred=True,
    )
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(response)
    file.close()
    again = SeminarFile.open(file.path)
    with again.read() as reader:
        assert reader.get(Response, "r") == response
    again.close()


def test_the_connection_is_as_durable_as_the_design_says(file: SeminarFile) -> None:
    with file.database.driving() as raw:
        values = {
            name: raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    assert tuple(map(int, sqlcipher.sqlite_version.split("."))) >= (3, 51, 3)
    file.close()


def test_moments_are_read_in_the_order_of_time(file: SeminarFile) -> None:
    moments = [NOW + timedelta(seconds=s) for s in (2, 0, 1.5, 0.000001, 1)]
    with file.write(Verb.CHANGE, NOW) as writer:
        for number, moment in enumerate(moments):
            writer.put(Response(id=str(number), question_id="q", words="w", recorded_at=moment))
    with file.read() as reader:
        assert [r.recorded_at for r in reader.every(Response)] == sorted(moments)
    file.close()


def test_a_failing_act_leaves_nothing_behind(file: SeminarFile) -> None:
    def fail_halfway() -> None:
        with file.write(Verb.CHANGE, NOW) as writer:
            writer.put(Theme(id="half", position=2, name="Half"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with file.read() as reader:
        assert reader.find(Theme, "half") is None
        assert reader.fact(CLOCK)
    assert not faults(file)
    assert not projection_faults(file)
    file.close()


def test_a_record_that_is_gone_is_spoken_of_in_a_sentence(file: SeminarFile) -> None:
    with file.read() as reader, pytest.raises(SeminarError, match="no longer in the seminar"):
        reader.get(Question, "nowhere")
    file.close()


def test_the_tail_reads_much_in_parts_and_misses_nothing(file: SeminarFile) -> None:
    tail = file.tail()
    with file.write(Verb.CHANGE, NOW) as writer:
        for number in range(7):
            writer.put(Theme(id=f"t{number}", position=number, name=f"Theme {number}"))
    parts = [tail.poll(3)]
    while tail.is_behind:
        parts.append(tail.poll(3))
    assert [len(part) for part in parts] == [3, 3, 1]
    assert frozenset().union(*parts) == {Change(Kind.THEME, f"t{n}") for n in range(7)}
    assert tail.poll(3) == frozenset()
    tail.close()
    file.close()


def test_the_tail_hears_every_writer_and_only_once(file: SeminarFile) -> None:
    tail = file.tail()
    other = SeminarFile.open(file.path, device="there")
    with other.write(Verb.CHANGE, NOW) as writer:
        writer.put(Theme(id="u", position=2, name="Power"))
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(Theme(id="t", position=1, name="Trust and power"))
    assert tail.poll() == {Change(Kind.THEME, "u"), Change(Kind.THEME, "t")}
    assert tail.poll() == frozenset()
    tail.close()
    other.close()
    file.close()


def test_undo_and_redo_walk_back_and_forth_over_acts(file: SeminarFile) -> None:
    for name in ("One", "Two"):
        preparing.save(file, Theme(id="t", position=1, name=name), now=NOW)
    preparing.remove(file, Theme(id="t", position=1, name="Two"), now=NOW)

    def shown() -> str:
        with file.read() as reader:
            theme = reader.find(Theme, "t")
        return theme.name if theme else "-"

    seen = [shown()]
    for _ in range(3):
        undoing.undo(file, NOW)
        seen.append(shown())
    assert undoing.undo(file, NOW) == ""
    for _ in range(3):
        undoing.redo(file, NOW)
        seen.append(shown())
    assert undoing.redo(file, NOW) == ""
    assert seen == ["-", "Two", "One", "Trust", "One", "Two", "-"]
    undoing.undo(file, NOW)
    preparing.save(file, Theme(id="t", position=1, name="Three"), now=NOW)
    assert tuple(map(str, undoing.undo_labels(file))) == ("Change theme “Three”", "")
    assert not projection_faults(file)
    file.close()


def test_undo_survives_a_restart_and_knows_whose_acts_are_whose(file: SeminarFile) -> None:
    preparing.save(file, Theme(id="t", position=1, name="Mine"), now=NOW)
    file.close()
    elsewhere = SeminarFile.open(file.path, device="there")
    assert tuple(map(str, undoing.undo_labels(elsewhere))) == ("", "")
    elsewhere.close()
    here = SeminarFile.open(file.path, device="here")
    assert tuple(map(str, undoing.undo_labels(here))) == ("Change theme “Mine”", "")
    here.close()


def test_undo_never_takes_back_somebody_elses_later_words(file: SeminarFile) -> None:
    preparing.save(file, Theme(id="t", position=1, name="Mine"), now=NOW)
    other = SeminarFile.open(file.path, device="there")
    preparing.save(other, Theme(id="t", position=1, name="Theirs"), now=NOW)
    other.close()
    with pytest.raises(SeminarError, match="cannot be undone"):
        undoing.undo(file, NOW)
    with file.read() as reader:
        assert reader.get(Theme, "t").name == "Theirs"
    file.close()


def test_an_erasure_takes_the_words_out_of_the_file_itself(file: SeminarFile) -> None:
    secret = "unmistakable-words-of-one-person"
    for words in (secret, f"{secret} corrected"):
        with file.write(Verb.CHANGE, NOW) as writer:
            writer.put(Response(id="r", question_id="q", words=words, recorded_at=NOW))
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.erase(Kind.RESPONSE, "r")
    file.checkpoint()
    held = b"".join(place.read_bytes() for place in file.path.parent.glob("small.seminar*"))
    assert secret.encode() not in held
    with file.read() as reader:
        assert reader.find(Response, "r") is None
    file.close()


def test_a_foreign_a_missing_a_newer_and_a_damaged_file_are_each_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.seminar"
    raw = sqlcipher.connect(str(foreign))
    raw.execute("CREATE TABLE t (x)")
    raw.close()
    text = tmp_path / "text.seminar"
    text.write_text("This is a shopping list, not a seminar. " * 40)
    newer = SeminarFile.create(tmp_path / "newer.seminar")
    with newer.database.driving() as raw:
        raw.execute("PRAGMA user_version = 99")
    newer.close()
    for path, sentence in (
        (foreign, "is not a seminar file"),
        (text, "is not a seminar file, or is damaged"),
        (newer.path, "newer Facilitator"),
        (tmp_path / "missing.seminar", "There is no file"),
    ):
        with pytest.raises(SeminarError, match=sentence):
            opening.open_seminar(path, NOW)
    with pytest.raises(SeminarError, match="exists already"):
        SeminarFile.create(text)


@pytest.mark.parametrize("lost", [16, 100, PAGE])
@pytest.mark.parametrize("noise", [False, True])
def test_a_file_whose_head_is_lost_is_damaged_and_no_protected_one(
    seminar_file: SeminarFile, lost: int, noise: bool
) -> None:
    seminar_file.close()
    path = seminar_file.path
    held = path.read_bytes()
    path.write_bytes((Random(lost).randbytes(lost) if noise else bytes(lost)) + held[lost:])
    for words in ("", "a passphrase"):
        with pytest.raises(UnsoundError, match="is damaged"):
            opening.open_seminar(path, NOW, passphrase=words)
    assert not is_protected(path)


@pytest.mark.parametrize("pages", [1, 2, 3, 40, 300])
def test_a_file_that_is_protected_is_known_for_one_also_where_pages_of_it_are_wiped(
    tmp_path: Path, pages: int
) -> None:
    path = tmp_path / "noise.seminar"
    held = [Random(number).randbytes(PAGE) for number in range(pages)]
    path.write_bytes(b"".join(held))
    assert is_protected(path)
    held[1 : pages // 2] = [bytes(PAGE)] * len(held[1 : pages // 2])
    path.write_bytes(b"".join(held))
    assert is_protected(path)


def test_an_older_file_is_brought_up_to_date_after_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = SeminarFile.create(tmp_path / "older.seminar")
    with old.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t", position=1, name="Kept"))
    old.checkpoint()
    old.close()

    def add_a_fact(connection: object) -> None:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('added', 'yes')")  # type: ignore[attr-defined]

    before = versions.version()
    monkeypatch.setattr(versions, "UPGRADES", (*versions.UPGRADES, (add_a_fact, add_a_fact)))
    opened = opening.open_seminar(old.path, NOW)
    with opened.file.read() as reader:
        assert reader.fact(ADDED) == "yes"
        assert reader.get(Theme, "t").name == "Kept"
    assert "brought up to date" in str(opened.said)
    assert read_version(old.path) == before + 1
    opened.file.close()
    monkeypatch.undo()
    (kept,) = (user_folder() / "backups").glob(f"*/*-before-version-{before + 1}.seminar")
    earlier = SeminarFile.open(kept)
    with earlier.read() as reader:
        assert reader.fact(ADDED) is None
    earlier.close()


def test_a_file_with_a_passphrase_cannot_be_read_without_it(tmp_path: Path) -> None:
    path = tmp_path / "closed.seminar"
    file = SeminarFile.create(path, passphrase="it's ours")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t", position=1, name="Unreadable"))
    file.checkpoint()
    file.close()
    assert b"Unreadable" not in path.read_bytes()
    with pytest.raises(SeminarError, match="passphrase"):
        SeminarFile.open(path)
    with (again := SeminarFile.open(path, passphrase="it's ours")).read() as reader:
        assert reader.get(Theme, "t").name == "Unreadable"
    again.close()


def _write_many(path: Path, name: str, how_many: int) -> None:
    file = SeminarFile.open(path, device=name)
    for number in range(how_many):
        with file.write(Verb.CHANGE, NOW) as writer:
            writer.put(Response(id=f"{name}{number}", question_id="q", words=name, recorded_at=NOW))
    file.close()


def test_several_processes_write_at_once_and_nothing_is_lost(file: SeminarFile) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=_write_many, args=(file.path, name, 60)) for name in ("a", "b", "c")
    ]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    assert [process.exitcode for process in writers] == [0, 0, 0]
    with file.read() as reader:
        assert reader.count(Response) == 180
    assert not projection_faults(file)
    file.close()


def test_ids_are_never_the_same() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_filters_count_and_order_follow_the_columns(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for number, kind in enumerate((QuestionKind.EMERGING, QuestionKind.RESEARCH) * 3):
            writer.put(Question(id=str(number), position=-number, kind=kind, wording="?"))
    with file.read() as reader:
        found = reader.every(Question, kind=QuestionKind.EMERGING)
        assert [q.id for q in found] == ["4", "2", "0"]
        assert reader.count(Question, kind=QuestionKind.RESEARCH) == 3
    file.close()


def test_one_reading_stays_at_its_moment_and_answers_every_question_for_itself(
    file: SeminarFile,
) -> None:
    def put(*ids: str) -> None:
        with file.write(Verb.SET_UP, NOW) as writer:
            for id in ids:
                kind = QuestionKind.EMERGING if id == "a" else QuestionKind.RESEARCH
                writer.put(Question(id=id, position=0, kind=kind, wording="?"))

    def asked(reader: Reader) -> tuple[int, ...]:
        kinds = (QuestionKind.EMERGING, QuestionKind.RESEARCH)
        return (
            len(reader.every(Question)),
            *(len(reader.every(Question, kind=kind)) for kind in kinds),
            reader.find(Question, "b") is None,
            reader.find(Question, "a") is None,
        )

    put("a")
    with file.read() as reader:
        before = asked(reader)
        put("b", "c")
        assert asked(reader) == before == (1, 1, 0, True, False)
    with file.read() as reader:
        assert asked(reader) == (3, 1, 2, False, False)
    file.close()
