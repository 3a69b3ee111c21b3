"""Files that are renamed, moved, linked, put aside and put back while processes have them open:
they stay sound, hold every acknowledged word, and whoever cannot go on is told so in a sentence.
"""

import os
import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from facilitator.services.files import opening
from facilitator.services.seminar import preparing
from facilitator.store.files import searching
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.log_marks import log_of
from tests.auditing import faults
from tests.store.files.elsewhere import NOW, Elsewhere, Open, write
from tests.store.files.test_logs import soon, themes


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("FACILITATOR_HOME", str(home))
        yield home


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(home))


@pytest.fixture(scope="module")
def others(home: Path) -> Iterator[list[Elsewhere]]:
    assert home.is_dir()
    made = [Elsewhere() for _ in range(2)]
    yield made
    for each in made:
        each.end()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    preparing.new_seminar(tmp_path / "day.seminar", now=NOW).close()
    return tmp_path / "day.seminar"


def held(path: Path) -> set[str] | None:
    """What a file holds, opened as anybody opens it, and that it is sound; None where it says that
    it lacks what was in its log.
    """
    opened = Open(path, "")
    found, wrong = themes(opened.file), faults(opened.file)
    opened.close()
    assert not wrong
    return None if opened.is_half else found


def test_a_file_renamed_written_elsewhere_and_renamed_back_is_sound_and_holds_all(
    path: Path, others: list[Elsewhere]
) -> None:
    there, away = others[0], path.with_name("renamed.seminar")
    assert there.tell(f"open {path}") == "done"
    assert there.tell("write before") == "done"
    path.rename(away)
    here = Open(away, "")  # waits for the other to let go
    assert "no longer where it was opened" in there.tell("write into nothing")
    for number in range(30):
        write(here.file, f"renamed {number}")
    here.close()
    away.rename(path)
    assert soon(lambda: there.tell("write after") == "done")
    expected = {"before", "after", *(f"renamed {number}" for number in range(30))}
    assert (held(path) or set()) >= expected
    there.tell("close")
    assert (held(path) or set()) >= expected
    assert not log_of(away).exists()


def test_a_file_has_one_name_at_a_time(path: Path, others: list[Elsewhere]) -> None:
    second = path.with_name("second name.seminar")
    os.link(path, second)
    assert others[0].tell(f"open {path}") == "done"
    assert "by another name" in others[1].tell(f"open {second}")
    link = path.with_name("link.seminar")
    link.symlink_to(path)
    assert others[1].tell(f"open {link}") == "done"
    for each, word in zip(others, ("here", "there"), strict=True):
        assert each.tell(f"write {word}") == "done"
        assert each.tell("close") == "done"
    assert (held(second) or set()) >= {"here", "there"}


def wrote(there: Elsewhere, word: str) -> bool:
    return there.tell(f"write {word}") == "done"


def test_a_log_taken_away_while_a_file_is_open_takes_no_word_with_it(
    path: Path, others: list[Elsewhere]
) -> None:
    for each in others:
        assert each.tell(f"open {path}") == "done"
        assert each.tell(f"write {id(each)}") == "done"
    log_of(path).unlink()
    for each in others:
        assert soon(partial(wrote, each, f"after {id(each)}"))
    for each in others:
        assert each.tell("close") == "done"
    assert (held(path) or set()) >= {
        f"{word}{id(each)}" for each in others for word in ("", "after ")
    }


@pytest.mark.skipif(sys.platform != "linux", reason="no list of locks elsewhere")
def test_looking_at_a_file_leaves_who_writes_it_here_their_locks(tmp_path: Path) -> None:
    """Closing any descriptor of a file takes away a process's locks on it."""
    path = tmp_path / "locked.seminar"
    preparing.new_seminar(path, now=NOW, passphrase="words").close()
    file = SeminarFile.open(path, passphrase="words")
    with file.read():
        before = locks_on(path)
        assert before
        with SeminarFile.open(path, passphrase="words").read():
            assert opening.is_protected(path)
        assert not searching.holds(path, ["nothing of the kind"])
        assert len(locks_on(path)) == len(before)
    file.close()


def locks_on(path: Path) -> list[str]:
    """The POSIX locks that processes have on a file."""
    listed = Path("/proc/locks").read_text("utf-8").splitlines()
    return [each for each in listed if f":{path.stat().st_ino} " in each and "POSIX" in each]


class Day:
    """What somebody does with files in a file manager, with programs open, and what was said."""

    def __init__(self, folder: Path, others: list[Elsewhere], seed: int) -> None:
        self.draw = random.Random(seed)
        self.folder, self.others = folder, others
        self.names = ("a.seminar", "b.seminar", "c.seminar")
        for name in ("", "else"):
            (folder / name).mkdir(exist_ok=True)
        self.open: dict[int, int] = {}
        self.acknowledged: dict[int, set[str]] = {}
        self.said: list[str] = []

    def files(self) -> list[Path]:
        """In the order of their names: no two disks list them alike."""
        return sorted(each for each in self.folder.rglob("*.seminar") if each.is_file())

    def free(self) -> Path:
        place = self.folder / self.draw.choice(("", "else")) / self.draw.choice(self.names)
        return (
            place if not os.path.lexists(place) else self.folder / f"{self.draw.random()}.seminar"
        )

    def step(self, number: int) -> None:
        who = self.draw.randrange(len(self.others))
        path = self.draw.choice(self.files())
        acts = (
            *(6 * [self.open_one] + 12 * [self.write] + 3 * [self.close] + [self.kill]),
            *(4 * [self.rename] + [self.link, self.point, self.copy] + 2 * [self.swap]),
        )
        self.draw.choice(acts)(who, path, number)

    def open_one(self, who: int, path: Path, number: int) -> None:
        if who not in self.open and (how := self.tell(who, f"open {path}")) in ("done", "half"):
            self.open[who] = path.stat().st_ino
            if how == "half":
                self.acknowledged.pop(self.open[who], None)

    def write(self, who: int, path: Path, number: int) -> None:
        if who in self.open and self.tell(who, f"write said {number}") == "done":
            self.acknowledged.setdefault(self.open[who], set()).add(f"said {number}")

    def close(self, who: int, path: Path, number: int) -> None:
        if self.open.pop(who, None):
            self.tell(who, "close")

    def kill(self, who: int, path: Path, number: int) -> None:
        self.open.pop(who, None)
        self.others[who].kill()

    def rename(self, who: int, path: Path, number: int) -> None:
        path.rename(self.free())

    def link(self, who: int, path: Path, number: int) -> None:
        os.link(path, self.free())

    def point(self, who: int, path: Path, number: int) -> None:
        self.free().symlink_to(path.resolve())

    def swap(self, who: int, path: Path, number: int) -> None:
        other, aside = self.draw.choice(self.files()), self.folder / "aside"
        if not path.is_symlink() and not other.is_symlink() and path != other:
            path.rename(aside)
            other.rename(path)
            aside.rename(other)

    def copy(self, who: int, path: Path, number: int) -> None:
        if who in self.open:
            self.tell(who, f"copy {self.free()}")

    def tell(self, who: int, what: str) -> str:
        said = self.others[who].tell(what)
        self.said.append(said)
        assert said, f"{what}: a trace"
        return said


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_done_with_files_they_are_sound_and_hold_what_was_acknowledged(
    tmp_path: Path, others: list[Elsewhere], seed: int
) -> None:
    day = Day(tmp_path, others, seed)
    for name in ("a", "b"):
        preparing.new_seminar(tmp_path / f"{name}.seminar", now=NOW).close()
    for number in range(40):
        day.step(number)
    for who in range(len(others)):
        day.close(who, tmp_path, 0)
    for path in day.files():
        if path.exists():
            found = held(path)
            expected = day.acknowledged.get(path.stat().st_ino, set())
            if found is None:  # it is told of once, by whichever of its names it is opened first
                day.acknowledged.pop(path.stat().st_ino, None)
            else:
                assert found >= expected, path
