"""240 random elections, ties and equal places among them, against other libraries' results.

`elections.json` holds the results of python3-vote-core 20170329 (Schulze's method, first place and
whole order; instant runoff) and pyrankvote 2.0.6 (instant runoff; both agree). These draw lots in a
tie, so an order or a runoff is given only where nothing was drawn; first place is given with all
who share it. A ballot is written as the places of the items in turn.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.polls import ranking, tally
from facilitator.domain.polls.polls import Method
from facilitator.domain.wording import Message, Order
from tests.domain.polls.voting import ballot, groups, poll

GOLDEN = Path(__file__).parents[2] / "golden" / "elections.json"
ELECTIONS: list[dict[str, Any]] = json.loads(GOLDEN.read_text("utf-8"))


def counted(election: dict[str, Any]) -> dict[Message, Order]:
    cast = [
        ballot(*((item, int(place)) for item, place in zip(election["items"], places, strict=True)))
        for places, people in election["ballots"]
        for _ in range(people)
    ]
    found = tally.count(poll(Method.RANK, election["items"]), cast)
    return {one.rule: one.order for one in found.rankings}


@pytest.mark.parametrize("number", range(len(ELECTIONS)))
def test_rankings_are_those_of_other_libraries(number: int) -> None:
    election = ELECTIONS[number]
    ours = counted(election)
    assert groups(ours[ranking.SCHULZE])[0] == set(election["schulze"])
    if order := election.get("schulze_order"):
        assert ours[ranking.SCHULZE] == tuple((item,) for item in order)
    if winner := election.get("runoff"):
        assert ours[ranking.RUNOFF][0] == (winner,)
