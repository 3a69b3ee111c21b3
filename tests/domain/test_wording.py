"""A sentence is a value: what it holds, and how it is said in each language."""

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import ENGLISH, WELSH
from facilitator.domain.wording import (
    Counted,
    Figure,
    Lasting,
    Listed,
    Ordinal,
    Share,
    Text,
    Weekday,
    in_language,
    say,
    share_beside,
)


def test_a_message_is_a_value_that_says_itself_in_english() -> None:
    one = say("{agree} of {n} agree ({share}).", agree=10, n=48, share=Share(10, 48))
    assert str(one) == "10 of 48 agree (21 %)."
    assert one == say("{agree} of {n} agree ({share}).", agree=10, n=48, share=Share(10, 48))
    assert len({one, say("{agree} of {n} agree ({share}).", agree=11, n=48)}) == 2


def test_what_people_wrote_is_never_filled_in_nor_looked_up() -> None:
    assert str(say("“{title}” is open.", title="{n} min")) == "“{n} min” is open."
    assert say("{title}", title="{n} min").in_(WELSH) == "{n} min"


def test_messages_in_a_message_are_said_in_its_language() -> None:
    both = say("{length}", length=Listed([Lasting(25), Lasting(3 * 24 * 60)]))
    assert str(both) == "25 min and 3 days"
    assert both.in_(WELSH) == "25 mun a 3 diwrnod"


def test_a_number_chooses_its_form() -> None:
    days = [Counted(n, "{n} day", "{n} days") for n in (0, 1, 2)]
    assert [str(each) for each in days] == ["0 days", "1 day", "2 days"]
    assert [each.in_(WELSH) for each in days] == ["0 diwrnod", "1 diwrnod", "2 ddiwrnod"]


def test_of_fewer_than_twenty_people_no_share_stands_beside_a_count() -> None:
    assert [str(share_beside(5, whole)) for whole in (19, 20)] == ["", " (25 %)"]
    assert [str(share_beside(5, whole, comma=True)) for whole in (19, 20)] == ["", ", 25 %"]


def test_figures_shares_places_days_and_times() -> None:
    assert str(Share(1, 8)) == "13 %"
    assert str(Share(0, 0)) == "–"
    assert str(Figure(Fraction(37, 5))) == "7.4"
    assert [str(Ordinal(n)) for n in (1, 2, 3, 4, 11, 21)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "21st")
    ]
    assert [Ordinal(n).in_(WELSH) for n in (1, 2, 3, 5, 11, 21, 40)] == [
        *("1af", "2il", "3ydd", "5ed", "11eg", "21ain", "40fed")
    ]
    assert str(Weekday(date(2011, 10, 18))) == "Tuesday 18 October 2011"
    assert Weekday(date(2011, 10, 18)).in_(WELSH) == "Dydd Mawrth 18 Hydref 2011"
    assert say("{day}, {at}", day=date(2011, 10, 18), at=time(9, 5)).in_(WELSH) == (
        "18 Hydref 2011, 09:05"
    )


def test_welsh_joins_with_ac_before_a_vowel() -> None:
    assert Listed(["Ann", "Bea", "Eleri"]).in_(WELSH) == "Ann, Bea ac Eleri"
    assert Listed(["Ann", "Bea"]).in_(WELSH) == "Ann a Bea"
    assert Listed([]).in_(WELSH) == ""
    assert str(Listed(["a", "b", "c"])) == "a, b and c"


@dataclass(frozen=True, slots=True)
class Leaf:
    text: Text
    n: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]


def test_a_whole_value_is_said_in_a_language_and_what_holds_no_message_stays_itself() -> None:
    own = Leaf("{n} min")
    spoken = in_language(Tree((own, Leaf(Lasting(25), 4))), WELSH)
    assert spoken == Tree((own, Leaf("25 mun", 4)))
    assert spoken.leaves[0] is own
    assert in_language(own, ENGLISH) is own


def test_an_error_says_its_sentence_in_the_readers_language() -> None:
    error = SeminarError(Lasting(25))
    assert str(error) == "25 min"
    assert isinstance(error.sentence, Lasting)
    assert error.sentence.in_(WELSH) == "25 mun"
