"""Versions side by side: what is shown of them, and what is nobody's business."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import get_args, get_type_hints

from facilitator.domain.acts import Verb
from facilitator.domain.merging.merge import RUNNING, UNDISPUTED
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import OpenTo, Poll
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.services.merging import versions
from facilitator.store.files.file import SeminarFile
from tests.made_records import filled, made

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
    assert {str(label) for side in comparison.sides for label, _ in side.details} == {"Sector"}
    said = repr([(side.who, side.words, side.details) for side in comparison.sides])
    assert "ann-who" not in said
    assert "bob-neither" not in said


UNREAD = ("id", "participant_id", "recorded_at", "device_id", "entitled", "origin", "picture")


def test_no_version_of_anything_shows_what_only_programs_read(seminar_file: SeminarFile) -> None:
    """What points to a record is shown by what that is called, and what people said once."""
    kinds = RECORD_TYPES.keys() - UNDISPUTED - {Kind.CONSENT}  # it has no words: all of it merges
    for number in (6, 7):
        with seminar_file.write(Verb.CHANGE, NOON) as writer:
            for kind in kinds:
                writer.put_as_seen(filled(RECORD_TYPES[kind], f"the {kind}", number), [])
    compared = {found.conflict.kind: found for found in versions.comparisons(seminar_file)}
    assert compared.keys() == kinds
    unread = {f"{name} {number}" for name in UNREAD for number in (6, 7)}
    for kind, found in compared.items():
        for side in found.sides:
            shown = [str(value) for _, value in side.details]
            raw = [value for value in shown if re.search(r"_ids? \d|\(id=", value)]
            assert not raw, kind
            assert "Recorded at" not in {str(name) for name, _ in side.details}, kind
            assert len(dict(side.details)) == len(side.details), "no two rows are called alike"
            assert not unread.intersection(shown), kind
            assert side.words not in shown or not side.words, kind


def test_what_points_to_a_record_is_shown_by_what_that_is_called(seminar_file: SeminarFile) -> None:
    with seminar_file.write(Verb.CHANGE, NOON) as writer:
        one, two, *_ = writer.every(Segment)
        ann, bob = (replace(made(Participant, f"the {name}"), name=name) for name in ("Ann", "Bob"))
        writer.put_all([ann, bob])
        group, poll = writer.every(Breakout)[0], writer.every(Poll)[0]
        for segment, person, to in (
            (one, ann, OpenTo.NAMED),
            (two, bob, OpenTo.NAMED_ALL_ROOMS),
        ):
            writer.put_as_seen(replace(group, segment_id=segment.id, member_ids=(person.id,)), [])
            listed = replace(poll, open_to=to, open_for=(person.id,))
            writer.put_as_seen(listed, [])
    shown = {
        (str(label), str(value))
        for found in versions.comparisons(seminar_file)
        for side in found.sides
        for label, value in side.details
    }
    assert {("Segment", one.title), ("Segment", two.title)} <= shown
    assert {("Members", "Ann"), ("Members", "Bob")} <= shown
    assert {("Open for", "Ann"), ("Open for", "Bob")} <= shown


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
