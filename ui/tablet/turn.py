"""One voter's turn at the shared tablet; nothing of it outlives it."""

from dataclasses import dataclass, field, replace

from facilitator.domain.people.participants import Participant
from facilitator.services.polls.voters import Voter
from facilitator.services.views import tablet as desk


@dataclass(frozen=True, slots=True)
class Turn:
    """Who votes, the submission that makes a ballot count once, and the code they may keep."""

    voter: Voter = field(default_factory=lambda: Voter(""))
    submission: str = ""
    code: str = ""

    def by(self, person: Participant) -> "Turn":
        """It is this person on the list."""
        return replace(self, voter=Voter(self.voter.token, person.id, person.sector, person.size))

    def of(self, sector: str, size: str) -> "Turn":
        """It is somebody of this sector and size, as far as they said so."""
        return replace(self, voter=Voter(self.voter.token, sector=sector, size=size))

    def with_code(self, typed: str) -> "Turn":
        """The code links this ballot to others; without one typed there is a new one."""
        code = typed.strip() or desk.new_code()
        return replace(self, code=code, voter=Voter(desk.token_of(code)))


def begin() -> Turn:
    """Somebody has stepped up: a fresh token."""
    return Turn(Voter(desk.new_token()), desk.new_token())
