"""Reasons by side: counted right, and nobody of a side that is not told comes out of what is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ballots as rules
from facilitator.domain.polls.agreement.reasons import (
    AGREE,
    DISAGREE,
    NEITHER,
    SIDE_WORDS,
    ReasonTold,
    reason_tables,
    reasons_told,
)
from facilitator.domain.polls.polls import (
    ABSTENTION,
    Ballot,
    Criterion,
    Item,
    Method,
    Poll,
    Round,
    RoundState,
)
from facilitator.domain.polls.tally import count
from facilitator.domain.privacy.disclosure import Guard, protect

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
POLL = Poll(
    id="p",
    position=1,
    title="Small partners",
    wording="Small partners need special care.",
    method=Method.AGREE,
    items=(Item("i", "Small partners"),),
    criteria=(Criterion("a", "They carry risk"), Criterion("b", "They cost more")),
)
MARK = {AGREE: 5, NEITHER: 3, DISAGREE: 2}
ROOM = Guard(2)
PAPER = Guard(3)


def cast(marks: tuple[tuple[str, int], ...], key: str) -> Ballot:
    return Ballot(round_id="r", voter_key=key, marks=marks)


def voted(sides: dict[str, tuple[int, int]]) -> list[Ballot]:
    """So many of each side, of whom so many tick the first reason."""
    found = []
    for side, (people, ticked) in sides.items():
        for number in range(people):
            why = (("i/a", 1),) if number < ticked else ()
            found.append(cast((("i", MARK[side]), *why), f"{side}{number}"))
    return found


def told(sides: dict[str, tuple[int, int]], paper: Guard | None = None) -> ReasonTold:
    tables = reason_tables(POLL, voted(sides))
    held = Round(
        id="r",
        poll_id="p",
        number=1,
        state=RoundState.REVEALED,
        poll=POLL,
        opened_at=NOW,
        release=tuple(protect(table, ROOM) for table in tables),
    )
    found = {str(each.reason): each for each in reasons_told(held, ROOM, paper)}
    return found["They carry risk"]


def test_each_side_is_counted_by_itself_and_abstaining_is_no_side() -> None:
    ballots = [*voted({AGREE: (7, 4), DISAGREE: (5, 3)}), cast(ABSTENTION, "x")]
    table, other = reason_tables(POLL, ballots)
    assert dict(zip(table.rows, table.cells, strict=True))[AGREE] == (4, 3)
    assert dict(zip(table.rows, table.cells, strict=True))[DISAGREE] == (3, 2)
    assert sum(map(sum, table.cells)) == 12
    assert other.column_totals == (0, 12)
    assert str(told({AGREE: (7, 4), DISAGREE: (5, 3)}).sentence) == (
        "They carry risk: 7 of 12; 4 of 7 of those who agree and 3 of 5 of those who disagree"
    )


def test_reasons_change_nothing_of_what_the_room_agrees_on() -> None:
    plain = [cast((("i", 5),), str(n)) for n in range(8)]
    with_reasons = [cast((("i", 5), ("i/b", 1)), str(n)) for n in range(8)]
    assert count(POLL, with_reasons).lines == count(POLL, plain).lines


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((("i/a", 1),), "Say first whether you agree, then why."),
        ((("i", 4), ("i/a", 2)), "A reason is ticked or not."),
        ((("i", 4), ("i/x", 1)), "This ballot marks something that is not in the poll."),
    ],
)
def test_what_no_ballot_with_reasons_may_hold_is_refused(
    marks: tuple[tuple[str, int], ...], said: str
) -> None:
    with pytest.raises(SeminarError, match=said):
        rules.check(POLL, marks)


@pytest.mark.parametrize("seed", range(12))
def test_who_knows_the_rooms_vote_finds_no_small_cell_by_what_is_told(seed: int) -> None:
    """Every room that would be told the very same: no side's figures are alike in all of them but
    those that enough people make up.
    """
    chance = Random(seed)
    paper = PAPER if seed % 2 else None
    least = (paper or ROOM).threshold
    sizes = dict(zip(MARK, (chance.randrange(3 * least + 1) for _ in MARK), strict=True))
    worlds: dict[ReasonTold, list[dict[str, int]]] = {}
    for ticks in _ticks(sizes):
        seen = told({side: (sizes[side], n) for side, n in ticks.items()}, paper)
        worlds.setdefault(seen, []).append(ticks)
    for alike in worlds.values():
        for side in filter(sizes.__getitem__, MARK):
            values = {world[side] for world in alike}
            if len(values) == 1:
                (ticked,) = values
                assert min(ticked, sizes[side] - ticked) >= least, (sizes, side, alike)


def _ticks(sizes: dict[str, int]) -> Iterator[dict[str, int]]:
    for ticks in product(*(range(people + 1) for people in sizes.values())):
        yield dict(zip(sizes, ticks, strict=True))


def test_every_side_has_words_of_its_own() -> None:
    assert SIDE_WORDS.keys() == MARK.keys()
