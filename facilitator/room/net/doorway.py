"""The doorway: how far phones have come that are not in yet, counted and of nobody by name."""

from collections import Counter, OrderedDict

from facilitator.domain.facts import Arrivals
from facilitator.room.net.admission import MOST_REMEMBERED

CONSENT = "consent"


class Doorway:
    """Remembers visits by a number of their own until they are in, and joins by their address.

    A visit is a browser's, so that a page loaded again is no further one.
    """

    def __init__(self) -> None:
        self._visits: OrderedDict[str, bool] = OrderedDict()
        self._joined: Counter[str] = Counter()

    def saw(self, visit: str, step: str) -> None:
        """A phone has the page; it may have come to the terms."""
        self._visits[visit] = self._visits.pop(visit, False) or step == CONSENT
        while len(self._visits) > MOST_REMEMBERED:
            self._visits.popitem(last=False)

    def let_in(self, visit: str, address: str) -> None:
        """A phone is in."""
        self._visits.pop(visit, None)
        if address in self._joined or len(self._joined) < MOST_REMEMBERED:
            self._joined[address] += 1

    @property
    def arrivals(self) -> Arrivals:
        """How far people have come."""
        at_consent = sum(self._visits.values())
        return Arrivals(
            scanned=len(self._visits) - at_consent,
            consent=at_consent,
            from_one=max(self._joined.values(), default=0),
        )
