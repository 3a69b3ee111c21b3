"""What the lists of Synthesise say: themes with their counts, passages with their themes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.synthesis.themes import Placed, Sorted
from ui.widgets.lists.rows import Row

KEYED = 9
"""The first so many themes can be chosen with a digit."""


class Which(StrEnum):
    """Which passages are shown, in the words of the choice."""

    UNTIED = "In no theme yet"
    ALL = "Everything"
    STARRED = "Starred"
    RESPONSES = "Responses from plenary"
    NOTES = "Notes from groups"


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of all passages and themes, made off the window's thread."""

    found: Sorted
    themes: tuple[Row, ...]
    passages: tuple[Row, ...]


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

    return Lists(found, tuple(_theme_rows(found)), tuple(map(row, found.passages)))


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
    """The passages of one theme, their sector under them."""
    return [
        Row(
            key=placed.passage.id,
            text=placed.passage.words,
            detail=" · ".join(p for p in (placed.origin, placed.passage.sector) if p),
            icons=("star",) if placed.passage.starred else (),
            value=placed,
        )
        for placed in found.members(theme_id)
    ]


def _kept_or(row: Row, before: Row | None) -> Row:
    same = before is not None and row == before and row.value == before.value
    return before if same and before is not None else row


def _theme_rows(found: Sorted) -> Iterator[Row]:
    counts = Counter(theme for placed in found.passages for theme in placed.theme_ids)
    for number, theme in enumerate(found.themes, 1):
        yield _theme_row(theme, number, counts[theme.id])


def _theme_row(theme: Theme, number: int, count: int) -> Row:
    digit = str(number) if number <= KEYED else ""
    passages = "1 passage" if count == 1 else f"{count} passages"
    return Row(
        key=theme.id,
        text=theme.name,
        lead=digit,
        detail=passages,
        spoken=f"{theme.name}, {passages}{f', key {digit}' if digit else ''}",
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
