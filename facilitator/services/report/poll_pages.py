"""Polls' pages: those of polls that are not on a finding, from one snapshot."""

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import HandCount, Round, hands_id
from facilitator.domain.report.poll_pages import FEWEST_ITEMS, PollPage
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.polls.dealing import sorted_by_room
from facilitator.services.polls.releasing import room_guard
from facilitator.services.report.finding_pages import voted
from facilitator.services.report.publishing import polls_in
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

BY_HANDS = say("Hands were counted: who approves what together is not known, so there is no slate.")


def poll_pages(file: SeminarStore) -> tuple[PollPage, ...]:
    """The page of every revealed poll that is on no finding."""
    with file.read() as reader:
        parts = [part for part in polls_in(reader) if part.rounds and part.finding is None]
        return tuple(
            _page(reader, PollPage(vote=voted(reader, part)), part.rounds[-1].round)
            for part in parts
        )


def _page(reader: Reader, page: PollPage, last: Round) -> PollPage:
    """The page with the approvals of its last round, where a slate may be told.

    Of very few people it would tell what single ones approve together.
    """
    if found := sorted_by_room(reader, last):
        least = room_guard(reader.get(Seminar, SEMINAR_ID)).threshold
        return PollPage(vote=page.vote, judged=tuple(e for e in found if e.said >= least))
    approving = method_of(last.poll).approving
    if not approving or len(last.poll.items) < FEWEST_ITEMS:
        return page
    if reader.find(HandCount, hands_id(last.id)) is not None:
        return PollPage(vote=page.vote, no_slate=BY_HANDS)
    approvals = sorted(
        (
            sorted(item for item, mark in ballot.marks if mark in approving)
            for ballot in reader.ballots(last.id)
            if not ballot.abstains
        ),
    )
    least = 2 * room_guard(reader.get(Seminar, SEMINAR_ID)).threshold
    if len(approvals) < least:
        few = say("A slate is chosen where at least {n} people voted.", n=least)
        return PollPage(vote=page.vote, no_slate=few)
    return PollPage(vote=page.vote, approvals=tuple(map(frozenset, approvals)))
