"""The groups as the agenda has them, and who is known to be in each."""

from collections.abc import Sequence
from datetime import datetime

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment
from facilitator.store.records.devices import devices_where, groups_of_nameless, joined_of_nameless
from facilitator.store.records.reader import Reader


def groups_in_order(reader: Reader) -> tuple[Breakout, ...]:
    """The breakouts in the order of the agenda; those whose segment is gone are left out."""
    order = [segment.id for segment in reader.every(Segment)]
    groups = [group for group in reader.every(Breakout) if group.segment_id in order]
    return tuple(sorted(groups, key=lambda g: (order.index(g.segment_id), g.position, g.id)))


def people_in_groups(reader: Reader, groups: Sequence[Breakout]) -> dict[str, frozenset[str]]:
    """The ids of those who are known to be here, by their group: people and their phones."""
    came = {person.id for person in reader.every(Participant) if person.arrived_at is not None}
    phones = groups_of_nameless(reader)
    return {
        group.id: frozenset(came.intersection(group.member_ids))
        | {phone for phone, groups_of in phones.items() if group.id in groups_of}
        for group in groups
    }


def people_at_first_note(
    reader: Reader, groups: Sequence[Breakout]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Of these those who had come when the first note of their group was made, and those who had
    when the first of all was, which is what counts of groups that are not told apart. Whoever sat
    there saw the others come later, and a photograph of a flip chart says when it was. Where
    nothing is noted these are all of them.
    """
    noted: dict[str, datetime] = {}
    for note in reader.every(Note):
        at = note.recorded_at
        noted[note.breakout_id] = min(at, noted.get(note.breakout_id, at))
    came = {person.id: person.arrived_at for person in reader.every(Participant)}
    came |= joined_of_nameless(reader)

    def there(who: frozenset[str], first: datetime | None) -> frozenset[str]:
        moments = {each: came.get(each) for each in who}
        return frozenset(each for each, at in moments.items() if not (at and first and at > first))

    here = people_in_groups(reader, groups).items()
    first = min(noted.values(), default=None)
    at_own = {group: there(who, noted.get(group)) for group, who in here}
    return at_own, {group: there(who, first) for group, who in here}


def met_last(reader: Reader) -> tuple[Breakout, ...]:
    """The groups that met last, or meet now: of the last segment in which anything is noted."""
    noted = {note.breakout_id for note in reader.every(Note)}
    groups = groups_in_order(reader)
    met = [group.segment_id for group in groups if group.id in noted]
    return tuple(group for group in groups if group.segment_id in met[-1:])


def groups_of(reader: Reader, participant_id: str, device_id: str) -> tuple[str, ...]:
    """The ids of the groups that somebody is in, by the list or by what their phone says."""
    phones = devices_where(reader, id=device_id) if device_id else ()
    chosen = {group for phone in phones for group in phone.breakout_ids}
    return tuple(
        group.id
        for group in groups_in_order(reader)
        if group.id in chosen or (participant_id and participant_id in group.member_ids)
    )
