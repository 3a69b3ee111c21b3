"""The speakers' list: opened in a segment, asked onto by phone or put onto by hand, called from.

Every act is one transaction that changes the record, which is the news, and the fact of the room
that says who they are. When the list closes the fact goes; of a turn there stays what tells who was
heard: a sector and a size that enough people there share, and how long it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, Role, author_of
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.words import visible
from facilitator.domain.privacy.combinations import NOTHING, Said, coarsened
from facilitator.domain.seminar.agenda import DayState, SegmentRun
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.speaking import Asker, Asking, Press, SpeakersList, Turn
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Text, brief, say
from facilitator.services.people import placing
from facilitator.services.seminar.rooms import progress_of, stage_of
from facilitator.store.files.file import new_id
from facilitator.store.records import devices
from facilitator.store.records.facts import SPEAKERS
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

CLOSED = say("The speakers’ list is closed. Ask the facilitator to open it.")
NOBODY = say("Nobody waits to speak. People ask on their phones, or you put them on the list.")
MOST = 200
"""So many may wait; beyond it nobody would be called any more."""
_LABEL = 60
_PRESSES = 20
"""So many presses of one phone are known again: it sends one after the other."""


def list_in(reader: Reader) -> SpeakersList | None:
    """The list that is open in the room, the newest where a merge left several."""
    here = reader.every(SpeakersList, room=reader.room)
    opened = [each for each in here if each.closed_at is None]
    return max(opened, key=lambda each: (each.opened_at, each.id), default=None)


def asking_in(reader: Reader) -> Asking:
    """Who is on it."""
    return reader.fact(SPEAKERS)


def open_list(file: SeminarStore, *, now: datetime) -> None:
    """Open the list in the running segment; one that is open stays. The last limit holds on.

    Raises SeminarError unless the day is running.
    """
    with file.write(Verb.OPEN_SPEAKERS, now) as writer:
        if list_in(writer) is not None:
            return
        progress = progress_of(writer)
        if progress.state is not DayState.RUNNING:
            raise SeminarError(say("The day is not running. Start it first."))
        run = writer.get(SegmentRun, progress.run_id)
        before = writer.every(SpeakersList, room=writer.room)
        last = max(before, key=lambda each: (each.opened_at, each.id), default=None)
        writer.note_fact(SPEAKERS, None)
        writer.put(
            SpeakersList(
                id=new_id(),
                segment_id=run.segment_id,
                opened_at=now,
                limit=last.limit if last else 0,
                room=writer.room,
            )
        )


def close_list(file: SeminarStore, *, now: datetime) -> None:
    """Close the list: whoever speaks has spoken, who waited is forgotten."""
    with file.write(Verb.CLOSE_SPEAKERS, now) as writer:
        close_in(writer, now)


def close_in(writer: Writer, now: datetime) -> None:
    """The same, as part of a larger act; nothing where none is open."""
    while (held := list_in(writer)) is not None:
        ended, _ = _ended(writer, held, asking_in(writer), now)
        writer.put(replace(ended, closed_at=now, waiting=0))
        if (stage := stage_of(writer)).scene is Scene.SPEAKERS:
            writer.put(stage.showing(Scene.SEGMENT, held.segment_id, since=now))
    writer.note_fact(SPEAKERS, None)


def ask(writer: Writer, device: Device, list_id: str = "", press: str = "") -> None:
    """Put the owner of a phone on the list; who is on it, or speaks, stays where they are.

    `list_id` is the list that they saw: who asked while their phone was cut off asked for that one.
    The same `press` again does nothing: who was called since does not ask a second time.
    Raises SeminarError where it is closed.
    """
    held = list_in(writer)
    if _is_known(writer, device, press):
        return
    if held is None or list_id not in ("", held.id):
        raise SeminarError(CLOSED)
    asker = Asker(author_of(device), _ticket(), sector=device.sector, size=device.size)
    _add(writer, held, asker)
    _remember(writer, device, press)


def take_back(writer: Writer, device: Device, list_id: str = "", press: str = "") -> None:
    """Take the owner of a phone off the list; again, or off one that is closed, does nothing."""
    held = list_in(writer)
    if held is not None and list_id in ("", held.id) and not _is_known(writer, device, press):
        _remove(writer, author_of(device))
        _remember(writer, device, press)


def _is_known(reader: Reader, device: Device, press: str) -> bool:
    return Press(author_of(device), press) in asking_in(reader).presses


def _remember(writer: Writer, device: Device, press: str) -> None:
    if press:
        asking, key = asking_in(writer), author_of(device)
        others = [each for each in asking.presses if each.key != key]
        own = [each for each in asking.presses if each.key == key][1 - _PRESSES :]
        presses = (*others, *own, Press(key, press))
        writer.note_fact(SPEAKERS, replace(asking, presses=presses))


def add(file: SeminarStore, said: str, *, now: datetime) -> Asker:
    """Put somebody on the list by hand: a person of that name, or whoever is called so.

    Raises SeminarError where nothing is said, and where they are on it already.
    """
    label = brief(" ".join(said.split()), _LABEL)
    if not visible(label):
        raise SeminarError(say("Say who asks to speak: a name, or “a person at the back”."))
    with file.write(Verb.LEAD_SPEAKERS, now) as writer:
        held = _open(writer)
        asker = _by_hand(writer, label)
        if asker.key in _keys(asking_in(writer)):
            raise SeminarError(say("{name} is on the list already.", name=label))
        _add(writer, held, asker)
    return asker


def remove(file: SeminarStore, key: str, *, now: datetime) -> None:
    """Take somebody off the list."""
    with file.write(Verb.LEAD_SPEAKERS, now) as writer:
        _open(writer)
        _remove(writer, key)


def call(file: SeminarStore, key: str = "", *, now: datetime) -> None:
    """Give the floor to somebody who waits, or to whose turn it is; who spoke has spoken.

    Raises SeminarError where nobody waits; who speaks goes on then.
    """
    with file.write(Verb.LEAD_SPEAKERS, now) as writer:
        held, asking = _open(writer), asking_in(writer)
        turns = [each for each in asking.in_turn if key in ("", each.key)]
        if not turns:
            raise SeminarError(NOBODY)
        ended, asking = _ended(writer, held, asking, now)
        waiting = tuple(each for each in asking.waiting if each.key != turns[0].key)
        writer.note_fact(SPEAKERS, replace(asking, waiting=waiting, speaking=turns[0]))
        writer.put(replace(ended, waiting=len(waiting), began_at=now))


def end_turn(file: SeminarStore, *, now: datetime) -> None:
    """Nobody speaks now; those who wait go on waiting."""
    with file.write(Verb.LEAD_SPEAKERS, now) as writer:
        ended, asking = _ended(writer, _open(writer), asking_in(writer), now)
        writer.note_fact(SPEAKERS, asking)
        writer.put(ended)


def set_limit(file: SeminarStore, seconds: int, *, now: datetime) -> None:
    """How long each may speak from now on, in seconds; 0 for as long as they like."""
    with file.write(Verb.LEAD_SPEAKERS, now) as writer:
        writer.put(replace(_open(writer), limit=seconds))


def forget(writer: Writer, keys: Iterable[str]) -> None:
    """Take people off the list of whom nothing may be kept any more."""
    gone, asking = set(keys), asking_in(writer)
    if list_in(writer) is None or not gone & {*_keys(asking), *asking.heard}:
        return
    for key in gone & {each.key for each in asking.waiting}:
        _remove(writer, key)
    asking = asking_in(writer)
    heard = tuple(key for key in asking.heard if key not in gone)
    speaking = asking.speaking
    if speaking is not None and speaking.key in gone:
        speaking = replace(speaking, key=new_id(), label="")
    presses = tuple(each for each in asking.presses if each.key not in gone)
    writer.note_fact(SPEAKERS, Asking(asking.waiting, speaking, heard, presses))


def _open(reader: Reader) -> SpeakersList:
    held = list_in(reader)
    if held is None:
        raise SeminarError(CLOSED)
    return held


def _ticket() -> str:
    return new_id()[:13]


def _keys(asking: Asking) -> list[str]:
    speaks = [asking.speaking] if asking.speaking else []
    return [each.key for each in (*asking.waiting, *speaks)]


def _add(writer: Writer, held: SpeakersList, asker: Asker) -> None:
    asking = asking_in(writer)
    if asker.key in _keys(asking):
        return
    if len(asking.waiting) >= MOST:
        raise SeminarError(say("The speakers’ list is full. Please raise your hand."))
    waiting = (*asking.waiting, replace(asker, number=held.asked + 1))
    writer.note_fact(SPEAKERS, replace(asking, waiting=waiting))
    writer.put(replace(held, asked=held.asked + 1, waiting=len(waiting)))


def _remove(writer: Writer, key: str) -> None:
    held, asking = _open(writer), asking_in(writer)
    waiting = tuple(each for each in asking.waiting if each.key != key)
    writer.note_fact(SPEAKERS, replace(asking, waiting=waiting))
    writer.put(replace(held, waiting=len(waiting)))


def _ended(
    reader: Reader, held: SpeakersList, asking: Asking, now: datetime
) -> tuple[SpeakersList, Asking]:
    """The list once whoever speaks has spoken."""
    if asking.speaking is None or held.began_at is None:
        return replace(held, began_at=None), replace(asking, speaking=None)
    fewest = reader.get(Seminar, SEMINAR_ID).room_threshold
    seconds = (now - held.began_at).total_seconds()
    turn = spoken(asking.speaking, seconds, _room(reader), fewest)
    heard = tuple(dict.fromkeys((*asking.heard, asking.speaking.key)))
    return (
        replace(held, began_at=None, turns=(*held.turns, turn)),
        replace(asking, speaking=None, heard=heard),
    )


def spoken(asker: Asker, seconds: float, room: Sequence[Said], fewest: int) -> Turn:
    """What is kept of somebody's turn; `room` is the sector and size of everybody there. Who says
    less than others is not known by that either: enough people share what is kept of nobody else.
    """
    kept = dict(zip(room, coarsened(room, fewest), strict=True))
    sector, size = kept.get((asker.sector, asker.size), NOTHING)
    return Turn(sector=sector, size=size, seconds=max(0, round(seconds)))


def _room(reader: Reader) -> list[tuple[str, str]]:
    """The sector and size of everybody known to be there: on the list, or with a phone alone."""
    came = [(p.sector, p.size) for p in reader.every(Participant) if p.arrived_at]
    phones = devices.devices_where(reader, role=Role.PARTICIPANT, participant_id="")
    return [*came, *((phone.sector, phone.size) for phone in phones)]


def _by_hand(reader: Reader, label: str) -> Asker:
    """A person on the list where the name is one person's, else whoever is called so."""
    named = [p for p in reader.every(Participant) if p.name.casefold() == label.casefold()]
    if len(named) != 1:
        return Asker(f"hand:{new_id()}", _ticket(), label=label)
    (person,) = named
    return Asker(person.id, _ticket(), sector=person.sector, size=person.size)


def called(reader: Reader, asker: Asker) -> Text:
    """What somebody is called before the room: by the name on the list, as they were put there by
    hand, or by the group they sit in. Who would be called like others has their number behind it,
    which stands on their own phone as well: so the right one gets up.
    """
    name, is_a_name = _name(reader, asker)
    if not asker.number or (is_a_name and not _is_shared(reader, asker, name)):
        return name
    return say("{name}, number {n}", name=name, n=asker.number)


def _name(reader: Reader, asker: Asker) -> tuple[Text, bool]:
    """What they are called, and whether that is said of them alone."""
    person = reader.find(Participant, asker.key)
    if person is not None and person.name:
        return person.name, True
    if asker.label:
        return asker.label, True
    for device in devices.devices_where(reader, id=asker.key):
        if (group := placing.group_of(reader, device)) is not None:
            return say("Somebody from {group}", group=group.title), False
    return say("Somebody who asked by phone"), False


def _is_shared(reader: Reader, asker: Asker, name: Text) -> bool:
    """Whether somebody else on the list is called so."""
    asking = asking_in(reader)
    there = (*asking.waiting, *([asking.speaking] if asking.speaking else []))
    others = (_name(reader, each)[0] for each in there if each.key != asker.key)
    return any(str(other).casefold() == str(name).casefold() for other in others)
