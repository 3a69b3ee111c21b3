"""Every kind of record that people edit, in one place, so that nothing has to list them twice."""

from dataclasses import fields

from facilitator.domain.notes.notes import Check, Note
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Address, Consent, Participant
from facilitator.domain.polls.polls import HandCount, Poll, Round
from facilitator.domain.report.additions import Addition
from facilitator.domain.responses.responses import Response, Upvote
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Progress, Segment, SegmentRun
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.seminar.speaking import SpeakersList
from facilitator.domain.stage.slides import SlidePicture, Slides
from facilitator.domain.stage.stage import Stage
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme

Record = (
    Seminar
    | Segment
    | Question
    | Finding
    | Theme
    | Coding
    | CaseStudy
    | Poll
    | Round
    | HandCount
    | Participant
    | Consent
    | Address
    | Breakout
    | Response
    | Upvote
    | Note
    | Check
    | Photograph
    | Progress
    | SegmentRun
    | Stage
    | SpeakersList
    | Slides
    | SlidePicture
    | Addition
)

RECORD_TYPES: dict[Kind, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Seminar,
        Segment,
        Question,
        Finding,
        Theme,
        Coding,
        CaseStudy,
        Poll,
        Round,
        HandCount,
        Participant,
        Consent,
        Address,
        Breakout,
        Response,
        Upvote,
        Note,
        Check,
        Photograph,
        Progress,
        SegmentRun,
        Stage,
        SpeakersList,
        Slides,
        SlidePicture,
        Addition,
    )
}


def differing(one: Record, *others: Record) -> tuple[str, ...]:
    """The fields in which records of one kind are not all alike, by their names."""
    names = (field.name for field in fields(one))
    return tuple(
        name for name in names if any(getattr(one, name) != getattr(o, name) for o in others)
    )
