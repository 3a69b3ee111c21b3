"""Acts: what somebody did, as a verb and the ids it concerns. Its words are made when it is shown,
from what the subjects say now, so that no act keeps a name that its bearer had erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.revisions import Kind
from facilitator.domain.wording import brief


class Place(StrEnum):
    """Where an act was done; ELSEWHERE for those of files that did not say."""

    ELSEWHERE = ""
    WINDOW = "window"
    PREPARE = "prepare"
    RUN = "run"
    NOTES = "notes"
    SYNTHESISE = "synthesise"
    REPORT = "report"
    ROOM = "room"
    COMMAND_LINE = "command_line"


class Verb(StrEnum):
    """What can be done to a seminar."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    MOVE = "move"
    DUPLICATE = "duplicate"
    RENAME = "rename"
    IMPORT = "import"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    ALLOCATE = "allocate"
    PLACE = "place"
    PLACE_LATE = "place_late"
    KEEP_PLACES = "keep_places"
    FREE_PLACES = "free_places"
    CAPTURE = "capture"
    CORRECT = "correct"
    HIDE = "hide"
    STAR = "star"
    UNSTAR = "unstar"
    TIE = "tie"
    UNTIE = "untie"
    DESCRIBE = "describe"
    NEST = "nest"
    UNNEST = "unnest"
    MERGE_THEMES = "merge_themes"
    SPLIT = "split"
    JOIN = "join"
    MARK = "mark"
    SET_SECTOR = "set_sector"
    SET_SIZE = "set_size"
    ASSIGN = "assign"
    HEADLINE = "headline"
    UNHEADLINE = "unheadline"
    ALLOW_QUOTE = "allow_quote"
    FORBID_QUOTE = "forbid_quote"
    CHECK_NOTES = "check_notes"
    SETTLE = "settle"
    TAKE_OUT = "take_out"
    OTHER = "other"

    SET_UP = "set_up"
    KEEP = "keep"
    START_DAY = "start_day"
    GO_ON = "go_on"
    GO_BACK = "go_back"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    FINISH_DAY = "finish_day"
    TICK = "tick"
    SHOW = "show"
    BLANK = "blank"
    READ_BACK = "read_back"
    OPEN_ROUND = "open_round"
    CLOSE_ROUND = "close_round"
    REVEAL_ROUND = "reveal_round"
    DISCARD_ROUND = "discard_round"
    COUNT_HANDS = "count_hands"
    SET_COUNTDOWN = "set_countdown"
    TAKE_IN = "take_in"
    PAIR = "pair"
    MERGE = "merge"
    SYNC = "sync"
    ERASE = "erase"

    @property
    def is_undoable(self) -> bool:
        """Whether undo offers such acts: not what moved the day or was taken in from others."""
        return self not in _STAYS


_STAYS = frozenset(
    {
        Verb.SET_UP,
        Verb.KEEP,
        Verb.START_DAY,
        Verb.GO_ON,
        Verb.GO_BACK,
        Verb.PAUSE,
        Verb.RESUME,
        Verb.EXTEND,
        Verb.FINISH_DAY,
        Verb.TICK,
        Verb.SHOW,
        Verb.BLANK,
        Verb.READ_BACK,
        Verb.OPEN_ROUND,
        Verb.CLOSE_ROUND,
        Verb.REVEAL_ROUND,
        Verb.DISCARD_ROUND,
        Verb.COUNT_HANDS,
        Verb.SET_COUNTDOWN,
        Verb.TAKE_IN,
        Verb.PAIR,
        Verb.MERGE,
        Verb.SYNC,
        Verb.ERASE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing a person did: the revisions written in one transaction.

    `subjects` are the records it concerns, as far as they are not simply what it wrote. `session`
    is that of the window (or server, or command) it was done in. `undoes` names the act this one
    took back.
    """

    id: str
    verb: Verb
    subjects: tuple[str, ...] = ()
    undoable: bool
    device: str
    session: str = ""
    place: Place = Place.ELSEWHERE
    at: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a record is called now; "" where it has no name, or none any more."""

    kind: Kind
    name: str = ""


_WORDS: Mapping[Verb, str] = {
    Verb.ADD: "Add {what}",
    Verb.CHANGE: "Change {what}",
    Verb.REMOVE: "Remove {what}",
    Verb.MOVE: "Move {what}",
    Verb.DUPLICATE: "Duplicate {what}",
    Verb.RENAME: "Rename {what}",
    Verb.IMPORT: "Take people from a list",
    Verb.CHECK_IN: "Check in {what}",
    Verb.CHECK_OUT: "Check out {what}",
    Verb.ALLOCATE: "Allocate breakouts",
    Verb.PLACE: "Move people between groups",
    Verb.PLACE_LATE: "Place late arrivals",
    Verb.KEEP_PLACES: "Keep places",
    Verb.FREE_PLACES: "Free places",
    Verb.CAPTURE: "Capture {what}",
    Verb.CORRECT: "Correct {what}",
    Verb.HIDE: "Hide {what}",
    Verb.STAR: "Star {what}",
    Verb.UNSTAR: "Take star away",
    Verb.TIE: "Tie {what}",
    Verb.UNTIE: "Untie {what}",
    Verb.DESCRIBE: "Describe {what}",
    Verb.NEST: "Put {what} under another",
    Verb.UNNEST: "Take {what} out of the other",
    Verb.MERGE_THEMES: "Merge into {what}",
    Verb.SPLIT: "Split {what}",
    Verb.JOIN: "Join notes",
    Verb.MARK: "Change the kind of {what}",
    Verb.SET_SECTOR: "Set sector",
    Verb.SET_SIZE: "Set size",
    Verb.ASSIGN: "Assign action",
    Verb.HEADLINE: "Mark headline point",
    Verb.UNHEADLINE: "Take headline mark away",
    Verb.ALLOW_QUOTE: "Allow quoting",
    Verb.FORBID_QUOTE: "Forbid quoting",
    Verb.CHECK_NOTES: "Check notes with the group",
    Verb.SETTLE: "Settle versions",
    Verb.TAKE_OUT: "Take a merge out",
    Verb.OTHER: "Change {what}",
    Verb.SET_UP: "Set the seminar up",
    Verb.KEEP: "Keep what is typed",
    Verb.START_DAY: "Start the day",
    Verb.GO_ON: "Go on",
    Verb.GO_BACK: "Go back",
    Verb.PAUSE: "Pause",
    Verb.RESUME: "Resume",
    Verb.EXTEND: "Give more time",
    Verb.FINISH_DAY: "Finish the day",
    Verb.TICK: "Tick off",
    Verb.SHOW: "Show the room something",
    Verb.BLANK: "Blank the screen",
    Verb.READ_BACK: "Read notes back",
    Verb.OPEN_ROUND: "Open voting",
    Verb.CLOSE_ROUND: "Close voting",
    Verb.REVEAL_ROUND: "Reveal the result",
    Verb.DISCARD_ROUND: "Discard a round",
    Verb.COUNT_HANDS: "Count hands",
    Verb.SET_COUNTDOWN: "Set the countdown",
    Verb.TAKE_IN: "Take in what people sent",
    Verb.PAIR: "Let somebody in",
    Verb.MERGE: "Merge a file",
    Verb.SYNC: "Get in step with the host",
    Verb.ERASE: "Erase for good",
}

_NOUNS: Mapping[Kind, tuple[str, str]] = {
    Kind.SEMINAR: ("the seminar’s details", "the seminar’s details"),
    Kind.SEGMENT: ("segment", "segments"),
    Kind.QUESTION: ("question", "questions"),
    Kind.FINDING: ("finding", "findings"),
    Kind.THEME: ("theme", "themes"),
    Kind.CASE_STUDY: ("case study", "case studies"),
    Kind.POLL: ("poll", "polls"),
    Kind.ROUND: ("round of voting", "rounds of voting"),
    Kind.HAND_COUNT: ("show of hands", "shows of hands"),
    Kind.BALLOT: ("ballot", "ballots"),
    Kind.PARTICIPANT: ("person", "people"),
    Kind.CONSENT: ("consent", "consents"),
    Kind.BREAKOUT: ("group", "groups"),
    Kind.RESPONSE: ("response", "responses"),
    Kind.UPVOTE: ("upvote", "upvotes"),
    Kind.NOTE: ("note", "notes"),
    Kind.CHECK: ("check of notes", "checks of notes"),
    Kind.CODING: ("coding", "codings"),
    Kind.PROGRESS: ("the state of the day", "the state of the day"),
    Kind.SEGMENT_RUN: ("run of a segment", "runs of segments"),
    Kind.STAGE: ("what the room sees", "what the room sees"),
}

_PASSAGES = frozenset({Kind.NOTE, Kind.RESPONSE})


def words(verb: Verb, subjects: Sequence[Subject]) -> str:
    """What an act is called, such as “Add theme “Trust””."""
    return _WORDS[verb].format(what=_called(subjects))


def _called(subjects: Sequence[Subject]) -> str:
    if len(subjects) == 1:
        return _one(subjects[0])
    return f"{len(subjects)} {_many({each.kind for each in subjects})}" if subjects else "something"


def _one(subject: Subject) -> str:
    noun, _ = _NOUNS[subject.kind]
    if not subject.name:
        return noun
    name = brief(subject.name, 40)
    return name if subject.kind is Kind.PARTICIPANT else f"{noun} “{name}”"


def _many(kinds: set[Kind]) -> str:
    if len(kinds) == 1:
        return _NOUNS[next(iter(kinds))][1]
    return "passages" if kinds <= _PASSAGES else "records"
