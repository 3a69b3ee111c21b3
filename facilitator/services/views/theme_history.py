"""The history of a theme or a finding: who did what with it, and when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from facilitator.domain.acts import Act, Verb
from facilitator.domain.revisions import Revision
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Counted, Text, Wording, say
from facilitator.services.records import activity
from facilitator.services.records.authors import callers
from facilitator.services.seminar.room_clock import zone_in
from facilitator.services.synthesis.splitting import Merge, merges_in
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.seminar_store import SeminarStore

OFTEN = timedelta(minutes=10)
"""What one person ties within so long stands there once."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, by whom, and when by the clock in the room.

    `tied` and `untied` count passages. `merged` is the id of a theme that was merged into it and
    can be split out again.
    """

    at: datetime
    who: Text
    said: Text
    tied: int = 0
    untied: int = 0
    merged: str = ""

    @property
    def words(self) -> Text:
        """What was done."""
        if self.tied and self.untied:
            return say(
                "{tied} passages tied, {untied} taken out", tied=self.tied, untied=self.untied
            )
        if self.tied:
            return Counted(self.tied, "{n} passage tied", "{n} passages tied")
        if self.untied:
            return Counted(self.untied, "{n} passage taken out", "{n} passages taken out")
        return self.said


def history_of(file: SeminarStore, record_id: str) -> tuple[Event, ...]:
    """What was done with a theme or a finding, the last first."""
    with file.read() as reader:
        merges = {each.act.id: each for each in merges_in(reader).values()}
        who, zone = callers(reader, file.device), zone_in(reader)
        events: list[Event] = []
        for act, said in _acts(reader, record_id, merges):
            at = datetime.fromisoformat(act.at).astimezone(zone)
            events.append(replace(said, at=at, who=who(act.device)))
    return tuple(reversed([*_joined(sorted(events, key=lambda each: each.at))]))


def _acts(
    reader: Reader, record_id: str, merges: Mapping[str, Merge]
) -> Iterator[tuple[Act, Event]]:
    """Each act on it, with what it did."""
    renamed = _names(sorted(reader.history(record_id), key=lambda r: (r.clock, r.id)))
    counted = {act: counts for act, *counts in codings.acts_on_theme(reader, record_id)}
    into = [act for act, merge in merges.items() if merge.into == record_id]
    for id in dict.fromkeys([*renamed, *counted, *into]):
        act = reader.act(id)
        if act is None or act.verb is Verb.KEEP:
            continue
        merge = merges.get(id)
        nothing = Event(datetime.min.replace(tzinfo=UTC), "", "")
        if merge is not None and merge.into == record_id:
            said = say("“{name}” was merged into it", name=merge.theme.name)
            yield act, replace(nothing, said=said, merged=merge.theme.id)
        elif renamed.get(id):
            yield act, replace(nothing, said=say("Called “{name}” from here on", name=renamed[id]))
        elif id in counted and act.verb in (Verb.TIE, Verb.UNTIE, Verb.ADD):
            tied, untied = counted[id]
            yield act, replace(nothing, said=_words(reader, act), tied=tied, untied=untied)
        else:
            yield act, replace(nothing, said=_words(reader, act))


def _words(reader: Reader, act: Act) -> Wording:
    undone = reader.act(act.undoes) if act.undoes else None
    said = activity.words_of(reader, undone or act)
    return say("Undo: {what}", what=said) if undone else said


def _names(history: Iterable[Revision]) -> dict[str, str]:
    """By act, the name that a theme was given where it had another; "" where it kept its own."""
    found: dict[str, str] = {}
    before = ""
    for revision in history:
        record = record_in(revision) if revision.content is not None else None
        name = record.name if isinstance(record, Theme) else before
        found.setdefault(revision.act, "")
        if before and name != before:
            found[revision.act] = name
        before = name
    return found


def _joined(events: list[Event]) -> Iterator[Event]:
    """What one person tied, one passage after the other, once."""
    held: Event | None = None
    for event in events:
        ties = event.tied or event.untied
        if held and ties and held.who == event.who and event.at - held.at <= OFTEN:
            held = replace(held, tied=held.tied + event.tied, untied=held.untied + event.untied)
            continue
        if held:
            yield held
            held = None
        if ties:
            held = event
        else:
            yield event
    if held:
        yield held
