"""What keeps a room from keeping what people send: said now and then, told while it lasts."""

import logging
import time
from collections.abc import Callable

from facilitator.domain.errors import LostError, StorageError
from facilitator.domain.wording import Text

log = logging.getLogger(__name__)

SAY_SECONDS = 30.0


class Troubles:
    """Hears of what could not be read or kept, however often somebody asks, and of what could.

    `told` is told why nothing can be kept, "" when something is kept again. Where the file is
    lost, whoever has it open sees that for themselves.
    """

    def __init__(self) -> None:
        self.told: Callable[[Text], None] = lambda _why: None
        self._why: Text = ""
        self._said_at = -SAY_SECONDS

    def say(self, error: StorageError) -> None:
        """Something could not be read or kept."""
        self._tell("" if isinstance(error, LostError) else error.sentence)
        now = time.monotonic()
        if now - self._said_at > SAY_SECONDS:
            self._said_at = now
            log.warning("The room goes on, though nothing can be kept: %s", error)

    def are_over(self) -> None:
        """Something was kept."""
        self._tell("")

    def _tell(self, why: Text) -> None:
        if why != self._why:
            self._why = why
            self.told(why)
