"""What a list of people turns into, row by row, before and after it is taken."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.people.same_person import letters
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import importing
from facilitator.services.people.column_fields import Field
from facilitator.services.people.columns import guess_columns
from facilitator.services.people.importing import Answers, Arrival, Outcome
from facilitator.services.people.list_layout import Sheet
from facilitator.services.people.sector_words import suggested
from facilitator.services.people.spreadsheets import Row
from facilitator.services.records import undoing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 1, 9, 0, tzinfo=UTC)
SEMINAR = Seminar(
    title="Partnerships",
    date=date(2011, 10, 18),
    sectors=("Third sector", "Local government"),
    sizes=("1–10 staff", "11–50 staff"),
)


def previewed(
    tmp_path: Path,
    text: str,
    *existing: Participant,
    seminar: Seminar = SEMINAR,
    answers: Answers | None = None,
) -> tuple[Arrival, ...]:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    sheet = importing.read_sheet(path)
    return importing.preview(
        sheet, importing.likely_columns(sheet), existing, seminar, answers or importing.Answers()
    )


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    seminar_file = SeminarFile.create(tmp_path / "day.seminar")
    preparing.save(seminar_file, SEMINAR, verb=Verb.SET_UP, now=NOW)
    yield seminar_file
    seminar_file.close()


def everyone(file: SeminarFile) -> tuple[Participant, ...]:
    with file.read() as reader:
        return reader.every(Participant)


def test_headings_of_a_booking_site_are_recognised() -> None:
    headings = (
        "Order no.",
        "Order Date",
        "First Name",
        "Surname",
        "Email",
        "Quantity",
        "Ticket Type",
        "Attendee Status",
        "Buyer First Name",
        "Buyer Surname",
        "Buyer Email",
        "Company",
        "Job Title",
        "Which sector does your organisation belong to?",
        "Any dietary or access requirements?",
    )
    assert guess_columns(headings) == {
        Field.FIRST_NAME: 2,
        Field.LAST_NAME: 3,
        Field.EMAIL: 4,
        Field.STATUS: 7,
        Field.ORGANISATION: 11,
        Field.ROLE: 12,
        Field.SECTOR: 13,
        Field.NEEDS: 14,
    }


@pytest.mark.parametrize("spelling", ["Organisation", "ORGANIZATION", "Organization name"])
def test_british_and_american_spellings_are_the_same(spelling: str) -> None:
    assert guess_columns(("Name", spelling))[Field.ORGANISATION] == 1


def test_first_and_last_names_are_joined(tmp_path: Path) -> None:
    (arrival,) = previewed(tmp_path, "First Name,Last Name,Company\nAnn,Bell,Homes\n")
    assert (arrival.participant.name, arrival.participant.organisation) == ("Ann Bell", "Homes")
    assert (arrival.row, arrival.outcome, arrival.reason) == (2, Outcome.NEW, "")


def test_sector_and_size_take_the_seminars_own_words(tmp_path: Path) -> None:
    (arrival,) = previewed(tmp_path, "Name,Sector,Size\nAnn,THIRD SECTOR,1-10 Staff\n")
    assert (arrival.participant.sector, arrival.participant.size) == ("Third sector", "1–10 staff")


def test_an_unknown_sector_is_kept_and_reported(tmp_path: Path) -> None:
    (arrival,) = previewed(tmp_path, "Name,Sector\nAnn,Media\n")
    assert arrival.participant.sector == "Media"
    assert str(arrival.reason) == "“Media” is not one of the seminar's sectors."


def test_a_seminar_without_sectors_takes_any(tmp_path: Path) -> None:
    plain = Seminar(title="Plain", date=date(2011, 10, 18))
    (arrival,) = previewed(tmp_path, "Name,Sector\nAnn,Media\n", seminar=plain)
    assert str(arrival.reason) == ""


def test_people_in_the_seminar_are_filled_and_never_overwritten(tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Cafe\u0301 Homes", role="Chair")
    text = "Name,Organisation,Job title,Email\nANN BELL,Café  Homes.,Clerk,ann@example.org\n"
    (arrival,) = previewed(tmp_path, text, ann)
    assert arrival.outcome is Outcome.MERGED
    assert arrival.participant.id == "a"
    assert (arrival.participant.role, arrival.participant.email) == ("Chair", "ann@example.org")
    assert str(arrival.reason) == "Already in the seminar: adds e-mail address."


def test_a_row_that_adds_nothing_is_known(tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Homes")
    (arrival,) = previewed(tmp_path, "Name,Organisation\nann bell,homes\n", ann)
    assert (arrival.outcome, str(arrival.reason)) == (Outcome.KNOWN, "Already in the seminar.")


def test_doubles_within_the_list_are_merged(tmp_path: Path) -> None:
    text = "Name,Organisation,Role,Email\nAnn,Homes,,a@b.org\nANN,homes,Chair,\nAnn,Homes,,\n"
    first, second, third = previewed(tmp_path, text)
    assert [each.outcome for each in (first, second, third)] == [
        Outcome.NEW,
        Outcome.MERGED,
        Outcome.KNOWN,
    ]
    assert (second.participant.role, second.participant.email) == ("Chair", "a@b.org")
    assert second.participant.id == first.participant.id
    assert str(second.reason) == "A second time in this list: adds job title."


def test_a_namesake_elsewhere_is_new_and_pointed_out(tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Homes")
    (arrival,) = previewed(tmp_path, "Name,Organisation\nAnn Bell,Care\n", ann)
    assert arrival.outcome is Outcome.NEW
    assert str(arrival.reason) == "Somebody of this name is there already (Homes)."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",Homes,,", "There is no name"),
        ("12345,Homes,,", "There is no name"),
        (f"{'x' * 200},Homes,,", "longer than any name"),
        ("a@b.org,Homes,,", "looks like an e-mail address"),
        ("Ann,Homes,,Not Attending", "“Not Attending”"),
        ("Ann,Homes,,Cancelled", "“Cancelled”"),
        ("Ann,Homes,,No", "“No”"),
    ],
)
def test_rows_that_cannot_come_are_refused(tmp_path: Path, row: str, words: str) -> None:
    (arrival,) = previewed(tmp_path, f"Name,Organisation,Email,Attendee Status\n{row}\n")
    assert arrival.outcome is Outcome.REFUSED
    assert words in str(arrival.reason)


def test_people_who_attend_are_not_mistaken_for_absent(tmp_path: Path) -> None:
    text = "Name,Status\nAnn,Attending\nBo,Checked In\nCy,Yes\nDi,Norfolk\n"
    assert {arrival.outcome for arrival in previewed(tmp_path, text)} == {Outcome.NEW}


def test_a_list_of_bare_names_needs_no_heading(tmp_path: Path) -> None:
    arrivals = previewed(tmp_path, "Ann Bell\nBo Cole\n")
    assert [each.participant.name for each in arrivals] == ["Ann Bell", "Bo Cole"]


def test_formula_like_names_are_data(tmp_path: Path) -> None:
    (arrival,) = previewed(tmp_path, 'Name,Organisation\nAnn,"=HYPERLINK(""http://x"")"\n')
    assert arrival.participant.organisation == '=HYPERLINK("http://x")'


def test_taking_writes_new_and_merged_people_in_one_act(file: SeminarFile, tmp_path: Path) -> None:
    text = "Name,Organisation,Role\nAnn,Homes,\nBo,Care,\nAnn,Homes,Chair\n,Nobody,\n"
    assert importing.take(file, previewed(tmp_path, text), now=NOW) == 2
    assert {(each.name, each.role) for each in everyone(file)} == {("Ann", "Chair"), ("Bo", "")}
    assert undoing.undo(file, now=NOW) == "Take people from a list"
    assert everyone(file) == ()


def test_taking_twice_changes_nothing(file: SeminarFile, tmp_path: Path) -> None:
    arrivals = previewed(tmp_path, "Name,Organisation\nAnn,Homes\n")
    importing.take(file, arrivals, now=NOW)
    assert importing.take(file, arrivals, now=NOW) == 0
    assert len(everyone(file)) == 1


def test_what_was_typed_after_the_preview_stands(file: SeminarFile, tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann", organisation="Homes")
    preparing.save(file, ann, now=NOW)
    text = "Name,Organisation,Role,Email\nAnn,Homes,Clerk,a@b.org\n"
    arrivals = previewed(tmp_path, text, ann)
    typed = Participant(id="a", name="Ann", organisation="Homes", role="Chair")
    preparing.save(file, typed, now=NOW)
    importing.take(file, arrivals, now=NOW)
    (after,) = everyone(file)
    assert (after.role, after.email) == ("Chair", "a@b.org")


WORDS = st.text(alphabet="abé -'.ABÉ", min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=12))
def test_no_preview_holds_the_same_person_twice(pairs: list[tuple[str, str]]) -> None:
    rows = tuple(Row(number, pair) for number, pair in enumerate(pairs, start=2))
    sheet = Sheet(headings=("Name", "Organisation"), rows=rows)
    columns = {Field.NAME: 0, Field.ORGANISATION: 1}
    arrivals = importing.preview(sheet, columns, (), SEMINAR)
    new = [each.participant for each in arrivals if each.outcome is Outcome.NEW]
    keys = [(letters(each.name), letters(each.organisation)) for each in new]
    assert len(keys) == len(set(keys))


def test_where_it_cannot_be_known_somebody_is_asked(tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Homes")
    text = "Name,Email\nAnn Bell,ann@bell.example\n"
    (asked,) = previewed(tmp_path, text, ann)
    assert asked.outcome is Outcome.ASKED
    assert str(asked.reason) == (
        "Is this Ann Bell (Homes), who is there already, or somebody else of this name?"
    )
    (same,) = previewed(tmp_path, text, ann, answers=Answers(same=frozenset({2})))
    assert (same.outcome, same.participant.id) == (Outcome.MERGED, "a")
    (other,) = previewed(tmp_path, text, ann, answers=Answers(others=frozenset({2})))
    assert other.outcome is Outcome.NEW


def test_what_was_not_answered_is_not_taken(file: SeminarFile, tmp_path: Path) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Homes")
    preparing.save(file, ann, now=NOW)
    arrivals = previewed(tmp_path, "Name,Email\nAnn Bell,ann@bell.example\n", ann)
    assert importing.take(file, arrivals, now=NOW) == 0
    assert everyone(file) == (ann,)


def test_somebody_else_of_the_same_name_is_taken_beside_them(
    file: SeminarFile, tmp_path: Path
) -> None:
    ann = Participant(id="a", name="Ann Bell", organisation="Homes")
    preparing.save(file, ann, now=NOW)
    text = "Name,Email\nAnn Bell,ann@bell.example\n"
    arrivals = previewed(tmp_path, text, ann, answers=Answers(others=frozenset({2})))
    assert importing.take(file, arrivals, now=NOW) == 1
    assert importing.take(file, arrivals, now=NOW) == 0
    assert len(everyone(file)) == 2


OCTOBER = (
    "Third sector",
    "Local public sector",
    "National public sector",
    "Private sector",
    "Research",
    "Funder or lender",
    "Regulator",
)


@pytest.mark.parametrize(
    ("word", "sector"),
    [
        ("Charity", "Third sector"),
        ("Voluntary and community", "Third sector"),
        ("Social enterprise (CIC)", "Third sector"),
        ("Borough Council", "Local public sector"),
        ("Local government", "Local public sector"),
        ("Civil Service", "National public sector"),
        ("Consultancy", "Private sector"),
        ("University", "Research"),
        ("Grant-making foundation", "Funder or lender"),
        ("Media", ""),
        ("Local paper", ""),
        ("Public body", ""),
    ],
)
def test_words_people_use_for_a_sector_are_understood_and_doubtful_ones_are_not(
    word: str, sector: str
) -> None:
    assert suggested(word, OCTOBER) == sector


def test_a_sector_is_matched_only_after_somebody_has_said_so(tmp_path: Path) -> None:
    text = "Name,Sector\nAnn,Charity\n"
    (before,) = previewed(tmp_path, text)
    assert before.participant.sector == "Charity"
    answers = Answers(sectors={"Charity": "Third sector"})
    (after,) = previewed(tmp_path, text, answers=answers)
    assert (after.participant.sector, after.reason) == ("Third sector", "")


@pytest.mark.parametrize("status", ["void", "Voided", "refunded", "CANCELLED", "Transferred"])
def test_a_ticket_that_does_not_count_brings_nobody(tmp_path: Path, status: str) -> None:
    text = f"Ticket Full Name,Ticket Status\nAnn Bell,{status}\nBo Cole,complete\n"
    assert [each.outcome for each in previewed(tmp_path, text)] == [Outcome.REFUSED, Outcome.NEW]


def test_who_comes_goes_before_who_paid() -> None:
    columns = guess_columns(("Buyer name", "Name", "Ticket holder name", "Buyer email", "Email"))
    assert columns == {Field.NAME: 2, Field.EMAIL: 4}
    assert guess_columns(("Order first name", "Order last name"))[Field.FIRST_NAME] == 0
