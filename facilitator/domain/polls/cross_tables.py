"""The exact cross tables of a round: who answered what, by sector, by size or by room."""

from collections.abc import Mapping, Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.method import SplitRule
from facilitator.domain.polls.polls import Ballot, Poll
from facilitator.domain.privacy.disclosure import NOT_GIVEN, CrossTable, Split
from facilitator.domain.wording import say

ABSTAINED = "Abstained"


def cross(
    poll: Poll, ballots: Sequence[Ballot], split: Split, names: Sequence[str], item_id: str = ""
) -> CrossTable:
    """The exact cross table of a round: `names` are the groups in order, others are "Not given".

    Choose one has an answer per item; approve, agree and rate are asked item by item, in classes.
    Who did not mark the item, or abstained, is among those of another answer, so that every item of
    a round has the same people; where there is one question alone abstaining is an answer of its
    own. Raises SeminarError for other methods.
    """
    rule = method_of(poll).split
    if rule is None:
        raise SeminarError(say("Results of this kind of poll cannot be split by group."))
    rows = (*names, NOT_GIVEN)
    columns = tuple(rule.classes) or tuple(item.text for item in poll.items)
    columns += (ABSTAINED,) * (poll.may_abstain and not rule.classes)
    counts = {row: [0] * len(columns) for row in rows}
    for ballot in ballots:
        answer = _answer(poll, rule, dict(ballot.marks), item_id)
        if ballot.abstains and not rule.classes:
            answer = len(columns) - 1
        if answer is not None:
            group = str(getattr(ballot, split.value))
            counts[group if group in names else NOT_GIVEN][answer] += 1
    return CrossTable(
        item_id=item_id,
        rows=rows,
        columns=columns,
        told=rule.told.column if rule.classes else None,
        cells=tuple(tuple(counts[row]) for row in rows),
    )


def cross_all(
    poll: Poll, ballots: Sequence[Ballot], names: Mapping[Split, Sequence[str]]
) -> tuple[CrossTable, ...]:
    """The exact tables of a round, split as its poll is: one for each item that is asked about by
    itself, none where the method cannot be split.
    """
    rule = method_of(poll).split
    if rule is None or not can_be_split(poll):
        return ()
    asked = [item.id for item in poll.items] if rule.classes else [""]
    return tuple(cross(poll, ballots, poll.split, names[poll.split], item) for item in asked)


def _answer(poll: Poll, rule: SplitRule, marks: Mapping[str, int], item_id: str) -> int | None:
    """The column a ballot belongs to; None where it does not mark the item."""
    if not rule.classes:
        chosen = [number for number, item in enumerate(poll.items) if item.id in marks]
        return chosen[0] if chosen else None
    mark = marks.get(item_id, rule.unmarked)
    if mark is None:
        return None
    rest = 0
    for number, marks_of_class in enumerate(rule.classes.values()):
        if mark in marks_of_class:
            return number
        rest = rest if marks_of_class else number
    return rest


def can_be_split(poll: Poll) -> bool:
    """Whether a poll's results may be told by group.

    Where several items are asked about and people may abstain it is told of the whole room who
    marked none of them: a table of one item then tells of another, which was made safe by itself.
    """
    rule = method_of(poll).split
    return rule is not None and not (poll.may_abstain and rule.classes and len(poll.items) > 1)
