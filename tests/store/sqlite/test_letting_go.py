"""A database that was let go holds nothing open, whoever was using it at that moment."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from facilitator.domain.errors import LostError
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.logs import fit_of
from facilitator.store.sqlite import standing
from facilitator.store.sqlite.log_marks import Fit, log_of


@pytest.fixture(autouse=True)
def without_collecting() -> Iterator[None]:
    """Collecting garbage would close what is left open, at a time that nobody knows."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    yield made
    made.close()


def held(file: SeminarFile) -> list[str]:
    """What this process has open of a file and of what lies beside it."""
    opened = psutil.Process().open_files()
    return [each.path for each in opened if Path(each.path).parent == file.path.parent]


def test_a_file_whose_log_was_emptied_is_not_open_by_that(file: SeminarFile) -> None:
    assert file.checkpoint()
    assert held(file) == []
    assert not log_of(file.path).exists()
    assert fit_of(file.path, file.passphrase) is Fit.WHOLE, "nothing of it is missing"


def test_what_is_read_while_the_log_is_emptied_is_closed_when_it_has_been_read(
    file: SeminarFile,
) -> None:
    with file.read() as reader:
        file.checkpoint()
        assert held(file)
        assert reader.conflicts() == ()
    assert held(file) == []


def test_what_is_read_or_listened_to_while_a_file_is_closed_is_closed_after_that(
    file: SeminarFile,
) -> None:
    tail = file.tail()
    with file.read() as reader:
        file.close()
        assert reader.conflicts() == ()
    assert held(file)
    tail.close()
    assert held(file) == []


def test_whoever_listens_has_no_connection_that_somebody_used(file: SeminarFile) -> None:
    """It would be open for good, with what its statements were told last: keys of voters, say."""
    for _ in range(3):
        with file.database.driving() as raw:
            raw.execute("CREATE TEMP TABLE IF NOT EXISTS used (n)")
        ear = file.database.ear()
        assert ear.settles(is_unused)
        ear.let_go()
        ear.has_news()
        assert ear.hears
        assert ear.settles(is_unused), "it has come back to the file"
        ear.close()


def test_whoever_listens_leaves_the_last_connection_to_who_reads(file: SeminarFile) -> None:
    """Of a file that is gone nothing more can be opened, and a copy of it is made by reading."""
    with file.read():
        pass
    file.path.unlink()
    ear = file.database.ear()
    assert not ear.hears
    with file.read() as reader:
        assert not ear.has_news()
        assert reader.conflicts() == ()
    ear.close()


def is_unused(raw: Any) -> bool:
    return not raw.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'used'").fetchone()


def test_connections_are_kept_for_the_next_who_needs_one(file: SeminarFile) -> None:
    with file.read():
        pass
    assert held(file)


def test_who_listens_again_while_a_file_that_moved_is_let_go_of_does_not_keep_it_so(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, path = file.database, file.path
    leading, listening = database.ear(leads=True), file.tail()
    let_go = database._let_go

    def after_news() -> None:
        listening.poll()
        let_go()

    monkeypatch.setattr(database, "_let_go", after_news)
    away = path.with_name("renamed.seminar")
    path.rename(away)
    database.look_after(leading)
    away.rename(path)
    database.look_after(leading)
    with file.read() as reader:
        assert reader.conflicts() == ()
    listening.close()
    leading.close()


def test_a_file_that_is_back_while_it_is_read_is_let_go_of_all_the_same(file: SeminarFile) -> None:
    database, path = file.database, file.path
    leading = database.ear(leads=True)
    away = path.with_name("renamed.seminar")
    with file.read():
        path.rename(away)
        database.look_after(leading)
        away.rename(path)
        assert not database.is_open, "nobody is told that all goes on before it does"
        with pytest.raises(LostError), file.read():
            raise AssertionError("nothing is read of a file that is let go of")
    database.look_after(leading)
    with file.read() as reader:
        assert reader.conflicts() == ()
    leading.close()


def test_a_file_that_stays_open_by_one_name_is_not_opened_by_another(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By two names it has two logs, and each writes over what the other wrote."""
    monkeypatch.setattr(standing, "PATIENT", 0.0)
    other = file.path.with_name("other.seminar")
    other.hardlink_to(file.path)
    with file.read(), pytest.raises(LostError, match="by another name"):
        SeminarFile.open(other)
    other.unlink()
