"""Pace: how often phones are told; a busy vote costs little and its last word comes soon."""

CAPACITY = 2
PER_SECOND = 3.0
SHARE = 0.1
"""How much of its time the room may spend telling while people vote; the rest is for them."""
AT_MOST_APART = 1.0
"""However long it takes, phones are told this often."""

QUIET_SECONDS = 0.01
READING_SECONDS = 0.05
"""Who has just been told something reads it first: that nobody sends meanwhile means nothing."""


class Pace:
    """At most four times in any second; while people vote less often where telling takes long.

    While people are voting one telling is kept in hand. So whoever waits for the outcome need not
    wait for the next beat: the telling in hand is spent as soon as things have gone quiet.
    """

    def __init__(self) -> None:
        self._left = float(CAPACITY)
        self._since = 0.0
        self._busy_at = 0.0
        self._told_at = 0.0
        self._pause = 0.0

    def busy(self, now: float) -> None:
        """Something has come in (`now`: the loop's clock)."""
        self._busy_at = now

    def is_busy(self, now: float) -> bool:
        """Whether something has come in just now."""
        return self.quiet_for(now) < QUIET_SECONDS

    def quiet_for(self, now: float) -> float:
        """Seconds since something has come in."""
        return now - self._busy_at

    def spend(self, now: float) -> None:
        """Something is told."""
        self._left = max(0.0, self._refilled(now) - 1)
        self._since = now

    def told(self, now: float, seconds: float) -> None:
        """Everybody has been told, which took so long."""
        self._told_at = now
        self._pause = max(0.0, min(AT_MOST_APART, seconds / SHARE) - seconds)

    def wait(self, now: float) -> float:
        """Seconds until something may be told, 0 for now; busy people may make it longer."""
        left = self._refilled(now)
        one_in = max(0.0, 1 - left) / PER_SECOND
        full_in = (CAPACITY - left) / PER_SECOND
        affordable_in = self._told_at + self._pause - now
        quiet_in = max(self._busy_at, self._told_at + READING_SECONDS) + QUIET_SECONDS - now
        return max(one_in, min(max(0.0, quiet_in), max(full_in, affordable_in)))

    def _refilled(self, now: float) -> float:
        return min(float(CAPACITY), self._left + (now - self._since) * PER_SECOND)
