"""Dealing responses and telling what they came to: each read as often as any, one's own never."""

from collections import Counter
from random import Random

import pytest
from scipy.stats import binomtest

from facilitator.domain.polls.agreement.judged import Judged, deal, judged, lower_bound
from facilitator.domain.polls.polls import Marked


@pytest.mark.parametrize("seed", range(20))
def test_each_is_dealt_as_often_as_any_nobody_reads_their_own_and_who_comes_later_changes_nothing(
    seed: int,
) -> None:
    chance = Random(seed)
    people = [f"p{n}" for n in range(chance.randrange(2, 60))]
    authors = {f"r{n}": chance.choice([*people, ""]) for n in range(chance.randrange(3, 120))}
    each = chance.randrange(6, 11)
    readers = [(f"phone {person}", person) for person in people]
    hands = deal(readers, authors, each, "secret")
    for (phone, person), hand in zip(readers, hands.values(), strict=True):
        others = [id for id, author in authors.items() if author != person]
        assert len(hand) == len(set(hand)) == min(each, len(others)), phone
        assert all(authors[id] != person for id in hand)
    if max(Counter(authors.values()).values()) <= len(authors) - each:
        read = Counter(id for hand in hands.values() for id in hand)
        times = [read[id] for id in authors]
        assert max(times) - min(times) <= 2
    assert deal([*readers, ("late", "late")], authors, each, "secret").items() >= hands.items()
    assert deal(readers, authors, each, "another") != hands or len(authors) <= each


def test_where_nobody_wrote_what_they_read_each_is_dealt_as_often_as_any_other() -> None:
    authors = dict.fromkeys((f"r{n}" for n in range(37)), "")
    hands = deal([(f"d{n}", f"d{n}") for n in range(50)], authors, 8, "secret")
    read = Counter(id for hand in hands.values() for id in hand)
    assert max(read.values()) - min(read.values()) <= 1


@pytest.mark.parametrize("seed", range(30))
def test_the_bound_is_wilsons(seed: int) -> None:
    chance = Random(seed)
    n = chance.randrange(1, 80)
    agree = chance.randrange(n + 1)
    by_scipy = binomtest(agree, n).proportion_ci(0.95, method="wilson").low
    assert lower_bound(agree, n) == pytest.approx(by_scipy, abs=1e-12)


def test_few_who_all_agree_stand_behind_many_of_whom_most_do_and_what_is_gone_nowhere() -> None:
    cast = [Marked(round_id="r", marks=(("few", 1), ("gone", 1))) for _ in range(2)]
    cast += [Marked(round_id="r", marks=(("many", 1),)) for _ in range(27)]
    cast += [Marked(round_id="r", marks=(("many", -1), ("none", 0))) for _ in range(3)]
    many, few, none = judged({"few": "A", "many": "B", "none": "C"}, cast)
    assert (many.id, few.id, none.id) == ("many", "few", "none")
    assert str(many.sentence) == "27 of 30 agree, 0 passed; 74 % at least"
    assert none == Judged("none", "C", 0, 0, 3)
    assert none.bound == 0
