"""Results by sector are printed where they point at nobody, and are what the ballots say."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.summary import Summary
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import voters, voting
from facilitator.services.report import publishing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
THIRD, PUBLIC = "Third sector", "Public sector"
Votes = Sequence[tuple[str, dict[str, int], int]]
"""The sector, the marks, and how many people of that sector gave them."""


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(title="S", date=date(2011, 10, 18), sectors=(THIRD, PUBLIC), door_closed=True)
        )
    return made


def ask(file: SeminarFile, method: Method, *votes_of_rounds: Votes, items: int = 1) -> Summary:
    """Put a poll to the vote, round by round, and print what came of it."""
    poll = Poll(
        id="p",
        position=1,
        title="Savings",
        wording="Savings are hard to show.",
        method=method,
        items=tuple(Item(f"i{n}", f"Item {n}") for n in range(items)),
        secrecy=Secrecy.PSEUDONYMOUS,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(poll)
    for number, votes in enumerate(votes_of_rounds):
        opened = voting.open_round(file, "p", segment_id=f"s{number}", now=NOW)
        for sort, (sector, marks, people) in enumerate(votes):
            for person in range(people):
                token = f"{sort}.{person}"
                voting.cast(
                    file,
                    opened.id,
                    voters.Voter(token, sector=sector),
                    tuple(marks.items()),
                    submission=f"{opened.id}{token}",
                    now=NOW,
                )
        voting.close_round(file, opened.id, now=NOW)
        voting.reveal_round(file, opened.id, now=NOW)
    return publishing.summarise(file, now=NOW)


def test_large_groups_are_told_apart_round_by_round(file: SeminarFile) -> None:
    before = [(THIRD, {"i0": 1}, 12), (THIRD, {"i0": 5}, 14)]
    after = [(THIRD, {"i0": 2}, 10), (THIRD, {"i0": 4}, 16)]
    public = [(PUBLIC, {"i0": 1}, 20), (PUBLIC, {"i0": 4}, 11)]
    summary = ask(file, Method.AGREE, before + public, after + public)
    (part,) = summary.splits
    assert (part.split, part.names, summary.unsplit) == (Split.SECTOR, (THIRD, PUBLIC), 0)
    found = [(line.answer, line.round, line.whole, line.of, line.cells) for line in part.lines]
    assert found == [
        ("Disagree", 1, 32, 57, (12, 20)),
        ("Disagree", 2, 30, 57, (10, 20)),
        ("Agree", 1, 25, 57, (14, 11)),
        ("Agree", 2, 27, 57, (16, 11)),
    ]
    assert {line.groups for line in part.lines} == {(26, 31)}


def test_what_nine_people_said_is_not_printed_nor_given_away(file: SeminarFile) -> None:
    votes = [
        (THIRD, {"i0": 1}, 9),
        (THIRD, {"i0": 5}, 20),
        (PUBLIC, {"i0": 1}, 15),
        (PUBLIC, {"i0": 4}, 20),
    ]
    summary = ask(file, Method.AGREE, votes)
    for part in summary.splits:
        for line in part.lines:
            assert 9 not in line.cells
            # One hidden cell in a row of two, or in a column, would be found by subtraction.
            hidden = [cell is None for cell in line.cells]
            assert not any(hidden) or all(hidden)


def test_a_poll_of_which_nothing_may_be_shown_is_only_counted(file: SeminarFile) -> None:
    summary = ask(file, Method.AGREE, [(THIRD, {"i0": 5}, 9), (PUBLIC, {"i0": 1}, 9)])
    assert (summary.splits, summary.unsplit) == ((), 1)


def test_people_who_did_not_say_where_they_come_from_are_no_group(file: SeminarFile) -> None:
    summary = ask(file, Method.AGREE, [("", {"i0": 5}, 30), ("", {"i0": 1}, 30)])
    assert (summary.splits, summary.unsplit) == ((), 1)


def test_of_an_approval_each_item_is_a_line(file: SeminarFile) -> None:
    votes = [
        (THIRD, {"i0": 1}, 12),
        (THIRD, {"i1": 1}, 13),
        (PUBLIC, {"i0": 1}, 14),
        (PUBLIC, {"i1": 1}, 15),
    ]
    (part,) = ask(file, Method.APPROVE, votes, items=2).splits
    found = [(line.answer, line.cells, line.groups) for line in part.lines]
    assert found == [("Item 0", (12, 14), (25, 29)), ("Item 1", (13, 15), (25, 29))]


def test_kinds_of_poll_that_cannot_be_split_are_not_counted(file: SeminarFile) -> None:
    summary = ask(file, Method.RANK, [(THIRD, {"i0": 1, "i1": 2}, 30)], items=2)
    assert (summary.splits, summary.unsplit) == ((), 0)
