"""Merging: which of several versions of a record is shown, and what a merge tells people."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.kind_words import several
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Counted, Listed, Text, Wording, say

RUNNING = frozenset({Kind.STAGE, Kind.PROGRESS, Kind.SEGMENT_RUN, Kind.SPEAKERS})
"""How the day runs: the latest version counts; there is nothing in it for people to settle."""

UNDISPUTED = RUNNING | {Kind.CHECK, Kind.CODING, Kind.PHOTOGRAPH}
"""What is never listed as a conflict. Of two checks of one group's notes the latest counts too; a
passage that one has taken out of a theme and another has put in again is in."""

_FINALITY = {RoundState.COUNTING: 1, RoundState.CLOSED: 2, RoundState.REVEALED: 3}


def precedence(revision: Revision) -> tuple[bool, int, int, str, str]:
    """Which of a record's heads is shown: a living one before one that is gone, then the later.

    A round that was closed anywhere stays closed, whatever the clocks say. The id decides between
    two devices with one identity and one clock, so that every file decides alike.
    """
    return (
        not revision.gone,
        _finality(revision),
        revision.clock,
        revision.device,
        revision.id,
    )


def _finality(revision: Revision) -> int:
    if revision.kind is not Kind.ROUND or revision.content is None:
        return 0
    return _FINALITY.get(json.loads(revision.content)["state"], 0)


def heads_of(revisions: Collection[Revision]) -> tuple[Revision, ...]:
    """The heads of one record, given all its revisions: those no other is based on.

    Once there is an erasure, the latest erasure is the only head: it wins over whatever else was
    written, before it or after it.
    """
    erasures = [revision for revision in revisions if revision.erased]
    if erasures:
        return (max(erasures, key=precedence),)
    covered = {parent for revision in revisions for parent in revision.based_on}
    return tuple(revision for revision in revisions if revision.id not in covered)


def is_behind(older: Revision, newer: Revision, revisions: Collection[Revision]) -> bool:
    """Whether `newer` was written by somebody who had, step by step, seen `older`."""
    return older.id in ids_upwards(newer.based_on, revisions)


def with_ancestors(ids: Collection[str], revisions: Collection[Revision]) -> tuple[Revision, ...]:
    """Those of the revisions with these ids, and all that they stand on."""
    found = ids_upwards(ids, revisions)
    return tuple(revision for revision in revisions if revision.id in found)


def ids_upwards(
    begin: Iterable[str], revisions: Iterable[Revision], end: Collection[str] = ()
) -> set[str]:
    """The ids of some revisions and of all that they stand on, whether these are held or not;
    `end` is not looked behind.
    """
    by_id = {revision.id: revision for revision in revisions}
    waiting, found = list(begin), set[str]()
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            if id in by_id and id not in end:
                waiting += by_id[id].based_on
    return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in, and a sentence on why. `record` is its id, if it has one."""

    what: str
    said: Wording
    record: str = ""

    @property
    def why(self) -> str:
        """The sentence in English."""
        return str(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What another file brings, in records.

    `new` were not here; `changed` were, and have a version more; `known` hold nothing new;
    `in_conflict` of the new and changed have versions that nobody has reconciled; `erased` lose
    their words here. `kinds` counts the new and changed by kind. `refused` with `readable` False
    means that nothing of the file can be taken. `by` is who handed it over, where it says.
    `recounted` names the rounds of voting whose ballots are more now than when they were closed.
    `far_clock` says that something in it was written by a clock that nobody believes.
    """

    name: str
    by: str = ""
    new: int = 0
    changed: int = 0
    known: int = 0
    in_conflict: int = 0
    erased: int = 0
    ballots: int = 0
    kinds: tuple[tuple[Kind, int], ...] = ()
    refused: tuple[Refusal, ...] = ()
    readable: bool = True
    recounted: tuple[str, ...] = ()
    far_clock: bool = False

    @property
    def brings_something(self) -> bool:
        """Whether taking it in changes anything."""
        return self.readable and bool(self.new + self.changed + self.erased + self.ballots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was taken in. `merge_id` names it when it is to be taken out again."""

    merge_id: str
    at: datetime
    brought: Preview
    taken_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What was taken in, file by file, and what was refused."""

    taken: tuple[Taken, ...]
    refused: tuple[Refusal, ...]

    @property
    def sentences(self) -> tuple[Wording, ...]:
        """All of it, for people to read."""
        brought = [sentence for taken in self.taken for sentence in sentences(taken.brought)]
        return tuple(dict.fromkeys((*brought, *(refusal.said for refusal in self.refused))))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """What came of taking a merge out: records put back, and those that stayed and why."""

    put_back: int
    stayed: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a record in conflict, made of those of its heads that merge.

    For a version that takes the record out, `record` is what was there before; None where it could
    not be read any more. `device`, `at` and `label` (what its author did) are of the first head.
    """

    revisions: tuple[str, ...]
    record: Record | None
    device: str
    at: datetime
    label: Text
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A record with versions that nobody has reconciled; the first is the one that is shown."""

    kind: Kind
    id: str
    versions: tuple[Version, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Every revision that whoever settles it has before them."""
        return tuple(id for version in self.versions for id in version.revisions)


FAR_CLOCK = say(
    "Something was written by a computer whose clock stood centuries ahead. It is kept, and of two "
    "versions that nobody has reconciled it is shown as the later one: set that clock right."
)


def sentences(brought: Preview) -> tuple[Wording, ...]:
    """What a file brings, in a few sentences."""
    refused = tuple(refusal.said for refusal in brought.refused)
    if not brought.readable:
        return refused
    what, name = _what(brought), brought.name
    if brought.by:
        brings = say("{name}, from {by}, brings {what}.", name=name, by=brought.by, what=what)
    else:
        brings = say("{name} brings {what}.", name=name, what=what)
    return (brings, *notices(brought), *refused)


def contents(brought: Preview) -> Wording:
    """What a file brings, by kind."""
    if not brought.brings_something:
        return say("nothing new")
    parts: list[Wording] = [several(kind, number) for kind, number in brought.kinds]
    if brought.ballots:
        parts.append(several(Kind.BALLOT, brought.ballots))
    if brought.erased:
        parts.append(Counted(brought.erased, "{n} erasure", "{n} erasures"))
    return Listed(parts)


def _what(brought: Preview) -> Wording:
    if not brought.brings_something:
        return contents(brought)
    return say(
        "{contents} ({new} new, {changed} changed, {known} known)",
        contents=contents(brought),
        new=brought.new,
        changed=brought.changed,
        known=brought.known,
    )


def round_kept_as(title: str, number: int) -> str:
    """How a recounted round is kept in the account of a merge: in English, as files always had it;
    `notices` says it in the language of the moment.
    """
    return f"“{title}”, round {number}"


_KEPT_ROUND = re.compile(r"“(?P<title>.*)”, round (?P<number>\d+)", re.DOTALL)


def notices(brought: Preview) -> Iterable[Wording]:
    """What people should know of that was brought, beside how much it is."""
    if brought.in_conflict:
        yield Counted(
            brought.in_conflict,
            "{n} record has versions that nobody has reconciled yet: compare them and choose.",
            "{n} records have versions that nobody has reconciled yet: compare them and choose.",
        )
    for held in brought.recounted:
        if kept := _KEPT_ROUND.fullmatch(held):
            yield say(
                "Ballots were added to “{title}”, round {number}: its results and its digest are "
                "new.",
                title=kept["title"],
                number=int(kept["number"]),
            )
    if brought.far_clock:
        yield FAR_CLOCK
    if brought.erased:
        yield say("What was erased there at a person's wish is erased here as well.")
