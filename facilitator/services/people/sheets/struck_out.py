"""Which cells of an Excel workbook are crossed out, or a part of their words is.

Whoever keeps a list by hand crosses people out who do not come. Readers of values tell nothing of
it, so the workbook's own parts are read here; most have no strike in them, and cost a look.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from zipfile import ZipFile

Place = tuple[int, int]
"""A row, from 1, and a column, from 0."""

_STRIKE = re.compile(rb"<(?:\w+:)?strike(?=[\s/>])(?![^>]*\bval\s*=\s*[\"'](?:0|false)[\"'])")
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(
    rb"<(?:\w+:)?font(?:\s[^>]*)?/>|<(?:\w+:)?font(?:\s[^>]*)?>.*?</(?:\w+:)?font>", re.DOTALL
)
_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_CELL_ENDS = re.compile(rb"</(?:\w+:)?c>")
_VALUE = re.compile(rb"<(?:\w+:)?v>(\d+)</")
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def struck_out(archive: ZipFile) -> Mapping[str, frozenset[Place]]:
    """Of each worksheet, by its name, the cells of which something is crossed out."""
    names = set(archive.namelist())
    styles, strings = (
        archive.read(part) if part in names else b""
        for part in ("xl/styles.xml", "xl/sharedStrings.xml")
    )
    formats, shared = _struck_formats(styles), _struck_strings(strings)
    found = {}
    for name, part in _worksheets(archive):
        if part in names:
            sheet = archive.read(part)
            if formats or shared or _STRIKE.search(sheet):
                found[name] = frozenset(_struck_cells(sheet, formats, shared))
    return found


def _struck_formats(styles: bytes) -> set[str]:
    """The numbers of the formats of cells whose font is crossed out."""
    if not _STRIKE.search(styles):
        return set()
    of_fonts, of_cells = _FONTS.search(styles), _FORMATS.search(styles)
    if of_fonts is None or of_cells is None:
        return set()
    fonts = _FONT.findall(of_fonts[0])
    struck = {str(number) for number, font in enumerate(fonts) if _STRIKE.search(font)}
    formats = map(_attributes, _FORMAT.findall(of_cells[0]))
    return {str(number) for number, each in enumerate(formats) if each.get("fontId") in struck}


def _struck_strings(strings: bytes) -> set[str]:
    """The numbers of the workbook's strings of which a part is crossed out."""
    if not _STRIKE.search(strings):
        return set()
    return {str(number) for number, found in enumerate(_STRING.findall(strings)) if _is_in(found)}


def _is_in(words: bytes) -> bool:
    """Whether one of the runs of which a cell's words are made is crossed out, and has words."""
    runs = _RUN.findall(words)
    return any(_STRIKE.search(run) and re.sub(rb"<[^>]*>|\s", b"", run) for run in runs)


def _struck_cells(sheet: bytes, formats: set[str], shared: set[str]) -> Iterator[Place]:
    row, column = 0, -1
    for found in _ROW_OR_CELL.finditer(sheet):
        said = _attributes(found[2])
        if found[1] == b"row":
            row, column = int(said.get("r", row + 1)), -1
            continue
        place = _PLACE.fullmatch(said.get("r", ""))
        column = _column(place[1]) if place else column + 1
        if place:
            row = int(place[2])
        if found[2].endswith(b"/"):  # it holds nothing
            continue
        end = _CELL_ENDS.search(sheet, found.end())
        inside = sheet[found.end() : end.start() if end else len(sheet)]
        value = _VALUE.search(inside) if said.get("t") == "s" else None
        is_shared = value is not None and value[1].decode() in shared
        if said.get("s") in formats or is_shared or _is_in(inside):
            yield row, column


def _worksheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each worksheet and the part of the archive that holds it."""
    related = "xl/_rels/workbook.xml.rels"
    if related not in archive.namelist():
        return
    relations = _tags(_RELATION, archive.read(related))
    parts = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for sheet in _tags(_SHEET, archive.read("xl/workbook.xml")):
        id_ = next((said for name, said in sheet.items() if name.endswith(":id")), "")
        target = parts.get(id_, "")
        yield sheet.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(tag: re.Pattern[bytes], text: bytes) -> Iterable[dict[str, str]]:
    return map(_attributes, tag.findall(text))


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape((one or other).decode("utf-8", "replace"))
        for name, one, other in _ATTRIBUTE.findall(tag)
    }


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
