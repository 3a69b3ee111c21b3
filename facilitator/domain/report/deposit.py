"""What an archive takes: the part of a summary that consent to archiving covers, and what belongs
beside it so that somebody who was not there can use it.

Somebody's own words are covered where they agreed that an archive keeps them; that they may be
quoted is another consent. What somebody else put into their own words is nobody's own. Of a group's
quotes nobody is asked about an archive: they stay here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.report.additions import AdditionKind
from facilitator.domain.report.summary import BreakoutPart, Handout, QuestionPart, Summary
from facilitator.domain.wording import Text, say


class View(StrEnum):
    """Whom an archive gives it to."""

    PUBLIC = "public"
    """Anybody: words whose speakers agreed to be quoted, too."""
    RESEARCH = "research"
    """Researchers who signed for it: also words that may be archived and not quoted, and linked
    votes of which voters were told.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedVote:
    """One mark of one voter, who is a number that means nothing elsewhere. `item` is an item's id
    within its poll. Sector and size are "" where too few people share both.
    """

    voter: int
    round_id: str
    item: str
    value: int
    sector: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """What stands behind a number or an id of the deposit: for whoever keeps the key, alone."""

    kind: str
    id: str
    stands_for: str
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """All that an archive takes. `recount` are the files to count votes again, by name; `handouts`
    what people were given, `template` the seminar as others can hold it again (TOML). `key` ties
    what has no name to people: it never leaves with the rest.
    """

    view: View
    summary: Summary
    votes: tuple[LinkedVote, ...] = ()
    recount: Mapping[str, str] = field(default_factory=dict)
    handouts: tuple[Handout, ...] = ()
    template: str = ""
    key: tuple[KeyLine, ...] = ()


def archived(summary: Summary) -> Summary:
    """The summary without words that no consent to archiving covers, which are counted where they
    stood; without photographs, which are in a group's own hand, and without what points at people.
    """
    left = replace(
        summary,
        questions=tuple(map(_question, summary.questions)),
        findings=tuple(map(_question, summary.findings)),
        reflections=tuple(map(_question, summary.reflections)),
        evaluations=tuple(map(_question, summary.evaluations)),
        breakouts=tuple(map(_group, summary.breakouts)),
        organisations=(),
        additions=tuple(
            each for each in summary.additions if each.kind is not AdditionKind.PARTICIPANT
        ),
        comments=tuple(map(_uncommented, summary.comments)),
    )
    there = left.passages
    return replace(left, codings=tuple(line for line in left.codings if line.passage_id in there))


def _question(part: QuestionPart) -> QuestionPart:
    kept = tuple(each for each in part.responses if each.archivable or not each.is_verbatim)
    gone = len(part.responses) - len(kept)
    return replace(part, responses=kept, unarchived=part.unarchived + gone)


def _uncommented(part: QuestionPart) -> QuestionPart:
    """No archive gets what people wrote about a paper: it was asked for after the day's consent."""
    return replace(part, responses=(), unarchived=part.unarchived + len(part.responses))


def is_for_archive(note: Note) -> bool:
    """Whether an archive may keep a note: a group's own wording is nobody's own, and of a quote no
    group is asked.
    """
    return not note.is_verbatim


def _group(part: BreakoutPart) -> BreakoutPart:
    kept = tuple(line for line in part.notes if is_for_archive(line.note))
    pictured = sum(line.photograph is not None for line in part.notes)
    return replace(
        part,
        notes=tuple(replace(line, photograph=None) for line in kept),
        unarchived=part.unarchived + len(part.notes) - len(kept),
        unseen=part.unseen + pictured,
    )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """How many passages, or other things, are not in it, and by which rule."""

    what: Text
    number: int
    rule: Text


def exclusions(deposit: Deposit) -> tuple[Exclusion, ...]:
    """What is not in a deposit, as counts: never the words themselves."""
    found = (*_of_responses(deposit), *_of_groups(deposit.summary), *_of_figures(deposit.summary))
    return tuple(each for each in found if each.number)


_RESPONSES, _NOTES = say("Responses"), say("Notes")
_GIVES_AWAY = say("they may give somebody away")


def _of_responses(deposit: Deposit) -> Iterator[Exclusion]:
    asked = deposit.summary.asked
    agreed = say("nobody agreed that they are quoted")
    if deposit.view is View.RESEARCH:
        agreed = _NOT_ARCHIVED
    hidden = say("the facilitator keeps them from every page")
    yield Exclusion(_RESPONSES, sum(p.withheld for p in asked), agreed)
    yield Exclusion(_RESPONSES, sum(p.unarchived for p in asked), _NOT_ARCHIVED)
    yield Exclusion(_RESPONSES, sum(p.hidden for p in asked), hidden)
    yield Exclusion(_RESPONSES, sum(p.left_out for p in asked), _GIVES_AWAY)


_NOT_ARCHIVED = say("nobody agreed that they are archived")


def _of_groups(summary: Summary) -> Iterator[Exclusion]:
    groups = summary.breakouts
    told = (
        (_NOTES, sum(p.withheld for p in groups), say("quotes that nobody agreed to have quoted")),
        (
            _NOTES,
            sum(p.unarchived for p in groups),
            say("quotes: no group is asked of an archive"),
        ),
        (_NOTES, sum(p.left_out for p in groups), _GIVES_AWAY),
        (
            say("Photographs"),
            sum(p.unseen for p in groups),
            say("they are in a group’s own hand"),
        ),
    )
    yield from (Exclusion(*each) for each in told)


def _of_figures(summary: Summary) -> Iterator[Exclusion]:
    cells = sum(n is None for split in summary.splits for li in split.lines for n in li.cells)
    silent = sum(line.people is None for line in (*summary.voice, *summary.voice_by_size))
    told = (
        (say("Findings, votes and questions"), summary.unasked, _GIVES_AWAY),
        (
            say("Rounds of votes"),
            sum(p.unrevealed for p in summary.polls),
            say("not revealed, or too few"),
        ),
        (
            say("Figures by sector or size"),
            cells,
            say("cells of too few people, or that give such"),
        ),
        (say("Lines on who was heard"), silent, say("groups of too few people")),
        (
            say("Groups"),
            sum(p.groups for p in summary.breakouts),
            say("too small to be told apart: told together"),
        ),
        (say("Passages"), _changed(summary), say("words changed for printing, marked [like this]")),
    )
    yield from (Exclusion(*each) for each in told)


def _changed(summary: Summary) -> int:
    said = sum(bool(each.printed_as) for part in summary.asked for each in part.responses)
    return said + sum(bool(li.note.printed_as) for part in summary.breakouts for li in part.notes)
