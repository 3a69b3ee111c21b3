"""Themes: what people said, grouped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.bounds import Real
from facilitator.domain.revisions import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the project, or one the theme team makes from responses and notes.

    `description` says what belongs here. A theme may stand under another, `parent_id`, which stands
    under none; among those beside it `position` orders it. `origin` is its key in the template, or
    the id of the theme of another seminar that it was taken over from; "" for one made here.
    """

    KIND: ClassVar[Kind] = Kind.THEME
    id: str
    position: Real
    name: str
    description: str = ""
    parent_id: str = ""
    origin: str = ""


def in_order(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """Themes as the team sees them: each followed by those that stand under it.

    Two people who nested themes apart may have put one under another that stands under a third;
    it counts as standing under none then, in every copy alike.
    """
    by_place = sorted(themes, key=lambda theme: (theme.position, theme.id))
    above = parents(themes)
    return tuple(
        each
        for top in by_place
        if top.id not in above
        for each in (top, *(t for t in by_place if above.get(t.id) == top.id))
    )


def parents(themes: Sequence[Theme]) -> dict[str, str]:
    """The theme that each stands under, by id; those that stand under none are left out."""
    named = {theme.id: theme.parent_id for theme in themes}
    below = {id for id, parent in named.items() if parent in named}
    return {id: named[id] for id in below if named[id] not in below}
