"""Files that something else is copied over in place, while processes have them open: what was
copied stays as it is to the byte, and nobody goes on as if nothing had happened.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import pytest

from facilitator.domain.errors import LostError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.files.keeping import Keeper
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.connecting import ALONE, connect
from facilitator.store.sqlite.holding import reading
from facilitator.store.sqlite.log_marks import bring_in, index_of, log_of
from facilitator.store.sqlite.troubles import TROUBLE
from facilitator.store.sqlite.watching import pages
from facilitator.store.sqlite.watching.pages import PAGE
from facilitator.whole_file import ASIDE
from tests.auditing import faults
from tests.store.files.elsewhere import NOW, Elsewhere, write
from tests.store.files.test_logs import soon

SAYS = "copied over"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(home))


@pytest.fixture(scope="module")
def other(home: Path) -> Iterator[Elsewhere]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(home))
        made = Elsewhere()
    yield made
    made.end()


@pytest.fixture(scope="module")
def contents(home: Path, other: Elsewhere) -> dict[str, Path]:
    """What may be copied over a file, made while nobody has it open: the file itself among them,
    as it is before anything is written.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(home))
        names = ("an earlier state", "a copy", "another", "no seminar", "nothing")
        found = {name: home / name for name in names}
        file = preparing.new_seminar(found["an earlier state"], now=NOW)
        write(file, "at first")
        opening.save_copy(file, found["a copy"])
        file.close()
        SeminarFile.create(found["another"]).close()
    found["no seminar"].write_text("a shopping list " * 4000)
    found["nothing"].touch()
    return found


@pytest.fixture
def path(tmp_path: Path, contents: dict[str, Path]) -> Path:
    return shutil.copyfile(contents["an earlier state"], tmp_path / "day.seminar")


def copied_over(path: Path, content: Path) -> bytes:
    """What `cp` does: the file is emptied and written anew."""
    shutil.copyfile(content, path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("what", "is_settled"),
    [
        ("an earlier state", True),
        ("an earlier state", False),
        ("a copy", False),
        ("another", True),
        ("no seminar", False),
        ("nothing", False),
    ],
)
def test_what_is_copied_over_an_open_file_stays_as_it_is_and_whoever_has_it_open_is_told(
    path: Path, contents: dict[str, Path], other: Elsewhere, what: str, is_settled: bool
) -> None:
    file = SeminarFile.open(path)
    assert other.tell(f"open {path}") == "done"
    for number in range(5):
        write(file, f"here {number}")
        assert other.tell(f"write there {number}") == "done"
    if is_settled:
        assert soon(file.database.settle)
    whole = copied_over(path, contents[what])
    with pytest.raises(LostError, match=SAYS):
        write(file, "into nothing")
    with pytest.raises(LostError, match=SAYS), file.read():
        pass
    assert SAYS in other.tell("write into nothing")
    file.close()
    assert other.tell("close") == "done"
    assert path.read_bytes() == whole
    assert not log_of(path).exists()
    assert not index_of(path).exists()


def test_nothing_is_left_beside_a_file_that_was_emptied_and_then_read_by_somebody_else(
    path: Path, contents: dict[str, Path], other: Elsewhere
) -> None:
    """SQLite takes the log of an empty file away where it reads it, and leaves the log's index."""
    file = SeminarFile.open(path)
    assert other.tell(f"open {path}") == "done"
    write(file, "here")
    copied_over(path, contents["nothing"])
    with contextlib.closing(sqlite3.connect(path)) as raw:
        assert not raw.execute("SELECT * FROM sqlite_master").fetchall()
    assert not log_of(path).exists()
    with pytest.raises(LostError, match=SAYS):
        write(file, "into nothing")
    file.close()
    assert SAYS in other.tell("write into nothing")
    assert other.tell("close") == "done"
    assert not path.read_bytes()
    assert not index_of(path).exists()


def test_who_looks_after_a_file_notices_that_another_was_copied_over_it_and_lets_go(
    path: Path, contents: dict[str, Path]
) -> None:
    file = SeminarFile.open(path)
    keeper = Keeper(file)
    write(file, "in the log")
    whole = copied_over(path, contents["another"])
    keeper.start()
    assert soon(lambda: keeper.is_lost)
    assert soon(lambda: not log_of(path).exists())
    keeper.stop()
    file.close()
    assert path.read_bytes() == whole


def test_that_a_file_was_touched_or_written_by_another_process_for_long_is_no_news(
    path: Path, other: Elsewhere
) -> None:
    file = SeminarFile.open(path)
    assert other.tell(f"open {path}") == "done"
    for number in range(30):
        assert other.tell(f"write there {number}") == "done"
        path.touch()
    write(file, "here")
    for _ in range(10):
        assert soon(file.database.settle)
        write(file, "again")
    assert other.tell("write and there") == "done"
    assert not file.database.is_lost
    file.close()
    assert other.tell("close") == "done"
    with SeminarFile.open(path).read() as reader:
        assert {"here", "again", "and there"} <= {each.id for each in reader.every(Theme)}


@pytest.mark.parametrize("comes_back", [False, True])
def test_who_was_held_up_for_long_knows_the_file_again_and_what_was_copied_over_it(
    path: Path, tmp_path: Path, comes_back: bool
) -> None:
    """What comes back is a copy of before, as far along as files come in a day of steady work."""
    file, held_up, copy = SeminarFile.open(path), SeminarFile.open(path), tmp_path / "copy"
    come_to_rest(file, 25)
    shutil.copyfile(path, copy)
    come_to_rest(file, 3)
    write(held_up, "before")
    settled(held_up)
    if comes_back:
        copied_over(path, copy)
    else:
        come_to_rest(file, 45)
    assert held_up.database.is_overwritten is comes_back
    held_up.close()
    file.close()


def test_a_copy_that_was_worked_in_for_longer_is_not_taken_for_the_file(
    path: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copyfile(path, tmp_path / "copy.seminar"))
    elsewhere = SeminarFile.open(copy)
    come_to_rest(elsewhere, 60)
    elsewhere.close()
    file = SeminarFile.open(path)
    come_to_rest(file, 2)
    copied_over(path, copy)
    assert file.database.is_overwritten
    file.close()


def come_to_rest(file: SeminarFile, times: int) -> None:
    for number in range(times):
        write(file, f"{id(file)} {number}")
        settled(file)


def test_that_a_part_of_the_log_alone_is_brought_in_while_somebody_reads_is_no_news(
    tmp_path: Path,
) -> None:
    """Then the pages of the file do not go together: by itself it looks damaged."""
    file = preparing.new_seminar(tmp_path / "read.seminar", now=NOW)
    reading, random, torn = SeminarFile.open(file.path), Random(1), 0
    for number in range(8):
        for again in range(random.randint(1, 6)):
            write(file, f"before {number} {again}")
        with reading.read() as reader:
            assert reader.every(Theme)
            for again in range(random.randint(1, 3)):
                for part in range(random.randint(1, 5)):
                    write(file, f"{number} {again} {part}")
                file.database.settle()
            assert not file.database.is_overwritten
            assert not reading.database.is_overwritten
            torn += not _reads_alone(file)
    assert torn, "otherwise nothing was tried here"
    reading.close()
    file.close()


def _reads_alone(file: SeminarFile) -> bool:
    raw = connect(file.path, file.database.passphrase, how=ALONE)
    try:
        return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except TROUBLE:
        return False
    finally:
        raw.close()


def written_into(path: Path, page: int) -> bytes:
    """What `dd conv=notrunc` does: a page of an open file is another one."""
    content = Random(page).randbytes(PAGE)
    handle = os.open(path, os.O_WRONLY)
    os.pwrite(handle, content, page * PAGE)
    _spare.append(handle)  # closed here it would take the locks of this process with it
    return content


_spare: list[int] = []


def settled(file: SeminarFile) -> None:
    assert soon(file.database.settle)


def emptied(file: SeminarFile) -> None:
    with file.database.driving() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def brought_in(file: SeminarFile) -> None:
    """Others may be at it: of a busy computer it is asked again."""
    with file.database.driving() as raw:
        assert soon(lambda: bring_in(raw))


def written_again(file: SeminarFile) -> None:
    settled(file)
    write(file, "the next")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (settled, None),
        (emptied, None),
        (written_again, None),
        (brought_in, None),
        (brought_in, settled),
    ],
)
def test_a_part_that_is_written_over_past_the_program_is_noticed(
    path: Path, before: Callable[[SeminarFile], None], after: Callable[[SeminarFile], None] | None
) -> None:
    file = SeminarFile.open(path)
    ear, pages = file.database.ear(), file.database.pages
    for number in range(8):
        write(file, f"here {number}")
    before(file)
    assert not pages.are_foreign(ear.listened)
    if after is not None:
        assert not pages.are_foreign(ear.listened, anew=True)
    written_into(path, page=3)
    if after is not None:
        after(file)
    assert pages.are_foreign(ear.listened)
    ear.close()
    pages.give_up()
    file.close()


def test_what_several_processes_bring_into_a_file_is_not_taken_for_that(
    path: Path, other: Elsewhere
) -> None:
    file, random, looks = SeminarFile.open(path), Random(3), 0
    ear, pages = file.database.ear(), file.database.pages
    assert other.tell(f"open {path}") == "done"
    steps: dict[str, Callable[[], object]] = {
        "here": lambda: write(file, f"here {random.random()}"),
        "there": lambda: other.tell(f"write there {random.random()}"),
        "settle": file.database.settle,
        "empty": lambda: emptied(file),
        "let go": file.checkpoint,
    }
    for _ in range(60):
        steps[random.choice([*steps, "here", "there"])]()
        if random.random() < 0.4:
            looks += 1
            assert not pages.are_foreign(ear.listened, anew=random.random() < 0.2)
    assert looks
    ear.close()
    file.close()
    assert other.tell("close") == "done"


class Meanwhile:
    """Another process that writes at drawn moments; `times` says how often it did."""

    def __init__(self, file: SeminarFile, other: Elsewhere, random: Random) -> None:
        self._file, self._other, self._random = file, other, random
        self.times = 0

    def write(self) -> None:
        """Write, now and then; what is written is then mostly brought in, or the log emptied, as
        closing a vote does.
        """
        if self._random.random() >= 0.1:
            return
        self.times += 1
        assert self._other.tell(f"write there {self.times}") == "done"
        if self._random.random() < 0.8:
            brought_in(self._file)
        else:
            assert self._other.tell("empty") == "done"

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """A step before which that may happen."""

        def done(*given: Any) -> Any:
            self.write()
            return step(*given)

        return done

    @contextlib.contextmanager
    def torn(self, path: Path) -> Iterator[BinaryIO]:
        """The log, of which what is just being written is there up to some byte."""
        with reading(path) as stream:
            if path != log_of(self._file.path) or self._random.random() < 0.8:
                yield stream
                return
            had = stream.read()
            assert self._other.tell(f"write many {self._random.random()}") == "done"
            stream.seek(0)
            has = stream.read()
            places = range(len(has), 0, -1)
            differing = (at for at in places if has[at - 1 : at] != had[at - 1 : at])
            cut = max(0, next(differing, 0) - self._random.randrange(2 * PAGE))
            yield BytesIO(has[:cut] + had[cut:])


@pytest.mark.parametrize("seed", [100, 113, 129, 151])
def test_what_is_written_in_the_middle_of_a_look_is_not_taken_for_that(
    path: Path, other: Elsewhere, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    file, random = SeminarFile.open(path), Random(seed)
    ear, looked = file.database.ear(), file.database.pages
    meanwhile = Meanwhile(file, other, random)
    assert other.tell(f"open {path}") == "done"
    with monkeypatch.context() as patch:
        for step in ("_stamp", "_salts", "_sums_of", "_log"):
            patch.setattr(pages, step, meanwhile.before(getattr(pages, step)))
        patch.setattr(pages, "reading", meanwhile.torn)
        for _ in range(80):
            heard = meanwhile.before(ear.listened)
            assert not looked.are_foreign(heard, anew=random.random() < 0.5)
            meanwhile.write()
    assert meanwhile.times
    assert not looked.are_foreign(ear.listened)
    written_into(path, page=3)
    assert looked.are_foreign(ear.listened)
    ear.close()
    looked.give_up()
    file.close()
    other.kill()


def test_who_goes_on_after_that_has_what_was_written_up_to_the_last_moment(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.services.files.keeping.IDLE_SECONDS", 1_000)
    file = SeminarFile.open(path)
    write(file, "one")
    opening.back_up(file, NOW)
    keeper = Keeper(file)
    keeper.start()
    assert soon(lambda: keeper.since is not None)
    write(file, "the last word")
    part = written_into(path, page=3)
    assert soon(lambda: keeper.is_lost)
    with pytest.raises(LostError, match="or over a part of it"):
        write(file, "into nothing")
    keeper.stop()
    assert keeper.since is not None
    keeper.since.rescue(tmp_path / "what it was.seminar", NOW)
    file.close()
    assert part in path.read_bytes(), "it is left as it is"
    copy = SeminarFile.open(tmp_path / "what it was.seminar")
    with copy.read() as reader:
        assert {"one", "the last word"} <= {each.id for each in reader.every(Theme)}
    copy.close()


def test_whoever_writes_first_after_a_rest_looks_before_what_was_done_is_hidden(path: Path) -> None:
    """A log of more entries takes the place of a short one, of which nothing is known then."""
    file = SeminarFile.open(path)
    ear = file.database.ear()
    settled(file)
    assert not file.database.pages.are_foreign(ear.listened, anew=True)
    written_into(path, page=3)
    for number in range(5):
        with pytest.raises(LostError, match="or over a part of it"):
            write(file, f"into a file that is another's in part {number}")
    assert file.database.pages.are_foreign(ear.listened)
    with pytest.raises(LostError, match="or over a part of it"):
        file.checkpoint()
    file.database.pages.are_looked_at_no_more()
    ear.close()
    file.database.pages.give_up()
    file.close()


def test_a_log_that_is_emptied_hides_nothing(path: Path) -> None:
    file = SeminarFile.open(path)
    ear, pages = file.database.ear(), file.database.pages
    write(file, "here")
    assert not pages.are_foreign(ear.listened)
    assert file.checkpoint()
    written_into(path, page=3)
    assert pages.are_foreign(ear.listened)
    ear.close()
    pages.give_up()
    file.close()


@pytest.mark.parametrize("leaves_first", [False, True])
def test_who_gives_a_file_up_takes_nothing_from_whoever_goes_on_in_it(
    path: Path, other: Elsewhere, leaves_first: bool
) -> None:
    """They may have seen nothing of what was written over a part, or it was nothing. What they
    could not bring in, since it was read here, is kept.
    """
    file, said = SeminarFile.open(path), set[str]()
    assert other.tell(f"open {path}") == "done"

    def writes(times: int) -> None:
        for number in range(times):
            said.add(f"there {len(said)} {number}")
            assert other.tell(f"write there {len(said) - 1} {number}") == "done"

    write(file, "here")
    writes(5)
    with file.read() as reader:
        assert reader.every(Theme)
        writes(5)
        file.database.pages.give_up()
        writes(5)
        if leaves_first:
            assert other.tell("close") == "done"
    file.close()
    if leaves_first:
        assert log_of(path).with_name(f"{log_of(path).name}{ASIDE}").stat().st_size
        return
    writes(5)
    assert other.tell("close") == "done"
    found = SeminarFile.open(path)
    with found.read() as reader:
        assert {each.id for each in reader.every(Theme)} >= said | {"here"}
    assert not faults(found)
    found.close()
