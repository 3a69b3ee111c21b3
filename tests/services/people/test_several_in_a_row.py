"""A row that holds several people gives each of them; what is not read is said."""

import csv
import io
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.importing import Arrival, Outcome
from facilitator.services.people.spreadsheets import read_grids
from facilitator.store.files.file import SeminarFile
from ui.start import cli

SEMINAR = Seminar(time_zone="UTC", title="October", date=datetime(2011, 10, 18, tzinfo=UTC).date())
STYLES = ("Delegate {n} {what}", "{what} {n}", "Attendee {n} – {what}", "{what} (delegate {n})")
WHATS = {"name": "Name", "email": "E-mail", "role": "Job title"}
LETTERS = "abcdefghijklmnop"


def arrivals(path: Path) -> tuple[Arrival, ...]:
    sheet = importing.read_sheet(path)
    return importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR)


def people(path: Path) -> list[Participant]:
    return [each.participant for each in arrivals(path) if each.outcome in importing.TAKEN]


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


@pytest.mark.parametrize("seed", range(12))
def test_everybody_in_a_row_is_taken_with_what_is_said_of_all(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    style, most = draw.choice(STYLES), draw.randint(2, 5)
    said = ["name", *draw.sample(["email", "role"], draw.randint(0, 2))]
    own = [style.format(n=n, what=WHATS[what]) for n in range(1, most + 1) for what in said]
    expected, rows = set(), [["Invoice", "Organisation", *own, "Paid"]]
    for number in range(20):
        organisation = f"Body {LETTERS[number % 16]}{number}"
        row, came = [str(number), organisation], draw.randint(1, most)
        for place in range(most):
            who = f"{LETTERS[number % 16].title()}an {LETTERS[place].title()}{'xyz'[place % 3]}on"
            told = {"name": who, "email": f"p{number}.{place}@b.example", "role": f"Role {place}"}
            row += [told[what] if place < came else "" for what in said]
            if place < came:
                kept = {what: told[what] for what in said}
                expected.add((who, organisation, kept.get("email", ""), kept.get("role", "")))
        rows.append([*row, "yes"])
    found = people(written(tmp_path / "orders.csv", rows))
    assert {(p.name, p.organisation, p.email, p.role) for p in found} == expected
    numbers = [each.row for each in arrivals(tmp_path / "orders.csv")]
    assert len(set(numbers)) == len(numbers), "each can be left out by itself"


def test_whom_somebody_brings_comes_beside_them_and_not_with_their_address(tmp_path: Path) -> None:
    rows = (
        ("Name", "Organisation", "Email", "Guest 1 name", "Guest 2 name"),
        ("Ada Byl", "Org A", "ada@a.example", "Ben Cox", ""),
        ("Cy Day", "Org B", "cy@b.example", "Di Eve", "Ed Fay"),
    )
    found = [(p.name, p.organisation, p.email) for p in people(written(tmp_path / "g.csv", rows))]
    assert found == [
        ("Ada Byl", "Org A", "ada@a.example"),
        ("Ben Cox", "Org A", ""),
        ("Cy Day", "Org B", "cy@b.example"),
        ("Di Eve", "Org B", ""),
        ("Ed Fay", "Org B", ""),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("Forename 1", "Forename 2", "Surname"),
        ("Name", "Address 1", "Address 2"),
        ("Name", "Day 1", "Day 2"),
        ("Name", "Email 1", "Email 2"),
    ],
)
def test_numbers_in_headings_that_are_of_one_person_make_no_other(
    tmp_path: Path, headings: Sequence[str]
) -> None:
    rows = (headings, ("Ann", "b@c.example", "d@e.example"), ("Fay", "g@h.example", "i@j.example"))
    assert len(arrivals(written(tmp_path / "one.csv", rows))) == 2


def test_sections_with_headings_of_their_own_say_who_does_not_come(tmp_path: Path) -> None:
    rows: list[Sequence[str]] = []
    for title, name in (("CONFIRMED", "Ivy Jay"), ("CANCELLED", "Ola Pye"), ("LATE", "Mia Noe")):
        rows += [
            (title, "", ""),
            ("Name", "Org", "Email"),
            (name, "N Ltd", f"{name[:3]}@n.example"),
        ]
        rows += [("", "", "")]
    path = written(tmp_path / "sections.csv", rows)
    assert [person.name for person in people(path)] == ["Ivy Jay", "Mia Noe"]
    (why,) = (each.reason for each in arrivals(path) if each.participant.name == "Ola Pye")
    assert "CANCELLED" in str(why)


def test_other_lists_in_a_file_and_columns_that_are_not_taken_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Day 1"
    listed: list[tuple[str, ...]] = [
        ("Name", "Organisation", "Guest names"),
        ("Per Lind", "Lind AB", "Two friends"),
        (),
        ("Speaker name", "Talk"),
        ("Uwe Voss", "On prices"),
    ]
    for row in listed:
        first.append(row)
    second, notes = book.create_sheet("Day 2"), book.create_sheet("Catering")
    second.append(("Name", "Organisation"))
    second.append(("Rita Sol", "Sol CIC"))
    notes.append(("Forty lunches",))
    book.save(tmp_path / "days.xlsx")
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, datetime(2011, 10, 1, tzinfo=UTC)) as writer:
        writer.put(SEMINAR)
    file.close()
    assert cli.main(["import", str(tmp_path / "a.seminar"), str(tmp_path / "days.xlsx")]) == 0
    said = capsys.readouterr().out
    assert "“Day 2” is a list as well" in said
    assert "Catering" not in said
    assert "not taken: Guest names" in said
    assert "Rows 4 to 5 are another list" in said
    assert len(read_grids(tmp_path / "days.xlsx")) == 3
    assert Outcome.NEW in {each.outcome for each in arrivals(tmp_path / "days.xlsx")}
