"""The sheet a sight is composed on, and how text is set on it: as large as fits, never too small.

A sheet is always 1080 units high and as wide as the screen's shape asks, so that one layout serves
every resolution and the preview shows what the projector shows. No text is smaller than a unit,
one eighteenth of the height; what does not fit then goes on to further pages, turned by the clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from facilitator.domain import wording
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.wording import say
from ui.projector.palette import PROJECTOR, Palette
from ui.widgets.charts.marks import Mark, Picture, Words
from ui.widgets.charts.typeset import LINE_HEIGHT, ems, widest_word, wrap

HEIGHT = 1080.0
UNIT = HEIGHT / 18
PAGE_SECONDS = 12
LINE = UNIT * LINE_HEIGHT

_STEPS = 24

Page = TypeVar("Page")


class Stand(Enum):
    """Where a stack stands in its area when it does not fill it."""

    TOP = 0.0
    RAISED = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The area to compose in, in units, the moment and the languages to compose for."""

    x: float
    y: float
    width: float
    height: float
    now: datetime
    palette: Palette = PROJECTOR
    locales: tuple[Locale, ...] = (ENGLISH,)

    def say(self, text: wording.Text) -> str:
        """The text in every language of the room, one under the other, the first first."""
        return "\n".join(self._said(text))

    def line(self, text: wording.Text) -> str:
        """The text in every language of the room, on one line."""
        return " / ".join(self._said(text))

    def in_one(self) -> "Sheet":
        """For what has no room in all languages: in one of them, each in its turn."""
        return replace(self, locales=(turned(self.locales, self.now),))

    def _said(self, text: wording.Text) -> Iterable[str]:
        """What is the same in all languages stands once."""
        return dict.fromkeys(wording.told(text, locale) for locale in self.locales)

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    def without_top(self, taken: float) -> "Sheet":
        """What is left under `taken` units."""
        return replace(self, y=self.y + taken, height=self.height - taken)

    def without_left(self, taken: float) -> "Sheet":
        """What is left beside `taken` units on the left."""
        return replace(self, x=self.x + taken, width=self.width - taken)

    def without_right(self, taken: float) -> "Sheet":
        """What is left beside `taken` units."""
        return replace(self, width=self.width - taken)

    def without_bottom(self, taken: float) -> "Sheet":
        """What is left above `taken` units."""
        return replace(self, height=self.height - taken)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a stack: it is set at `size` units where there is room, else smaller.

    `gap` is the space above it, in units of the smallest letter.
    """

    text: str
    size: float = 1.0
    bold: bool = False
    quiet: bool = False
    accent: bool = False
    late: bool = False
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is set but not placed: `above` is the space before it, in sheet units."""

    text: str
    px: float
    source: Text
    above: float


def stack(
    sheet: Sheet, texts: Sequence[Text], stand: Stand = Stand.TOP, scale: float | None = None
) -> Picture:
    """Paragraphs under each other, as large as they fit; where they do not, page by page.

    With `scale` they are set at that instead.
    """
    wanted = [text for text in texts if text.text.strip()]
    if scale is None:
        scale = largest_scale(sheet, wanted)
    lines = _set(wanted, sheet.width, scale)
    if _height(lines) <= sheet.height:
        return _placed(sheet, lines, stand)
    room = sheet.without_bottom(LINE)
    pages = _pages(lines, room.height)
    return (*_placed(room, turned(pages, sheet.now), Stand.TOP), *page_mark(sheet, len(pages)))


def largest_scale(sheet: Sheet, texts: Sequence[Text]) -> float:
    """The largest common scale at which the texts fit, from 1 down to 0, their least size."""
    return _largest_scale(tuple(texts), sheet.width, sheet.height)


@lru_cache(maxsize=100)
def _largest_scale(texts: tuple[Text, ...], width: float, height: float) -> float:
    """Kept for a while: most of a picture is as it was when the one before was composed."""
    for step in range(_STEPS, 0, -1):
        scale = step / _STEPS
        if _words_fit(texts, width, scale) and _height(_set(texts, width, scale)) <= height:
            return scale
    return 0.0


def _words_fit(texts: Sequence[Text], width: float, scale: float) -> bool:
    """Whether no word has to be broken at this scale."""
    return all(widest_word(text.text, text.bold) * _px(text, scale) <= width for text in texts)


def _px(text: Text, scale: float) -> float:
    return float(round(UNIT * (1 + (text.size - 1) * scale)))


def turned(pages: Sequence[Page], now: datetime) -> Page:
    """The page whose turn it is at `now`."""
    return pages[int(now.timestamp() // PAGE_SECONDS) % len(pages)]


def page_mark(sheet: Sheet, pages: int) -> Picture:
    """Which page this is, at the lower right; in figures alone where words would stand twice."""
    if pages < 2:
        return ()
    place = turned(range(1, pages + 1), sheet.now)
    text = f"{place} / {pages}"
    if len(sheet.locales) == 1:
        text = sheet.line(say("Page {n} of {pages}", n=place, pages=pages))
    x = sheet.x + sheet.width - ems(text) * UNIT
    return (line_at(sheet, text, x, sheet.bottom - LINE, quiet=True),)


def line_at(
    sheet: Sheet, text: str, x: float, y: float, *, bold: bool = False, quiet: bool = False
) -> Words:
    """One line of the least size on paper."""
    ink = sheet.palette.quiet if quiet else sheet.palette.ink
    return Words(text=text, x=x, y=y, px=UNIT, ink=ink, ground=sheet.palette.paper, bold=bold)


def stack_height(sheet: Sheet, texts: Sequence[Text]) -> float:
    """How high the texts come out at their largest fit."""
    wanted = [text for text in texts if text.text.strip()]
    return _height(_set(wanted, sheet.width, largest_scale(sheet, wanted)))


def _set(texts: Sequence[Text], width: float, scale: float) -> list[_Line]:
    lines: list[_Line] = []
    for text in texts:
        px = _px(text, scale)
        above = text.gap * UNIT if lines else 0.0
        for words in wrap(text.text, width / px, text.bold):
            lines.append(_Line(words, px, text, above))
            above = 0.0
    return lines


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.above + line.px * LINE_HEIGHT for line in lines)


def _pages(lines: Sequence[_Line], height: float) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    for line in lines:
        if pages[-1] and _height([*pages[-1], line]) > height:
            pages.append([])
        pages[-1].append(line if pages[-1] else replace(line, above=0.0))
    return pages


def _placed(sheet: Sheet, lines: Sequence[_Line], stand: Stand) -> Picture:
    palette = sheet.palette
    y = sheet.y + max(0.0, sheet.height - _height(lines)) * stand.value
    marks: list[Mark] = []
    for line in lines:
        y += line.above
        source = line.source
        marks.append(
            Words(
                text=line.text,
                x=sheet.x,
                y=y,
                px=line.px,
                ink=_ink(source, palette),
                ground=palette.paper,
                bold=source.bold,
            )
        )
        y += line.px * LINE_HEIGHT
    return tuple(marks)


def _ink(text: Text, palette: Palette) -> str:
    if text.late:
        return palette.late
    return palette.quiet if text.quiet else palette.accent if text.accent else palette.ink
