"""Every kind of record that people edit, in one place, so that nothing has to list them twice."""

from facilitator.domain.agenda import Progress, Segment, SegmentRun
from facilitator.domain.breakouts import Breakout
from facilitator.domain.changes import Kind
from facilitator.domain.findings import Finding
from facilitator.domain.notes import Check, Note
from facilitator.domain.participants import Consent, Participant
from facilitator.domain.polls import HandCount, Poll, Round
from facilitator.domain.questions import Question, Response, Upvote
from facilitator.domain.seminar import CaseStudy, Seminar, Theme
from facilitator.domain.stage import Stage

Record = (
    Seminar
    | Segment
    | Question
    | Finding
    | Theme
    | CaseStudy
    | Poll
    | Round
    | HandCount
    | Participant
    | Consent
    | Breakout
    | Response
    | Upvote
    | Note
    | Check
    | Progress
    | SegmentRun
    | Stage
)

RECORD_TYPES: dict[Kind, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Seminar,
        Segment,
        Question,
        Finding,
        Theme,
        CaseStudy,
        Poll,
        Round,
        HandCount,
        Participant,
        Consent,
        Breakout,
        Response,
        Upvote,
        Note,
        Check,
        Progress,
        SegmentRun,
        Stage,
    )
}
