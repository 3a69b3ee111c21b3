"""A pen that remembers what it was told to draw, and the naughty texts people might write."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page_style import HAIRLINE, INK, Colour, Style
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import ARTIFACT
from exports.pdf.tagging.structure import Structure

NAUGHTY = (
    "Prices <b>rose</b> & fell </para>",
    "<font color=red>red</font> <br/> &amp; &lt;",
    "]]> <!-- gone? -->",
    "=1+1",
    "@SUM(A1:A9)",
    "%s {0} {braces} \\n \\(paren\\) (open",
    "W" * 400,
    "https://example.org/" + "a-very-long-path/" * 20,
    "ŵ ŷ Ŵ Ŷ Ελληνικά кириллица ½ → ✓ “quoted” – dash — em … £ €",
    "e\u0301 composed, no\u00a0break, soft\u00adhyphen, zero\u200bwidth",
    "first line\nsecond line\r\nthird line\u2028fourth line\ttabbed",
    " leading and  double  spaces ",
)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `y` is its lower edge."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text as it was placed."""

    x: float
    y: float
    words: str
    style: Style

    @property
    def end(self) -> float:
        """Where the words end."""
        return self.x + self.style.width(self.words)


class NotedPen(Pen):
    """Keeps every mark, page by page."""

    def __init__(self) -> None:
        self.structure = Structure()
        self.in_hand = ARTIFACT
        self.written: list[Written] = []
        self.boxes: list[Box] = []
        self.hatched: list[tuple[float, float, float]] = []
        self.strokes: list[tuple[float, float, float, float]] = []

    @property
    def words(self) -> list[str]:
        """All lines written."""
        return [line.words for line in self.written]

    def new_page(self) -> None:
        """Pages do not matter here."""

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> None:
        """Keep the lines."""
        for number, line in enumerate(lines):
            self.written.append(Written(x, y - number * style.leading, line, style))

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """Keep the box."""
        self.boxes.append(Box(x, y, width, height, fill))

    def outline(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """Edges leave no mark."""

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: Colour = HAIRLINE,
        thickness: float = 0.5,
    ) -> None:
        """Keep the stroke."""
        self.strokes.append((x1, y1, x2, y2))

    def dot(self, x: float, y: float, radius: float, ink: Colour = INK, full: bool = True) -> None:
        """Keep the dot as a box."""
        self.boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius, ink))

    def hatch(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """Keep where it was hatched."""
        self.hatched.append((x, y, width))

    def link(
        self, x: float, y: float, width: float, height: float, target: str, words: str
    ) -> None:
        """Links leave no mark."""

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        """Bookmarks leave no mark."""
