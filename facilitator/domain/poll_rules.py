"""What a poll must have before it can open, and what a show of hands can come to."""

from collections import Counter
from collections.abc import Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import RATE_MAX, Method, Poll

BY_HAND = {
    Method.CHOOSE_ONE: range(1, 2),
    Method.APPROVE: range(1, 2),
    Method.AGREE: range(6),
    Method.RATE: range(RATE_MAX + 1),
}
"""The methods a show of hands can count, and the marks that can be counted."""


def check_poll(poll: Poll) -> None:
    """Raise SeminarError with what is missing when a poll cannot be voted on."""
    for needed, sentence in (
        (poll.wording.strip(), "has no wording. Write what people are asked"),
        (poll.items or poll.method is Method.WORDS, "has no items. Add at least one"),
        (_enough_items(poll), "needs at least two items to choose between. Add another"),
        (all(item.text.strip() for item in poll.items), "has an item without words. Word it"),
        (
            poll.criteria or poll.method is not Method.WEIGHTED,
            "has no criteria. Add at least one",
        ),
        (poll.budget > 0 or poll.method is not Method.DOTS, "gives nobody a dot. Give some"),
    ):
        if not needed:
            raise SeminarError(f"“{poll.title}” {sentence} in Prepare, then open it.")


def _enough_items(poll: Poll) -> bool:
    single = {Method.AGREE, Method.RATE, Method.WORDS, Method.APPROVE, Method.WEIGHTED}
    return len(poll.items) >= 2 or poll.method in single


def check_hands(poll: Poll, marks: Sequence[tuple[str, int, int]], people: int) -> None:
    """Raise SeminarError when counts of hands do not fit the poll or each other."""
    allowed = BY_HAND.get(poll.method)
    if allowed is None:
        raise SeminarError("This kind of poll cannot be counted by hands. Use the shared tablet.")
    known = {item.id for item in poll.items}
    if any(i not in known or m not in allowed or n < 0 for i, m, n in marks) or people < 0:
        raise SeminarError("A count does not belong to this poll. Enter the hands again.")
    if poll.method is Method.APPROVE:
        raised = max((n for _, _, n in marks), default=0)
    elif poll.method is Method.CHOOSE_ONE:
        raised = sum(n for _, _, n in marks)
    else:
        raised = max(_per_item(marks).values(), default=0)
    if raised > people:
        raise SeminarError(
            f"{raised} hands were counted but only {people} people voted. Correct one of the two."
        )


def _per_item(marks: Sequence[tuple[str, int, int]]) -> Counter[str]:
    per_item: Counter[str] = Counter()
    for item, _, people in marks:
        per_item[item] += people
    return per_item
