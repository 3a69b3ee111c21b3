"""What was voted and said of a theme, drawn together: a few lines for short papers, and for the
full report the sheet that a careful reader goes on from, with links to every vote and passage.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.content.additions import beside
from exports.content.evidence.sheets import Claim, claims, evidence_sheet, led_to, not_in, sides
from exports.content.poll_pages import beside_its_words
from exports.content.summary_body import response_block, weight
from exports.dataset import Dataset
from exports.document import (
    Aside,
    Block,
    Entry,
    Figure,
    Quote,
    Record,
    Section,
    Small,
    said,
)
from exports.phrases import short_id
from facilitator.domain.notes.notes import KIND_NAMES, Note, NoteKind
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme

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
    def title(self) -> str:
        """What it is called."""
        return self.theme.name if self.theme else "Other statements"

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
    strand: Strand, data: Dataset, summary: Summary, *, votes: int, passages: int
) -> Section:
    """The strand in a few lines: its weight, so many votes and so many passages for and against."""
    return Section(
        key=_key(strand),
        title=strand.title,
        label=short_id(strand.theme.id) if strand.theme else "",
        blocks=(
            *_weight(strand, data),
            *_votes(strand.parts[:votes]),
            *_passages(strand.passages, passages),
            *beside(summary, *strand.ids),
        ),
    )


def _key(strand: Strand) -> str:
    return f"strand {strand.theme.id if strand.theme else 'other'}"


def _weight(strand: Strand, data: Dataset) -> Iterator[Block]:
    told = weight(strand.theme, data) if strand.theme else ""
    if told:
        yield Small("", f"{told}.")


def _votes(parts: Sequence[PollPart]) -> Iterator[Block]:
    for number, part in enumerate(parts):
        yield Aside(short_id(part.poll.id), part.poll.wording)
        told = " ".join(filter(None, (_verdict(part), str(part.moved))))
        yield said(told)
        if not number and part.chart is not None and part.chart.bars:
            yield Figure(beside_its_words(part.chart, part), str(part.chart.text))


def _verdict(part: PollPart) -> str:
    last = part.rounds[-1]
    return str(verdict(last.round.poll, last.tally))


def _passages(passages: Iterable[Note | Response], most: int) -> Iterator[Block]:
    """One passage of each kind while there is room: whoever disagreed is never left out for one
    who agreed more.
    """
    short = [each for each in passages if len(each.words.split()) <= _SHORT]
    firsts: dict[str, Note | Response] = {}
    for each in short:
        firsts.setdefault(_kind(each), each)
    in_turn = [firsts[kind] for kind in _IN_TURN if kind in firsts]
    yield from map(_block, in_turn[:most])


def _kind(passage: Note | Response) -> str:
    if passage.is_verbatim:
        return "Quote"
    return str(KIND_NAMES[passage.kind]) if isinstance(passage, Note) else "Point"


_IN_TURN = tuple(
    str(KIND_NAMES[kind])
    for kind in (NoteKind.DISAGREEMENT, NoteKind.MINORITY, NoteKind.QUOTE, NoteKind.POINT)
)


def _block(passage: Note | Response) -> Block:
    if isinstance(passage, Response):
        return response_block(passage)
    kind = str(KIND_NAMES[passage.kind])
    if passage.is_verbatim:
        return Quote(words=passage.words, attribution="", id=passage.id, kind=kind)
    return Record(words=passage.words, id=passage.id, kind=kind)


def claims_of(strand: Strand, summary: Summary) -> tuple[Claim, ...]:
    """The findings of a strand with all that they stand on."""
    theme_id = strand.theme.id if strand.theme else ""
    return claims(summary, theme_id, strand.parts, strand.passages)


def full_section(strand: Strand, data: Dataset, summary: Summary) -> Section:
    """A theme with the evidence sheet of each of its findings, then what was sorted into it
    besides, for and against, with the way to each passage.
    """
    theme_id = strand.theme.id if strand.theme else ""
    about = strand.theme.description if strand.theme else ""
    told = weight(strand.theme, data) if strand.theme else ""
    entry = (Entry(about or strand.title, "", f"{told}." if told else ""),) if strand.theme else ()
    found = claims_of(strand, summary)
    alone = (led_to(p, p.poll.title) for p in strand.parts if p.finding is None)
    return Section(
        key=_key(strand),
        title=strand.title,
        label=short_id(theme_id) if theme_id else "",
        blocks=(*entry, *alone, *beside(summary, theme_id or "no theme")),
        nested=(
            *(evidence_sheet(claim, summary) for claim in found),
            *sides(not_in(strand.passages, found), _key(strand)),
        ),
    )
