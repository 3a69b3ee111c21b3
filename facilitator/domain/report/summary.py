"""Documents as values: everything a summary says, before anyone decides how it looks."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from facilitator.domain.charts.chart import Chart
from facilitator.domain.locales import Language, Locale
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.polls.agreement.reasons import ReasonTold
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.polls import Poll, Round, Secrecy
from facilitator.domain.polls.tally import Tally
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.privacy.small_groups import NOTHING_TOLD, Told
from facilitator.domain.report.additions import Addition
from facilitator.domain.report.recount import Recount
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import TimedSegment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, say

A_GROUP = say("A group")
"""What groups are called that are too small to be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A segment as planned and as run; times are the wall clock of the place.

    `drift` is minutes late (positive) or early at the segment's start; None when it never ran.
    """

    segment_id: str = ""
    title: str
    planned_start: time
    planned_minutes: int
    started: time | None = None
    ran_minutes: int | None = None
    drift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """A question with those of its responses that may be printed, in an order by lot.

    `hidden` counts the responses that the facilitator keeps from every page, `withheld` those whose
    speakers did not agree to be quoted, `left_out` those that may give somebody away, `unarchived`
    those that an archive does not get. Of the others, `quotable` and `archivable` are what their
    speakers agree to now.
    """

    question: Question
    responses: tuple[Response, ...]
    hidden: int = 0
    withheld: int = 0
    left_out: int = 0
    unarchived: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPart:
    """One round's result, what may be printed of its reasons, and where its votes can be counted
    again.
    """

    round: Round
    tally: Tally
    recount: Recount | None = None
    reasons: tuple[ReasonTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPart:
    """A poll with all its revealed rounds. `unrevealed` counts rounds that stay sealed.

    `chart` shows the rounds in pairs. `moved` is a sentence on the change between the first and
    the last round, "" with fewer than two; `flows` say for each item how people moved, where their
    ballots of both rounds are linked.
    """

    poll: Poll
    finding: Finding | None
    rounds: tuple[RoundPart, ...]
    chart: Chart | None
    moved: Text = ""
    flows: tuple[Flow, ...] = ()
    unrevealed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLine:
    """One answer in one round: how many gave it, in the room and in each group that may be shown.

    `item` is what was asked about, "" where the poll asks about one thing only. `whole` and `cells`
    are people, `of` and `groups` the people they are of; None is what is hidden or nobody.
    """

    item: str
    round: int
    answer: str
    whole: int
    of: int
    cells: tuple[int | None, ...]
    groups: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """A poll's results by sector or by size, as far as they point at nobody.

    `names` are the groups of which something may be shown.
    """

    poll: Poll
    split: Split
    names: tuple[str, ...]
    lines: tuple[SplitLine, ...]


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
    """A note as far as it may be printed, with the wording of the question it speaks to.

    `standing` says how it stands to what the group was read, `judged` what the group says of it as
    a headline point, where that may be told; `late` that it came in after the
    summary was last printed. `photograph` is the flip chart that it is the words of, where that may
    be printed.
    """

    note: Note
    question: str = ""
    standing: Standing = Standing.UNREAD
    late: bool = False
    judged: Text = ""
    photograph: Photograph | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutPart:
    """A breakout with its topic, how many took part and those of its notes that may be printed.

    `withheld` counts the others: quotes of which nobody recorded that they may be quoted,
    `left_out` those that may give somebody away, `unarchived` those that an archive does not get;
    `unseen` counts photographs that are kept from
    the page, for either reason. `segment` is the title of its round where the seminar has several;
    `checked_at` is when the group was read its notes, by the wall clock of the place. `groups` are
    as many as are told together here, being too small to be told apart; 0 for a group by itself,
    whose id is `breakout_id`.
    """

    breakout_id: str = ""
    title: str
    topic: str
    members: int
    groups: int = 0
    notes: tuple[NoteLine, ...]
    withheld: int = 0
    left_out: int = 0
    unarchived: int = 0
    unseen: int = 0
    segment: str = ""
    checked_at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingLine:
    """A passage that may be printed, or a part of it, tied to a theme. `coder` numbers those who
    coded, from 1; 0 is anybody whose number would tell which group a note is from.

    The `day` tells no more of when: who codes goes from group to group, and notes coded within one
    minute would be known to be of one group. `start` and `end` count code points of the words as
    they are printed; both are None where the words that were coded have changed and are not found
    again.
    """

    id: str
    passage_id: str
    theme_id: str
    start: int | None
    end: int | None
    coder: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What this edition has that the one which left at the moment `since` had not: passages and
    findings that are new and those that were written again, and polls of which a round was
    revealed.
    """

    since: datetime
    new_ids: tuple[str, ...] = ()
    changed_ids: tuple[str, ...] = ()
    revealed_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything the summary says. `made_at` is UTC; `file_id` identifies the seminar file.

    `findings` are those that something was captured to, as what they ask. `splits` are results by
    sector or size, `unsplit` counts the polls of which none may be shown. `voice` says who was
    heard by sector, `voice_by_size` by size of organisation. `at_a_glance` are ready sentences;
    `method` are the method note's paragraphs. `printed_at` is when the summary was last printed
    before this one, None when it never was. `evaluating` are the ids of the polls that the day
    itself was evaluated by. `organisations` are those that came, where that is told. `additions`
    are what authors wrote, in the order in which it was, `comments` what people wrote about an
    earlier paper, for each time that they were invited to. `unseen_codings` is how many passages
    others have sorted and whoever makes this may not see sorted yet. `unasked` counts findings,
    votes and questions that are left out with all that was said to them, `conflicts` records that
    stand in two wordings nobody has settled, `changes` what is new in a later edition. `present`
    are the people on the list who came, `joined` the phones of people who gave no name. `told`
    is what it tells of who said a thing, for the papers that come after it. Papers are in
    `language`; None: what people take home in the first that the room is spoken to in, what authors
    and archives work with in English.
    """

    seminar: Seminar
    file_id: str
    made_at: datetime
    position: int
    present: int
    expected: int
    joined: int = 0
    told: Told = NOTHING_TOLD
    at_a_glance: tuple[Text, ...]
    agenda: tuple[AgendaLine, ...]
    themes: tuple[Theme, ...]
    case_studies: tuple[CaseStudy, ...]
    research_questions: tuple[Question, ...]
    questions: tuple[QuestionPart, ...]
    findings: tuple[QuestionPart, ...] = ()
    polls: tuple[PollPart, ...]
    splits: tuple[SplitPart, ...] = ()
    unsplit: int = 0
    breakouts: tuple[BreakoutPart, ...]
    printed_at: datetime | None = None
    reflections: tuple[QuestionPart, ...]
    evaluations: tuple[QuestionPart, ...]
    voice: tuple[VoiceLine, ...]
    voice_by_size: tuple[VoiceLine, ...]
    method: tuple[Text, ...]
    sources: tuple[str, ...]
    codings: tuple[CodingLine, ...] = ()
    unseen_codings: int = 0
    evaluating: frozenset[str] = frozenset()
    unasked: int = 0
    conflicts: int = 0
    changes: EditionChanges | None = None
    organisations: tuple[str, ...] = ()
    additions: tuple[Addition, ...] = ()
    comments: tuple[QuestionPart, ...] = ()
    language: Language | None = None

    def locale(self, length: "Length | None" = None) -> Locale:
        """How a paper of this length is said; without a length, what goes to an archive."""
        own = self.seminar.languages[0] if length is Length.PAGE else Language.ENGLISH
        return self.seminar.locale(self.language or own)

    @property
    def asked(self) -> tuple[QuestionPart, ...]:
        """All that people spoke to, in the order of the summary."""
        return (*self.asked_that_day, *self.comments)

    @property
    def asked_that_day(self) -> tuple[QuestionPart, ...]:
        """The same without what they wrote about the paper that came of it."""
        return (*self.questions, *self.findings, *self.reflections, *self.evaluations)

    @property
    def voted(self) -> int:
        """How many people voted in the round in which most did."""
        return max((each.tally.ballots for p in self.polls for each in p.rounds), default=0)

    @property
    def said_in_all(self) -> int:
        """How many responses and notes there are in all, those that are not printed included."""
        asked, groups = self.asked_that_day, self.breakouts
        unprinted = sum(p.hidden + p.withheld + p.left_out + p.unarchived for p in asked)
        unprinted += sum(p.withheld + p.left_out + p.unarchived for p in groups)
        responses = sum(len(part.responses) for part in asked)
        return unprinted + responses + sum(len(part.notes) for part in self.breakouts)

    @property
    def passages(self) -> dict[str, str]:
        """The words that may be printed, by the id of their record."""
        return {
            **{given.id: given.words for part in self.asked for given in part.responses},
            **{line.note.id: line.note.words for part in self.breakouts for line in part.notes},
        }

    @property
    def actions(self) -> tuple[tuple[BreakoutPart, Note], ...]:
        """The actions of all groups, group by group, with the group that noted each."""
        return tuple(
            (part, line.note)
            for part in self.breakouts
            for line in part.notes
            if line.note.kind is NoteKind.ACTION
        )


class Length(StrEnum):
    """How much of the day a paper made of the summary tells."""

    FULL = "full"
    FOUR = "four"
    PAGE = "page"

    @property
    def called(self) -> str:
        """What a file that holds such a paper is called."""
        return {Length.FULL: "summary", Length.FOUR: "four-pages", Length.PAGE: "page"}[self]


class HandoutKind(StrEnum):
    """What can be handed out."""

    BREAKOUTS = "breakouts"
    ATTENDANCE = "attendance"
    CONSENT = "consent"
    BADGES = "badges"
    AGENDA = "agenda"
    SCRIPT = "script"
    NOTES = "notes"
    CARDS = "cards"
    BALLOTS = "ballots"
    TALLY = "tally"
    EVALUATION = "evaluation"
    POSTER = "poster"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How phones come in: the `address` and the `code` that people type, and the `link` that a code
    to be scanned holds. The Wi-Fi has a name, a password and what its own code holds, "" where none
    is known.
    """

    address: str
    code: str
    link: str
    network: str = ""
    password: str = ""
    network_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person on a list, and where they go: the `group` of that `breakout_id`. `here` is set once
    they are checked in.
    """

    name: str
    organisation: str = ""
    group: str = ""
    place: str = ""
    here: bool = False
    breakout_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """One group: where it meets, what it talks about, who is in it."""

    breakout_id: str = ""
    title: str
    place: str
    note_taker: str
    topic: str
    questions: tuple[Text, ...]
    findings: tuple[Text, ...]
    members: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRound:
    """One round of groups: when it is planned (wall clock), its groups, and everybody by name."""

    segment_id: str = ""
    title: Text
    starts: time
    ends: time
    groups: tuple[GroupSheet, ...]
    people: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingSheet:
    """What is voted on in one segment, of votes that are kept alike."""

    segment_id: str = ""
    title: Text
    polls: tuple[Poll, ...]

    @property
    def secrecy(self) -> Secrecy:
        """How they are kept."""
        return self.polls[0].secrecy


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What is printed before and during the day. `made_at` is UTC.

    Only what its kind is made of is filled: `rounds` of groups, `people` on the list, the `agenda`
    with its times, what is `asked` when people look back, `votes` segment by segment, `codes` for
    sets of ballots whose votes are linked, and the `door` that phones come in by.
    It is in `language`: None is the first of those that the room is spoken to in.
    """

    kind: HandoutKind
    seminar: Seminar
    file_id: str
    made_at: datetime
    rounds: tuple[GroupRound, ...] = ()
    people: tuple[Seat, ...] = ()
    agenda: tuple[TimedSegment, ...] = ()
    asked: tuple[Question, ...] = ()
    votes: tuple[VotingSheet, ...] = ()
    codes: tuple[str, ...] = ()
    door: Door | None = None
    language: Language | None = None

    @property
    def locale(self) -> Locale:
        """How it is said."""
        return self.seminar.locale(self.language or self.seminar.languages[0])
