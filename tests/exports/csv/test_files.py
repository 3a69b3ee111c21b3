"""The files of values read back: exact, and no text a formula."""

import csv
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from exports.csv.files import files_of, write_files
from exports.dataset import Dataset, DataTable, Type, Value, field
from facilitator.domain.errors import SeminarError
from tests.exports.noted import NAUGHTY

FORMULAS = ("=1+1", "+44", "-1", "@SUM(A1)", "'quoted'", "\t=1", "\n=1")


def read_back(content: bytes) -> list[list[str]]:
    """The rows of a file, what was put before formulas taken off again."""
    rows = csv.reader(StringIO(content.decode("utf-8"), newline=""))
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def of_texts(*texts: str) -> Dataset:
    rows = tuple((text,) for text in texts)
    return Dataset((DataTable(name="t", title="T", fields=(field("words", "W"),), rows=rows),))


def test_whatever_people_wrote_is_read_back_as_they_wrote_it() -> None:
    texts = (*NAUGHTY, *FORMULAS, "ŵ Ελλ مرحبا 👍", 'said "so", twice')
    content = files_of(of_texts(*texts))["t.csv"]
    assert [row[0] for row in read_back(content)] == ["words", *texts]


def test_no_cell_begins_as_a_formula_does() -> None:
    rows = csv.reader(StringIO(files_of(of_texts(*FORMULAS))["t.csv"].decode(), newline=""))
    assert all(cell.startswith("'") for row in list(rows)[1:] for cell in row)


def test_values_are_written_exactly_and_nothing_is_an_empty_cell() -> None:
    summer = timezone(timedelta(hours=1))
    values: dict[Type, tuple[Value, str]] = {
        Type.MOMENT: (datetime(2011, 10, 18, 9, 30, tzinfo=summer), "2011-10-18T08:30:00+00:00"),
        Type.DAY: (date(2011, 10, 18), "2011-10-18"),
        Type.CLOCK: (time(9, 30), "09:30:00"),
        Type.SHARE: (1 / 3, "0.3333333333333333"),
        Type.NUMBER: (Decimal("-33.3"), "-33.3"),
        Type.COUNT: (-3, "-3"),
        Type.YES_NO: (True, "true"),
        Type.TEXT: (None, ""),
    }
    fields = tuple(field(kind.name, "L", kind) for kind in values)
    row = tuple(value for value, _ in values.values())
    content = files_of(Dataset((DataTable(name="t", title="T", fields=fields, rows=(row,)),)))
    rows = csv.reader(StringIO(content["t.csv"].decode(), newline=""))
    assert list(rows)[1] == [told for _, told in values.values()]


def test_a_folder_is_made_whole_and_none_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_files(of_texts("once"), folder)
    assert [path.name for path in folder.iterdir()] == ["t.csv"]
    with pytest.raises(SeminarError, match="exists already"):
        write_files(of_texts("twice"), folder)
    assert b"once" in (folder / "t.csv").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_times_are_told_to_the_second_as_a_workbook_tells_them() -> None:
    began = datetime(2011, 10, 18, 10, 23, 27, 507758, tzinfo=UTC)
    fields = (field("at", "When", Type.MOMENT), field("clock", "At", Type.CLOCK))
    told = DataTable(name="t", title="T", fields=fields, rows=((began, began.time()),))
    assert told.rows == ((began.replace(microsecond=0), time(10, 23, 27)),)
