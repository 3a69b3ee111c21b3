"""Who wrote a version, as people know them, and who noted that words may be quoted, and when."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import Laptop
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Revision
from facilitator.domain.wording import Message, Text, say
from facilitator.store.merging import merge_log
from facilitator.store.records import tables
from facilitator.store.records.facts import CALLED
from facilitator.store.records.held import decoded
from facilitator.store.records.reader import Reader, record_in

Who = Callable[[str], Text]
"""What a device is called."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who noted that a speaker agreed to be quoted, and when (UTC)."""

    who: Text
    at: datetime

    def in_words(self, now: datetime) -> Message:
        """Said beside the mark; `now` is in the room's time zone and leaves out its own day."""
        at = self.at.astimezone(now.tzinfo)
        if at.date() == now.date():
            return say("noted by {who}, {time}", who=self.who, time=at.time())
        return say("noted by {who}, {day}, {time}", who=self.who, day=at.date(), time=at.time())


def callers(reader: Reader, own: str) -> Who:
    """What devices are called, in a file of the device `own`."""
    entries = reader.entries(tables.laptops).values()
    laptops = [decoded(entry, Laptop) for entry in entries]
    told = reader.fact(CALLED)
    names = merge_log.names_of_devices(reader) | dict(told.names)
    names |= {laptop.device: laptop.name for laptop in laptops}
    groups: dict[str, str] = {}

    def who(device: str) -> Text:
        if device == own:
            return say("this computer")
        if name := names.get(device):
            return say("{name}, the host", name=name) if device == told.host else name
        if not groups:
            groups.update(merge_log.groups_of_devices(reader))
        breakout = reader.find(Breakout, groups.get(device, ""))
        if breakout is not None:
            return say("the computer with the notes of {group}", group=breakout.title)
        return say("another computer ({device})", device=device[:4])

    return who


def allowed(reader: Reader, own: str, ids: Collection[str]) -> Mapping[str, Allowed]:
    """Of some notes and captures that may be quoted, who noted so last."""
    who = callers(reader, own)
    found = {
        id: _noted_in(reader, sorted(revisions, key=lambda revision: revision.clock))
        for id, revisions in reader.histories(list(ids)).items()
    }
    return {
        id: Allowed(who(noted.device), _when(reader, noted))
        for id, noted in found.items()
        if noted is not None
    }


def _when(reader: Reader, noted: Revision) -> datetime:
    """By the clock of whoever did it, which a rehearsal has one of its own of."""
    act = reader.act(noted.act)
    if act is None:
        return datetime.fromtimestamp(noted.clock / 1_000_000, UTC)
    return datetime.fromisoformat(act.at)


def _noted_in(reader: Reader, revisions: Sequence[Revision]) -> Revision | None:
    """The version since which a record may be quoted.

    Where versions went on the retention day it is told by what was done: it was so from the
    beginning where nobody ever noted it.
    """
    is_known = all(each.content is not None for each in revisions if not _was_taken_out(each))
    if is_known:
        before = [None, *revisions[:-1]]
        pairs = zip(before, revisions, strict=True)
        begun = [now for was, now in pairs if _may(now) and not (was and _may(was))]
        return begun[-1] if begun else None
    verbs = {each.id: act.verb for each in revisions if (act := reader.act(each.act))}
    noted = [each for each in revisions if verbs.get(each.id) is Verb.ALLOW_QUOTE]
    return noted[-1] if noted else revisions[0]


def _was_taken_out(revision: Revision) -> bool:
    return revision.content is None and revision.digest == "gone"


def _may(revision: Revision) -> bool:
    record = record_in(revision) if revision.content is not None else None
    return isinstance(record, Note | Response) and record.quotable
