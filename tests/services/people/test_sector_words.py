"""What says of which sector a speaker is, among what is said about sectors."""

import tomllib
from pathlib import Path

import pytest

from facilitator.services.people.sector_words import exact_size, spoken_for, suggested_size

SECTORS = (
    "Third sector",
    "Local public sector",
    "National public sector",
    "Private sector",
    "Research",
    "Funder or lender",
    "Regulator",
)
SMALL = ("Research", "Funder or lender", "Regulator")
SAMPLE = Path("resources/samples/rehearsal.toml")


@pytest.mark.parametrize(
    "words",
    [
        "As a regulator we do not impose, we expect.",
        "As regulators, we see it late",
        "It looks otherwise to us as a regulator.",
        "From a lender’s desk: we ask who is accountable on the first day.",
        "From the regulator's point of view this looks odd",
        "We lenders ask who is accountable",
        "They come to us banks when it is too late.",
        "I work for a bank.",
        "Speaking as a funder, it was late",
        "I am a researcher and saw this",
        "I’m a lender.",
        "We at the bank decided otherwise",
        "As the only lender here, I would say so",
        "As a think tank, we publish it",
        "As an inspector I see both",
        "Lender’s member: mergers are brought to us too late.",
        "All agreed. Regulator’s member to ask colleagues",
        "Regulator: come earlier",
        "Fel rheoleiddiwr, rydym yn disgwyl mwy",
    ],
)
def test_words_that_say_which_small_sector_speaks_are_found(words: str) -> None:
    found = spoken_for(words, SECTORS, SMALL)
    assert found
    assert found in words
    assert not spoken_for(words, SECTORS, ("Third sector", "Private sector"))


@pytest.mark.parametrize(
    "words",
    [
        "Our lender repriced the whole loan book on the day we merged.",
        "Lenders like size.",
        "There was a funder at my table.",
        "As the funder asked us, we waited.",
        "We are regulated by three bodies, and we are funded by a fourth.",
        "To the researchers: does anyone record it?",
        "A letter from the regulator came in May.",
        "We wrote to the regulator and the bank",
        "As a charity we had no say",
        "As contracts grow we lose touch",
        "We trust lenders",
        "",
    ],
)
def test_what_is_said_about_a_sector_or_by_a_large_one_is_none(words: str) -> None:
    assert not spoken_for(words, SECTORS, SMALL)


def test_a_sector_that_the_table_has_no_words_for_is_known_by_its_own() -> None:
    sectors = ("Patients", "Carers of patients", "Staff")
    assert spoken_for("As a patient I wait", sectors, ("Patients",)) == "As a patient I"
    assert not spoken_for("As a nurse I wait", sectors, sectors)


def test_of_all_that_is_said_in_the_sample_none_is_found_that_names_no_speaker() -> None:
    """Who would say a line stands beside it there: what is found is said by one of that sector."""
    sample = tomllib.loads(SAMPLE.read_text("utf-8"))
    lines = [each for part in sample.values() for each in part if isinstance(each, dict)]
    assert len(lines) > 150
    found = [each for each in lines if spoken_for(each["words"], SECTORS, SMALL)]
    assert len(found) == 5
    assert all(each["by"] in (["regulator"], ["lender"]) for each in found)


SIZES = (
    "No paid staff",
    "Small: fewer than 10 staff",
    "Medium: 10 to 249 staff",
    "Large: 250 or more",
)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        *(("no staff", 0), ("Volunteers only", 0), ("0", 0), ("none", 0), ("Small", 1), ("1-9", 1)),
        *(("Under 10", 1), ("<10", 1), ("small charity", 1), ("9 staff", 1), ("up to 9", 1)),
        *(("MEDIUM", 2), ("Medium-sized", 2), ("10-49", 2), ("12", 2), ("Small (10-49)", 2)),
        *(("between 10 and 50", 2), ("Large", 3), ("250+", 3), ("over 500", 3), ("1,200", 3)),
        *(("SME", -1), ("Micro", -1), ("£1m turnover", -1), ("1-250", -1), ("12 years", -1)),
    ],
)
def test_words_and_numbers_for_a_size_mean_the_one_that_holds_them(said: str, place: int) -> None:
    meant = SIZES[place] if place >= 0 else ""
    assert suggested_size(said, SIZES) == meant
    is_number = not any(map(str.isalpha, said)) and "£" not in said
    assert exact_size(said, SIZES) == (meant if is_number else "")
