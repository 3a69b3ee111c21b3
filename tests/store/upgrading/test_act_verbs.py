"""Labels of version 1 become verbs, and take the names in them along."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.store.upgrading.act_verbs import verb_of
from tests.store.upgrading.version_1_histories import begun, write_bundle, write_file

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("label", "verb"),
    [
        ("Add Ann Ash", Verb.ADD),
        ("Remove question “Why?”", Verb.REMOVE),
        ("Delete 2 notes", Verb.REMOVE),
        ("Merge into “Trust”", Verb.MERGE_THEMES),
        ("Tie 3 passages", Verb.TIE),
        ("Check in Ann Ash", Verb.CHECK_IN),
        ("Check notes with the group", Verb.CHECK_NOTES),
        ("Take star away", Verb.UNSTAR),
        ("Take out notes.seminar-notes", Verb.TAKE_OUT),
        ("Mark as quote", Verb.MARK),
        ("Change the list of people", Verb.OTHER),
        ("Something nobody knows", Verb.OTHER),
    ],
)
def test_a_label_becomes_a_verb(label: str, verb: Verb) -> None:
    assert verb_of(label) == verb


def said_less(path: Path, label: str, left: str) -> Path:
    """A file in which somebody's erasure had taken the words of an act, but for what is left."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE acts SET label = ? WHERE label = ?", (left, label))
        raw.commit()
    return path


@pytest.mark.parametrize("left", ["", "Change the list of people"])
@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_copies_whose_labels_an_erasure_had_emptied_agree_on_the_verbs(
    tmp_path: Path, order: tuple[int, ...], left: str
) -> None:
    """Whoever still knows what an act was tells the others, in whatever order they meet."""
    paths = [
        said_less(write_file(tmp_path / "erased.seminar", begun()), "Add note", left),
        write_file(tmp_path / "whole.seminar", begun()),
        write_bundle(tmp_path / "notes.seminar-notes", begun()),
    ]
    first, *others = (paths[n] for n in order)
    if first.suffix == ".seminar-notes":
        first, *others = *others, first
    host = opening.open_seminar(first, NOW).file
    for other in others:
        assert not merging.merge(host, [other], now=NOW).refused
    with host.read() as reader:
        assert reader.act("act Add note").verb is Verb.ADD  # type: ignore[union-attr]
    host.close()
