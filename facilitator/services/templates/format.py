"""The template format as a table: which keys each part may have, and where they go.

Everything that reads or explains a template goes by this table; a test holds docs/templates.md
to it. A key's `field` is the field of the record it fills.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from facilitator.domain.bounds import LONGEST_MINUTES, MOST, MOST_DAYS
from facilitator.domain.locales import Language
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Method, OpenTo, Poll, Secrecy
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.print_rules import Attribution, UnknownConsent
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme


class Form(Enum):
    """What a value looks like in the file."""

    TEXT = auto()
    TEXTS = auto()
    WHOLE = auto()
    SHARE = auto()
    TRUTH = auto()
    DAY = auto()
    CLOCK = auto()
    ZONE = auto()
    CHOICE = auto()
    CHOICES = auto()
    REFERENCE = auto()
    REFERENCES = auto()
    CRITERIA = auto()
    ITEMS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key. `to` is the part a reference points at, `least` the smallest number allowed,
    `most` the largest.
    """

    name: str
    form: Form = Form.TEXT
    field: str
    required: bool = False
    choices: type[StrEnum] | None = None
    to: str = ""
    least: int = 0
    most: int = MOST


def _key(name: str, form: Form = Form.TEXT, *, field: str = "", required: bool = False) -> Key:
    return Key(name=name, form=form, field=field or name, required=required)


def _must(name: str) -> Key:
    return _key(name, required=True)


def _both(name: str, *, required: bool = False) -> tuple[Key, Key]:
    """A text, and the same in the seminar's second language."""
    return _key(name, required=required), _key(f"{name}_second")


def _choice(name: str, choices: type[StrEnum], *, required: bool = True) -> Key:
    return Key(name=name, form=Form.CHOICE, field=name, required=required, choices=choices)


def _one(name: str, *, required: bool = False) -> Key:
    form = Form.REFERENCE
    return Key(name=name, form=form, field=f"{name}_id", required=required, to=name)


def _several(name: str, to: str) -> Key:
    return Key(name=name, form=Form.REFERENCES, field=f"{to}_ids", to=to)


def _whole(name: str, least: int, most: int = MOST, *, required: bool = False) -> Key:
    form = Form.WHOLE
    return Key(name=name, form=form, field=name, required=required, least=least, most=most)


NAME = Key(name="key", field="")
"""What other parts call an entry by; themes, questions and findings keep it as their origin."""

ONCE: dict[str, tuple[Key, ...]] = {
    "template": (_must("summary"),),
    "seminar": (
        *_both("title", required=True),
        *_both("subtitle"),
        _key("purpose"),
        _key("invitees"),
        _key("organiser"),
        _key("place"),
        _key("date", Form.DAY),
        _key("starts_at", Form.CLOCK),
        _key("booked_until", Form.CLOCK),
        _key("time_zone", Form.ZONE),
        _key("sectors", Form.TEXTS),
        _key("sizes", Form.TEXTS),
        *_both("consent"),
        _key("controller"),
        _key("contact"),
        _key("lawful_basis"),
        _whole("withdraw_days", 0, MOST_DAYS),
        _whole("kept_days", 0, MOST_DAYS),
        *_both("rule"),
        _key("photographs", Form.TRUTH),
        _key("source"),
        _whole("room_threshold", 1),
        _whole("print_threshold", 1),
        _whole("print_rounding", 1),
        _choice("attribution", Attribution, required=False),
        _choice("unknown_consent", UnknownConsent, required=False),
        _key("lists_organisations", Form.TRUTH),
        _key("asks_names", Form.TRUTH),
        _key("shares_devices", Form.TRUTH),
        Key(name="languages", form=Form.CHOICES, field="languages", choices=Language),
        _choice("written_in", Language, required=False),
    ),
}
"""The parts that stand once, in single brackets."""

REPEATED: dict[str, tuple[Key, ...]] = {
    "theme": (NAME, _must("name"), _key("description")),
    "question": (
        NAME,
        _choice("kind", QuestionKind),
        *_both("wording", required=True),
        _key("group"),
        *_both("help"),
        _key("source"),
        _one("theme"),
        _whole("most", 0),
        _key("one_word", Form.TRUTH),
        _key("on_wall", Form.TRUTH),
        _key("moderated", Form.TRUTH),
    ),
    "finding": (
        NAME,
        *_both("label", required=True),
        *_both("wording", required=True),
        _key("source"),
        _one("theme"),
    ),
    "case_study": (NAME, _must("title"), _key("authors"), _key("focus"), _key("source")),
    "poll": (
        NAME,
        _choice("method", Method),
        *_both("title"),
        *_both("wording"),
        _key("items", Form.ITEMS),
        _key("criteria", Form.CRITERIA),
        _choice("secrecy", Secrecy, required=False),
        _key("threshold", Form.SHARE),
        _key("quorum", Form.SHARE),
        _whole("most", 0),
        _whole("budget", 1),
        _key("shuffle", Form.TRUTH),
        _choice("split", Split, required=False),
        _key("awaits_count", Form.TRUTH),
        _key("may_abstain", Form.TRUTH),
        _choice("open_to", OpenTo, required=False),
        _key("open_for", Form.TEXTS),
        _one("finding"),
        _one("question"),
    ),
    "segment": (
        NAME,
        _choice("kind", SegmentKind),
        *_both("title", required=True),
        _whole("minutes", 1, LONGEST_MINUTES, required=True),
        *_both("script"),
        _key("prompts", Form.TEXTS),
        _several("questions", "question"),
        _several("polls", "poll"),
    ),
    "breakout": (
        _one("segment", required=True),
        _must("title"),
        _key("place"),
        _one("case_study"),
        _several("questions", "question"),
        _several("findings", "finding"),
        _key("note_taker"),
        _whole("capacity", 0),
    ),
}
"""The parts that may stand many times, in double brackets; they keep the order of the file."""

PARTS = ONCE | REPEATED

RECORDS: dict[str, type[Record]] = {
    "seminar": Seminar,
    "theme": Theme,
    "question": Question,
    "finding": Finding,
    "case_study": CaseStudy,
    "poll": Poll,
    "segment": Segment,
    "breakout": Breakout,
}
"""The record each part becomes; `template` only describes the file."""


def heading(part: str) -> str:
    """The part's heading as it is written in the file."""
    return f"[{part}]" if part in ONCE else f"[[{part}]]"
