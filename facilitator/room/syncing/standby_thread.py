"""Standing by: a second laptop keeps what the host has, in a thread of its own, until then."""

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from facilitator import whole_file
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError, told_of, why_of
from facilitator.domain.merging.sync import Reach
from facilitator.domain.wording import Text, say
from facilitator.room.messages.standbys import Heard, Hello, place_of, what_is_proved
from facilitator.room.syncing.standby_keys import keys_of
from facilitator.room.syncing.transport import Away, Courier, Unpaired
from facilitator.store.files import standby
from facilitator.store.files.copies import free_name
from facilitator.store.sqlite.passphrases import Passphrase

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
"""How often the host is asked whether it has something new."""

SHARE = 0.1
"""How much of the time fetching may take, of the host and of the room's Wi-Fi."""

_TRIES = 3
AWAY_SECONDS = 1.0
STRANGE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Held:
    """How a standby stands: `at` is when it last held all that the host had (UTC).

    `trouble` is the sentence that keeps it from it.
    """

    reach: Reach = Reach.TRYING
    at: datetime | None = None
    trouble: Text = ""

    @property
    def sentence(self) -> Text:
        """What whoever stands by has to know."""
        if self.trouble:
            return self.trouble
        if self.reach is Reach.UP:
            return say("Up to date with the host.")
        if self.at is None:
            return say("Nothing is held yet: the host has not been reached.")
        return say("The host is not reachable. Held is what it had at {time}.", time=_time(self.at))


class StandingBy(threading.Thread):
    """Keeps `kept` up to date with the host; `heard` is told, in this thread, how it stands.

    `place` is where phones shall come to: a port on this laptop, and its address, "" for the one
    on the way to the host.
    """

    def __init__(
        self,
        host: tuple[str, int],
        place: tuple[str, int],
        code: str,
        kept: Path,
        clock: Callable[[], datetime],
        heard: Callable[[Held], object],
    ) -> None:
        super().__init__(name="standing by", daemon=True)
        self._host = host
        self._place = place
        self._code = code
        self._kept = kept
        self._clock = clock
        self._heard = heard
        self._courier = Courier(*host)
        self._phrase = Passphrase(code)
        self._mark = ""
        self._asked = ""
        self._standing = Held()
        self._ended = threading.Event()

    def run(self) -> None:
        """Keep up until stopped."""
        if at := self._held_before():
            self._say(at=at)
        keys_of(self._code)
        wait = 0.0
        while not self._ended.wait(wait):
            wait = self._try()

    def stop(self) -> None:
        """No more; what is held stays."""
        self._ended.set()
        self._courier.close()
        if self.is_alive():
            self.join()

    def _held_before(self) -> datetime | None:
        """When this laptop was up to date last, where it stood by for this host before: it may have
        been restarted, and the host be gone since. One under another code is set aside: it may be
        all that is left of another seminar, whose host had the same address.
        """
        with contextlib.suppress(SeminarError, OSError):
            return self._held_until()
        with contextlib.suppress(OSError):
            self._kept.rename(free_name(self._kept))
        return None

    def _held_until(self) -> datetime:
        standby.handover(self._kept, self._phrase)
        return datetime.fromtimestamp(self._kept.stat().st_mtime, UTC)

    def _try(self) -> float:
        """Bring it up to date once; returns after how many seconds to look again."""
        began = time.monotonic()
        try:
            self._keep_up()
        except Away as error:
            log.info("The host is away: %s", error)
            self._say(reach=Reach.AWAY, trouble="")
            return AWAY_SECONDS
        except Unpaired:
            self._say(reach=Reach.UNPAIRED, trouble=_not_the_code())
            return STRANGE_SECONDS
        except SeminarError as error:
            self._say(reach=Reach.REFUSED, trouble=error.sentence)
            return STRANGE_SECONDS
        except OSError as error:  # of this laptop: full, or not to be written
            self._say(reach=Reach.REFUSED, trouble=told_of(error).sentence)
            return STRANGE_SECONDS
        self._say(reach=Reach.UP, at=self._clock(), trouble="")
        return max(EVERY_SECONDS, (time.monotonic() - began) / SHARE)

    def _keep_up(self) -> None:
        if self._proven().mark == self._mark:
            return
        known, self._mark = self._mark, ""
        self._mark = self._fetched(known)
        if not self._mark:
            self._proven()
            self._mark = self._fetched("")

    def _proven(self) -> Heard:
        """Say that we are here, proving what the host asks: it asks something else each time."""
        for _ in range(_TRIES):
            heard = self._courier.stand_by(self._hello())
            self._asked = heard.asks
            if heard.mark:
                return heard
        raise Away(say("Another laptop stands by for the host as well."))

    def _fetched(self, since: str) -> str:
        """Have what the host has, all of it or what is new `since` a mark; returns its mark, ""
        where what is new does not fit.
        """
        query = urlencode(msgspec.to_builtins(self._hello(since)))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        with whole_file.scratch(self._kept.parent) as folder:
            arriving = folder / self._kept.name
            mark = self._courier.fetch_copy(arriving, _nobody, f"/api/standby?{query}")
            fits = standby.bring_up_to_date(self._kept, arriving, self._phrase)
        return mark if fits else ""

    def _hello(self, since: str = "") -> Hello:
        own, port = self._place
        address = own or address_towards(*self._host)
        said = what_is_proved(place_of(address, port), self._asked)
        return Hello(address, port, keys_of(self._code).proof(said), self._asked, since)

    def _say(self, **changed: object) -> None:
        self._standing = replace(self._standing, **changed)  # type: ignore[arg-type]  # its own fields
        if not self._ended.is_set():
            self._heard(self._standing)


def _time(at: datetime) -> time_of_day:
    return on_this_computer(at).time().replace(microsecond=0)


def host_answering(kept: Path, code: str) -> str:
    """Where the host of a standby still answers, "" when it is gone, or was a file beside it.

    Raises SeminarError where the code does not open the standby.
    """
    host = standby.handover(kept, Passphrase(code)).host
    if not host:
        return ""
    address, _, port = host.partition(":")
    courier = Courier(address, int(port or 80))
    try:
        courier.title()
    except (Away, Unpaired, SeminarError):
        return ""
    finally:
        courier.close()
    return host


def _nobody(_share: float, _what: Text) -> None:
    """How far a copy has come, which nobody watches."""


def _not_the_code() -> Text:
    return say("The host does not know this code. It stands there under File > Standby.")


def address_towards(host: str, port: int) -> str:
    """This computer's own address on the way to another; nothing is sent. Raises Away."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect((host, port))
        except OSError as error:
            raise Away(why_of(error)) from error
        return str(probe.getsockname()[0])
