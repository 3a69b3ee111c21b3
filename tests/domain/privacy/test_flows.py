"""What is told of linked votes, attacked by whoever knows the rules and tries every table; also
beside what is told by group of both rounds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import pytest

from facilitator.domain.polls.flow import Crossing, Flow
from facilitator.domain.polls.methods.shared.phrases import FEW, are_few
from facilitator.domain.polls.polls import Method, Secrecy
from facilitator.domain.polls.shifts import beside_groups
from facilitator.domain.privacy.disclosure import CrossTable, Guard, SafeTable, protect, withheld
from tests.domain.polls.voting import poll

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


GROUPS = ("Third", "Public", "Regulator")
MARKS = (4, 2)
"""Of who holds the view, and of who does not."""
Margins = tuple[int, int, int]
"""Of a group: its people, and how many of them held the view in either round."""
Rule = Callable[[Flow, SafeTable, SafeTable], bool]


def released(margins: Sequence[Margins], number: int) -> SafeTable:
    """What is told by group of the first round or of the second."""
    cells = [(of[0] - of[number], 0, of[number]) for of in margins]
    groups = GROUPS[: len(cells)]
    table = CrossTable(
        item_id="A",
        rows=(*groups, "Not given"),
        columns=("Disagree", "Neither, or no view", "Agree"),
        cells=(*cells, (0, 0, 0)),
        told=2,
    )
    return protect(table, Guard(FEW))


def tables_of(margins: Sequence[Margins]) -> Iterator[tuple[Cells, ...]]:
    """Every way in which the people of each group can have moved."""
    ways = [moves(people, before, after) for people, before, after in margins]
    for one in product(*ways):
        yield tuple(move.cells for move in one)


def flow_of(groups: Sequence[Cells], once: int = 0) -> Flow:
    came, left, stayed, never = (sum(of) for of in zip(*groups, strict=True))
    yes, no = MARKS
    table = ((yes, yes, stayed), (yes, no, left), (no, yes, came), (no, no, never))
    return Flow(item_id="A", table=table, only_last=((yes, once),) if once else ())


def is_withheld(flow: Flow, first: SafeTable, last: SafeTable) -> bool:
    asked = poll(Method.AGREE, "A", secrecy=Secrecy.PSEUDONYMOUS)
    return beside_groups(asked, [flow], [first], [last])[0].withheld


def found_by_group(margins: Sequence[Margins], rule: Rule) -> tuple[int, list[object]]:
    """How many tables are told, and the few people of a group who come out of what is told, or of
    its not being told, and not of both rounds alone.
    """
    first, last = released(margins, 1), released(margins, 2)
    alike: dict[object, list[tuple[Cells, ...]]] = defaultdict(list)
    for groups in tables_of(margins):
        flow = flow_of(groups)
        hidden = are_few(*flow.crossing({4}).cells) or rule(flow, first, last)
        alike[None if hidden else flow].append(groups)
    every = [groups for of in alike.values() for groups in of]
    return sum(len(of) for flow, of in alike.items() if flow), [
        (margins, flow, group, cells)
        for flow, of in alike.items()
        for group, cell in product(range(len(margins)), range(4))
        for cells in [{groups[group][cell] for groups in of}]
        if len(cells) == 1 and min(cells) < FEW
        if len({groups[group][cell] for groups in every}) > 1
    ]


def rooms() -> Iterator[Sequence[Margins]]:
    """Two groups, and some with a third, that moved one way or the other or not."""
    first = [(18, *each) for each in product((5, 6, 12, 13), repeat=2)]
    second = [(17, *each) for each in product((5, 7, 12), repeat=2)]
    yield from product(first, second)
    yield from product(first[2:4], second[5:7], [(10, 5, 5)])


def test_beside_what_is_told_by_group_no_small_cell_of_a_flow_is_found_either() -> None:
    shown = 0
    for margins in rooms():
        told, found = found_by_group(margins, is_withheld)
        shown += told
        assert found == []
    assert shown > 1000


def test_one_is_where_flows_are_told_without_a_look_at_the_groups() -> None:
    assert any(found_by_group(margins, lambda *_: False)[1] for margins in rooms())


def test_where_somebody_was_there_once_or_a_group_lost_people_nothing_bounds_it() -> None:
    margins = [(20, 10, 12), (20, 9, 10)]
    first, last = (released(margins, number) for number in (1, 2))
    flow = flow_of([(6, 4, 6, 4), (4, 3, 6, 7)])
    assert not is_withheld(flow, first, last)
    assert is_withheld(flow_of([(6, 4, 6, 4), (4, 3, 6, 7)], once=6), first, last)
    few = flow_of([(3, 1, 9, 7), (1, 0, 9, 10)])
    assert is_withheld(few, first, last), "for another reason, which nobody may tell from this one"
    fewer = released([(19, 10, 11), (21, 9, 11)], 2)
    assert is_withheld(flow, first, fewer)


@pytest.mark.parametrize("number", [1, 2])
def test_where_one_round_alone_is_told_by_group_flows_are_told(number: int) -> None:
    margins = [(20, 10, 12), (20, 9, 10)]
    tables = [released(margins, 1), released(margins, 2)]
    cross = CrossTable(
        item_id="A",
        rows=(*GROUPS[:2], "Not given"),
        columns=tables[0].columns,
        cells=((10, 0, 10), (10, 0, 10), (0, 0, 0)),
    )
    tables[number - 1] = withheld(cross)
    assert not is_withheld(flow_of([(5, 3, 7, 5), (4, 3, 6, 7)], once=6), *tables)
