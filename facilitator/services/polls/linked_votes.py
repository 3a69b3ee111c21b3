"""Votes that are linked to each other, over all statements: what opinion groups are made of."""

from collections.abc import Collection, Iterable, Sequence

from facilitator.domain.polls.measures import AGREES, DISAGREES
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.opinion.groups import OpinionGroups, opinion_groups
from facilitator.domain.polls.polls import DONT_KNOW, Ballot, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.polls.releasing import room_guard
from facilitator.services.polls.rounds_held import age
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def groups_in_the_room(file: SeminarStore) -> OpinionGroups:
    """The opinion groups over what was voted on and revealed; takes up to a second."""
    with file.read() as reader:
        threshold = room_guard(reader.get(Seminar, SEMINAR_ID)).threshold
        courses = _linked(reader)
        votes = _votes(reader, (rounds[0] for rounds in courses))
        later = _votes(reader, (rounds[-1] for rounds in courses if len(rounds) > 1))
    statements = {id: words for rounds in courses for id, words in _statements(rounds[0].poll)}
    return opinion_groups(votes, statements, threshold, later=later)


def _votes(reader: Reader, rounds: Iterable[Round]) -> dict[str, dict[str, int]]:
    votes: dict[str, dict[str, int]] = {}
    for each in rounds:
        for ballot in reader.ballots(each.id):
            votes.setdefault(ballot.voter_key, {}).update(_marks(each.poll, ballot))
    return votes


def _linked(reader: Reader) -> Collection[Sequence[Round]]:
    """The revealed rounds of every poll of statements, in each room, the first first, of which
    voters were told that their votes are linked to each other and not to their name. Sealed votes
    never are.
    """
    courses: dict[tuple[str, str], list[Round]] = {}
    for held in sorted(reader.every(Round, state=RoundState.REVEALED), key=age):
        if held.poll.secrecy is Secrecy.PSEUDONYMOUS and method_of(held.poll).judged:
            courses.setdefault((held.poll_id, held.room), []).append(held)
    return courses.values()


def _statements(poll: Poll) -> Iterable[tuple[str, str]]:
    """The words of each statement by its id; of a poll on one thing its own wording."""
    if len(poll.items) == 1:
        return [(poll.items[0].id, poll.wording or poll.items[0].text)]
    return [(item.id, item.text) for item in poll.items]


def _marks(poll: Poll, ballot: Ballot) -> dict[str, int]:
    """Agreement, disagreement or neither; who does not know has voted. Reasons are no votes."""
    items = {item.id for item in poll.items}
    return {item: _side(mark) for item, mark in ballot.marks if item in items}


def _side(mark: int) -> int:
    if mark == DONT_KNOW:
        return 0
    return (mark >= AGREES) - (mark <= DISAGREES)
