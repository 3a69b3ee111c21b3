"""All formats say the same, number by number: written, read back by other tools, and compared."""

import csv
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import docx
import lxml.html
import openpyxl
import pikepdf
import pypdfium2
import pytest

from exports import papers
from facilitator.domain.report.summary import Length, Summary
from tests.exports.sample_summary import seminar_summary

PAPERS = ("pdf", "docx", "html")
Rows = list[dict[str, str]]


def drawn(seed: int) -> Summary:
    """A day of another size for each seed."""
    die = random.Random(seed)
    return seminar_summary(responses=die.randrange(1, 5), findings=die.randrange(1, 7), seed=seed)


def written(summary: Summary, folder: Path) -> dict[str, bytes]:
    """Every format, by the names of the files."""
    folder.mkdir()
    for ending in PAPERS:
        papers.write_words(summary, folder / f"full.{ending}", Length.FULL)
    papers.write_tables(summary, folder / "tables.xlsx")
    papers.write_json(summary, folder / "tables.json")
    papers.write_values(summary, folder / "values")
    papers.write_project(summary, folder / "coded.qdpx")
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def table(folder: Path, name: str) -> Rows:
    with (folder / "values" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def votes(folder: Path) -> dict[str, tuple[Counter[int], dict[str, str]]]:
    """Of each round on an agree scale how often each answer was given, counted from the plainest
    table there is, and what is said of it elsewhere.
    """
    scales = {each["poll_id"] for each in table(folder, "polls") if each["method"] == "agree"}
    found = {}
    for held in table(folder, "rounds"):
        if held["poll_id"] in scales:
            given: Counter[int] = Counter()
            for line in table(folder, "results"):
                if line["round_id"] == held["round_id"]:
                    given[int(line["answer_code"])] += int(line["people"])
            found[held["round_id"]] = given, held
    return found


def spoken(given: Counter[int]) -> str:
    """What stands beside a round's bar."""
    view, agree = sum(given[code] for code in range(1, 6)), given[4] + given[5]
    return f"{agree} of {view} agree, {round(100 * agree / view)} %"


def cells(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]


def cells_of_page(content: bytes) -> list[list[str]]:
    page: Any = lxml.html.fromstring(content)
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.iter("tr")]


def plain(value: object) -> object:
    """A cell as it is compared, whichever tool has read it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()[:19].removesuffix("T00:00:00")
    if isinstance(value, time):
        return value.isoformat("seconds")
    try:
        return round(float(str(value)), 9)
    except ValueError:
        return str(value)[:19] if str(value)[4:5] == "-" and "T" in str(value) else str(value)


@pytest.mark.parametrize("seed", range(1, 4))
def test_every_format_has_the_same_figures_and_the_same_bytes_twice(
    seed: int, tmp_path: Path
) -> None:
    summary = drawn(seed)
    first, again = (written(summary, tmp_path / name) for name in ("first", "again"))
    assert first == again
    folder = tmp_path / "first"
    held = votes(folder)
    assert held
    bars = {
        "docx": cells(docx.Document(str(folder / "full.docx"))),
        "html": cells_of_page(first["full.html"]),
    }
    with pypdfium2.PdfDocument(first["full.pdf"]) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    told = " ".join(text.split())
    for given, about in held.values():
        counts = [str(given[code]) for code in range(1, 6)]
        row = [f"Round {about['number']}", *counts, spoken(given)]
        assert int(about["voted"]) == sum(given.values())
        assert int(about["with_view"]) == sum(given.values()) - given[0]
        for name, rows in bars.items():
            same = [each for each in rows if each[: len(row) - 1] == row[:-1] and each[6:]]
            assert any(each[6].startswith(spoken(given)) for each in same), (name, row)
        assert spoken(given).partition(",")[0] in told
    in_docx, in_html = numbers(lines_of_docx(folder)), numbers(lines_of_page(first["full.html"]))
    assert in_docx == in_html
    drawn_where_they_fit = numbers(parts_of_charts(summary))
    assert in_docx - numbers([*lines_of_pdf(folder)]) <= drawn_where_they_fit


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_tables_are_the_same_cell_by_cell_in_every_format(seed: int, tmp_path: Path) -> None:
    written(drawn(seed), tmp_path / "all")
    book = openpyxl.load_workbook(tmp_path / "all" / "tables.xlsx")
    packed = json.loads((tmp_path / "all" / "tables.json").read_bytes())
    in_json = {each["name"]: each["rows"] for each in packed["tables"]}
    assert set(book.sheetnames) == set(in_json)
    for name, rows in in_json.items():
        values = table(tmp_path / "all", name)
        sheet = [[cell.value for cell in row] for row in book[name].iter_rows()]
        heads = [str(head) for head in sheet[0]]
        in_book = [dict(zip(heads, map(plain, row), strict=True)) for row in sheet[1:]]
        in_csv = [{key: plain(value) for key, value in row.items()} for row in values]
        assert in_csv == [{key: plain(value) for key, value in row.items()} for row in rows], name
        assert in_csv == in_book, name


NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def numbers(lines: Iterable[str]) -> Counter[str]:
    """Every figure, as often as it stands there."""
    return Counter(number for line in lines for number in NUMBER.findall(line))


def lines_of_docx(folder: Path) -> Iterator[str]:
    """All that a word processor shows between head and foot."""
    with zipfile.ZipFile(folder / "full.docx") as packed:
        for name in ("word/document.xml", "word/endnotes.xml"):
            for line in lxml.etree.fromstring(packed.read(name)).iter(f"{W}p"):
                yield "".join(text.text or "" for text in line.iter(f"{W}t"))


def lines_of_page(content: bytes) -> Iterator[str]:
    """All that a browser shows above the foot, and what it says of drawings."""
    page: Any = lxml.html.fromstring(content)
    for drawing in page.xpath("//svg"):
        if "aria-label" in drawing.attrib:
            yield drawing.get("aria-label")
        drawing.drop_tree()
    for foot in page.xpath("//style | //footer/p[last()]"):
        foot.drop_tree()
    for element in page.iter():
        if element.tag in ("span", "b", "small", "code", "a", "strong"):
            element.drop_tag()
    yield from page.itertext()


def lines_of_pdf(folder: Path) -> Iterator[str]:
    """All that is on its pages, and what it says of drawings."""
    with pypdfium2.PdfDocument(folder / "full.pdf") as pages:
        yield from (page.get_textpage().get_text_range() for page in pages)
    with pikepdf.open(folder / "full.pdf") as file:
        objects = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
        yield from (str(each["/Alt"]) for each in objects if "/Alt" in each)


def parts_of_charts(summary: Summary) -> Iterator[str]:
    """The figures of bars in parts: a table under the chart has all of them, on paper they stand in
    the parts that are wide enough, and the poll's own table has them.
    """
    for part in summary.polls:
        for bar in part.chart.bars if part.chart else ():
            yield from (f"{each.people:g}" for each in bar.parts)
