"""Which words are one word, and which are none."""

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ballots, tally
from facilitator.domain.polls.polls import Method
from facilitator.domain.polls.words import counted_words, fold, visible
from tests.domain.polls.voting import ballot, poll

WORDS = poll(Method.WORDS, "")


@pytest.mark.parametrize(
    "other",
    [
        "people's work",
        "People’s  Work",
        "people`s work",
        "“people's work”",
        "'people's work'",
        "people’s work.",
        "peo\xadple's work",
        "\u200bpeople's\u2060 work\ufeff",
        "people's\u00a0work",
        "\u202apeople's work\u202c",
        "people's\u200d work",
    ],
)
def test_words_that_look_the_same_are_one_word(other: str) -> None:
    assert fold(other) == "people's work"


@pytest.mark.parametrize(("one", "other"), [("re-use", "reuse"), ("a.b", "ab"), ("ŵy", "wy")])
def test_words_that_look_different_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_joiners_that_change_how_a_word_looks_are_kept() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert visible(family) == family
    assert fold("می\u200cخواهم") != fold("میخواهم")


@pytest.mark.parametrize(
    "unseen", ["", " \t", "\u200b", "\xad\u2060", "\u2800", "\u3164", "\ufeff "]
)
def test_an_answer_that_cannot_be_seen_is_none(unseen: str) -> None:
    assert visible(unseen) == ""
    assert counted_words([unseen]) == ()
    with pytest.raises(SeminarError, match="Nothing is written yet"):
        ballots.check(WORDS, (), (unseen,))
    assert tally.count(WORDS, [ballot(words=(unseen, "trust"))]).words == (("trust", 1),)


def test_a_word_of_signs_alone_is_a_word() -> None:
    assert fold("...") == "..."
    assert fold("?") == "?"
