"""What moved between rounds: net and gross, the flow, the exact test, and honest sentences."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls import flow, shifts, tally
from facilitator.domain.polls.polls import Ballot, Method, Poll, Secrecy
from tests.domain.polls.voting import ballot, chosen, on_scale, poll, ranked

LINKED = poll(Method.AGREE, "A", secrecy=Secrecy.PSEUDONYMOUS)
SEALED = poll(Method.AGREE, "A")


def votes(**marks: int) -> list[Ballot]:
    """Ballots on item A by voter key."""
    return [ballot(("A", mark), voter_key=voter) for voter, mark in marks.items()]


@pytest.mark.parametrize(
    ("came", "left", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 22 / 1024), (9, 1, 22 / 1024), (0, 6, 2 / 64), (3, 4, 1.0)],
)
def test_mcnemars_exact_test_is_twice_the_binomial_tail(came: int, left: int, p: float) -> None:
    assert flow.mcnemar(came, left) == pytest.approx(p)


def test_mcnemars_test_takes_a_whole_town() -> None:
    assert 0 < flow.mcnemar(2000, 2100) < 1


def test_the_flow_follows_each_person_and_counts_those_who_voted_once() -> None:
    first = votes(a=2, b=2, c=4, d=0, e=5)
    last = votes(a=4, b=2, c=2, d=4, f=5)
    found = shifts.flows(LINKED, first, last)
    assert found is not None
    [one] = found
    assert one.table == ((0, 4, 1), (2, 2, 1), (2, 4, 1), (4, 2, 1))
    assert (one.paired, one.gross) == (4, 3)
    assert [n for _, n in (*one.only_first, *one.only_last)] == [1, 1]
    crossing = one.crossing((4, 5))
    assert (crossing.came, crossing.left, crossing.net, crossing.gross) == (2, 1, 1, 3)
    assert crossing.p == 1.0


def test_what_was_not_chosen_counts_as_no_where_one_chooses() -> None:
    of = poll(Method.APPROVE, "AB", secrecy=Secrecy.NAMED)
    first = [ballot(("A", 1), voter_key="x")]
    last = [ballot(("B", 1), voter_key="x")]
    found = shifts.flows(of, first, last)
    assert found is not None
    assert [one.table for one in found] == [((1, 0, 1),), ((0, 1, 1),)]


def test_sealed_ballots_are_never_linked_even_with_equal_keys() -> None:
    assert shifts.flows(SEALED, votes(a=2), votes(a=4)) is None


def test_rounds_without_a_common_voter_have_no_flow() -> None:
    assert shifts.flows(LINKED, votes(a=2), votes(b=4)) is None


def test_the_paired_sentence_says_who_came_and_who_left() -> None:
    def crowd(*marks: int, **others: int) -> list[Ballot]:
        """Six voters of each mark."""
        six = {f"{at}-{n}": mark for at, mark in enumerate(marks) for n in range(6)}
        return votes(**six, **others)

    first, last = crowd(2, 2, 4, 3, 4), crowd(4, 5, 2, 3, 4)
    assert said_of(LINKED, first, last) == (
        "Of 30 people with a view both times 12 agreed at first and 18 at last: "
        "12 came to agree and 6 ceased to agree."
    )
    came_later = votes(**{f"e{n}": (2, 4)[n % 2] for n in range(10)})
    assert said_of(LINKED, first, [*last, *came_later]) == said_of(LINKED, first, last)


def said_of(of: Poll, first: Sequence[Ballot], last: Sequence[Ballot]) -> str:
    """What is told of two rounds of a poll."""
    was, now = tally.count(of, first), tally.count(of, last)
    return str(shifts.moved(of, was, now, shifts.flows(of, first, last)))


NOT_TOLD = "How many changed their minds is not told, as it could show what a few people voted."


@pytest.mark.parametrize("method", [Method.AGREE, Method.CHOOSE_ONE, Method.APPROVE])
@pytest.mark.parametrize("once", [1, 4, 5])
def test_who_was_there_for_one_round_is_not_told_of_by_those_who_were_there_for_both(
    method: Method, once: int
) -> None:
    """Everybody saw who came late: subtracted from the round's result, what is told of the others
    would say how these voted, also where they are many and of one mind.
    """
    of = poll(method, "A" if method is Method.AGREE else "AB", secrecy=Secrecy.PSEUDONYMOUS)
    yes, no = (4, 2) if method is Method.AGREE else (("A", "B"))
    both = [(yes, yes)] * 6 + [(yes, no)] * 6 + [(no, yes)] * 7 + [(no, no)] * 6

    def cast(voter: str, mark: int | str) -> Ballot:
        said = ("A", mark) if isinstance(mark, int) else (mark, 1)
        return ballot(said, voter_key=voter)

    first = [cast(f"{n}", was) for n, (was, _) in enumerate(both)]
    last = [cast(f"{n}", now) for n, (_, now) in enumerate(both)]
    late = [cast(f"late {n}", yes) for n in range(once)]
    assert NOT_TOLD not in said_of(of, first, last)
    assert said_of(of, first, [*last, *late]).endswith(NOT_TOLD)
    assert said_of(of, [*first, *late], last).endswith(NOT_TOLD)


def test_the_unpaired_sentence_says_so() -> None:
    first = tally.count(SEALED, on_scale((0, 2, 0, 2, 0)))
    last = tally.count(SEALED, on_scale((0, 1, 0, 3, 0)))
    assert str(shifts.moved(SEALED, first, last)) == (
        "At first 2 of 4 agreed, at last 3 of 4. "
        "The votes are unpaired, so how many people changed their minds is not known."
    )


def test_who_had_no_view_in_one_of_the_rounds_moved_nothing() -> None:
    first = votes(**{f"v{n}": 4 for n in range(44)}, **{f"w{n}": 2 for n in range(8)})
    last = votes(
        **{f"v{n}": 4 for n in range(43)}, v43=2, w0=2, **{f"w{n}": 0 for n in range(1, 8)}
    )
    was, now = tally.count(LINKED, first), tally.count(LINKED, last)
    assert (was.lines[0].printed, now.lines[0].printed) == ("85 %", "96 %")
    assert str(shifts.moved(LINKED, was, now, shifts.flows(LINKED, first, last))) == (
        "Of 45 people with a view both times 44 agreed at first and 43 at last."
    )
    unlinked = str(shifts.moved(SEALED, was, now))
    assert unlinked.startswith("At first 44 of 52 (85 %) agreed, at last 43 of 45 (96 %).")


def test_that_one_person_alone_had_a_view_both_times_is_not_told_where_others_had_it_once() -> None:
    first, last = votes(a=4), votes(a=2, late=5)
    assert said_of(LINKED, first, last).endswith(NOT_TOLD)


def test_every_step_of_the_scale_is_a_view() -> None:
    marks = {f"{n}-{at}": at for at in range(1, 6) for n in range(6)}
    assert said_of(LINKED, votes(**marks), votes(**marks)).startswith("Of 30 people with a view")


def test_nobody_with_a_view_both_times_is_said() -> None:
    first, last = votes(a=4, b=0), votes(a=0, b=4)
    was, now = tally.count(LINKED, first), tally.count(LINKED, last)
    said = str(shifts.moved(LINKED, was, now, shifts.flows(LINKED, first, last)))
    assert said == "Nobody had a view in both rounds."


def test_of_several_items_the_one_that_moved_most_is_told() -> None:
    of = poll(Method.CHOOSE_ONE)
    first = tally.count(of, chosen("A", 5) + chosen("B", 4) + chosen("C", 1))
    last = tally.count(of, chosen("A", 5) + chosen("B", 1) + chosen("C", 4))
    assert str(shifts.moved(of, first, last)).startswith(
        "The largest change: “C” went from 1 of 10 to 4 of 10."
    )


def test_a_ranking_tells_what_became_of_first_place() -> None:
    of = poll(Method.RANK)
    first, last = tally.count(of, ranked("ABC", 2)), tally.count(of, ranked("BAC", 2))
    assert str(shifts.moved(of, first, last)).startswith("First place went from A to B.")
    assert str(shifts.moved(of, first, first)).startswith("First place stayed with A.")


@pytest.mark.parametrize("method", Method)
def test_an_empty_round_moves_nothing(method: Method) -> None:
    of = poll(method)
    assert shifts.moved(of, tally.count(of, []), tally.count(of, [])) == ""


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(*[st.integers(0, 5)] * 2), min_size=1)
)
def test_net_change_of_those_paired_is_the_difference_of_their_tallies(
    people: dict[str, tuple[int, int]],
) -> None:
    first = votes(**{voter: marks[0] for voter, marks in people.items()})
    last = votes(**{voter: marks[1] for voter, marks in people.items()})
    found = shifts.flows(LINKED, first, last)
    assert found is not None
    agreeing = [sum(dict(b.marks)["A"] >= 4 for b in cast) for cast in (first, last)]
    crossing = found[0].crossing((4, 5))
    assert crossing.net == agreeing[1] - agreeing[0]
    assert abs(crossing.net) <= crossing.gross <= found[0].gross <= found[0].paired


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemars_test_equals_adding_up_every_split_as_uneven(came: int, left: int) -> None:
    changes = came + left
    uneven = [k for k in range(changes + 1) if abs(2 * k - changes) >= abs(came - left)]
    p = sum(math.comb(changes, k) for k in uneven) / 2**changes
    assert flow.mcnemar(came, left) == pytest.approx(p)
