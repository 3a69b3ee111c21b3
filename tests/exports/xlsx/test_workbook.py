"""The workbook read back with another library: every table whole, every text a text."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from exports.content.data import dataset_of
from exports.csv.files import files_of
from exports.dataset import Dataset, DataTable, PrintedShare, Type, Value, field
from exports.papers import write_tables
from exports.xlsx.workbook import fitting, write_workbook
from facilitator.domain.report.summary import Summary
from tests.exports.csv.test_files import read_back
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary

NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
HOSTILE = (*NAUGHTY, "+44 121", "-1", "1e5", "2011-10-18", "TRUE", "http://example.org", "_x0041_")


@pytest.fixture(scope="module")
def summary() -> Summary:
    return seminar_summary(responses=3, findings=3, seed=7)


def one_column(*texts: str) -> Dataset:
    rows = tuple((text,) for text in texts)
    return Dataset((DataTable(name="t", title="T", fields=(field("words", "W"),), rows=rows),))


def as_told(type: Type, value: Value) -> object:
    """The value as a workbook can tell it: exact, moments in UTC without a zone."""
    if value is None or type in (Type.ID, Type.TEXT, Type.CODE, Type.YES_NO, Type.CLOCK):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return datetime.combine(value, time())
    return float(value)  # type: ignore[arg-type]


def test_every_value_of_every_table_is_read_back(summary: Summary, tmp_path: Path) -> None:
    write_tables(summary, tmp_path / "t.xlsx")
    data = dataset_of(summary)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [table.name for table in data.tables]
    for table in data.tables:
        sheet = book[table.name]
        head, *rows = sheet.iter_rows(values_only=True)
        assert head == tuple(column.name for column in table.fields)
        for found, row in zip(rows, table.rows, strict=True):
            for column, got, value in zip(table.fields, found, row, strict=True):
                got = got.replace(microsecond=0) if isinstance(got, datetime) else got
                wanted = as_told(column.type, value)
                if isinstance(wanted, float):  # a workbook keeps 16 digits
                    wanted = pytest.approx(wanted, rel=1e-15)
                assert got == wanted, (table.name, column.name)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_workbook_and_files_of_values_say_the_same(summary: Summary, tmp_path: Path) -> None:
    """Read back by two other readers: cell for cell, the numbers as they are."""
    write_tables(summary, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for name, content in files_of(dataset_of(summary)).items():
        plain = read_back(content)
        sheet = list(book[name.removesuffix(".csv")].iter_rows(values_only=True))
        assert len(plain) == len(sheet)
        for told, cells in zip(plain[1:], sheet[1:], strict=True):
            for text, cell in zip(told, cells, strict=True):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    assert float(text) == pytest.approx(float(cell), rel=1e-15)
                elif isinstance(cell, str):
                    assert text == cell


def test_what_people_wrote_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    write_workbook(one_column(*HOSTILE), "T", NOW, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["t"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    read = [str(cell.value).replace("\r\n", "\n") for cell in cells]
    assert read == [text.replace("\r\n", "\n") for text in HOSTILE]
    assert all(cell.hyperlink is None for cell in cells)
    with ZipFile(tmp_path / "t.xlsx") as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


def test_a_text_longer_than_a_cell_says_where_the_rest_is(tmp_path: Path) -> None:
    for long in ("x" * 40_000, "👍" * 20_000):
        write_workbook(one_column(long), "T", NOW, tmp_path / "t.xlsx")
        told = openpyxl.load_workbook(tmp_path / "t.xlsx")["t"]["A2"].value
        assert isinstance(told, str)
        assert told.endswith("CSV files]")
        assert len(told.encode("utf-16-le")) <= 2 * 32_767
    assert fitting("👍" * 16_000) == "👍" * 16_000


def test_the_same_tables_give_the_same_bytes_and_hold_no_name_of_a_person(
    summary: Summary, tmp_path: Path
) -> None:
    write_tables(summary, tmp_path / "a.xlsx")
    write_tables(replace(summary), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    about = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert not about.creator
    assert not about.lastModifiedBy
    assert about.created == summary.made_at.replace(tzinfo=None, microsecond=0)


def shown(cell: Any) -> str:
    """A share as a spreadsheet shows it (its number format, read by the words of ECMA-376)."""
    form = cell.number_format
    if form.startswith('"'):
        return str(form.strip('"'))
    places = form.partition(".")[2].count("0")
    share = Decimal(repr(cell.value)) * 100
    return f"{share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}\N{NO-BREAK SPACE}%"


def test_shares_read_in_a_workbook_as_papers_print_them(summary: Summary, tmp_path: Path) -> None:
    """Also where a verdict needs a decimal, and where parts of one whole make 100 %."""
    shares = [
        (44 / 59, Decimal("74.6"), "74.6"),  # 75 % asked for, and not reached
        (9 / 29, Decimal(32), "32"),  # 34 + 34 + 32, by largest remainder
        (57 / 200, Decimal(29), "29"),
        (0.125, None, "13"),
    ]
    rows = tuple((PrintedShare(s, as_) if as_ else s,) for s, as_, _ in shares)
    table = DataTable(name="t", title="T", fields=(field("s", "S", Type.SHARE),), rows=rows)
    write_workbook(Dataset((table,)), "T", NOW, tmp_path / "s.xlsx")
    cells = [cell for (cell,) in list(openpyxl.load_workbook(tmp_path / "s.xlsx")["t"].rows)[1:]]
    assert [cell.value for cell in cells] == [pytest.approx(row[0]) for row in rows]
    assert [shown(cell) for cell in cells] == [f"{as_}\N{NO-BREAK SPACE}%" for *_, as_ in shares]


def test_every_share_of_the_measures_stands_as_its_per_cent(tmp_path: Path) -> None:
    write_tables(seminar_summary(responses=3, findings=3, seed=7), tmp_path / "t.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "t.xlsx")["measures"].rows
    names = [cell.value for cell in head]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    seen = [one for one in told if one["percent"].value is not None]
    assert seen
    for one in seen:
        figure = one["agreement"] if one["agreement"].value is not None else one["share"]
        assert shown(figure) == f"{one['percent'].value:g}\N{NO-BREAK SPACE}%"
