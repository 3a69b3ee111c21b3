"""Findings' pages: each with what it stands on and what the room made of it, from one snapshot."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from facilitator.domain.notes.notes import KIND_NAMES, Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.agreement.panel import panel
from facilitator.domain.polls.agreement.reasons import reasons_told
from facilitator.domain.report.finding_pages import EarlierWords, FindingPage, Said, Voted
from facilitator.domain.report.summary import PollPart
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.domain.synthesis.confidence import Grounds
from facilitator.domain.synthesis.evidence import Side, side_of
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, say
from facilitator.services.notes.reading_back import checked
from facilitator.services.polls.releasing import room_guard
from facilitator.services.polls.split_results import split_for_room
from facilitator.services.report.publishing import polls_in
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.services.synthesis.passages import themes_seen
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.seminar_store import SeminarStore

Passage = Note | Response


def finding_pages(file: SeminarStore) -> tuple[FindingPage, ...]:
    """The page of every finding, in the findings' order, with what may be seen here of what others
    made of the passages.
    """
    with file.read() as reader:
        return finding_pages_in(reader, file.device)


def finding_pages_in(reader: Reader, here: str) -> tuple[FindingPage, ...]:
    """The pages, within one snapshot, as `here` may see them."""
    findings = reader.every(Finding)
    material = _material(reader, here)
    rests_on = {finding.id: material.of(finding) for finding in findings}
    polls = [part for part in polls_in(reader) if part.finding is not None]
    return tuple(_page(reader, each, findings, rests_on, material, polls) for each in findings)


@dataclass(frozen=True, slots=True)
class _Material:
    """What was said, in the order of saying, and what is known of it.

    `in_theme` are passages by theme, `read` the notes that their group said are right.
    """

    passages: Mapping[str, Passage]
    in_theme: Mapping[str, Collection[str]]
    read: frozenset[str]
    groups: Mapping[str, Breakout]
    themes: Mapping[str, str]
    studies: Mapping[str, str]
    sectors: tuple[str, ...]

    def of(self, finding: Finding) -> tuple[Passage, ...]:
        """The passages that a finding stands on: those said to it, and, of one that was drafted
        here, those in its theme. What came from the paper shares its theme with others.
        """
        tied = () if finding.origin else self.in_theme.get(finding.theme_id, ())
        return tuple(
            each
            for each in self.passages.values()
            if each.id in tied or each.question_id == finding.id
        )

    @property
    def noted(self) -> int:
        """How many groups noted anything."""
        return len({p.breakout_id for p in self.passages.values() if isinstance(p, Note)})


def _material(reader: Reader, here: str) -> _Material:
    notes = reader.every(Note)
    said: list[Passage] = [*reader.every(Response), *notes]
    said.sort(key=lambda each: (each.recorded_at, each.id))
    in_theme: dict[str, set[str]] = {}
    for passage, themes in themes_seen(reader, here).items():
        for theme in themes:
            in_theme.setdefault(theme, set()).add(passage)
    return _Material(
        passages={each.id: each for each in said},
        in_theme=in_theme,
        read=_read_back(reader, notes),
        groups={group.id: group for group in reader.every(Breakout)},
        themes={theme.id: theme.name for theme in reader.every(Theme)},
        studies={study.id: study.title for study in reader.every(CaseStudy)},
        sectors=reader.get(Seminar, SEMINAR_ID).sectors,
    )


def _read_back(reader: Reader, notes: Iterable[Note]) -> frozenset[str]:
    by_group: dict[str, list[Note]] = {}
    for note in notes:
        by_group.setdefault(note.breakout_id, []).append(note)
    return frozenset(
        id
        for group, theirs in by_group.items()
        for id, standing in checked(reader, group, theirs).notes.items()
        if standing is Standing.CHECKED
    )


def _page(
    reader: Reader,
    finding: Finding,
    findings: Sequence[Finding],
    rests_on: Mapping[str, Sequence[Passage]],
    material: _Material,
    polls: Sequence[PollPart],
) -> FindingPage:
    passages = rests_on[finding.id]
    asked = [p for p in polls if p.finding is not None and p.finding.id == finding.id]
    votes = tuple(voted(reader, part) for part in asked)
    ids = {passage.id for passage in passages}
    shared = [
        (other.label or other.wording, sum(each.id in ids for each in rests_on[other.id]))
        for other in findings
        if other.id != finding.id
    ]
    return FindingPage(
        finding=finding,
        theme=material.themes.get(finding.theme_id, ""),
        votes=votes,
        said=tuple(_said(passage, material) for passage in passages),
        studies=_studies(passages, material),
        shared=tuple((label, count) for label, count in shared if count),
        earlier=_earlier(reader, finding),
        grounds=_grounds(passages, votes, material),
    )


def voted(reader: Reader, part: PollPart) -> Voted:
    """What the room made of a poll, as far as it is revealed."""
    if not part.rounds:
        return Voted(poll=part.poll, sealed=part.unrevealed)
    last = part.rounds[-1]
    held = [each.round for each in part.rounds]
    lines = last.tally.lines
    return Voted(
        poll=part.poll,
        rounds=len(part.rounds),
        sealed=part.unrevealed,
        line=lines[0] if len(lines) == 1 else None,
        panel=panel(part.poll, last.tally),
        chart=part.chart,
        by_group=split_for_room(reader, held, part.poll.split),
        moved=part.moved,
        reasons=reasons_told(held[-1], room_guard(reader.get(Seminar, SEMINAR_ID))),
    )


def _said(passage: Passage, material: _Material) -> Said:
    return Said(
        id=passage.id,
        words=passage.words,
        side=side_of(passage),
        origin=_origin(passage, material),
        sector=passage.sector,
        checked=passage.id in material.read,
    )


def _origin(passage: Passage, material: _Material) -> Text:
    if not isinstance(passage, Note):
        return say("Response")
    group = material.groups.get(passage.breakout_id)
    kind = KIND_NAMES[passage.kind]
    return say("{kind}, {group}", kind=kind, group=group.title) if group else kind


def _studies(passages: Sequence[Passage], material: _Material) -> tuple[str, ...]:
    ids = {p.breakout_id for p in passages if isinstance(p, Note)}
    touched = {material.groups[id].case_study_id for id in ids if id in material.groups}
    return tuple(title for id, title in material.studies.items() if id in touched)


def _grounds(passages: Sequence[Passage], votes: Sequence[Voted], material: _Material) -> Grounds:
    notes = [passage for passage in passages if isinstance(passage, Note)]
    line = next((vote.line for vote in reversed(votes) if vote.line), None)
    return Grounds(
        passages=len(passages),
        against=sum(side_of(passage) is Side.AGAINST for passage in passages),
        groups=len({note.breakout_id for note in notes}),
        of_groups=material.noted,
        sectors=len({passage.sector for passage in passages} & set(material.sectors)),
        of_sectors=len(material.sectors),
        notes=len(notes),
        checked=sum(note.id in material.read for note in notes),
        outcome=line.outcome if line else None,
        dissent=line.dissent if line else False,
    )


def _earlier(reader: Reader, finding: Finding) -> tuple[EarlierWords, ...]:
    """The words it had before, each once, the last first."""
    said: list[tuple[str, datetime]] = []
    for revision in sorted(reader.history(finding.id), key=lambda r: (r.clock, r.id)):
        record = record_in(revision) if revision.content is not None else None
        if isinstance(record, Finding):
            at = datetime.fromtimestamp(revision.clock / 1_000_000, UTC)
            said.append((record.wording, on_room_clock(reader, at)))
    earlier = {
        words: EarlierWords(words, until)
        for (words, _), (after, until) in pairwise(said)
        if words not in ("", after, finding.wording)
    }
    return tuple(reversed(earlier.values()))
