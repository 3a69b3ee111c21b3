"""What a PDF says of itself to machines: title, dates and standards in XMP, and its colours.

The same facts stand in the file's Info: PDF/A wants both alike. Nothing here is taken from clocks.
"""

from datetime import UTC, datetime
from struct import pack
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from exports.document import Document

CREATOR = "Facilitator"
PRODUCER = "ReportLab, qpdf"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def identify(canvas: Canvas, document: Document) -> None:
    """Say what the document is, in the file's Info and in XMP, and which colours it means."""
    about = document.about
    made = about.made_at.astimezone(UTC)
    canvas.setDateFormatter(lambda *_: made.strftime("D:%Y%m%d%H%M%S+00'00'"))
    canvas.setTitle(document.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(CREATOR)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    catalog = canvas._doc.Catalog  # type: ignore[attr-defined]
    catalog.Metadata = _stream("Metadata", _packet(document, made), Subtype="/XML")
    catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(canvas)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


def _packet(document: Document, made: datetime) -> bytes:
    told = {
        "title": document.title,
        "author": document.about.author,
        "subject": document.about.subject,
        "language": document.language,
        "creator": CREATOR,
        "producer": PRODUCER,
        "made": f"{made:%Y-%m-%dT%H:%M:%S}+00:00",
    }
    return _PACKET.format(**{name: escape(words) for name, words in told.items()}).encode()


def _stream(kind: str, content: bytes, **keys: object) -> pdfdoc.PDFStream:
    named = {"Type": f"/{kind}"} if kind else {}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({**named, **keys}), content, filters=[])


def _output_intent(canvas: Canvas) -> pdfdoc.PDFDictionary:
    profile = _stream("", srgb_profile(), N=3, Alternate="/DeviceRGB")
    name = pdfdoc.PDFString("sRGB IEC61966-2.1")
    return pdfdoc.PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": canvas._doc.Reference(profile),  # type: ignore[attr-defined]
        }
    )


_PRIMARIES = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
    "wtpt": (0.96420, 1.0, 0.82491),
}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def srgb_profile() -> bytes:
    """The colours of sRGB (IEC 61966-2-1, adapted to D50) as an ICC profile of version 4.

    Its date is fixed: profiles at hand elsewhere hold the moment in which they were made.
    """
    curve = pack(">4sIHH5i", b"para", 0, 3, 0, *map(_fixed, _CURVE))
    tags: dict[str, bytes] = {
        "desc": _words("sRGB"),
        "cprt": _words("No copyright"),
        **{
            name: pack(">4sI3i", b"XYZ ", 0, *map(_fixed, place))
            for name, place in _PRIMARIES.items()
        },
        **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve),
    }
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += pack(">4sII", name.encode(), places[content], len(content))
    head = pack(
        ">I4sI4s4s4s6H4s28x3i48x",
        start + len(body),
        b"\0\0\0\0",
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        *map(_fixed, _PRIMARIES["wtpt"]),
    )
    return head + pack(">I", len(tags)) + table + body


def _fixed(number: float) -> int:
    return round(number * 65536)


def _words(words: str) -> bytes:
    told = words.encode("utf-16-be")
    return pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"GB", len(told), 28) + told
