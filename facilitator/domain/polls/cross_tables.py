"""The exact cross tables of a round: who answered what, by sector or by size."""

from collections.abc import Mapping, Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, RATE_MAX, Ballot, Method, Poll
from facilitator.domain.privacy.disclosure import NOT_GIVEN, CrossTable, Split


def cross(
    poll: Poll, ballots: Sequence[Ballot], split: Split, names: Sequence[str], item_id: str = ""
) -> CrossTable:
    """The exact cross table of a round: `names` are the groups in order, others are "Not given".

    Choose one has an answer per item; approve, agree and rate are asked item by item, in classes.
    People who did not mark the item are left out. Raises SeminarError for other methods.
    """
    if not can_be_split(poll):
        raise SeminarError("Results of this kind of poll cannot be split by group.")
    rows = (*names, NOT_GIVEN)
    columns = _columns(poll)
    counts = {row: [0] * len(columns) for row in rows}
    for ballot in ballots:
        answer = _answer(poll, dict(ballot.marks), item_id)
        if answer is not None:
            group = ballot.sector if split is Split.SECTOR else ballot.size
            counts[group if group in names else NOT_GIVEN][answer] += 1
    return CrossTable(rows=rows, columns=columns, cells=tuple(tuple(counts[row]) for row in rows))


_CLASSES: Mapping[Method, Mapping[str, range]] = {
    Method.APPROVE: {"Not chosen": range(1), "Chosen": range(1, 2)},
    Method.AGREE: {
        "Disagree": range(1, 3),
        "Neither, or don’t know": range(0),
        "Agree": range(4, len(AGREE_LABELS) + 1),
    },
    Method.RATE: {"0 to 3": range(4), "4 to 6": range(4, 7), "7 to 10": range(7, RATE_MAX + 1)},
}
"""The marks of each class; the agree scale's middle class takes what the others leave."""


def _columns(poll: Poll) -> tuple[str, ...]:
    if poll.method is Method.CHOOSE_ONE:
        return tuple(item.text for item in poll.items)
    return tuple(_CLASSES[poll.method])


def _answer(poll: Poll, marks: Mapping[str, int], item_id: str) -> int | None:
    """The column a ballot belongs to; None where it does not mark the item."""
    if poll.method is Method.CHOOSE_ONE:
        chosen = [number for number, item in enumerate(poll.items) if item.id in marks]
        return chosen[0] if chosen else None
    mark = marks.get(item_id, DONT_KNOW if poll.method is Method.APPROVE else None)
    if mark is None:
        return None
    for number, marks_of_class in enumerate(_CLASSES[poll.method].values()):
        if mark in marks_of_class:
            return number
    return 1


def can_be_split(poll: Poll) -> bool:
    """Whether `cross` knows how to split a poll's results."""
    return poll.method is Method.CHOOSE_ONE or poll.method in _CLASSES
