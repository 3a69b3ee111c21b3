"""What a ballot or a show of hands may hold, refused in a sentence that can be acted on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec

from facilitator.domain import wording
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import ABSTAIN, ABSTENTION, Marked, Poll
from facilitator.domain.wording import say

NO_HANDS = say("A show of hands cannot count this kind of poll; use the tablet, phones or paper.")


def check(poll: Poll, marks: Sequence[tuple[str, int]], words: Sequence[str] = ()) -> None:
    """Raise SeminarError with a sentence unless the poll's method allows these marks and words."""
    if tuple(marks) != ABSTENTION:
        method_of(poll).check(poll, marks, words)
    elif words or not poll.may_abstain:
        raise SeminarError(say("Nobody can abstain in this poll."))


def check_hands(poll: Poll, marks: Sequence[tuple[str, int, int]], people: int = 0) -> None:
    """Raise SeminarError with a sentence unless a show of hands may come to these counts."""
    method = method_of(poll)
    if not method.hands:
        raise SeminarError(NO_HANDS)
    if people < 0 or any(count < 0 for _, _, count in marks):
        raise SeminarError(say("A count of hands cannot be less than nothing."))
    if len({(item, mark) for item, mark, _ in marks}) < len(marks):
        raise SeminarError(say("A count of hands is given twice."))
    of_items = [(item, mark) for item, mark, _ in marks if item != ABSTAIN or not poll.may_abstain]
    if not {item for item, _ in of_items} <= method.keys(poll):
        raise SeminarError(say("The hands are counted for something that is not in the poll."))
    for _, mark in of_items:
        if mark not in dict(method.hands):
            raise SeminarError(say("{mark} is not a mark of this poll.", mark=mark))
    _check_raised(poll, marks, people, one_each=method.one_hand_each)


def _check_raised(
    poll: Poll, marks: Sequence[tuple[str, int, int]], people: int, *, one_each: bool
) -> None:
    """No more hands than people: in all where each raises one, else for each item."""
    for item in [None] if one_each else poll.items:
        raised = sum(n for key, _, n in marks if item is None or key in (item.id, ABSTAIN))
        if people and raised > people:
            raise SeminarError(
                say(
                    "{raised} hands are more than the {people} who raised one.",
                    raised=raised,
                    people=wording.people(people),
                )
            )


def least_raised(poll: Poll, marks: Sequence[tuple[str, int, int]]) -> int:
    """How many people have raised a hand at least, who abstain included."""
    by_item = Counter[str]()
    for item, _, people in marks:
        by_item[item] += people
    abstained = by_item.pop(ABSTAIN, 0)
    counts = by_item.values()
    return abstained + (sum(counts) if method_of(poll).one_hand_each else max(counts, default=0))


def digest_of(round_id: str, ballots: Iterable[Marked]) -> str:
    """What a closed round's ballots say, in whatever order they lie: changed, added or taken out,
    and it is another. It knows the round, the items and the marks, and nothing of who voted.
    """
    said = sorted(msgspec.json.encode((sorted(b.marks), b.words)) for b in ballots)
    return sha256(b"\n".join((round_id.encode(), *said))).hexdigest()
