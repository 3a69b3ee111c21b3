"""What people are told beside the consent text, in their language, and what is not said yet."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.domain.locales import Language, locale_of
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.terms import (
    ARCHIVED,
    CHOICES,
    PHOTOGRAPHED,
    denies_photographs,
    not_said,
    terms,
)

BARE = Seminar(title="S", date=date(2011, 10, 18), consent="We write down what is said.")
FULL = replace(
    BARE,
    controller="The council",
    contact="the clerk",
    lawful_basis="your consent",
    withdraw_days=14,
    kept_days=365,
    rule="The Chatham House Rule",
)


def test_each_field_is_a_sentence_and_what_is_empty_is_left_out_and_named() -> None:
    assert terms(BARE) == (ARCHIVED,), "what becomes of votes is told in any case"
    assert not_said(FULL) == ()
    assert str(not_said(replace(BARE, consent=""))[0]) == "what is recorded and what for"
    filled = ("controller", "contact", "lawful_basis", "withdraw_days", "kept_days", "rule")
    assert len(terms(FULL)) - 1 == len(filled) == len(not_said(BARE))
    for name in filled:
        one = replace(BARE, **{name: getattr(FULL, name)})
        assert len(terms(one)) == 2
        assert str(terms(one)[0]) in map(str, terms(FULL))
        assert len(not_said(one)) == len(filled) - 1


def test_days_count_from_the_seminar_and_are_said_in_the_language_of_who_reads() -> None:
    english = [str(each) for each in terms(FULL)]
    withdraw = next(each for each in english if each.startswith("You can withdraw"))
    assert "until 1 November 2011: on your phone, at the desk, or in writing" in withdraw
    assert "Names and addresses are kept until 17 October 2012, and deleted then." in english
    welsh = [each.in_(locale_of(Language.WELSH)) for each in terms(FULL)]
    assert not {*welsh} & {*english}
    assert "1 Tachwedd 2011" in welsh[4]


def test_choices_are_asked_in_welsh_as_well() -> None:
    welsh = [each.in_(locale_of(Language.WELSH)) for each in CHOICES.values()]
    assert not {*welsh} & {*map(str, CHOICES.values())}


def test_photographs_are_told_where_they_may_be_taken_and_nowhere_else() -> None:
    allowed = replace(FULL, photographs=True)
    assert PHOTOGRAPHED not in terms(FULL)
    assert PHOTOGRAPHED in terms(allowed)
    until = "Names, addresses and photographs are kept until 17 October 2012, and deleted then."
    assert until in map(str, terms(allowed))
    welsh = [each.in_(locale_of(Language.WELSH)) for each in terms(allowed)]
    assert not {*welsh} & {*map(str, terms(allowed))}


@pytest.mark.parametrize(
    "said",
    [
        replace(FULL, consent="No sound or picture is recorded."),
        replace(FULL, consent="We take no\nphotographs."),
        replace(FULL, consent_second="Nid oes sain, ac ni chymerir dim llun."),
    ],
)
def test_a_text_that_denies_pictures_is_noticed_where_they_may_be_taken(said: Seminar) -> None:
    assert not denies_photographs(said)
    assert denies_photographs(replace(said, photographs=True))
    assert not denies_photographs(replace(FULL, photographs=True))
