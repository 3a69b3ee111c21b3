"""What a room's own copy keeps beside its records, and what of that the database is told when the
room comes back: records merge by themselves, facts do not.

A copy remembers marks of what it kept when it was made. So it is known afterwards what became of it
there; that alone is told the database, where others go on meanwhile. Told again, it is no second
change.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, TypeVar

from facilitator.domain.facts import OwnCopy, Printed
from facilitator.domain.polls.paper.codes import PaperCodes
from facilitator.domain.polls.paper.piles import PaperCount
from facilitator.domain.privacy.small_groups import Told
from facilitator.store.merging import kept_facts
from facilitator.store.records import facts
from facilitator.store.records.facts import Fact, fact_called
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

T = TypeVar("T")
Join = Callable[[Any, Any], Any]
"""What the database keeps from now on, of what it keeps and of what the copy kept last."""


def _the_rooms_own(_here: T, there: T) -> T:
    return there


def _where_none_is(here: str | None, there: str | None) -> str | None:
    """Ballots that stand in the database are under the keys that its own secret makes."""
    return there if here is None else here


def _either(here: bool, there: bool) -> bool:
    return here or there


def _both(here: tuple[T, ...], there: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*here, *there)))


def _told(here: Told, there: Told) -> Told:
    """Whoever lays a later paper beside one that left the room subtracts one from the other."""
    return here.and_then(there)


def _counts(here: tuple[PaperCount, ...], there: tuple[PaperCount, ...]) -> tuple[PaperCount, ...]:
    known = {each.round_id for each in here}
    return (*here, *(each for each in there if each.round_id not in known))


def _codes(here: PaperCodes, there: PaperCodes) -> PaperCodes:
    """Codes follow from the printings in their order: where both have printed, those of the
    database stay, and the room's sheets are entered as sheets without a code.
    """
    goes_on = there.printings[: len(here.printings)] == here.printings
    return there if not here.secret or (here.secret == there.secret and goes_on) else here


def _people(
    here: tuple[tuple[str, ...], ...], there: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((Counter(here) | Counter(there)).elements()))


def _called(here: Mapping[str, str], there: Mapping[str, str]) -> dict[str, str]:
    return {**there, **here}


COMES_BACK: Mapping[str, Join] = {
    facts.PSEUDONYM_SECRET.name: _where_none_is,
    facts.PAPER_CODES.name: _codes,
    facts.PAPER_COUNTS.name: _counts,
    facts.LEFT_WORDS.name: _both,
    facts.TICKED_PROMPTS.name: _the_rooms_own,
    facts.SPEAKERS.name: _the_rooms_own,
    facts.TOLD.name: _told,
    facts.WAVED_ON.name: _both,
    facts.LOOKED_AT.name: _both,
    facts.NAMELESS.name: _people,
    facts.PAIRED_AS.name: _called,
    facts.ARCHIVE_AGREED.name: _either,
}
"""How what a room kept goes together with what the database keeps."""

HALF_TYPED = frozenset(
    fact.name
    for fact in (facts.NOTE_DRAFT, facts.NOTE_LINES, facts.CAPTURE_DRAFT, facts.CAPTURE_LINES)
)
"""What sessions typed: it comes back as what each left behind, beside what is typed there."""

PRINTED = facts.SUMMARY_PRINTED.name
"""It comes back by how much of the database's news was in it: positions are a journal's own."""

STAYS = frozenset(
    fact.name
    for fact in (
        *facts.OF_ONE_PLACE,
        *(facts.STANDBY_CODE, facts.STANDBY_PLACE, facts.HANDOVER),  # of one host
        *(facts.FILE_ID, facts.CLOCK),  # the same in both; a merge moves the database's own on
        # All rooms' doors are the database's:
        *(facts.JOIN_CODE, facts.NOTE_CODE, facts.THEME_CODE, facts.REMOTE_CODE),
        # Gone when the count is declared, and before that no room comes back:
        facts.PAPER_PILES,
        # Note-takers' copies alone have these:
        *(facts.PEOPLE, facts.CURSOR, facts.IS_TEAMS, facts.BEHIND_HOST, facts.CALLED),
        # Who is at the door now, and what a computer's clock says, is seen anew by whoever serves:
        *(facts.ARRIVALS, facts.COUNTING),
    )
)
"""What the database is not told."""


def marks(reader: Reader) -> dict[str, str]:
    """A mark of each thing that is kept and may come back, by its name in the file."""
    return {name: _mark(value) for name, value in _kept(reader).items()}


def is_as_it_was(reader: Reader, copy: OwnCopy) -> bool:
    """Whether nothing was kept in a copy since it was made; so it is of one that does not know."""
    return copy.kept is None or copy.kept == marks(reader)


def kept_since(reader: Reader, copy: OwnCopy) -> dict[str, str | None]:
    """What became of it in a copy since it was made, as the file keeps it; None where it went."""
    known, now = copy.kept or {}, _kept(reader)
    changed: dict[str, str | None] = {
        name: value for name, value in now.items() if known.get(name) != _mark(value)
    }
    return changed | dict.fromkeys(known.keys() - now.keys())


def come_back(writer: Writer, since: Mapping[str, str | None], copy: OwnCopy) -> None:
    """In the database: have that go together with what is kept there."""
    here = _kept(writer)
    for name, value in since.items():
        fact = fact_called(name)
        if fact is None:
            continue
        if fact.name in HALF_TYPED:
            _bring_half_typed(writer, fact, name, value, copy)
            continue
        now, there = fact.read(here.get(name)), fact.read(value)
        joined = (
            _printed(now, there, copy) if name == PRINTED else COMES_BACK[fact.name](now, there)
        )
        if joined != now:
            kept = None if joined == fact.default else fact.written(joined)
            kept_facts.note_as_kept(writer, name, kept)


def _bring_half_typed(
    writer: Writer, fact: Fact[Any], name: str, value: str | None, copy: OwnCopy
) -> None:
    """What a session typed; where the same went on in the database, beside that."""
    here = _kept(writer).get(name)
    is_as_it_was = here is None or (copy.kept or {}).get(name) == _mark(here)
    if is_as_it_was:
        kept_facts.note_as_kept(writer, name, value)
    elif value is not None and value != here:
        room, _, session = name.removeprefix(fact.name).removeprefix(":").partition(":")
        beside = f"{session[:40]}-{_mark(value)}"
        kept_facts.note_as_kept(writer, fact.called(room or "main", beside), value)


def _printed(here: Printed | None, there: Printed | None, copy: OwnCopy) -> Printed | None:
    """A summary that left the room was made from the news that the copy had of the database; what
    the room itself noted comes after it, as what is late.
    """
    if there is None or copy.held_to < 0 or (here is not None and here.position >= copy.held_to):
        return here
    before = Printed(there.at, copy.held_to)
    return (
        before
        if here is None
        else replace(before, earlier_at=here.at, earlier_position=here.position)
    )


def _kept(reader: Reader) -> dict[str, str]:
    found = {}
    for name, value in kept_facts.every_kept(reader).items():
        fact = fact_called(name)
        if fact is not None and fact.name in {*COMES_BACK, *HALF_TYPED, PRINTED}:
            found[name] = value
    return found


def _mark(value: str) -> str:
    return blake2b(value.encode(), digest_size=8).hexdigest()
