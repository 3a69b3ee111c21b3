"""Versions side by side: what is shown of them, and what is nobody's business."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import get_args, get_type_hints

from facilitator.domain.acts import Verb
from facilitator.domain.merging.merge import RUNNING
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.services.merging import versions
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
FIRST = Response(id="r", question_id="q", words="Trust takes years", recorded_at=NOON)


def test_a_comparison_shows_what_people_changed_and_never_who_somebody_is(
    seminar_file: SeminarFile,
) -> None:
    theirs = replace(FIRST, participant_id="ann-who-must-not-be-named", sector="Public sector")
    ours = replace(
        FIRST, participant_id="bob-neither", recorded_at=NOON + timedelta(hours=1), sector="Trade"
    )
    with seminar_file.write(Verb.CHANGE, NOON) as writer:
        writer.put(FIRST)
    other = SeminarFile.open(seminar_file.path)  # what one's own window wrote is seen
    with other.write(Verb.CHANGE, NOON) as writer:
        writer.put(theirs)
    other.close()
    with seminar_file.write(Verb.CHANGE, NOON) as writer:
        writer.put(ours, seen=FIRST)
    (comparison,) = versions.comparisons(seminar_file)
    assert {label for side in comparison.sides for label, _ in side.details} == {"Sector"}
    said = repr([(side.who, side.words, side.details) for side in comparison.sides])
    assert "ann-who" not in said
    assert "bob-neither" not in said


def test_whatever_versions_may_differ_in_has_the_words_it_has_everywhere() -> None:
    """The state of the day is one host's and merges by itself."""
    fields = {
        found
        for kind, record in RECORD_TYPES.items()
        if kind not in RUNNING
        for hint in get_type_hints(record).values()
        for found in (hint, *get_args(hint))
        if isinstance(found, type) and issubclass(found, Enum) and found is not Kind
    }
    assert fields == versions.WORDINGS.keys()
    assert all(set(kind) == words.keys() for kind, words in versions.WORDINGS.items())
