"""A poll's page offers a slate where enough people voted by themselves, else says why not."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.report.poll_pages import PollPage
from facilitator.services.polls import voters, voting
from facilitator.services.report.poll_pages import poll_pages
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
ITEMS = "abcdefghij"


def approved(file: SeminarFile, people: list[str], *, hands: bool = False) -> PollPage:
    """The page of a poll in which each person approves the items of a word."""
    items = tuple(Item(item, item.upper()) for item in ITEMS)
    poll = Poll(id="p", position=99, title="T", wording="W", method=Method.APPROVE, items=items)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(poll)
    held = voting.open_round(file, "p", now=NOW)
    for number, word in enumerate(people):
        marks = [(item, 1) for item in word]
        voter = voters.Voter(f"token {number}")
        voting.cast(file, held.id, voter, marks, submission=f"{number}", now=NOW)
    if hands:
        voting.count_hands(file, held.id, [("a", 1, 3)], 3, now=NOW)
    voting.close_round(file, held.id, now=NOW)
    assert poll_pages(file) == ()  # sealed
    voting.reveal_round(file, held.id, now=NOW)
    (page,) = poll_pages(file)
    return page


def test_a_slate_of_five_serves_sixty_and_forty_beside_the_most_approved(
    seminar_file: SeminarFile,
) -> None:
    page = approved(seminar_file, ["abcde"] * 6 + ["fghij"] * 4)
    told = [str(sentence) for sentence in page.slate(5)]
    assert told[0] == "Most approved: A, B, C, D and E."
    assert "A slate for the room: A, B, C, F and G." in told
    assert told[-1].startswith("In the slate 10 of 10 people find something")


@pytest.mark.parametrize(
    ("people", "hands", "why"),
    [
        (["abc"] * 9, False, "at least 10 people"),
        (["abc"] * 12, True, "Hands were counted"),
    ],
)
def test_of_few_people_or_of_hands_there_is_no_slate_and_a_sentence_says_why(
    seminar_file: SeminarFile, people: list[str], hands: bool, why: str
) -> None:
    page = approved(seminar_file, people, hands=hands)
    assert (page.approvals, page.most_places) == ((), 0)
    assert why in str(page.no_slate)
