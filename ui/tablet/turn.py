"""One voter's turn at the shared tablet. Nothing of it outlives it but, by the code they were given
and in memory alone, what they said of where they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facilitator.domain.people.participants import Participant
from facilitator.services.polls.voters import Voter
from facilitator.services.views import tablet as desk
from ui.tablet.pages import AboutPage


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

    def about(self, page: AboutPage, known: Mapping[str, tuple[str, str]]) -> "Turn":
        """It is who the page says; whose code is known has said so before. Where votes are not
        linked the code is no more than that, and no ballot has anything of it.
        """
        typed = page.code.text()
        told = self
        if page.links_votes:
            told = self.with_code(typed)
        else:
            told = replace(self, code=typed.strip() or desk.new_code())
        said = (page.sector, page.organisation_size)
        return told.of(*known.get(desk.token_of(typed), said))

    @property
    def is_linked(self) -> bool:
        """Whether the code links this ballot to others."""
        return bool(self.code) and self.voter.token == desk.token_of(self.code)

    @property
    def to_remember(self) -> dict[str, tuple[str, str]]:
        """What the voter said of themselves, by their code."""
        said = (self.voter.sector, self.voter.size)
        return {desk.token_of(self.code): said} if self.code else {}

    def with_code(self, typed: str) -> "Turn":
        """The code links this ballot to others; without one typed there is a new one."""
        code = typed.strip() or desk.new_code()
        return replace(self, code=code, voter=Voter(desk.token_of(code)))


def begin() -> Turn:
    """Somebody has stepped up: a fresh token."""
    return Turn(Voter(desk.new_token()), desk.new_token())
