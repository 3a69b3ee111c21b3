"""Whoever is crossed out in a workbook is not taken without a word, however that was done."""

import random
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.importing import TAKEN, Answers, Arrival
from facilitator.services.people.list_layout import STRUCK_UNSEEN, find_list, unread
from facilitator.services.people.spreadsheets import Grid, Row

SEMINAR = Seminar(title="A day", date=date(2011, 10, 18))
FIRST, FAMILY = ("Ines", "Otto", "Kofi", "Siân", "Mei"), ("Farrow", "Ames", "Reid", "Wyn", "Lee")
WAYS = ("plain", "red", "cell", "row", "words", "part", "other")


def read(path: Path, answers: Answers = importing.NO_ANSWERS) -> tuple[Arrival, ...]:
    sheet = importing.read_sheet(path)
    columns = importing.likely_columns(sheet)
    assert importing.doubt(sheet, columns) is None
    return importing.preview(sheet, columns, (), SEMINAR, answers)


def written(path: Path, people: list[tuple[str, str, str]], *, constant: bool) -> Path:
    """A workbook of people, each crossed out in one of the ways, behind a cover."""
    book = Workbook(path, {"constant_memory": constant})  # which keeps words within their cells
    struck, red = book.add_format({"font_strikeout": True}), book.add_format({"color": "red"})
    book.add_worksheet("Cover").write(4, 3, "Not this one", struck)
    sheet = book.add_worksheet("People & Co <1>")
    sheet.write_row(2, 1, ("First name", "Surname", "Organisation"))
    for row, (first, family, way) in enumerate(people, 3):
        format_ = red if way == "red" else struck if way in ("cell", "row") else None
        if way == "words":
            sheet.write_rich_string(row, 1, struck, first[:1], struck, first[1:])
        elif way == "part":
            sheet.write_rich_string(row, 1, first[:1], struck, first[1:])
        else:
            sheet.write(row, 1, first, format_)
        sheet.write(row, 2, family, format_)
        sheet.write(row, 3, "Harbour Trust", struck if way in ("row", "other") else None)
    book.close()
    return path


@pytest.mark.parametrize("constant", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_who_is_crossed_out_in_any_way_is_told_of_and_everybody_else_is_taken(
    tmp_path: Path, seed: int, constant: bool
) -> None:
    chance = random.Random(seed)
    people = [
        (f"{chance.choice(FIRST)}{n}", chance.choice(FAMILY), chance.choice(WAYS))
        for n in range(20)
    ]
    path = written(tmp_path / "people.xlsx", people, constant=constant)
    arrivals = read(path)
    assert len(arrivals) == len(people)
    for (first, family, way), arrival in zip(people, arrivals, strict=True):
        assert arrival.participant.name == f"{first} {family}"
        crossed_out = way in ("cell", "row", "words", "part")
        assert (arrival.outcome in TAKEN) is not crossed_out, way
        assert ("crossed out" in str(arrival.reason).lower()) is (crossed_out or way == "other")
    out = frozenset(each.row for each in arrivals if each.outcome not in TAKEN)
    answered = read(path, Answers(taken=out))
    assert all(each.outcome in TAKEN for each in answered), "somebody may know better"


def test_of_two_people_in_a_row_the_one_who_is_crossed_out_stays_away(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "people.xlsx")
    struck, sheet = book.add_format({"font_strikeout": True}), book.add_worksheet()
    sheet.write_row(0, 0, ("Organisation", "Delegate 1", "Delegate 2"))
    sheet.write_row(1, 0, ("Harbour Trust", "Ines Farrow", "Kofi Reid"))
    sheet.write_row(2, 0, ("Homes", "Otto Ames"))
    sheet.write(2, 2, "Siân Wyn", struck)
    book.close()
    taken = [a.participant.name for a in read(tmp_path / "people.xlsx") if a.outcome in TAKEN]
    assert taken == ["Ines Farrow", "Kofi Reid", "Otto Ames"]


def test_of_an_old_workbook_it_is_said_that_nobody_can_tell(tmp_path: Path) -> None:
    cells = (("Name", "Organisation"), ("Ines Farrow", "Harbour Trust"))
    rows = tuple(Row(number, words) for number, words in enumerate(cells, 1))
    told = [unread(find_list([Grid(rows, hides_struck=hides)])) for hides in (False, True)]
    assert told == [(), (STRUCK_UNSEEN,)]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused_in_a_sentence(tmp_path: Path, seed: int) -> None:
    people = [("Ines", "Farrow", "cell"), ("Kofi", "Reid", "part")]
    path = written(tmp_path / "people.xlsx", people, constant=True)
    whole, chance = bytearray(path.read_bytes()), random.Random(seed)
    for at in chance.sample([place for place in range(len(whole)) if whole[place]], 3):
        whole[at] ^= 1 << chance.randrange(8)
    path.write_bytes(whole)
    with suppress(SeminarError):
        importing.read_sheet(path)
