"""Three rooms of one seminar, with the phones that are in them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.polls.methods.shared.method import Marks
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Wording
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.records import devices
from facilitator.store.records.writer import new_id
from facilitator.store.seminar_store import SeminarStore
from tests.store.databases.conftest import Opens

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
FEWEST = 5


def poll(id: str, open_to: OpenTo = OpenTo.ALL_ROOMS, **how: Any) -> Poll:
    """A vote of all rooms on one statement, told by room, unless said otherwise."""
    usual: dict[str, Any] = {
        "method": Method.AGREE,
        "items": (Item("i", "It"),),
        "split": Split.ROOM,
    }
    return Poll(
        id=id,
        position=1,
        title=f"The vote {id}",
        wording="Are we for it?",
        open_to=open_to,
        **(usual | how),
    )


class Rooms:
    """Three rooms of one seminar, each a process of its own, with the phones that are in them."""

    def __init__(self, opens: Opens) -> None:
        self.main, self.hall, self.annex = (
            opens().in_room(name) for name in ("main", "hall", "annex")
        )
        self.all = (self.main, self.hall, self.annex)
        for each in self.all:
            if isinstance(each, SeminarDatabase):
                each.have_keys()
        self.set_door(closed=False)

    def put(self, *records: Any) -> None:
        with self.main.write(Verb.SET_UP, NOW) as writer:
            writer.put_all(records)

    def set_door(self, *, closed: bool) -> None:
        day = date(2011, 10, 18)
        self.put(Seminar(title="S", date=day, room_threshold=FEWEST, door_closed=closed))

    def join(self, room: SeminarStore, many: int, **whose: Any) -> list[Voter]:
        """So many phones come into a room."""
        return self.let_in(room, [whose] * many)

    def let_in(self, room: SeminarStore, whose: Sequence[Mapping[str, Any]]) -> list[Voter]:
        """A phone of each comes into a room."""
        voters = []
        with room.write(Verb.JOIN, NOW) as writer:
            for said in whose:
                id = new_id()
                at = Device(id=id, role=Role.PARTICIPANT, joined_at=NOW, room=room.room, **said)
                devices.let_in(writer, at, f"token {id}")
                voters.append(Voter(f"token {id}", device_id=id, room=room.room, **said))
        return voters

    def send(self, room: SeminarStore, round_id: str, votes: Sequence[tuple[Voter, int]]) -> int:
        """So many of these ballots were taken."""
        answers = self.answers(room, round_id, [(voter, (("i", mark),)) for voter, mark in votes])
        return sum(answer is None for answer in answers)

    def answers(
        self, room: SeminarStore, round_id: str, votes: Sequence[tuple[Voter, Marks]]
    ) -> Sequence[Wording | None]:
        """What each of them is told."""
        sent = [
            Envelope(
                SentBallot(round_id=round_id, marks=tuple(marks), submission=voter.device_id),
                voter,
            )
            for voter, marks in votes
        ]
        return Gathering(room).gather(sent, now=NOW)
