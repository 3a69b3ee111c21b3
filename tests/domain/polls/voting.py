"""Polls and ballots for tests, written as people would say them."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from hypothesis import strategies as st

from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import Ballot, Criterion, Item, Method, Poll
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Order

LISTED = tuple(method for method in Method if not METHODS[method].deals)
"""The methods whose polls list what they ask about, or ask for words: no responses have to be there
before one is opened.
"""
_KEYS = count()


def poll(method: Method, items: Iterable[str] = "ABC", **changes: Any) -> Poll:
    """A poll whose items' ids are their texts."""
    fields: dict[str, Any] = {
        "id": "poll",
        "position": 1.0,
        "title": "A poll",
        "wording": "What do you say?",
        "method": method,
        "items": tuple(Item(item, item) for item in items),
    }
    return Poll(**(fields | changes))


def ballot(*marks: tuple[str, int], **changes: Any) -> Ballot:
    """A ballot of a voter nobody else is."""
    fields: dict[str, Any] = {"round_id": "round", "voter_key": f"voter {next(_KEYS)}"}
    return Ballot(**(fields | {"marks": marks} | changes))


def ranked(order: Sequence[str], people: int = 1) -> list[Ballot]:
    """So many people's ballots ranking the items; items in one string share a place: "A", "BC"."""
    marks = [(item, place) for place, group in enumerate(order, start=1) for item in group]
    return [ballot(*marks) for _ in range(people)]


def chosen(item: str, people: int) -> list[Ballot]:
    """So many people's ballots choosing one item."""
    return [ballot((item, 1)) for _ in range(people)]


def on_scale(counts: Sequence[int], item: str = "A", lowest: int = 1) -> list[Ballot]:
    """Ballots on a scale, given how many people stand on each mark from the lowest up."""
    marks = [mark for mark, people in enumerate(counts, start=lowest) for _ in range(people)]
    return [ballot((item, mark)) for mark in marks]


def groups(order: Order) -> list[set[str]]:
    """An order without the order of writing inside its groups."""
    return [set(group) for group in order]


ITEMS = "ABCD"
CRITERIA = (Criterion("x", "X", 2.0), Criterion("y", "Y", 0.5))


def polls() -> st.SearchStrategy[Poll]:
    """A poll of any method over four items."""
    return st.sampled_from(Method).map(lambda m: poll(m, ITEMS, criteria=CRITERIA, budget=6))


@st.composite
def ballots_of(draw: st.DrawFn, of: Poll) -> Ballot:
    """A ballot that the poll allows, from one of a few voters, by any channel."""
    voter = draw(st.integers(0, 7))
    channel = draw(st.sampled_from([Channel.PHONE, Channel.TABLET, Channel.PAPER]))
    if of.method is Method.WORDS:
        words = draw(
            st.lists(st.sampled_from(["Trust", "trust ", "TIME", "ŵy"]), min_size=1, max_size=5)
        )
        return ballot(words=tuple(words), voter_key=str(voter), channel=channel)
    return ballot(*draw(_marks(of)), voter_key=str(voter), channel=channel)


def _marks(of: Poll) -> st.SearchStrategy[tuple[tuple[str, int], ...]]:
    items = st.sampled_from([item.id for item in of.items])
    one = st.just(1)
    if of.method is Method.CHOOSE_ONE:
        return st.tuples(st.tuples(items, one))
    if of.method is Method.PAIRWISE:
        pairs = [(a.id, b.id) for a in of.items for b in of.items if a.id < b.id]
        either = st.sampled_from(pairs).flatmap(lambda p: st.sampled_from([p, p[::-1]]))
        unique = st.lists(either, min_size=1, unique_by=lambda p: tuple(sorted(p)))
        return unique.map(lambda chosen: tuple((f"{a}>{b}", 1) for a, b in chosen))
    keys: st.SearchStrategy[str] = items
    values = {
        Method.APPROVE: one,
        Method.AGREE: st.integers(0, 5),
        Method.RATE: st.integers(0, 10),
        Method.RANK: st.integers(1, 4),
        Method.DOTS: st.integers(0, 1),
        Method.WEIGHTED: st.integers(0, 10),
        Method.SORT: st.integers(-1, 1),
        Method.MEMBER_CHECK: st.sampled_from([-1, 1]),
    }[of.method]
    if of.method is Method.WEIGHTED:
        keys = st.sampled_from([f"{i.id}/{c.id}" for i in of.items for c in of.criteria])
    if of.method is Method.MEMBER_CHECK:
        keys = st.sampled_from([f"{sort}{i.id}" for i in of.items for sort in ("us:", "quote:")])
    least = 0 if of.method is Method.APPROVE else 1  # nothing approved is an answer
    return st.dictionaries(keys, values, min_size=least).map(lambda marks: tuple(marks.items()))
