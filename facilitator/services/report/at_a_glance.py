"""At a glance: the few sentences a reader takes away if they read no further."""

from collections.abc import Sequence

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import Outcome
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.wording import Counted, Joined, Text, say


def at_a_glance(summary: Summary) -> tuple[Text, ...]:
    """The summary's main figures, a sentence each; what did not happen is not mentioned."""
    sentences = (
        attendance(summary),
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


def _votes(summary: Summary) -> Text:
    voted = [part for part in summary.polls if part.rounds]
    if not voted:
        return ""
    rounds = sum(len(part.rounds) for part in voted)
    return Counted(
        len(voted),
        "{n} poll was put to the room, in {rounds}.",
        "{n} polls were put to the room, in {rounds}.",
        rounds=Counted(rounds, "{n} round", "{n} rounds"),
    )


def _agree_polls(summary: Summary) -> list[PollPart]:
    return [part for part in summary.polls if part.rounds and method_of(part.poll).judged]


def _accepted(summary: Summary) -> Text:
    polls = _agree_polls(summary)
    accepted = _all_are(polls, Outcome.ACCEPTED)
    if not polls:
        return ""
    if not accepted:
        return say("The room accepted none of {of} findings.", of=len(polls))
    return say(
        "The room accepted {n} of {of} findings: {titles}.",
        n=len(accepted),
        of=len(polls),
        titles=Joined(accepted, "; "),
    )


def _rejected(summary: Summary) -> Text:
    rejected = _all_are(_agree_polls(summary), Outcome.REJECTED)
    return say("It rejected: {titles}.", titles=Joined(rejected, "; ")) if rejected else ""


def _all_are(parts: Sequence[PollPart], outcome: Outcome) -> list[Text]:
    """The titles of the polls whose every statement came to this."""
    return [
        part.poll.spoken_title
        for part in parts
        if all(line.outcome is outcome for line in part.rounds[-1].tally.lines)
    ]


def _divided(summary: Summary) -> Text:
    divided = _some_are(summary, Outcome.DIVIDED)
    return say("It stayed divided on: {titles}.", titles=Joined(divided, "; ")) if divided else ""


def _without_view(summary: Summary) -> Text:
    unviewed = _some_are(summary, Outcome.NO_VIEW)
    return say("Most had no view on: {titles}.", titles=Joined(unviewed, "; ")) if unviewed else ""


def _some_are(summary: Summary, outcome: Outcome) -> list[Text]:
    """The titles of the polls of which some statement came to this."""
    return [
        part.poll.spoken_title
        for part in _agree_polls(summary)
        if any(line.outcome is outcome for line in part.rounds[-1].tally.lines)
    ]


def _words(summary: Summary) -> Text:
    parts = summary.asked_that_day
    responses = sum(len(part.responses) for part in parts)
    notes = sum(len(group.notes) for group in summary.breakouts)
    if not responses and not notes:
        return ""
    answered = sum(1 for part in parts if part.responses)
    return say(
        "{responses} to {questions} and {notes} from {breakouts} are kept here.",
        responses=Counted(responses, "{n} response", "{n} responses"),
        questions=Counted(answered, "{n} question", "{n} questions"),
        notes=Counted(notes, "{n} note", "{n} notes"),
        breakouts=Counted(_noted(summary), "{n} breakout", "{n} breakouts"),
    )


def _noted(summary: Summary) -> int:
    return sum(group.groups or 1 for group in summary.breakouts if group.notes)


def _sealed(summary: Summary) -> Text:
    sealed = sum(part.unrevealed for part in summary.polls)
    if not sealed:
        return ""
    return Counted(
        sealed,
        "Results of {n} round were not revealed and are not printed.",
        "Results of {n} rounds were not revealed and are not printed.",
    )


def _left_out(summary: Summary) -> Text:
    """That something was asked which does not stand here."""
    if not summary.unasked:
        return ""
    return Counted(
        summary.unasked,
        "{n} finding, vote or question is left out: its words may give somebody away.",
        "{n} findings, votes or questions are left out: their words may give somebody away.",
    )
