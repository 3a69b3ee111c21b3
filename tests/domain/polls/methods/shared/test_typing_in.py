"""Paper ballots as they are typed in: read back as marked, whatever the method."""

from random import Random

import pytest
from hypothesis import given

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Method, Poll
from tests.domain.polls.voting import CRITERIA, ballots_of, poll, polls

WORDS = ("Trust", "ŵy")


@given(
    polls()
    .filter(lambda of: not method_of(of).deals)  # what each reads on a phone stands on no paper
    .flatmap(lambda of: ballots_of(of).map(lambda ballot: (of, ballot)))
)
def test_what_would_be_typed_for_a_ballot_counts_as_that_ballot(drawn) -> None:  # type: ignore[no-untyped-def]
    of, ballot = drawn
    method = method_of(of)
    typed = method.write(of, ballot.marks, ballot.words)
    assert set(typed) <= {cell.key for cell in method.cells(of)}
    marks, words = method.read(of, typed)
    assert method.canonical(marks, words) == method.canonical(ballot.marks, ballot.words)


WRONG = [
    (Method.CHOOSE_ONE, "4", "no number from 1 to 3"),
    (Method.CHOOSE_ONE, "0", "no number from 1 to 3"),
    (Method.APPROVE, "121", "twice"),
    (Method.APPROVE, "01", "none of these"),
    (Method.AGREE, "6", "no number from 0 to 5"),
    (Method.AGREE, "٣", "no number from 0 to 5"),
    (Method.RATE, "11", "no number from 0 to 10"),
    (Method.RANK, "4", "no number from 1 to 3"),
    (Method.DOTS, "9", "no number from 0 to 5"),
    (Method.WEIGHTED, "x", "no number from 0 to 10"),
    (Method.PAIRWISE, "3", "no number from 1 to 2"),
]


@pytest.mark.parametrize(("method", "typed", "told"), WRONG)
def test_what_no_cell_holds_is_refused_in_a_sentence(method: Method, typed: str, told: str) -> None:
    of = poll(method, criteria=CRITERIA)
    first = method_of(of).cells(of)[0]
    with pytest.raises(SeminarError, match=told):
        method_of(of).read(of, {first.key: typed})


@pytest.mark.parametrize(
    ("method", "typed", "full"),
    [
        (Method.AGREE, ("4", "0", "", "-"), (True, True, False, True)),
        (Method.RATE, ("1", "10", "2", "0"), (False, True, True, True)),
        (Method.CHOOSE_ONE, ("1", "3"), (True, True)),
        (Method.APPROVE, ("1", "13", "-"), (False, False, True)),
        (Method.WORDS, WORDS, (False, False)),
    ],
)
def test_a_cell_gives_the_keys_to_the_next_when_nothing_can_follow(
    method: Method, typed: tuple[str, ...], full: tuple[bool, ...]
) -> None:
    of = poll(method)
    assert tuple(map(method_of(of).cells(of)[0].is_full, typed)) == full


def test_of_many_options_the_numbers_stand_apart() -> None:
    many: Poll = poll(Method.APPROVE, [f"O{n}" for n in range(1, 13)])
    method = method_of(many)
    marks = tuple(method.vote(many, {f"O{n}": float(n) for n in range(1, 13)}, Random(1)))
    typed = method.write(many, marks, ())
    assert typed == {"chosen": "7 8 9 10 11 12"}
    assert method.read(many, typed)[0] == tuple(sorted(marks, key=lambda each: int(each[0][1:])))
