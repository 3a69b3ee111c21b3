"""Opinion groups stand on linked votes that were revealed, and never on sealed or named ones."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.opinion.groups import OpinionGroups, Votes, opinion_groups
from facilitator.domain.polls.opinion.representative import Given
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import linked_votes, voters, voting
from facilitator.services.views.opinions_ahead import OpinionsAhead
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
PEOPLE, STATEMENTS = 24, 6


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "a.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=NOW.date(), time_zone="UTC"))
    yield made
    made.close()


def held(
    file: SeminarFile, secrecy: Secrecy, *, reveal: bool = True, again: Collection[int] = ()
) -> OpinionGroups:
    """One poll of six statements; every other person agrees with the first three of them."""
    items = tuple(Item(str(at), f"Statement {at}") for at in range(STATEMENTS))
    poll = Poll(
        id="p",
        position=1,
        title="T",
        wording="W",
        method=Method.AGREE,
        items=items,
        secrecy=secrecy,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(poll)
    vote(file, range(PEOPLE), reveal=reveal)
    if again:
        vote(file, again, turned=2)
    return OpinionsAhead().told(file)


def vote(
    file: SeminarFile, people: Collection[int], *, turned: int = -1, reveal: bool = True
) -> None:
    """A round; on the statement that is `turned` everybody agrees."""
    with file.read() as reader:
        is_first = not reader.every(Round)
    opened = voting.open_round(file, "p", now=NOW, reason="" if is_first else "Once more")
    for person in people:
        marks = [
            (str(at), 5 if (at < STATEMENTS // 2) == bool(person % 2) else 1)
            for at in range(STATEMENTS)
        ]
        if person % 5 == 0:
            marks[0] = ("0", 0)
        if turned >= 0:
            marks[turned] = (str(turned), 5)
        voter = voters.Voter(f"token {person}", participant_id=f"person {person}")
        voting.cast(file, opened.id, voter, marks, submission=f"{person}", now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    if reveal:
        voting.reveal_round(file, opened.id, now=NOW)


def test_linked_votes_that_were_revealed_have_groups(file: SeminarFile) -> None:
    found = held(file, Secrecy.PSEUDONYMOUS)
    assert [group.people for group in found.groups] == [12, 12]
    assert (found.people, found.statements) == (PEOPLE, STATEMENTS)


@pytest.mark.parametrize(
    ("secrecy", "reveal"),
    [(Secrecy.SEALED, True), (Secrecy.NAMED, True), (Secrecy.PSEUDONYMOUS, False)],
)
def test_sealed_and_named_votes_and_those_not_revealed_are_no_part_of_any(
    file: SeminarFile, secrecy: Secrecy, reveal: bool
) -> None:
    found = held(file, secrecy, reveal=reveal)
    assert (found.people, found.statements, found.groups) == (0, 0, ())


def test_groups_are_held_while_people_move_and_told_of_those_who_voted_both_times(
    file: SeminarFile,
) -> None:
    first = held(file, Secrecy.PSEUDONYMOUS)
    vote(file, range(PEOPLE), turned=2)
    found = OpinionsAhead().told(file)
    assert found.groups == first.groups, "what the second vote said makes no other groups"
    assert first.moved == ()
    moved = {each.statement: each.groups for each in found.moved}
    assert set(moved["Statement 2"]) == {
        (Given(12, 0, 12), Given(12, 0, 12)),
        (Given(0, 12, 12), Given(12, 0, 12)),
    }
    assert all(pair and pair[0] == pair[1] for pair in moved["Statement 4"])


def test_of_a_group_of_which_few_voted_again_nothing_is_told(file: SeminarFile) -> None:
    """Nor of the other group: the four would be the room less that."""
    found = held(file, Secrecy.PSEUDONYMOUS, again=[*range(1, PEOPLE, 2), 0, 2, 4, 6])
    assert all(each.groups == (None, None) for each in found.moved)
    assert len(found.moved) == STATEMENTS


def test_of_a_group_that_one_has_left_it_is_not_told_how_all_others_of_it_moved(
    file: SeminarFile,
) -> None:
    """It was seen who left: all of the group less all who stayed is how she voted."""
    found = held(file, Secrecy.PSEUDONYMOUS, again=range(1, PEOPLE))
    assert all(
        sorted(pair is None for pair in each.groups) == [False, True] for each in found.moved
    )


def test_what_is_worked_out_while_people_vote_is_told_at_the_reveal_and_not_before(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[int] = []
    groups_of = opinion_groups

    def counted(votes: Votes, *rest: Any, **more: Any) -> OpinionGroups:
        worked_out.append(len(votes))
        return groups_of(votes, *rest, **more)

    monkeypatch.setattr(linked_votes, "opinion_groups", counted)
    held(file, Secrecy.PSEUDONYMOUS, reveal=False)
    ahead = OpinionsAhead()
    ahead.reckon(file)
    ahead.reckon(file)
    assert ahead.told(file).groups == ()
    assert worked_out[1:] == [PEOPLE, 0]
    with file.read() as reader:
        (closed,) = reader.every(Round)
    voting.reveal_round(file, closed.id, now=NOW)
    assert [group.people for group in ahead.told(file).groups] == [12, 12]
    ahead.reckon(file)
    assert worked_out[1:] == [PEOPLE, 0]
