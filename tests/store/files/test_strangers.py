"""A stranger's file harms nothing: nothing in it runs, and no part of it becomes a path."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3.dbapi2 import Error as SQLError

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, opening
from facilitator.services.merging import merging
from facilitator.services.seminar import preparing
from facilitator.store.files import backups, bundles, examining
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.sqlite import schemas
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.passphrases import NONE

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

CHANGES = {
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON acts BEGIN DELETE FROM themes; END",),
    "a trigger by a name that only SQLite gives": (
        "PRAGMA writable_schema = ON",
        """INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_t', 'acts', 0,
            'CREATE TRIGGER sqlite_t AFTER INSERT ON acts BEGIN DELETE FROM segments; END')""",
    ),
    "what SQLite is to think of its tables": ("ANALYZE",),
    "a view": (
        "ALTER TABLE meta RENAME TO real_meta",
        f"CREATE VIEW meta AS SELECT 'file_id' AS name, ({FOR_EVER}) AS value",
    ),
    "a virtual table": ("CREATE VIRTUAL TABLE words USING fts5(body)",),
    "a table of its own": ("CREATE TABLE more (x)",),
    "an index of its own": ("CREATE INDEX more ON acts (at)",),
    "a partial index": ("DROP INDEX journal_by_act", "CREATE INDEX journal_by_act ON journal (at)"),
    "a column more": ("ALTER TABLE notes ADD COLUMN more TEXT",),
    "a reckoned column": (
        "ALTER TABLE notes ADD COLUMN more TEXT GENERATED ALWAYS AS (hex(words)) VIRTUAL",
    ),
    "a table less": ("DROP TABLE hand_counts",),
    "an endless text": ("UPDATE seminars SET title = hex(zeroblob(9 << 20))",),
    "an endless blob": ("INSERT INTO meta VALUES ('more', zeroblob(17 << 20))",),
    "a path for an identity": ("UPDATE meta SET value = '../../seminars' WHERE name = 'file_id'",),
    "an index that reckons": ("CREATE INDEX more ON upvotes (hex(zeroblob(9)))",),
    "a default that reckons": ("CREATE TABLE more (x DEFAULT (hex(zeroblob(9))))",),
    "no numbers left": (
        "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'journal'",
    ),
    "no identity": ("DELETE FROM meta WHERE name = 'file_id'",),
}
CHANGES["a partial index"] = (
    "DROP INDEX journal_by_act",
    "CREATE INDEX journal_by_act ON journal (act) WHERE gone",
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = preparing.new_seminar(tmp_path / "here" / "day.seminar", now=NOW)
    made.close()
    return made.path


def changed(path: Path, statements: tuple[str, ...]) -> None:
    with contextlib.closing(connect(path, NONE)) as raw:
        for statement in statements:
            raw.execute(statement).fetchall()


@pytest.mark.parametrize("what", CHANGES)
def test_a_file_with_something_foreign_is_refused_and_stays_as_it_is(path: Path, what: str) -> None:
    changed(path, CHANGES[what])
    before = path.read_bytes()
    with pytest.raises(SeminarError, match="not made by this program, or was changed since"):
        opening.open_seminar(path, NOW)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(f"{path.name}-*")), "nor is anything laid beside it"
    assert not list((user_folder() / "backups").glob("*"))


@pytest.mark.parametrize("what", ["an endless text", "an endless blob"])
def test_what_would_take_all_memory_is_not_read_by_who_looks_what_is_wrong_either(
    path: Path, what: str
) -> None:
    changed(path, CHANGES[what])
    with pytest.raises(SeminarError, match="that is too long"), checking.checked(path):
        pass


@pytest.mark.parametrize("version", [-3, 0])
def test_a_version_that_there_never_was_is_not_brought_up_to_date(path: Path, version: int) -> None:
    changed(path, (f"PRAGMA user_version = {version}",))
    before = path.read_bytes()
    with pytest.raises(SeminarError, match="is not a seminar file"):
        opening.open_seminar(path, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", CHANGES)
def test_nor_is_it_merged(path: Path, tmp_path: Path, what: str) -> None:
    file = SeminarFile.open(path)
    other = tmp_path / "other.seminar"
    opening.save_copy(file, other)
    changed(other, CHANGES[what])
    before = file_content(file)
    report = merging.merge(file, [other], now=NOW)
    assert len(report.refused) == 1
    assert file_content(file) == before
    file.close()


def file_content(file: SeminarFile) -> list[Any]:
    with file.database.driving() as raw:
        return list(raw.execute("SELECT id FROM journal UNION SELECT id FROM themes"))


def sealed_with(bundle: Path, statement: str) -> None:
    """A bundle that somebody else has made, whole by its seal."""
    content = bundle.with_suffix(".content")
    bundles.unseal(bundle, content)
    changed(content, (statement,))
    whole = content.read_bytes()
    bundle.write_bytes(whole + hashlib.sha256(whole).digest())


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM acts; END",
        f"CREATE VIEW more AS {FOR_EVER}",
        "UPDATE acts SET at = hex(zeroblob(9 << 20))",
    ],
)
def test_a_bundle_with_something_foreign_is_refused(
    path: Path, tmp_path: Path, statement: str
) -> None:
    file = SeminarFile.open(path)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="mine", position=1, name="Mine"))
    bundle = merging.write_bundle(file, tmp_path / "notes")
    assert not merging.preview(file, bundle).refused
    sealed_with(bundle, statement)
    (refusal,) = merging.preview(file, bundle).refused
    assert "not made by this program" in refusal.why
    file.close()


def test_what_would_take_the_whole_disk_is_not_even_copied(path: Path, tmp_path: Path) -> None:
    file = SeminarFile.open(path)
    for name in ("huge.seminar", "huge.seminar-notes"):
        huge = tmp_path / name
        huge.touch()
        os.truncate(huge, examining.MOST_BYTES + 1)
        (refusal,) = merging.preview(file, huge).refused
        assert "too large for a seminar" in refusal.why
    outbox = tmp_path / "outbox.json"
    outbox.write_text("{")
    os.truncate(outbox, 1 << 27)
    (refusal,) = merging.preview(file, outbox).refused
    assert "too large for a seminar" in refusal.why
    file.close()


@pytest.mark.parametrize("id", ["", "..", "../x", "/etc", "a" * 36, "*", "C:\\x", None, 7])
def test_only_what_looks_like_an_id_is_one(id: object) -> None:
    assert not schemas.is_id(id)


def test_backups_of_a_file_whose_identity_is_a_path_go_nowhere(path: Path) -> None:
    file = SeminarFile.open(path)
    changed(path, CHANGES["a path for an identity"])
    asked: tuple[Callable[[], object], ...] = (
        lambda: opening.back_up(file, NOW),
        lambda: backups.folders_of_seminar(file),
    )
    for each in asked:
        with pytest.raises(SeminarError, match="which seminar it is"):
            each()
    file.close()


def test_a_file_whose_epoch_is_a_path_has_nothing_written_there(path: Path, tmp_path: Path) -> None:
    mine = user_folder() / "device"
    mine.write_text("who I am")
    for epoch in ("../device", str(mine), str(tmp_path / "new")):
        statement = f"UPDATE meta SET value = '{epoch}' WHERE name = 'epoch'"  # noqa: S608
        changed(path, (statement,))
        with checking.checked(path):
            pass
        opened = opening.open_seminar(path, NOW)
        with opened.file.write(Verb.SET_UP, NOW) as writer:
            writer.put(Theme(id=epoch, position=1, name="said"))
        opened.file.close()
    assert mine.read_text() == "who I am"
    assert not (tmp_path / "new").exists()


def test_what_upgrades_write_differently_is_the_same_and_what_means_something_else_is_not() -> None:
    parts = schemas._parts
    ours = 'CREATE TABLE t (\n\t"key" TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY ("key")\n)'
    grown = "CREATE TABLE t (n INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL, PRIMARY KEY (key))"
    assert parts(ours) == parts(grown)
    for other in (
        grown.replace("n INTEGER", "n TEXT"),
        grown.replace(" NOT NULL,", ","),
        grown.replace("(key))", "(key)) WITHOUT ROWID"),
        grown.replace("PRIMARY KEY", "UNIQUE"),
    ):
        assert parts(other) != parts(ours)


@pytest.mark.parametrize("what", ["a trigger", "a virtual table", "a reckoned column"])
def test_nor_is_a_file_of_version_1_with_something_foreign_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """What an upgrade does to a table would set a trigger off."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    path = tmp_path / "old.seminar"
    shutil.copy(Path(__file__).parent / "version_1" / "host.seminar", path)
    changed(path, CHANGES[what])
    before = path.read_bytes()
    with pytest.raises(SeminarError, match="not made by this program, or was changed since"):
        opening.open_seminar(path, NOW)
    assert path.read_bytes() == before


def test_a_file_that_is_too_large_is_not_opened(path: Path) -> None:
    os.truncate(path, examining.MOST_BYTES + 1)
    with pytest.raises(SeminarError, match="too large for a seminar"):
        opening.open_seminar(path, NOW)


def test_what_a_schema_calls_is_not_trusted_however_a_file_is_opened(path: Path) -> None:
    """A view or an index that came past the door could still call nothing that does harm."""
    for is_read_only in (False, True):
        with contextlib.closing(connect(path, NONE, is_read_only=is_read_only)) as raw:
            assert raw.execute("PRAGMA trusted_schema").fetchone() == (0,)
            with pytest.raises(SQLError):
                raw.execute("SELECT load_extension('no-such-thing')").fetchone()
