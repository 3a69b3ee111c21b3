"""Agree: statements on a scale of five points, each judged by the poll's threshold.

The outcome follows from the threshold fixed before the round opened and a quorum of views; the
sentence says how many people it stands on and whether they are far apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from facilitator.domain.polls import measures
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.measures import AGREES, DISAGREES
from facilitator.domain.polls.methods.shared.method import (
    Marks,
    SplitRule,
    Told,
    VotingMethod,
    point_of,
)
from facilitator.domain.polls.methods.shared.phrases import UNPAIRED, WARNING, most_changed, some
from facilitator.domain.polls.methods.shared.scales import NOTE, ScaleSums
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, Item, Method, Poll
from facilitator.domain.polls.results import OUTCOME_WORDS, Line, Outcome, Tally
from facilitator.domain.wording import brief, counted, people, percent

POINTS = len(AGREE_LABELS)


class AgreeSums(ScaleSums):
    """The five points, and those who don't know."""

    def line(self, item: Item) -> Line:
        points = self.points(item.id, 1, POINTS)
        agreement = measures.agreement_share(points)
        line = self.on_scale(item, points)
        threshold = self.poll.threshold
        return replace(
            line,
            dont_know=self.marks[item.id, DONT_KNOW],
            share=agreement,
            agreement=agreement,
            percent=measures.printed_percent(line.agreeing, line.with_view, threshold),
            outcome=_outcome(line, self.voters, threshold) if line.people else None,
        )


class Agree(VotingMethod):
    """Marks of 1 to 5, 0 for "don't know"; an item may be left out."""

    key = Method.AGREE
    name = "Agree scale"
    about = "From strongly disagree to strongly agree; “don’t know” is kept apart."
    rule = (
        "Shares are of those with a view; “don’t know” is counted apart. Items are "
        "ordered by their mean on the five points."
    )
    note = NOTE
    sums = AgreeSums
    judged = True
    in_item_order = True
    item_from_subject = True
    least_items = 1
    items_caption = "Statements, one a line"
    scale = (DONT_KNOW, POINTS)
    labels = AGREE_LABELS
    hands = (
        (5, AGREE_LABELS[4]),
        (4, AGREE_LABELS[3]),
        (3, "Neither"),
        (2, AGREE_LABELS[1]),
        (1, AGREE_LABELS[0]),
        (DONT_KNOW, "Don’t know"),
    )
    split = SplitRule(
        Told("agree", 2, 0, "disagree"),
        {
            "Disagree": range(1, DISAGREES + 1),
            "Neither, or don’t know": range(0),
            "Agree": range(AGREES, POINTS + 1),
        },
        base="Shares are of all who voted, “don’t know” included.",
    )
    followed = True

    def verdict(self, poll: Poll, tally: Tally) -> str:
        if len(tally.lines) == 1:
            return _judged(poll, tally, tally.lines[0])
        by_outcome = {
            outcome: [line.text for line in tally.lines if line.outcome is outcome]
            for outcome in Outcome
        }
        accepted = by_outcome.pop(Outcome.ACCEPTED)
        many = counted(len(tally.lines), "statement", "statements")
        said = [
            f"{len(accepted)} of {many} accepted: {some(accepted)}."
            if accepted
            else f"None of {many} accepted."
        ]
        said += [f"{OUTCOME_WORDS[o]}: {some(texts)}." for o, texts in by_outcome.items() if texts]
        return " ".join(said)

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
        changed = most_changed(first, last, lambda line: line.agreement)
        if changed is None:
            return "Too few people had a view to say what moved."
        for one in flow or ():
            if one.item_id == changed[1].item_id:
                return _followed(one, changed[1], alone=len(last.lines) == 1)
        was, now = map(_share, changed)
        about = "" if len(last.lines) == 1 else f" with “{brief(changed[1].text)}”"
        return f"At first {was} agreed{about}, at last {now}; {UNPAIRED}"

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        unsure = draw.random() < 0.06
        return tuple((i, DONT_KNOW if unsure else point_of(likes[i], 1, POINTS)) for i in likes)


def _share(line: Line) -> str:
    return f"{line.agreeing} of {line.with_view} ({line.printed})"


def _followed(flow: Flow, line: Line, *, alone: bool) -> str:
    """How those who had a view in both rounds moved."""
    viewed = flow.among(range(1, POINTS + 1))
    found = viewed.crossing(range(AGREES, POINTS + 1))
    about = "" if alone else f"On “{brief(line.text)}”: "
    if not viewed.paired:
        return f"{about}Nobody had a view in both rounds."
    return (
        f"{about}{'of' if about else 'Of'} {people(viewed.paired)} with a view both times "
        f"{found.before} agreed at first and {found.before + found.net} at last: {found.came} came "
        f"to agree and {found.left} ceased to agree."
    )


def _judged(poll: Poll, tally: Tally, line: Line) -> str:
    """The outcome of one item, with the figures that decided it."""
    agree = f"{line.agreeing} of {line.with_view} agree ({line.printed})"
    warning = WARNING if line.dissent else ""
    against = measures.printed_percent(line.disagreeing, line.with_view, poll.threshold)
    match line.outcome:
        case Outcome.ACCEPTED:
            return f"Accepted: {agree}{warning or ', spread small'}."
        case Outcome.REJECTED:
            disagree = f"{line.disagreeing} of {line.with_view} disagree ({against} %)"
            return f"Rejected: {disagree}, {line.agreeing} agree{warning or ', spread small'}."
        case Outcome.DIVIDED:
            return f"Divided: {agree}, {line.disagreeing} disagree{warning or ', spread wide'}."
        case Outcome.NO_MAJORITY:
            most = measures.needed(poll.threshold, line.with_view)
            needs = f"{most} of {line.with_view} are needed ({percent(poll.threshold)})"
            return f"No majority either way: {agree}, {line.disagreeing} disagree; {needs}."
    have = "has" if line.with_view == 1 else "have"
    return (
        f"Mostly no view: {line.with_view} of {tally.ballots} who voted {have} one; "
        f"{line.dont_know} said “don’t know”."
    )


def _outcome(line: Line, voters: int, threshold: float) -> Outcome:
    """By the threshold fixed before opening, where at least the quorum of those who voted has a
    view. A majority that is spread over more than the rule of `measures.close_together` allows, or
    none in a room that is far apart, is a division.
    """
    if not line.with_view or line.with_view < measures.QUORUM * voters:
        return Outcome.NO_VIEW
    most = measures.needed(threshold, line.with_view)
    together = measures.close_together(line.points)
    if max(line.agreeing, line.disagreeing) >= most and together:
        return Outcome.ACCEPTED if line.agreeing >= most else Outcome.REJECTED
    if line.dissent or max(line.agreeing, line.disagreeing) >= most:
        return Outcome.DIVIDED
    return Outcome.NO_MAJORITY
