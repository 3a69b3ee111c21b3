"""A host that comes back after its standby has taken over: noticed, so that it can be said."""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.room.syncing.transport import Away, Courier, Unpaired
from facilitator.store.records.facts import STANDBY_PLACE
from facilitator.store.seminar_store import SeminarStore

LOOK_SECONDS = 10.0
"""How often it is asked whether a room answers where the standby was."""


def note_place(file: SeminarStore, place: str) -> None:
    """Remember where the standby is, also across a restart of the host."""
    with file.read() as reader:
        if reader.fact(STANDBY_PLACE) == place:
            return
    with file.write(Verb.KEEP, datetime.now(UTC)) as writer:
        writer.note_fact(STANDBY_PLACE, place)


def watch(file: SeminarStore, tell: Callable[[str], object], ended: threading.Event) -> None:
    """Tell where this seminar's room is open as well, once, as soon as that is so."""
    while not (place := _room_elsewhere(file)):
        if ended.wait(LOOK_SECONDS):
            return
    tell(place)


def _room_elsewhere(file: SeminarStore) -> str:
    """Where the standby has opened the room; a standby that only stands by answers nobody."""
    try:
        with file.read() as reader:
            place, title = reader.fact(STANDBY_PLACE), reader.get(Seminar, SEMINAR_ID).title
        return place if place and _title_at(place) == title else ""
    except (Away, Unpaired, SeminarError):
        return ""


def _title_at(place: str) -> str:
    address, _, port = place.partition(":")
    with contextlib.closing(Courier(address, int(port))) as courier:
        return courier.title()
