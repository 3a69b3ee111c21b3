"""The tables of a paper as one JSON text, for programs: each with its columns and its rows by name.

Days and moments are ISO 8601 as in the files of values; no text has a sign put in front.
"""

import json
from decimal import Decimal

from exports.csv.files import spelt
from exports.dataset import Dataset, Value


def json_of(data: Dataset) -> bytes:
    """All tables; the same tables give the same bytes."""
    tables = [
        {
            "name": table.name,
            "title": table.title,
            "columns": [{"name": f.name, "label": f.label, "type": f.type} for f in table.fields],
            "rows": [{name: _plain(value) for name, value in row.items()} for row in table.records],
        }
        for table in data.tables
    ]
    return json.dumps({"tables": tables}, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(value: Value) -> str | int | float | bool | None:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return float(value) if isinstance(value, Decimal) else spelt(value)
