"""Rooms of one seminar that are served at a time: each has its own screen, votes and phones."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import OpenTo, Round
from facilitator.domain.privacy.disclosure import Split
from facilitator.services.polls import voting
from facilitator.services.seminar import running
from tests.room.serving import ServedRoom, ballot, now, until

POLL = "Which of these?"


@pytest.fixture
def rooms(_october_file: Path, tmp_path: Path) -> Iterator[tuple[ServedRoom, ServedRoom]]:
    """The main room, and the hall."""
    path = tmp_path / "served.seminar"
    shutil.copyfile(_october_file, path)
    main, hall = ServedRoom(path), ServedRoom(path)
    hall.how = ("--room", "hall")
    hall.file = hall.file.in_room("hall")
    try:
        for each in (main, hall):
            each.start()
        yield main, hall
    finally:
        for each in (main, hall):
            each.close()


def test_what_is_shown_and_voted_in_one_room_is_not_in_the_other_but_where_all_vote(
    rooms: tuple[ServedRoom, ServedRoom],
) -> None:
    main, hall = rooms
    phones = {room: room.join() for room in rooms}
    poll = main.add_poll(wording=POLL)
    opened = {room: voting.open_round(room.file, poll.id, now=now()) for room in rooms}
    for room, phone in phones.items():
        until(phone, partial(shows, opened[room]))
        phone.post("/api/ballots", json=ballot(opened[room], ("a", 1))).raise_for_status()
    remote = hall.pair(Role.FACILITATOR)
    remote.post("/api/remote", json={"act": "close", "id": opened[hall].id}).raise_for_status()
    until(phones[hall], lambda told: told["poll"]["state"] == "closed")
    there = until(phones[main], lambda told: told["poll"]["cast"] == 1)["poll"]
    assert (there["state"], there["round_id"]) == ("open", opened[main].id)
    voting.close_round(main.file, opened[main].id, now=now())
    of_all = main.open_poll(open_to=OpenTo.ALL_ROOMS, split=Split.ROOM)
    for phone in phones.values():
        until(phone, partial(shows, of_all))
        phone.post("/api/ballots", json=ballot(of_all, ("b", 1))).raise_for_status()
    refused = remote.post("/api/remote", json={"act": "close", "id": of_all.id})
    assert "closed in the main room" in refused.text
    for phone in phones.values():
        until(phone, lambda told: told["poll"]["cast"] == 2)
    voting.close_round(main.file, of_all.id, now=now())
    for phone in phones.values():
        until(phone, lambda told: told["poll"]["state"] == "closed")


def shows(held: Round, told: dict[str, Any]) -> bool:
    return bool(told["poll"]) and told["poll"]["round_id"] == held.id


def test_a_day_begins_in_one_room_and_not_in_the_other(
    rooms: tuple[ServedRoom, ServedRoom],
) -> None:
    main, hall = rooms
    running.start_day(hall.file, now=now())
    with hall.file.read() as reader:
        assert reader.room == "hall"
    assert running.run_sheet(hall.file, now()).current
    assert running.run_sheet(main.file, now()).current is None
