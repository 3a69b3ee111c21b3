"""Putting a face of another script into a PDF: what is drawn of it, and the letters it stands for.

Letters that are shaped together become one glyph with one code: so they are read back as they were
written, without the file saying twice what stands there (PDF 32000-1:2008, 9.7 and 9.10).
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from exports.pdf.scripts.faces import ScriptFace
from exports.pdf.scripts.setting import Cluster

_KEPT_TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}

_VARYING = {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"}
"""What the weight is worked out from; it does not go into the file."""


_Doc = Any
"""ReportLab's document, of which its types tell little."""


class Embedded:
    """A face in one document. Codes are given out in the order in which clusters are drawn."""

    def __init__(self, face: ScriptFace, doc: _Doc) -> None:
        self.face = face
        self.codes: dict[Cluster, int] = {}
        self.name = f"F{len(doc.fontMapping) + 1}"
        doc.fontMapping[face.name] = f"/{self.name}"
        doc.delayedFonts.append(self)

    def spelt(self, clusters: Iterable[Cluster]) -> str:
        """The clusters' codes in PDF's notation; 0 is kept for what is missing."""
        codes = (self.codes.setdefault(one, len(self.codes) + 1) for one in clusters)
        return "".join(f"{code:04x}" for code in codes)

    def addObjects(self, doc: _Doc) -> None:
        """ReportLab asks for the font's objects when all pages are drawn."""
        data, places = _file_of(self.face, list(self.codes))
        base = f"{_tag(self.name)}+{self.face.name}"
        widths = [0, *(self._thousandths(cluster.advance) for cluster in self.codes)]
        to_glyphs = b"".join(place.to_bytes(2, "big") for place in [0, *places])
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "DW": 0,
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
            "CIDToGIDMap": self._stream(doc, to_glyphs, "glyphs"),
            "FontDescriptor": self._descriptor(doc, base, data),
        }
        made = doc.Reference(pdfdoc.PDFDictionary(descendant), f"cid:{base}")
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": pdfdoc.PDFName(base),
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([made]),
            "ToUnicode": self._stream(doc, _to_unicode(base, list(self.codes)), "letters"),
        }
        told = doc.Reference(pdfdoc.PDFDictionary(font), self.name)
        doc.idToObject["BasicFonts"].dict[self.name] = told

    def _descriptor(self, doc: _Doc, base: str, data: bytes) -> Any:
        extents = self.face.font.get_font_extents("ltr")
        up, down = self._thousandths(extents.ascender), self._thousandths(extents.descender)
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": pdfdoc.PDFName(base),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([-1000, down, 2000, up]),
            "ItalicAngle": 0,
            "Ascent": up,
            "Descent": down,
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": self._stream(doc, data, "file", Length1=len(data)),
        }
        return doc.Reference(pdfdoc.PDFDictionary(descriptor), f"descriptor:{base}")

    def _stream(self, doc: _Doc, content: bytes | str, what: str, **entries: int) -> Any:
        stream = pdfdoc.PDFStream()
        stream.content = content
        for key, value in entries.items():
            stream.dictionary[key] = value
        if doc.compression:
            stream.filters = [pdfdoc.PDFZCompress]
        return doc.Reference(stream, f"{what}:{self.face.name}")

    def _thousandths(self, length: float) -> float:
        return round(length * 1000 / self.face.units, 3)


_in_documents: "WeakKeyDictionary[_Doc, dict[str, Embedded]]" = WeakKeyDictionary()


def spelt_clusters(doc: _Doc, face: ScriptFace, clusters: Sequence[Cluster], size: float) -> str:
    """Shaped letters in PDF's notation, at this size; the text stands behind them afterwards."""
    faces = _in_documents.setdefault(doc, {})
    embedded = faces.get(face.name) or faces.setdefault(face.name, Embedded(face, doc))
    return f"/{embedded.name} {size:g} Tf <{embedded.spelt(clusters)}> Tj"


def spoken(words: str) -> str:
    """The mark that begins what stands for these words (PDF 32000-1:2008, 14.9.4)."""
    return f"/Span <</ActualText <feff{words.encode('utf-16-be').hex()}>>> BDC"


def _file_of(face: ScriptFace, clusters: Sequence[Cluster]) -> tuple[bytes, list[int]]:
    """A TrueType file with a glyph for each cluster, and which glyph each one's is."""
    # Most documents need no other script: what takes long to load is loaded when one does.
    from fontTools.ttLib import TTFont

    data, kept = _subset(face, {number for one in clusters for number, _, _ in one.glyphs})
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    names = list(font.getGlyphOrder())
    places = []
    for cluster in clusters:
        parts = [(names[kept[number]], right, up) for number, right, up in cluster.glyphs]
        alone = parts[0][0]
        if parts[1:] or parts[0][1:] != (0, 0) or font["hmtx"][alone][0] != cluster.advance:
            names.append(f"cluster{len(names)}")
            font.setGlyphOrder(names)
            _put_together(font, names[-1], parts, cluster.advance)
            alone = names[-1]
        places.append(alone)
    numbers = {name: number for number, name in enumerate(names)}
    made = BytesIO()
    font.save(made, reorderTables=False)
    return made.getvalue(), [numbers[name] for name in places]


def _put_together(
    font: Any, name: str, parts: Sequence[tuple[str, int, int]], advance: int
) -> None:
    """Add a glyph that is made of others, each moved to its place."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    made = Glyph()
    made.numberOfContours = -1
    made.components = []
    for part, right, up in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y, component.flags = part, right, up, 0
        made.components.append(component)
    font["glyf"].glyphs[name] = made
    made.recalcBounds(font["glyf"])
    font["hmtx"][name] = (max(advance, 0), getattr(made, "xMin", 0))


def _subset(face: ScriptFace, numbers: set[int]) -> tuple[bytes, dict[int, int]]:
    """The face's file with these glyphs alone, and where each of them is in it."""
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    )
    wanted.glyph_set.update(numbers)
    dropped = set(face.face.table_tags) - _KEPT_TABLES - _VARYING
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    wanted.pin_axis_location(face.face, "wght", face.weight)
    plan = hb.SubsetPlan(face.face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _tag(name: str) -> str:
    """Six capitals that tell subsets apart (PDF 32000-1:2008, 9.6.4)."""
    number = int(name[1:])
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(5, -1, -1))


def _to_unicode(base: str, clusters: Sequence[Cluster]) -> str:
    lines = [
        f"<{code:04X}> <{cluster.letters.encode('utf-16-be').hex().upper()}>"
        for code, cluster in enumerate(clusters, start=1)
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{base}-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
