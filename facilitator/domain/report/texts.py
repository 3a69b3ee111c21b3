"""Every text that people typed and a paper says, with the record it is of: found by walking the
value that the paper is made of, so that no field and no new kind of record is forgotten.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from facilitator.domain.charts.chart import Chart
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.personal import NOTHING, PERSONAL
from facilitator.domain.polls.agreement.reasons import ReasonTold
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.results import Line
from facilitator.domain.privacy.disclosure import SafeTable
from facilitator.domain.report.recount import Recount
from facilitator.domain.report.summary import (
    AgendaLine,
    BreakoutPart,
    CodingLine,
    GroupRound,
    GroupSheet,
    PollPart,
    QuestionPart,
    RoundPart,
    Seat,
    Summary,
    VotingSheet,
)
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID
from facilitator.domain.wording import InBoth, Message, Wording, say


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text as it was typed: the record it is of, the value it stands in (a record, or what stands
    for one in a paper), and the part of the paper around that.
    """

    of: Change
    text: str
    holder: object
    part: object


_MADE = (Chart, Flow, Line, ReasonTold, Recount, SafeTable, CodingLine)
"""What is made of texts that stand elsewhere, and of figures."""
_UNREAD = (Photograph, Enum)
_MEANT: Mapping[type, tuple[str, ...]] = {Seat: ("name", "organisation")}
"""Whom a sheet is a list of."""
_PARTS = (QuestionPart, BreakoutPart, PollPart)
_KEYS = frozenset({"id", "origin", "about", "template", "time_zone", "room"})
"""Fields that lead to something and say nothing."""
_OF_PAPERS = frozenset({"parts_order", "parts_out"})


def typed_texts(paper: object) -> Iterator[TypedText]:
    """Every text of a summary, or of whatever else leaves: any value made of dataclasses, tuples
    and texts. What a record is known by on purpose, such as the organiser of the seminar, the
    authors of a case study and whoever is on a list, is none of them.

    Of a summary the sentences that are made of its records are not read again; of anything else a
    text that stands in no record is the seminar's, so that none escapes.
    """
    if isinstance(paper, Summary):
        yield from _of_summary(paper)
    else:
        yield from _within(paper, _SEMINAR, paper, paper)


_SEMINAR = Change(Kind.SEMINAR, SEMINAR_ID)


def _of_summary(summary: Summary) -> Iterator[TypedText]:
    findings = {part.question.id for part in summary.findings}
    for each in _within(summary, None, summary, summary):
        is_finding = each.of.kind is Kind.QUESTION and each.of.id in findings
        yield replace(each, of=Change(Kind.FINDING, each.of.id)) if is_finding else each
    for source in summary.sources:
        yield TypedText(_SEMINAR, source, summary.seminar, summary)


def _within(value: object, of: Change | None, holder: object, part: object) -> Iterator[TypedText]:
    if isinstance(value, str) and not isinstance(value, Enum):
        if of is not None and value.strip():
            yield TypedText(of, value, holder, part)
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each, of, holder, part)
    elif is_dataclass(value) and not isinstance(value, _MADE + _UNREAD):
        own = _record_of(value)
        here = (of, holder) if own is None else (own, value)
        part = value if isinstance(value, _PARTS) else part
        for name in _read_fields(value, own):
            yield from _within(getattr(value, name), *here, part)


def _record_of(value: Any) -> Change | None:
    """The record that a value is, or stands for."""
    match value:
        case AgendaLine():
            return Change(Kind.SEGMENT, value.segment_id)
        case BreakoutPart():
            return Change(Kind.BREAKOUT, value.breakout_id)
        case RoundPart():
            return Change(Kind.ROUND, value.round.id)
        case GroupSheet() | Seat() if value.breakout_id:
            return Change(Kind.BREAKOUT, value.breakout_id)
        case GroupRound() | VotingSheet() if value.segment_id:
            return Change(Kind.SEGMENT, value.segment_id)
    kind = getattr(value, "KIND", None)
    return Change(kind, cast(Any, value).id) if kind is not None else None


def _read_fields(value: Any, own: Change | None) -> Iterator[str]:
    """The fields that may say something to whoever reads."""
    personal = NOTHING if own is None else PERSONAL[own.kind]
    meant = (*_MEANT.get(type(value), ()), *(() if personal.is_own else personal.names))
    for each in fields(value):
        is_key = each.name in _KEYS | _OF_PAPERS or each.name.endswith(("_id", "_ids"))
        if not is_key and each.name not in (*personal.ids, *meant):
            yield each.name


LEFT_OUT = say("[left out]")
"""What stands in a text's place."""

_T = TypeVar("_T")


def without_texts(value: _T, texts: Collection[str]) -> _T:
    """The same without these texts, wherever in it they stand."""
    if isinstance(value, str):
        is_text = value in texts and not isinstance(value, Enum)
        return cast(_T, str(LEFT_OUT)) if is_text else value
    if isinstance(value, tuple):
        return cast(_T, tuple(without_texts(each, texts) for each in value))
    is_made = isinstance(value, Wording) and not isinstance(value, (InBoth, Message))
    if not is_dataclass(value) or isinstance(value, _UNREAD) or is_made:
        return value
    known = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
    less = {name: without_texts(held, texts) for name, held in known.items()}
    changed = {name: held for name, held in less.items() if held is not known[name]}
    changed = {name: held for name, held in changed.items() if held != known[name]}
    return cast(_T, replace(cast(Any, value), **changed)) if changed else value
