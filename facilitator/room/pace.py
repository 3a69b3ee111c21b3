"""Pace: how often phones are told; a busy vote costs little and its last word comes soon."""

CAPACITY = 2
PER_SECOND = 3.0
AT_LEAST_PER_SECOND = 1.0
SHARE = 0.1
"""How much of its time the room may spend telling; the rest is for those who send."""

QUIET_SECONDS = 0.01


class Pace:
    """At most four times in any second, less often where it takes long to tell so many.

    While people are voting one telling is kept in hand. So whoever waits for the outcome need not
    wait for the next beat: the telling in hand is spent as soon as things have gone quiet.
    """

    def __init__(self) -> None:
        self._per_second = PER_SECOND
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

    def took(self, seconds: float) -> None:
        """How long it took to tell everybody."""
        affordable = SHARE / max(seconds, SHARE / PER_SECOND)
        self._per_second = max(AT_LEAST_PER_SECOND, affordable)

    def wait(self, now: float) -> float:
        """Seconds until something may be told, 0 for now; busy people may make it longer."""
        left = self._refilled(now)
        quiet_in = self._busy_at + QUIET_SECONDS - now
        full_in = (CAPACITY - left) / self._per_second
        one_in = max(0.0, 1 - left) / self._per_second
        return max(one_in, min(max(0.0, quiet_in), full_in))

    def _refilled(self, now: float) -> float:
        return min(float(CAPACITY), self._left + (now - self._since) * self._per_second)
