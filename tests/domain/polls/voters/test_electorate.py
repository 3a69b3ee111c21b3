"""Who may vote: the list of a round against what a person would say of everybody in the room."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method, OpenTo, Poll, Round, RoundState, Secrecy
from facilitator.domain.polls.voters.electorate import (
    check_list,
    kept_of,
    may_vote,
    on_list,
    told_of,
    too_many,
)
from tests.domain.polls.voting import poll

NOON = datetime(2011, 10, 18, 12, tzinfo=UTC)
SECTORS = ("", "Charity", "Lender", "Council")
PEOPLE = st.lists(
    st.tuples(st.sampled_from(SECTORS), st.booleans()).map(
        lambda drawn: Participant(id="", name="Nia", sector=drawn[0], seen_here=drawn[1])
    ),
    max_size=6,
).map(lambda drawn: [replace(one, id=f"p{n}") for n, one in enumerate(drawn)])
PHONES = st.lists(st.sampled_from(SECTORS), max_size=4).map(
    lambda drawn: [
        Device(id=f"d{n}", role=Role.PARTICIPANT, joined_at=NOON, sector=sector)
        for n, sector in enumerate(drawn)
    ]
)


WITH_CHOICE = (OpenTo.SECTOR, OpenTo.NAMED)


@st.composite
def _asked(draw: st.DrawFn) -> Poll:
    to = draw(st.sampled_from(OpenTo))
    of = SECTORS[1:] if to.whom is OpenTo.SECTOR else ("p0", "p1", "p5")
    chosen = draw(st.lists(st.sampled_from(of), unique=True)) if to.whom in WITH_CHOICE else []
    return poll(Method.AGREE, open_to=to, open_for=tuple(chosen))


def _opened(asked: Poll, entitled: tuple[str, ...]) -> Round:
    return Round(
        id="r",
        poll_id=asked.id,
        number=1,
        state=RoundState.OPEN,
        poll=asked,
        opened_at=NOON,
        entitled=entitled,
        present=len(entitled),
    )


def _is_meant(asked: Poll, one: Participant | Device) -> bool:
    match asked.open_to:
        case OpenTo.ANYBODY | OpenTo.ALL_ROOMS:
            return True
        case OpenTo.CHECKED_IN | OpenTo.CHECKED_IN_ALL_ROOMS:
            return isinstance(one, Participant) and one.seen_here
        case OpenTo.SECTOR | OpenTo.SECTOR_ALL_ROOMS:
            return one.sector in asked.open_for
        case OpenTo.NAMED | OpenTo.NAMED_ALL_ROOMS:
            return isinstance(one, Participant) and one.id in asked.open_for


@given(asked=_asked(), everybody=PEOPLE, phones=PHONES)
def test_those_who_are_meant_may_vote_and_nobody_else(
    asked: Poll, everybody: list[Participant], phones: list[Device]
) -> None:
    entitled = on_list(asked, everybody, phones)
    held = _opened(asked, entitled)
    assert [may_vote(held, one.id) for one in everybody] == [
        _is_meant(asked, one) for one in everybody
    ]
    assert [may_vote(held, "", one.id) for one in phones] == [
        _is_meant(asked, one) for one in phones
    ]


@given(asked=_asked(), everybody=PEOPLE, phones=PHONES)
def test_a_list_with_nobody_on_it_is_not_opened_and_more_votes_than_people_are_told(
    asked: Poll, everybody: list[Participant], phones: list[Device]
) -> None:
    entitled = on_list(asked, everybody, phones)
    held = _opened(asked, entitled)
    is_list = asked.open_to not in (OpenTo.ANYBODY, OpenTo.ALL_ROOMS)
    if is_list and not entitled:
        with pytest.raises(SeminarError):
            check_list(asked, entitled)
    else:
        check_list(asked, entitled)
    assert too_many(held, len(entitled)) is None
    assert (too_many(held, len(entitled) + 1) is not None) == is_list


@pytest.mark.parametrize("to", OpenTo)
def test_votes_that_are_linked_are_never_of_a_list(to: OpenTo) -> None:
    asked = poll(Method.AGREE, open_to=to, secrecy=Secrecy.PSEUDONYMOUS)
    if to in (OpenTo.ANYBODY, OpenTo.ALL_ROOMS):
        check_list(asked, ())
    else:
        with pytest.raises(SeminarError, match="could tell whose they are"):
            check_list(asked, ("p0",))


def test_what_is_told_of_a_list_names_sectors_and_nobody() -> None:
    named = poll(Method.AGREE, open_to=OpenTo.NAMED, open_for=("p0",))
    sector = poll(Method.AGREE, open_to=OpenTo.SECTOR, open_for=("Charity", "Lender"))
    assert not told_of(poll(Method.AGREE))
    for words in (told_of(named), kept_of(named)):
        assert "p0" not in str(words)
    for words in (told_of(sector), kept_of(sector)):
        assert "Charity" in str(words)
        assert "Lender" in str(words)
