"""Lists of people arrive in every dress; each is read, or refused with a sentence."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.domain.errors import SeminarError
from facilitator.services.people.list_layout import Sheet, find_list
from facilitator.services.people.spreadsheets import column_letters, read_grids


def read_table(path: Path, encoding: str = "") -> Sheet:
    """What is in a file, its first row taken as headings."""
    grids = read_grids(path, encoding)
    return find_list(grids, heading_row=int(grids[0].rows[0].number))


def written(tmp_path: Path, content: bytes, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def workbook(tmp_path: Path, *rows: tuple[object, ...], hidden_first: bool = False) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden_first:
        sheet.append(["not", "this"])
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet("People")
    for row in rows:
        sheet.append(list(row))
    path = tmp_path / "people.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = f"Name{delimiter}Organisation\nAnn Bell{delimiter}Turning Point\n"
    sheet = read_table(written(tmp_path, text.encode()))
    assert sheet.headings == ("Name", "Organisation")
    assert sheet.rows[0].cells == ("Ann Bell", "Turning Point")


def test_commas_inside_names_do_not_outvote_semicolons(tmp_path: Path) -> None:
    text = "Name;Organisation\nBell, Ann;Homes, Ltd\nCole, Bo;Care, Ltd\nDay, Cy;Work\n"
    assert read_table(written(tmp_path, text.encode())).rows[0].cells == ("Bell, Ann", "Homes, Ltd")


def test_excels_own_separator_line_settles_the_delimiter(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, b"sep=|\r\nName|Role\r\nAnn|Chair\r\n"))
    assert sheet.headings == ("Name", "Role")


UNICODE = ("utf-8", "utf-8-sig", *(f"utf-{n}{end}" for n in (16, 32) for end in ("", "-le", "-be")))


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize(
    ("between", "end", "names"),
    [
        (",", "\n", ("王小明", "韩梅梅", "李雷")),
        (";", "\r\n", ("Анна Белова", "Иван Петров")),
        ("\t", "\r", ("Μαρία Παππά", "Γιώργος Νικολάου")),
        ("|", "\n", ("अमित शर्मा", "नेहा")),
    ],
)
def test_every_script_is_read_in_every_unicode_dress(
    tmp_path: Path, encoding: str, between: str, end: str, names: tuple[str, ...]
) -> None:
    text = "".join(f"{one}{between}{names[0]}{end}" for one in ("Name", *names))
    sheet = read_table(written(tmp_path, text.encode(encoding)))
    assert [row.cells for row in sheet.rows] == [(name, names[0]) for name in names]


@pytest.mark.parametrize("encoding", UNICODE)
def test_every_unicode_dress_is_read(tmp_path: Path, encoding: str) -> None:
    text = "Name,Organisation\nSiân Ŵyn,Tŷ Agored\nAnn Bell,Åbo\n"
    sheet = read_table(written(tmp_path, text.encode(encoding)))
    assert sheet.headings[0] == "Name"
    assert sheet.rows[0].cells == ("Siân Ŵyn", "Tŷ Agored")


def test_one_letter_that_several_encodings_share_is_read_as_usual(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, "Name\nSioned Ó Briain\n".encode("cp1252")))
    assert sheet.rows[0].cells == ("Sioned Ó Briain",)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac_roman"])
def test_western_bytes_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Name,Organisation\nZoë Müller,Café Société\nSiân O'Neil,Fundación Niño\n"
    sheet = read_table(written(tmp_path, text.encode(encoding)))
    assert sheet.rows[0].cells == ("Zoë Müller", "Café Société")
    assert sheet.rows[1].cells == ("Siân O'Neil", "Fundación Niño")


def test_a_single_accent_in_a_plain_list_is_read(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, "Name,Organisation\nRené Hall,Homes\n".encode("cp1252")))
    assert sheet.rows[0].cells[0] == "René Hall"


def test_a_chosen_encoding_overrules_the_guess(tmp_path: Path) -> None:
    path = written(tmp_path, "Name\nЖанна\n".encode("cp1251"))
    assert read_table(path, "cp1251").rows[0].cells == ("Жанна",)


def test_blank_rows_are_skipped_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, b"\n\nName,Role\n , \nAnn,Chair\n\nBo,Clerk\n"))
    assert [row.number for row in sheet.rows] == [5, 7]


def test_short_rows_are_filled_and_unseen_characters_removed(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, "Name,Role\nAnn\u200b  Bell\u00a0\n".encode()))
    assert sheet.rows[0].cells == ("Ann Bell", "")


def test_quoted_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, b'Name,Needs\nAnn,"no nuts\nramp"\n'))
    assert sheet.rows[0].cells == ("Ann", "no nuts ramp")


def test_formula_like_cells_are_only_text(tmp_path: Path) -> None:
    sheet = read_table(written(tmp_path, b"Name,Role\n=1+1,@SUM(A1)\n"))
    assert sheet.rows[0].cells == ("=1+1", "@SUM(A1)")


def test_a_workbooks_first_visible_sheet_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("Name", "Staff"), ("Ann", 12.0), hidden_first=True)
    sheet = read_table(path)
    assert (sheet.name, sheet.encoding) == ("People", "")
    assert sheet.rows[0].cells == ("Ann", "12")


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    renamed = workbook(tmp_path, ("Name",), ("Ann",)).rename(tmp_path / "people.csv")
    assert read_table(renamed).rows[0].cells == ("Ann",)


def test_a_sheet_without_headings_gets_spreadsheet_names(tmp_path: Path) -> None:
    sheet = find_list(read_grids(written(tmp_path, b"Ann,Homes\nBo,Care\n")), heading_row=0)
    assert sheet.headings == ("Column A", "Column B")
    assert [row.cells[0] for row in sheet.rows] == ["Ann", "Bo"]


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n , \n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"<svg xmlns=''><path/>\n</svg>", "is a web page"),
        (b"\xef\xbb\xbf <!-- list -->\n<html>", "is a web page"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + b"Workbook", "save the list as XLSX or CSV"),
        (archive("content.xml"), "not an Excel file"),
        (archive("xl/workbook.bin"), "Excel’s binary form"),
        (archive("xl/workbook.xml"), "is damaged"),
        (b"PK\x03\x04 torn", "is damaged"),
        (bytes(range(256)) * 20, "not a CSV or XLSX"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(SeminarError, match=words):
        read_table(written(tmp_path, content))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="is empty"):
        read_table(workbook(tmp_path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="There is no file"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(SeminarError, match="is a folder"):
        read_table(tmp_path)


def test_a_list_too_long_for_a_seminar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="more than 20,000 rows"):
        read_table(written(tmp_path, b"Name\n" + b"Ann\n" * 20_002))
