"""Slides: a PDF as the room is shown it, page by page, each a picture and the words on it.

The file that was given is not kept: whatever else stood in it stays outside. A page's picture is a
record of its own, so that a page is read when it is shown and the list of them costs nothing.
"""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.bounds import Real, Whole
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say

MOST_PAGES = 120
MOST_BYTES = 50_000_000
"""Of the PDF that is read."""
MOST_PICTURE_BYTES = 20_000_000
"""Of all its pages together, as they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slides:
    """A set of slides; `pages` are the words on each. `segment_id` is the segment that begins with
    them, "" for none.
    """

    KIND: ClassVar[Kind] = Kind.SLIDES
    id: str
    position: Real
    title: str
    pages: tuple[str, ...]
    segment_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidePicture:
    """A page as it looks: PNG or JPEG in base64. `number` counts from 0."""

    KIND: ClassVar[Kind] = Kind.SLIDE_PICTURE
    id: str
    slides_id: str
    number: Whole
    picture: str


def picture_id(slides_id: str, number: int) -> str:
    """The id of a page's picture."""
    return f"{slides_id}:{number}"


def place(page: int, pages: int) -> Message:
    """Which page this is (from 1); the first and the last say so."""
    if pages == 1:
        return say("The only slide")
    if page == 1:
        return say("Slide 1 of {pages}, the first", pages=pages)
    if page == pages:
        return say("Slide {n} of {pages}, the last", n=page, pages=pages)
    return say("Slide {n} of {pages}", n=page, pages=pages)
