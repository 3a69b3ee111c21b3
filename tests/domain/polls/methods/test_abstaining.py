"""Abstaining is an answer: counted apart, in no share, and in the quorum as without a view."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import shifts
from facilitator.domain.polls.ballots import check, check_hands, least_raised
from facilitator.domain.polls.cross_tables import ABSTAINED, cross_all
from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import (
    ABSTAIN,
    ABSTENTION,
    Ballot,
    Criterion,
    HandCount,
    Method,
    Poll,
    Round,
    RoundState,
    Secrecy,
)
from facilitator.domain.polls.results import Outcome
from facilitator.domain.polls.tally import RunningTally, count
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.recount import files_of
from tests.domain.polls.voting import ballot, on_scale, poll

EARLY = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
VOTE: dict[Method, tuple[tuple[str, int], ...]] = {
    Method.CHOOSE_ONE: (("A", 1),),
    Method.APPROVE: (("A", 1), ("B", 1)),
    Method.AGREE: (("A", 4), ("B", 0)),
    Method.RATE: (("A", 7),),
    Method.RANK: (("B", 1), ("A", 2)),
    Method.DOTS: (("C", 3),),
    Method.WEIGHTED: (("A/x", 3),),
    Method.PAIRWISE: (("A>B", 1),),
    Method.SORT: (("A", 1), ("B", -1)),
    Method.MEMBER_CHECK: (("us:A", 1), ("quote:B", -1)),
}


def open_poll(method: Method) -> Poll:
    criteria = (Criterion("x", "X"),) if method is Method.WEIGHTED else ()
    return poll(method, may_abstain=True, criteria=criteria)


def cast(method: Method, people: int) -> list[Ballot]:
    if method is Method.WORDS:
        return [ballot(words=("trust",)) for _ in range(people)]
    return [ballot(*VOTE[method]) for _ in range(people)]


def abstaining(people: int) -> list[Ballot]:
    return [ballot(*ABSTENTION) for _ in range(people)]


@pytest.mark.parametrize("method", METHODS)
@given(views=st.integers(0, 30), without=st.integers(0, 30))
def test_who_abstains_changes_no_figure_but_how_many_voted(
    method: Method, views: int, without: int
) -> None:
    asked = open_poll(method)
    of_views = count(asked, cast(method, views))
    of_all = count(asked, [*cast(method, views), *abstaining(without)])
    assert (of_all.ballots, of_all.abstained, of_all.voters) == (views + without, without, views)
    assert of_all.order == of_views.order
    assert of_all.rankings == of_views.rankings
    for one, other in zip(of_all.lines, of_views.lines, strict=True):
        assert replace(one, outcome=None) == replace(other, outcome=None)
    assert ("abstained" in str(verdict(asked, of_all))) is bool(without)
    assert ("abstained" in str(chart_of(asked, [("Round 1", of_all)]).text)) is bool(without)


@pytest.mark.parametrize("method", METHODS)
def test_it_is_taken_back_like_any_ballot_and_allowed_where_the_poll_wants_it(
    method: Method,
) -> None:
    asked = open_poll(method)
    check(asked, ABSTENTION)
    for wrong in (((ABSTAIN, 2),), ((ABSTAIN, 1), *VOTE.get(method, (("A", 1),)))):
        with pytest.raises(SeminarError):
            check(asked, wrong)
    with pytest.raises(SeminarError, match="Nobody can abstain"):
        check(replace(asked, may_abstain=False), ABSTENTION)
    assert tuple(method_of(asked).canonical(ABSTENTION, ())[0]) == ABSTENTION
    running = RunningTally(asked)
    running.put(ballot(*ABSTENTION, voter_key="one"))
    assert running.tally().abstained == 1
    running.put(replace(cast(method, 1)[0], voter_key="one"))
    assert running.tally() == count(asked, cast(method, 1))


def test_a_quorum_is_of_all_who_voted_and_who_abstains_has_no_view() -> None:
    asked = replace(poll(Method.AGREE, "A"), may_abstain=True, quorum=0.5)
    agreed = on_scale([0, 0, 0, 0, 10])
    assert count(asked, [*agreed, *abstaining(10)]).lines[0].outcome is Outcome.ACCEPTED
    assert count(asked, [*agreed, *abstaining(11)]).lines[0].outcome is Outcome.NO_VIEW


@pytest.mark.parametrize("method", [Method.CHOOSE_ONE, Method.APPROVE, Method.AGREE])
def test_hands_that_abstain_are_people_like_the_others(method: Method) -> None:
    asked = open_poll(method)
    mark = 4 if method is Method.AGREE else 1
    marks = (("A", mark, 6), ("B", mark, 2), (ABSTAIN, 1, 3))
    people = 11 if method is Method.CHOOSE_ONE else 9
    assert least_raised(asked, marks) == people
    check_hands(asked, marks, people)
    with pytest.raises(SeminarError):
        check_hands(asked, marks, people - 1)
    with pytest.raises(SeminarError):
        check_hands(replace(asked, may_abstain=False), marks, people)
    tally = count(asked, [], HandCount(id="hands", marks=marks))
    assert (tally.ballots, tally.abstained) == (people, 3)


def test_who_abstained_is_followed_nowhere() -> None:
    asked = replace(open_poll(Method.APPROVE), secrecy=Secrecy.NAMED)
    first = [ballot(("A", 1), voter_key="ann"), ballot(*ABSTENTION, voter_key="bea")]
    last = [ballot(("B", 1), voter_key="ann"), ballot(("A", 1), voter_key="bea")]
    found = shifts.flows(asked, first, last)
    assert found is not None
    assert found[0].table == ((1, 0, 1),)


@pytest.mark.parametrize("method", [Method.CHOOSE_ONE, Method.APPROVE, Method.AGREE, Method.RATE])
def test_in_a_table_by_group_who_abstained_is_among_the_answers(method: Method) -> None:
    asked = open_poll(method)
    cast_ = [replace(each, sector="Third") for each in mixed(method)]
    if method is not Method.CHOOSE_ONE:
        asked = replace(asked, items=asked.items[:1])
    tables = cross_all(asked, cast_, {Split.SECTOR: ["Third"]})
    assert [sum(table.cells[0]) for table in tables] == [7] * len(tables)
    apart = [table.columns[-1] == ABSTAINED for table in tables]
    assert apart == [method is Method.CHOOSE_ONE]


@pytest.mark.parametrize("method", [each for each in VOTE if METHODS[each].takes_items])
def test_who_counts_again_is_told_how_many_abstained_beside_the_votes(method: Method) -> None:
    asked = open_poll(method)
    held = round_of(asked)
    plain, more = files_of(held, cast(method, 4)), files_of(held, mixed(method))
    assert more.pop("-abstained.csv") == "abstained\n3\n"
    assert more == plain


def mixed(method: Method) -> list[Ballot]:
    return [*abstaining(1), *cast(method, 4), *abstaining(2)]


def round_of(asked: Poll) -> Round:
    return Round(
        id="round",
        poll_id=asked.id,
        number=1,
        state=RoundState.REVEALED,
        poll=asked,
        opened_at=EARLY,
        tells_recount=True,
    )
