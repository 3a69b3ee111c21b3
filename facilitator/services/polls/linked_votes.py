"""Votes that are linked to each other, over all statements: what opinion groups are made of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.polls.measures import AGREES, DISAGREES
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.opinion.groups import OpinionGroups, Votes, opinion_groups
from facilitator.domain.polls.polls import DONT_KNOW, Ballot, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.polls.releasing import room_guard
from facilitator.services.polls.rounds_held import age
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class LinkedVotes:
    """What opinion groups are made of: the first votes on each statement by voter, the later ones,
    the statements' words, and the fewest people of whom something is told.
    """

    first: Votes
    later: Votes
    statements: Mapping[str, str]
    threshold: int

    def groups(self) -> OpinionGroups:
        """Their groups; takes up to a second."""
        return opinion_groups(self.first, self.statements, self.threshold, later=self.later)


def revealed_in(file: SeminarStore) -> LinkedVotes:
    """What was voted on and revealed."""
    with file.read() as reader:
        return _linked(reader, {RoundState.REVEALED})


def cast_in(file: SeminarStore) -> LinkedVotes | None:
    """The same with what is not revealed yet; None where that is nothing. It may not leave."""
    with file.read() as reader:
        if all(each.state is RoundState.REVEALED for each in _rounds(reader, {*RoundState})):
            return None
        return _linked(reader, {*RoundState})


def _linked(reader: Reader, states: Collection[RoundState]) -> LinkedVotes:
    courses: dict[tuple[str, str], list[Round]] = {}
    for held in _rounds(reader, states):
        courses.setdefault((held.poll_id, held.room), []).append(held)
    return LinkedVotes(
        _votes(reader, (rounds[0] for rounds in courses.values())),
        _votes(reader, (rounds[-1] for rounds in courses.values() if len(rounds) > 1)),
        {id: words for rounds in courses.values() for id, words in _statements(rounds[0].poll)},
        room_guard(reader.get(Seminar, SEMINAR_ID)).threshold,
    )


def _rounds(reader: Reader, states: Collection[RoundState]) -> Sequence[Round]:
    """The rounds of every poll of statements, the first first, of which voters were told that their
    votes are linked to each other and not to their name. Sealed votes never are.
    """
    return [
        held
        for held in sorted(reader.every(Round), key=age)
        if held.state in states
        and held.poll.secrecy is Secrecy.PSEUDONYMOUS
        and method_of(held.poll).judged
    ]


def _votes(reader: Reader, rounds: Iterable[Round]) -> Votes:
    """By voter, in an order that tells nothing of when they voted."""
    votes: dict[str, dict[str, int]] = {}
    for each in rounds:
        for ballot in reader.ballots(each.id):
            votes.setdefault(ballot.voter_key, {}).update(_marks(each.poll, ballot))
    return dict(sorted(votes.items()))


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
