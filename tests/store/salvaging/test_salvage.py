"""Of a damaged file everything is salvaged that stands in a page which is whole.

Which rows those are is told by the standard library's own SQLite (its table `dbstat`), which says
of each page what it belongs to.
"""

import contextlib
import random
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, salvaging
from facilitator.services.notes import noting
from facilitator.services.records import erasing
from facilitator.store.files import logs
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import EPOCH, FILE_ID
from facilitator.store.salvaging import loose_pages
from facilitator.store.salvaging.loose_pages import PAGE
from facilitator.store.salvaging.salvage import Salvaged, salvage
from facilitator.store.sqlite.log_marks import log_of
from facilitator.store.sqlite.passphrases import NONE, Passphrase
from tests.store.auditing.day import written
from tests.store.files.test_logs import cut_off

LATER = datetime(2011, 10, 19, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file at rest in which something stands in every table, with words longer than a page."""
    path = written(tmp_path_factory.mktemp("day") / "day.seminar")
    file = SeminarFile.open(path)
    for number in range(12):
        noting.add_note(file, "b", f"{number} " + "word " * 1500, now=LATER)
    file.close()
    return path


def versions_in_whole_pages(path: Path, damaged: set[int]) -> int:
    """How many rows of the journal stand in whole pages, with all that they run over to."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        pages = raw.execute(
            "SELECT path, pageno, pagetype, ncell FROM dbstat WHERE name = 'journal'"
        ).fetchall()
    leaves = {
        path: cells for path, page, kind, cells in pages if kind == "leaf" and page not in damaged
    }
    cut = {
        path.split("+")[0]
        for path, page, kind, _ in pages
        if kind == "overflow" and page in damaged
    }
    return int(sum(leaves.values())) - sum(
        1 for each in cut if each.rsplit("/", 1)[0] + "/" in leaves
    )


def damage(path: Path, pages: set[int], chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        noise = chance.randbytes(PAGE) if chance.random() < 0.5 else bytes(PAGE)
        content[(page - 1) * PAGE : page * PAGE] = noise
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(8))
def test_every_version_in_a_whole_page_is_read_whatever_became_of_the_others(
    day: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    path, new = tmp_path / "day.seminar", tmp_path / "new.seminar"
    shutil.copyfile(day, path)
    pages = day.stat().st_size // PAGE
    damaged = {chance.randint(1, pages) for _ in range(chance.choice((1, 3, 9)))}
    damage(path, damaged, chance)
    there = pages - chance.choice((0, 1, 20))
    path.write_bytes(path.read_bytes()[: there * PAGE + chance.choice((0, 77))])
    damaged |= set(range(there + 1, pages + 1))
    left = path.read_bytes()
    done = salvage(path, NONE, new, LATER)
    read = done.whole + len(done.written_anew) + done.left_out
    assert read == versions_in_whole_pages(day, damaged)
    assert path.read_bytes() == left
    with checking.checked(new) as (report, _):
        assert not [str(each) for each in report.faults if "journal" in str(each)]


@pytest.mark.parametrize("words", ["", "a long secret"])
def test_a_file_without_its_first_page_is_salvaged_whole(tmp_path: Path, words: str) -> None:
    path = tmp_path / "day.seminar"
    file = SeminarFile.open(written(path))
    if words:
        protected = SeminarFile.create(tmp_path / "protected.seminar", passphrase=words)
        with protected.write(Verb.SET_UP, LATER) as writer:
            writer.put(Theme(id="t", position=1, name="Trust"))
        file.close()
        file, path = protected, protected.path
    with file.read() as reader:
        themes, notes = reader.every(Theme), reader.every(Note)
        identity, epoch = reader.fact(FILE_ID), reader.fact(EPOCH)
    file.close()
    content = path.read_bytes()
    path.write_bytes(content[:16] + bytes(PAGE - 16) + content[PAGE:])
    done = salvage(path, Passphrase(words), tmp_path / "new.seminar", LATER)
    assert (done.missing, done.written_anew, done.left_out, done.lost_ballots) == ((), (), 0, 0)
    new = SeminarFile.open(tmp_path / "new.seminar", passphrase=words)
    with new.read() as reader:
        assert (reader.every(Theme), reader.every(Note)) == (themes, notes)
        assert reader.fact(FILE_ID) == identity
        assert reader.fact(EPOCH) != epoch
    assert not checking.check(new).faults
    new.close()


def test_what_runs_over_into_other_pages_is_read_and_these_are_taken_for_no_trees(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar")
    long = Theme(id="t", position=1, name="Trust " * 100_000)
    with file.write(Verb.SET_UP, LATER) as writer:
        writer.put(long)
    file.close()
    pages = file.path.stat().st_size // PAGE
    trees = [*loose_pages._of_trees(file.path, pages)]
    assert 20 < len(trees) < pages // 2
    salvage(file.path, NONE, tmp_path / "new.seminar", LATER)
    new = SeminarFile.open(tmp_path / "new.seminar")
    with new.read() as reader:
        assert reader.every(Theme) == (long,)
    new.close()


def test_what_a_damaged_log_holds_behind_the_damage_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "day.seminar"
    SeminarFile.create(path).close()
    cut_off(path, 30)
    content = bytearray(log_of(path).read_bytes())
    content[3 * (PAGE + 24) + 100] ^= 1
    log_of(path).write_bytes(content)
    assert logs.damaged(path), "SQLite reads three pages of it"
    done = salvage(path, NONE, tmp_path / "new.seminar", LATER)
    assert done.whole >= 28
    assert done.whole + sum(map(len, done.missing)) == 30


def test_a_version_of_which_a_letter_is_damaged_is_written_as_it_can_be_read(
    day: Path, tmp_path: Path
) -> None:
    path, new = tmp_path / "day.seminar", tmp_path / "new.seminar"
    path.write_bytes(day.read_bytes().replace(b"What was said 7", b"What was bald 7"))
    report = salvaging.salvage(path, new, now=LATER)
    assert [str(each) for each in report.lacks if "note “What was bald 7” was altered" in str(each)]
    file = SeminarFile.open(new)
    with file.read() as reader:
        assert "What was bald 7" in {note.words for note in reader.every(Note)}
    file.close()


def test_everything_that_a_salvaged_file_lacks_is_said() -> None:
    done = Salvaged(90, (range(3, 4), range(7, 10)), (), left_out=2, lost_ballots=1)
    said = [str(each) for each in salvaging._lacks(done)]
    for wanted in (
        "4 versions are missing in the journal: numbers 3, 7–9.",
        "2 versions more were altered and are left out",
        "1 ballot is of a vote that cannot be read.",
        "Phones have to join again.",
    ):
        assert any(each.startswith(wanted) for each in said), wanted
    whole = Salvaged(90, (), (), left_out=0, lost_ballots=0)
    assert len(list(salvaging._lacks(whole))) == 1, "phones have to join again all the same"


def test_what_was_erased_is_in_nothing_that_is_salvaged(day: Path, tmp_path: Path) -> None:
    path, new = tmp_path / "day.seminar", tmp_path / "new.seminar"
    shutil.copyfile(day, path)
    file = SeminarFile.open(path)
    with file.read() as reader:
        note = next(each for each in reader.every(Note) if each.words == "What was said 6")
    erasing.erase(file, [note], now=LATER)
    file.close()
    damage(path, {1}, random.Random(1))
    salvage(path, NONE, new, LATER)
    assert b"What was said 6" not in new.read_bytes()
    assert b"What was said 5" in new.read_bytes()


def test_nothing_is_written_over_and_nothing_is_made_of_nothing(day: Path, tmp_path: Path) -> None:
    garbage, new = tmp_path / "garbage.seminar", tmp_path / "new.seminar"
    garbage.write_bytes(random.Random(1).randbytes(9 * PAGE + 5))
    with pytest.raises(SeminarError, match=r"Nothing of a seminar can be read in garbage\.seminar"):
        salvage(garbage, NONE, new, LATER)
    assert [path.name for path in tmp_path.iterdir()] == ["garbage.seminar"]
    with pytest.raises(SeminarError, match="exists already"):
        salvage(day, NONE, garbage, LATER)
