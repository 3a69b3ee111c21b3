"""What people are told beside the consent text, in their language, and what is not said yet."""

from dataclasses import replace
from datetime import date

from facilitator.domain.locales import Language, locale_of
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.terms import ARCHIVED, CHOICES, not_said, terms

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
    assert not_said(replace(BARE, consent=""))[0] == "what is recorded and what for"
    filled = ("controller", "contact", "lawful_basis", "withdraw_days", "kept_days", "rule")
    assert len(terms(FULL)) - 1 == len(filled) == len(not_said(BARE))
    for name in filled:
        one = replace(BARE, **{name: getattr(FULL, name)})
        assert len(terms(one)) == 2
        assert str(terms(one)[0]) in map(str, terms(FULL))
        assert len(not_said(one)) == len(filled) - 1


def test_days_count_from_the_seminar_and_are_said_in_the_language_of_who_reads() -> None:
    english = [str(each) for each in terms(FULL)]
    assert "You can withdraw what you said until 1 November 2011." in english
    assert "Names and addresses are kept until 17 October 2012, and deleted then." in english
    welsh = [each.in_(locale_of(Language.WELSH)) for each in terms(FULL)]
    assert not {*welsh} & {*english}
    assert "1 Tachwedd 2011" in welsh[4]


def test_choices_are_asked_in_welsh_as_well() -> None:
    welsh = [each.in_(locale_of(Language.WELSH)) for each in CHOICES.values()]
    assert not {*welsh} & {*map(str, CHOICES.values())}
