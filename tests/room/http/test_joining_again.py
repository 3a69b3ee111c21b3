"""Joining over a bad network, at the real server: as many seats as people, whatever gets lost."""

import asyncio
import random
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Role
from facilitator.domain.wording import say
from facilitator.room.syncing import laptop
from facilitator.room.syncing.transport import Away, Courier
from facilitator.services.people import joining
from facilitator.store.records.devices import device_by
from tests.room.crowd import run_together
from tests.room.serving import HERE, ServedRoom
from tests.room.simulation.history import OK, History
from tests.room.simulation.network import Device, Fate, Network

PEOPLE = 40


def test_whatever_is_lost_late_or_doubled_a_person_has_one_seat_and_a_laptop_one_pairing(
    room: ServedRoom,
) -> None:
    draw, history = random.Random(7), History()
    network = Network(room.port, history, draw)
    said = room.greeting
    asked: list[tuple[str, dict[str, Any]]] = [
        ("POST /api/join", {"code": said.join_code, "take_part": True}) for _ in range(PEOPLE)
    ]
    asked += [("POST /api/pair", {"code": said.note_code, "role": "note_taker"})] * 5
    seats = [str(uuid.UUID(int=draw.getrandbits(128), version=4)) for _ in asked]

    async def come(what: str, body: dict[str, Any], seat: str) -> None:
        device = Device(room.port, "")
        async with device.line:
            while (await network.send(device, what, body | {"seat": seat}, [])).status != OK:
                pass

    async def everybody() -> None:
        await asyncio.gather(*(come(*what, seat) for what, seat in zip(asked, seats, strict=True)))
        await network.come_to_rest()

    run_together([everybody()])
    assert history.reached["unheard, and there"] > 2
    assert history.reached[Fate.DOUBLED] > 2
    came = joining.who_came(room.file)
    assert (came[Role.PARTICIPANT], came[Role.NOTE_TAKER]) == (PEOPLE, 5)


def test_who_asks_again_needs_no_code_that_was_renewed_and_gets_what_they_were_given(
    room: ServedRoom,
) -> None:
    seat = str(uuid.uuid4())
    first = room.join(seat=seat)
    body = {"code": "WRONG", "take_part": True, "seat": seat}
    again = room.browser()
    assert again.post("/api/join", json=body).status_code == OK
    assert again.cookies["seat"] == first.cookies["seat"] == joining.token_of(seat)
    stranger = room.browser()
    assert stranger.post("/api/join", json=body | {"seat": str(uuid.uuid4())}).status_code == 403
    assert stranger.post("/api/join", json=body | {"seat": "1"}).status_code == 422
    with room.file.read() as reader:
        assert device_by(reader, first.cookies["seat"]) is not None
    assert joining.joined(room.file) == 1


def test_a_laptop_that_heard_no_answer_or_got_no_copy_is_paired_once(
    room: ServedRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time it is asked for by whoever sits there, also after the program was started anew."""
    host = laptop.Host(HERE, room.port, room.greeting.note_code, "Anna")
    lost: list[str] = []
    for what in ("_paired", "fetch_copy"):
        with monkeypatch.context() as road:
            heard = getattr(Courier, what)

            def lose(*given: Any, heard: Callable[..., object] = heard) -> None:
                heard(*given)
                lost.append(what)  # noqa: B023
                raise Away(say("The connection ended halfway."))

            road.setattr(Courier, what, lose)
            with pytest.raises(SeminarError):
                laptop.join(host, tmp_path, lambda _share, _what: None)
    laptop.join(host, tmp_path, lambda _share, _what: None)
    assert lost == ["_paired", "fetch_copy"]
    assert joining.who_came(room.file)[Role.NOTE_TAKER] == 1
    other = laptop.Host(HERE, room.port, room.greeting.theme_code, "Anna")
    with pytest.raises(SeminarError, match="note-taker’s"):
        laptop.join(other, tmp_path, lambda _share, _what: None)
    assert joining.who_came(room.file)[Role.NOTE_TAKER] == 1
