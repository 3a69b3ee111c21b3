"""Reading a list of people from whatever file an organiser has: CSV in any dress, or XLSX."""

import csv
import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from facilitator.domain.errors import SeminarError, why_of
from facilitator.domain.wording import say
from facilitator.services.people.sheets.encodings import guess_encoding
from facilitator.services.people.sheets.struck_out import Place, struck_out

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LONGEST_CELL = 16_000
"""Characters between a cell's place and its value at the most; a formula has half as many."""

LARGEST_AREA = 20_000_000
"""Cells between the first and the last that holds something; the reader keeps room for them all."""

MOST_ROWS = 20_000
MOST_COLUMNS = 200
DELIMITERS = ",;\t|"

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]")
_TEXT_MARK = re.compile(r"^'(?![st]\b)(?=\S)")
"""Before anything but the names that begin so: 't Hooft, 's-Gravesande."""
_ADDRESSED = re.compile(r"[^<>@]*<[^<>\s]+@[^<>\s]+>|[^\s<>@]+@[^\s<>@]+")
_DASH = re.compile(r"(?<=\S)\s+[–—-]\s+(?=\S)")
_MARKUP = re.compile(r"\ufeff?\s*<(!doctype|!--|\?xml|(html|svg|table|body)[\s>])", re.IGNORECASE)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, OSError, ValueError),
)
"""What reading a part of an archive may raise."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How a workbook of before 2007 begins, and every workbook with a password."""

_OTHER_FORMS = {
    "xl/workbook.bin": say("a workbook in Excel’s binary form (.xlsb)"),
    "content.xml": say("an OpenDocument file, not an Excel file"),
    "word/document.xml": say("a Word document, not an Excel file"),
}
NO_EXCEL = say("not an Excel file")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
_PLACE = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')

_NO_LISTS = {
    b"%PDF": say("a PDF"),
    b"\x89PNG": say("a picture"),
    b"\xff\xd8\xff": say("a picture"),
    b"GIF8": say("a picture"),
    b"SQLite format 3": say("a database or seminar file"),
    b"{\\rtf": say("a text document"),
    b"BEGIN:VCARD": say("a file of contacts (vCard)"),
    b"BEGIN:VCALENDAR": say("a calendar entry"),
    b"dn: ": say("a file of contacts (LDIF)"),
    b"From: ": say("an e-mail"),
    b"Received: ": say("an e-mail"),
    b"Return-Path: ": say("an e-mail"),
    b'{"': say("data for programs (JSON)"),
    b"{\n": say("data for programs (JSON)"),
    b"[{": say("data for programs (JSON)"),
    b"[\n": say("data for programs (JSON)"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. `number` is the row as a spreadsheet counts it, from 1; where a
    row holds several people, the second of row 7 is 7.2. `struck` are those of its cells that are
    crossed out, or partly so.
    """

    number: float
    cells: tuple[str, ...]
    struck: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """What a file, or a worksheet of it, holds: its rows without the blank ones, at least one.

    `encoding` is Python's name for it, "" for a workbook; `name` is the worksheet's, "" for CSV.
    `hides_struck` where what is crossed out cannot be told, as in a workbook of before 2007.
    """

    rows: tuple[Row, ...]
    encoding: str = ""
    name: str = ""
    hides_struck: bool = False


def read_grids(path: Path, encoding: str = "") -> tuple[Grid, ...]:
    """What `path` holds, read by its content, whatever its suffix: a CSV file's one table, or a
    workbook's visible worksheets that are not empty.

    `encoding` overrules the guess. Raises SeminarError, saying what to do instead.
    """
    content = _content(path)
    if content.startswith((b"PK", _OLD_WORKBOOK)):
        grids = tuple(_worksheets(path, content))
    else:
        _refuse_other_forms(path, content)
        encoding = encoding or guess_encoding(content)
        rows = _text_rows(path, _decoded(path, content, encoding))
        grids = (Grid(tuple(rows), encoding),) if rows else ()
    if not grids:
        raise SeminarError(say("{file} is empty: there is no row with text in it.", file=path.name))
    return grids


def column_letters(index: int) -> str:
    """A, B, … Z, AA for 0, 1, … 25, 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """0, 1, … for A, B, …; -1 for what is no column's letters."""
    letters = letters.strip().upper()
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return -1
    return _column_number(letters.encode()) - 1


def clean(text: str) -> str:
    """Text on one line without characters that cannot be seen."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def _unmarked(cell: str) -> str:
    """Without the mark by which databases tell a spreadsheet that something is text: 'Ann, '+44."""
    return _TEXT_MARK.sub("", cell) if not cell.endswith("'") else cell


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SeminarError(
                say("{file} is too large for a list of people (over 20 MB).", file=path.name)
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise SeminarError(say("There is no file {file}.", file=str(path))) from None
    except IsADirectoryError:
        raise SeminarError(
            say("{file} is a folder; choose a CSV or XLSX file.", file=str(path))
        ) from None
    except OSError as error:
        raise SeminarError(
            say("{file} cannot be read: {why}.", file=path.name, why=why_of(error))
        ) from None


def _refuse_other_forms(path: Path, content: bytes) -> None:
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, what in _NO_LISTS.items():
        if content.startswith(start):
            raise SeminarError(
                say(
                    "{file} is {what}, not a list; save the list as CSV or XLSX.",
                    file=path.name,
                    what=what,
                )
            )


def _decoded(path: Path, content: bytes, encoding: str) -> str:
    codec = "utf-8-sig" if encoding == "utf_8" else encoding
    text = content.decode(codec, errors="replace")
    if text[:4000].count("\0"):
        raise SeminarError(say("{file} is not a CSV or XLSX file.", file=path.name))
    if _MARKUP.match(text):
        raise SeminarError(
            say("{file} is a web page, not a list; save the list as CSV or XLSX.", file=path.name)
        )
    return text


def _addressed(text: str) -> list[list[str]]:
    """The people of a mail's own line of addresses, "Ann <ann@…>; Bob <bob@…>", one a row; none
    where it is no such line.
    """
    between = ";" if ";" in text else ","
    lines = list(csv.reader(text.splitlines(), delimiter=between, skipinitialspace=True))
    people = [said.strip() for line in lines for said in line if said.strip()]
    is_line = len(people) > len(lines) and all(map(_ADDRESSED.fullmatch, people))
    return [[said] for said in people] if is_line else []


def _dashed(text: str) -> list[list[str]]:
    """The lines of "Ann Bell – Homes Trust" as cells; none where most lines are not such, or are
    cut by a delimiter.
    """
    lines = text.splitlines()
    cut = [_DASH.split(line, maxsplit=1) for line in lines]
    said = [line for line in lines if line.strip()]
    most = 0.8 * len(said)
    is_dashed = said and sum(len(cells) == 2 for cells in cut) > most
    return cut if is_dashed and not any(_lines_with(text, d) > 0.2 for d in DELIMITERS) else []


def _text_rows(path: Path, text: str) -> list[Row]:
    if "@" in text and (people := _addressed(text)):
        return _kept(path, people)
    if dashed := _dashed(text):
        return _kept(path, dashed)
    delimiter, text = _delimiter(text)
    try:
        return _kept(path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise SeminarError(
            say(
                "{file} is not a CSV file that can be read. Open it in a spreadsheet program and "
                "save the list as XLSX.",
                file=path.name,
            )
        ) from None


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter and the text without Excel's own "sep=;" line, which settles it."""
    first, _, rest = text.partition("\n")
    if (declared := first.strip().strip('"')).lower().startswith("sep=") and len(declared) == 5:
        return declared[4], rest
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    cuts = [each for each, fit in fits.items() if fit[2] and not _is_always_spaced(text, each)]
    if any(_lines_with(text, each) >= 0.5 for each in cuts):  # else a comma of dates: "18/10, 9:58"
        fits = {each: fits[each] for each in cuts}
    return max(fits, key=lambda delimiter: fits[delimiter]), text


def _is_always_spaced(text: str, delimiter: str) -> bool:
    """Whether a space follows it everywhere, as in prose."""
    return text.count(delimiter) == text.count(f"{delimiter} ")


def _lines_with(text: str, delimiter: str) -> float:
    """The share of the first lines that have it."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    return sum(delimiter in line for line in lines) / len(lines) if lines else 0.0


def _fit(text: str, delimiter: str) -> tuple[float, int, float, int, int]:
    """How evenly, and then into how many columns, a delimiter cuts the first rows, and those of
    them that it cuts at all, since titles may be most; then how seldom a space follows it, as in
    "Surname, first name".
    """
    sample = text[:20_000].splitlines(keepends=True)[:30]
    widths = []
    try:
        for row in csv.reader(sample, delimiter=delimiter):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
    except csv.Error:
        return (0.0, 0, 0.0, 0, 0)
    cut = [width for width in widths if width > 1]
    if not cut:
        return (0.0, 0, 0.0, 0, 0)
    usual, beside = max(widths, key=widths.count), max(cut, key=cut.count)
    share = widths.count(usual) / len(widths) if usual > 1 else 0.0
    spaces = sum(line.count(f"{delimiter} ") for line in sample)
    return (share, usual if share else 0, cut.count(beside) / len(widths), beside, -spaces)


def _worksheets(path: Path, content: bytes) -> Iterator[Grid]:
    is_old = content.startswith(_OLD_WORKBOOK)
    if is_old:
        _refuse_protected(path, content)
    else:
        _refuse_other_archives(path, content)
    # Imported here: a window that opens has no need of it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        struck = {} if is_old else _struck(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible:
                    continue
                found = book.get_sheet_by_name(sheet.name)
                cells = found.to_python(skip_empty_area=False)
                _fill_merged(cells, found.merged_cell_ranges or ())
                rows = _kept(path, (map(_as_text, row[:MOST_COLUMNS]) for row in cells))
                if rows:
                    marked = _marked(rows, struck.get(sheet.name, frozenset()))
                    yield Grid(tuple(marked), name=sheet.name, hides_struck=is_old)
    except (CalamineError, *_DAMAGED) as error:
        raise SeminarError(
            say(
                "{file} is damaged, or a workbook of a form that is not read here. Open it "
                "in a spreadsheet program and save the list as XLSX or CSV.",
                file=path.name,
            )
        ) from error


def _struck(content: bytes) -> Mapping[str, frozenset[Place]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return struck_out(archive)


def _marked(rows: Iterable[Row], struck: frozenset[Place]) -> Iterator[Row]:
    """The rows with those of their cells that are crossed out."""
    by_row: dict[float, set[int]] = {}
    for number, column in struck:
        by_row.setdefault(number, set()).add(column)
    for row in rows:
        there = (column for column in by_row.get(row.number, ()) if column < len(row.cells))
        yield replace(row, struck=frozenset(row.cells[column] for column in there) - {""})


def _fill_merged(
    cells: Sequence[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Say in each row what one cell says down several of them, such as one organisation's name."""
    for (top, left), (bottom, right) in merged:
        if left == right and top < bottom < len(cells):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = cells[top][left]


def _refuse_protected(path: Path, content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SeminarError(
            say("{file} is protected by a password; save a copy without one.", file=path.name)
        )


def _refuse_other_archives(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise SeminarError(say("{file} is too large for a list of people.", file=path.name))
            if "xl/workbook.xml" in names:
                sheets = [name for name in names if name.startswith("xl/worksheets/")]
                _refuse_wide_open(path, (archive.read(name) for name in sheets))
                return
    except _DAMAGED:
        raise SeminarError(
            say("{file} is damaged, or not an Excel file.", file=path.name)
        ) from None
    what = next((form for part, form in _OTHER_FORMS.items() if part in names), NO_EXCEL)
    raise SeminarError(
        say("{file} is {what}; save the list as XLSX or CSV.", file=path.name, what=what)
    )


def _refuse_wide_open(path: Path, sheets: Iterable[bytes]) -> None:
    """Refuse a worksheet whose cells lie so far apart that the table between them fills memory."""
    for sheet in sheets:
        deep = wide = 0
        for value in _VALUE.finditer(sheet):
            before = max(value.start() - LONGEST_CELL, 0)
            place = _PLACE.match(sheet, sheet.rfind(b' r="', before, value.start()))
            if place is None:
                continue
            wide = max(wide, _column_number(place[1]))
            deep = max(deep, int(place[2]))
        if deep * wide > LARGEST_AREA:
            raise SeminarError(say("{file} is too large for a list of people.", file=path.name))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _as_text(value: object) -> str:
    if value is None or (isinstance(value, str) and value.startswith("#N/A")):
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _kept(path: Path, rows: Iterable[Iterable[str]]) -> list[Row]:
    kept = []
    for number, cells in _numbered(rows):
        kept.append(Row(number, cells))
        if len(kept) > MOST_ROWS:
            raise SeminarError(
                say(
                    "{file} has more than {n} rows; is it the list?",
                    file=path.name,
                    n=f"{MOST_ROWS:,}",
                )
            )
    return kept


def _numbered(rows: Iterable[Iterable[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows, start=1):
        cells = [_unmarked(clean(cell)) for cell in row][:MOST_COLUMNS]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, tuple(cells)
