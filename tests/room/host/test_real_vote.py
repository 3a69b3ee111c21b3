"""A real vote that nobody here made, replayed over HTTP, against an independent recount."""

import csv
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.polls.polls import Item, Round
from facilitator.services.polls import voting
from tests.room.crowd import Phone, run_together
from tests.room.serving import ServedRoom, ballot, now, until
from tests.rounds_told import tally_round

DATA = Path(os.environ.get("SHARED_DATA", "../shared/data")) / "minimum-wage-votes"
CHOICES = {"1": "agree", "-1": "disagree", "0": "pass"}
BALLOTS = 2872


@pytest.fixture
def votes() -> dict[str, list[tuple[str, str]]]:
    """For each statement who said what, in the order it was said."""
    if not DATA.exists():
        pytest.skip(f"the recorded vote is not here: {DATA}")
    with (DATA / "votes.csv").open(newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp_ms"]))
    found = defaultdict(list)
    for row in rows:
        found[row["statement"]].append((row["participant"], CHOICES[row["vote"]]))
    return dict(found)


@pytest.fixture
def published() -> dict[str, tuple[int, int]]:
    """For each statement how often people were seen to agree and disagree."""
    if not DATA.exists():
        pytest.skip(f"the recorded vote is not here: {DATA}")
    with (DATA / "statements.csv").open(newline="") as file:
        return {
            row["statement"]: (int(row["agrees"]), int(row["disagrees"]))
            for row in csv.DictReader(file)
        }


def test_a_recorded_vote_comes_to_the_tallies_that_others_have_counted(
    room: ServedRoom,
    votes: dict[str, list[tuple[str, str]]],
    published: dict[str, tuple[int, int]],
) -> None:
    people = sorted({person for cast in votes.values() for person, _ in cast})
    seats = dict(zip(people, room.let_in(len(people)), strict=True))
    watching = room.join()
    total = 0
    for statement, cast in votes.items():
        opened = room.open_poll(items=tuple(Item(each, each) for each in CHOICES.values()))
        seen = send(room, seats, opened, cast)
        assert (seen["agree"], seen["disagree"]) == published[statement]
        voting.close_round(room.file, opened.id, now=now())
        tally = tally_round(room.file, opened.id)
        assert {line.item_id: line.people for line in tally.lines} == recount(cast)
        total += tally.ballots
    assert total == BALLOTS
    voting.reveal_round(room.file, opened.id, now=now())
    shown = until(watching, lambda state: state["results"])
    bars = shown["results"]["chart"]["bars"]
    assert {bar["label"]: people_in(bar) for bar in bars} == recount(cast)


def people_in(bar: dict[str, Any]) -> int:
    return sum(part["people"] for part in bar["parts"])


def send(
    room: ServedRoom, seats: dict[str, str], opened: Round, cast: list[tuple[str, str]]
) -> Counter[str]:
    """Cast a statement's votes, everybody at once and each their own in order; what was taken."""
    own: dict[str, list[str]] = defaultdict(list)
    for person, choice in cast:
        own[person].append(choice)

    async def vote(person: str) -> list[str]:
        async with Phone(room.port, seats[person]) as phone:
            for choice in own[person]:
                body = ballot(opened, (choice, 1))
                answer = await phone.post("/api/ballots", body)
                while answer.status == 429:  # one of them voted 87 times within a few seconds
                    answer = await phone.post("/api/ballots", body)
                assert answer.status == 200, answer
        return own[person]

    return Counter(choice for taken in run_together(map(vote, own)) for choice in taken)


def recount(cast: list[tuple[str, str]]) -> dict[str, int]:
    """By each person's last vote, as a poll counts."""
    last = Counter(dict(cast).values())
    return {choice: last[choice] for choice in CHOICES.values()}
