"""The activity log: what was done to a seminar, when, in which place of the program, by which
computer; newest first. What is said of a record is made of what it says now, as for undo.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from facilitator.domain.act_words import PLACES, Entry, Subject, words
from facilitator.domain.acts import Act, Verb
from facilitator.domain.wording import Message, say
from facilitator.services.records import activity
from facilitator.services.records.authors import Who, callers
from facilitator.services.seminar.room_clock import zone_in
from facilitator.store.records.reader import Reader

UNSAID = frozenset({Verb.KEEP})
"""What is half typed is kept every second; that is nothing that somebody did."""
OFTEN = timedelta(minutes=10)
"""What one window does again and again within so long stands in the log once."""
_BY_THEMSELVES = frozenset(
    {Verb.TAKE_IN, Verb.PAIR, Verb.SYNC, Verb.TICK, Verb.SHOW, Verb.BLANK, Verb.READ_BACK}
)
_EACH = frozenset(
    {
        Verb.ADD,
        Verb.CHANGE,
        Verb.REMOVE,
        Verb.MOVE,
        Verb.DUPLICATE,
        Verb.RENAME,
        Verb.MERGE_THEMES,
        Verb.SPLIT_THEME,
        Verb.SETTLE,
        Verb.TAKE_OUT,
        Verb.OTHER,
    }
)
"""Acts that may be asked about one by one, where what they are about has a name."""


def entries(reader: Reader, own: str) -> tuple[Entry, ...]:
    """What was done, newest first, in a file of the device `own`."""
    who, zone = callers(reader, own), zone_in(reader)
    acts = [act for act in reader.every_act() if act.verb not in UNSAID]
    undone = {act.id: act for act in acts}
    runs = [part for run in _runs(acts) for part in _apart(reader, run)]
    return tuple(_entry(reader, run, who, undone, zone) for run in reversed(runs))


def _runs(acts: Iterable[Act]) -> Iterator[list[Act]]:
    """Acts in their order, those of a kind that follow each other together."""
    for _, like in groupby(acts, key=_likeness):
        run: list[Act] = []
        for act in like:
            if run and _moment(act) - _moment(run[0]) > OFTEN:
                yield run
                run = []
            run.append(act)
        yield run


def _apart(reader: Reader, run: list[Act]) -> Iterator[list[Act]]:
    """A run as it is, but what each act is about stands by itself where it has a name."""
    if run[0].verb not in _EACH:
        yield run
        return
    for has_name, acts in groupby(run, key=lambda act: _has_name(reader, act)):
        if has_name:
            yield from ([act] for act in acts)
        else:
            yield list(acts)


def _has_name(reader: Reader, act: Act) -> bool:
    kinds = reader.kinds_of(reader.concerned(act))
    return not set(kinds.values()) <= activity.NAMELESS


def _likeness(act: Act) -> tuple[object, ...]:
    """What decides something stands alone; it is alike to itself."""
    is_often = act.undoes is None and (act.verb.is_undoable or act.verb in _BY_THEMSELVES)
    return (act.verb, act.device, act.session, act.place, None if is_often else act.id)


def _entry(
    reader: Reader, run: list[Act], who: Who, undone: Mapping[str, Act], zone: tzinfo
) -> Entry:
    first = run[0]
    return Entry(
        at=_moment(first).astimezone(zone),
        verb=first.verb,
        said=_said(reader, run, undone),
        times=len(run),
        where=PLACES.get(first.place, ""),
        who=who(first.device),
    )


def _said(reader: Reader, run: list[Act], undone: Mapping[str, Act]) -> Message:
    first = run[0]
    if len(run) == 1:
        taken_back = undone.get(first.undoes or "")
        said = activity.words_of(reader, taken_back or first)
        return say("Undo: {what}", what=said) if taken_back else said
    kinds = reader.kinds_of([record for act in run for record in reader.concerned(act)])
    return words(first.verb, [Subject(kind) for kind in kinds.values()])


def _moment(act: Act) -> datetime:
    return datetime.fromisoformat(act.at)
