"""The pen: the few kinds of mark a page is made of. User text passes through it as data alone.

Every mark belongs to the element in hand, told to whoever does not see the page, or is an artifact.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFImageXObject, PDFString
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.page_style import (
    HAIRLINE,
    INK,
    LETTERS_APART,
    WHITE,
    WORDS_APART,
    Colour,
    Face,
    Ink,
    Style,
)
from exports.pdf.scripts import setting
from exports.pdf.scripts.embedding import spelt_clusters, spoken
from exports.pdf.tagging.elements import ARTIFACT, Element
from exports.pdf.tagging.structure import Structure

_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *b"()\\", *range(127, 256))}
"""Codes that have a meaning of their own between a text's brackets, or are no ASCII."""

_CLOSE_UP = "0 Tc 0 Tw"
"""Letters and words stand as close as their faces have it."""

_PRINTED = 4
"""A link is a part of the page that is printed (ISO 32000-1, 12.5.3)."""


class _InHand:
    """An element that the pen has in hand for a while. It is a class of its own because texts are
    many: a generator takes three times as long.
    """

    __slots__ = ("before", "element", "pen")

    def __init__(self, pen: "Pen", element: Element) -> None:
        self.pen, self.element, self.before = pen, element, pen.in_hand

    def __enter__(self) -> None:
        self.pen.in_hand = self.element

    def __exit__(self, *fault: object) -> None:
        self.pen.in_hand = self.before


class Pen:
    """Makes marks on a canvas; all places and lengths are points from the lower left corner."""

    def __init__(self, canvas: Canvas, ink: Ink = Ink.COLOUR) -> None:
        self.canvas = canvas
        self.ink = ink
        self.structure = Structure()
        self._document = canvas._doc  # type: ignore[attr-defined]
        self._first_subsets: dict[Face, tuple[Mapping[int, int], str]] = {}
        self._fill: Colour | None = None
        self._stroke: tuple[Colour, float] | None = None
        self.in_hand = ARTIFACT
        self._open: Element | None = None

    def new_page(self) -> None:
        """End this page; the next starts with the canvas's own colours."""
        self._close()
        self.canvas.showPage()
        self._fill, self._stroke = None, None
        page = self._document.Pages[-1]
        page.StructParents, page.Tabs = self.structure.end_page(), "/S"
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]

    def tagged(self, element: Element) -> "_InHand":
        """What is marked meanwhile is this element's."""
        return _InHand(self, element)

    def place(self, element: Element) -> None:
        """Give the element its place in the order of reading, though nothing be marked for it."""
        self.structure.attach(element)

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> None:
        """Write lines under each other; `y` is the first one's base line."""
        self._dip(style.colour)
        self._begin()
        put = self.canvas._code.append  # type: ignore[attr-defined]
        put(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {style.leading:.2f} TL")
        if style.spaced:
            put(_apart(style))
        before = None
        for line in lines:
            spelt = self._in_use(line, style.face)
            if spelt is None and setting.beyond(style.face, line):
                put(self._set(line, style))
                before = None
                continue
            for face, words in spelt or self._spelt(line, style.face):
                put(f"({words}) Tj" if face == before else f"{face} {style.size:g} Tf ({words}) Tj")
                before = face
            put("T*")
        put(f"{_CLOSE_UP} ET" if style.spaced else "ET")

    def _set(self, line: str, style: Style) -> str:
        """A line with letters of other scripts, run by run from left to right.

        Readers put a line that begins from right to left in order themselves. Of others with
        words from right to left in them they are told what stands there.
        """
        marks = []
        for run in setting.runs(style.face, line):
            if run.face is None:
                spelt = self._spelt(run.words, style.face)
                marks += [f"{face} {style.size:g} Tf ({words}) Tj" for face, words in spelt]
            else:
                shaped = spelt_clusters(self._document, run.face, run.clusters, style.size)
                marks += [_CLOSE_UP, shaped, _apart(style)] if style.spaced else [shaped]
        if setting.is_told_in_order(line):
            return "\n".join([*marks, "T*"])
        return "\n".join([spoken(line), *marks, "EMC T*"])

    def _in_use(self, line: str, face: Face) -> list[tuple[str, str]] | None:
        """As `_spelt`, where all letters are of the face's first subset and have been used before:
        most lines are like that.
        """
        try:
            codes, name = self._first_subsets[face]
            told = bytes(map(codes.__getitem__, map(ord, line.replace("\u00a0", " "))))
        except (KeyError, ValueError):
            return None
        return [(name, told.decode("latin-1").translate(_ESCAPED))]

    def _spelt(self, line: str, face: Face) -> list[tuple[str, str]]:
        """The line as the codes of its face's subsets, in PDF's notation."""
        font: Any = getFont(face)
        split = font.splitString(line, self._document)
        named = [font.getSubsetInternalName(subset, self._document) for subset, _ in split]
        if named:
            first = font.getSubsetInternalName(0, self._document)
            self._first_subsets[face] = font.state[self._document].assignments, first
        spelt = (told.decode("latin-1").translate(_ESCAPED) for _, told in split)
        return list(zip(named, spelt, strict=True))

    def text(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line from `x`."""
        self.lines(x, y, (words,), style)

    def text_ending(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line up to `x`."""
        self.lines(x - style.width(words), y, (words,), style)

    def text_about(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line centred on `x`."""
        self.lines(x - style.width(words) / 2, y, (words,), style)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle with its lower left corner at `x`, `y`."""
        self._dip(fill)
        self._begin()
        self._put(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def outline(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """The edge of a rectangle."""
        self._draw_with(ink, 0.7)
        self._begin()
        self._put(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: Colour = HAIRLINE,
        thickness: float = 0.5,
    ) -> None:
        """A straight line."""
        self._draw_with(ink, thickness)
        self._begin()
        self._put(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def dot(self, x: float, y: float, radius: float, ink: Colour = INK, full: bool = True) -> None:
        """A dot about `x`, `y`; an empty one is a ring."""
        self._dip(ink if full else WHITE)
        self._draw_with(ink, 1.0)
        self._begin()
        self.canvas.circle(x, y, radius, stroke=1, fill=1)

    def hatch(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """Diagonal lines over a rectangle, for readers without colour."""
        self._draw_with(ink, 0.6)
        self._begin()
        offset = 3.0
        while offset < width + height:
            begins = f"{x + max(0.0, offset - height):.2f} {y + min(offset, height):.2f}"
            ends = f"{x + min(offset, width):.2f} {y + max(0.0, offset - width):.2f}"
            self._put(f"{begins} m {ends} l S")
            offset += 3.5

    def photograph(
        self, x: float, y: float, width: float, height: float, jpeg: bytes, pixels: tuple[int, int]
    ) -> None:
        """A JPEG in red, green and blue: as it is, nothing is unpacked or packed anew; but in grey
        where all else is.
        """
        jpeg = self.ink.photograph(jpeg)
        made: Any = PDFImageXObject(sha256(jpeg).hexdigest())
        made.width, made.height = pixels
        made.bitsPerComponent = 8
        made.colorSpace = "DeviceGray" if self.ink is Ink.GREY else "DeviceRGB"
        made.streamContent, made._filters, made.mask = jpeg, ("DCTDecode",), None
        canvas: Any = self.canvas
        name = self._document.getXObjectName(made.name)
        if name not in self._document.idToObject:
            canvas._setXObjects(made)
            self._document.Reference(made, name)
            self._document.addForm(made.name, made)
        canvas._currentPageHasImages = 1
        canvas._formsinuse.append(made.name)
        self._begin()
        self._put(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def link(
        self, x: float, y: float, width: float, height: float, target: str, words: str
    ) -> None:
        """Make an area lead to an address or, after "#", to a bookmark; `words` say what it is.

        It belongs to the element in hand.
        """
        area = (x, y, x + width, y + height)
        if target.startswith("#"):
            self.canvas.linkRect(words, target[1:], area, relative=0, thickness=0, F=_PRINTED)
        else:
            told = PDFString(words)
            self.canvas.linkURL(target, area, relative=0, thickness=0, F=_PRINTED, Contents=told)
        name = f"NUMBER{self.canvas._annotationCount}"  # type: ignore[attr-defined]
        made = self._document.idToObject[self._document.annotationName(name)]
        key = self.structure.link(self.in_hand, name)
        if isinstance(made, LinkAnnotation):
            made.otherkw["StructParent"] = key
            made.permitted = (*made.permitted, "StructParent")
        else:
            made["StructParent"] = key

    def anchor(self, key: str, top: float) -> None:
        """Name this place, so that links can lead to it."""
        self.canvas.bookmarkHorizontal(key, 0, top)

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        """Name this place, and list it in the outline at `level`, 0 being the highest."""
        self.anchor(key, top)
        self.canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def _begin(self) -> None:
        """What is marked next belongs to the element in hand."""
        element = self.in_hand
        if element is self._open:
            return
        self._close()
        about = element.about
        if element.role == ARTIFACT.role:
            begun = f"/Artifact <<{about}>> BDC" if about else "/Artifact BMC"
        else:
            begun = f"/{element.role} <</MCID {self.structure.mark(element)}>> BDC"
        self._put(begun)
        self._open = element

    def _close(self) -> None:
        if self._open is not None:
            self._put("EMC")
        self._open = None

    def _put(self, code: str) -> None:
        self.canvas._code.append(code)  # type: ignore[attr-defined]

    def _dip(self, fill: Colour) -> None:
        if fill != self._fill:
            red, green, blue = self.ink.of(fill)
            self._put(f"{red:.4f} {green:.4f} {blue:.4f} rg")
            self._fill = fill

    def _draw_with(self, ink: Colour, thickness: float) -> None:
        if (ink, thickness) != self._stroke:
            red, green, blue = self.ink.of(ink)
            self._put(f"{red:.4f} {green:.4f} {blue:.4f} RG {thickness:.2f} w")
            self._stroke = ink, thickness


def _apart(style: Style) -> str:
    """Letters and words stand apart in this size from here on."""
    return f"{LETTERS_APART * style.size:.2f} Tc {WORDS_APART * style.size:.2f} Tw"
