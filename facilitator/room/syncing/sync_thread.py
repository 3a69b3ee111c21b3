"""The companion: keeps a note-taker's file in step with its host, in a thread of its own.

It needs no network to begin with: what is typed is in the file, and goes to the host at once when
the host is there, and else whenever it comes back, be that hours later or after a restart.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Reach, Standing, Waiting
from facilitator.domain.wording import Text, say
from facilitator.room.syncing.transport import Away, Courier, Unpaired
from facilitator.services.merging import syncing
from facilitator.services.seminar.room_clock import zone_of
from facilitator.store.files.file import SeminarFile

log = logging.getLogger(__name__)

EVERY_SECONDS = 3.0
"""How often the host is asked for news while all goes well."""

AGAIN_SECONDS = (1.0, 2.0, 4.0, 8.0)
"""How long to wait after each failure; the last holds from then on."""

STRANGE_SECONDS = 30.0
"""How long to wait when the host is there and does not want us."""

JOIN_SECONDS = 30.0


class Companion:
    """One file and its host. `heard` is told, in the companion's thread, how it stands now.

    `search` is asked for the host's new place after some failures: laptops change networks.
    """

    def __init__(
        self,
        file: SeminarFile,
        courier: Courier,
        name: str,
        clock: Callable[[], datetime],
        heard: Callable[[Standing], object],
        search: Callable[[], tuple[str, int] | None] = lambda: None,
    ) -> None:
        self._file = file
        self._courier = courier
        self._name = name
        self._clock = clock
        self._heard = heard
        self._search = search
        self._failures = 0
        self._is_new = True
        self._too_long = 0
        self._stopping = False
        self._is_asked = False
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="companion", daemon=True)
        self._standing = Standing(reach=Reach.TRYING, waiting=Waiting())

    def start(self) -> None:
        """Begin; the first try is at once."""
        self._thread.start()

    def nudge(self) -> None:
        """Something was written here: bring it to the host now."""
        self._wake.set()

    def try_now(self) -> None:
        """Somebody wants to know whether the host is there."""
        self._is_asked = True
        self._wake.set()

    def stop(self) -> None:
        """End; what has not gone to the host goes next time. The file may be closed afterwards."""
        self._stopping = True
        self._wake.set()
        self._courier.close()
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        due = time.monotonic()
        while not self._stopping:
            self._wake.clear()
            waiting = self._look()
            left = due - time.monotonic()
            if left <= 0 or waiting.sentence or self._is_asked:
                self._is_asked = False
                due = time.monotonic() + self._try()
                left = due - time.monotonic()
            if not self._stopping:
                self._wake.wait(max(left, 0.0))

    def _look(self) -> Waiting:
        """Say at once what is only here, before the host is asked, which may take long."""
        waiting = syncing.waiting(self._file)
        if waiting != self._standing.waiting:
            self._say(waiting=waiting)
        return waiting

    def _try(self) -> float:
        """Sync once; returns after how many seconds to try again."""
        try:
            self._sync()
        except Unpaired:
            self._say(reach=Reach.UNPAIRED)
        except Away as error:
            log.info("The host is away: %s", error)
            return self._wait_for_host()
        except SeminarError as error:
            self._say(reach=Reach.REFUSED, trouble=error.sentence)
        except Exception as bug:
            log.error("A bug while notes were synced.", exc_info=bug)
            return self._wait_for_host()
        else:
            self._failures = 0
            self._is_new = False
            return EVERY_SECONDS
        return STRANGE_SECONDS

    def _sync(self) -> None:
        syncing.synchronise(
            self._file,
            self._courier.ask,
            name=self._name,
            clock=self._clock,
            thorough=self._is_new,
            told=self._tell,
        )
        waiting = syncing.waiting(self._file)
        now = self._clock().astimezone(zone_of(self._file))
        if self._is_new:
            self._too_long = syncing.too_long(self._file)
        long = self._too_long
        self._say(reach=Reach.UP, waiting=waiting, at=now, share=1.0, trouble="", too_long=long)

    def _tell(self, share: float, _what: Text) -> None:
        if self._stopping:
            raise Away(say("We are leaving."))
        if share < 1:
            waiting = syncing.waiting(self._file)
            self._say(reach=Reach.UP, waiting=waiting, share=share)

    def _wait_for_host(self) -> float:
        self._is_new = True
        self._say(reach=Reach.AWAY)
        wait = AGAIN_SECONDS[min(self._failures, len(AGAIN_SECONDS) - 1)]
        self._failures += 1
        if self._failures % len(AGAIN_SECONDS) == 0 and not self._stopping:
            place = self._search()
            if place is not None:
                self._courier.address, self._courier.port = place
        return wait

    def _say(self, **changed: object) -> None:
        standing = replace(self._standing, **changed)  # type: ignore[arg-type]  # its own fields
        if standing != self._standing:
            self._standing = standing
            if not self._stopping:
                self._heard(standing)
