"""What revisions of version 1 say is sealed in every file that holds them, at the upgrade and when
they come in later; nothing written since passes for one of them.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.hashes import NEW, OLD, digest_of, is_true, old_hash_of
from facilitator.domain.notes.notes import Note
from facilitator.domain.revisions import Kind, Revision
from facilitator.services.files import opening
from facilitator.services.merging import merging, syncing
from facilitator.services.records import erasing
from facilitator.store.files.file import SeminarFile
from tests import auditing
from tests.store.upgrading.version_1_histories import (
    Held,
    Step,
    begun,
    play,
    write_bundle,
    write_file,
)

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)
LATER = play([Step("word", 1, 1, "n1", (), 5)])[1]
"""What a laptop holds on which somebody corrected a note in the old program."""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    opened = opening.open_seminar(write_file(tmp_path / "a.seminar", begun()), NOW).file
    yield opened
    opened.close()


def faults(file: SeminarFile, *statements: str) -> tuple[str, ...]:
    """What a check says of a file that somebody wrote to past the program."""
    with file.database.driving() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            raw.execute(statement)
    return auditing.faults(file)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET content = replace(content, 'first', 'last') WHERE record = 'n1'",
        "UPDATE journal SET content = NULL, gone = 1 WHERE record = 'n2'",
        "UPDATE word_seals SET salt = lower(hex(randomblob(16)))",
        "UPDATE word_seals SET salt = NULL",
        "UPDATE word_seals SET digest = lower(hex(randomblob(16)))",
        "DELETE FROM word_seals",
    ],
)
def test_altered_words_of_an_old_version_are_found(file: SeminarFile, statement: str) -> None:
    assert faults(file) == ()
    assert any(
        "was altered" in fault or "of the journal" in fault for fault in faults(file, statement)
    )


@pytest.mark.parametrize("write", [write_file, write_bundle])
def test_what_comes_from_an_old_program_later_is_sealed_as_it_comes(
    file: SeminarFile, tmp_path: Path, write: Callable[[Path, Held], Path]
) -> None:
    other = write(tmp_path / "b.seminar", LATER)
    assert not merging.merge(file, [other], now=NOW).refused
    assert faults(file) == ()
    wording = (
        """UPDATE journal SET content = replace(content, ':"words', ':"w') WHERE id LIKE '%ann%'"""
    )
    assert any("altered" in fault for fault in faults(file, wording))


def test_erasing_takes_the_salt_of_old_words_and_breaks_nothing(
    file: SeminarFile, tmp_path: Path
) -> None:
    with file.read() as reader:
        erased = reader.get(Note, "n1")
    erasing.erase(file, [erased], now=NOW)
    assert faults(file) == ()
    said = next(r.content for r in begun().values() if r.record == "n1")
    with file.read() as reader:
        seals = {id: seal for id, seal in reader.word_seals().items() if id.startswith("n1-")}
        tried = {digest_of(salt, said) for salt in ("", *seals)}
    assert {salt for salt, _ in seals.values()} == {None}
    assert not tried & {digest for _, digest in seals.values()}
    assert not merging.merge(file, [write_file(tmp_path / "b.seminar", LATER)], now=NOW).refused
    assert faults(file) == ()


def test_an_erasure_that_comes_takes_the_salt_as_well(file: SeminarFile, tmp_path: Path) -> None:
    copy = tmp_path / "copy.seminar"
    opening.save_copy(file, copy)
    with file.read() as reader:
        erasing.erase(file, [reader.get(Note, "n1")], now=NOW)
    laptop = SeminarFile.open(copy)
    assert not merging.merge(laptop, [file.path], now=NOW).refused
    with laptop.read() as reader:
        salts = {salt for id, (salt, _) in reader.word_seals().items() if id.startswith("n1-")}
    assert salts == {None}
    assert faults(laptop) == ()
    laptop.close()


def test_seals_are_a_files_own(file: SeminarFile, tmp_path: Path) -> None:
    other = opening.open_seminar(write_file(tmp_path / "b.seminar", begun()), NOW).file
    with file.read() as mine, other.read() as theirs:
        shared = mine.word_seals().keys() & theirs.word_seals().keys()
        assert shared
        salted = [id for id in shared if mine.word_seals()[id][0]]
        assert all(mine.word_seals()[id] != theirs.word_seals()[id] for id in salted)
    other.close()


def test_a_note_takers_copy_is_sound_and_holds_seals_of_what_it_holds(
    file: SeminarFile, tmp_path: Path
) -> None:
    copy = tmp_path / "notes.seminar"
    syncing.copy_for_notes(file, copy)
    laptop = SeminarFile.open(copy)
    with laptop.write(Verb.ADD, NOW) as writer:
        writer.put(Note(id="x", breakout_id="b", words="x", recorded_at=NOW, position=1))
    assert faults(laptop) == ()
    with laptop.read() as reader:
        held = {revision.id for _, revision in reader.every_revision()}
        assert reader.word_seals().keys() <= held
    laptop.close()


def disguise(path: Path) -> None:
    """Give what was written last the hash of version 1, and whatever follows from it."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "UPDATE journal SET salt = NULL, digest = '', content = "
            "replace(content, 'Mine', 'Yours') WHERE record = 'new'"
        )
        made = _old_hash(raw)
        raw.execute("UPDATE journal SET hash = ? WHERE record = 'new'", (made,))
        raw.commit()


def _old_hash(raw: sqlite3.Connection) -> str:
    id, device, clock, act = raw.execute(
        "SELECT id, device, clock, act FROM journal WHERE record = 'new'"
    ).fetchone()
    return old_hash_of(
        id=id,
        record="new",
        kind=Kind.NOTE,
        erased=False,
        parents=[],
        device=device,
        clock=clock,
        act=act,
    )


def test_a_new_version_in_the_form_of_an_old_one_is_refused(
    file: SeminarFile, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.seminar"
    opening.save_copy(file, copy)
    laptop = SeminarFile.open(copy)
    with laptop.write(Verb.ADD, NOW) as writer:
        writer.put(Note(id="new", breakout_id="b", words="Mine", recorded_at=NOW, position=1))
    laptop.checkpoint()
    laptop.close()
    disguise(copy)
    (refused,) = merging.merge(file, [copy], now=NOW).refused
    assert "say they are older than the program" in refused.why
    with file.read() as reader:
        assert reader.find(Note, "new") is None


def test_an_old_form_upon_a_new_version_is_refused() -> None:
    def resting_on(parent: str) -> bool:
        given = {"id": "r", "record": "n", "device": "d", "act": "a"}
        made = old_hash_of(**given, kind="note", erased=False, parents=[parent], clock=1)
        revision = Revision(
            **given,
            kind=Kind.NOTE,
            content="{}",
            gone=False,
            erased=False,
            based_on=("p",),
            clock=1,
            hash=made,
        )
        return is_true(revision, [parent], was_erased=False)

    assert resting_on(OLD + "aa")
    assert not resting_on(NEW + "aa")
