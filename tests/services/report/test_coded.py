"""A coder's number tells of no note which group it is from."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.report.coded import codings_in
from facilitator.services.synthesis import coding
from facilitator.store.files.file import SeminarFile


def numbers(
    path: Path, now: datetime, coded: Mapping[str, tuple[int, ...]]
) -> dict[str, frozenset[int]]:
    """The numbers that coders of notes of these groups get."""
    file = SeminarFile.create(path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=now.date()))
        writer.put(Theme(id="t", position=1, name="Time"))
        for coder, groups in coded.items():
            for group in groups:
                note = Note(
                    id=f"{coder} {group}", breakout_id=f"g{group}", words="So", recorded_at=now
                )
                writer.put(Breakout(id=f"g{group}", segment_id="s", position=group, title="A"))
                writer.put(note)
                coding.code(writer, [note], "t", coder=coder, now=now)
        ids = [note.id for note in writer.every(Note)]
        found = codings_in(writer, ids)
    file.close()
    by_coder: dict[str, set[int]] = {}
    for line in found:
        by_coder.setdefault(line.passage_id.split()[0], set()).add(line.coder)
    return {coder: frozenset(of) for coder, of in by_coder.items()}


@pytest.mark.parametrize(
    ("coded", "apart"),
    [
        ({"team": (1, 2, 3), "two": (1, 3, 4)}, {"team", "two"}),
        ({"team": (1, 2, 3), "group": (4,)}, set()),
        ({"team": (1, 2, 3), "one": (1,), "two": (2,), "three": (3,)}, {"team"}),
        ({"one": (1,), "two": (2,)}, set()),
    ],
)
def test_who_coded_notes_of_few_groups_is_not_told_apart(
    tmp_path: Path, now: datetime, coded: Mapping[str, tuple[int, ...]], apart: set[str]
) -> None:
    found = numbers(tmp_path, now, coded)
    assert {coder for coder, of in found.items() if of != {0}} == apart
    told = [of for coder, of in found.items() if coder in apart]
    assert len(set(told)) == len(apart)
