"""What was voted and said of a theme, drawn together: a few lines for short papers, and for the
full report the sheet that a careful reader goes on from, with links to every vote and passage.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.content.additions import beside
from exports.content.evidence.sheets import Claim, claims, evidence_sheet, led_to, not_in, sides
from exports.content.poll_pages import came_to, chart_of
from exports.content.summary_body import response_block, weight
from exports.dataset import Dataset
from exports.document import (
    Aside,
    Block,
    Entry,
    Quote,
    Record,
    Section,
    Small,
    Voice,
    said,
)
from exports.phrases import Tell, short_id
from facilitator.domain.notes.notes import KIND_NAMES, Note, NoteKind
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, say

_SHORT = 40
"""A passage of more words than this stands in the full report alone."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A theme with the votes on its findings and the passages that were sorted into it; without a
    `theme` these are the votes that belong to none.
    """

    theme: Theme | None
    parts: tuple[PollPart, ...]
    passages: tuple[Note | Response, ...]

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.theme.name if self.theme else say("Other statements")

    @property
    def ids(self) -> tuple[str, ...]:
        """What authors may have spoken of: the theme, and the findings that were voted on."""
        theme = (self.theme.id,) if self.theme else ()
        return (*theme, *(part.finding.id for part in self.parts if part.finding))


def strands(summary: Summary) -> tuple[Strand, ...]:
    """Every theme of which something was voted or said, the one with most passages first."""
    judged = [part for part in summary.polls if part.rounds and method_of(part.poll).judged]
    known = _records(summary)
    found = [_strand(theme, judged, known, summary) for theme in summary.themes]
    told = [strand for strand in found if strand.parts or strand.passages]
    rest = tuple(part for part in judged if not any(part in strand.parts for strand in told))
    told.sort(key=lambda strand: -len(strand.passages))
    return (*told, *((Strand(None, rest, ()),) if rest else ()))


def _records(summary: Summary) -> dict[str, Note | Response]:
    return {
        **{given.id: given for part in summary.asked for given in part.responses},
        **{line.note.id: line.note for part in summary.breakouts for line in part.notes},
    }


def _strand(
    theme: Theme,
    judged: Sequence[PollPart],
    known: dict[str, Note | Response],
    summary: Summary,
) -> Strand:
    tied = {line.passage_id for line in summary.codings if line.theme_id == theme.id}
    return Strand(
        theme,
        tuple(part for part in judged if part.finding and part.finding.theme_id == theme.id),
        tuple(sorted((known[id_] for id_ in tied if id_ in known), key=_weightiest_first)),
    )


def _weightiest_first(passage: Note | Response) -> tuple[bool, bool, str]:
    headline = isinstance(passage, Note) and passage.headline
    return (not passage.starred, not headline, passage.id)


def short_section(
    strand: Strand, data: Dataset, summary: Summary, tell: Tell, *, votes: int, passages: int
) -> Section:
    """The strand in a few lines: its weight, so many votes and so many passages for and against."""
    return Section(
        key=_key(strand),
        title=tell(strand.title),
        label=short_id(strand.theme.id) if strand.theme else "",
        blocks=(
            *_weight(strand, data, tell),
            *_votes(strand.parts[:votes], tell),
            *_passages(strand.passages, passages, tell),
            *beside(summary, tell, *strand.ids),
        ),
    )


def _key(strand: Strand) -> str:
    return f"strand {strand.theme.id if strand.theme else 'other'}"


def _weight(strand: Strand, data: Dataset, tell: Tell) -> Iterator[Block]:
    told = weight(strand.theme, data) if strand.theme else ""
    if told:
        yield Small("", tell(say("{weight}.", weight=told)))


def _votes(parts: Sequence[PollPart], tell: Tell) -> Iterator[Block]:
    for number, part in enumerate(parts):
        yield Aside(short_id(part.poll.id), tell(part.poll.spoken), Voice.STATEMENT)
        yield said(" ".join(filter(None, (came_to(part, tell), tell(part.moved)))))
        if not number and part.chart is not None and part.chart.bars:
            yield chart_of(part, part.chart, tell)


def _passages(passages: Iterable[Note | Response], most: int, tell: Tell) -> Iterator[Block]:
    """One passage of each kind while there is room: whoever disagreed is never left out for one
    who agreed more.
    """
    short = [each for each in passages if len(each.words.split()) <= _SHORT]
    firsts: dict[NoteKind, Note | Response] = {}
    for each in short:
        firsts.setdefault(_kind(each), each)
    in_turn = [firsts[kind] for kind in _IN_TURN if kind in firsts]
    yield from (_block(passage, tell) for passage in in_turn[:most])


def _kind(passage: Note | Response) -> NoteKind:
    if passage.is_verbatim:
        return NoteKind.QUOTE
    return passage.kind if isinstance(passage, Note) else NoteKind.POINT


_IN_TURN = (NoteKind.DISAGREEMENT, NoteKind.MINORITY, NoteKind.QUOTE, NoteKind.POINT)


def _block(passage: Note | Response, tell: Tell) -> Block:
    if isinstance(passage, Response):
        return response_block(passage)
    kind = tell(KIND_NAMES[passage.kind])
    if passage.is_verbatim:
        return Quote(words=passage.words, attribution="", id=passage.id, kind=kind)
    return Record(words=passage.words, id=passage.id, kind=kind)


def claims_of(strand: Strand, summary: Summary, tell: Tell) -> tuple[Claim, ...]:
    """The findings of a strand with all that they stand on."""
    theme_id = strand.theme.id if strand.theme else ""
    return claims(summary, theme_id, strand.parts, strand.passages, tell)


def full_section(strand: Strand, data: Dataset, summary: Summary, tell: Tell) -> Section:
    """A theme with the evidence sheet of each of its findings, then what was sorted into it
    besides, for and against, with the way to each passage.
    """
    theme_id = strand.theme.id if strand.theme else ""
    about = strand.theme.description if strand.theme else ""
    weighs = weight(strand.theme, data) if strand.theme else ""
    told = tell(say("{weight}.", weight=weighs)) if weighs else ""
    entry = (Entry(about or tell(strand.title), "", told),) if strand.theme else ()
    found = claims_of(strand, summary, tell)
    alone = (led_to(p, tell(p.poll.spoken_title), tell) for p in strand.parts if p.finding is None)
    return Section(
        key=_key(strand),
        title=tell(strand.title),
        label=short_id(theme_id) if theme_id else "",
        blocks=(*entry, *alone, *beside(summary, tell, theme_id or "no theme")),
        nested=(
            *(evidence_sheet(claim, summary, tell) for claim in found),
            *sides(not_in(strand.passages, found), _key(strand), tell),
        ),
    )
