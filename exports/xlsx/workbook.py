"""The tables of a paper as a workbook: a sheet each, every cell of its column's type.

What people wrote is text, whatever it looks like: never a formula, a number, a link or a date.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.dataset import Dataset, DataTable, PrintedShare, Type, Value
from exports.whole_file import replacing

_MOST_UNITS = 32_767
"""How many UTF-16 units a cell holds (Excel's specification)."""

_CUT = " … [cut here: the whole text is in the CSV files]"
_WIDE, _NARROW, _PADDING = 60, 8, 2
_SHOWN_ROWS = 200
"""So many rows tell how wide a column should be."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


def _per_cent(places: int = 0, literal: str = "") -> str:
    """How a workbook shows a share: "75 %", or words of their own in its place."""
    if literal:
        return f'"{literal}\N{NO-BREAK SPACE}%"'
    return f'0{"." if places else ""}{"0" * places}"\N{NO-BREAK SPACE}"%'


_FORMATS: dict[Type | str, dict[str, object]] = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    Type.TEXT: {"text_wrap": True, "valign": "top", "num_format": "@"},
    Type.ID: {"valign": "top", "num_format": "@"},
    Type.CODE: {"valign": "top", "num_format": "@"},
    Type.COUNT: {"valign": "top", "num_format": "0"},
    Type.NUMBER: {"valign": "top"},
    Type.SHARE: {"valign": "top", "num_format": _per_cent()},
    Type.YES_NO: {"valign": "top"},
    Type.DAY: {"valign": "top", "num_format": "yyyy-mm-dd"},
    Type.CLOCK: {"valign": "top", "num_format": "hh:mm"},
    Type.MOMENT: {"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"},
}


def write_workbook(data: Dataset, title: str, made_at: datetime, path: Path) -> None:
    """Write every table to a sheet of its own; the same tables give the same bytes.

    Raises SeminarError where the place cannot be written.
    """
    packed = BytesIO()
    book = Workbook(packed, _OPTIONS)
    book.set_properties({"title": title, "created": made_at.astimezone(UTC), "author": ""})
    formats = _Formats(book)
    for table in data.tables:
        _fill(book.add_worksheet(table.name), table, formats)
    book.close()
    with replacing(path) as file:
        file.write(packed.getvalue())


class _Formats:
    """The looks of cells: by what their column holds, of shares by how papers print them."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def of(self, kind: Type | str, value: Value = None) -> Format:
        """The look of a cell of that kind which holds the value."""
        looks = dict(_FORMATS[kind])
        if isinstance(value, PrintedShare):
            looks["num_format"] = _as_printed(value)
        return self._made.setdefault(f"{kind} {looks}", self._book.add_format(looks))


def _as_printed(share: PrintedShare) -> str:
    """The number format in which the cell's exact share reads as papers print it."""
    printed = share.printed
    exact = Decimal(repr(float(share))) * 100
    if exact.quantize(printed, ROUND_HALF_UP) == printed:
        return _per_cent(max(0, -int(printed.as_tuple().exponent)))
    return _per_cent(literal=f"{printed}")


def _fill(sheet: Worksheet, table: DataTable, formats: _Formats) -> None:
    last = len(table.fields) - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), last)
    for place, field in enumerate(table.fields):
        sheet.write_string(0, place, field.name, formats.of("head"))
        sheet.set_column(place, place, _width(table, place))
    for row, values in enumerate(table.rows, start=1):
        for place, (field, value) in enumerate(zip(table.fields, values, strict=True)):
            if value is not None:
                _WRITERS[field.type](sheet, row, place, value, formats.of(field.type, value))


def _width(table: DataTable, place: int) -> int:
    """Characters that most of the column's cells have room for."""
    texts = [str(row[place]) for row in table.rows[:_SHOWN_ROWS] if row[place] is not None]
    longest = max(map(len, (table.fields[place].name, *texts)))
    return max(_NARROW, min(_WIDE, longest + _PADDING))


def fitting(text: str) -> str:
    """The text as a cell holds it, its lines ending in LF; a longer one says where the rest is."""
    text = text.replace("\r\n", "\n")
    if len(text.encode("utf-16-le")) <= 2 * _MOST_UNITS:
        return text
    room = 2 * (_MOST_UNITS - len(_CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _text(sheet: Worksheet, row: int, place: int, value: Value, looks: Format) -> None:
    sheet.write_string(row, place, fitting(str(value)), looks)


def _number(sheet: Worksheet, row: int, place: int, value: Any, looks: Format) -> None:
    sheet.write_number(row, place, float(value), looks)


def _yes_no(sheet: Worksheet, row: int, place: int, value: Value, looks: Format) -> None:
    sheet.write_boolean(row, place, bool(value), looks)


def _time(sheet: Worksheet, row: int, place: int, value: Value, looks: Format) -> None:
    assert isinstance(value, date | datetime | time)
    told = value.astimezone(UTC) if isinstance(value, datetime) else value
    sheet.write_datetime(row, place, told, looks)


_WRITERS: dict[Type, Callable[[Worksheet, int, int, Any, Format], None]] = {
    Type.ID: _text,
    Type.TEXT: _text,
    Type.CODE: _text,
    Type.COUNT: _number,
    Type.NUMBER: _number,
    Type.SHARE: _number,
    Type.YES_NO: _yes_no,
    Type.DAY: _time,
    Type.CLOCK: _time,
    Type.MOMENT: _time,
}
