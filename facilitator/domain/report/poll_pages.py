"""A poll's page, where it is not on a finding: what it came to, and a slate of its items."""

from dataclasses import dataclass

from facilitator.domain.polls.agreement import slate
from facilitator.domain.polls.agreement.judged import Judged
from facilitator.domain.polls.agreement.slate import Approvals
from facilitator.domain.report.finding_pages import Voted
from facilitator.domain.wording import Listed, Text, say

FEWEST_ITEMS = 3
"""Of fewer there is nothing to choose a slate from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPage:
    """A poll that was revealed. `approvals` are those of its last round, person by person in no
    order; empty where no slate can be told, and then `no_slate` says why. `judged` are responses
    that the room sorted.
    """

    vote: Voted
    approvals: Approvals = ()
    no_slate: Text = ""
    judged: tuple[Judged, ...] = ()

    @property
    def most_places(self) -> int:
        """How many places a slate can have at most: one fewer than there are items."""
        return len(self.vote.poll.items) - 1 if self.approvals else 0

    def slate(self, places: int) -> tuple[Text, ...]:
        """The slate beside the most approved, and how they differ; a sentence each."""
        names = {item.id: item.text for item in self.vote.poll.items}
        chosen = slate.equal_shares(self.approvals, tuple(names), places)
        most = slate.most_approved(self.approvals, tuple(names), places)
        sentences = (
            say("Most approved: {items}.", items=Listed(names[id] for id in most.chosen)),
            slate.tied(most, names),
            say("A slate for the room: {items}.", items=Listed(names[id] for id in chosen.chosen)),
            slate.tied(chosen, names),
            slate.filled(chosen, names),
            slate.difference(self.approvals, chosen, most),
        )
        return tuple(sentence for sentence in sentences if str(sentence))
