"""What a ballot may hold: every method's rules, refused in a sentence that the voter can act on."""

from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, RATE_MAX, Item, Method, Poll
from facilitator.domain.wording import counted

Marks = Sequence[tuple[str, int]]

WORD_LENGTH = 80
"""The longest answer of an open words poll, in characters."""

MOST_WORDS = 10
"""How many words one person may give where the poll sets no bound."""

HAND_METHODS = frozenset({Method.CHOOSE_ONE, Method.APPROVE, Method.AGREE, Method.RATE})
"""The methods that can be counted by a show of hands."""

NO_HANDS = "A show of hands cannot count this kind of poll; use the tablet, phones or paper."


def dots_cap(poll: Poll) -> int:
    """The most dots that one person may give one item."""
    return min(poll.most, poll.budget) if poll.most else poll.budget


def check(poll: Poll, marks: Marks, words: Sequence[str] = ()) -> None:
    """Raise SeminarError with a sentence unless the poll's method allows these marks and words."""
    if poll.method is Method.WORDS:
        _check_words(poll, marks, words)
        return
    if words:
        raise SeminarError("This poll takes marks, not words.")
    if not marks:
        raise SeminarError("Nothing is marked yet.")
    keys = [key for key, _ in marks]
    if len(set(keys)) < len(keys):
        raise SeminarError("Something is marked twice.")
    if not set(keys) <= keys_of(poll):
        raise SeminarError("This ballot marks something that is not in the poll.")
    _CHECKS[poll.method](poll, marks)


def keys_of(poll: Poll) -> frozenset[str]:
    """Everything that can be marked: items, item/criterion or winner>loser."""
    items = [item.id for item in poll.items]
    if poll.method is Method.WEIGHTED:
        return frozenset(f"{item}/{criterion.id}" for item in items for criterion in poll.criteria)
    if poll.method is Method.PAIRWISE:
        return frozenset(f"{one}>{other}" for one in items for other in items if one != other)
    return frozenset(items)


def check_hands(poll: Poll, marks: Sequence[tuple[str, int, int]], people: int = 0) -> None:
    """Raise SeminarError with a sentence unless a show of hands may come to these counts."""
    if poll.method not in HAND_METHODS:
        raise SeminarError(NO_HANDS)
    if people < 0 or any(count < 0 for _, _, count in marks):
        raise SeminarError("A count of hands cannot be less than nothing.")
    if len({(item, mark) for item, mark, _ in marks}) < len(marks):
        raise SeminarError("A count of hands is given twice.")
    if not {item for item, _, _ in marks} <= keys_of(poll):
        raise SeminarError("The hands are counted for something that is not in the poll.")
    lowest, highest = _SCALES.get(poll.method, (1, 1))
    _check_scale([(item, mark) for item, mark, _ in marks], lowest, highest)
    _check_raised(poll, marks, people)


def _check_raised(poll: Poll, marks: Sequence[tuple[str, int, int]], people: int) -> None:
    """No more hands than people: in all for choose one, for each item elsewhere."""
    for item in [None] if poll.method is Method.CHOOSE_ONE else poll.items:
        raised = sum(count for key, _, count in marks if item is None or key == item.id)
        if people and raised > people:
            who = counted(people, "person", "people")
            raise SeminarError(f"{raised} hands are more than the {who} who raised one.")


_SCALES: Mapping[Method, tuple[int, int]] = {
    Method.AGREE: (DONT_KNOW, len(AGREE_LABELS)),
    Method.RATE: (0, RATE_MAX),
    Method.WEIGHTED: (0, RATE_MAX),
}


def _check_scale(marks: Marks, lowest: int, highest: int) -> None:
    for _, mark in marks:
        if not lowest <= mark <= highest:
            raise SeminarError(f"{mark} is not a mark of this poll.")


def _check_choice(poll: Poll, marks: Marks) -> None:
    _check_scale(marks, 1, 1)
    if len(marks) > 1:
        raise SeminarError("Choose only one.")


def _check_approvals(poll: Poll, marks: Marks) -> None:
    _check_scale(marks, 1, 1)
    if poll.most and len(marks) > poll.most:
        raise SeminarError(f"Choose at most {poll.most}; {len(marks)} are chosen.")


def _check_on_scale(poll: Poll, marks: Marks) -> None:
    _check_scale(marks, *_SCALES[poll.method])


def _check_places(poll: Poll, marks: Marks) -> None:
    if poll.most and len(marks) > poll.most:
        raise SeminarError(f"Rank at most {poll.most}; {len(marks)} are ranked.")
    for _, place in marks:
        if not 1 <= place <= len(poll.items):
            raise SeminarError(f"Places run from 1 to {len(poll.items)}; {place} is none of them.")


def _check_dots(poll: Poll, marks: Marks) -> None:
    cap, spent = dots_cap(poll), sum(dots for _, dots in marks)
    if any(dots < 0 for _, dots in marks):
        raise SeminarError("An item cannot have less than no dots.")
    if any(dots > cap for _, dots in marks):
        raise SeminarError(f"Give one item at most {counted(cap, 'dot', 'dots')}.")
    if spent > poll.budget:
        raise SeminarError(f"You have {counted(poll.budget, 'dot', 'dots')}; {spent} are placed.")
    if not spent:
        raise SeminarError("No dot is placed yet.")


def _check_pairs(poll: Poll, marks: Marks) -> None:
    _check_scale(marks, 1, 1)
    chosen = {key for key, _ in marks}
    if any(f"{other}>{one}" in chosen for one, other in _duels(poll.items, chosen)):
        raise SeminarError("A pair is marked both ways; choose one of the two.")


def _duels(items: Sequence[Item], chosen: set[str]) -> list[tuple[str, str]]:
    ids = [item.id for item in items]
    return [(one, other) for one in ids for other in ids if f"{one}>{other}" in chosen]


def _check_words(poll: Poll, marks: Marks, words: Sequence[str]) -> None:
    if marks:
        raise SeminarError("This poll takes words, not marks.")
    if not words or not all(word.strip() for word in words):
        raise SeminarError("Nothing is written yet.")
    most = poll.most or MOST_WORDS
    if len(words) > most:
        raise SeminarError(f"Give at most {counted(most, 'answer', 'answers')}.")
    if any(len(word) > WORD_LENGTH for word in words):
        raise SeminarError(f"An answer may have at most {WORD_LENGTH} characters.")


_CHECKS: Mapping[Method, Callable[[Poll, Marks], None]] = {
    Method.CHOOSE_ONE: _check_choice,
    Method.APPROVE: _check_approvals,
    Method.AGREE: _check_on_scale,
    Method.RATE: _check_on_scale,
    Method.RANK: _check_places,
    Method.DOTS: _check_dots,
    Method.WEIGHTED: _check_on_scale,
    Method.PAIRWISE: _check_pairs,
}
