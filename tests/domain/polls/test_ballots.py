"""What a ballot may hold, and the sentences that refuse the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ballots
from facilitator.domain.polls.polls import Ballot, Criterion, Method, Poll
from tests.domain.polls.voting import ballots_of, poll, polls

CHOOSE = poll(Method.CHOOSE_ONE)
APPROVE = poll(Method.APPROVE, most=2)
RANK = poll(Method.RANK)
TOP_TWO = poll(Method.RANK, most=2)
DOTS = poll(Method.DOTS, budget=5, most=3)
WEIGHTED = poll(Method.WEIGHTED, criteria=(Criterion("x", "X"),))
PAIRS = poll(Method.PAIRWISE)


@pytest.mark.parametrize(
    ("of", "marks", "sentence"),
    [
        (CHOOSE, (), "Nothing is marked yet."),
        (CHOOSE, (("A", 1), ("B", 1)), "Choose only one."),
        (CHOOSE, (("A", 2),), "2 is not a mark of this poll."),
        (CHOOSE, (("Z", 1),), "This ballot marks something that is not in the poll."),
        (APPROVE, (("A", 1), ("A", 1)), "Something is marked twice."),
        (APPROVE, (("A", 1), ("B", 1), ("C", 1)), "Choose at most 2; 3 are chosen."),
        (poll(Method.AGREE), (("A", 6),), "6 is not a mark of this poll."),
        (poll(Method.AGREE), (("A", -1),), "-1 is not a mark of this poll."),
        (poll(Method.RATE), (("A", 11),), "11 is not a mark of this poll."),
        (RANK, (("A", 4),), "Places run from 1 to 3; 4 is none of them."),
        (RANK, (("A", 0),), "Places run from 1 to 3; 0 is none of them."),
        (TOP_TWO, (("A", 1), ("B", 2), ("C", 2)), "Rank at most 2; 3 are ranked."),
        (DOTS, (("A", 4),), "Give one item at most 3 dots."),
        (DOTS, (("A", 3), ("B", 3)), "You have 5 dots; 6 are placed."),
        (DOTS, (("A", -1), ("B", 3)), "An item cannot have less than no dots."),
        (DOTS, (("A", 0),), "No dot is placed yet."),
        (WEIGHTED, (("A", 5),), "This ballot marks something that is not in the poll."),
        (WEIGHTED, (("A/x", 11),), "11 is not a mark of this poll."),
        (PAIRS, (("A>B", 1), ("B>A", 1)), "A pair is marked both ways; choose one of the two."),
        (PAIRS, (("A>A", 1),), "This ballot marks something that is not in the poll."),
    ],
)
def test_a_ballot_the_method_does_not_allow_is_refused_with_a_sentence(
    of: Poll, marks: tuple[tuple[str, int], ...], sentence: str
) -> None:
    with pytest.raises(SeminarError) as refusal:
        ballots.check(of, marks)
    assert str(refusal.value) == str(sentence)


@given(polls().flatmap(lambda p: st.tuples(st.just(p), ballots_of(p))))
def test_what_the_method_allows_is_taken(case: tuple[Poll, Ballot]) -> None:
    of, cast = case
    if of.method is Method.DOTS and not any(dots for _, dots in cast.marks):
        return
    ballots.check(of, cast.marks, cast.words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Nothing is written yet."),
        (("trust", "  "), "Nothing is written yet."),
        (("a", "b", "c"), "Give at most 2 answers."),
        (("x" * 81,), "An answer may have at most 80 characters."),
    ],
)
def test_words_are_bounded(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(SeminarError) as refusal:
        ballots.check(poll(Method.WORDS, "", most=2), (), words)
    assert str(refusal.value) == str(sentence)


def test_marks_and_words_do_not_mix() -> None:
    with pytest.raises(SeminarError, match="marks, not words"):
        ballots.check(CHOOSE, (("A", 1),), ("trust",))
    with pytest.raises(SeminarError, match="words, not marks"):
        ballots.check(poll(Method.WORDS, ""), (("A", 1),), ("trust",))


@pytest.mark.parametrize(
    ("of", "marks", "people", "sentence"),
    [
        (RANK, (("A", 1, 3),), 0, ballots.NO_HANDS),
        (CHOOSE, (("A", 1, -3),), 0, "A count of hands cannot be less than nothing."),
        (CHOOSE, (("A", 1, 3), ("A", 1, 4)), 0, "A count of hands is given twice."),
        (CHOOSE, (("Z", 1, 3),), 0, "The hands are counted for something that is not in the poll."),
        (CHOOSE, (("A", 2, 3),), 0, "2 is not a mark of this poll."),
        (
            CHOOSE,
            (("A", 1, 3), ("B", 1, 3)),
            5,
            "6 hands are more than the 5 people who raised one.",
        ),
        (APPROVE, (("A", 1, 6),), 5, "6 hands are more than the 5 people who raised one."),
    ],
)
def test_a_show_of_hands_that_cannot_be_is_refused(
    of: Poll, marks: tuple[tuple[str, int, int], ...], people: int, sentence: str
) -> None:
    with pytest.raises(SeminarError) as refusal:
        ballots.check_hands(of, marks, people)
    assert str(refusal.value) == str(sentence)


def test_a_show_of_hands_on_several_items_may_add_up_to_more_than_the_people() -> None:
    ballots.check_hands(APPROVE, (("A", 1, 5), ("B", 1, 5)), 5)
    ballots.check_hands(poll(Method.AGREE), (("A", 0, 2), ("A", 5, 3), ("B", 1, 5)), 5)
