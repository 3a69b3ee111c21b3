"""A seminar on a stick, opened again: its copy here is found, and no word is lost in either."""

import errno
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile, read_version
from facilitator.store.records.facts import ORIGIN
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.passphrases import NONE
from facilitator.store.upgrading import versions

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
LATER = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)


def write(file: SeminarFile, *words: str) -> None:
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put_all([Note(id=w, breakout_id="b", words=w, recorded_at=NOW) for w in words])


def words_in(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {note.words for note in reader.every(Note)}


def write_on(stick: Path, *words: str) -> None:
    """Somebody works on the stick's file at another computer."""
    there = SeminarFile.open(stick, device="another computer")
    write(there, *words)
    there.checkpoint()
    there.close()


def new_seminar_on(stick: Path) -> None:
    made = SeminarFile.create(stick)
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
    made.checkpoint()
    made.close()


def local_names() -> list[str]:
    """All that stands among the local copies, files begun and files hidden too; no logs."""
    names = (path.name for path in copies.local_folder().iterdir())
    return sorted(name for name in names if not name.endswith(("-wal", "-shm")))


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seminar on a stick; this computer has seen none before."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    path = tmp_path / "stick" / "day.seminar"
    new_seminar_on(path)
    monkeypatch.setattr(copies, "is_elsewhere", lambda place: place.parent == path.parent)
    return path


@pytest.fixture
def copied(stick: Path) -> Path:
    """The copy on this computer, with words of its own."""
    opened = opening.open_seminar(stick, NOW)
    write(opened.file, "written here")
    opened.file.close()
    return opened.file.path


def test_the_copy_made_before_is_taken_up_with_what_the_stick_has_more(
    stick: Path, copied: Path
) -> None:
    write_on(stick, "one", "two", "three")
    before = stick.read_bytes()
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path == copied
    assert words_in(opened.file) == {"written here", "one", "two", "three"}
    assert str(opened.said).startswith(
        f"Opened the copy on this computer, {copied}, made on 18 October 2011, and took in 3 notes "
        "from day.seminar."
    )
    (kept,) = backups.backups(opened.file)
    assert kept.name.endswith("before-merge.seminar")
    opened.file.close()
    assert stick.read_bytes() == before
    assert local_names() == ["day.seminar"]


def test_where_the_stick_has_nothing_more_no_backup_is_spent_on_it(
    stick: Path, copied: Path
) -> None:
    for _ in range(2):
        opened = opening.open_seminar(stick, LATER)
        assert opened.file.path == copied
        assert words_in(opened.file) == {"written here"}
        assert "day.seminar holds nothing that it lacks. Save a copy back" in str(opened.said)
        assert backups.backups(opened.file) == ()
        opened.file.close()
    assert local_names() == ["day.seminar"]


def test_a_copy_saved_back_and_worked_on_elsewhere_comes_home_to_the_same_file(
    stick: Path, copied: Path
) -> None:
    here = SeminarFile.open(copied)
    opening.save_copy(here, stick)
    assert copies.fact_of(stick, NONE, ORIGIN) is None, "where it lay is nobody's business"
    here.close()
    write_on(stick, "written there")
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path == copied
    assert words_in(opened.file) == {"written here", "written there"}
    opened.file.close()


def test_two_versions_of_one_note_both_stay_and_people_are_told(stick: Path, copied: Path) -> None:
    here = SeminarFile.open(copied)
    opening.save_copy(here, stick)
    there = SeminarFile.open(stick, device="another computer")
    for file, line in ((here, "as said here"), (there, "as said there")):
        with file.read() as reader:
            note = reader.get(Note, "written here")
        noting.edit(file, note, line, now=LATER)
        file.checkpoint()
        file.close()
    opened = opening.open_seminar(stick, LATER)
    assert "1 record has versions that nobody has reconciled" in str(opened.said)
    with opened.file.read() as reader:
        assert len(reader.heads("written here")) == 2
    opened.file.close()


def test_a_copy_that_is_open_in_another_window_is_taken_up_with_what_is_being_written(
    stick: Path, copied: Path
) -> None:
    write_on(stick, "from the stick")
    window = SeminarFile.open(copied)
    write(window, "still in the log")
    opened = opening.open_seminar(stick, LATER)
    assert words_in(opened.file) == {"written here", "still in the log", "from the stick"}
    assert words_in(window) == words_in(opened.file)
    opened.file.close()
    window.close()


def test_words_still_typed_on_the_stick_are_told_of(stick: Path, copied: Path) -> None:
    there = SeminarFile.open(stick)
    noting.keep_drafts(there, [NoteContent(breakout_id="b", words="Half a thou")], now=NOW)
    there.close()
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path == copied
    assert "Somebody was still typing “Half a thou” there" in str(opened.said)
    opened.file.close()


def test_a_copy_that_was_deleted_is_made_anew_without_its_old_log(
    stick: Path, copied: Path
) -> None:
    copied.with_name("day.seminar-wal").write_bytes(b"of a file that is gone")
    copied.unlink()
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path.name == "day 2.seminar"
    assert "you are working on a copy" in str(opened.said)
    assert words_in(opened.file) == set()
    opened.file.close()


def test_another_seminar_under_the_same_name_gets_a_copy_of_its_own(
    stick: Path, copied: Path
) -> None:
    stick.unlink()
    new_seminar_on(stick)
    write_on(stick, "of another seminar")
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path != copied
    assert words_in(opened.file) == {"of another seminar"}
    assert "The copy made on 18 October 2011 is left as it is" in str(opened.said)
    assert "belongs to another seminar" in str(opened.said)
    opened.file.close()
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path.name == "day 2.seminar"
    assert f"{opened.file.path}, made on 20 October 2011" in str(opened.said)
    opened.file.close()
    untouched = SeminarFile.open(copied)
    assert words_in(untouched) == {"written here"}
    untouched.close()


def test_a_copy_of_the_copy_and_one_that_is_damaged_are_not_taken_for_it(
    stick: Path, copied: Path
) -> None:
    shutil.copyfile(copied, copied.with_name("day aside.seminar"))
    copied.write_bytes(b"SQLite format 3\0 and no more")
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path.name == "day 2.seminar"
    opened.file.close()


def test_a_stick_pulled_while_it_is_copied_leaves_nothing_half_made(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:4096])
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(holding, "copy", cut_short)
    with pytest.raises(SeminarError, match=r"could not be read to its end .* Put the stick in"):
        opening.open_seminar(stick, NOW)
    assert local_names() == []


def test_a_newer_programs_seminar_is_refused_and_no_copy_of_it_stays(
    stick: Path, copied: Path
) -> None:
    there = SeminarFile.open(stick)
    with there.database.driving() as raw:
        raw.execute("PRAGMA user_version = 99")
    there.close()
    with pytest.raises(SeminarError, match="newer Facilitator"):
        opening.open_seminar(stick, LATER)
    assert local_names() == ["day.seminar"]


def test_an_older_programs_stick_and_copy_are_brought_together_after_a_backup(
    stick: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_on(stick, "one")
    before = versions.version()
    monkeypatch.setattr(
        versions, "UPGRADES", (*versions.UPGRADES, (lambda _c: None, lambda _c: None))
    )
    opened = opening.open_seminar(stick, LATER)
    assert opened.file.path == copied
    assert words_in(opened.file) == {"written here", "one"}
    assert list((copied.parent.parent / "backups").glob(f"*/*-before-version-{before + 1}.seminar"))
    opened.file.close()
    assert read_version(stick) == before


@pytest.mark.parametrize("is_teams", [False, True])
def test_a_copy_from_a_host_says_nothing_for_what_is_done_in_it_comes_to_the_host(
    tmp_path: Path, is_teams: bool
) -> None:
    new_seminar_on(tmp_path / "day.seminar")
    host = opening.open_seminar(tmp_path / "day.seminar", NOW)
    syncing.copy_for_notes(host.file, tmp_path / "laptop.seminar", is_teams=is_teams)
    host.file.close()
    laptop = opening.open_seminar(tmp_path / "laptop.seminar", NOW)
    assert laptop.said == ""
    laptop.file.close()


def test_a_copy_says_that_it_is_one_until_it_is_worked_in(tmp_path: Path) -> None:
    new_seminar_on(tmp_path / "day.seminar")
    first = opening.open_seminar(tmp_path / "day.seminar", NOW)
    assert first.said == ""
    opening.save_copy(first.file, tmp_path / "day copy.seminar")
    first.file.close()
    copy = opening.open_seminar(tmp_path / "day copy.seminar", NOW)
    assert str(copy.said).startswith("day copy.seminar is a copy: what is done in it from now on")
    copy.file.close()
    again = opening.open_seminar(tmp_path / "day copy.seminar", NOW)
    assert again.said == ""
    again.file.close()
