"""Versions of one record side by side: who wrote each and when, and wherein they differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from facilitator.domain.kind_words import one
from facilitator.domain.locales import LANGUAGE_NAMES, Language
from facilitator.domain.merging.merge import Conflict, Version
from facilitator.domain.notes.notes import KIND_NAMES, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import (
    SECRECY_NAMES,
    STATE_NAMES,
    Method,
    OpenTo,
    Poll,
    RoundState,
    Secrecy,
)
from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.polls.voters.electorate import OPEN_TO_WORDS
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.records import Record, differing
from facilitator.domain.report.additions import ADDITION_NAMES, AdditionKind
from facilitator.domain.responses.responses import CHANNEL_WAYS, Channel, Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import SEGMENT_NAMES, Segment, SegmentKind
from facilitator.domain.seminar.print_rules import (
    ATTRIBUTION_WORDS,
    UNKNOWN_CONSENT_WORDS,
    Attribution,
    UnknownConsent,
)
from facilitator.domain.seminar.questions import QUESTION_NAMES, Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.stage.slides import Slides
from facilitator.domain.synthesis.codings import MARK_WORDS, Mark
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Begun, Joined, Listed, Text, Wording, say
from facilitator.services.merging import merging
from facilitator.services.merging.field_words import FIELD_WORDS
from facilitator.services.records import authors
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

WORDS: Mapping[Kind, str] = {
    Kind.NOTE: "words",
    Kind.RESPONSE: "words",
    Kind.THEME: "name",
    Kind.QUESTION: "wording",
    Kind.FINDING: "wording",
}
"""Kinds of record that are mostly words, for which a third version can be written: the field."""

_TITLES: Mapping[Kind, str] = {
    Kind.SEGMENT: "title",
    Kind.CASE_STUDY: "title",
    Kind.POLL: "title",
    Kind.BREAKOUT: "title",
    Kind.PARTICIPANT: "name",
    Kind.SEMINAR: "title",
    Kind.SLIDES: "title",
}
_UNSEEN = frozenset({"participant_id", "device_id", "entitled", "origin", "picture"})
"""Fields that say nothing to people, or what they should not see."""

_POINTING: Mapping[str, tuple[type[Record], ...]] = {
    "about": (Theme, Finding),
    "breakout_id": (Breakout,),
    "case_study_id": (CaseStudy,),
    "question_id": (Question,),
    "question_ids": (Question,),
    "finding_id": (Finding,),
    "finding_ids": (Finding,),
    "theme_id": (Theme,),
    "parent_id": (Theme,),
    "poll_id": (Poll,),
    "poll_ids": (Poll,),
    "member_ids": (Participant,),
    "fixed_ids": (Participant,),
    "response_id": (Response,),
    "segment_id": (Segment,),
    "slides_id": (Slides,),
}
"""Fields that point to other records, and what kinds of record these are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One version as people see it. `details` are the fields in which the versions differ."""

    version: Version
    who: Text
    words: str
    details: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A record's versions side by side, the one that is shown first."""

    conflict: Conflict
    title: Text
    sides: tuple[Side, ...]

    @property
    def takes_words(self) -> bool:
        """Whether a third version can be written."""
        return self.conflict.kind in WORDS


def comparisons(file: SeminarStore) -> tuple[Comparison, ...]:
    """Every record with versions that nobody has reconciled."""
    found = merging.conflicts(file)
    if not found:
        return ()
    with file.read() as reader:
        called = authors.callers(reader, file.device)

        def who(device: str) -> Text:
            return Begun(called(device))

        return tuple(_compare(reader, conflict, who) for conflict in found)


def third(comparison: Comparison, words: str) -> Record:
    """A version with words of its own; all else as in the first that is not gone."""
    living = (side.version.record for side in comparison.sides if not side.version.gone)
    record = next(record for record in living if record is not None)
    # Only what people said may have lines of its own; a name has one.
    said = words.strip() if record.KIND in (Kind.NOTE, Kind.RESPONSE) else " ".join(words.split())
    changed: Any = {WORDS[record.KIND]: said}
    return replace(record, **changed)


def _compare(reader: Reader, conflict: Conflict, who: Callable[[str], Text]) -> Comparison:
    records = [version.record for version in conflict.versions if version.record is not None]
    differing = _differing(conflict.kind, records)
    return Comparison(
        conflict=conflict,
        title=_title(reader, conflict.kind, records),
        sides=tuple(
            Side(
                version=version,
                who=who(version.device),
                words=_words(version.record),
                details=_details(reader, version.record, differing),
            )
            for version in conflict.versions
        ),
    )


def _title(reader: Reader, kind: Kind, records: list[Record]) -> Text:
    name = Begun(one(kind))
    place = getattr(records[0], "breakout_id", "") if records else ""
    breakout = reader.find(Breakout, place) if place else None
    return Joined((name, breakout.title), ", ") if breakout else name


def _words(record: Record | None) -> str:
    if record is None:
        return ""
    field = WORDS.get(record.KIND) or _TITLES.get(record.KIND)
    return str(getattr(record, field)) if field else ""


def _differing(kind: Kind, records: list[Record]) -> tuple[str, ...]:
    if not records:
        return ()
    shown = {WORDS.get(kind), _TITLES.get(kind)} | _UNSEEN
    return tuple(name for name in differing(*records) if name not in shown)


def _details(
    reader: Reader, record: Record | None, names: tuple[str, ...]
) -> tuple[tuple[Text, Text], ...]:
    if record is None:
        return ()
    return tuple(
        (FIELD_WORDS[name], _said(reader, getattr(record, name), _pointing(record, name)))
        for name in names
    )


def _pointing(record: Record, name: str) -> tuple[type[Record], ...]:
    if isinstance(record, Poll) and name == "open_for":
        return (Participant,) if record.open_to.whom is OpenTo.NAMED else ()
    return _POINTING.get(name, ())


def _said(reader: Reader, value: object, pointing: tuple[type[Record], ...]) -> Text:
    if isinstance(value, tuple):
        parts = [_said(reader, each, pointing) for each in value]
        return Listed(parts) if parts else say("none")
    if pointing and value:
        found = (reader.find(kind, str(value)) for kind in pointing)
        return next((_words(record) for record in found if record), say("something not here"))
    if isinstance(value, datetime):
        return f"{on_room_clock(reader, value):%H:%M}"
    return _plain(value)


WORDINGS: Mapping[type[StrEnum], Mapping[Any, Text]] = {
    AdditionKind: ADDITION_NAMES,
    Attribution: ATTRIBUTION_WORDS,
    Channel: CHANNEL_WAYS,
    Language: LANGUAGE_NAMES,
    Mark: MARK_WORDS,
    Method: {method: rules.name for method, rules in METHODS.items()},
    NoteKind: KIND_NAMES,
    OpenTo: OPEN_TO_WORDS,
    QuestionKind: QUESTION_NAMES,
    RoundState: STATE_NAMES,
    Secrecy: SECRECY_NAMES,
    SegmentKind: SEGMENT_NAMES,
    Split: SPLIT_WORDS,
    UnknownConsent: UNKNOWN_CONSENT_WORDS,
}
"""Of each enumeration that versions may differ in, the words it has everywhere."""


def _plain(value: object) -> Text:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, StrEnum):
        return WORDINGS[type(value)][value]
    if isinstance(value, date):
        return Joined((value,))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:g}"
    said = getattr(value, "wording", getattr(value, "text", value))
    return (
        said if isinstance(said, Wording) else str(said) if said not in ("", None) else say("none")
    )
