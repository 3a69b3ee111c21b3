"""Themes that may be one: proposed by their names, never merged by this.

Two names are alike where they have the same words in any order, or differ by a letter or two
(`token_sort_ratio` of rapidfuzz, 0 to 100). Figures tell themes apart: “Group 1” is not “Group 2”.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from facilitator.domain.synthesis.search_words import folded
from facilitator.domain.synthesis.themes import Theme

Pair = tuple[Theme, Theme]

LEAST_ALIKE = 86
"""What is less alike than this is not proposed: one letter of seven may differ."""
_FIGURES = re.compile(r"\d+")
_NO_WORD = re.compile(r"[\W_]+")


def same_names(themes: Sequence[Theme]) -> tuple[Pair, ...]:
    """Pairs of themes whose names are alike, the most alike first."""
    from rapidfuzz import fuzz  # nothing needs it before there are themes

    names = {each.id: _NO_WORD.sub(" ", folded(each.name)).strip() for each in themes}
    found: list[tuple[float, Pair]] = []
    for one, other in combinations(themes, 2):
        here, there = names[one.id], names[other.id]
        if here and _FIGURES.findall(here) == _FIGURES.findall(there):
            alike = fuzz.token_sort_ratio(here, there)
            if alike >= LEAST_ALIKE:
                found.append((alike, (one, other)))
    found.sort(key=lambda each: -each[0])
    return tuple(pair for _, pair in found)
