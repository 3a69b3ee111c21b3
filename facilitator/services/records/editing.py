"""Changing some fields of a record as it stands now, so that nobody's other changes are lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.records import Record
from facilitator.domain.wording import say
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

OPEN_TO_CHANGE = frozenset({"title", "position"})
"""What may still change of a poll that has been voted on: not what people saw when they voted."""


def change(
    file: SeminarStore,
    seen: Record,
    fields: Mapping[str, Any],
    *,
    verb: Verb = Verb.CHANGE,
    now: datetime,
) -> None:
    """Set fields of a record, by their names, in one act that can be undone.

    `seen` is the record as whoever sets them has it before them: where somebody took it out
    meanwhile, it stands beside that. Raises SeminarError where it never was, was erased, or is a
    poll that a round has locked.
    """
    with file.write(verb, now, on=(seen.id,)) as writer:
        writer.refuse_unknown(type(seen), seen.id)
        record = writer.find(type(seen), seen.id)
        if isinstance(record, Poll) and not OPEN_TO_CHANGE.issuperset(fields):
            _refuse_when_voted_on(writer, record)
        writer.put(replace(seen, **fields), seen=seen)


def place_people(
    file: SeminarStore,
    segment_id: str,
    participant_ids: Sequence[str],
    breakout_id: str,
    *,
    now: datetime,
) -> None:
    """Put people into a group of the segment, out of any other; into none when it is "". Who was
    put somewhere by hand stays there when the others are shared out.
    """
    with file.write(Verb.PLACE, now) as writer:
        for group in writer.every(Breakout, segment_id=segment_id):
            kept = tuple(each for each in group.member_ids if each not in participant_ids)
            if group.id == breakout_id:
                kept = (*kept, *dict.fromkeys(participant_ids))
                fixed = tuple(dict.fromkeys((*group.fixed_ids, *participant_ids)))
            else:
                fixed = tuple(each for each in group.fixed_ids if each not in participant_ids)
            if (set(kept), set(fixed)) != (set(group.member_ids), set(group.fixed_ids)):
                writer.put(replace(group, member_ids=kept, fixed_ids=fixed))


def keep_places(
    file: SeminarStore,
    segment_id: str,
    participant_ids: Sequence[str],
    fixed: bool,
    *,
    now: datetime,
) -> None:
    """Let people stay where they are when everybody else is shared out anew, or no longer."""
    with file.write(Verb.KEEP_PLACES if fixed else Verb.FREE_PLACES, now) as writer:
        for group in writer.every(Breakout, segment_id=segment_id):
            here = [each for each in participant_ids if each in group.member_ids]
            others = [each for each in group.fixed_ids if each not in here]
            writer.put(replace(group, fixed_ids=(*others, *here) if fixed else tuple(others)))


def _refuse_when_voted_on(reader: Reader, poll: Poll) -> None:
    if reader.count(Round, poll_id=poll.id):
        raise SeminarError(
            say(
                "“{title}” has been voted on, so it can no longer change. Duplicate it to "
                "ask differently.",
                title=poll.title,
            )
        )
