"""The styles of a document for word processors, suited to those who read large print, grey paper,
or words that stand apart. It is the styles that change: whoever writes on has the same.
"""

from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn

from exports.docx.marks import element
from exports.pdf.page_style import (
    A4,
    BLOCKS_APART,
    LARGE_PRINT,
    LETTERS_APART,
    LINES_APART,
    Ink,
    colour,
)
from facilitator.domain.report.legibility import Legibility

_BODY = int(2 * A4.body)
_LARGE = int(2 * LARGE_PRINT.body)
"""Half points, as word processors count."""
_HALF_POINT = 10
"""In twentieths of a point, as they measure distances."""
_LINE = 240
"""A line that stands as close as its typeface has it, as they count."""


def suit(paper: Paper, legibility: Legibility) -> None:
    """Change its styles, once all of them are there."""
    styles: Any = paper.styles.element
    if legibility.large_print:
        for size in (*styles.iter(qn("w:sz")), *styles.iter(qn("w:szCs"))):
            grown = int(size.get(qn("w:val"))) + _LARGE - _BODY
            size.set(qn("w:val"), str(max(grown, _LARGE)))
    if legibility.greyscale:
        for ink in styles.iter(qn("w:color")):
            _take_colour(ink)
    if legibility.wide_spacing:
        _set_apart(styles)


def _take_colour(ink: Any) -> None:
    told = ink.get(qn("w:val"))
    for theme in ("themeColor", "themeTint", "themeShade"):
        ink.attrib.pop(qn(f"w:{theme}"), None)
    if told != "auto":
        light = round(255 * Ink.GREY.of(colour(f"#{told}"))[0])
        ink.set(qn("w:val"), 3 * f"{light:02X}")


def _set_apart(styles: Any) -> None:
    """Letters apart by the size that a style has; lines and paragraphs wherever it says how far."""
    for size in list(styles.iter(qn("w:sz"))):
        about = size.getparent()
        for old in about.findall(qn("w:spacing")):
            about.remove(old)
        apart = round(LETTERS_APART * _HALF_POINT * int(size.get(qn("w:val"))))
        first = about.find(qn("w:kern"))  # the standard has an order
        (size if first is None else first).addprevious(element("w:spacing", val=str(apart)))
    for told in styles.iter(qn("w:spacing")):
        for name in ("before", "after"):
            if (found := told.get(qn(f"w:{name}"))) is not None:
                told.set(qn(f"w:{name}"), str(round(BLOCKS_APART * int(found))))
        if told.get(qn("w:line")) is not None:
            told.set(qn("w:line"), str(round(LINES_APART * _LINE)))
