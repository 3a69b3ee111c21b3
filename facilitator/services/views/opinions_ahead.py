"""Opinion groups worked out while people vote, so that they are there when a result is revealed.

What is worked out ahead is in this process's memory alone and leaves it by `told`, which asks the
file what was revealed: of anything else it tells nothing. Nothing that counts them is loaded before
there is a vote that they are of.
"""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the store and the arithmetic are loaded when they are needed
    from facilitator.domain.polls.opinion.groups import OpinionGroups
    from facilitator.services.polls.linked_votes import LinkedVotes
    from facilitator.store.seminar_store import SeminarStore


class OpinionsAhead:
    """The groups of the votes that were looked at last: those ahead, and those that were told. Used
    by several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: list[tuple[LinkedVotes, OpinionGroups]] = []

    def reckon(self, file: "SeminarStore") -> None:
        """Work out the groups as they would be if all that was voted were revealed now; where that
        has been done, or all is revealed, nothing. Takes up to a second.
        """
        from facilitator.services.polls import linked_votes

        votes = linked_votes.cast_in(file)
        if votes is not None:
            self._groups_of(votes)

    def told(self, file: "SeminarStore") -> "OpinionGroups":
        """The groups of what was revealed: those that were worked out ahead, where they are of the
        very same votes.
        """
        from facilitator.services.polls import linked_votes

        return self._groups_of(linked_votes.revealed_in(file))

    def _groups_of(self, votes: "LinkedVotes") -> "OpinionGroups":
        with self._lock:
            found = next((groups for known, groups in self._known if known == votes), None)
            if found is None:
                found = votes.groups()
                self._known = [*self._known[-1:], (votes, found)]
            return found
