"""A summary without what may give somebody away: for whoever sends it off without having looked.

What is left out is counted where it stood, so that nobody takes the rest for everything.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from facilitator.domain.report.summary import (
    BreakoutPart,
    NoteLine,
    PollPart,
    QuestionPart,
    SplitPart,
    Summary,
)


def without(
    summary: Summary,
    records: AbstractSet[str],
    sealed: AbstractSet[str] = frozenset(),
    pictures: AbstractSet[str] = frozenset(),
) -> Summary:
    """The summary without the words of these records, responses, notes, rounds and themes, without
    the results of `sealed` rounds and without the `pictures` of notes. A finding, vote or question
    among the records goes with all that was said to it.

    Sentences that were made of the whole, such as those at a glance, are still to be made anew.
    """
    themes = tuple(theme for theme in summary.themes if theme.id not in records)
    asked = tuple(q for q in summary.research_questions if q.id not in records)
    polls = tuple(part for part in summary.polls if not _is_of(part, records))
    gone = {part.poll.id for part in summary.polls} - {part.poll.id for part in polls}
    left = replace(
        summary,
        questions=_asked(summary.questions, records),
        findings=_asked(summary.findings, records),
        reflections=_asked(summary.reflections, records),
        evaluations=_asked(summary.evaluations, records),
        comments=_asked(summary.comments, records),
        breakouts=tuple(_group(part, records, pictures) for part in summary.breakouts),
        polls=tuple(_poll(part, records, sealed) for part in polls),
        splits=tuple(each for each in _splits(summary, sealed) if each.poll.id not in gone),
        research_questions=asked,
        themes=themes,
        additions=tuple(each for each in summary.additions if each.id not in records),
        codings=tuple(
            line for line in summary.codings if not records & {line.passage_id, line.theme_id}
        ),
    )
    passages = left.passages
    return replace(
        left,
        unasked=summary.unasked + _asked_in(summary) - _asked_in(left),
        codings=tuple(line for line in left.codings if line.passage_id in passages),
    )


def _is_of(part: PollPart, records: AbstractSet[str]) -> bool:
    return part.poll.id in records or (part.finding is not None and part.finding.id in records)


def _asked_in(summary: Summary) -> int:
    """How many findings, votes and questions a summary has."""
    ids = {part.question.id for part in summary.asked_that_day}
    ids |= {part.finding.id if part.finding else part.poll.id for part in summary.polls}
    return len(ids) + len(summary.research_questions)


def _asked(parts: tuple[QuestionPart, ...], records: AbstractSet[str]) -> tuple[QuestionPart, ...]:
    return tuple(_question(part, records) for part in parts if part.question.id not in records)


def _question(part: QuestionPart, records: AbstractSet[str]) -> QuestionPart:
    kept = tuple(given for given in part.responses if given.id not in records)
    gone = len(part.responses) - len(kept)
    return replace(part, responses=kept, left_out=part.left_out + gone)


def _group(
    part: BreakoutPart, records: AbstractSet[str], pictures: AbstractSet[str]
) -> BreakoutPart:
    kept = [line for line in part.notes if line.note.id not in records]
    kept = [replace(e, question="") if e.note.question_id in records else e for e in kept]
    bare = [replace(each, photograph=None) if each.note.id in pictures else each for each in kept]
    return replace(
        part,
        notes=tuple(bare),
        left_out=part.left_out + len(part.notes) - len(kept),
        unseen=part.unseen + _pictured(part.notes) - _pictured(bare),
    )


def _pictured(lines: Iterable[NoteLine]) -> int:
    return sum(line.photograph is not None for line in lines)


def _splits(summary: Summary, sealed: AbstractSet[str]) -> Iterator[SplitPart]:
    gone = {
        (part.poll.id, each.round.number)
        for part in summary.polls
        for each in part.rounds
        if each.round.id in sealed
    }
    for split in summary.splits:
        kept = tuple(line for line in split.lines if (split.poll.id, line.round) not in gone)
        if kept:
            yield replace(split, lines=kept)


def _poll(part: PollPart, records: AbstractSet[str], sealed: AbstractSet[str]) -> PollPart:
    """The reason for a round may go; of words that people gave, the round goes with them."""
    if not any(each.round.id in records | sealed for each in part.rounds):
        return part
    rounds = tuple(
        replace(each, round=replace(each.round, reason="")) if each.round.id in records else each
        for each in part.rounds
        if each.round.id not in sealed and (each.round.id not in records or not each.tally.words)
    )
    if len(rounds) == len(part.rounds):
        return replace(part, rounds=rounds)
    gone = len(part.rounds) - len(rounds)
    return replace(
        part, rounds=rounds, chart=None, moved="", flows=(), unrevealed=part.unrevealed + gone
    )
