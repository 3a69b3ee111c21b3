"""Who has been heard, measured in words against the group."""

from datetime import UTC, datetime

from facilitator.domain.notes.notes import Note
from facilitator.domain.notes.share_of_talk import hearing, unlabelled_words
from facilitator.domain.people.participants import Participant

SECTORS = ("Charity", "Council", "University")


def person(name: str, sector: str) -> Participant:
    return Participant(id=name, name=name, sector=sector)


def note(words: str, sector: str = "") -> Note:
    at = datetime(2011, 10, 18, tzinfo=UTC)
    return Note(id=words, breakout_id="b", words=words, recorded_at=at, sector=sector)


PEOPLE = (person("A", "Charity"), person("B", "Charity"), person("C", "Council"), person("D", ""))


def test_a_sector_that_is_in_the_group_and_silent_is_not_heard_yet() -> None:
    charity, council = hearing(SECTORS, PEOPLE, [note("a b c d", "Council")])
    assert (charity.sector, str(charity.verdict)) == ("Charity", "not heard yet")
    assert (council.sector, council.verdict) == ("Council", "")


def test_shares_are_of_the_people_and_words_with_a_sector() -> None:
    notes = [note("one", "Charity"), note("a b c d e f g h i", "Council"), note("nobody knows")]
    charity, council = hearing(SECTORS, PEOPLE, notes)
    assert charity.of_people == 2 / 3
    assert charity.of_words == 0.1
    assert str(charity.verdict) == "heard little"
    assert council.of_words == 0.9
    assert unlabelled_words(notes) == 2


def test_heard_little_begins_below_half_a_sectors_share_of_the_group() -> None:
    """Two of four people are from charities: a quarter of the words is half of their share."""
    people = [*PEOPLE[:3], person("E", "Council")]

    def verdict(words: int, of: int) -> str:
        said = [note("w " * words, "Charity"), note("w " * (of - words), "Council")]
        return str(hearing(SECTORS, people, said)[0].verdict)

    assert verdict(25, 100) == ""
    assert verdict(24, 100) == "heard little"
    assert verdict(49, 100) == ""
    assert verdict(1, 100) == "heard little"


def test_sectors_outside_the_group_show_when_they_were_noted_and_not_before() -> None:
    assert [line.sector for line in hearing(SECTORS, PEOPLE, [])] == ["Charity", "Council"]
    lines = hearing(SECTORS, PEOPLE, [note("from afar", "University"), note("x", "Press")])
    assert [line.sector for line in lines] == ["Charity", "Council", "University", "Press"]
    assert lines[2].verdict == ""


def test_nobody_and_nothing_is_an_empty_list() -> None:
    assert hearing(SECTORS, [], []) == ()
