"""A seminar's own words in two languages: who reads which, and what is still missing."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.domain.locales import ENGLISH, WELSH, Language
from facilitator.domain.polls.polls import Item, Method, Poll, said_in
from facilitator.domain.records import Record
from facilitator.domain.second_wordings import left_behind, missing
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import brief, say, spoken

BOTH = (Language.ENGLISH, Language.WELSH)
SEMINAR = Seminar(title="A day", date=date(2011, 10, 18), languages=BOTH)


@pytest.mark.parametrize("languages", [BOTH, BOTH[::-1]])
def test_words_stay_in_their_language_whichever_the_room_is_spoken_to_first(
    languages: tuple[Language, ...],
) -> None:
    seminar, words = replace(SEMINAR, languages=languages), spoken("Why?", "Pam?")
    told = say("“{words}”", words=brief(words))
    assert [told.in_(locale) for locale in map(seminar.locale, BOTH)] == ["“Why?”", "“Pam?”"]
    welsh = replace(seminar, written_in=Language.WELSH)
    assert [told.in_(welsh.locale(each)) for each in BOTH] == ["“Pam?”", "“Why?”"]


def test_what_has_no_second_wording_is_said_in_the_first() -> None:
    assert spoken("Why?", " ") == "Why?"
    alone = replace(SEMINAR, languages=(Language.WELSH,))
    assert say("{words}", words=spoken("Why?", "Pam?")).in_(alone.locale("cy")) == "Why?"
    assert alone.second_language is None
    assert alone.first_language is Language.WELSH


def test_a_poll_in_another_language_has_the_same_ids() -> None:
    items = (Item("a", "Hill", second="Bryn"), Item("b", "Pond"))
    poll = Poll(id="p", position=1, title="T", wording="W", method=Method.RANK, items=items)
    told = said_in(poll, SEMINAR.speaking(WELSH))
    assert [(item.id, item.text) for item in told.items] == [("a", "Bryn"), ("b", "Pond")]
    assert said_in(poll, SEMINAR.speaking(ENGLISH)) == poll


def test_what_people_read_in_one_language_alone_is_counted() -> None:
    def asked(number: int, second: str, kind: QuestionKind = QuestionKind.EMERGING) -> Question:
        position = float(number)
        return Question(
            id=f"q{number}", position=position, kind=kind, wording="Why?", wording_second=second
        )

    records: list[Record] = [asked(1, ""), asked(2, "Pam?"), asked(3, "", QuestionKind.RESEARCH)]
    assert [str(each) for each in missing(records, Language.WELSH)] == [
        "1 question has no Welsh wording"
    ]
    many = [*records, asked(4, " "), replace(SEMINAR, title_second="Diwrnod", consent="Yes")]
    assert [str(each) for each in missing(many, Language.WELSH)] == [
        "the seminar’s title or consent text has no Welsh wording",
        "2 questions have no Welsh wording",
    ]


def test_a_wording_that_was_changed_after_its_second_one_was_written_is_told() -> None:
    asked = Question(
        id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?", wording_second="Pam?"
    )
    other = replace(asked, wording="Why now?")
    assert left_behind([]) == left_behind([asked]) == ""
    assert left_behind([asked, other]) == "Why now?"
    assert left_behind([asked, replace(asked, wording="WHY ?")]) == "", "the same letters"
    mended = replace(other, wording_second="Pam nawr?")
    assert left_behind([asked, other, mended]) == ""
    assert left_behind([asked, mended]) == "", "both at once"
    assert left_behind([asked, other, mended, replace(mended, wording="When?")]) == "When?"
    assert left_behind([asked, other, replace(other, wording_second="")]) == "", "there is none"
    items = (Item("a", "Hill", second="Bryn"), Item("b", "Pond", second="Pwll"))
    poll = Poll(id="p", position=1, title="T", wording="W", method=Method.RANK, items=items)
    moved = replace(poll, items=(items[1], Item("a", "Mountain", second="Bryn")))
    assert left_behind([poll, replace(poll, items=items[::-1])]) == "", "places are no words"
    assert left_behind([poll, moved]) == "Mountain"
