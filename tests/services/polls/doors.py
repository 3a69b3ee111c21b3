"""The door, closed for tests that split results by group."""

from dataclasses import replace
from datetime import UTC, datetime

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.seminar_store import SeminarStore

EARLY = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)


def expect_people(file: SeminarStore) -> None:
    """There is a list: of sectors and sizes that nobody on it has, nobody is taken to be here.
    Those on it are enough to say alike what they are, so that none of them loses it.
    """
    with file.write(Verb.SET_UP, EARLY) as writer:
        for number in range(writer.get(Seminar, SEMINAR_ID).room_threshold):
            name = f"Expected {number}"
            writer.put(Participant(id=name, name=name, sector="Third sector"))


def close_door(file: SeminarStore) -> None:
    """Nobody else joins: who is in is taken to be here."""
    with file.write(Verb.SET_UP, EARLY) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), door_closed=True))
