"""Nothing that alters what a file holds is called sound, and nothing ends in a trace.

The changes are generated: every table by every way in which a row can be changed past the program,
and pages as disks and half copies leave them. What a change alters is told by reading all rows.
"""

import contextlib
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.services.files import checking
from facilitator.store.auditing import audit
from facilitator.store.auditing.faults import Fault
from facilitator.store.records import tables
from facilitator.store.sqlite.connecting import connect, driver_of
from facilitator.store.sqlite.engine import Database
from facilitator.store.sqlite.passphrases import NONE
from facilitator.store.sqlite.watching.pages import PAGE
from tests.store.auditing.day import NOW, written

OF_VERSION_1 = "word_seals"
"""Stands in files of version 1 alone; `tests.store.upgrading.test_word_seals` alters it."""
TABLES = [each.name for each in tables.metadata.sorted_tables if each.name != OF_VERSION_1]
PAGES = 24


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file at rest in which something stands in every table."""
    return written(tmp_path_factory.mktemp("day") / "day.seminar")


def everything(raw: Any) -> list[tuple[Any, ...]]:
    """All that a file says, as far as it can be read; how it says that it is at rest is no part."""
    raw.text_factory = bytes
    return [
        (table, *row)
        for table in TABLES
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608
        if (table, row[0]) not in (("meta", b"sums"), ("meta", b"log mark"))
    ]


def changes(raw: Any, table: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every way of changing a row of a table past the program, each of another column."""
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    key = " AND ".join(f'"{name}" IS (SELECT "{name}" FROM picked)' for name in columns)  # noqa: S608
    rows = raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    assert rows, f"something stands in {table}"
    raw.execute("DROP TABLE IF EXISTS temp.picked")
    raw.execute(
        f"CREATE TEMP TABLE picked AS SELECT * FROM {table} LIMIT 1 OFFSET {chance.randrange(rows)}"  # noqa: S608
    )
    yield "a row deleted", f"DELETE FROM {table} WHERE {key}"  # noqa: S608
    for what, value in (
        ("NULL", "NULL"),
        ("garbage", "'garbage{{'"),
        ("bytes", "x'ff00fe'"),
        ("more", """iif(typeof("{0}") = 'text', "{0}" || 'x', "{0}" + 1)"""),
    ):
        column = chance.choice(columns)
        value = value.format(column)
        yield f"{column} is {what}", f'UPDATE {table} SET "{column}" = {value} WHERE {key}'  # noqa: S608
    added = ", ".join(_another(name) for name in columns)
    yield "a row added", f"INSERT INTO {table} SELECT {added} FROM picked"  # noqa: S608


def _another(column: str) -> str:
    if column in ("seq", "last"):
        return f'"{column}" + 1000'
    is_key = column in ("id", "key", "name", "record", "code", "submission", "token_hash")
    return f"""'x' || "{column}\"""" if is_key or column == "voter_key" else f'"{column}"'


@pytest.mark.parametrize("table", TABLES)
def test_no_change_of_a_row_is_called_sound(day: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    database = Database(path, NONE)
    unseen, unmended = list[str](), list[Fault]()
    with database.reading() as connection:
        raw = driver_of(connection)
        raw.execute("PRAGMA foreign_keys = OFF")
        before = everything(raw)
        raw.text_factory = str
        for what, statement in changes(raw, table, random.Random(table)):
            raw.execute("BEGIN")
            with contextlib.suppress(Exception):  # what the layout forbids cannot be written
                raw.execute(statement)
            is_altered = everything(raw) != before
            raw.text_factory = str
            found = list(audit.everything(connection))
            if is_altered and not found:
                unseen.append(what)
            unmended += [each for each in found if _promises(each) and not each.is_mendable]
            raw.execute("ROLLBACK")
    database.close()
    assert not unseen
    assert not unmended


def _promises(fault: Fault) -> bool:
    """Whether somebody is sent to a repair for it."""
    return "--repair" in str(fault.said)


def test_a_file_that_does_not_say_which_seminar_it_is_is_not_sound(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DELETE FROM meta")
    with checking.checked(path) as (report, file):
        assert any("Which seminar it is" in str(fault) for fault in report.faults)
        assert not report.is_mendable
        assert file is None


def test_a_check_of_a_changed_file_says_what_to_do_and_leaves_it_as_it_is(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("UPDATE notes SET words = 'garbage' WHERE breakout_id = 'b'")
        raw.execute("UPDATE journal SET content = 'garbage{' WHERE seq = 12")
        raw.execute("DELETE FROM heads WHERE record = 'p1'")
    content = path.read_bytes()
    with checking.checked(path) as (report, file):
        said = [str(fault) for fault in report.faults]
        assert file is None
    assert len([each for each in said if each.startswith("note ")]) == 6
    assert [each for each in said if "Number 12 in the journal" in each]
    assert all("Restore a backup" in each or "check --repair" in each for each in said)
    assert path.read_bytes() == content


def damaged(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """A file as a disk, a stick or a half copy leaves it."""
    pages = len(content) // 4096
    at = 4096 * chance.randrange(pages)
    what = chance.choice(
        ("a flipped bit", "a flipped page", "cut short", "a zeroed sector", "swapped")
    )
    if what == "a flipped bit":
        at = chance.randrange(len(content))
        return what, content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[
            at + 1 :
        ]
    if what == "a flipped page":
        page = bytes(byte ^ 0xFF for byte in content[at : at + 4096])
        return what, content[:at] + page + content[at + 4096 :]
    if what == "cut short":
        return what, content[: chance.randrange(len(content))]
    if what == "a zeroed sector":
        at = 512 * chance.randrange(len(content) // 512)
        return what, content[:at] + bytes(512) + content[at + 512 :]
    other = 4096 * chance.randrange(pages)
    page = content[other : other + 4096]
    return what, content[:at] + page + content[at + 4096 :]


def held(path: Path) -> list[tuple[Any, ...]] | None:
    """All that a file says, None where it cannot be read."""
    with contextlib.suppress(Exception), contextlib.closing(connect(path, NONE)) as raw:
        return everything(raw)
    return None


@pytest.mark.parametrize("seed", range(PAGES))
def test_no_damage_of_pages_that_alters_anything_is_called_sound(
    day: Path, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "day.seminar"
    what, content = damaged(day.read_bytes(), random.Random(seed))
    path.write_bytes(content)
    is_altered = held(path) != held(day)
    path.write_bytes(content)
    try:
        with checking.checked(path) as (report, _):
            is_sound = not report.faults
    except SeminarError:
        is_sound = False
    assert not (is_altered and is_sound), what
    assert path.read_bytes() == content


@pytest.mark.parametrize(("at", "byte"), [(47, 9), (59, 2)], ids=["no such form", "other signs"])
def test_a_head_that_tells_of_a_form_there_is_none_of_is_damage_that_is_told(
    day: Path, tmp_path: Path, at: int, byte: int
) -> None:
    """SQLite has no code of its own for these."""
    path = tmp_path / "day.seminar"
    content = bytearray(day.read_bytes())
    content[at] = byte
    path.write_bytes(content)
    with pytest.raises(SeminarError, match="damaged"), checking.checked(path):
        pass


def test_repairing_makes_the_tables_anew_and_keeps_what_was_there(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        whole = everything(raw)
        raw.text_factory = str
        raw.execute("PRAGMA foreign_keys = OFF")
        for table in (*(each.name for each in tables.RECORD_TABLES.values()), "heads"):
            raw.execute(f"DELETE FROM {table} WHERE random() % 2")  # noqa: S608
        raw.execute("UPDATE participants SET name = x'ff'")
        raw.execute("DROP INDEX notes_by_breakout")
        raw.execute("DROP TABLE checks")
    content = path.read_bytes()
    done = checking.repair(path, now=NOW)
    assert done.kept.read_bytes() == content
    with checking.checked(path) as (report, file):
        assert report.faults == ()
        assert file is not None
    with contextlib.closing(connect(path, NONE)) as raw:
        assert sorted(everything(raw), key=repr) == sorted(whole, key=repr)


def test_what_cannot_be_made_of_the_journal_is_said_after_a_repair_too(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("UPDATE journal SET content = 'garbage{' WHERE seq = 12")
        raw.execute("DELETE FROM ballots WHERE seq = (SELECT min(seq) FROM ballots)")
    checking.repair(path, now=NOW)
    with checking.checked(path) as (report, _):
        said = " ".join(map(str, report.faults))
    assert "Number 12 in the journal" in said
    assert "were changed, added or taken out after it was closed" in said
    assert not report.is_mendable


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_master SET sql = sql || CAST(x'ff' AS TEXT) WHERE name = 'notes'",
        "UPDATE sqlite_master SET type = CAST(x'fe' AS TEXT) WHERE name = 'notes'",
        "DELETE FROM sqlite_master WHERE name = 'polls'",
    ],
)
def test_a_layout_that_is_no_text_or_lacks_a_table_is_said_and_ends_in_no_trace(
    day: Path, tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(statement)
    with contextlib.suppress(SeminarError), checking.checked(path) as (report, _):
        assert report.faults


def test_what_cannot_be_repaired_is_said_to_be_that(day: Path, tmp_path: Path) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DROP TABLE meta")
    content = path.read_bytes()
    with pytest.raises(SeminarError, match="cannot be repaired"):
        checking.repair(path, now=NOW)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path], "no copy of what stayed as it is"


def test_a_repair_that_cannot_even_begin_leaves_nothing_beside_the_file(
    day: Path, tmp_path: Path
) -> None:
    path, content = tmp_path / "day.seminar", bytearray(day.read_bytes())
    for page in range(20, 60):
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    with pytest.raises(SeminarError, match="is damaged"):
        checking.repair(path, now=NOW)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_wrong_and_follows_from_no_journal_is_named_by_the_repair(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DELETE FROM round_secrets")
    assert checking.repair(path, now=NOW).unvouched
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("UPDATE notes SET words = 'garbage'")
    assert checking.repair(path, now=NOW).unvouched == ()


def test_a_file_whose_mark_of_being_at_rest_was_taken_out_is_not_sound(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DELETE FROM meta WHERE name IN ('log mark', 'epoch', 'pseudonym_secret')")
    with checking.checked(path) as (report, _):
        assert report.faults


def test_a_damaged_file_of_a_newer_version_is_refused_and_not_told_to_be_mendable(
    day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "day.seminar"
    shutil.copyfile(day, path)
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("UPDATE notes SET words = 'garbage'")
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(SeminarError, match="newer Facilitator"), checking.checked(path):
        pass
