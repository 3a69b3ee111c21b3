"""How every printed page looks: the paper, the type, the colours and the five sizes.

Handouts and reports share this, so that all that leaves the seminar comes from one hand.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import font_path

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""


class Face(StrEnum):
    """The faces of the one typeface; the value names its file and, once registered, the font.

    There is no italic among them: it lacks Greek and Cyrillic, which people's names need.
    """

    REGULAR = "Regular"
    SEMIBOLD = "Semibold"
    BOLD = "Bold"


def colour(hexadecimal: str) -> Colour:
    """The colour written "#rrggbb"."""
    red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (red, green, blue)


INK = colour("#1f1b17")
QUIET = colour("#5c544a")
HAIRLINE = colour("#c9c0b3")
TINT = colour("#f5f1ea")
WHITE = (1.0, 1.0, 1.0)
ACCENT = colour("#0f4d4f")
EARLIER = colour("#8fbfba")
LEVELS = {
    -2: colour("#7a2e12"),
    -1: colour("#f0c9ae"),
    0: colour("#e9e3d9"),
    1: colour("#8fbfba"),
    2: ACCENT,
}
HATCH = {-1: colour("#a4562f")}


@dataclass(frozen=True, slots=True)
class Style:
    """A way of setting text: face, size and leading in points, colour."""

    face: Face
    size: float
    leading: float
    colour: Colour = INK

    @property
    def base(self) -> float:
        """How far below the top of its line the base line is, in points."""
        return (self.leading - self.size) / 2 + 0.78 * self.size

    def width(self, words: str) -> float:
        """How wide printable words are on one line, in points."""
        return width_of(self.face, words) * self.size


TITLE = Style(Face.SEMIBOLD, 28, 34)
HEADING = Style(Face.SEMIBOLD, 18, 24, ACCENT)
SUBHEADING = Style(Face.SEMIBOLD, 12.5, 17)
BODY = Style(Face.REGULAR, 10, 14.5)
BODY_STRONG = Style(Face.SEMIBOLD, 10, 14.5)
BODY_ASIDE = Style(Face.REGULAR, 10, 14.5, QUIET)
LEAD = Style(Face.REGULAR, 12.5, 18.5)
SMALL = Style(Face.REGULAR, 8.5, 12, QUIET)
SMALL_INK = Style(Face.REGULAR, 8.5, 12)
SMALL_STRONG = Style(Face.SEMIBOLD, 8.5, 12)
SMALL_ACCENT = Style(Face.SEMIBOLD, 8.5, 12, ACCENT)
SMALL_WHITE = Style(Face.SEMIBOLD, 8.5, 12, WHITE)

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 60.0
RIGHT = PAGE_WIDTH - 60.0
MAIN = 164.0
"""Where running text begins; the margin to its left carries labels and record ids."""

FULL_WIDTH = RIGHT - LEFT
MAIN_WIDTH = RIGHT - MAIN
ASIDE_WIDTH = MAIN - LEFT - 16
TOP = PAGE_HEIGHT - 78.0
BOTTOM = 62.0
HEAD_BASELINE = PAGE_HEIGHT - 44.0
FOOT_BASELINE = 38.0


@cache
def register_fonts() -> frozenset[int]:
    """Make the typeface known to ReportLab, once; returns the characters all its faces have."""
    have: set[int] | None = None
    for face in Face:
        font = TTFont(face, str(font_path(face)))
        pdfmetrics.registerFont(font)
        glyphs = set(font.face.charToGlyph)
        have = glyphs if have is None else have & glyphs
    return frozenset(have or ())


@lru_cache(maxsize=50_000)
def width_of(face: Face, words: str) -> float:
    """How wide printable words are at a size of one point."""
    register_fonts()
    return float(pdfmetrics.stringWidth(words, face, 1))
