"""What the lists of Synthesise say: themes with their counts, passages with their themes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.evidence import SIDE_NAMES, Side, side_of
from facilitator.domain.synthesis.themes import Theme, parents
from facilitator.services.synthesis.passages import Placed, Sorted
from ui.widgets.lists.rows import Row, RowState

KEYS = "123456789abcde"
"""What themes are tied by, in the order in which they come in; more have no key."""


class Which(StrEnum):
    """Which passages are shown, in the words of the choice."""

    UNTIED = "In no theme yet"
    ALL = "Everything"
    STARRED = "Starred"
    RESPONSES = "Responses from plenary"
    NOTES = "Notes from groups"


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of all passages and themes, made off the window's thread.

    `keys` are those of the themes, by id: also of those that are gone, so that no key comes to mean
    another theme while somebody works, and a theme that comes back has its own.
    """

    found: Sorted
    themes: tuple[Row, ...]
    passages: tuple[Row, ...]
    keys: Mapping[str, str]

    def names(self) -> dict[str, str]:
        """What themes are called where a passage is read: key and name, by their ids."""
        return {row.key: f"{row.lead} {row.text}".strip() for row in self.themes}


def lists_of(found: Sorted, before: Lists | None = None) -> Lists:
    """Everything there is to sort, as rows; those that have not changed are the ones of `before`.

    Comparing ten thousand rows takes too long to be done on the window's thread.
    """
    names = {theme.id: theme.name for theme in found.themes}
    known = {row.key: row for row in before.passages} if before else {}
    renamed = before is None or before.found.themes != found.themes

    def row(placed: Placed) -> Row:
        last = known.get(placed.passage.id)
        if last is not None and last.value is placed and not renamed:
            return last
        return _kept_or(passage_row(placed, names), last)

    keys = _keys(found, before.keys if before else {})
    return Lists(found, tuple(_theme_rows(found, keys)), tuple(map(row, found.passages)), keys)


def _keys(found: Sorted, before: Mapping[str, str]) -> dict[str, str]:
    """A key for each theme that has none yet, while there are any."""
    new = [theme.id for theme in found.themes if theme.id not in before]
    return {**before, **dict(zip(new, KEYS[len(before) :], strict=False))}


def passage_row(placed: Placed, names: dict[str, str]) -> Row:
    """A passage: its words, and under them where it comes from and which themes it is in."""
    passage = placed.passage
    themes = [names[theme_id] for theme_id in placed.theme_ids if theme_id in names]
    tied = f"→ {', '.join(themes)}" if themes else ""
    parts = (placed.origin, passage.sector, tied)
    return Row(
        key=passage.id,
        text=passage.words,
        detail=" · ".join(part for part in parts if part),
        icons=("star",) if passage.starred else (),
        value=placed,
    )


def chosen_rows(rows: Iterable[Row], which: Which, kept: frozenset[str] = frozenset()) -> list[Row]:
    """The rows that the choice lets be seen, and those of `kept` passages besides."""
    if which is Which.ALL:
        return list(rows)
    return [row for row in rows if row.key in kept or belongs(row.value, which)]


def member_rows(found: Sorted, theme_id: str) -> list[Row]:
    """The passages of one theme in three parts, each named though it be empty; starred ones first.

    Their sector stands under them.
    """
    members = sorted(found.members(theme_id), key=lambda placed: not placed.passage.starred)
    rows: list[Row] = []
    for side in Side:
        here = [placed for placed in members if side_of(placed.passage) is side]
        title, count = str(SIDE_NAMES[side]), str(len(here))
        heading = Row(key=side.value, text=title, figure=count, state=RowState.HEADING)
        rows += [heading, *(_member_row(placed, theme_id) for placed in here)]
    return rows


def _member_row(placed: Placed, theme_id: str) -> Row:
    """The passage as it stands in the theme: of one that is there in part, that part."""
    parts = [part for part in placed.parts if part.theme_id == theme_id]
    quoted = " […] ".join(
        part.span.of(placed.passage.words) if part.span else f"{part.words} (words since corrected)"
        for part in parts
    )
    return Row(
        key=placed.passage.id,
        text=quoted if theme_id in placed.in_part else placed.passage.words,
        detail=" · ".join(p for p in (placed.origin, placed.passage.sector) if p),
        icons=("star",) if placed.passage.starred else (),
        value=placed,
    )


def _kept_or(row: Row, before: Row | None) -> Row:
    same = before is not None and row == before and row.value == before.value
    return before if same and before is not None else row


def _theme_rows(found: Sorted, keys: Mapping[str, str]) -> Iterator[Row]:
    """Themes with what they stand on, counted once for all of them."""
    groups: dict[str, set[str]] = {theme.id: set() for theme in found.themes}
    counts, against, noted = Counter[str](), Counter[str](), set[str]()
    for placed in found.passages:
        passage = placed.passage
        group = passage.breakout_id if isinstance(passage, Note) else ""
        noted.add(group)
        opposed = side_of(passage) is Side.AGAINST
        for id in placed.theme_ids:
            groups.setdefault(id, set()).add(group)
            counts[id] += 1
            against[id] += opposed
    under = parents(found.themes)
    for theme in found.themes:
        here = (len(groups[theme.id] - {""}), len(noted - {""}))
        about = _standing(counts[theme.id], here, against[theme.id])
        yield _theme_row(theme, keys.get(theme.id, ""), about, int(theme.id in under))


def _standing(passages: int, groups: tuple[int, int], against: int) -> str:
    """How many passages, from how many of the groups that have notes, and how many are against."""
    said = [counted(passages, ("passage", "passages"))]
    if passages and groups[1]:
        said.append(f"{groups[0]} of {counted(groups[1], ('group', 'groups'))}")
    if against:
        said.append(f"{against} against")
    return " · ".join(said)


def _theme_row(theme: Theme, key: str, about: str, level: int) -> Row:
    return Row(
        key=theme.id,
        text=theme.name,
        lead=key,
        detail=about,
        spoken=f"{theme.name}, {about}{f', key {key}' if key else ''}",
        level=level,
        edit_text=theme.name,
        value=theme,
    )


def belongs(placed: Placed, which: Which) -> bool:
    """Whether a passage is one of those."""
    passage = placed.passage
    if which is Which.ALL:
        return True
    if which is Which.UNTIED:
        return not placed.theme_ids
    if which is Which.STARRED:
        return passage.starred
    if which is Which.RESPONSES:
        return isinstance(passage, Response)
    return isinstance(passage, Note)


def counted(count: int, what: Sequence[str]) -> str:
    """A number with its noun in the right form: ("passage", "passages")."""
    return f"{count} {what[0] if count == 1 else what[1]}"
