"""Linked votes leave to researchers alone, of polls whose voters were told, nobody's by sector who
is one of few.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.report.deposit import Deposit, View
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import voters, voting
from facilitator.services.records import retention
from facilitator.services.report.depositing import prepared
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SECTORS = ("Third sector", "Public sector")
THRESHOLD, MANY = 5, 12


FEW = THRESHOLD - 1


@pytest.fixture
def voted(tmp_path: Path) -> SeminarFile:
    """Few of those who voted are of the public sector."""
    return voted_by(FEW, tmp_path / "a.seminar")


def voted_by(
    public: int, path: Path, people: Sequence[tuple[str, str]] = (), *, is_split: bool = False
) -> SeminarFile:
    """A linked and a sealed poll, the linked one twice; so many voters are of the public sector,
    unless who `people` are is said. With a closed door it is told by sector how they voted.
    """
    people = people or [(SECTORS[n < public], "") for n in range(public + MANY)]
    file = SeminarFile.create(path)
    seminar = Seminar(
        title="S",
        date=NOW.date(),
        time_zone="UTC",
        sectors=SECTORS,
        sizes=("Small", "Large"),
        room_threshold=1,
        print_threshold=THRESHOLD,
        door_closed=is_split,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(seminar)
        writer.put(Consent(id=consent_id("x"), given_at=NOW, archive=True))
        for secrecy in (Secrecy.PSEUDONYMOUS, Secrecy.SEALED):
            writer.put(
                Poll(
                    id=f"poll {secrecy}",
                    position=1,
                    title="T",
                    wording="W",
                    method=Method.AGREE,
                    items=(Item(f"item {secrecy}", "Statement"),),
                    secrecy=secrecy,
                )
            )
    for secrecy in (Secrecy.PSEUDONYMOUS, Secrecy.PSEUDONYMOUS, Secrecy.SEALED):
        _vote(file, secrecy, people)
    return file


def _vote(file: SeminarFile, secrecy: Secrecy, people: Sequence[tuple[str, str]]) -> None:
    with file.read() as reader:
        again = "Again" if reader.every(Round, poll_id=f"poll {secrecy}") else ""
    held = voting.open_round(file, f"poll {secrecy}", now=NOW, reason=again)
    for person, (sector, size) in enumerate(people):
        voter = voters.Voter(
            f"token {person}", participant_id=f"person {person}", sector=sector, size=size
        )
        marks = [(f"item {secrecy}", 1 + person % 5)]
        voting.cast(file, held.id, voter, marks, submission=f"{person}", now=NOW)
    voting.close_round(file, held.id, now=NOW)
    voting.reveal_round(file, held.id, now=NOW)


def _deposit(file: SeminarFile, view: View) -> Deposit:
    return prepared(file, view, now=NOW).deposit


def test_only_linked_votes_leave_and_only_to_researchers(voted: SeminarFile) -> None:
    assert _deposit(voted, View.PUBLIC).votes == ()
    votes = _deposit(voted, View.RESEARCH).votes
    assert {vote.item for vote in votes} == {f"item {Secrecy.PSEUDONYMOUS}"}
    assert len(votes) == 2 * (FEW + MANY)
    marks: dict[int, list[int]] = {}
    for vote in votes:
        marks.setdefault(vote.voter, []).append(vote.value)
    assert sorted(marks) == list(range(1, FEW + MANY + 1))
    assert all(first == second for first, second in marks.values()), "a voter is one number"
    with voted.read() as reader:
        held = reader.every(Round, poll_id=f"poll {Secrecy.PSEUDONYMOUS}")
        keys = {ballot.voter_key for each in held for ballot in reader.ballots(each.id)}
    assert not keys & {str(number) for number in marks}


def test_no_sector_of_few_stands_beside_a_vote_nor_can_be_told_by_its_lack(
    voted: SeminarFile, tmp_path: Path
) -> None:
    """Four without a sector would be known to be the four of the public sector."""
    assert {vote.sector for vote in _deposit(voted, View.RESEARCH).votes} == {""}
    enough = voted_by(THRESHOLD, tmp_path / "b.seminar")
    assert {vote.sector for vote in _deposit(enough, View.RESEARCH).votes} == set(SECTORS)


def test_nor_does_one_who_are_few_once_what_was_told_by_sector_is_subtracted(
    tmp_path: Path,
) -> None:
    """Of either sector twelve are of one size and three of the other: together these are enough."""
    shared = [(SECTORS[0], "Small"), (SECTORS[1], "Large")]
    few = [(SECTORS[0], "Large"), (SECTORS[1], "Small")]
    people = [*shared * MANY, *few * 3]
    told = {}
    for is_split in (False, True):
        file = voted_by(0, tmp_path / f"{is_split}.seminar", people, is_split=is_split)
        with file.read() as reader:
            held = reader.every(Round, poll_id=f"poll {Secrecy.PSEUDONYMOUS}")
        assert all(any(table.tells for table in each.by_group) == is_split for each in held)
        told[is_split] = {(v.sector, v.size) for v in _deposit(file, View.RESEARCH).votes}
    assert told == {False: {*shared, ("", "")}, True: {("", "")}}


def test_votes_whose_voters_were_not_told_stay(voted: SeminarFile) -> None:
    with voted.write(Verb.SET_UP, NOW) as writer:
        for held in writer.every(Round):
            writer.put(replace(held, tells_recount=False))
    assert _deposit(voted, View.RESEARCH).votes == ()


def test_who_agreed_to_an_archive_has_agreed_also_when_nobody_is_named_any_more(
    voted: SeminarFile,
) -> None:
    with voted.write(Verb.JOIN, NOW) as writer:
        writer.put(Participant(id="x", name="Ann Bell"))
    before = prepared(voted, View.RESEARCH, now=NOW).deposit
    retention.take_people_out(voted, now=NOW)
    after = prepared(voted, View.RESEARCH, now=NOW).deposit
    assert len(after.votes) == len(before.votes) > 0
