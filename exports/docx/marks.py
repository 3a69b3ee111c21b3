"""What python-docx has no words for: places and links to them, fields, endnotes, directions.

The names are those of the standard (ECMA-376, Part 1, 17).
"""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from exports.pdf.inks.pictures import Inked
from exports.phrases import fit

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def element(name: str, /, **attributes: str) -> Any:
    """An element of the standard, such as `w:bookmarkStart`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), fit(value))
    return made


def put_words(paragraph: Paragraph, words: str, *, strong: bool = False) -> None:
    """Add words that people wrote: they are text, and run in their own direction."""
    run = paragraph.add_run(fit(words))
    run.bold = strong or None
    if not runs_to_the_left(words):
        return
    run.font.rtl = True
    if len(paragraph.runs) == 1:
        paragraph.paragraph_format.element.get_or_add_pPr().append(element("w:bidi"))


def runs_to_the_left(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX #9, P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in words)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def put_place(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the paragraph a place that links lead to."""
    paragraph._p.append(element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def put_link(paragraph: Paragraph, words: str, target: str) -> None:
    """Add words that lead to a place of the document, after "#", or to an address."""
    if target.startswith("#"):
        link = element("w:hyperlink", anchor=target[1:])
    else:
        link = OxmlElement("w:hyperlink")
        kind = f"{_RELATED}/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to(target, kind, is_external=True))
    paragraph._p.append(link)
    run = paragraph.add_run(fit(words))
    run.font.underline = True
    link.append(run._r)


def put_field(paragraph: Paragraph, code: str, shown: str = "") -> None:
    """Add what the word processor works out itself, and what stands there until it does."""
    _put_mark(paragraph, "begin")
    instruction = paragraph.add_run()
    told = OxmlElement("w:instrText")
    told.text = code
    instruction._r.append(told)
    _put_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _put_mark(paragraph, "end")


def begin_field(paragraph: Paragraph, code: str) -> None:
    """Begin a field that goes on over paragraphs, up to `end_field`."""
    _put_mark(paragraph, "begin")
    told = OxmlElement("w:instrText")
    told.text = code
    paragraph.add_run()._r.append(told)
    _put_mark(paragraph, "separate")


def end_field(paragraph: Paragraph) -> None:
    """End the field that was begun."""
    _put_mark(paragraph, "end")


def _put_mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def put_note(paragraph: Paragraph, number: int) -> None:
    """Refer to the endnote of that number."""
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(element("w:endnoteReference", id=str(number)))


def put_drawing(paragraph: Paragraph, picture: Inked, words: str, number: int) -> None:
    """Add a drawing: programs that know SVG show that, all others the dots; `words` say what is on
    it to whoever does not see it.
    """
    scale = min(1.0, _WIDEST_POINTS / picture.width)
    shown = paragraph.add_run().add_picture(BytesIO(picture.png), width=Pt(picture.width * scale))
    about = shown._inline.docPr
    about.set("name", f"Chart {number}")
    about.set("descr", fit(words))
    package, name = paragraph.part.package, PackURI(f"/word/media/chart{number}.svg")
    sharp = Part(name, "image/svg+xml", picture.svg, package)
    key = paragraph.part.relate_to(sharp, f"{_RELATED}/image")
    (blip,) = shown._inline.iter(f"{{{_DRAWING}}}blip")
    blip.append(parse_xml(_SVG_BESIDE.format(drawing=_DRAWING, related=_RELATED, key=key)))


_WIDEST_POINTS = 460.0
"""The column of the paper."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SVG_BESIDE = """<a:extLst xmlns:a="{drawing}" xmlns:r="{related}">
<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">
<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 r:embed="{key}"/></a:ext></a:extLst>"""
"""How a drawing says that it is there as SVG too ([MS-ODRAWXML], 2.3)."""


def add_notes(document: Document, notes: Sequence[str]) -> None:
    """Add the endnotes, numbered from 1 in their order."""
    marks = (
        f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    told = "".join([*marks, *(_note(number, words) for number, words in enumerate(notes, 1))])
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:endnotes {nsdecls('w')}>{told}</w:endnotes>"
    ).encode()
    package = document.part.package
    part = Part(PackURI("/word/endnotes.xml"), f"{_OFFICE}.endnotes+xml", blob, package)
    document.part.relate_to(part, f"{_RELATED}/endnotes")
    settings = document.settings.element
    properties = element("w:endnotePr")
    properties.append(element("w:numFmt", val="decimal"))
    properties.extend(element("w:endnote", id=number) for number in ("-1", "0"))
    settings.find(qn("w:compat")).addprevious(properties)


def _note(number: int, words: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteRef/></w:r>'
    text = f'<w:r><w:t xml:space="preserve"> {escape(fit(words))}</w:t></w:r>'
    return f'<w:endnote w:id="{number}"><w:p>{mark}{text}</w:p></w:endnote>'
