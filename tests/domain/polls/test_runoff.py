"""Instant runoff under ties, against every way of breaking them by lot, one by one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls import runoff
from facilitator.domain.polls.ranking import ranking_of
from facilitator.domain.wording import Order

Ballots = Sequence[Order]


def run(ballots: Ballots, items: str = "ABCD") -> tuple[list[set[str]], tuple[str, ...]]:
    found = runoff.instant_runoff({item: item for item in items}, Counter(ballots))
    return [set(group) for group in found.order], tuple(map(str, found.steps))


def orders(*written: tuple[str, int]) -> list[Order]:
    return [tuple((item,) for item in order) for order, people in written for _ in range(people)]


# The oracle: plain lists, no sets remembered, no bits, nobody goes out together.


def votes_in(ballots: Ballots, remaining: Sequence[str]) -> dict[str, Fraction]:
    votes = {item: Fraction(0) for item in remaining}
    for order in ballots:
        for group in order:
            here = [item for item in group if item in votes]
            if here:
                for item in here:
                    votes[item] += Fraction(1, len(here))
                break
    return votes


def elected(
    ballots: Ballots, remaining: Sequence[str], earlier: Sequence[dict[str, Fraction]] | None
) -> Iterator[str]:
    """The winner of every way of breaking ties by lot. With `earlier` counts a tie is settled by
    the latest that differs, and those who are fewer together than anybody else go in one count,
    until a lot has been drawn; with None each tie is broken by lot.
    """
    if len(remaining) == 1:
        yield remaining[0]
        return
    votes = votes_in(ballots, remaining)
    tied = [item for item in remaining if votes[item] == min(votes.values())]
    for count in reversed(earlier or ()):
        tied = [item for item in tied if count[item] == min(count[other] for other in tied)]
    rest = [item for item in remaining if item not in tied]
    if earlier is not None and (len(tied) == 1 or few_together(votes, tied, rest)):
        yield from elected(ballots, rest, [*earlier, votes])
        return
    for out in tied:
        left = [item for item in remaining if item != out]
        yield from elected(ballots, left, None)


def few_together(votes: dict[str, Fraction], tied: Sequence[str], rest: Sequence[str]) -> bool:
    return bool(rest) and all(sum(votes[item] for item in tied) < votes[item] for item in rest)


PLACES = st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 4), min_size=1)
BALLOTS = st.lists(PLACES.map(lambda marks: ranking_of(marks.items())), min_size=1, max_size=9)


@given(BALLOTS)
def test_first_is_what_some_way_of_breaking_ties_elects(ballots: Ballots) -> None:
    first = run(ballots)[0][0]
    assert first <= set(elected(ballots, "ABCD", None))


@given(BALLOTS)
def test_first_are_all_that_a_way_elects_where_earlier_counts_settle_what_they_can(
    ballots: Ballots,
) -> None:
    assert run(ballots)[0][0] == set(elected(ballots, "ABCD", []))


@given(BALLOTS)
def test_every_item_has_one_place(ballots: Ballots) -> None:
    assert sorted(item for group in run(ballots)[0] for item in group) == list("ABCD")


def by_lot(ballots: Ballots, remaining: Sequence[str]) -> Iterator[dict[str, int]]:
    """The place of every item, by every way of breaking each tie by lot."""
    if not remaining:
        yield {}
        return
    votes = votes_in(ballots, remaining)
    for out in [item for item in remaining if votes[item] == min(votes.values())]:
        left = [item for item in remaining if item != out]
        yield from (places | {out: len(remaining)} for places in by_lot(ballots, left))


def order_of(ballots: Ballots) -> list[set[str]]:
    """Who goes out in turn is last; where nothing says who, the best place over all ways counts."""
    remaining, last, earlier = list("ABCD"), list[set[str]](), list[dict[str, Fraction]]()
    while remaining:
        votes = votes_in(ballots, remaining)
        tied = [item for item in remaining if votes[item] == min(votes.values())]
        for count in reversed(earlier):
            tied = [item for item in tied if count[item] == min(count[other] for other in tied)]
        rest = [item for item in remaining if item not in tied]
        if len(tied) > 1 and not few_together(votes, tied, rest):
            ways = [
                places | {out: len(remaining)}
                for out in tied
                for places in by_lot(ballots, [item for item in remaining if item != out])
            ]
            best = {item: min(places[item] for places in ways) for item in remaining}
            at = sorted(set(best.values()))
            return [{i for i in best if best[i] == place} for place in at] + last[::-1]
        last.append(set(tied))
        earlier.append(votes)
        remaining = rest
    return last[::-1]


@given(BALLOTS)
def test_every_item_has_the_best_place_that_some_way_gives_it(ballots: Ballots) -> None:
    assert run(ballots)[0] == order_of(ballots)


@given(BALLOTS)
def test_who_comes_first_has_as_many_ballots_behind_it_as_is_said(ballots: Ballots) -> None:
    order, steps = run(ballots)
    said = next(step for step in steps if "behind it" in step)
    assert f"of all {len(ballots)} ballot" in said
    assert all(item in said for item in order[0])


def behind(
    ballots: Ballots, remaining: Sequence[str], earlier: Sequence[dict[str, Fraction]] | None
) -> Iterator[tuple[str, Fraction]]:
    """Who comes first by each way, and its votes in the last count of that way."""
    votes = votes_in(ballots, remaining)
    tied = [item for item in remaining if votes[item] == min(votes.values())]
    for count in reversed(earlier or ()):
        tied = [item for item in tied if count[item] == min(count[other] for other in tied)]
    rest = [item for item in remaining if item not in tied]
    together = len(tied) == 1 or few_together(votes, tied, rest)
    after = [*earlier, votes] if earlier is not None and together else None
    for out in [tied] if together else [[item] for item in tied]:
        left = [item for item in remaining if item not in out]
        if len(left) == 1:
            yield left[0], votes[left[0]]
        else:
            yield from behind(ballots, left, after)


@given(BALLOTS)
def test_so_many_ballots_are_behind_whoever_is_first_as_every_way_comes_to(
    ballots: Ballots,
) -> None:
    steps = " ".join(run(ballots)[1])
    found: dict[str, list[Fraction]] = {}
    for item, votes in behind(ballots, "ABCD", []):
        found.setdefault(item, []).append(votes)
    for item, ways in found.items():
        low, high = (f"{float(n):.2f}".rstrip("0").rstrip(".") for n in (min(ways), max(ways)))
        told = low if low == high else f"{low} to {high}"
        assert re.search(rf"\b{item}( is first,| is first whichever.*,)? with {told} of all", steps)


def test_a_tie_is_settled_by_a_count_before_others_went_out_together() -> None:
    """They are one count: what it showed still tells C from D when both have equally many."""
    ballots: Ballots = [(("A", "B", "C"),), (("C", "D"),), (("D",), ("B",))]
    order, steps = run(ballots)
    assert order[:2] == [{"D"}, {"C"}]
    assert "A and B go out." in steps[0]
    assert "All their votes together are fewer than anybody else’s" in steps[0]
    assert "in count 1 C had fewer. C goes out." in steps[1]


def test_who_is_told_apart_by_an_earlier_count_is_in_no_lot() -> None:
    """A, C and D tie in the second count; in the first C had more than A and D, so it stays."""
    ballots: Ballots = [
        *[(("A", "C"),), (("C", "D"), ("A", "B")), (("C",),), (("D",), ("C",))],
        *[(("B",), ("A", "D")), (("A",), ("D",))],
    ]
    assert run(ballots)[0][0] == {"C", "D"}
    assert "earlier counts tell all apart but" in " ".join(run(ballots)[1])


def test_a_way_that_no_lot_leads_to_elects_nobody() -> None:
    order, steps = run(orders(("ABC", 4), ("BCA", 3), ("CBA", 3)), "ABC")
    assert order == [{"B", "C"}, {"A"}]
    assert steps == (
        (
            "Count 1: A 4, B 3 and C 3. B and C have equally few and no earlier count tells them "
            "apart, so every way of going on is followed."
        ),
        "If B goes out, C is first.",
        "If C goes out, B is first.",
        (
            "B and C share first place: B with 6 of all 10 ballots behind it and C with 6 of all "
            "10 ballots behind it."
        ),
    )


def test_ballots_that_ran_out_are_not_behind_the_winner() -> None:
    steps = run(orders(("A", 4), ("B", 3), ("C", 2)), "ABC")[1]
    assert steps == (
        "Count 1: A 4, B 3 and C 2. C goes out.",
        "Count 2: A 4 and B 3; 2 ballots have no choice left; A has more than half. B goes out.",
        "A is first, with 4 of all 9 ballots behind it.",
    )


def test_one_winner_of_all_ways_is_first_alone() -> None:
    order, steps = run(orders(("A", 5), ("BA", 3), ("CA", 3)), "ABC")
    assert order[0] == {"A"}
    assert "A is first whichever goes out, with 8 of all 11 ballots behind it." in steps
    assert not any(step.startswith("If ") for step in steps)


def test_a_place_that_is_shared_divides_a_vote_and_is_told_to_the_hundredth() -> None:
    shared = [(("A", "B", "C"), ("D",))]
    _, steps = run([*shared, *orders(("DA", 2), ("A", 1), ("B", 1))])
    assert steps[0] == "Count 1: D 2, A 1.33, B 1.33 and C 0.33. C goes out."


def test_beyond_the_bound_the_rule_that_is_said_counts_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = "ABCDEFGH"
    circle = orders(*((items[turn:] + items[:turn], 1) for turn in range(len(items))))
    whole = run(circle, items)
    monkeypatch.setattr(runoff, "MOST_SETS", 20)
    cut, steps = run(circle, items)
    assert sorted(item for group in cut for item in group) == list(items)
    assert any("beyond a bound, items that tie went out together" in step for step in steps)
    assert not any("beyond a bound" in step for step in whole[1])


def test_an_empty_round_counts_nothing() -> None:
    assert run([], "AB") == ([{"A", "B"}], ())
