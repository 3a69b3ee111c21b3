"""Facets: by what else passages are looked for, and how many there are of each.

Which passages have a value is a number whose bits are passages, in the order in which they were
said: what several filters leave over, and the count beside every choice, is then one step of the
processor for sixty-four passages, and twenty thousand take no time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.synthesis.codings import Mark
from facilitator.domain.synthesis.evidence import Side, side_of
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.passages import Placed


class Facet(StrEnum):
    """What passages are told apart by."""

    STATE = "state"
    QUESTION = "question"
    GROUP = "group"
    KIND = "kind"
    SECTOR = "sector"
    THEME = "theme"
    TAG = "tag"
    BETWEEN = "between"
    """Who put it there, of what several people have read."""


class Between(StrEnum):
    """How two who have read a passage stand to each other; with a theme asked for, on that."""

    AGREED = "agreed"
    OWN = "only own"
    OTHERS = "only others"


class State(StrEnum):
    """What became of a passage so far, or what it is; the values of the first facet."""

    UNTIED = "untied"
    """In no theme, and nobody has said that it belongs in none, or that they are unsure."""
    UNSURE = "unsure"
    NOTHING = "nothing here"
    ONE_CODER = "one coder"
    STARRED = "starred"
    AGAINST = "against"
    MEMO = "memo"
    RESPONSE = "response"
    NOTE = "note"
    TO_READ = "to read"
    """It is one's own to read, and has not been read yet."""


READ = frozenset({Mark.UNSURE, Mark.NOTHING})
"""Marks of a passage that somebody has read, though it be in no theme."""
CODED = frozenset({Facet.STATE, Facet.THEME, Facet.BETWEEN})
"""What changes when somebody ties a passage."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words, and at most one value of each facet."""

    words: str = ""
    values: tuple[tuple[Facet, str], ...] = ()

    def value(self, facet: Facet) -> str:
        """What is asked of a facet; "" where it makes no difference."""
        return dict(self.values).get(facet, "")


@dataclass(frozen=True, slots=True)
class Facets:
    """Of `total` passages, by facet and value, those that have it, as the bits of a number."""

    total: int
    having: Mapping[Facet, Mapping[str, int]]

    def left_by(self, asked: Asked, among: int, but: Facet | None = None) -> int:
        """Those of some passages that every filter lets pass, one facet's aside."""
        for facet, value in asked.values:
            if facet is not but:
                among &= self.having[facet].get(_meant(asked, facet, value), 0)
        return among

    def counts(self, asked: Asked, among: int, facet: Facet) -> dict[str, int]:
        """How many passages each choice of a facet would show, the other filters being as they
        are; in the order in which the choices came up.
        """
        left = self.left_by(asked, among, but=facet)
        having = self.having[facet]
        if facet is Facet.BETWEEN:
            having = {value: having.get(_meant(asked, facet, value), 0) for value in Between}
        counted = {value: (bits & left).bit_count() for value, bits in having.items()}
        chosen = asked.value(facet)
        return {value: count for value, count in counted.items() if count or value == chosen}

    def among(self, facet: Facet, value: str) -> int:
        """The passages that have a value."""
        return self.having[facet].get(value, 0)


def _meant(asked: Asked, facet: Facet, value: str) -> str:
    """What a value means beside the others: who agrees, with a theme asked for, on that theme."""
    theme = asked.value(Facet.THEME) if facet is Facet.BETWEEN else ""
    return f"{value} {theme}" if theme else value


def facets_of(passages: Sequence[Placed]) -> Facets:
    """The facets of all passages there are."""
    return Facets(len(passages), _by_value(enumerate(passages), tuple(Facet)))


def coded_anew(before: Facets, then: Sequence[Placed], now: Sequence[Placed]) -> Facets:
    """The facets after codings alone have changed: only the passages that differ are looked at."""
    pairs = enumerate(zip(then, now, strict=True))
    changed = [(n, placed) for n, (old, placed) in pairs if old is not placed]
    stays = ~bits_of(n for n, _ in changed)
    fresh = _by_value(changed, tuple(CODED))
    having = dict(before.having)
    for facet in CODED:
        old, new = before.having[facet], fresh[facet]
        having[facet] = {
            value: (old.get(value, 0) & stays) | new.get(value, 0)
            for value in dict.fromkeys([*old, *new])
        }
    return Facets(before.total, having)


def bits_of(places: Iterable[int]) -> int:
    """The number that has these bits."""
    held = list(places)
    digits = bytearray(b"0" * (max(held, default=0) + 1))
    for place in held:
        digits[-1 - place] = ord("1")
    return int(digits, 2)


def places_in(bits: int) -> list[int]:
    """The bits that a number has."""
    return [place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def _by_value(
    numbered: Iterable[tuple[int, Placed]], facets: Sequence[Facet]
) -> dict[Facet, dict[str, int]]:
    places: dict[Facet, dict[str, list[int]]] = {facet: defaultdict(list) for facet in facets}
    for place, placed in numbered:
        for facet in facets:
            for value in _VALUES[facet](placed):
                places[facet][value].append(place)
    return {
        facet: {value: bits_of(held) for value, held in values.items()}
        for facet, values in places.items()
    }


def _states(placed: Placed) -> Iterable[str]:
    passage = placed.passage
    yield State.NOTE if isinstance(passage, Note) else State.RESPONSE
    if not placed.theme_ids and not placed.marks & READ:
        yield State.UNTIED
    if Mark.UNSURE in placed.marks:
        yield State.UNSURE
    if Mark.NOTHING in placed.marks:
        yield State.NOTHING
    if Mark.MEMO in placed.marks:
        yield State.MEMO
    if placed.is_own and not placed.is_read:
        yield State.TO_READ
    if placed.coders == 1:
        yield State.ONE_CODER
    if passage.starred:
        yield State.STARRED
    if side_of(passage) is Side.AGAINST:
        yield State.AGAINST


def _between(placed: Placed) -> Iterable[str]:
    """Of a passage that somebody else has read, too."""
    if not placed.is_read or len(placed.read_by) < 2:
        return
    own, others = placed.own, placed.others
    sides = {Between.OWN: own - others, Between.OTHERS: others - own}
    yield from (side for side, themes in sides.items() if themes)
    if own == others:
        yield Between.AGREED
    for side, themes in {**sides, Between.AGREED: own & others}.items():
        yield from (f"{side} {theme}" for theme in themes)


def _tags(placed: Placed) -> Sequence[str]:
    return placed.passage.tags if isinstance(placed.passage, Note) else ()


def _group(passage: Passage) -> Sequence[str]:
    return (passage.breakout_id,) if isinstance(passage, Note) else ()


_VALUES = {
    Facet.STATE: _states,
    Facet.QUESTION: lambda placed: (placed.question,) if placed.question else (),
    Facet.GROUP: lambda placed: _group(placed.passage),
    Facet.KIND: lambda placed: (placed.kind.template,),
    Facet.SECTOR: lambda placed: (placed.passage.sector,) if placed.passage.sector else (),
    Facet.THEME: lambda placed: placed.theme_ids,
    Facet.TAG: _tags,
    Facet.BETWEEN: _between,
}
"""What values of a facet a passage has."""
