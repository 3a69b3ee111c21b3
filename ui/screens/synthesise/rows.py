"""What the lists of Synthesise say: themes with their counts, passages with their themes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from facilitator.domain.synthesis.evidence import SIDE_NAMES, Side, side_of
from facilitator.domain.synthesis.themes import Theme, parents
from facilitator.domain.wording import Counted, Text, say
from facilitator.services.synthesis.facets import (
    Asked,
    Between,
    Facet,
    Facets,
    State,
    bits_of,
    facets_of,
    places_in,
)
from facilitator.services.synthesis.facets import coded_anew as facets_coded_anew
from facilitator.services.synthesis.memos import NONE, Memos
from facilitator.services.synthesis.passages import KINDS, Placed, Sorted, count_by_sector
from facilitator.services.synthesis.searching import PassageSearch
from ui.widgets.lists.rows import Row, RowState
from ui.words.telling import tell, told

BETWEEN: Mapping[str, Text] = {
    Between.AGREED: say("Agreed"),
    Between.OWN: say("You, not others"),
    Between.OTHERS: say("Others, not you"),
}
"""Who put a passage where it is, of what you and somebody else have read."""
KEYS = "123456789abcde"
"""What themes are tied by, the oldest first; more have no key."""
NO_KEYS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages each choice of each filter would show, as things stand, and what choices
    are called where that is not what they are; `everything` is the count without any state asked.
    """

    by_facet: Mapping[Facet, Mapping[str, int]]
    everything: int
    names: Mapping[str, str]

    def of(self, facet: Facet) -> Mapping[str, int]:
        """By value."""
        return self.by_facet[facet]

    def choices(self, facet: Facet) -> list[tuple[str, str]]:
        """The values of a facet with what they are called and their counts: themes in their own
        order, questions as they came up, others by name.
        """
        counts = self.by_facet[facet]
        if facet is Facet.THEME:
            values = [id for id in self.names if id in counts]
        elif facet is Facet.QUESTION:
            values = list(counts)
        else:
            values = sorted(counts, key=lambda value: self.names.get(value, value).casefold())
        return [(value, f"{self.names.get(value, value)} · {counts[value]}") for value in values]


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of all passages and themes, made off the window's thread, and which are `shown` of
    what was asked for; as the bits of a number, like those in no theme, and as the `rows` of them.

    `keys` are those of the themes, by id: also of those that are gone, so that no key comes to mean
    another theme while somebody works, and a theme that comes back has its own.
    """

    found: Sorted
    themes: tuple[Row, ...]
    passages: tuple[Row, ...]
    keys: Mapping[str, str]
    facets: Facets
    places: Mapping[str, int]
    asked: Asked
    shown: int
    rows: tuple[Row, ...]
    counts: Counts

    def names(self) -> dict[str, str]:
        """What themes are called where a passage is read: key and name, by their ids."""
        return _names(self.themes)

    def alike(self, placed: Placed | None) -> Sequence[Placed]:
        """What note-takers linked with a passage, as far as it is still there."""
        ids = placed.alike if placed is not None else ()
        return [self.found.passages[self.places[id]] for id in ids if id in self.places]

    @property
    def by_state(self) -> Mapping[str, int]:
        """How many passages there are of each state, whatever is looked for."""
        having = self.facets.having[Facet.STATE]
        return {state: bits.bit_count() for state, bits in having.items()}

    @property
    def all_own_read(self) -> bool:
        """Whether nothing is left to read here, where people read apart."""
        return self.found.reading.is_apart and not self.by_state.get(State.TO_READ, 0)

    @property
    def untied(self) -> int:
        """How many passages are in no theme yet."""
        return self.facets.among(Facet.STATE, State.UNTIED).bit_count()


def lists_of(
    found: Sorted,
    asked: Asked,
    search: PassageSearch,
    before: Lists | None = None,
    pressed: Mapping[str, str] = NO_KEYS,
) -> Lists:
    """Everything there is to sort, as rows; those that have not changed are the ones of `before`.
    `pressed` are the keys that were pressed in this window, by theme.

    Comparing ten thousand rows takes too long to be done on the window's thread.
    """
    names = {theme.id: theme.name for theme in found.themes}
    same = before is not None and before.found.themes == found.themes
    known = {row.key: row for row in before.passages} if before else {}

    def row(placed: Placed) -> Row:
        last = known.get(placed.passage.id)
        if last is not None and last.value is placed and same:
            return last
        return _kept_or(passage_row(placed, names), last)

    keys = keys_of(found.oldest_first, before.keys if before else NO_KEYS, pressed)
    rows = tuple(map(row, found.passages))
    facets = facets_of(found.passages)
    places = {placed.passage.id: place for place, placed in enumerate(found.passages)}
    return _asked(found, rows, keys, facets, places, asked, search)


def coded_anew(lists: Lists, found: Sorted, asked: Asked, search: PassageSearch) -> Lists:
    """The lists after codings alone have changed: only rows of passages that differ are made."""
    names = {theme.id: theme.name for theme in found.themes}
    facets = facets_coded_anew(lists.facets, lists.found.passages, found.passages)
    rows = tuple(
        row if row.value is placed else _kept_or(passage_row(placed, names), row)
        for row, placed in zip(lists.passages, found.passages, strict=True)
    )
    return _asked(found, rows, lists.keys, facets, lists.places, asked, search)


def asked_anew(lists: Lists, asked: Asked, search: PassageSearch) -> Lists:
    """The same lists, where something else is looked for."""
    return _asked(
        lists.found, lists.passages, lists.keys, lists.facets, lists.places, asked, search
    )


def _asked(
    found: Sorted,
    rows: tuple[Row, ...],
    keys: Mapping[str, str],
    facets: Facets,
    places: Mapping[str, int],
    asked: Asked,
    search: PassageSearch,
) -> Lists:
    matching = search.matching(asked.words, found.passages)
    among = (1 << facets.total) - 1
    if matching is not None:
        among = bits_of(places[id] for id in matching)
    themes = tuple(_theme_rows(found, facets, keys))
    counts = Counts(
        {facet: facets.counts(asked, among, facet) for facet in Facet},
        facets.left_by(asked, among, but=Facet.STATE).bit_count(),
        {**_names(themes), **found.groups, **_said()},
    )
    shown = facets.left_by(asked, among)
    shown_rows = tuple(rows[place] for place in places_in(shown))
    return Lists(found, themes, rows, keys, facets, places, asked, shown, shown_rows, counts)


def _said() -> dict[str, str]:
    """What a facet calls its own values, as the window says it."""
    kinds = {kind.template: told(kind) for kind in KINDS}
    return kinds | {who: told(words) for who, words in BETWEEN.items()}


@dataclass(frozen=True, slots=True)
class Showing:
    """Which passages a list shows: the `bits` of a number, by the `places` that they have, and
    those places in order. What is chosen in it is found without looking at each, however many.
    """

    places: Mapping[str, int]
    bits: int
    in_order: Sequence[int]

    def chosen(self, ranges: Iterable[range]) -> int:
        """The passages in some ranges of rows, as bits."""
        found = 0
        for each in ranges:
            first, last = self.in_order[each[0]], self.in_order[each[-1]]
            found |= self.bits & ((2 << last) - (1 << first))
        return found


NOTHING_SHOWN = Showing({}, 0, ())


def _names(themes: Iterable[Row]) -> dict[str, str]:
    return {row.key: f"{row.lead} {row.text}".strip() for row in themes}


def keys_of(
    oldest_first: Sequence[str], before: Mapping[str, str], pressed: Mapping[str, str]
) -> dict[str, str]:
    """A key for each theme, by id, while there are any.

    Two people who each make a theme in the same few seconds see their own first. Were keys given as
    themes come in, one's 6 would be the other's 7 until both begin again, and what they tell each
    other across the table would be wrong. So keys go by the themes' age, which all copies know
    alike; a theme that comes in late may so move the keys of younger ones. What is not moved is a
    key that was pressed in this window: the hand knows it by now, and a passage in the wrong theme
    costs more than a key that another window has otherwise until it begins again. Nor does a key
    of a theme that is gone come to mean another one.
    """
    there = set(oldest_first)
    gone = {id: key for id, key in before.items() if id not in there}
    kept = {**gone, **pressed}
    free = [key for key in KEYS if key not in kept.values()]
    waiting = [id for id in oldest_first if id not in kept]
    return {**kept, **dict(zip(waiting, free, strict=False))}


def passage_row(placed: Placed, names: dict[str, str]) -> Row:
    """A passage: its words, and under them where it comes from and which themes it is in."""
    passage = placed.passage
    themes = [names[theme_id] for theme_id in placed.theme_ids if theme_id in names]
    tied = f"→ {', '.join(themes)}" if themes else ""
    parts = (told(placed.origin), passage.sector, tied)
    return Row(
        key=passage.id,
        text=passage.words,
        detail=" · ".join(part for part in parts if part),
        icons=("star",) if passage.starred else (),
        value=placed,
    )


@dataclass(frozen=True, slots=True)
class Members:
    """What is in a theme, made off the window's thread: all passages may be; whose they are, and
    the memos on it. What is `against` it stands apart from the other `rows`.
    """

    theme: Theme | None
    rows: Sequence[Row] = ()
    against: Sequence[Row] = ()
    by_sector: tuple[tuple[Text, int], ...] = ()
    memos: Memos = NONE


def members_of(lists: Lists, theme: Theme | None) -> Members:
    """What is in a theme as the lists have it; nothing where there is no theme."""
    if theme is None:
        return Members(None)
    places = places_in(lists.facets.among(Facet.THEME, theme.id))
    members = [lists.found.passages[place] for place in places]
    counts = count_by_sector(members, lists.found.sectors)
    memos = lists.found.memos.get(theme.id, NONE)
    parts = {side: _member_rows(members, theme.id, side) for side in Side}
    against = parts.pop(Side.AGAINST)
    return Members(theme, list(chain(*parts.values())), against, counts, memos)


def _member_rows(found: Sequence[Placed], theme_id: str, side: Side) -> list[Row]:
    """One of the three parts of a theme's passages, named though it be empty; starred ones first.

    Their sector stands under them.
    """
    here = [placed for placed in found if side_of(placed.passage) is side]
    here.sort(key=lambda placed: not placed.passage.starred)
    title, count = told(SIDE_NAMES[side]), str(len(here))
    heading = Row(key=side.value, text=title, figure=count, state=RowState.HEADING)
    return [heading, *(_member_row(placed, theme_id) for placed in here)]


def _member_row(placed: Placed, theme_id: str) -> Row:
    """The passage as it stands in the theme: of one that is there in part, that part."""
    parts = [part for part in placed.parts if part.theme_id == theme_id]
    quoted = " […] ".join(
        part.span.of(placed.passage.words)
        if part.span
        else tell("{words} (words since corrected)", words=part.words)
        for part in parts
    )
    return Row(
        key=placed.passage.id,
        text=quoted if theme_id in placed.in_part else placed.passage.words,
        detail=" · ".join(p for p in (told(placed.origin), placed.passage.sector) if p),
        icons=("star",) if placed.passage.starred else (),
        value=placed,
    )


def _kept_or(row: Row, before: Row | None) -> Row:
    same = before is not None and row == before and row.value == before.value
    return before if same and before is not None else row


def _theme_rows(found: Sorted, facets: Facets, keys: Mapping[str, str]) -> Iterator[Row]:
    """Themes with what they stand on."""
    under = parents(found.themes)
    groups = facets.having[Facet.GROUP].values()
    against = facets.among(Facet.STATE, State.AGAINST)
    for theme in found.themes:
        inside = facets.among(Facet.THEME, theme.id)
        here = (sum(bool(group & inside) for group in groups), len(groups))
        counts = inside.bit_count(), here, (inside & against).bit_count()
        level = int(theme.id in under)
        yield _theme_row(theme, keys.get(theme.id, ""), counts, level)


def _standing(passages: int, groups: tuple[int, int], against: int) -> str:
    """How many passages, from how many of the groups that have notes, and how many are against."""
    said = [told(Counted(passages, "{n} passage", "{n} passages"))]
    if passages and groups[1]:
        said.append(
            tell(
                "{groups} of {n}",
                groups=groups[0],
                n=told(Counted(groups[1], "{n} group", "{n} groups")),
            )
        )
    if against:
        said.append(tell("{against} against", against=against))
    return " · ".join(said)


def _in_short(passages: int, groups: tuple[int, int]) -> str:
    """The same in figures, where rows have one line: what is against stands beside the chosen."""
    return f"{passages} · {groups[0]}/{groups[1]}" if passages and groups[1] else str(passages)


def _theme_row(theme: Theme, key: str, counts: tuple[int, tuple[int, int], int], level: int) -> Row:
    about = _standing(*counts)
    return Row(
        key=theme.id,
        text=theme.name,
        lead=key,
        detail=about,
        figure=_in_short(*counts[:2]),
        spoken=", ".join((theme.name, about, *((tell("key {key}", key=key),) if key else ()))),
        level=level,
        edit_text=theme.name,
        value=theme,
    )


def counted(count: int, what: Sequence[str]) -> str:
    """A number with its noun in the right form: ("passage", "passages")."""
    return f"{count} {what[0] if count == 1 else what[1]}"
