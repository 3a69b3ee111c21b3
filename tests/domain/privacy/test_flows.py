"""What is told of linked votes, attacked by whoever knows the rules and tries every table."""

from collections import defaultdict

from facilitator.domain.polls.flow import Crossing
from facilitator.domain.polls.methods.shared.phrases import FEW, are_few

MOST = 23
Cells = tuple[int, int, int, int]


def moves(paired: int, before: int, after: int) -> list[Crossing]:
    """Every way in which people can have moved between what everybody knows of both rounds."""
    ways = (
        Crossing(came=after - before + left, left=left, paired=paired, before=before)
        for left in range(before + 1)
    )
    return [way for way in ways if min(way.cells) >= 0]


def given_away(told: dict[Crossing, object]) -> list[Cells]:
    """Tables with a small cell that are known for certain, and not from the rounds alone."""
    alike = defaultdict(list)
    for move, seen in told.items():
        alike[seen].append(move.cells)
    return [
        tables[0]
        for tables in alike.values()
        for cells in zip(*tables, strict=True)
        if len(told) > 1 and len(set(cells)) == 1 and cells[0] < FEW
    ]


def test_no_small_cell_of_a_flow_is_found_by_who_knows_the_rules() -> None:
    shown = 0
    for paired in range(4 * FEW, MOST):
        for before in range(paired + 1):
            for after in range(paired + 1):
                told = {
                    move: None if are_few(*move.cells) else move
                    for move in moves(paired, before, after)
                }
                shown += sum(seen is not None for seen in told.values())
                assert given_away(dict(told)) == []
    assert shown > 10


def test_the_attack_finds_what_a_rule_gives_away_that_takes_none_for_enough() -> None:
    told: dict[Crossing, object] = {
        move: None if any(0 < n < FEW for n in (move.came, move.left)) else move
        for move in moves(20, 1, 1)
    }
    assert given_away(told), "one came and one left: else it would be told that nobody did"
