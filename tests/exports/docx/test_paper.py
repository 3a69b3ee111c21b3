"""A document for word processors, opened again: all of it, in real styles, nobody named in it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree

from exports.content.summary import summary_document
from exports.document import (
    Document,
    Figure,
    Paragraph,
    Point,
    Points,
    Quote,
    Run,
    all_sections,
    said,
)
from exports.docx.paper import paper_of
from exports.papers import write_summary
from exports.phrases import fit
from facilitator.domain.report.summary import Summary
from tests.exports.every_role import BLOCKS, NOW, made_of
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary
from tests.exports.texts import texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (*NAUGHTY, "{ HYPERLINK evil }", "\x00\x07\x1b \ufffe", "شراكة و דברים", "</w:t><w:p/>")


class Read:
    """The parts of a file, read without python-docx."""

    def __init__(self, packed: bytes) -> None:
        with zipfile.ZipFile(BytesIO(packed)) as parts:
            self.names = parts.namelist()
            self.parts = {
                name: etree.fromstring(parts.read(name))
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }
        self.body, self.notes = self.parts["word/document.xml"], self.parts["word/endnotes.xml"]

    def text(self) -> str:
        return "\n".join(map(_words, (self.body, self.notes, self.parts["word/footer1.xml"])))

    def all(self, name: str) -> list[Any]:
        return list(self.body.iter(f"{W}{name}"))


def _words(part: Any) -> str:
    """The words of a part, a line for each paragraph."""
    lines = part.iter(f"{W}p")
    return "\n".join("".join(each.text or "" for each in line.iter(f"{W}t")) for line in lines)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fit(text))


@cache
def day() -> Summary:
    return seminar_summary(responses=2, findings=2, seed=7)


def hostile() -> Document:
    points = Points(tuple(Point(text) for text in HOSTILE))
    quotes = [
        Quote(words=text, attribution=text, id=f"{number}-{text}", remark=text)
        for number, text in enumerate(HOSTILE)
    ]
    links = Paragraph(tuple(Run(quote.words, link=f"#{quote.id}") for quote in quotes))
    return replace(made_of(points, links, *quotes, *BLOCKS), title=HOSTILE[0])


MADE: dict[str, Callable[[], Document]] = {
    "day": lambda: summary_document(day()),
    "hostile": hostile,
    "small": lambda: made_of(said("One.")),
}


@cache
def packed(name: str) -> bytes:
    return paper_of(MADE[name]())


@pytest.mark.parametrize("name", ["day", "hostile"])
def test_it_says_all_that_the_document_says_as_text(name: str) -> None:
    found = squeezed(Read(packed(name)).text())
    assert [text for text in texts_of(MADE[name]()) if squeezed(text) not in found] == []


def test_every_number_is_the_pages_own(tmp_path: Path) -> None:
    write_summary(day(), tmp_path / "day.pdf")
    with pypdfium2.PdfDocument(tmp_path / "day.pdf") as pages:
        paged = [page.get_textpage().get_text_range() for page in pages]
    body = paged[0] + "".join(
        re.sub(rf"Page {number} of \d+", "", text) for number, text in enumerate(paged[2:], 3)
    )
    told = Read(packed("day")).text()
    assert len(_numbers(told)) > 100
    assert _numbers(told) == _numbers(body)


def _numbers(text: str) -> set[str]:
    """Every figure and every id's first signs; those of contents and feet are left out before."""
    return set(re.findall(r"[0-9a-f]{8}|\d+(?:[.,:]\d+)?", text))


def test_sections_are_headings_and_quotes_are_quotes() -> None:
    document = MADE["day"]()
    paper = docx.Document(BytesIO(packed("day")))
    headings = [line.text for line in paper.paragraphs if _style(line).startswith("Heading")]
    assert headings == [part.title for part in all_sections(document.sections) if part.title]
    styles = [style.get(f"{W}val") for style in Read(packed("day")).all("pStyle")]
    ranks = [int(style[-1]) for style in styles if re.fullmatch(r"Heading\d", style)]
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    quotes = [line.text for line in paper.paragraphs if _style(line) == "Quote"]
    given = [b for s in all_sections(document.sections) for b in s.blocks if isinstance(b, Quote)]
    assert [squeezed(text) for text in quotes] == [squeezed(f"“{quote.words}”") for quote in given]


def _style(line: Any) -> str:
    return str(line.style.name)


def test_every_table_says_its_head_again_on_every_page() -> None:
    tables = Read(packed("day")).all("tbl")
    assert len(tables) > 5
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


@pytest.mark.parametrize("name", ["day", "hostile"])
def test_ids_are_endnotes_and_every_link_leads_somewhere(name: str) -> None:
    read = Read(packed(name))
    referred = [each.get(f"{W}id") for each in read.all("endnoteReference")]
    numbered = [each.get(f"{W}id") for each in read.notes.iter(f"{W}endnote")]
    assert referred == numbered[2:]
    assert len(referred) > 3
    places = [each.get(f"{W}name") for each in read.all("bookmarkStart")]
    assert len(places) == len(set(places))
    assert {each.get(f"{W}anchor") for each in read.all("hyperlink")} - {None} <= set(places)
    styles = {each.get(f"{W}styleId") for each in read.parts["word/styles.xml"].iter(f"{W}style")}
    assert {each.get(f"{W}val") for each in read.all("pStyle")} <= styles


def test_the_contents_are_there_before_anything_is_worked_out() -> None:
    read = Read(packed("day"))
    codes = [each.text for each in read.all("instrText")]
    assert [code.split()[0] for code in codes] == ["TOC"]
    kinds = [each.get(f"{W}fldCharType") for each in read.all("fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert "At a glance" in [_line(link) for link in read.all("hyperlink")]


def _line(part: Any) -> str:
    return "".join(part.itertext())


def test_nobody_and_no_moment_but_the_documents_own_is_in_the_file() -> None:
    small = packed("small")
    assert small == paper_of(MADE["small"]())
    paper = docx.Document(BytesIO(small))
    told = paper.core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    assert told.created == told.modified == NOW
    about = Read(small).parts["docProps/app.xml"]
    assert [each.text for each in about if each.tag.endswith("}Company")] == [None]
    with zipfile.ZipFile(BytesIO(small)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert not any("thumbnail" in name for name in parts.namelist())


def test_words_from_right_to_left_are_marked_so() -> None:
    document = made_of(Points((Point("שלום עולם"), Point("plain"))))
    lines = {_line(p): p for p in Read(paper_of(document)).all("p")}
    assert lines["שלום עולם"].find(f"{W}pPr/{W}bidi") is not None
    assert lines["שלום עולם"].find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert lines["plain"].find(f"{W}pPr/{W}bidi") is None


def test_a_rehearsal_says_so_on_every_page() -> None:
    document = MADE["small"]()
    rehearsed = replace(document, about=replace(document.about, rehearsal=True))
    assert "REHEARSAL" in _line(Read(paper_of(rehearsed)).parts["word/header1.xml"])
    assert "word/header1.xml" not in Read(packed("small")).names


def test_charts_are_drawn_sharp_beside_dots_for_whoever_draws_no_svg() -> None:
    read = Read(packed("day"))
    svg = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
    embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    rels = read.parts["word/_rels/document.xml.rels"]
    targets = {each.get("Id"): each.get("Target") for each in rels}
    sharp = [targets[each.get(embed)] for each in read.body.iter(svg)]
    figures = [
        b for s in all_sections(MADE["day"]().sections) for b in s.blocks if isinstance(b, Figure)
    ]
    assert len(sharp) >= len(figures) > 1
    assert len(set(sharp)) == len(sharp)
    blips = [each for each in read.body.iter() if str(each.tag).endswith("}blip")]
    dots = [str(targets[blip.get(embed)]) for blip in blips if blip.find(f".//{svg}") is not None]
    assert len(dots) == len(sharp)
    assert all(name.endswith(".png") for name in dots)
    assert {f"word/{name}" for name in (*sharp, *dots)} <= set(read.names)
    told = [each.get("descr") for each in read.body.iter() if each.tag.endswith("}docPr")]
    assert len(told) == len(sharp)
    assert all(told)
