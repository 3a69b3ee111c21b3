"""Whether the database of a seminar answers, asked on a connection of its own beside the server."""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.services.files.addresses import Address, open_anywhere
from facilitator.services.files.last_seen import NOTHING_SEEN
from facilitator.store.seminar_store import SeminarStore


class Contact(threading.Thread):
    """Asks again and again, so often as `apart` says. Where the network swallows what is sent, it
    waits with it; how long nobody has answered is known all the same.
    """

    def __init__(self, where: Address, clock: Callable[[], datetime], *, apart: float) -> None:
        super().__init__(name="contact", daemon=True)
        self._where = where
        self._clock = clock
        self._apart = apart
        self._ended = threading.Event()
        self._answered = time.monotonic()
        self._steady: float | None = None
        self.last = NOTHING_SEEN
        """What was seen of the database when it answered last."""
        self.held_to = 0
        """How far the copy goes, which need not be remembered."""
        self.start()

    def run(self) -> None:
        """Ask again and again."""
        store: SeminarStore | None = None
        while not self._ended.wait(self._apart):
            try:
                if store is None:
                    store, _ = open_anywhere(self._where, self._clock())
                with store.read() as reader:
                    self.last = self.last.without(self.held_to).seen_now(reader, self._clock())
            except SeminarError:
                self._steady = None
            else:
                self._answered = time.monotonic()
                self._steady = self._steady or self._answered
        if store is not None:
            store.close()

    @property
    def silent_for(self) -> float:
        """For how many seconds nobody has answered."""
        return time.monotonic() - self._answered

    def is_steady(self, seconds: float) -> bool:
        """Whether the database has answered each time, for so long."""
        since = self._steady
        return since is not None and self._answered - since >= seconds

    def end(self) -> None:
        """Ask no more; one question may be under way still, which nobody waits for."""
        self._ended.set()
