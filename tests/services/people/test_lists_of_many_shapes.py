"""Lists as programs and people make them: who comes is taken, and nobody and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.importing import TAKEN, Arrival

SEMINAR = Seminar(title="A day", date=date(2011, 10, 18), sectors=("Third sector", "Lenders"))
ZOOM = """Meeting ID,Topic,Start Time,Participants
812 3456 7890,October seminar,03/08/2024 09:55:00 AM,3

Name (Original Name),User Email,Join Time,Duration (Minutes),Guest
Ines Farrow,ines@h.example,03/08/2024 09:58:12 AM,92,Yes
Kofi Reid,kofi@r.example,03/08/2024 09:59:00 AM,90,Yes
"""
OUTLOOK = """Name,Attendance,Response
Ines Farrow <ines@h.example>,Required Attendee,Accepted
Otto Ames <otto@a.example>,Required Attendee,Declined
"Reid, Kofi" <kofi@r.example>,Optional Attendee,None
"""
FORMS = """ID,Start time,Email,Name,Your name,Your organisation,I will attend
1,1/2/24 10:00,anonymous,,Ines Farrow,Harbour Trust,Yes
2,1/2/24 10:00,anonymous,,Otto Ames,Reid,No
3,1/2/24 10:01,anonymous,,Kofi Reid,Reid,Yes
"""
FOOT = """Name,Organisation,Email
Ines Farrow,Harbour Trust,ines@h.example
Kofi Reid,Reid,kofi@r.example
Total,2,
Printed 03/03/2024 page 1 of 1,,
"""
SECTIONS = """Name,Email
Third sector,
Ines Farrow,ines@h.example
Lenders,
Kofi Reid,kofi@r.example
"""
APOLOGIES = """Attending,
Name,Organisation
Ines Farrow,Harbour Trust
Kofi Reid,Reid
,
Apologies,
Name,Organisation
Otto Ames,Menter Mon
"""
BRACKETS = """"Name
(as it should be on the badge)","Organisation","E-mail"
Ines Farrow,Harbour Trust,ines@h.example
Kofi Reid,"Reid &
Daughters",kofi@r.example
"""
NAME_OVER_PARTS = """Name,,Contact,
First,Last,Email,Phone
Ines,Farrow,ines@h.example,07700 900123
Kofi,Reid,kofi@r.example,07700 900124
"""
PARTS_IN_BRACKETS = """Entry Id,Name (First),Name (Last),Email
1,Ines,Farrow,ines@h.example
2,Kofi,Reid,kofi@r.example
"""
COUNTED_BELOW = """#,Participant,Affiliation
1,Ines Farrow,Harbour Trust
2,Kofi Reid,Reid

,Number of participants:,2
"""
DASHED = """Name – Organisation
Ines Farrow – Harbour Trust
Kofi Reid – Reid
"""
BULLETS = """Name
• Ines Farrow
• Kofi Reid
"""
BOOKED = """Booking Ref,Customer First Name,Customer Last Name,Attendee Name,Attendee Email,Status
X1,Paula,Payer,Ines Farrow,ines@h.example,Valid
X1,Paula,Payer,Kofi Reid (he/him),kofi@r.example,Valid
X2,Rita,Ray,Otto Ames,otto@a.example,Voided
"""
REMARKED = """Name,Organisation,Notes
Ines Farrow,Harbour Trust,"Apologies for booking late, and vegan"
Otto Ames,Ames,CANCELLED 12/10
Kofi Reid,Reid,vegan
Mae Ames,Ames,Apologies received
"""
BRING = """Name,Email,Number of guests,Guest names
Ines Farrow,ines@h.example,1,Otto Ames
Kofi Reid,kofi@r.example,0,
"""
WAITING = """First Name,Surname,Registration Status
Ines,Farrow,Confirmed
Otto,Ames,Waitlisted
Kofi,Reid,Approved
Ruth,Ames,Cancelled
"""
MERGE = """Salutation,Forename(s),Family name,Company / Organisation
Dr,Ines,Farrow,Harbour Trust
,Kofi,Reid,Reid
"""
FAMILY_FIRST = """Name,Organisation
"Farrow, Ines",Harbour Trust
"Reid, Kofi",Reid
"""
TWO_ROWS = """Delegate,,Organisation,,Contact
First name,Surname,Name,Sector,Email
Ines,Farrow,Harbour Trust,Third sector,ines@h.example
Kofi,Reid,Reid,Lenders,kofi@r.example
"""
LOWER_ROW = """Name,Contact,,Dietary requirements
,Email,Phone,
Ines Farrow,ines@h.example,0161 1,
Kofi Reid,kofi@r.example,0161 2,vegan
"""
HINTS = """Name,Organisation,Email
(as on the badge),(in full),(one only)
Ines Farrow,Harbour Trust,ines@h.example
Kofi Reid,Reid,kofi@r.example
Note: numbers to be confirmed with the venue.,,
* vegetarian option requested,,
"""
REGISTER = """Name,Organisation,18/10/2011,25/10/2011
Ines Farrow,Harbour Trust,x,
Kofi Reid,Reid,x,x
"""
TWO_LANGUAGES = """Enw / Name,Sefydliad / Organisation,E-bost / Email
Ines Farrow,Harbour Trust,ines@h.example
Kofi Reid,Reid,kofi@r.example
"""
CANCELLED = """Name,Organisation,Cancelled
Ines Farrow,Harbour Trust,
Otto Ames,Menter Mon,Yes
Kofi Reid,Reid,No
"""
ANSWERED = """Email Address,What is your full name?,Will you attend in person?
ines@h.example,Ines Farrow,Yes
otto@a.example,Otto Ames,"No, sorry"
kofi@r.example,Kofi Reid,"Yes, in person"
"""
NUMBERED = """Name,Organisation
1. Ines Farrow,Harbour Trust
2. Kofi Reid (Mr),Reid
"""
TITLES = """Title,First,Last,Mail
Dr,Ines,Farrow,ines@h.example
Ms,Kofi,Reid,kofi@r.example
"""
MAILED = "Ines Farrow <ines@h.example>; Kofi Reid <kofi@r.example>"
MAILED_WITH_COMMAS = '"Farrow, Ines" <ines@h.example>, "Reid, Kofi" <kofi@r.example>,\n'
MARKED_AS_TEXT = """Name,Email,Telephone
'Ines Farrow,'ines@h.example,'+44 161 1
'Kofi Reid,'kofi@r.example,'+44 161 2
"""
COUNTED = """First name,Surname,Email
Ines,Farrow,ines@h.example
Kofi,Reid,kofi@r.example
Total,,2
"""
TEAMS_WITH_COMMAS = """Meeting title\tSeminar
Start time\t10/18/11, 9:55:02 AM
Name\tFirst Join\tLast Leave\tEmail
Ines Farrow\t10/18/11, 9:58:11 AM\t10/18/11, 11:58:11 AM\tines@h.example
Kofi Reid\t10/18/11, 9:58:11 AM\t10/18/11, 11:58:11 AM\tkofi@r.example
"""
PAIRS = """Organisation,Delegate 1,Delegate 2
Harbour Trust,Ines Farrow,Kofi Reid
"""
ASKED = """Timestamp,What is your name?,What kind of organisation is it?,Which organisation is it?
2011/09/01,Ines Farrow,Charity,Harbour Trust
2011/09/02,Kofi Reid,Bank,Reid
"""


def read(words: str, folder: Path) -> tuple[Arrival, ...]:
    path = folder / "list.csv"
    path.write_text(words, "utf-8", newline="")
    sheet = importing.read_sheet(path)
    columns = importing.likely_columns(sheet)
    assert importing.doubt(sheet, columns) is None
    return importing.preview(sheet, columns, (), SEMINAR)


@pytest.mark.parametrize(
    "words",
    [
        *(ZOOM, OUTLOOK.replace('"Reid, Kofi"', "Kofi Reid"), FORMS, FOOT, SECTIONS, APOLOGIES),
        *(BRACKETS, BRING, WAITING, MERGE, FAMILY_FIRST, TITLES, TWO_ROWS, LOWER_ROW, HINTS),
        *(REGISTER, TWO_LANGUAGES, CANCELLED, ANSWERED, NUMBERED, REMARKED, MAILED),
        *(NAME_OVER_PARTS, PARTS_IN_BRACKETS, COUNTED_BELOW, DASHED, BULLETS),
        *(MAILED_WITH_COMMAS, MARKED_AS_TEXT, COUNTED, TEAMS_WITH_COMMAS, PAIRS, ASKED),
    ],
)
def test_those_who_come_are_taken_and_nobody_else(words: str, tmp_path: Path) -> None:
    taken = [each.participant for each in read(words, tmp_path) if each.outcome in TAKEN]
    assert [person.name for person in taken] == ["Ines Farrow", "Kofi Reid"]
    mails = {person.email for person in taken}
    assert mails in ({"ines@h.example", "kofi@r.example"}, {""})
    assert not {person.role for person in taken} - {""}


@pytest.mark.parametrize(
    ("words", "row", "why"),
    [
        (FOOT, 4, "a total or the foot of a page"),
        (SECTIONS, 2, "the title of a section"),
        (APOLOGIES, 8, "stands under “Apologies”"),
        (WAITING, 3, "The list says “Waitlisted”"),
        (FORMS, 3, "The list says “No”"),
        (CANCELLED, 3, "The list says “Cancelled: Yes”"),
        (ANSWERED, 3, "The list says “No, sorry”"),
        (HINTS, 5, "a remark, not like a person"),
        (REMARKED, 3, "The list says “CANCELLED 12/10”"),
    ],
)
def test_whoever_is_not_taken_is_told_with_why_and_can_be_taken_by_hand(
    words: str, row: int, why: str, tmp_path: Path
) -> None:
    told = {each.row: each.reason for each in read(words, tmp_path)}
    assert why in str(told[row])
    sheet = importing.read_sheet(tmp_path / "list.csv")
    answers = importing.Answers(taken=frozenset({row}))
    again = importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR, answers)
    assert next(each for each in again if each.row == row).outcome in TAKEN


def test_a_comma_in_some_names_turns_none_around(tmp_path: Path) -> None:
    words = 'Name,Organisation\n"King, Jr.",Reid\n"Farrow, Ines",Harbour Trust\n'
    names = [each.participant.name for each in read(words, tmp_path)]
    assert names == ["King, Jr.", "Farrow, Ines"]


def test_headings_in_two_rows_are_read_together(tmp_path: Path) -> None:
    told = [each.participant for each in read(TWO_ROWS, tmp_path) if each.outcome in TAKEN]
    assert [each.organisation for each in told] == ["Harbour Trust", "Reid"]
    assert [each.sector for each in told] == ["Third sector", "Lenders"]
    told = [each.participant for each in read(LOWER_ROW, tmp_path) if each.outcome in TAKEN]
    assert [each.needs for each in told] == ["", "vegan"]
    assert [each.email for each in told] == ["ines@h.example", "kofi@r.example"]


@pytest.mark.parametrize("words", [BOOKED, BOOKED.replace("Customer ", "")])
def test_who_booked_gives_nobody_else_their_name(words: str, tmp_path: Path) -> None:
    told = [each.participant for each in read(words, tmp_path) if each.outcome in TAKEN]
    assert [(each.name, each.email) for each in told] == [
        ("Ines Farrow", "ines@h.example"),
        ("Kofi Reid", "kofi@r.example"),
    ]


def test_those_who_wait_are_on_another_sheet_than_those_who_come(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = Workbook(path)
    for title, name in (("Waiting list", "Otto Ames"), ("Delegates", "Ines Farrow")):
        page = book.add_worksheet(title)
        page.write_row(0, 0, ("Name", "Organisation"))
        page.write_row(1, 0, (name, "Harbour Trust"))
    book.close()
    sheet = importing.read_sheet(path)
    assert [row.cells[0] for row in sheet.rows] == ["Ines Farrow"]
    waiting = importing.read_sheet(path, name="Waiting list")
    assert [row.cells[0] for row in waiting.rows] == ["Otto Ames"]


def test_what_one_cell_says_down_several_rows_is_said_of_each(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = Workbook(path)
    page = book.add_worksheet()
    rows = [("Organisation", "Name"), ("", "Ines Farrow"), ("", "Otto Ames"), ("Reid", "Kofi Reid")]
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    page.merge_range(1, 0, 2, 0, "Harbour Trust")
    book.close()
    sheet = importing.read_sheet(path)
    found = importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR)
    told = [each.participant.organisation for each in found]
    assert told == ["Harbour Trust", "Harbour Trust", "Reid"]


CAME = ("Completed", "Paid", "Partially refunded", "Not cancelled", "on-hold", "Confirmed")
WENT = ("Cancelled", "Refunded", "Voided", "Payment failed", "canceled", "Abandoned", "storniert")
OF_COMING = (
    *("Order Status", "Ticket status", "Booking state", "Payment status", "Registration Status"),
    *("Bestellstatus", "Statut de la commande", "Estado del pedido", "Statws"),
)
OF_OTHER_THINGS = ("Membership status", "Abstract status", "E-mail status", "Visa Status")


@pytest.mark.parametrize("heading", OF_COMING)
def test_a_status_of_any_kind_tells_who_does_not_come(heading: str, tmp_path: Path) -> None:
    """Also where another status stands beside it, on either side, and says that they do."""
    for n, (came, went) in enumerate(zip(CAME, WENT, strict=False)):
        beside = "Attendee status" if n % 2 else "Phone"
        columns = ((heading, beside), (beside, heading))[n // 2 % 2]
        cells = {heading: (came, went), beside: ("Valid", "Valid")}
        lines = [",".join(("First name", "Surname", *columns))]
        for who, name in enumerate(("Ines,Farrow", "Otto,Ames")):
            lines.append(",".join((name, *(cells[column][who] for column in columns))))
        told = read("\n".join(lines), tmp_path)
        assert [each.outcome in TAKEN for each in told] == [True, False], (heading, came, went)
        assert went in str(told[1].reason)


@pytest.mark.parametrize("heading", OF_OTHER_THINGS)
def test_the_status_of_something_else_keeps_nobody_away(heading: str, tmp_path: Path) -> None:
    words = f"Name,Email,{heading}\nInes Farrow,ines@h.example,Rejected\n"
    assert read(words, tmp_path)[0].outcome in TAKEN


@pytest.mark.parametrize(
    ("heading", "cells", "names"),
    [
        ("Surname, first name", "Farrow, Ines|Reid, Kofi", "Ines Farrow|Kofi Reid"),
        ("Surname, first name", "Farrow, Ines|Kofi Reid", "Ines Farrow|Kofi Reid"),
        ("Surname, first name", "Farrow Ines|van der Berg Kofi", "Ines Farrow|Kofi van der Berg"),
        ("Surname / First name", "Farrow Ines|Reid Kofi", "Ines Farrow|Kofi Reid"),
        ("Name (surname first)", "Farrow Ines|Reid Kofi", "Ines Farrow|Kofi Reid"),
        ("Delegate (Last, First)", "Farrow, Ines|Reid, Kofi", "Ines Farrow|Kofi Reid"),
        ("Name, Vorname", "Farrow Ines|Reid Kofi", "Ines Farrow|Kofi Reid"),
        ("Nom Prénom", "FARROW Ines|LE GOFF Kofi", "Ines FARROW|Kofi LE GOFF"),
        ("Cyfenw, enw cyntaf", "Farrow, Ines|Reid, Kofi", "Ines Farrow|Kofi Reid"),
        ("Фамилия, имя", "Иванова Анна|Reid Kofi", "Анна Иванова|Kofi Reid"),
        ("Name", "FARROW Ines|McDONALD Kofi", "Ines FARROW|Kofi McDONALD"),
        # Nothing tells, or it tells that they stand in the usual order:
        ("First name / Last name", "Ines Farrow|Kofi Reid", "Ines Farrow|Kofi Reid"),
        ("Nom et prénom", "Ines Farrow|Kofi Reid", "Ines Farrow|Kofi Reid"),
        ("Surname, first name", "Garcia Lopez Ines|Reid Kofi", "Garcia Lopez Ines|Kofi Reid"),
        ("姓 / 名", "田中 太郎|佐藤 花子", "田中 太郎|佐藤 花子"),
        ("Vezetéknév és keresztnév", "Nagy Anna|Kiss Eva", "Nagy Anna|Kiss Eva"),
        ("Name", "AJ Farrow|Kofi Reid|Mae Ames", "AJ Farrow|Kofi Reid|Mae Ames"),
    ],
)
def test_family_names_that_stand_first_in_one_column_are_turned(
    heading: str, cells: str, names: str, tmp_path: Path
) -> None:
    rows = "\n".join(f'"{cell}",Reid' for cell in cells.split("|"))
    told = read(f'"{heading}",Organisation\n{rows}\n', tmp_path)
    assert [each.participant.name for each in told] == names.split("|")
    is_open = [each.participant.name for each in told if "family name" in str(each.reason)]
    assert is_open == [name for name in names.split("|") if name.startswith("Garcia")]


def test_parts_of_names_behind_a_colon_and_of_students_are_found(tmp_path: Path) -> None:
    shop = "Order status,Attendee name: Given name,Attendee name: Family name\npaid,Ines,Farrow\n"
    students = "Student,ID,Section\nInes Farrow,1,North\n"
    for words in (shop, students):
        assert [each.participant.name for each in read(words, tmp_path)] == ["Ines Farrow"]


def test_ticks_and_days_under_those_who_do_not_come_keep_them_away(tmp_path: Path) -> None:
    for heading, cell in (("Not coming", "✓"), ("Cancelled on", "05/02/2011"), ("Coming", "N")):
        words = f"Name,Organisation,{heading}\nInes Farrow,Reid,\nOtto Ames,Reid,{cell}\n"
        assert [each.outcome in TAKEN for each in read(words, tmp_path)] == [True, False], heading


def test_titles_between_names_in_one_column_are_nobody(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Table 1\nInes Farrow\nTable 2\nKofi Reid\n", "utf-8")
    sheet = importing.read_sheet(path, heading_row=0)
    people = importing.preview(sheet, importing.likely_columns(sheet), (), SEMINAR)
    taken = [each.participant.name for each in people if each.outcome in TAKEN]
    assert taken == ["Ines Farrow", "Kofi Reid"]


@pytest.mark.parametrize("name", ["'t Hooft", "'s Gravesande", "'Abd al-Rahman'"])
def test_names_that_begin_with_an_apostrophe_keep_it(name: str, tmp_path: Path) -> None:
    (found,) = read(f"Name,Organisation\n{name},Leiden\n", tmp_path)
    assert found.participant.name == name


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("BEGIN:VCARD\r\nFN:Ines Farrow\r\nEND:VCARD\r\n", "a file of contacts (vCard)"),
        ("BEGIN:VCALENDAR\nATTENDEE;CN=Ines Farrow:mailto:i@h.example\n", "a calendar entry"),
        ('\ufeff\n[{"name": "Ines Farrow"}]', "data for programs (JSON)"),
        ("From: ines@h.example\nTo: kofi@r.example\n\nWho comes\n", "an e-mail"),
        ("dn: cn=Ines Farrow\nmail: ines@h.example\n", "a file of contacts (LDIF)"),
    ],
)
def test_a_form_that_is_no_list_is_named_with_what_to_do(
    words: str, what: str, tmp_path: Path
) -> None:
    with pytest.raises(SeminarError) as refused:
        read(words, tmp_path)
    assert what in str(refused.value)
    assert "save the list as CSV or XLSX" in str(refused.value)
