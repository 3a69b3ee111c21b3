"""The evidence sheet of a finding: what it claims and from where, the votes on it, which groups and
sectors spoke to it, for and against, and what the authors say; each with the way to its record.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.content.additions import beside
from exports.content.poll_pages import came_to
from exports.document import Aside, Block, Paragraph, Run, Section, Voice, said
from exports.phrases import Tell, group_name, short_id
from facilitator.domain.notes.notes import Note
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.confidence import NOT_AGREED
from facilitator.domain.synthesis.evidence import SIDE_NAMES, Side, side_of
from facilitator.domain.wording import Counted, Joined, Text, say

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
    summary: Summary,
    theme_id: str,
    parts: Sequence[PollPart],
    tied: Sequence[Passage],
    tell: Tell,
) -> tuple[Claim, ...]:
    """The findings of a theme, "" for none, with the votes on them; `tied` was sorted into it."""
    known = {part.finding.id: part.finding for part in parts if part.finding}
    asked = [q.question for q in summary.findings if q.question.theme_id == theme_id and theme_id]
    about: dict[str, tuple[str, str, str]] = {
        id_: (tell(each.spoken_label) or tell(each.spoken), tell(each.spoken), each.source)
        for id_, each in known.items()
    }
    for each in asked:
        about.setdefault(each.id, (tell(each.spoken), tell(each.spoken), each.source))
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


def evidence_sheet(claim: Claim, summary: Summary, tell: Tell) -> Section:
    """Everything about a finding on one sheet."""
    return Section(
        key=f"finding {claim.id}",
        title=claim.title,
        label=short_id(claim.id),
        blocks=tuple(_about(claim, summary, tell)),
        nested=sides(claim.passages, f"finding {claim.id}", tell),
        listed=False,
    )


def _about(claim: Claim, summary: Summary, tell: Tell) -> Iterator[Block]:
    if claim.wording != claim.title:
        yield said(claim.wording, Voice.STATEMENT)
    if claim.source:
        yield Aside(tell(say("The claim is from")), f"{claim.source.rstrip('.')}.")
    for part in claim.parts:
        title = tell(part.poll.spoken_title)
        yield led_to(part, tell(say("The vote")) if title == claim.title else title, tell)
    yield from _where_said(claim.passages, summary, tell)
    if claim.passages and not any(side_of(each) is Side.AGAINST for each in claim.passages):
        yield said(tell(NOT_AGREED), Voice.REMARK)
    yield from beside(summary, tell, claim.id)


def led_to(part: PollPart, called: str, tell: Tell) -> Block:
    """A vote in a line that leads to its figures, and what moved in it."""
    runs = (
        Run(called, strong=True, link=f"#poll {part.poll.id}"),
        Run(f" ({short_id(part.poll.id)}). {came_to(part, tell)}"),
        Run(f" {tell(part.moved)}" if part.moved else ""),
    )
    return Paragraph(tuple(run for run in runs if run.words))


def _where_said(passages: Sequence[Passage], summary: Summary, tell: Tell) -> Iterator[Block]:
    """From how many groups and sectors it is; of sectors those that stand beside words at all."""
    ids = {passage.id for passage in passages}
    groups = [
        (part.title, sum(line.note.id in ids for line in part.notes)) for part in summary.breakouts
    ]
    spoke = [f"{group_name(title, tell)} ({n})" for title, n in groups if n]
    noted = sum(bool(part.notes) for part in summary.breakouts)
    if spoke:
        of = say("{n} of {of}: {groups}.", n=len(spoke), of=noted, groups=", ".join(spoke))
        yield Aside(tell(say("Groups")), tell(of))
    sectors = Counter(each.sector for each in passages if each.sector)
    if sectors:
        told = ", ".join(f"{name} ({n})" for name, n in sorted(sectors.items()))
        rest = _silent(len(passages) - sectors.total())
        yield Aside(tell(say("Sectors")), tell(Joined((f"{told}.", rest))))


def _silent(passages: int) -> Text:
    """Of how many passages the sector is not told."""
    if not passages:
        return ""
    return Counted(passages, "Of {n} passage none is told.", "Of {n} passages none is told.")


def sides(passages: Iterable[Passage], key: str, tell: Tell) -> tuple[Section, ...]:
    """What was said for and against, and neither."""
    every = tuple(passages)
    found = ((side, [each for each in every if side_of(each) is side]) for side in Side)
    return tuple(
        Section(
            key=f"{key} {side}",
            title=tell(SIDE_NAMES[side]),
            blocks=tuple(_evidence(of_side, tell)),
            listed=False,
        )
        for side, of_side in found
        if of_side
    )


def _evidence(passages: Sequence[Passage], tell: Tell) -> Iterator[Block]:
    for passage in passages[:_TOLD_IN_FULL]:
        words = f"“{passage.words}”" if passage.is_verbatim else passage.words
        yield Paragraph((Run(f"{words} "), _led_from(passage)))
    others = passages[_TOLD_IN_FULL:]
    if others:
        ids = [run for passage in others for run in (_led_from(passage), Run(" "))]
        yield Paragraph((Run(f"{tell(say('Also:'))} "), *ids[:-1]))


def _led_from(passage: Passage) -> Run:
    return Run(short_id(passage.id), link=f"#{passage.id}")


def not_in(passages: Iterable[Passage], told: Collection[Claim]) -> tuple[Passage, ...]:
    """Those that stand on no finding's sheet."""
    shown = {each.id for claim in told for each in claim.passages}
    return tuple(passage for passage in passages if passage.id not in shown)
