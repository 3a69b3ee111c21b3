"""What opens: whether a poll can be opened in the room now, who may vote then, and how many people
that are.

Whoever offers to open a poll asks what the command asks, so that nothing is offered which is
refused: whether another is open, what the poll lacks, whether there is anything to judge in it, and
whether anybody is on its list.
"""

from dataclasses import dataclass

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.polls.readiness import check_poll
from facilitator.domain.polls.voters.electorate import check_list, is_listed, is_plenary, on_list
from facilitator.domain.seminar.rooms import ALL_ROOMS, MAIN, called
from facilitator.domain.wording import Message, Wording, say
from facilitator.services.polls import dealing
from facilitator.services.seminar.rooms import (
    all_vote,
    open_to_all,
    rounds_here,
    waits,
    why_not_here,
)
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader


def electorate(reader: Reader, poll: Poll) -> tuple[tuple[str, ...], int]:
    """The ids of those who may vote, none where anybody may, and the number of people.

    Raises SeminarError where the list has nobody on it, or does not go with the poll's secrecy.
    """
    if not is_listed(poll):
        came = reader.count(Participant) - reader.count(Participant, arrived_at=None)
        rooms = None if is_plenary(poll) else reader.room
        return (), max(came, devices.how_many_in(reader, Role.PARTICIPANT, rooms))
    entitled, named = _on_list(poll, _People.of(reader))
    return entitled, max(named, len(entitled) - named)


@dataclass(frozen=True, slots=True)
class _People:
    """Everybody on the list, and the phones that are nobody's of them."""

    everybody: tuple[Participant, ...]
    phones: tuple[Device, ...]

    @classmethod
    def of(cls, reader: Reader) -> "_People":
        every = devices.every_device(reader, Role.PARTICIPANT)
        nobodys = tuple(each for each in every if not (each.participant_id or each.asks_for))
        return cls(tuple(reader.every(Participant)), nobodys)


def _on_list(poll: Poll, people: _People) -> tuple[tuple[str, ...], int]:
    """The ids of those who may vote, and how many of them are on the list by name."""
    entitled = on_list(poll, people.everybody, people.phones)
    check_list(poll, entitled)
    return entitled, len({person.id for person in people.everybody}.intersection(entitled))


class Opening:
    """What stands in the way of opening polls in a room, within one snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        every = reader.every(Round, state=RoundState.OPEN)
        self._open = [held for held in every if not waits(reader, held)]
        self._counting = rounds_here(reader, state=RoundState.COUNTING)
        self._of_all = open_to_all(reader) if reader.room != MAIN else None
        self._people: _People | None = None

    def barred(self, poll: Poll) -> Wording | None:
        """Why a poll cannot be opened now, None where it can."""
        try:
            self.check(poll)
        except SeminarError as why:
            return why.sentence
        return None

    def check(self, poll: Poll) -> None:
        """Raise SeminarError where it cannot: nobody takes two votes at a time; who votes with all
        rooms can be in any of them.
        """
        if why := why_not_here(self._reader, poll, None):
            raise SeminarError(why)
        if self._of_all is not None:
            raise SeminarError(all_vote(self._of_all))
        for other in self._open:
            self._check_beside(poll, other)
        for other in self._counting:
            if other.poll_id == poll.id:
                raise SeminarError(_not_declared(other))
        check_poll(poll)
        dealing.check_may_open(self._reader, poll)
        if is_listed(poll):
            self._people = self._people or _People.of(self._reader)
            _on_list(poll, self._people)

    def _check_beside(self, poll: Poll, other: Round) -> None:
        if other.room in (self._reader.room, ALL_ROOMS):
            raise SeminarError(
                say(
                    "“{title}” is still open. Close it before opening another.",
                    title=other.poll.title,
                )
            )
        if is_plenary(poll):
            raise SeminarError(
                say(
                    "“{title}” is still open in the room “{room}”. Have it closed there before all "
                    "rooms vote.",
                    title=other.poll.title,
                    room=called(other.room),
                )
            )


def _not_declared(held: Round) -> Message:
    return say(
        "The count of “{title}” is not declared yet. Declare it first.", title=held.poll.title
    )
