"""The speakers' list as each face shows it: the room's screen, every phone, and the facilitator."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.notes.share_of_talk import shares
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.speaking import RULE, Asker, Asking, SpeakersList
from facilitator.domain.stage import sights
from facilitator.domain.wording import Text
from facilitator.services.seminar.speaking import asking_in, called, list_in
from facilitator.store.records.devices import people_by_sector
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

FEW = 3
"""Turns, before anything is said of who was heard in them."""
NEXT = 3
"""So many of those who wait stand on the room's screen; the others are counted."""


@dataclass(frozen=True, slots=True)
class OnList:
    """Somebody who waits, as the facilitator sees them; `has_spoken` puts them behind others."""

    key: str
    name: Text
    has_spoken: bool


@dataclass(frozen=True, slots=True)
class SpeakersDesk:
    """The list before the facilitator: who speaks since when, and who waits, in turn.

    `unheard` are the sectors that had little of the time, or none, in all lists of the day so far.
    """

    speaking: Text = ""
    since: datetime | None = None
    limit: int = 0
    waiting: tuple[OnList, ...] = ()
    is_open: bool = False
    turns: int = 0
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakersShown:
    """The list as phones may know it: nobody's name, but tickets, which each knows its own of."""

    id: str
    order: tuple[str, ...]
    called: str


def names(file: SeminarStore) -> tuple[str, ...]:
    """Who may be put on the list by name: those who are here, then the others who were expected."""
    with file.read() as reader:
        people = reader.every(Participant)
    return tuple(each.name for each in sorted(people, key=lambda each: each.arrived_at is None))


def desk(file: SeminarStore) -> SpeakersDesk:
    """What the facilitator has before them."""
    with file.read() as reader:
        held, asking = list_in(reader), asking_in(reader)
        if held is None:
            return SpeakersDesk()
        return SpeakersDesk(
            speaking=_speaking(reader, asking),
            since=held.began_at,
            limit=held.limit,
            waiting=tuple(
                OnList(each.key, called(reader, each), each.key in asking.heard)
                for each in asking.in_turn
            ),
            is_open=True,
            turns=len(held.turns),
            unheard=_unheard(reader),
        )


def _unheard(reader: Reader) -> tuple[str, ...]:
    """Of those that enough people share for it to be known, once a few people have spoken."""
    seminar = reader.get(Seminar, SEMINAR_ID)
    turns = [turn for held in reader.every(SpeakersList, room=reader.room) for turn in held.turns]
    if len(turns) < FEW:
        return ()
    people = people_by_sector(reader).items()
    present = Counter({name: n for name, n in people if name and n >= seminar.room_threshold})
    spoken: Counter[str] = Counter()
    for turn in turns:
        if turn.sector in present:
            spoken[turn.sector] += turn.seconds
    lines = shares(seminar.sectors, present, spoken)
    return tuple(line.sector for line in lines if line.verdict)


def sight(reader: Reader) -> sights.Speakers | None:
    """What the room sees of the list; None where none is open."""
    held, asking = list_in(reader), asking_in(reader)
    if held is None:
        return None
    following = asking.in_turn[:NEXT]
    return sights.Speakers(
        speaking=_speaking(reader, asking),
        since=held.began_at,
        limit=held.limit,
        next=tuple(called(reader, each) for each in following),
        more=len(asking.waiting) - len(following),
        rule=RULE,
    )


def shown(reader: Reader) -> SpeakersShown | None:
    """What every phone is told of it."""
    held, asking = list_in(reader), asking_in(reader)
    if held is None:
        return None
    speaks = asking.speaking.ticket if asking.speaking else ""
    return SpeakersShown(held.id, tuple(each.ticket for each in asking.in_turn), speaks)


def own(reader: Reader, asker: Asker) -> tuple[str, Text] | None:
    """The ticket of somebody ("" while they are not on the list), and what they are called."""
    if list_in(reader) is None:
        return None
    asking = asking_in(reader)
    speaks = (asking.speaking,) if asking.speaking else ()
    held = next((each for each in (*speaks, *asking.waiting) if each.key == asker.key), asker)
    return held.ticket, called(reader, held)


def _speaking(reader: Reader, asking: Asking) -> Text:
    return called(reader, asking.speaking) if asking.speaking else ""
