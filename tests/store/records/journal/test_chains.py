"""Both chains are checked: whatever is altered, taken out, put in or moved is found; erasing is not
a break, and leaves nothing that words could be tried against.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.hashes import digest_of
from facilitator.domain.notes.notes import Note
from facilitator.domain.revisions import Kind
from facilitator.services.merging import merging
from facilitator.store.files.copies import copy_to
from facilitator.store.files.file import SeminarFile
from tests.auditing import faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
WORDS = "A secret of the board"


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    """A file with two notes, one of them edited."""
    made = SeminarFile.create(tmp_path / "a.seminar", device="host")
    one = Note(id="one", breakout_id="b", words=WORDS, recorded_at=NOON, position=1)
    for note in (one, replace(one, id="two", words="Two"), replace(one, words=WORDS + ".")):
        with made.write(Verb.CHANGE, NOON) as writer:
            writer.put(note)
    return made


def altered(file: SeminarFile, *statements: str) -> tuple[str, ...]:
    """What a check says of a file that somebody wrote to past the program."""
    with file.database.driving() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            raw.execute(statement)
    return faults(file)


def test_a_sound_file_has_no_faults(file: SeminarFile) -> None:
    assert faults(file) == ()


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE journal SET content = replace(content, 'Two', 'Ten') WHERE record = 'two'""",
        """UPDATE journal SET device = 'other' WHERE record = 'two'""",
        """UPDATE journal SET clock = clock + 1 WHERE record = 'two'""",
        """UPDATE journal SET based_on = '[]' WHERE record = 'one'""",
        """UPDATE journal SET content = NULL, salt = NULL, gone = 1 WHERE record = 'two'""",
        """UPDATE journal SET salt = 'x' WHERE record = 'two'""",
    ],
)
def test_an_altered_version_is_named(file: SeminarFile, statement: str) -> None:
    assert any("was altered after it was written" in fault for fault in altered(file, statement))


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM journal WHERE seq = 3"],
        ["UPDATE journal SET seq = 9 WHERE seq = 1"],
        ["UPDATE arrival_links SET link = 'x' WHERE last = 1"],
        ["DELETE FROM arrival_links WHERE last = 3"],
    ],
)
def test_what_was_taken_out_or_moved_breaks_the_arrivals(
    file: SeminarFile, statements: list[str]
) -> None:
    faults = altered(file, *statements)
    assert any("of the journal" in fault for fault in faults), faults


def test_an_erasure_breaks_nothing_and_leaves_nothing_to_guess_from(file: SeminarFile) -> None:
    with file.write(Verb.ERASE, NOON) as writer:
        writer.erase(Kind.NOTE, "one")
    assert faults(file) == ()
    with file.read() as reader:
        revisions = [each for _, each in reader.every_revision() if each.record == "one"]
        said = {digest_of(salt, WORDS) for salt in ("", *(each.id for each in revisions))}
    assert [each.salt for each in revisions] == [None, None, None]
    assert not said & {each.digest for each in revisions}


def test_a_file_whose_words_were_altered_elsewhere_is_not_taken_in(
    file: SeminarFile, tmp_path: Path
) -> None:
    other = tmp_path / "b.seminar"
    copy_to(file, other)
    laptop = SeminarFile.open(other, device="laptop")
    with laptop.write(Verb.ADD, NOON) as writer:
        writer.put(Note(id="new", breakout_id="b", words="No", recorded_at=NOON, position=3))
    with laptop.database.driving() as raw:
        raw.execute("UPDATE journal SET content = replace(content, 'No', 'Yes') WHERE record='new'")
    laptop.close()
    refused = merging.merge(file, [other], now=NOON).refused
    assert "contradicts" in refused[0].why


@pytest.mark.parametrize("change", [lambda salt: salt + "0", lambda salt: ""])
def test_a_digest_is_of_its_salt(change: Callable[[str], str]) -> None:
    assert digest_of("5a17", WORDS) != digest_of(change("5a17"), WORDS)
