"""Themes: what people said, grouped."""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.revisions import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the project, or one the theme team makes from responses and notes."""

    KIND: ClassVar[Kind] = Kind.THEME
    id: str
    position: float
    name: str
    description: str = ""
    from_template: bool = False
