"""The page that people take home: what happened, on one side, in at most three hundred words.

It says nothing that the full summary does not say, in the same words and under the same ids. Where
people wrote at length less of it stands here, never half a sentence. On phones its fixed words are
in the reader's language; what people wrote stays as they wrote it, in its second wording where it
has one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum, auto

from exports.content.data import dataset_of
from exports.content.poll_pages import came_to
from exports.content.summary_body import response_block
from exports.content.summary_front import (
    about,
    messages,
    overview,
    spoken_under,
    without_bare_line,
)
from exports.dataset import Dataset
from exports.document import (
    Aside,
    Block,
    Cell,
    Column,
    Document,
    Front,
    Holds,
    Quote,
    Record,
    Rows,
    Section,
    Table,
    Terms,
    Use,
    Voice,
    said,
)
from exports.phrases import Tell, number_or_dash, short_id
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.notes.notes import KIND_NAMES, Note, NoteKind
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import OUTCOME_WORDS, Outcome
from facilitator.domain.report.attendance import attendance, took_part
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.wording import Text, Weekday, say

MOST_WORDS = 300
_QUOTE_WORDS = 20
"""A quote that is longer stands in the full record alone."""

_PURPOSE_WORDS = 35
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")

_BANDS = (
    Outcome.ACCEPTED,
    Outcome.NO_MAJORITY,
    Outcome.NO_VIEW,
    Outcome.DIVIDED,
    Outcome.REJECTED,
)


class Purpose(Enum):
    """How much is told of what the day was for."""

    WHOLE = auto()
    SENTENCE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of each kind stands on the page."""

    purpose: Purpose = Purpose.NOTHING
    messages: int = 3
    findings: int = 7
    quotes: int = 2
    actions: int = 3


_SHARES = (
    *(_Share(purpose=told) for told in Purpose),
    _Share(actions=2),
    _Share(quotes=1),
    _Share(quotes=1, actions=2),
    _Share(messages=2, quotes=1, actions=2),
    _Share(messages=2, quotes=1, actions=1),
    *(_Share(Purpose.NOTHING, 2, findings, 0, 1) for findings in (7, 5, 3)),
    *(_Share(Purpose.NOTHING, fewer, 0, 0, fewer) for fewer in (1, 0)),
)
"""From all there may be to the least."""


def one_pages(
    summary: Summary, data: Dataset | None = None, locale: Locale = ENGLISH
) -> Iterator[Document]:
    """The page, from the fullest whose words keep to the limit to the barest: whoever sets it takes
    the first that one side of paper holds. Its fixed words are said in the language of `locale`.
    """
    data = data or dataset_of(summary)
    made = [_document(summary, data, share, locale) for share in _SHARES]
    yield from (each for each in made[:-1] if words_in(each) <= MOST_WORDS)
    yield made[-1]


def _document(summary: Summary, data: Dataset, share: _Share, locale: Locale) -> Document:
    tell = Tell(locale)
    return Document(
        title=tell(summary.seminar.spoken_title),
        language=locale.tag,
        use=Use.HANDOUT,
        about=about(summary, tell(say("What came out of the day")), locale),
        front=_front(summary, tell),
        sections=(_came_out(summary, data, share, locale),),
    )


def _front(summary: Summary, tell: Tell) -> Front:
    """What stands over a short paper: which seminar, when and where, how many came."""
    seminar = summary.seminar
    when = " · ".join(filter(None, (tell(Weekday(seminar.date)), seminar.place)))
    facts = tuple(filter(None, (when, tell(attendance(summary)))))
    return Front(title=tell(seminar.spoken_title), facts=facts)


def _came_out(summary: Summary, data: Dataset, share: _Share, locale: Locale) -> Section:
    """One part under one small heading: each thing says in the margin what it is."""
    tell = Tell(locale)
    judged = [part for part in summary.polls if part.rounds and method_of(part.poll).judged]
    came: tuple[Block, ...] = (
        *(tuple(messages(summary, 3)) or _messages(judged, data, share.messages, tell)),
        *_plot(judged[: share.findings], data, tell),
        *_moved(judged, data, tell),
        *tuple(_quotes(summary, tell))[: share.quotes],
        *_actions(summary, share.actions, tell),
    )
    nothing = said(tell(say("Nothing has been recorded yet.")))
    blocks = (*(came or (nothing,)), _record(summary, tell))
    purpose = _purpose(summary.seminar.purpose, share.purpose)
    return Section(
        key="page",
        title="",
        blocks=(*((said(purpose),) if purpose else ()), *spoken_under(summary.seminar, tell)),
        nested=(
            Section(key="came out", title=tell(say("What came out")), blocks=blocks, listed=False),
        ),
        listed=False,
    )


def _purpose(words: str, told: Purpose) -> str:
    """What the day was for: all of it, its first sentence where that is short, or nothing."""
    if told is Purpose.WHOLE:
        return words
    first, *_ = _SENTENCE_ENDS.split(words.strip(), 1)
    is_short = told is Purpose.SENTENCE and len(first.split()) <= _PURPOSE_WORDS
    return first if is_short else ""


def _messages(parts: Sequence[PollPart], data: Dataset, most: int, tell: Tell) -> Iterator[Block]:
    """What the room came to, under the poll's id: of each outcome the clearest first, then others.

    That something was rejected or divided people weighs as much as what was accepted.
    """
    clearest = sorted(parts, key=lambda part: -_agreement(part, data))
    firsts = {_outcome(part): part for part in reversed(clearest)}
    in_turn = [firsts[outcome] for outcome in _IN_TURN if outcome in firsts]
    in_turn += [part for part in clearest if part not in in_turn]
    for part in in_turn[:most]:
        sentences = (came_to(part, tell), tell(_groups(part, data)))
        yield Aside(short_id(part.poll.id), tell(part.poll.spoken), Voice.STATEMENT)
        yield said(" ".join(filter(None, sentences)))


_IN_TURN = (Outcome.ACCEPTED, Outcome.REJECTED, Outcome.DIVIDED, None)


def _outcome(part: PollPart) -> Outcome | None:
    """What its only statement came to; of several none is the poll's."""
    lines = part.rounds[-1].tally.lines
    return lines[0].outcome if len(lines) == 1 else None


def _agreement(part: PollPart, data: Dataset, turn: int = -1) -> float:
    """The share that agreed with its first statement, in the last round unless said otherwise."""
    held = part.rounds[turn]
    share = data["measures"].get(held.round.id, held.tally.lines[0].item_id)["agreement"]
    return share if isinstance(share, float) else 0.0


def _groups(part: PollPart, data: Dataset) -> Text:
    """How many groups spoke of what the finding is about, where that was sorted and may be told."""
    theme = data["themes"].find(part.finding.theme_id) if part.finding else None
    if theme is None or not theme["groups"]:
        return ""
    return say(
        "{groups} of {of_groups} groups spoke of “{theme}”.",
        groups=number_or_dash(theme["groups"]),
        of_groups=number_or_dash(theme["of_groups"]),
        theme=str(theme["name"]),
    )


def _plot(parts: Sequence[PollPart], data: Dataset, tell: Tell) -> Iterator[Block]:
    """A dot a statement, in bands of what they came to."""
    bands: dict[Outcome, list[tuple[Cell, ...]]] = {outcome: [] for outcome in _BANDS}
    for part in parts:
        for line, row in zip(part.rounds[-1].tally.lines, overview(part, data, tell), strict=True):
            if line.outcome is not None:
                bands[line.outcome].append(row[:-1])
    groups = tuple(
        Rows(tuple(rows), tell(OUTCOME_WORDS[outcome])) for outcome, rows in bands.items() if rows
    )
    if groups:
        columns = (
            Column(tell(say("Statement")), 4.2, Holds.NAMES),
            Column("n", 1.2, Holds.FIGURES),
            Column(tell(say("0 to 100 % agree")), 2.6, Holds.SKETCHES),
            Column(tell(say("Agree")), 1.6),
        )
        table = Table(
            columns=columns,
            groups=groups,
            caption=tell(say("First vote and last")),
            note=tell(
                say("The ring is the first vote, the dot the last; the stroke is the threshold.")
            ),
            wide=True,
        )
        too_few = say("People are counted: there were too few for shares.")
        yield without_bare_line(table, tell(too_few))


def _moved(parts: Sequence[PollPart], data: Dataset, tell: Tell) -> Iterator[Block]:
    """The statement on which agreement changed most."""
    known = [part for part in parts if part.moved]
    if known:
        moved = max(known, key=lambda part: abs(_agreement(part, data) - _agreement(part, data, 0)))
        of = f"{tell(moved.poll.spoken_title)} ({short_id(moved.poll.id)})"
        yield Terms(((tell(say("What moved")), f"{of}: {tell(moved.moved)}"),))


def _quotes(summary: Summary, tell: Tell) -> Iterator[Quote]:
    """Words that may be quoted and are short enough, the starred first."""
    given = [
        response_block(response)
        for part in (*summary.questions, *summary.reflections)
        for response in part.responses
    ]
    noted = [
        Quote(words=line.note.words, attribution="", id=line.note.id, starred=line.note.starred)
        for group in summary.breakouts
        for line in group.notes
        if line.note.is_verbatim
    ]
    kind = tell(KIND_NAMES[NoteKind.QUOTE])
    quotes = [replace(b, kind=kind) for b in (*given, *noted) if isinstance(b, Quote)]
    short = [quote for quote in quotes if len(quote.words.split()) <= _QUOTE_WORDS]
    yield from sorted(short, key=lambda quote: not quote.starred)


def _actions(summary: Summary, most: int, tell: Tell) -> Iterator[Block]:
    """What groups want done; what several want in the same words is told once."""
    once: dict[str, Note] = {}
    for _, note in summary.actions:
        once.setdefault(note.words, note)
    for note in list(once.values())[:most]:
        due = tell(say("by {day}", day=note.due)) if note.due else ""
        whose = " · ".join(filter(None, (note.owner, due)))
        yield Record(words=note.words, id=note.id, kind=tell(KIND_NAMES[note.kind]), remark=whose)


def _record(summary: Summary, tell: Tell) -> Block:
    where = (summary.seminar.contact or summary.seminar.organiser).rstrip(".")
    kept = say("The full record is with {whom}.", whom=where) if where else _KEPT
    no_sample = say("The people in the room chose to come: they are no sample.")
    about = (no_sample, kept) if took_part(summary) else (kept,)
    return Terms(((tell(say("The record")), " ".join(map(tell, about))),))


_KEPT = say("There is a full record.")


_UNREAD = {"key", "id", "language", "about", "use", "voice", "holds", "opens", "chart", "sentence"}
"""Fields of a document that nobody reads as words; a figure is looked at."""


def words_in(value: object) -> int:
    """How many words of a document are read; ids, keys and bare figures are none."""
    if isinstance(value, str):
        return sum(any(map(str.isalpha, word)) for word in value.split())
    if isinstance(value, tuple):
        return sum(map(words_in, value))
    if not is_dataclass(value):
        return 0
    unread = _UNREAD | {"title"} if isinstance(value, Document) else _UNREAD
    return sum(
        words_in(getattr(value, each.name)) for each in fields(value) if each.name not in unread
    )
