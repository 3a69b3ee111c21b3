"""Opinion groups stand on linked votes that were revealed, and never on sealed or named ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.opinion.groups import OpinionGroups
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import voters, voting
from facilitator.services.polls.linked_votes import groups_in_the_room
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


def held(file: SeminarFile, secrecy: Secrecy, *, reveal: bool = True) -> OpinionGroups:
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
    opened = voting.open_round(file, "p", now=NOW)
    for person in range(PEOPLE):
        marks = [
            (str(at), 5 if (at < STATEMENTS // 2) == bool(person % 2) else 1)
            for at in range(STATEMENTS)
        ]
        if person % 5 == 0:
            marks[0] = ("0", 0)
        voter = voters.Voter(f"token {person}", participant_id=f"person {person}")
        voting.cast(file, opened.id, voter, marks, submission=f"{person}", now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    if reveal:
        voting.reveal_round(file, opened.id, now=NOW)
    return groups_in_the_room(file)


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
