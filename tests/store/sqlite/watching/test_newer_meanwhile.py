"""A newer program brings a file to its own version while this one has it open: from then on this
one writes nothing into it, in whatever way, and reads nothing that it would not understand.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import LostError, SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.files.keeping import Keeper
from facilitator.store.files import file as files
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.facts import NOTE_CODE
from facilitator.store.upgrading import versions
from tests.store.files.test_logs import soon

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
NEWER = versions.version() + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "day.seminar"
    SeminarFile.create(path).close()
    return path


@pytest.fixture
def file(path: Path) -> Iterator[SeminarFile]:
    opened = SeminarFile.open(path)
    add_theme(opened)
    yield opened
    opened.close()


def add_theme(file: SeminarFile) -> None:
    with file.write(Verb.ADD, NOW) as writer:
        writer.put(Theme(id=new_id(), position=1.0, name="Trust"))


def note_a_fact(file: SeminarFile) -> None:
    with file.write(Verb.PAIR, NOW) as writer:
        writer.note_fact(NOTE_CODE, "ABCDEFGH")


def take_beside(file: SeminarFile) -> None:
    with file.write_beside_nothing(NOW) as writer:
        writer.put(Theme(id=new_id(), position=1.0, name="Trust"))


def merge(file: SeminarFile) -> None:
    other = file.path.with_name("other.seminar")
    SeminarFile.create(other).close()
    with file.write_beside(other, NOW, keep=True) as writer:
        writer.put(Theme(id=new_id(), position=1.0, name="Trust"))


def read(file: SeminarFile) -> None:
    with file.read() as reader:
        reader.every(Theme)


def cast(file: SeminarFile) -> None:
    file.step(())


def empty_log(file: SeminarFile) -> None:
    file.checkpoint()


def come_to_rest(file: SeminarFile) -> None:
    if not file.database.settle():
        raise LostError(say("by a newer Facilitator while it was open here"))


REFUSED = (add_theme, note_a_fact, take_beside, merge, read, cast, empty_log, come_to_rest)


def bring_up(path: Path, *, moves: bool = True) -> None:
    """As a newer program may, which knows other tables; with `moves` it keeps words elsewhere than
    this one does, which finds them no more.
    """
    with contextlib.closing(sqlcipher.connect(path, isolation_level=None, timeout=10)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE novelties (id TEXT PRIMARY KEY, words TEXT)")
        raw.execute("INSERT INTO novelties SELECT id, name FROM themes")
        if moves:
            raw.execute("ALTER TABLE themes RENAME COLUMN name TO called")
        raw.execute(f"PRAGMA user_version = {NEWER}")
        raw.execute("COMMIT")


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlcipher.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == NEWER
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        names = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - of its own schema


@pytest.mark.parametrize("way", REFUSED)
@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize("rests", [False, True])
def test_nothing_is_written_into_it_in_any_way(
    file: SeminarFile, way: Callable[[SeminarFile], None], moves: bool, rests: bool
) -> None:
    if rests:
        assert file.database.settle()
    bring_up(file.path, moves=moves)
    before = everything(file.path)
    with pytest.raises(LostError, match="by a newer Facilitator while it was open here"):
        way(file)
    assert file.database.is_newer
    assert not file.database.is_overwritten
    file.close()
    assert everything(file.path) == before, "nor that it is at rest"


def test_what_was_brought_up_while_somebody_began_to_read_is_told_as_that(
    file: SeminarFile,
) -> None:
    def brought_up_then_read() -> None:
        with file.read() as reader:
            bring_up(file.path)
            reader.every(Theme)

    with pytest.raises(LostError, match="by a newer Facilitator"):
        brought_up_then_read()


def test_nor_by_closing_it(file: SeminarFile) -> None:
    bring_up(file.path)
    before = everything(file.path)
    file.close()
    assert everything(file.path) == before


@pytest.mark.parametrize("way", [add_theme, note_a_fact, take_beside, merge])
def test_nor_where_it_is_brought_up_just_before_a_transaction_begins(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch, way: Callable[[SeminarFile], None]
) -> None:
    about, database = file.database.about_to_write, file.database

    def brought_up_then(raw: object) -> None:
        about(raw)
        if not database.is_newer:
            bring_up(file.path)

    monkeypatch.setattr(database, "about_to_write", brought_up_then)
    with pytest.raises(LostError, match="by a newer Facilitator"):
        way(file)
    stands = everything(file.path)
    assert [row[0] for row in stands["themes"]] == [row[0] for row in stands["novelties"]]


def test_whoever_keeps_the_file_notices_though_nobody_writes(file: SeminarFile) -> None:
    keeper = Keeper(file, lambda: NOW)
    keeper.start()
    try:
        assert soon(lambda: keeper.since is not None)
        bring_up(file.path)
        assert soon(lambda: keeper.is_lost)
        assert keeper.is_newer
        before = everything(file.path)
    finally:
        keeper.stop()
    file.close()
    assert everything(file.path) == before


def test_a_file_that_an_older_program_has_open_is_not_brought_up_under_it(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_a_table(connection: object) -> None:
        raise AssertionError("it is not begun")

    monkeypatch.setattr(versions, "UPGRADES", (*versions.UPGRADES, (add_a_table, add_a_table)))
    with pytest.raises(SeminarError, match="of an older Facilitator"):
        SeminarFile.open(file.path)
    read(file)
    file.close()
    with pytest.raises(AssertionError, match="it is not begun"):
        files.SeminarFile.open(file.path)
