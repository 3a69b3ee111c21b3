"""Agree: statements on a scale of five points, each judged by the poll's threshold.

The outcome follows from the threshold fixed before the round opened and a quorum of views; the
sentence says how many people it stands on and whether they are far apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from facilitator.domain.errors import SeminarError
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
from facilitator.domain.polls.methods.shared.phrases import (
    NOT_TOLD,
    UNPAIRED,
    against,
    agreeing,
    are_few,
    disagreeing,
    flow_of,
    most_changed,
    some,
    tells_of_few,
)
from facilitator.domain.polls.methods.shared.scales import NOTE, ScaleSums
from facilitator.domain.polls.polls import (
    AGREE_LABELS,
    DONT_KNOW,
    DONT_KNOW_LABEL,
    MOST_REASONS,
    REASON,
    Criterion,
    Item,
    Method,
    Poll,
)
from facilitator.domain.polls.results import OUTCOME_WORDS, Line, Outcome, Tally
from facilitator.domain.wording import (
    Beside,
    Counted,
    Joined,
    Message,
    Share,
    Text,
    Wording,
    brief,
    people,
    say,
)

POINTS = len(AGREE_LABELS)
_VIEWS, _HOLDING = range(1, POINTS + 1), range(AGREES, POINTS + 1)


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
            outcome=_outcome(self.poll, line, self.cast) if line.people else None,
        )


def reason_keys(poll: Poll) -> dict[str, Criterion]:
    """Why somebody may agree or not, where one statement is asked about: the reasons to tick from,
    by the keys under which a ballot ticks them.
    """
    asked = poll.items if poll.method is Method.AGREE and len(poll.items) == 1 else ()
    return {f"{item.id}{REASON}{reason.id}": reason for item in asked for reason in poll.criteria}


class Agree(VotingMethod):
    """Marks of 1 to 5, 0 for "don't know"; an item may be left out. Reasons are ticked beside."""

    key = Method.AGREE
    name = say("Agree scale")
    about = say("From strongly disagree to strongly agree; “don’t know” is kept apart.")
    rule = say(
        "Shares are of those with a view; “don’t know” is counted apart. An item’s place is that "
        "of its mean on the five points; they stand in the order in which they were put."
    )
    rule_for_one = say("Shares are of those with a view; “don’t know” is counted apart.")
    note = NOTE
    sums = AgreeSums
    judged = True
    takes_reasons = True
    in_item_order = True
    item_from_subject = True
    least_items = 1
    items_caption = say("Statements, one a line")
    scale = (DONT_KNOW, POINTS)
    labels = AGREE_LABELS
    hands = (
        (1, AGREE_LABELS[0]),
        (2, AGREE_LABELS[1]),
        (3, say("Neither")),
        (4, AGREE_LABELS[3]),
        (5, AGREE_LABELS[4]),
        (DONT_KNOW, DONT_KNOW_LABEL),
    )
    split = SplitRule(
        Told(
            lambda n, of: say("{n} agree, {others} do not", n=n, others=of - n),
            2,
            0,
            lambda n: say("{n} disagree", n=n),
        ),
        {
            "Disagree": range(1, DISAGREES + 1),
            "Neither, or no view": range(0),
            "Agree": range(AGREES, POINTS + 1),
        },
        unmarked=DONT_KNOW,
        base=say(
            "Bars are of all ballots, without hands that were raised: those without a view are "
            "among those who do not agree, since apart they might be few enough to give somebody "
            "away."
        ),
    )
    sides = (frozenset(range(1, POINTS + 1)), frozenset(range(AGREES, POINTS + 1)))
    approving = sides[1]
    followed = True

    def points(self) -> tuple[Text, ...]:
        return (*AGREE_LABELS, DONT_KNOW_LABEL)

    def keys(self, poll: Poll) -> frozenset[str]:
        return super().keys(poll) | reason_keys(poll).keys()

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        known = reason_keys(poll)
        ticked = [mark for key, mark in marks if key in known]
        super().check_marks(poll, [each for each in marks if each[0] not in known])
        if any(mark != 1 for mark in ticked):
            raise SeminarError(say("A reason is ticked or not."))
        if len(ticked) > MOST_REASONS:
            most, n = MOST_REASONS, len(ticked)
            raise SeminarError(say("Tick at most {most} reasons; {n} are ticked.", most=most, n=n))
        if ticked and len(ticked) == len(marks):
            raise SeminarError(say("Say first whether you agree, then why."))

    def lacks(self, poll: Poll) -> Message | None:
        title = poll.title
        if not all(reason.text.strip() for reason in reason_keys(poll).values()):
            return say(
                "“{title}” has a reason without words. Word it in Prepare, then open it.",
                title=title,
            )
        return super().lacks(poll)

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        if len(tally.lines) == 1:
            return _judged(poll, tally, tally.lines[0])
        by_outcome = {
            outcome: [line.spoken for line in tally.lines if line.outcome is outcome]
            for outcome in Outcome
        }
        accepted = by_outcome.pop(Outcome.ACCEPTED)
        said: list[Wording] = [_accepted(accepted, len(tally.lines))]
        said += [
            say("{outcome}: {which}.", outcome=OUTCOME_WORDS[outcome], which=some(texts))
            for outcome, texts in by_outcome.items()
            if texts
        ]
        return Joined(said)

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        changed = most_changed(first, last, lambda line: line.agreement)
        if changed is None:
            return say("Too few people had a view to say what moved.")
        alone = len(last.lines) == 1
        found = flow_of(flow, changed[1])
        if found is not None and not _may_not_be_told(found):
            return _followed(found, changed[1], alone=alone)
        was, now = map(_share, changed)
        if alone:
            change = say("At first {was} agreed, at last {now}.", was=was, now=now)
        else:
            item = brief(changed[1].spoken)
            change = say(
                "At first {was} agreed with “{item}”, at last {now}.", was=was, now=now, item=item
            )
        return Joined((change, UNPAIRED if found is None else NOT_TOLD))

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        unsure = draw.random() < 0.06
        return tuple((i, DONT_KNOW if unsure else point_of(likes[i], 1, POINTS)) for i in likes)


def _share(line: Line) -> Message:
    return say("{n} of {of}{share}", n=line.agreeing, of=line.with_view, share=line.beside)


def _may_not_be_told(flow: Flow) -> bool:
    viewed = flow.among(_VIEWS)
    return flow.withheld or (viewed.paired > 0 and tells_of_few(viewed.crossing(_HOLDING)))


def _followed(flow: Flow, line: Line, *, alone: bool) -> Wording:
    """How those who had a view in both rounds moved."""
    change = _among_viewed(flow.among(_VIEWS))
    return change if alone else say("“{item}”: {change}", item=brief(line.spoken), change=change)


def _among_viewed(viewed: Flow) -> Wording:
    if not viewed.paired:
        return say("Nobody had a view in both rounds.")
    found = viewed.crossing(_HOLDING)
    if are_few(*found.cells):
        return say(
            "Of {people} with a view both times {before} agreed at first and {after} at last.",
            people=people(viewed.paired),
            before=found.before,
            after=found.before + found.net,
        )
    return say(
        "Of {people} with a view both times {before} agreed at first and {after} at last: {came} "
        "came to agree and {left} ceased to agree.",
        people=people(viewed.paired),
        before=found.before,
        after=found.before + found.net,
        came=found.came,
        left=found.left,
    )


def _accepted(accepted: Sequence[Text], of: int) -> Wording:
    """Which of so many statements were accepted."""
    if not accepted:
        return Counted(of, "None of {n} statement accepted.", "None of {n} statements accepted.")
    return Counted(
        of,
        "{accepted} of {n} statement accepted: {which}.",
        "{accepted} of {n} statements accepted: {which}.",
        accepted=len(accepted),
        which=some(accepted),
    )


def _judged(poll: Poll, tally: Tally, line: Line) -> Text:
    """The outcome of one item, with the figures that decided it."""
    match line.outcome:
        case Outcome.ACCEPTED:
            return _as_accepted(agreeing(line, line.beside), line)
        case Outcome.REJECTED:
            share = measures.printed_percent(line.disagreeing, line.with_view, poll.threshold)
            beside = Beside("" if line.percent is None else f"{share} %")
            return _as_rejected(disagreeing(line, beside), line)
        case Outcome.DIVIDED:
            return _as_divided(agreeing(line, line.beside), line)
        case Outcome.NO_MAJORITY:
            most = measures.needed(poll.threshold, line.with_view)
            return Counted(
                most,
                "No majority of {needed} either way: {agree}, {against}; {n} of {of} is needed.",
                "No majority of {needed} either way: {agree}, {against}; {n} of {of} are needed.",
                of=line.with_view,
                needed=Share(poll.threshold),
                agree=agreeing(line, line.beside),
                against=against(line),
            )
    return Counted(
        line.with_view,
        "Mostly no view: {n} of {voted} who voted has one; {unsure} said “don’t know”.",
        "Mostly no view: {n} of {voted} who voted have one; {unsure} said “don’t know”.",
        voted=tally.ballots,
        unsure=line.dont_know,
    )


def _as_accepted(agree: Wording, line: Line) -> Text:
    if line.dissent:
        return say(
            "Accepted: {agree}; dissent is marked, opinions are far apart.",
            agree=agree,
        )
    return say("Accepted: {agree}; opinions are close together.", agree=agree)


def _as_rejected(disagree: Wording, line: Line) -> Text:
    agree = Counted(line.agreeing, "{n} agrees", "{n} agree")
    if line.dissent:
        return say(
            "Rejected: {against}, {agree}; dissent is marked, opinions are far apart.",
            against=disagree,
            agree=agree,
        )
    return say(
        "Rejected: {against}, {agree}; opinions are close together.", against=disagree, agree=agree
    )


def _as_divided(agree: Wording, line: Line) -> Text:
    if line.dissent:
        return say(
            "Divided: {agree}, {against}; dissent is marked, opinions are far apart.",
            agree=agree,
            against=against(line),
        )
    return say(
        "Divided: {agree}, {against}; opinions are far apart.",
        agree=agree,
        against=against(line),
    )


def _outcome(poll: Poll, line: Line, voters: int) -> Outcome:
    """By the threshold fixed before opening, where at least the quorum of those who voted has a
    view; who abstains has voted, and has none. A majority that is spread over more than the rule of
    `measures.close_together` allows, or none in a room that is far apart, is a division.
    """
    if not line.with_view or line.with_view < measures.needed(poll.quorum, voters):
        return Outcome.NO_VIEW
    most = measures.needed(poll.threshold, line.with_view)
    together = measures.close_together(line.points)
    if max(line.agreeing, line.disagreeing) >= most and together:
        return Outcome.ACCEPTED if line.agreeing >= most else Outcome.REJECTED
    if line.dissent or max(line.agreeing, line.disagreeing) >= most:
        return Outcome.DIVIDED
    return Outcome.NO_MAJORITY
