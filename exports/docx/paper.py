"""A document as a file for word processors: headings, lists, quotes and tables in real styles.

The same document always gives the same bytes. Nobody is named as author, nor any company.
"""

import zipfile
from datetime import UTC
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from exports.document import Document, Front, Opens, Section, Use
from exports.docx.blocks import LABEL, LEAD, REMARK, SMALL, STATEMENT, Draft, put_block
from exports.docx.marks import add_notes, begin_field, end_field, put_field, put_link
from exports.docx.suiting import suit
from exports.phrases import REHEARSAL, fit
from exports.whole_file import replacing
from facilitator.domain.locales import locale_of
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.wording import say

_DEEPEST = 9
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ACCENT, _QUIET = RGBColor(0x0F, 0x4D, 0x4F), RGBColor(0x5C, 0x54, 0x4A)
_OURS = ((SMALL, 8.5, False), (LABEL, 8.5, True), (STATEMENT, 10, True), (LEAD, 12.5, False))
"""Our styles: each one's size in points, and whether it is bold."""


def write(document: Document, path: Path, legibility: Legibility = PLAIN) -> None:
    """Write the document to `path`. Raises SeminarError where the place cannot be written."""
    packed = paper_of(document, legibility)
    with replacing(path) as file:
        file.write(packed)


def paper_of(document: Document, legibility: Legibility = PLAIN) -> bytes:
    """The whole file, for these readers."""
    paper = docx.Document()
    _prepare(paper, document)
    suit(paper, legibility)
    draft = Draft(paper, locale_of(document.language), legibility)
    _put_front(document.front, draft)
    if document.use is Use.REPORT:
        _put_contents(document, draft)
    for section in document.sections:
        _put_section(section, 1, draft)
    for small in document.front.imprint:
        put_block(small, draft)
    add_notes(paper, draft.notes)
    return _packed(paper)


def _prepare(paper: Paper, document: Document) -> None:
    """The paper's size, its styles, its head and foot, and what it says of itself."""
    page, about, locale = paper.sections[0], document.about, locale_of(document.language)
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    _style(paper, document.language)
    if about.rehearsal:
        page.header.paragraphs[0].add_run(REHEARSAL.in_(locale)).bold = True
    foot = page.footer.paragraphs[0]
    foot.style = paper.styles[SMALL]
    foot.add_run(fit(f"{about.line} · "))
    put_field(foot, "PAGE", "1")
    told = paper.core_properties
    told.title, told.subject = fit(document.title)[:255], fit(about.subject)[:255]
    told.language = document.language
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.created = told.modified = about.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    told.revision = 1


def _style(paper: Paper, language: str) -> None:
    styles = paper.styles
    styles["Normal"].font.size = Pt(10)
    for name, size, bold in (*_OURS, (REMARK, 10, False)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.bold = Pt(size), bold or None
        if name in (SMALL, LABEL, REMARK):
            style.font.color.rgb = _QUIET
    styles[LABEL].paragraph_format.keep_with_next = True
    for name in ("Title", *(f"Heading {rank}" for rank in range(1, _DEEPEST + 1)), "Caption"):
        styles[name].font.color.rgb = _ACCENT
    defaults = styles.element.find(qn("w:docDefaults"))
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _put_front(front: Front, draft: Draft) -> None:
    if front.owner:
        draft.line(front.owner, LABEL)
    draft.line(front.title, "Title")
    for subtitle in front.subtitles:
        draft.line(subtitle, "Subtitle")
    for fact in front.facts:
        draft.line(fact)
    for block in front.blocks:
        put_block(block, draft)


def _put_contents(document: Document, draft: Draft) -> None:
    """The list of sections as it is now, which the word processor can make anew with its pages."""
    heading = draft.line(say("Contents").in_(draft.locale), "TOC Heading")
    heading.paragraph_format.page_break_before = True
    lines = [
        (section, rank)
        for top in document.sections
        for section, rank in ((top, 1), *((below, 2) for below in top.nested))
        if section.title and section.listed
    ]
    line = draft.empty()
    begin_field(line, r'TOC \o "1-2" \h \z \u')
    for number, (section, rank) in enumerate(lines):
        line = draft.empty() if number else line
        line.paragraph_format.left_indent = Cm(0.6 * (rank - 1))
        put_link(line, section.title, f"#{draft.at(section.key)}")
    end_field(line)


def _put_section(section: Section, rank: int, draft: Draft) -> None:
    """The section under its heading; without a title, what it holds goes on by itself."""
    if section.title:
        heading = draft.line(section.title, f"Heading {min(rank, _DEEPEST)}")
        heading.paragraph_format.page_break_before = section.opens is not Opens.RUNS_ON or None
        draft.place(heading, section.key)
        about = " · ".join(filter(None, section.label.split("\n")))
        for words, style in ((about, SMALL), (section.subtitle, REMARK)):
            if words:
                draft.line(words, style).paragraph_format.keep_with_next = True
    for block in section.blocks:
        put_block(block, draft)
    for nested in section.nested:
        _put_section(nested, rank + 1 if section.title else rank, draft)


def _packed(paper: Paper) -> bytes:
    """The file with no moment of its making in it, and no picture of an empty page."""
    package = paper.part.package
    for key, link in list(package.rels.items()):
        if link.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
    made, told = BytesIO(), BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(told, "w") as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            written.writestr(entry, read.read(name), zipfile.ZIP_DEFLATED)
    return told.getvalue()
