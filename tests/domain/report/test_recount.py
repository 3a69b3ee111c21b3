"""What leaves can be counted again, by other means, to the very same; and nothing else leaves."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.polls.polls import Ballot, Method, Poll, Round, RoundState
from facilitator.domain.polls.tally import count
from facilitator.domain.report.recount import WHOLE, files_of
from tests.domain.polls.voting import ballot, ballots_of, poll, polls

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def of(asked: Poll, *, tells_recount: bool = True) -> Round:
    return Round(
        id="r",
        poll_id=asked.id,
        number=1,
        state=RoundState.REVEALED,
        poll=asked,
        opened_at=NOW,
        tells_recount=tells_recount,
    )


def columns(text: str) -> dict[str, list[str]]:
    """The columns of a table by their heads, as anybody's program reads them."""
    head, *rows = csv.reader(io.StringIO(text))
    return {name: [row[at] for row in rows] for at, name in enumerate(head)}


def rankings_in(abif: str) -> list[tuple[int, list[set[str]]]]:
    """The ballots of an ABIF file by the items' words: people, and places with who shares them."""
    tokens = dict(re.findall(r"^=(\w+):\[(.*)\]$", abif, re.MULTILINE))
    return [
        (int(people), [{tokens[each] for each in place.split("=")} for place in order.split(">")])
        for people, order in re.findall(r"^(\d+):(.*)$", abif, re.MULTILINE)
    ]


@pytest.mark.parametrize("nothing", [0, 3])
def test_who_approved_nothing_can_be_counted_again_though_in_no_column(nothing: int) -> None:
    asked = poll(Method.APPROVE)
    cast = [ballot(("A", 1)), *(ballot() for _ in range(nothing)), ballot(("A", 1), ("B", 1))]
    files, told = files_of(of(asked), cast), count(asked, cast).unmarked
    again = columns(files.get("-none.csv", "none of these\n0\n"))
    assert (told, again) == (nothing, {"none of these": [str(nothing)]})


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_leaves_of_a_round_comes_to_its_tally(data: st.DataObject) -> None:
    asked = data.draw(polls().filter(lambda p: p.method is not Method.WORDS))
    cast: list[Ballot] = data.draw(st.lists(ballots_of(asked), min_size=1, max_size=8))
    files, tally = files_of(of(asked), cast), count(asked, cast)
    names = {item.id: item.text for item in asked.items}
    match asked.method:
        case Method.RANK:
            above: Counter[tuple[str, str]] = Counter()
            for people, places in rankings_in(files[".abif"]):
                listed = {item for place in places for item in place}
                ranks = [*places, set(names.values()) - listed]
                for at, better in enumerate(ranks):
                    for worse in ranks[at + 1 :]:
                        above.update({(a, b): people for a in better for b in worse})
            assert above == Counter({(names[a], names[b]): n for a, b, n in tally.pairs if n})
            assert sum(n for n, _ in rankings_in(files[".abif"])) == len(cast)
        case Method.PAIRWISE:
            found = {name: marks.count("1") for name, marks in columns(files[".csv"]).items()}
            assert {pair: n for pair, n in found.items() if n} == {
                f"{names[a]} > {names[b]}": n for a, b, n in tally.pairs if n
            }
        case Method.WEIGHTED:
            marks = columns(files[".csv"])
            criteria = {each.id: each.text for each in asked.criteria}
            for cell in tally.cells:
                given_ = marks[f"{names[cell.item_id]} / {criteria[cell.criterion_id]}"]
                said = [int(mark) for mark in given_ if mark]
                assert len(said) == cell.people
                assert cell.mean == (pytest.approx(sum(said) / len(said)) if said else None)
        case _:
            for line in tally.lines:
                said = [int(mark) for mark in columns(files[".csv"])[line.text] if mark]
                assert len(said) == line.people
                assert [said.count(mark) for mark, _ in line.points] == [n for _, n in line.points]


def test_a_name_with_a_number_sign_or_two_lines_is_whole_for_who_takes_that_for_a_remark() -> None:
    asked = replace(poll(Method.RANK, "AB"), title="Vote # 1")
    asked = replace(
        asked, items=(replace(asked.items[0], text="It's # 1\nof [two]"), asked.items[1])
    )
    cast = [Ballot(round_id="r", voter_key="1", marks=(("A", 1), ("B", 2)))]
    files = files_of(of(asked), cast)
    lines = [line.partition("#")[0] for line in files[".abif"].splitlines()]
    assert json.loads(lines[0])["title"] == "Vote # 1"
    assert "=C1:[It's ＃ 1 of (two)]" in lines
    assert files[".blt"].splitlines()[-3:-1] == ['"It\'s ＃ 1 of [two]"', '"B"']
    assert "#" not in files[".blt"]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_nothing_that_leaves_tells_in_what_order_or_under_which_key_people_voted(
    data: st.DataObject,
) -> None:
    asked = data.draw(polls())
    cast = data.draw(st.lists(ballots_of(asked), min_size=2, max_size=6))
    another_way = data.draw(st.permutations(cast))
    assert files_of(of(asked), cast) == files_of(of(asked), another_way)


def test_items_of_a_ballot_are_not_beside_each_other_where_the_rule_does_not_need_it() -> None:
    asked = poll(Method.AGREE, "AB")
    cast = [
        Ballot(round_id="r", voter_key="1", marks=(("A", 5), ("B", 1))),
        Ballot(round_id="r", voter_key="2", marks=(("A", 1), ("B", 5))),
    ]
    found = columns(files_of(of(asked), cast)[".csv"])
    assert found == {"A": ["1", "5"], "B": ["1", "5"]}


@pytest.mark.parametrize("method", sorted(WHOLE))
def test_whole_ballots_stay_where_voters_were_not_told(method: Method) -> None:
    asked = Poll(id="p", position=1, title="P", wording="?", method=method, items=())
    assert files_of(of(asked, tells_recount=False), []) == {}
