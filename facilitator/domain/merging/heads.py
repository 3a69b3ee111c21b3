"""Heads: what a record shows where several versions stand that no other has answered.

Fields merge, words do not. Each field is worked out by itself, from the heads and from what each
two of them both stand on: a head that left a field as it was gives way to one that changed it.
Where two changed a field, and not to the same, the record is in *conflict*: the one that goes
before is shown (`precedence`), the others stand beside it until somebody settles it. Where people's
permissions differ the stricter wins, whatever was before. An ancestor that is missing, or whose
content was erased or taken out, tells nothing: what differs is in conflict then.

All of it is a function of the record's revisions alone, so that every copy shows the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import combinations
from typing import Any

from facilitator.domain.merging.merge import UNDISPUTED, ids_upwards, precedence
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.revisions import Kind, Revision

Read = Callable[[Revision], Record]
"""Makes a record of a revision that has content."""

WHOLE = UNDISPUTED | {Kind.ROUND, Kind.HAND_COUNT, Kind.UPVOTE}
"""Kinds of which one version stands and no field of another: how the day runs, what was counted."""

STRICTER: Mapping[Kind, frozenset[str]] = {
    Kind.NOTE: frozenset({"quotable"}),
    Kind.RESPONSE: frozenset({"quotable", "their_words", "archivable"}),
    Kind.CONSENT: frozenset({"take_part", "quote", "contact", "archive"}),
}
"""Permissions, and that words are the speaker's own: they hold only where every head says so."""

QUIET = frozenset({"position", "recorded_at", "arrived_at", "seen_here", "given_at", "channel"})
"""What nobody is asked to settle: where two changed it, the head that goes before counts."""

UNITED = frozenset({"tags", "member_ids", "fixed_ids"})
"""Sets, whose members merge one by one: what either added is in, what either took out is not."""

_TOGETHER: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLL: (
        *(
            "wording",
            "wording_second",
            "method",
            "items",
            "criteria",
            "secrecy",
            "threshold",
            "most",
            "budget",
        ),
        *("open_to", "open_for"),
    ),
}
"""Fields that mean something only together: who changed one has changed them all."""

_DEEPEST = 24
"""How often two may have answered the same heads apart, one upon the other, before it is said that
what they stand on is not known."""

_Unit = tuple[str, ...]
_Values = Mapping[_Unit, Any]
_UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Form:
    """What a record is as some of its heads have it, the one that goes before first.

    `record` is None for one that takes it out.
    """

    heads: tuple[Revision, ...]
    record: Record | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a record shows, and what stands beside it that nobody has reconciled."""

    forms: tuple[Form, ...]

    @property
    def lead(self) -> Revision:
        """The head that goes before all others."""
        return self.forms[0].heads[0]

    @property
    def answered(self) -> tuple[Revision, ...]:
        """The heads that merged: whoever sees what is shown has seen these."""
        return self.forms[0].heads

    @property
    def record(self) -> Record | None:
        """What is shown, None when the record is gone or erased."""
        return self.forms[0].record

    @property
    def in_conflict(self) -> bool:
        """Whether somebody has to settle it."""
        return len(self.forms) > 1

    @property
    def all_heads(self) -> tuple[Revision, ...]:
        """Every head, also those beside."""
        return tuple(head for form in self.forms for head in form.heads)


def shown_of(
    heads: Collection[Revision], known: Collection[Revision], read: Read, depth: int = 0
) -> Shown:
    """What a record with these heads shows; `known` are all of its revisions that are held."""
    ordered = sorted(heads, key=precedence, reverse=True)
    living = [head for head in ordered if head.content is not None]
    gone = tuple(head for head in ordered if head.content is None)
    if not living:
        return Shown((Form(gone, None),))
    records = {head.id: read(head) for head in living}
    if ordered[0].kind in WHOLE:
        forms = _whole(living, records)
    else:
        forms = _merged(living, records, _Ancestry(known, read, depth))
    is_disputed = gone and ordered[0].kind not in UNDISPUTED
    return Shown((*forms, Form(gone, None)) if is_disputed else forms)


def _whole(living: Sequence[Revision], records: Mapping[str, Record]) -> tuple[Form, ...]:
    if living[0].kind in UNDISPUTED:
        return (Form(tuple(living), records[living[0].id]),)
    return _grouped((head, records[head.id]) for head in living)


def _grouped(found: Iterable[tuple[Revision, Record]]) -> tuple[Form, ...]:
    """Heads that come to the same are one form."""
    groups: list[tuple[Record, list[Revision]]] = []
    for head, record in found:
        same = next((heads for other, heads in groups if other == record), None)
        if same is None:
            groups.append((record, [head]))
        else:
            same.append(head)
    return tuple(Form(tuple(heads), record) for record, heads in groups)


def _merged(
    living: Sequence[Revision], records: Mapping[str, Record], ancestry: "_Ancestry"
) -> tuple[Form, ...]:
    kind = living[0].kind
    has = {head.id: _values(kind, records[head.id]) for head in living}
    shown: dict[_Unit, Any] = {}
    disputed: dict[_Unit, list[str]] = {}
    for unit in _units(kind):
        said = {head.id: has[head.id][unit] for head in living}
        shown[unit], claims = _settled(kind, unit, said, ancestry)
        if claims:
            disputed[unit] = claims
    lead = records[living[0].id]
    return _grouped(
        (
            head,
            _with(
                lead,
                shown | {u: has[head.id][u] for u, claims in disputed.items() if head.id in claims},
            ),
        )
        for head in living
    )


def _settled(
    kind: Kind, unit: _Unit, said: Mapping[str, Any], ancestry: "_Ancestry"
) -> tuple[Any, list[str]]:
    """What a field shows, of what the heads say by their ids, the first first; and the heads that
    claim something for it, where they claim different things.
    """
    first = next(iter(said.values()))
    if all(value == first for value in said.values()):
        return first, []
    if unit[0] in STRICTER.get(kind, ()):
        return (False,), []
    if unit[0] in UNITED and _is_known(said, unit, ancestry):
        return (_united(said, unit, ancestry),), []
    left = _claims(said, unit, ancestry) or list(said)
    top = said[left[0]]
    if unit[0] in QUIET or all(said[id] == top for id in left):
        return top, []
    return top, left


def _claims(said: Mapping[str, Any], unit: _Unit, ancestry: "_Ancestry") -> list[str]:
    """The heads that have a field as nobody changed it who had seen it so."""
    left = dict.fromkeys(said)
    for one, other in _differing(said):
        was = ancestry.value(one, other, unit)
        if was in (said[one], said[other]):
            left.pop(one if was == said[one] else other, None)
    return list(left)


def _is_known(said: Mapping[str, Any], unit: _Unit, ancestry: "_Ancestry") -> bool:
    pairs = _differing(said)
    return all(ancestry.value(one, other, unit) is not _UNKNOWN for one, other in pairs)


def _united(said: Mapping[str, Any], unit: _Unit, ancestry: "_Ancestry") -> tuple[Any, ...]:
    """A set of all that is in, in the order of the heads."""
    members = dict.fromkeys(member for (value,) in said.values() for member in value)
    return tuple(each for each in members if _is_in(each, said, unit, ancestry))


def _is_in(member: Any, said: Mapping[str, Any], unit: _Unit, ancestry: "_Ancestry") -> bool:
    has = {id: member in value for id, (value,) in said.items()}
    left = dict.fromkeys(has)
    for one, other in _differing(has):
        (was,) = ancestry.value(one, other, unit)
        left.pop(one if (member in was) == has[one] else other, None)
    return any(has[id] for id in left or has)


def _differing(said: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Each two heads that say different things, the one that goes before first."""
    pairs = combinations(said, 2)
    return ((one, other) for one, other in pairs if said[one] != said[other])


class _Ancestry:
    """What each two revisions of a record both stand on."""

    def __init__(self, known: Collection[Revision], read: Read, depth: int) -> None:
        self._by_id = {revision.id: revision for revision in known}
        self._read = read
        self._depth = depth
        self._above: dict[str, frozenset[str]] = {}
        self._bases: dict[tuple[str, str], _Values | None] = {}

    def value(self, one: str, other: str, unit: _Unit) -> Any:
        """What a field was in what two heads both stand on."""
        if (one, other) not in self._bases:
            self._bases[one, other] = self._base(one, other)
        base = self._bases[one, other]
        return _UNKNOWN if base is None else base.get(unit, _UNKNOWN)

    def _base(self, one: str, other: str) -> _Values | None:
        common = self._ancestors(one) & self._ancestors(other)
        nearest = common - {up for id in common for up in self._ancestors(id)}
        bases = [self._by_id.get(id) for id in nearest]
        if not bases or None in bases or not self._is_all_known((one, other), nearest):
            return None
        return self._come_to([base for base in bases if base is not None])

    def _come_to(self, bases: list[Revision]) -> _Values | None:
        """What the nearest ancestors come to: those who wrote upon several saw them merged."""
        if self._depth == _DEEPEST:
            return None
        shown = shown_of(bases, self._by_id.values(), self._read, self._depth + 1)
        if shown.record is None:
            return None
        living = [form.record for form in shown.forms if form.record is not None]
        first, *others = [_values(bases[0].kind, record) for record in living]
        return {u: v for u, v in first.items() if all(other[u] == v for other in others)}

    def _ancestors(self, id: str) -> frozenset[str]:
        if id not in self._above:
            self._above[id] = frozenset(ids_upwards([id], self._by_id.values())) - {id}
        return self._above[id]

    def _is_all_known(self, heads: Collection[str], nearest: Collection[str]) -> bool:
        between = ids_upwards(heads, self._by_id.values(), nearest)
        return all(id in self._by_id for id in between)


@cache
def _units(kind: Kind) -> tuple[_Unit, ...]:
    together = _TOGETHER.get(kind, ())
    names = [field.name for field in fields(RECORD_TYPES[kind])]
    alone = tuple((name,) for name in names if name not in together)
    return (*alone, together) if together else alone


def _values(kind: Kind, record: Record) -> _Values:
    return {unit: tuple(getattr(record, name) for name in unit) for unit in _units(kind)}


def _with(record: Record, values: _Values) -> Record:
    said: dict[str, Any] = {
        name: value for unit, held in values.items() for name, value in zip(unit, held, strict=True)
    }
    return replace(record, **said)
