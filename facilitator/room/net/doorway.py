"""The doorway: how far phones have come that are not in yet, counted and of nobody by name."""

from collections import Counter, OrderedDict

from facilitator.domain.facts import Arrivals
from facilitator.room.net.admission import MOST_REMEMBERED

CONSENT = "consent"
LAPTOP = "laptop"
"""What a laptop says that asks for the title alone: it is no phone on its way in."""
STAYS_SECONDS = 900.0
"""Whoever has not moved for so long has gone, or is in by another way."""


class Doorway:
    """Remembers visits by a number of their own until they are in, and joins by their address.

    A visit is a browser's, so that a page loaded again is no further one. `now` is the loop's
    clock, in seconds.
    """

    def __init__(self) -> None:
        self._visits: OrderedDict[str, tuple[bool, float]] = OrderedDict()
        self._joined: Counter[str] = Counter()
        self._said: OrderedDict[str, int] = OrderedDict()

    def saw(self, visit: str, step: str, now: float) -> None:
        """A phone has the page; it may have come to the terms."""
        if step == LAPTOP:
            return
        was_at_consent, _ = self._visits.pop(visit, (False, now))
        self._visits[visit] = was_at_consent or step == CONSENT, now
        while len(self._visits) > MOST_REMEMBERED:
            self._visits.popitem(last=False)

    def is_late(self, seat: str, pressed: int) -> bool:
        """Whether as much or more was said under a `seat` already; `pressed` is when this was, by
        the clock of whoever said it. What is under way ends with this process: so may this.
        """
        before = self._said.pop(seat, -1)
        self._said[seat] = max(pressed, before)
        while len(self._said) > MOST_REMEMBERED:
            self._said.popitem(last=False)
        return pressed <= before

    def let_in(self, visit: str, address: str) -> None:
        """A phone is in."""
        self._visits.pop(visit, None)
        if address in self._joined or len(self._joined) < MOST_REMEMBERED:
            self._joined[address] += 1

    def arrivals(self, now: float) -> Arrivals:
        """How far people have come."""
        while self._visits and next(iter(self._visits.values()))[1] <= now - STAYS_SECONDS:
            self._visits.popitem(last=False)
        at_consent = sum(is_there for is_there, _ in self._visits.values())
        return Arrivals(
            scanned=len(self._visits) - at_consent,
            consent=at_consent,
            from_one=max(self._joined.values(), default=0),
        )
