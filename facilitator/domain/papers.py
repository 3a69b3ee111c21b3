"""Documents as values: everything a summary says, before anyone decides how it looks."""

from dataclasses import dataclass
from datetime import datetime, time

from facilitator.domain.charts import Chart
from facilitator.domain.findings import Finding
from facilitator.domain.polls import Poll, Round
from facilitator.domain.questions import Question, Response
from facilitator.domain.seminar import CaseStudy, Seminar, Theme
from facilitator.domain.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A segment as planned and as run; times are the wall clock of the place.

    `drift` is minutes late (positive) or early at the segment's start; None when it never ran.
    """

    title: str
    planned_start: time
    planned_minutes: int
    started: time | None = None
    ran_minutes: int | None = None
    drift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """A question with its responses, those not hidden, in the order they were given.

    `hidden` counts the responses that are kept from every page.
    """

    question: Question
    responses: tuple[Response, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPart:
    """One round's result."""

    round: Round
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPart:
    """A poll with all its revealed rounds. `unrevealed` counts rounds that stay sealed.

    `chart` shows the rounds in pairs. `moved` is a sentence on the change between the first and
    the last round, "" with fewer than two.
    """

    poll: Poll
    finding: Finding | None
    rounds: tuple[RoundPart, ...]
    chart: Chart | None
    moved: str = ""
    unrevealed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """One sector (or size) of organisation: its share of the room and of what was said.

    People and responses are counts; a line that would single people out has None for both.
    """

    name: str
    people: int | None
    responses: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note as it is printed: its record id, kind in words, the words, the question it answers."""

    id: str
    kind: str
    words: str
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutPart:
    """A breakout with its topic, how many took part and its notes."""

    title: str
    topic: str
    members: int
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything the summary says. `made_at` is UTC; `file_id` identifies the seminar file.

    `voice` says who was heard by sector, `voice_by_size` by size of organisation. `at_a_glance` are
    ready sentences; `method` are the method note's paragraphs.
    """

    seminar: Seminar
    file_id: str
    made_at: datetime
    position: int
    present: int
    expected: int
    at_a_glance: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    themes: tuple[Theme, ...]
    case_studies: tuple[CaseStudy, ...]
    research_questions: tuple[Question, ...]
    questions: tuple[QuestionPart, ...]
    polls: tuple[PollPart, ...]
    breakouts: tuple[BreakoutPart, ...]
    reflections: tuple[QuestionPart, ...]
    evaluations: tuple[QuestionPart, ...]
    voice: tuple[VoiceLine, ...]
    voice_by_size: tuple[VoiceLine, ...]
    method: tuple[str, ...]
    sources: tuple[str, ...]
