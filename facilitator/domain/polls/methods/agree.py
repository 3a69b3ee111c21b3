"""Agree: statements on a scale of five points, each judged by the poll's threshold.

Consensus is judged by the rule fixed before the round opened (see `measures.reached`); the sentence
says how many people it stands on and whether they are far apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from facilitator.domain.polls import measures
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.measures import AGREES
from facilitator.domain.polls.methods.shared.method import (
    Marks,
    SplitRule,
    Told,
    VotingMethod,
    point_of,
)
from facilitator.domain.polls.methods.shared.phrases import WARNING, followed, most_changed, went
from facilitator.domain.polls.methods.shared.scales import NOTE, ScaleSums
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, Item, Method, Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import brief, counted, listed, people, percent

POINTS = len(AGREE_LABELS)

DISAGREES = (POINTS - 1) // 2
"""The last mark of the agree scale that counts as disagreement."""


class AgreeSums(ScaleSums):
    """The five points, and those who don't know."""

    def line(self, item: Item) -> Line:
        points = self.points(item.id, 1, POINTS)
        agreement = measures.agreement_share(points)
        return replace(
            self.on_scale(item, points),
            dont_know=self.marks[item.id, DONT_KNOW],
            share=agreement,
            agreement=agreement,
            reached=measures.reached(points, self.poll.threshold),
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
            return _judged(poll, tally.lines[0])
        reached = [line for line in tally.lines if line.reached]
        sentence = f"Consensus on {len(reached)} of {counted(len(tally.lines), 'item', 'items')}"
        if reached:
            sentence += f": {listed(brief(line.text, 40) for line in reached)}"
        far = [line for line in tally.lines if line.dissent]
        apart = f" Opinions are far apart on {listed(brief(line.text, 40) for line in far)}."
        return f"{sentence}.{apart if far else ''}"

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
        changed = most_changed(first, last, lambda line: line.agreement)
        if changed is None:
            return "Too few people had a view to say what moved."
        line = changed[1]
        subject = "Agreement" if len(last.lines) == 1 else f"Agreement on “{brief(line.text)}”"
        was, now = map(_share, changed)
        ending = followed(flow, line, range(AGREES, POINTS + 1), "came to agree", "ceased to agree")
        return f"{subject} {went(was, now)}{ending}"

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        unsure = draw.random() < 0.06
        return tuple((i, DONT_KNOW if unsure else point_of(likes[i], 1, POINTS)) for i in likes)


def _share(line: Line) -> str:
    return f"{percent(line.agreeing, line.with_view)} ({line.agreeing} of {line.with_view})"


def _judged(poll: Poll, line: Line) -> str:
    """Consensus or not on one item, with the figures that decided it."""
    if line.reached is None:
        return f"Nobody has a view; {people(line.dont_know)} said “don’t know”."
    many = f"{line.agreeing} of {line.with_view} agree ({percent(line.agreeing, line.with_view)})"
    if line.reached:
        return f"Consensus: {many}{WARNING if line.dissent else ', spread small'}."
    against = sum(count for mark, count in line.points if mark <= DISAGREES)
    if against > line.agreeing:
        share = percent(against, line.with_view)
        many = f"{against} of {line.with_view} disagree ({share}), {line.agreeing} agree"
    elif (line.agreement or 0) < poll.threshold:
        many += f"; consensus needs {percent(poll.threshold)}"
    else:
        many += ", but the spread is wide"
    return f"No consensus: {many}{WARNING if line.dissent else ''}."
