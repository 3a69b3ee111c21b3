"""The tables of a paper as files of comma-separated values (RFC 4180), one a table.

They are UTF-8; days and moments are ISO 8601, moments with their offset; an empty cell is what its
line in the codebook says. Programs that open such files take some texts for formulas: a text that
begins with one of = + - @ ' (or with a tab or a line end) has one ' more in front.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from io import StringIO
from pathlib import Path

from exports.dataset import Dataset, DataTable, Type, Value
from exports.whole_file import in_new_folder

_FORMULA_SIGNS = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
_TEXTS = (Type.ID, Type.TEXT, Type.CODE)


def write_files(data: Dataset, folder: Path) -> None:
    """Write a file for each table into a folder that is made for them.

    Raises SeminarError where something stands there already, or nothing can be written.
    """
    in_new_folder(folder, files_of(data))


def files_of(data: Dataset) -> Mapping[str, bytes]:
    """The files by name."""
    return {f"{table.name}.csv": file_of(table).encode() for table in data.tables}


def file_of(table: DataTable) -> str:
    """One table as the text of its file."""
    held = StringIO(newline="")
    rows = csv.writer(held, lineterminator="\r\n")
    rows.writerow(field.name for field in table.fields)
    rows.writerows(_rows(table))
    return held.getvalue()


def _rows(table: DataTable) -> Iterator[list[str]]:
    for row in table.rows:
        yield [
            spelt(value) if field.type not in _TEXTS or value is None else as_text(str(value))
            for field, value in zip(table.fields, row, strict=True)
        ]


def as_text(text: str) -> str:
    """The text, in front of it one ' where it would be taken for a formula or begins with one."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def spelt(value: Value) -> str:
    """A value that is no text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
