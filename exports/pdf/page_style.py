"""How every printed page looks: the paper, the type, the colours and the five sizes.

Handouts and reports share this, so that all that leaves the seminar comes from one hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from io import BytesIO

from reportlab.lib import pagesizes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exports.pdf.scripts import setting
from facilitator.domain.report.legibility import Legibility
from resources import font_path

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""


class Face(StrEnum):
    """The faces of the one typeface; the value names its file and, once registered, the font.

    There is no italic among them: it lacks Greek and Cyrillic, which people's names need.
    """

    REGULAR = "Regular"
    SEMIBOLD = "Semibold"


def colour(hexadecimal: str) -> Colour:
    """The colour written "#rrggbb"."""
    red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (red, green, blue)


INK = colour("#1f1b17")
QUIET = colour("#5c544a")
HAIRLINE = colour("#c9c0b3")
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
    """A way of setting text: face, size and leading in points, colour; `spaced` has its letters and
    words stand further apart.
    """

    face: Face
    size: float
    leading: float
    colour: Colour = INK
    spaced: bool = False

    @property
    def base(self) -> float:
        """How far below the top of its line the base line is, in points."""
        return (self.leading - self.size) / 2 + 0.78 * self.size

    def width(self, words: str) -> float:
        """How wide printable words are on one line, in points."""
        return self.measure(self.face, words) * self.size

    @property
    def measure(self) -> Callable[[Face, str], float]:
        """What says how wide words are at a size of one point."""
        return spaced_width_of if self.spaced else width_of


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is set on: width and height in points, and the size of its running text.

    Large print has a body of 18 points; nothing in it is smaller than 16. On `spaced` paper
    letters, words, lines and paragraphs stand further apart.
    """

    width: float
    height: float
    body: float = 10.0
    spaced: bool = False


A4 = Paper(*pagesizes.A4)
A5 = Paper(*pagesizes.A5)
A3_ACROSS = Paper(*pagesizes.landscape(pagesizes.A3), body=20.0)
LARGE_PRINT = Paper(*pagesizes.A4, body=18.0)

LETTERS_APART, WORDS_APART, LINES_APART, BLOCKS_APART = 0.12, 0.16, 1.5, 2.0
"""What stands between letters and between words beside what always does, in sizes of type; how deep
a line is; and how many times what stands between paragraphs grows (WCAG 2.2, 1.4.12).
"""

_LARGE = 16.0
"""From this size of body on, small print is as large as the body."""


def paper_for(legibility: Legibility, paper: Paper = A4) -> Paper:
    """The paper as it is set for these readers."""
    body = max(paper.body, LARGE_PRINT.body) if legibility.large_print else paper.body
    return replace(paper, body=body, spaced=legibility.wide_spacing)


_EMS_BESIDE = 30.0
"""Where running text would be narrower than this many sizes of type, labels stand over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The styles of type on one paper, and where on it things stand, in points.

    Running text begins at `main`; the margin to its left carries labels and record ids. Paper too
    narrow for that is `stacked`: labels stand over what they label. `scale` is how much larger type
    is than on plain paper: distances that belong to the type grow with it.
    """

    paper: Paper
    left: float
    right: float
    main: float
    top: float
    bottom: float
    head: float
    foot: float
    stacked: bool
    scale: float
    title: Style
    heading: Style
    subheading: Style
    body: Style
    strong: Style
    quiet: Style
    lead: Style
    small: Style
    small_ink: Style
    small_strong: Style
    small_accent: Style
    small_white: Style

    @property
    def distance(self) -> float:
        """How many times what stands between blocks on plain paper stands between them here."""
        apart = BLOCKS_APART if self.paper.spaced else 1.0
        return apart * self.paper.body / A4.body

    @property
    def full_width(self) -> float:
        """The width of a page between its margins."""
        return self.right - self.left

    @property
    def main_width(self) -> float:
        """The width of running text."""
        return self.right - self.main

    @property
    def aside_width(self) -> float:
        """The width of a label."""
        return self.full_width if self.stacked else self.main - self.left - 16

    @property
    def page(self) -> float:
        """The height of a page between its margins."""
        return self.top - self.bottom


@cache
def look_of(paper: Paper) -> Look:
    """How documents look on this paper. Headings grow by as many points as the body does."""
    across, down = paper.width / A4.width, paper.height / A4.height
    more = paper.body - A4.body
    left, right = 60.0 * across, paper.width - 60.0 * across
    stacked = right - left - 104 < _EMS_BESIDE * paper.body
    least = paper.body if paper.body >= _LARGE else 8.5 + more

    def style(face: Face, size: float, leading: float, ink: Colour = INK) -> Style:
        grown = max(size + more, least)
        deep = leading if grown == size else leading * grown / size
        if paper.spaced:
            deep = max(deep, LINES_APART * grown)
        return Style(face, grown, deep, ink, paper.spaced)

    return Look(
        paper=paper,
        left=left,
        right=right,
        main=left if stacked else left + 104,
        top=paper.height - 78.0 * down,
        bottom=62.0 * down,
        head=paper.height - 44.0 * down,
        foot=38.0 * down,
        stacked=stacked,
        scale=max(8.5 + more, least) / 8.5,
        title=style(Face.SEMIBOLD, 28, 34),
        heading=style(Face.SEMIBOLD, 18, 24, ACCENT),
        subheading=style(Face.SEMIBOLD, 12.5, 17),
        body=style(Face.REGULAR, 10, 14.5),
        strong=style(Face.SEMIBOLD, 10, 14.5),
        quiet=style(Face.REGULAR, 10, 14.5, QUIET),
        lead=style(Face.REGULAR, 12.5, 18.5),
        small=style(Face.REGULAR, 8.5, 12, QUIET),
        small_ink=style(Face.REGULAR, 8.5, 12),
        small_strong=style(Face.SEMIBOLD, 8.5, 12),
        small_accent=style(Face.SEMIBOLD, 8.5, 12, ACCENT),
        small_white=style(Face.SEMIBOLD, 8.5, 12, WHITE),
    )


class Ink(StrEnum):
    """What a document is printed with."""

    COLOUR = "colour"
    GREY = "grey"

    @classmethod
    def of_paper(cls, legibility: Legibility) -> "Ink":
        """What a paper is printed with for these readers."""
        return cls.GREY if legibility.greyscale else cls.COLOUR

    def of(self, colour: Colour) -> Colour:
        """The colour as this ink prints it: greys keep how light a colour is (ITU-R BT.601)."""
        if self is Ink.COLOUR:
            return colour
        light = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2], 4)
        return (light, light, light)

    def photograph(self, jpeg: bytes) -> bytes:
        """The photograph as this ink prints it, as a JPEG too."""
        if self is Ink.COLOUR:
            return jpeg
        from PIL import Image  # few papers have photographs, and fewer are grey

        grey = BytesIO()
        with Image.open(BytesIO(jpeg)) as found:
            found.convert("L").save(grey, "JPEG", quality=85)
        return grey.getvalue()


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
    if setting.beyond(face, words):
        return sum(run.width for run in setting.runs(face, words))
    return float(pdfmetrics.stringWidth(words, face, 1))


@lru_cache(maxsize=50_000)
def spaced_width_of(face: Face, words: str) -> float:
    """The same of words whose letters stand apart. Shaped letters do not: they may be joined."""
    set_apart = words
    if setting.beyond(face, words):
        set_apart = "".join(run.words for run in setting.runs(face, words) if run.face is None)
    blanks = set_apart.count(" ") + set_apart.count("\u00a0")
    return width_of(face, words) + LETTERS_APART * len(set_apart) + WORDS_APART * blanks
