"""Pace: how often phones are told; a busy vote costs little and its last word comes soon."""

CAPACITY = 2
PER_SECOND = 3.0
QUIET_SECONDS = 0.015


class Pace:
    """At most four times in any second. While people are voting one telling is kept in hand.

    So whoever waits for the outcome need not wait for the next beat: the telling in hand is spent
    as soon as things have gone quiet.
    """

    def __init__(self) -> None:
        self._left = float(CAPACITY)
        self._since = 0.0
        self._busy_at = 0.0

    def busy(self, now: float) -> None:
        """Something has come in (`now`: the loop's clock)."""
        self._busy_at = now

    def is_busy(self, now: float) -> bool:
        """Whether something has come in just now."""
        return now - self._busy_at < QUIET_SECONDS

    def spend(self, now: float) -> None:
        """Something is told."""
        self._left = max(0.0, self._refilled(now) - 1)
        self._since = now

    def wait(self, now: float) -> float:
        """Seconds until something may be told, 0 for now; busy people may make it longer."""
        left = self._refilled(now)
        quiet_in = self._busy_at + QUIET_SECONDS - now
        full_in = (CAPACITY - left) / PER_SECOND
        one_in = max(0.0, 1 - left) / PER_SECOND
        return max(one_in, min(max(0.0, quiet_in), full_in))

    def _refilled(self, now: float) -> float:
        return min(float(CAPACITY), self._left + (now - self._since) * PER_SECOND)
