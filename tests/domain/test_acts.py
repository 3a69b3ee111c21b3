"""Acts are told in words made of verbs and of what their subjects are called now."""

from facilitator.domain.act_words import Subject, words
from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Kind


def test_every_verb_has_words_for_every_kind_of_subject() -> None:
    for verb in Verb:
        for kind in Kind:
            assert str(words(verb, [Subject(kind)]))
            assert "{" not in str(words(verb, [Subject(kind), Subject(kind)]))
        assert str(words(verb, []))


def test_one_subject_is_named_and_several_are_counted() -> None:
    theme = Subject(Kind.THEME, "Trust")
    assert str(words(Verb.ADD, [theme])) == "Add theme “Trust”"
    assert str(words(Verb.REMOVE, [theme, theme])) == "Remove 2 themes"
    assert str(words(Verb.CHECK_IN, [Subject(Kind.PARTICIPANT, "Ann Ash")])) == "Check in Ann Ash"
    assert str(words(Verb.TIE, [Subject(Kind.NOTE), Subject(Kind.RESPONSE)])) == "Tie 2 passages"


def test_an_erased_person_is_a_person_without_a_name() -> None:
    assert str(words(Verb.ADD, [Subject(Kind.PARTICIPANT)])) == "Add person"
