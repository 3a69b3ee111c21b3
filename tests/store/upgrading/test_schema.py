"""A file that was upgraded has the tables of a new one, down to their defaults."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facilitator.domain.seminar.agenda import Progress, progress_in
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import FIRST_ZONE, SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Stage, stage_in
from facilitator.services.files import opening
from facilitator.store.files.file import SeminarFile
from tests.store.upgrading.version_1_histories import KEPT, begun, write_file

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)


def schema(path: Path) -> dict[str, Any]:
    """By table: columns, what points where, indices, and how rows are numbered; in no order."""
    with closing(sqlite3.connect(path)) as raw:
        found = {}
        for name, sql in raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            indices = [
                (row[2], row[3], tuple(raw.execute(f"PRAGMA index_info({row[1]!r})").fetchall()))
                for row in raw.execute(f"PRAGMA index_list({name!r})")
            ]
            named = {r[1] for r in raw.execute(f"PRAGMA index_list({name!r})") if r[3] == "c"}
            found[name] = (
                {row[1:6] for row in raw.execute(f"PRAGMA table_xinfo({name!r})")},
                {row[2:5] for row in raw.execute(f"PRAGMA foreign_key_list({name!r})")},
                {(unique, origin, len(columns)) for unique, origin, columns in indices},
                named,
                "AUTOINCREMENT" in sql.upper(),
                "WITHOUT ROWID" in sql.upper(),
            )
        return found


def test_an_upgraded_file_has_the_schema_of_a_new_one(tmp_path: Path) -> None:
    SeminarFile.create(tmp_path / "new.seminar").close()
    old = write_file(tmp_path / "old.seminar", begun())
    opening.open_seminar(old, NOW).file.close()
    made, upgraded = schema(tmp_path / "new.seminar"), schema(old)
    assert made.keys() == upgraded.keys()
    for table, parts in made.items():
        assert upgraded[table] == parts, table


def test_numbers_go_on_where_they_were(tmp_path: Path) -> None:
    """A revision that a laptop knows by its number is never another one."""
    old = write_file(tmp_path / "old.seminar", begun())
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("UPDATE sqlite_sequence SET seq = 900 WHERE name = 'journal'")
        raw.commit()
    opening.open_seminar(old, NOW).file.close()
    with closing(sqlite3.connect(old)) as raw:
        kept = dict(raw.execute("SELECT name, seq FROM sqlite_sequence"))
    assert kept["journal"] >= 900
    assert "new_journal" not in kept


def test_what_there_was_one_of_is_the_main_rooms(tmp_path: Path) -> None:
    """Stage and progress of version 1 keep their ids; another room has records of its own."""
    assert stage_in(MAIN) == Stage()
    assert progress_in(MAIN) == Progress()
    assert stage_in("b").id != Stage().id
    assert progress_in("b").room == "b"
    path = tmp_path / KEPT.name
    path.write_bytes(KEPT.read_bytes())
    file = opening.open_seminar(path, NOW).file
    with file.read() as reader:
        assert {stage.room for stage in reader.every(Stage)} == {MAIN}
        assert {progress.room for progress in reader.every(Progress)} == {MAIN}
        assert reader.get(Seminar, SEMINAR_ID).time_zone == FIRST_ZONE
    file.close()
