"""At a glance: the few sentences a reader takes away if they read no further."""

from collections.abc import Sequence

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import Outcome
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.summary import PollPart, Summary


def at_a_glance(summary: Summary) -> tuple[str, ...]:
    """The summary's main figures, a sentence each; what did not happen is not mentioned."""
    sentences = (
        str(attendance(summary)),
        _votes(summary),
        _accepted(summary),
        _rejected(summary),
        _divided(summary),
        _without_view(summary),
        _words(summary),
        _sealed(summary),
        _left_out(summary),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _votes(summary: Summary) -> str:
    voted = [part for part in summary.polls if part.rounds]
    if not voted:
        return ""
    rounds = sum(len(part.rounds) for part in voted)
    were = "was" if len(voted) == 1 else "were"
    return f"{_number(len(voted), 'poll')} {were} put to the room, in {_number(rounds, 'round')}."


def _agree_polls(summary: Summary) -> list[PollPart]:
    return [part for part in summary.polls if part.rounds and method_of(part.poll).judged]


def _accepted(summary: Summary) -> str:
    polls = _agree_polls(summary)
    accepted = _all_are(polls, Outcome.ACCEPTED)
    if not polls:
        return ""
    if not accepted:
        return f"The room accepted none of {len(polls)} findings."
    return f"The room accepted {len(accepted)} of {len(polls)} findings: {'; '.join(accepted)}."


def _rejected(summary: Summary) -> str:
    rejected = _all_are(_agree_polls(summary), Outcome.REJECTED)
    return f"It rejected: {'; '.join(rejected)}." if rejected else ""


def _all_are(parts: Sequence[PollPart], outcome: Outcome) -> list[str]:
    """The titles of the polls whose every statement came to this."""
    return [
        part.poll.title
        for part in parts
        if all(line.outcome is outcome for line in part.rounds[-1].tally.lines)
    ]


def _divided(summary: Summary) -> str:
    divided = _some_are(summary, Outcome.DIVIDED)
    return f"It stayed divided on: {'; '.join(divided)}." if divided else ""


def _without_view(summary: Summary) -> str:
    unviewed = _some_are(summary, Outcome.NO_VIEW)
    return f"Most had no view on: {'; '.join(unviewed)}." if unviewed else ""


def _some_are(summary: Summary, outcome: Outcome) -> list[str]:
    """The titles of the polls of which some statement came to this."""
    return [
        part.poll.title
        for part in _agree_polls(summary)
        if any(line.outcome is outcome for line in part.rounds[-1].tally.lines)
    ]


def _words(summary: Summary) -> str:
    parts = summary.asked_that_day
    responses = sum(len(part.responses) for part in parts)
    notes = sum(len(group.notes) for group in summary.breakouts)
    if not responses and not notes:
        return ""
    answered = sum(1 for part in parts if part.responses)
    return (
        f"{_number(responses, 'response')} to {_number(answered, 'question')} and "
        f"{_number(notes, 'note')} from {_number(_noted(summary), 'breakout')} are kept here."
    )


def _noted(summary: Summary) -> int:
    return sum(group.groups or 1 for group in summary.breakouts if group.notes)


def _sealed(summary: Summary) -> str:
    sealed = sum(part.unrevealed for part in summary.polls)
    if not sealed:
        return ""
    return f"Results of {_number(sealed, 'round')} were not revealed and are not printed."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _left_out(summary: Summary) -> str:
    """That something was asked which does not stand here."""
    if not summary.unasked:
        return ""
    if summary.unasked == 1:
        return "1 finding, vote or question is left out: its words may give somebody away."
    return (
        f"{summary.unasked} findings, votes or questions are left out: their words may give "
        "somebody away."
    )
