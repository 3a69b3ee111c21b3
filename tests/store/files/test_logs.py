"""A file and its log belong together: what lies beside a file is its own, and half is not whole."""

import contextlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, keeping, opening
from facilitator.services.files.keeping import Keeper
from facilitator.services.merging import merging
from facilitator.services.seminar import preparing
from facilitator.store.files import copies, logs
from facilitator.store.files.file import SeminarFile, read_version
from facilitator.store.records.facts import FILE_ID
from facilitator.store.sqlite.connecting import ALONE, connect, is_damaged
from facilitator.store.sqlite.engine import Database
from facilitator.store.sqlite.log_marks import Fit, bring_in, log_of, mark_of, set_busy
from facilitator.store.sqlite.passphrases import NONE
from tests.auditing import faults
from tests.forked import Forked
from tests.full_disk import no_room

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def cut_off(path: Path, writes: int = 30) -> None:
    """Write to a file in a process that ends as a power cut ends it: with its log beside it."""
    Forked("write", str(path), str(writes), module="tests.store.files.cut_short").close()
    assert log_of(path).stat().st_size


def write(file: SeminarFile, name: str) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id=name, position=1, name=name))


def themes(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {theme.id for theme in reader.every(Theme)}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = preparing.new_seminar(tmp_path / "here" / "day.seminar", now=NOW)
    write(made, "at first")
    made.close()
    return made.path


@contextlib.contextmanager
def kept(path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.open(path)
    keeper = Keeper(file)
    keeper.start()
    yield file
    keeper.stop()
    file.close()


def soon(wanted: Callable[[], bool], seconds: float = 120) -> bool:
    return any(wanted() or threading.Event().wait(0.05) for _ in range(int(seconds * 20)))


def test_a_file_that_was_cut_off_comes_back_with_every_word_of_its_log(path: Path) -> None:
    cut_off(path)
    opened = opening.open_seminar(path, NOW)
    assert opened.said == ""
    assert len(themes(opened.file)) > 30
    assert not faults(opened.file)
    opened.file.close()


def test_a_check_of_a_file_that_was_cut_off_finds_it_sound_with_its_log(path: Path) -> None:
    cut_off(path)
    with checking.checked(path) as (report, file):
        assert report.faults == ()
        assert file is not None
        assert len(themes(file)) > 30


def test_a_check_leaves_the_log_of_another_file_out_of_a_file_and_names_it(path: Path) -> None:
    file = SeminarFile.open(path)
    backup = opening.back_up(file, NOW)
    file.close()
    cut_off(path)
    shutil.copyfile(backup, path)
    content = path.read_bytes()
    with checking.checked(path) as (report, _):
        assert "is of another file" in " ".join(map(str, report.faults))
    assert path.read_bytes() == content
    assert log_of(path).stat().st_size


@pytest.mark.parametrize("writes", [1, 30, 300])
def test_a_backup_copied_over_a_file_that_was_cut_off_is_not_damaged_by_the_old_log(
    path: Path, writes: int
) -> None:
    with_backup = SeminarFile.open(path)
    for number in range(50):
        write(with_backup, f"before {number}")
    backup = opening.back_up(with_backup, NOW)
    expected = themes(with_backup)
    for number in range(50):
        write(with_backup, f"after {number}")
    with_backup.close()
    cut_off(path, writes)
    shutil.copyfile(backup, path)
    opened = opening.open_seminar(path, NOW)
    assert "was set aside as day.seminar-wal.set-aside" in str(opened.said)
    assert themes(opened.file) == expected
    assert not faults(opened.file)
    opened.file.close()


def test_a_copy_saved_over_a_name_that_has_a_log_is_what_was_saved(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "there" / "other.seminar"
    file = SeminarFile.open(path)
    opening.save_copy(file, other)
    for number in range(50):
        write(file, f"more {number}")
    cut_off(other, 300)
    opening.save_copy(file, other)
    assert not log_of(other).exists()
    copy = SeminarFile.open(other)
    assert themes(copy) == themes(file)
    assert not faults(copy)
    copy.close()
    other.unlink()
    log_of(other).write_bytes(b"of a file that is gone")
    opening.save_copy(file, other)
    assert not log_of(other).exists()
    file.close()


def test_a_copy_is_not_saved_over_a_file_that_is_open_in_another_window(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.seminar"
    file = SeminarFile.open(path)
    opening.save_copy(file, other)
    window = SeminarFile.open(other)
    write(window, "typed there")
    with pytest.raises(SeminarError, match="open in another window"):
        opening.save_copy(file, other)
    with pytest.raises(SeminarError, match="open in another window"):
        copies.copy_unopened(path, other, NONE)
    write(window, "and more")
    assert themes(window) == {*themes(file), "typed there", "and more"}
    window.close()
    file.close()


def test_two_seconds_after_the_last_write_the_file_alone_holds_everything(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "by a file manager.seminar"
    with kept(path) as file, file.read() as held:  # a reader holds nobody up
        assert held.fact is not None
        for number in range(300):
            write(file, f"note {number}")

    with kept(path) as file:
        write(file, "the last word")
        assert logs.fit_of(path, NONE) is Fit.WHOLE
        assert soon(lambda: whole(path, alone))
        copy = SeminarFile.open(alone)
        assert themes(copy) == themes(file)
        copy.close()
        monkeypatch.setattr(keeping, "IDLE_SECONDS", 1_000)  # a busy computer may take two itself
        write(file, "after a rest")
        shutil.copyfile(path, alone)
        opened = opening.open_seminar(alone, NOW)
        assert "and may lack what was written" in str(opened.said)
        opened.file.close()


def whole(path: Path, alone: Path) -> bool:
    """Whether a copy, made now, is whole: its log may be on its way into the file meanwhile."""
    shutil.copyfile(path, alone)
    return logs.fit_of(alone, NONE) is Fit.WHOLE and is_sound(alone)


def is_sound(alone: Path) -> bool:
    with (
        contextlib.suppress(sqlcipher.DatabaseError),
        contextlib.closing(connect(alone, NONE, how=ALONE)) as raw,
    ):
        return not is_damaged(raw)
    return False


def test_a_look_that_fails_is_not_the_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks no more lets no moved file go, and nobody writes it again."""
    failing = [sqlcipher.OperationalError("unlike any that is known"), OSError("gone")]
    ear, look_after = Database.ear, Database.look_after

    def fails(done: Callable[..., Any]) -> Callable[..., Any]:
        def tried(*given: Any, **how: Any) -> Any:
            if failing:
                raise failing.pop()
            return done(*given, **how)

        return tried

    monkeypatch.setattr(Database, "look_after", fails(look_after))
    monkeypatch.setattr(Database, "ear", fails(ear))
    renamed = path.with_name("renamed.seminar")
    with kept(path) as file:
        assert soon(lambda: not failing)
        path.rename(renamed)
        SeminarFile.open(renamed).close()
        assert file.database.is_lost


def test_half_a_copy_is_not_merged(path: Path, tmp_path: Path) -> None:
    file = SeminarFile.open(path)
    write(file, "still in the log")
    half = tmp_path / "half.seminar"
    shutil.copyfile(path, half)
    assert "may lack what was written" in str(merging.preview(file, half).refused[0].why)
    file.close()


def test_half_a_copy_says_so_though_somebody_read_when_writing_began(
    path: Path, tmp_path: Path
) -> None:
    file = SeminarFile.open(path)
    themes(file)
    half = tmp_path / "half.seminar"
    with file.read() as held:
        assert held.conflicts() == ()
        write(file, "while somebody reads")
    write(file, "then")
    shutil.copyfile(path, half)
    assert "may lack what was written" in str(merging.preview(file, half).refused[0].why)
    file.close()


def test_a_file_that_was_closed_is_whole_and_says_so(path: Path) -> None:
    for _ in range(3):
        file = SeminarFile.open(path)
        write(file, "again")
        other = SeminarFile.open(path)
        themes(other)
        file.close()
        other.close()
        assert not log_of(path).exists()
        opened = opening.open_seminar(path, NOW)
        opened.file.close()
        assert opened.said == ""


def test_a_file_whose_log_was_emptied_is_let_go_of_and_is_whole_alone(path: Path) -> None:
    file = SeminarFile.open(path)
    write(file, "one")
    with file.read():  # somebody reads meanwhile: that connection is closed with the file
        file.checkpoint()
    assert file.checkpoint()
    assert not log_of(path).exists(), "nothing of this program has the file open"
    assert logs.fit_of(path, NONE) is Fit.WHOLE
    with file.read(), file.read():
        file.checkpoint()
    file.close()
    assert not log_of(path).exists()
    assert logs.fit_of(path, NONE) is Fit.WHOLE


@pytest.mark.parametrize("others", ["settle", "empty_log"])
def test_a_file_that_another_process_brings_to_rest_is_not_written_before_it_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: str
) -> None:
    file, other = SeminarFile.open(path), SeminarFile.open(path)
    write(file, "one")
    about_to_write, taken = file.database.about_to_write, iter([True])

    def and_then_it_rests(raw: object) -> None:
        about_to_write(raw)
        if next(taken, False):
            assert getattr(other.database, others)()

    monkeypatch.setattr(file.database, "about_to_write", and_then_it_rests)
    write(file, "two")
    alone = tmp_path / "copied.seminar"
    shutil.copyfile(path, alone)
    assert logs.fit_of(alone, NONE) is Fit.HALF
    assert not faults(file)
    file.close()
    other.close()


@pytest.mark.parametrize("at", range(6))
def test_killed_anywhere_between_two_marks_no_word_is_set_aside(
    path: Path, tmp_path: Path, at: int
) -> None:
    """The file and its log, copied after each statement that settling and beginning take."""
    file = SeminarFile.open(path)
    write(file, "before")
    taken: list[Path] = []

    def take(_statement: str) -> None:
        place = tmp_path / f"at {len(taken)}" / "day.seminar"
        place.parent.mkdir()
        shutil.copyfile(path, place)
        shutil.copyfile(log_of(path), log_of(place))
        taken.append(place)

    with file.database.driving() as raw:
        raw.set_trace_callback(take)
    file.database.settle()
    write(file, "after")
    with file.database.driving() as raw:
        raw.set_trace_callback(None)
    file.close()
    for place in taken[at::6]:
        opened = opening.open_seminar(place, NOW)
        assert "set aside" not in str(opened.said)
        assert "before" in themes(opened.file)
        opened.file.close()


def test_what_a_file_holds_loads_no_extension(path: Path) -> None:
    with contextlib.closing(connect(path, NONE)) as raw:
        with pytest.raises(sqlcipher.OperationalError, match="not authorized"):
            raw.execute("SELECT load_extension('anything')")
        assert raw.execute("PRAGMA trusted_schema").fetchone() == (0,)


@pytest.fixture
def beside_an_empty_log(path: Path, tmp_path: Path) -> Path:
    """What a file manager makes of a file in use: its log was emptied before that was copied."""
    file, half = SeminarFile.open(path), tmp_path / "half.seminar"
    write(file, "in the log alone")
    shutil.copyfile(path, half)
    log_of(half).touch()
    file.close()
    return half


def test_half_a_copy_beside_an_empty_log_says_so_on_every_computer(
    beside_an_empty_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = beside_an_empty_log
    for home in (tmp_path / "home", tmp_path / "another computer"):
        monkeypatch.setenv("FACILITATOR_HOME", str(home))
        assert logs.lacks_its_log(half, NONE)
        with checking.checked(half) as (report, _):
            assert "may lack what was written" in " ".join(map(str, report.faults))
            assert report.is_lack, "it is no damage"
    with copies.carried_in(half, NONE) as carried:
        assert logs.fit_of(carried, NONE) is Fit.HALF, "neither does who carries it"
    opened = opening.open_seminar(half, NOW)
    assert "may lack what was written" in str(opened.said)
    opened.file.close()


def test_half_a_copy_beside_an_empty_log_is_not_merged(
    path: Path, beside_an_empty_log: Path
) -> None:
    file = SeminarFile.open(path)
    (refused,) = merging.preview(file, beside_an_empty_log).refused
    assert "may lack what was written" in str(refused.why)
    file.close()


def test_a_file_in_use_whose_log_was_just_emptied_lacks_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.store.files.logs.folder_of_lives", lambda: None)
    file = SeminarFile.open(path)
    write(file, "one")
    with file.database.driving() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert not log_of(path).stat().st_size
        assert logs.fit_of(path, NONE) is Fit.WHOLE
    file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no bound of this kind.")
def test_a_file_let_go_of_on_a_full_disk_does_not_look_as_if_it_lacked_something(
    tmp_path: Path,
) -> None:
    path = tmp_path / "day.seminar"
    SeminarFile.create(path).close()
    file = SeminarFile.open(path)
    write(file, "kept")
    with file.database.driving() as raw:
        assert bring_in(raw)
    with no_room(os.getpid()):
        file.close()
    assert logs.fit_of(path, NONE) is Fit.WHOLE
    file = SeminarFile.open(path)
    assert "kept" in themes(file)
    file.close()


def _check(path: Path) -> None:
    with checking.checked(path) as (report, _):
        assert report.faults == ()


def _look(path: Path) -> None:
    SeminarFile.open(path, looks_only=True).close()


def _carry(path: Path) -> None:
    with copies.carried_in(path, NONE):
        pass


def _list_backups(path: Path) -> None:
    assert copies.fact_of(path, NONE, FILE_ID)


def _open(path: Path) -> None:
    opened = opening.open_seminar(path, NOW)
    assert not opened.said
    opened.file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no bound of this kind.")
def test_whoever_looks_at_a_file_let_go_of_on_a_full_disk_leaves_it_whole(tmp_path: Path) -> None:
    """Its log is empty, and that it lies there says that nothing is missing."""
    path = tmp_path / "day.seminar"
    SeminarFile.create(path).close()
    file = SeminarFile.open(path)
    with file.database.driving() as raw:
        set_busy(raw, lambda: None)
        assert bring_in(raw)
        assert mark_of(raw).is_busy
    with no_room(os.getpid()):
        file.close()
    assert not log_of(path).stat().st_size
    looks: list[Callable[[Path], object]] = [
        *(read_version, _check, _look, _list_backups, _carry, _open)
    ]
    for look in looks:
        look(path)
        assert logs.fit_of(path, NONE) is Fit.WHOLE, look
