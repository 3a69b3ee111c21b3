"""Placing: who comes late finds a group, on the list or by their phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout, place_late
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import (
    Progress,
    Segment,
    SegmentKind,
    SegmentRun,
    progress_in,
)
from facilitator.domain.wording import Listed, Wording, say
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NO_GROUPS = say("This segment has no groups to be put into. Add them in Prepare, under Breakouts.")
EVERYBODY = say("Everybody who is here has a group.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A person and the group they have been put into."""

    person: Participant
    group: Breakout


def place_latecomers(file: SeminarStore, segment_id: str, *, now: datetime) -> tuple[Placed, ...]:
    """Put everybody who is here and has no group yet into the group that suits them.

    Raises SeminarError when the segment has no groups or they are full.
    """
    with file.write(Verb.PLACE_LATE, now) as writer:
        return _place(writer, segment_id, unplaced(writer, segment_id))


def place(
    file: SeminarStore, segment_id: str, participant_ids: Sequence[str], *, now: datetime
) -> tuple[Placed, ...]:
    """Put some people, here or not, into the groups that suit them; who has one keeps it."""
    with file.write(Verb.PLACE_LATE, now) as writer:
        people = [p for p in writer.every(Participant) if p.id in participant_ids]
        return _place(writer, segment_id, people)


def said(placed: Sequence[Placed]) -> Wording:
    """Where people have to go, in a sentence to be read out."""
    if not placed:
        return EVERYBODY
    people = Listed(f"{each.person.name}: {where(each.group)}" for each in placed)
    return say("{people}.", people=people)


def where(group: Breakout) -> str:
    """A group's name, and its place."""
    return f"{group.title}, {group.place}" if group.place else group.title


def unplaced(reader: Reader, segment_id: str) -> tuple[Participant, ...]:
    """Who is here and in none of the segment's groups."""
    groups = reader.every(Breakout, segment_id=segment_id)
    inside = {member for group in groups for member in group.member_ids}
    return tuple(p for p in reader.every(Participant) if p.arrived_at and p.id not in inside)


def groups_now(reader: Reader) -> tuple[Breakout, ...]:
    """The groups that count now: of the running segment, else the next ones, else the last."""
    with_groups = {group.segment_id for group in reader.every(Breakout)}
    segments = [s for s in reader.every(Segment) if s.kind is SegmentKind.BREAKOUTS]
    segments = [segment for segment in segments if segment.id in with_groups]
    if not segments:
        return ()
    here = _position(reader)
    coming = [segment for segment in segments if segment.position >= here]
    chosen = coming[0] if coming else segments[-1]
    return reader.every(Breakout, segment_id=chosen.id)


def group_of(reader: Reader, device: Device) -> Breakout | None:
    """The group that a device's owner is in now, None when they are in none."""
    return next((group for group in groups_now(reader) if _is_in(device, group)), None)


def choose_group(writer: Writer, device: Device, group_id: str) -> Device:
    """Note which group a person without a name says they are in, or deal them into one (""), which
    they keep when they ask again.

    Whose name is on the list is placed there by the list. Raises SeminarError when there is no
    such group now.
    """
    groups = groups_now(writer)
    if not groups:
        raise SeminarError(say("There are no groups yet. Ask the facilitator."))
    if group_id and all(group.id != group_id for group in groups):
        raise SeminarError(say("This group is not there any more. Choose another one."))
    if device.participant_id:
        return _place_named(writer, device, groups, group_id)
    if not group_id and any(_is_in(device, group) for group in groups):
        return device
    others = tuple(each for each in device.breakout_ids if all(each != g.id for g in groups))
    chosen = group_id or _deal(writer, device, groups).id
    changed = replace(device, breakout_ids=(*others, chosen))
    devices.change(writer, changed)
    return changed


def _place_named(
    writer: Writer, device: Device, groups: Sequence[Breakout], group_id: str
) -> Device:
    """A person on the list keeps the place they have; without one, they are put where they say."""
    if any(device.participant_id in group.member_ids for group in groups):
        return device
    if not group_id:
        person = writer.get(Participant, device.participant_id)
        _place(writer, groups[0].segment_id, [person])
        return device
    group = writer.get(Breakout, group_id)
    writer.put(replace(group, member_ids=(*group.member_ids, device.participant_id)))
    return device


def _place(writer: Writer, segment_id: str, people: Sequence[Participant]) -> tuple[Placed, ...]:
    groups = writer.every(Breakout, segment_id=segment_id)
    if not groups:
        raise SeminarError(NO_GROUPS)
    everybody = writer.every(Participant)
    before = together_before(writer, segment_id)
    placed = []
    for person in people:
        group = place_late(person, groups, everybody, before)
        groups = tuple(group if each.id == group.id else each for each in groups)
        writer.put(group)
        placed.append(Placed(person, group))
    return tuple(placed)


def together_before(reader: Reader, segment_id: str) -> list[frozenset[str]]:
    """Who has been, or will be, in one group in another round."""
    groups = reader.every(Breakout)
    return [frozenset(g.member_ids) for g in groups if g.segment_id != segment_id]


def _deal(reader: Reader, device: Device, groups: Sequence[Breakout]) -> Breakout:
    """The group that suits a person of whom no more than sector and size are known.

    Other phones without a name count as members here, so that groups stay even.
    """
    phones = [d for d in devices.every_device(reader, Role.PARTICIPANT) if not d.participant_id]
    people = [*reader.every(Participant), *map(_as_person, phones)]
    seated = [
        replace(g, member_ids=(*g.member_ids, *(d.id for d in phones if _is_in(d, g))))
        for g in groups
    ]
    free = [replace(g, member_ids=tuple(m for m in g.member_ids if m != device.id)) for g in seated]
    return place_late(_as_person(device), free, people)


def _as_person(device: Device) -> Participant:
    return Participant(id=device.id, name="", sector=device.sector, size=device.size)


def _is_in(device: Device, group: Breakout) -> bool:
    on_the_list = bool(device.participant_id) and device.participant_id in group.member_ids
    return on_the_list or group.id in device.breakout_ids


def _position(reader: Reader) -> float:
    """Where the day stands in the agenda; before everything while it has not begun."""
    progress = reader.find(Progress, progress_in(reader.room).id)
    run = reader.find(SegmentRun, progress.run_id) if progress and progress.run_id else None
    segment = reader.find(Segment, run.segment_id) if run else None
    return segment.position if segment else float("-inf")
