"""Ranking rules against published elections, and fair to every item and voter."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise, permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls import ranking, tally
from facilitator.domain.polls.polls import Ballot, Method
from facilitator.domain.wording import Message
from tests.domain.polls.voting import groups, poll, ranked

TENNESSEE = [("MNCK", 42), ("NCKM", 26), ("CKNM", 15), ("KCNM", 17)]
SCHULZE_45 = [
    ("ACBED", 5),
    ("ADECB", 5),
    ("BEDAC", 8),
    ("CABED", 3),
    ("CAEBD", 7),
    ("CBADE", 2),
    ("DCEBA", 7),
    ("EBADC", 8),
]
# Schulze 2011, example 2: 30 voters over four items.
SCHULZE_30 = [
    ("ACBD", 5),
    ("ACDB", 2),
    ("ADCB", 3),
    ("BACD", 4),
    ("CBDA", 3),
    ("CDBA", 3),
    ("DACB", 1),
    ("DBAC", 5),
    ("DCBA", 4),
]
PARADOX = [("ABC", 1), ("BCA", 1), ("CAB", 1)]


def election(ballots: list[tuple[str, int]]) -> tally.Tally:
    cast = [b for order, people in ballots for b in ranked(order, people)]
    return tally.count(poll(Method.RANK, sorted(ballots[0][0])), cast)


def steps_of(found: ranking.Ranking) -> list[str]:
    return list(map(str, found.steps))


def by_rule(counted: tally.Tally) -> dict[Message, list[set[str]]]:
    return {r.rule: groups(r.order) for r in counted.rankings}


def test_tennessee_chooses_nashville_but_runoff_knoxville() -> None:
    found = election(TENNESSEE)
    orders = by_rule(found)
    assert orders[ranking.BORDA] == [{"N"}, {"C"}, {"M"}, {"K"}]
    assert orders[ranking.RUNOFF][0] == {"K"}
    assert orders[ranking.SCHULZE] == [{"N"}, {"C"}, {"K"}, {"M"}]
    assert [line.score for line in found.lines] == [173, 107, 126, 194]  # C K M N
    assert "N beats every other item one to one." in steps_of(found.rankings[2])
    assert str(found.disagreement).startswith("The rules disagree on first place.")
    assert "Instant runoff: K" in str(found.disagreement)


def test_runoff_says_what_happened_in_every_count() -> None:
    steps = steps_of(election(TENNESSEE).rankings[1])
    assert steps[0] == "Count 1: M 42, N 26, K 17 and C 15. C goes out."
    assert steps[1] == "Count 2: M 42, K 32 and N 26. N goes out."
    assert steps[2] == "Count 3: K 58 and M 42; K has more than half. M goes out."
    assert steps[3] == "K is first, with 58 of all 100 ballots behind it."


def test_schulzes_45_voters_come_to_eacbd() -> None:
    orders = by_rule(election(SCHULZE_45))
    assert orders[ranking.SCHULZE] == [{"E"}, {"A"}, {"C"}, {"B"}, {"D"}]


def test_schulzes_30_voters_come_to_dacb() -> None:
    assert by_rule(election(SCHULZE_30))[ranking.SCHULZE] == [{"D"}, {"A"}, {"C"}, {"B"}]


def test_a_perfect_circle_is_a_tie_under_every_rule_and_said_to_be_a_circle() -> None:
    found = election(PARADOX)
    assert all(order == [{"A", "B", "C"}] for order in by_rule(found).values())
    assert str(found.disagreement) == "A, B and C beat one another in a circle."
    assert str(found.ties) == "A, B and C share 1st place; nothing breaks the tie."


def test_a_tie_for_the_fewest_is_settled_by_the_latest_earlier_count_that_differs() -> None:
    # After D goes out B and C have 5 each; in count 1 C had fewer.
    found = election([("ABCD", 6), ("BACD", 5), ("CABD", 4), ("DCAB", 1)])
    steps = steps_of(found.rankings[1])
    assert steps[0].endswith("D goes out.")
    assert steps[1] == (
        "Count 2: A 6, B 5 and C 5. B and C have equally few; in count 1 C had fewer. C goes out."
    )


def test_what_only_ties_with_less_than_the_next_has_goes_out_together() -> None:
    found = election([("ABC", 5), ("BAC", 2), ("CAB", 2)])
    assert by_rule(found)[ranking.RUNOFF] == [{"A"}, {"B", "C"}]
    assert steps_of(found.rankings[1])[0].endswith("B and C go out.")


def test_a_shared_place_divides_a_vote_and_short_ballots_run_out() -> None:
    cast = ranked(["AB"], 3) + ranked(["C"], 1) + ranked(["A", "B"], 1)
    found = tally.count(poll(Method.RANK), cast)
    steps = steps_of(found.rankings[1])
    assert steps[0] == "Count 1: A 2.5, B 1.5 and C 1. C goes out."
    assert "1 ballot has no choice left" in steps[1]


def test_a_short_ballot_leaves_the_others_level_at_its_end() -> None:
    found = tally.count(poll(Method.RANK, "ABCD"), ranked("A"))
    assert [line.score for line in found.lines] == [3, 1, 1, 1]
    assert sum(line.score for line in found.lines) == 6


def test_the_order_of_the_items_that_nobody_beats_comes_before_all_others() -> None:
    beats = Counter({("A", "B"): 3, ("B", "A"): 2, ("C", "B"): 4, ("B", "C"): 1})
    found = ranking.schulze({"A": "A", "B": "B", "C": "C"}, beats)
    assert groups(found.order) == [{"A", "C"}, {"B"}]


def test_copeland_counts_duels_and_names_a_circle() -> None:
    names = {item: item for item in "ABCD"}
    beats = {
        ("A", "B"): 2,
        ("B", "C"): 2,
        ("C", "A"): 2,
        ("A", "D"): 1,
        ("B", "D"): 1,
        ("C", "D"): 1,
    }
    found = ranking.copeland(names, beats)
    assert groups(found.order) == [{"A", "B", "C"}, {"D"}]
    assert "A, B and C beat one another in a circle." in steps_of(found)[0]


ORDERS = st.lists(
    st.lists(st.sampled_from("ABCD"), unique=True, min_size=1).map(tuple), min_size=1, max_size=12
)


def count_orders(orders: list[tuple[str, ...]], items: str = "ABCD") -> tally.Tally:
    cast: list[Ballot] = [b for order in orders for b in ranked(order)]
    return tally.count(poll(Method.RANK, items), cast)


@given(ORDERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_entry_nor_the_items_places_decide_anything(
    orders: list[tuple[str, ...]], random: Random
) -> None:
    shuffled = list(orders)
    random.shuffle(shuffled)
    assert by_rule(count_orders(orders)) == by_rule(count_orders(shuffled, "DBCA"))


@given(ORDERS, st.permutations("ABCD"))
def test_renaming_the_items_renames_the_result(
    orders: list[tuple[str, ...]], renamed: list[str]
) -> None:
    names = dict(zip("ABCD", renamed, strict=True))
    before = by_rule(count_orders(orders))
    after = by_rule(count_orders([tuple(names[item] for item in order) for order in orders]))
    for rule, order in before.items():
        assert after[rule] == [{names[item] for item in group} for group in order]


def strongest(beats: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    """The strength of the strongest path, by trying all that go nowhere twice."""
    won = {pair: n for pair, n in beats.items() if n > beats.get(pair[::-1], 0)}
    between = [item for item in "ABCD" if item not in (one, other)]
    paths = [
        (one, *middle, other)
        for n in range(len(between) + 1)
        for middle in permutations(between, n)
    ]
    return max(min(won.get(step, 0) for step in pairwise(path)) for path in paths)


@given(ORDERS)
def test_schulze_and_borda_come_to_what_trying_everything_comes_to(
    orders: list[tuple[str, ...]],
) -> None:
    found = count_orders(orders)
    places = [dict(zip(order, range(4), strict=False)) for order in orders]
    beats = Counter(
        pair
        for at in places
        for pair in permutations("ABCD", 2)
        if at.get(pair[0], 9) < at.get(pair[1], 9)
    )
    left, expected = set("ABCD"), list[set[str]]()
    while left:
        best = {
            one
            for one in left
            if all(strongest(beats, one, b) >= strongest(beats, b, one) for b in left - {one})
        }
        expected.append(best)
        left -= best
    assert by_rule(found)[ranking.SCHULZE] == expected
    for line in found.lines:
        ahead = sum(beats[line.item_id, b] for b in "ABCD") - sum(
            beats[b, line.item_id] for b in "ABCD"
        )
        assert 2 * line.score == 3 * len(orders) + ahead


@given(ORDERS)
def test_every_rule_places_every_item_once(orders: list[tuple[str, ...]]) -> None:
    for order in by_rule(count_orders(orders)).values():
        assert sorted(item for group in order for item in group) == list("ABCD")


@given(ORDERS)
def test_schulze_and_copeland_put_an_item_that_beats_all_others_first(
    orders: list[tuple[str, ...]],
) -> None:
    found = count_orders(orders)
    beats = {(first, second): people for first, second, people in found.pairs}
    winner = ranking.condorcet_winner("ABCD", beats)
    if winner is not None:
        assert by_rule(found)[ranking.SCHULZE][0] == {winner}
        assert ranking.copeland({i: i for i in "ABCD"}, beats).order[0] == (winner,)


@given(ORDERS)
def test_a_majority_of_first_choices_wins_the_runoff(orders: list[tuple[str, ...]]) -> None:
    firsts = Counter(order[0] for order in orders)
    item, votes = firsts.most_common(1)[0]
    if 2 * votes > len(orders):
        assert by_rule(count_orders(orders))[ranking.RUNOFF][0] == {item}


def test_rules_that_agree_say_nothing_about_disagreement() -> None:
    found = election([("ABC", 4), ("BAC", 2), ("CBA", 1)])
    assert list(by_rule(found).values()) == [[{"A"}, {"B"}, {"C"}]] * 3
    assert str(found.disagreement) == found.ties == ""


def test_rules_that_differ_only_further_down_say_so() -> None:
    found = election([("ABC", 5), ("ACB", 1)])
    assert str(found.disagreement) == "All rules put A first; they differ further down."
