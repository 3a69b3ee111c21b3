"""Lists under titles, between sections and from ticket shops: everybody who comes is found."""

import csv
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.importing import Outcome

LISTS = Path(__file__).parent / "lists"
SEMINAR = Seminar(title="Partnerships", date=date(2011, 10, 18))


def coming(path: Path) -> list[str]:
    """The names of those who are taken from a list that nobody has said anything about."""
    sheet = importing.read_sheet(path)
    arrivals = importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR)
    return [each.participant.name for each in arrivals if each.outcome is Outcome.NEW]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        (
            "01-teams-attendance.csv",
            ["Ines Farrow", "Tomás Ó Briain", "Dilys Wynne", "Kofi Mensah-Reid"],
        ),
        ("02-title-above-headings.csv", ["Ines Farrow", "Kofi Mensah-Reid", "Dilys Wynne"]),
        ("02-title-above-headings.xlsx", ["Ines Farrow", "Kofi Mensah-Reid", "Dilys Wynne"]),
        ("04-strict.xlsx", ["Ines Farrow", "Kofi Mensah-Reid"]),
        ("05-hidden-first-sheet.xlsx", ["Ines Farrow", "Kofi Mensah-Reid"]),
        ("06-namesakes.csv", ["John Smith", "John Smith", "Mary Ames", "Otto Ames", "Ruth Ames"]),
        ("08-ticket-shop.csv", ["Ines Farrow", "Kofi Mensah-Reid"]),
    ],
)
def test_lists_that_once_failed_are_read(name: str, people: list[str]) -> None:
    assert coming(LISTS / name) == people


def test_a_video_meetings_roles_are_nobodys_job() -> None:
    sheet = importing.read_sheet(LISTS / "01-teams-attendance.csv")
    arrivals = importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR)
    assert {each.participant.role for each in arrivals} == {""}


FIRST = ("Ines", "Kofi", "Dilys", "Tomás", "Ana", "Owain", "Ruth", "Otto", "Mei", "Sioned")
LAST = ("Farrow", "Mensah-Reid", "Wynne", "Ó Briain", "Smith", "Ames", "Pugh", "Okoro")
TITLES = ("Delegates for the seminar", "as of Friday, please do not forward", "Autumn list 2011")
SECTIONS = ("Speakers", "From the councils", "Third sector partners", "2. Guests")
HEADINGS = (
    ("Name", "Organisation", "Email"),
    ("Email address", "Company", "Full name"),
    ("First name", "Surname", "Employer", "E-mail"),
    ("Attendee name", "Dietary requirements", "Attendee email"),
)


def written_list(dice: random.Random) -> tuple[list[list[str]], list[str]]:
    """A list as organisers make it, and who is on it: titles above, blank rows, sections each with
    or without their headings again.
    """
    headings = list(dice.choice(HEADINGS))
    rows: list[list[str]] = []
    for title in dice.sample(TITLES, dice.randrange(3)):
        rows += [[title], *[[]] * dice.randrange(2)]
    again = dice.random() < 0.5
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    people = dice.sample(names, dice.randrange(2, 12))
    parts = [people[:1], people[1:]] if len(people) > 3 and dice.random() < 0.5 else [people]
    for number, part in enumerate(parts):
        if number or dice.random() < 0.3:
            rows += [[], [dice.choice(SECTIONS)]]
        if number == 0 or again:
            rows.append(headings)
        rows += [person_row(name, headings) for name in part]
    return rows, people


def person_row(name: str, headings: list[str]) -> list[str]:
    first, last = name.split(" ", 1)
    known = {
        "name": name,
        "fullname": name,
        "attendeename": name,
        "firstname": first,
        "surname": last,
        "organisation": f"{last} Trust",
        "company": f"{last} Trust",
        "employer": f"{last} Trust",
        "email": f"{first.lower()}@{last.split()[-1].lower()}.example",
        "dietaryrequirements": "",
    }
    plain = {heading: heading.lower().replace(" ", "").replace("-", "") for heading in headings}
    known["emailaddress"] = known["attendeeemail"] = known["email"]
    return [known[plain[heading]] for heading in headings]


@pytest.mark.parametrize("seed", range(120))
def test_everybody_is_found_under_titles_and_between_sections(tmp_path: Path, seed: int) -> None:
    rows, people = written_list(random.Random(seed))
    path = tmp_path / "list.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    assert coming(path) == people


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "rows",
    [
        [["Delegates"], ["For the seminar"], ["As of Friday"], ["Name", "Email", "Role"]],
        [["Delegates"], [], ["Surname, first name", "Email"]],
    ],
)
def test_what_separates_columns_is_found_under_titles_and_beside_commas(
    tmp_path: Path, separator: str, rows: list[list[str]]
) -> None:
    path, people = (
        tmp_path / "list.csv",
        [["Bell, Ann", "ann@b.example"], ["Cole, Bo", "b@c.example"]],
    )
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=separator).writerows(
            rows + [person + [""] * (len(rows[-1]) - 2) for person in people]
        )
    assert [row.cells[0] for row in importing.read_sheet(path).rows[-2:]] == [
        "Bell, Ann",
        "Cole, Bo",
    ]


def test_the_heading_row_can_be_said_and_rows_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Woher\nAnn Bell,Homes\nBo Cole,Care\nTotal,2\n", encoding="utf-8")
    sheet = importing.read_sheet(path, heading_row=1)
    answers = importing.Answers(left_out=frozenset({4}))
    columns = {importing.Field.NAME: 0, importing.Field.ORGANISATION: 1}
    arrivals = importing.preview(sheet, columns, (), SEMINAR, answers)
    assert [each.outcome for each in arrivals] == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
    assert str(arrivals[2].reason) == "Left out by hand."


def test_a_row_taken_for_a_title_can_be_taken_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\nAnn,a@b.example\n\nMadonna,\nBo,b@b.example\n", encoding="utf-8")
    sheet = importing.read_sheet(path)
    columns = importing.likely_columns(sheet)
    assert importing.preview(sheet, columns, (), SEMINAR)[1].outcome is Outcome.REFUSED
    taken = importing.Answers(taken=frozenset({4}))
    assert importing.preview(sheet, columns, (), SEMINAR, taken)[1].outcome is Outcome.NEW


def test_the_worksheet_that_looks_like_a_list_is_read_and_another_can_be_chosen(
    tmp_path: Path,
) -> None:
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["Please print on yellow paper"])
    people = book.create_sheet("Bookings")
    people.append(["Name", "Email"])
    people.append(["Ann Bell", "ann@bell.example"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    sheet = importing.read_sheet(path)
    assert (sheet.name, sheet.names) == ("Bookings", ("Notes", "Bookings"))
    assert importing.read_sheet(path, name="Notes").headings != sheet.headings


def test_a_sheet_that_is_formatted_to_its_last_row_holds_the_people_in_it(tmp_path: Path) -> None:
    path = formatted_to_the_end(tmp_path, b"")
    assert coming(path) == ["Ann Bell"]


def test_a_sheet_whose_last_cell_is_in_its_last_corner_is_refused_before_it_fills_memory(
    tmp_path: Path,
) -> None:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(SeminarError, match="too large"):
        coming(formatted_to_the_end(tmp_path, corner, rows=10))


def formatted_to_the_end(tmp_path: Path, last: bytes, rows: int = 1_048_575) -> Path:
    small, path = tmp_path / "small.xlsx", tmp_path / "large.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Email"])
    sheet.append(["Ann Bell", "ann@bell.example"])
    book.save(small)
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, rows + 1))
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", empty + last + b"</sheetData>")
            new.writestr(name, content)
    return path
