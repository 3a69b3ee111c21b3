"""Lineage: which notes came of one another, so that words that are erased are not left in another.

A note that is split leaves a part of its words in another; one that is joined to another has its
words there, and is kept as it was for undo. In a browser the same is done by hand, by cutting words
out of one note and putting them into another: that is known by the words. All of these, step by
step, are kin. Also what was written since a paper left.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from sqlalchemy import func, select

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Kind
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader

_JOURNAL, _ACTS = tables.journal, tables.acts

SHORTEST_CUT = 12
"""Signs that words must have to be known again in another note: shorter ones stand anywhere."""

FEWEST_WORDS = 4
"""Words in a row that say where they came from, though others stand with them."""

Said = tuple[str, str | None, str | None]
"""A version of a note: which it is, its words, its group; None where it was taken out or wiped."""

_STOPS = " .,;:!?…"
_WORD = re.compile(r"\w+")


def kin(reader: Reader) -> dict[str, frozenset[str]]:
    """By note, all notes that it shares words with, itself included; others are left out."""
    return _joined([*_by_acts(reader), *_by_hand(reader)])


def kin_of_erased(reader: Reader) -> frozenset[str]:
    """Notes that are kin of one that was erased, and are not erased themselves: they were split off
    it or joined with it in a copy that had not heard of that yet. The words are gone by which it
    would be known that it was done by hand.
    """
    gone = frozenset(erased(reader, Kind.NOTE))
    if not gone or not _of(gone, _joined(_by_acts(reader))):
        return frozenset()
    return _of(gone, kin(reader))


def _of(gone: frozenset[str], groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(group for group in groups.values() if group & gone)) - gone


def _by_acts(reader: Reader) -> Iterable[set[str]]:
    statement = (
        select(_JOURNAL.c.act, _JOURNAL.c.record)
        .join(_ACTS, _ACTS.c.id == _JOURNAL.c.act)
        .where(_ACTS.c.verb.in_([Verb.SPLIT, Verb.JOIN]), _JOURNAL.c.kind == Kind.NOTE)
    )
    acts: dict[str, set[str]] = {}
    for act, record in reader.connection.execute(statement):
        acts.setdefault(act, set()).add(record)
    return acts.values()


@dataclass(slots=True)
class _Told:
    """What a note has said, version by version, and in which groups; whether it is gone."""

    words: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    gone: bool = False


def _by_hand(reader: Reader) -> Iterator[set[str]]:
    """Notes of a group of which one lost the words that the other began with, or took on those
    that the other had before it was taken out.
    """
    notes = _told(_said_in(reader))
    by_group = _by_group(notes)
    for id, told in notes.items():
        for other in _beside(id, told, by_group):
            if _gave(told, notes[other]):
                yield {id, other}


def cut_by_hand(said: Iterable[Said], gone: Collection[str]) -> frozenset[str]:
    """Which notes share words with some that go, step by step, of all that notes have said in
    several copies: once the words of those are wiped nobody could tell any more.
    """
    notes = _told(said)
    for id in gone & notes.keys():
        notes[id].gone = True
    by_group = _by_group(notes)
    found, waiting = set(gone), sorted(gone & notes.keys())
    while waiting:
        id = waiting.pop()
        others = _beside(id, notes[id], by_group) - found
        near = {o for o in others if _gave(notes[id], notes[o]) or _gave(notes[o], notes[id])}
        found |= near
        waiting += sorted(near)
    return frozenset(found.difference(gone))


def _by_group(notes: Mapping[str, _Told]) -> dict[str, set[str]]:
    by_group: dict[str, set[str]] = {}
    for id, told in notes.items():
        for group in told.groups:
            by_group.setdefault(group, set()).add(id)
    return by_group


def _beside(id: str, told: _Told, by_group: Mapping[str, set[str]]) -> set[str]:
    return {other for group in told.groups for other in by_group[group]} - {id}


def _gave(told: _Told, other: _Told) -> bool:
    """Whether a note lost the words that the other began with, or took on those it ended with."""
    begun, ended = other.words[0], other.words[-1]
    return any(
        _is_cut(begun, before, after) or (other.gone and _is_cut(ended, after, before))
        for before, after in pairwise(told.words)
    )


def _is_cut(part: str, whole: str, rest: str) -> bool:
    """Whether a text without a part of it, and with no word of its own, is the rest; or what it
    lost in one piece stands in the part, whatever that says besides.
    """
    if len(part) < SHORTEST_CUT:
        return False
    if part not in whole:
        lost = _lost(whole, rest)
        return len(_WORD.findall(lost)) >= FEWEST_WORDS and lost in part
    if part in rest:
        return False
    return Counter(_WORD.findall(rest)) <= Counter(_WORD.findall(whole.replace(part, " ", 1)))


def _lost(whole: str, rest: str) -> str:
    """What a text lost that is the rest now, where it was one piece."""
    begins = _alike(whole, rest)
    ends = _alike(whole[begins:][::-1], rest[begins:][::-1])
    is_rest = begins + ends == len(rest)
    return whole[begins : len(whole) - ends].strip(_STOPS) if is_rest else ""


def _alike(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _said_in(reader: Reader) -> Iterator[Said]:
    content = _JOURNAL.c.content
    said, group = (func.json_extract(content, f"$.{name}") for name in ("words", "breakout_id"))
    statement = select(_JOURNAL.c.record, said, group).where(_JOURNAL.c.kind == Kind.NOTE)
    yield from reader.connection.execute(statement.order_by(_JOURNAL.c.seq))


def _told(said: Iterable[Said]) -> dict[str, _Told]:
    notes: dict[str, _Told] = {}
    for record, words, breakout in said:
        told = notes.setdefault(record, _Told())
        told.gone = words is None
        if words is not None:
            told.words.append(" ".join(words.casefold().split()).strip(_STOPS))
            told.groups.add(breakout or "")
    return {id: told for id, told in notes.items() if told.words}


def _joined(groups: Iterable[set[str]]) -> dict[str, frozenset[str]]:
    """Groups that have a member in common are one."""
    found: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(found.get(each, set()) for each in group))
        for each in whole:
            found[each] = whole
    return {each: frozenset(whole) for each, whole in found.items()}


def erased(reader: Reader, kind: Kind) -> tuple[str, ...]:
    """The records of a kind that were erased, by what was done: there are far more versions."""
    statement = (
        select(_JOURNAL.c.record)
        .join(_ACTS, _ACTS.c.id == _JOURNAL.c.act)
        .where(_ACTS.c.verb == Verb.ERASE, _JOURNAL.c.erased == 1, _JOURNAL.c.kind == kind)
    )
    return tuple(sorted(set(reader.connection.execute(statement).scalars())))


def upvotes_by(reader: Reader, devices: Iterable[str]) -> frozenset[str]:
    """The upvotes that devices have given, also those that were taken back."""
    device = func.json_extract(_JOURNAL.c.content, "$.device_id")
    statement = select(_JOURNAL.c.record).where(
        _JOURNAL.c.kind == Kind.UPVOTE, device.in_(sorted(devices))
    )
    return frozenset(reader.connection.execute(statement.distinct()).scalars())


def who_is_named(reader: Reader, kind: Kind, field: str) -> dict[str, frozenset[str]]:
    """Whoever has stood in a field in any version, by record, also of those deleted since."""
    named = func.json_extract(_JOURNAL.c.content, f"$.{field}")
    statement = select(_JOURNAL.c.record, named).where(_JOURNAL.c.kind == kind, named != "")
    found: dict[str, set[str]] = {}
    for record, text in reader.connection.execute(statement.distinct()):
        found.setdefault(record, set()).add(text)
    return {record: frozenset(texts) for record, texts in found.items()}


def ever_said(reader: Reader, record: str, fields: Iterable[str]) -> frozenset[str]:
    """Every text that some fields of a record have had in any of its versions."""
    found: set[str] = set()
    for name in fields:
        found |= {str(text) for text in reader.once_said(name, [record]) if text}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Since:
    """Record ids: those that were not there at the moment, and those that were and were written
    again.
    """

    new: frozenset[str]
    changed: frozenset[str]


def last_left(reader: Reader, before: datetime) -> datetime | None:
    """When a summary left last before a moment; None where none had."""
    said = select(_ACTS.c.at).where(_ACTS.c.verb == Verb.EXPORT)
    moments = map(datetime.fromisoformat, reader.connection.execute(said).scalars())
    return max((at for at in moments if at < before), default=None)


def written_since(reader: Reader, moment: datetime) -> Since:
    """What was written after a moment, by the clock of the revisions."""
    clock = round(moment.timestamp() * 1_000_000)
    later = select(_JOURNAL.c.record).where(_JOURNAL.c.clock > clock).distinct()
    first = (
        select(_JOURNAL.c.record, func.min(_JOURNAL.c.clock))
        .where(_JOURNAL.c.record.in_(later))
        .group_by(_JOURNAL.c.record)
    )
    began = {record: int(at) for record, at in reader.connection.execute(first)}
    new = frozenset(record for record, at in began.items() if at > clock)
    return Since(new, frozenset(began) - new)
