"""Photographs of flip charts: each belongs to a note, whose words say what is on it.

A note's photograph has an id made of the note's, so it is erased with the note wherever it has gone
and is shown with it or not at all. It holds the picture alone: who took it, where and with what is
taken out before it is kept.
"""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.bounds import Whole
from facilitator.domain.revisions import Kind

MOST_OF_GROUP = 24
"""How many photographs a group's notes may have: each is sent, backed up and copied with them."""
MOST_BYTES = 240_000
"""How large a picture is that is kept: larger ones are made smaller until they fit."""
LONGEST_SIDE = 1600
"""Pixels: handwriting on a flip chart can be read, faces at the edge of it hardly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """The picture of a note: a JPEG as base64 text, so wide and high in pixels."""

    KIND: ClassVar[Kind] = Kind.PHOTOGRAPH
    id: str
    jpeg: str
    width: Whole
    height: Whole


def photograph_id(note_id: str) -> str:
    """The id of a note's photograph."""
    return f"photograph:{note_id}"


def note_of(photograph: str) -> str:
    """The id of the note that a photograph of this id belongs to."""
    return photograph.removeprefix(photograph_id(""))
