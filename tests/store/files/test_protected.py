"""A protected seminar: whatever the program writes of it, no byte can be read without the key."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import PassphraseError, SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening
from facilitator.services.merging import merging, syncing
from facilitator.services.records import erasing
from facilitator.services.rehearsal import rehearsal
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.sqlite import passphrases
from facilitator.store.sqlite.passphrases import PLAIN_HEAD, Passphrase, is_protected
from tests.auditing import faults

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
WORD = "quincunx"
WORDS = "it's \"ours\"; ŵ'--"
FEW_ROUNDS = 1_000
"""Of making a key: which letters it is made of does not hang on how long that takes."""


def note(id: str, words: str) -> Note:
    return Note(id=id, breakout_id="b", words=words, recorded_at=NOW)


def words_in(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {each.words for each in reader.every(Note)}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything the program may write to in one folder; other temporary files go there too."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def locked(home: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(home / "locked.seminar", passphrase=WORDS, device="host")
    with made.write(Verb.CHANGE, NOW) as writer:
        writer.put(Seminar(title=f"About {WORD}", date=date(2011, 10, 18)))
        writer.put(note("n", f"They said {WORD}"))
    yield made
    made.close()


def readable(folder: Path) -> list[str]:
    """The files in which the word can be read, in whichever way text is kept."""
    wanted = [WORD.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in wanted)
    ]


def watch_passing_folders(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Search the folders that go when their work is done, just before they go."""
    found: list[str] = []
    rmtree = shutil.rmtree

    def search_then_remove(folder: str | Path, *given: object, **more: object) -> None:
        found.extend(readable(Path(folder)))
        rmtree(folder, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(shutil, "rmtree", search_then_remove)
    return found


def test_no_byte_of_anything_written_of_it_can_be_read(
    home: Path, locked: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = watch_passing_folders(home, monkeypatch)
    assert readable(home) == [], "the log of the file as it stands"
    opening.back_up(locked, NOW, opening.Before.MERGE)
    opening.save_copy(locked, home / "copy.seminar")
    aside = opening.set_aside(locked, "aside")
    laptop_path = home / "laptop.seminar"
    syncing.copy_for_notes(locked, laptop_path)
    laptop = SeminarFile.open(laptop_path, passphrase=WORDS, device="laptop")
    with laptop.write(Verb.CHANGE, NOW) as writer:
        writer.put(note("m", f"On the laptop: {WORD}"))
    bundle = merging.write_bundle(laptop, home / "laptop", WORD)
    assert readable(home) == []
    with locked.write(Verb.CHANGE, NOW) as writer:
        writer.put(note("l", f"Here: {WORD}"))
    report = merging.merge(locked, [bundle, aside], now=NOW)
    assert not report.refused
    assert len(words_in(locked)) == 3
    laptop.close()
    shutil.copyfile(laptop_path, home / "again.seminar")
    assert merging.preview(locked, home / "again.seminar").readable
    erased = erasing.erase(locked, [note("m", "")], now=NOW)
    assert erased.swept.left == ()
    rehearsed = rehearsal.set_up(home / "rehearsal.seminar", locked, now=NOW)
    rehearsed.close()
    assert faults(locked) == ()
    assert readable(home) == []
    assert passing == []
    for path in (*backups.backups(locked), home / "copy.seminar", aside, rehearsed.path):
        assert is_protected(path), path.name
        with pytest.raises(PassphraseError, match="is protected"):
            SeminarFile.open(path)
        SeminarFile.open(path, passphrase=WORDS).close()


def test_a_seminar_from_a_stick_is_worked_on_and_taken_up_under_its_passphrase(
    home: Path, locked: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "is_elsewhere", lambda path: path.parent.name == "stick")
    (home / "stick").mkdir()
    stick = home / "stick" / "day.seminar"
    opening.save_copy(locked, stick)
    with pytest.raises(PassphraseError, match=r"not the passphrase of day\.seminar"):
        opening.open_seminar(stick, NOW, passphrase="another")
    first = opening.open_seminar(stick, NOW, passphrase=WORDS)
    first.file.close()
    again = opening.open_seminar(stick, NOW + timedelta(days=1), passphrase=WORDS)
    assert "Opened the copy on this computer" in str(again.said)
    assert words_in(again.file) == {f"They said {WORD}"}
    again.file.close()
    assert readable(home) == []
    assert [path.name for path in (user_folder() / "seminars").iterdir()] == ["day.seminar"]


@pytest.mark.parametrize(
    "words",
    [
        "'",
        "''; DROP TABLE journal; --",
        '"',
        "nul\0inside",
        "\\",
        "x'00'",
        "x'" + "ab" * 32 + "'",
        "ŵ and cafe\u0301",
        "\n",
        " ",
        "%s?:1",
        "long " * 2000,
        "\ud800",
    ],
)
def test_any_letters_make_a_passphrase_and_only_they_open_it(
    home: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "_ROUNDS", FEW_ROUNDS)
    file = SeminarFile.create(home / "any.seminar", passphrase=words)
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(note("n", WORD))
    file.checkpoint()
    file.close()
    assert readable(home) == []
    for wrong in (f"{words} ", words[:-1] or "x", "another"):
        with pytest.raises(PassphraseError):
            SeminarFile.open(file.path, passphrase=wrong)
    again = SeminarFile.open(file.path, passphrase=words)
    assert words_in(again) == {WORD}
    again.close()


def test_a_key_is_made_as_whatever_opens_such_files_makes_it(locked: SeminarFile) -> None:
    """With its 256,000 rounds: without the program, the file opens with its passphrase."""
    locked.checkpoint()
    raw = sqlcipher.connect(str(locked.path))
    quoted = WORDS.replace("'", "''")
    raw.execute(f"PRAGMA key = '{quoted}'")
    assert raw.execute("SELECT words FROM notes").fetchall() == [(f"They said {WORD}",)]
    raw.close()


def test_a_wrong_passphrase_says_so_and_nothing_else(
    home: Path, locked: SeminarFile, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PassphraseError) as refused:
        opening.open_seminar(locked.path, NOW, passphrase="wrong")
    assert str(refused.value) == "This is not the passphrase of locked.seminar. Try another."
    assert capfd.readouterr() == ("", "")


def test_letters_typed_another_way_are_the_same_passphrase(home: Path) -> None:
    SeminarFile.create(home / "one.seminar", passphrase="caf\u00e9").close()
    SeminarFile.open(home / "one.seminar", passphrase="cafe\u0301").close()


def test_what_is_under_another_passphrase_is_not_merged(home: Path, locked: SeminarFile) -> None:
    opening.save_copy(locked, home / "copy.seminar")
    other = SeminarFile.create(home / "other.seminar", passphrase="another")
    other.close()
    open_one = SeminarFile.create(home / "open.seminar")
    for file, brought in ((locked, other.path), (open_one, home / "copy.seminar")):
        (refused,) = merging.merge(file, [brought], now=NOW).refused
        assert "is not under this seminar’s passphrase" in refused.why
    open_one.close()


def test_a_file_that_anybody_can_read_stays_so_whatever_is_typed(home: Path) -> None:
    file = SeminarFile.create(home / "open.seminar")
    file.close()
    with pytest.raises(SeminarError, match="anybody can read it"):
        opening.open_seminar(file.path, NOW, passphrase="typed all the same")
    again = SeminarFile.open(file.path, passphrase="typed all the same")
    copies.copy_to(again, home / "copy.seminar")
    again.close()
    assert (home / "open.seminar").read_bytes().startswith(PLAIN_HEAD)


def test_nothing_of_a_passphrase_is_shown_where_values_are_printed() -> None:
    assert WORDS not in repr(Passphrase(WORDS))
    assert WORDS not in str(Passphrase(WORDS))


def test_a_driver_that_cannot_protect_writes_nothing_in_the_clear(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    plain = type("Plain", (sqlite3.Connection,), {})
    monkeypatch.setattr("facilitator.store.sqlite.connecting.sqlcipher", sqlite3)
    monkeypatch.setattr("facilitator.store.sqlite.engine.Counted", plain)
    with pytest.raises(SeminarError, match="cannot protect files"):
        SeminarFile.create(home / "clear.seminar", passphrase=WORDS)
    assert not (home / "clear.seminar").exists()
