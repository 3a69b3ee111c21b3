"""The evidence sheet of a finding: what it claims and from where, the votes on it, which groups and
sectors spoke to it, for and against, and what the authors say; each with the way to its record.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.content.additions import beside
from exports.document import Aside, Block, Paragraph, Run, Section, Voice, said
from exports.phrases import short_id
from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.confidence import NOT_AGREED
from facilitator.domain.synthesis.evidence import SIDE_NAMES, Side, side_of
from facilitator.domain.wording import counted

Passage = Note | Response

_TOLD_IN_FULL = 5
"""So many passages of a side stand in their own words; of the others the ids, which lead there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding with what it stands on, as far as that may be printed: the votes on it, and what
    was said to it or, of one that was drafted from a theme, sorted there.
    """

    id: str
    title: str
    wording: str
    source: str
    parts: tuple[PollPart, ...]
    passages: tuple[Passage, ...]


def claims(
    summary: Summary, theme_id: str, parts: Sequence[PollPart], tied: Sequence[Passage]
) -> tuple[Claim, ...]:
    """The findings of a theme, "" for none, with the votes on them; `tied` was sorted into it."""
    known = {part.finding.id: part.finding for part in parts if part.finding}
    asked = [q.question for q in summary.findings if q.question.theme_id == theme_id and theme_id]
    about: dict[str, tuple[str, str, str]] = {
        id_: (each.label or each.wording, each.wording, each.source) for id_, each in known.items()
    }
    for each in asked:
        about.setdefault(each.id, (each.wording, each.wording, each.source))
    spoken = _spoken_to(summary)
    return tuple(
        Claim(
            id_,
            *texts,
            tuple(part for part in parts if part.finding and part.finding.id == id_),
            (*spoken.get(id_, ()), *(tied if id_ in known and not known[id_].origin else ())),
        )
        for id_, texts in about.items()
    )


def _spoken_to(summary: Summary) -> Mapping[str, Sequence[Passage]]:
    """What was said to each finding, responses before notes."""
    spoken: dict[str, list[Passage]] = {}
    for part in summary.findings:
        spoken.setdefault(part.question.id, []).extend(part.responses)
    for group in summary.breakouts:
        for line in group.notes:
            spoken.setdefault(line.note.question_id, []).append(line.note)
    return spoken


def evidence_sheet(claim: Claim, summary: Summary) -> Section:
    """Everything about a finding on one sheet."""
    return Section(
        key=f"finding {claim.id}",
        title=claim.title,
        label=short_id(claim.id),
        blocks=tuple(_about(claim, summary)),
        nested=sides(claim.passages, f"finding {claim.id}"),
        listed=False,
    )


def _about(claim: Claim, summary: Summary) -> Iterator[Block]:
    if claim.wording != claim.title:
        yield said(claim.wording, Voice.STATEMENT)
    if claim.source:
        yield Aside("The claim is from", f"{claim.source.rstrip('.')}.")
    for part in claim.parts:
        yield led_to(part, "The vote" if part.poll.title == claim.title else part.poll.title)
    yield from _where_said(claim.passages, summary)
    if claim.passages and not any(side_of(each) is Side.AGAINST for each in claim.passages):
        yield said(str(NOT_AGREED), Voice.REMARK)
    yield from beside(summary, claim.id)


def led_to(part: PollPart, called: str) -> Block:
    """A vote in a line that leads to its figures, and what moved in it."""
    last = part.rounds[-1]
    came = str(verdict(last.round.poll, last.tally))
    runs = (
        Run(called, strong=True, link=f"#poll {part.poll.id}"),
        Run(f" ({short_id(part.poll.id)}). {came}"),
        Run(f" {part.moved}" if part.moved else ""),
    )
    return Paragraph(tuple(run for run in runs if run.words))


def _where_said(passages: Sequence[Passage], summary: Summary) -> Iterator[Block]:
    """From how many groups and sectors it is; of sectors those that stand beside words at all."""
    ids = {passage.id for passage in passages}
    groups = [
        (part.title, sum(line.note.id in ids for line in part.notes)) for part in summary.breakouts
    ]
    spoke = [f"{title} ({n})" for title, n in groups if n]
    noted = sum(bool(part.notes) for part in summary.breakouts)
    if spoke:
        yield Aside("Groups", f"{len(spoke)} of {noted}: {', '.join(spoke)}.")
    sectors = Counter(each.sector for each in passages if each.sector)
    if sectors:
        told = ", ".join(f"{name} ({n})" for name, n in sorted(sectors.items()))
        silent = len(passages) - sectors.total()
        rest = f" Of {counted(silent, 'passage', 'passages')} none is told." if silent else ""
        yield Aside("Sectors", f"{told}.{rest}")


def sides(passages: Iterable[Passage], key: str) -> tuple[Section, ...]:
    """What was said for and against, and neither."""
    every = tuple(passages)
    found = ((side, [each for each in every if side_of(each) is side]) for side in Side)
    return tuple(
        Section(
            key=f"{key} {side}",
            title=str(SIDE_NAMES[side]),
            blocks=tuple(_evidence(of_side)),
            listed=False,
        )
        for side, of_side in found
        if of_side
    )


def _evidence(passages: Sequence[Passage]) -> Iterator[Block]:
    for passage in passages[:_TOLD_IN_FULL]:
        words = f"“{passage.words}”" if passage.is_verbatim else passage.words
        yield Paragraph((Run(f"{words} "), _led_from(passage)))
    others = passages[_TOLD_IN_FULL:]
    if others:
        ids = [run for passage in others for run in (_led_from(passage), Run(" "))]
        yield Paragraph((Run("Also: "), *ids[:-1]))


def _led_from(passage: Passage) -> Run:
    return Run(short_id(passage.id), link=f"#{passage.id}")


def not_in(passages: Iterable[Passage], told: Collection[Claim]) -> tuple[Passage, ...]:
    """Those that stand on no finding's sheet."""
    shown = {each.id for claim in told for each in claim.passages}
    return tuple(passage for passage in passages if passage.id not in shown)
