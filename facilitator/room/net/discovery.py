"""Finding hosts by multicast DNS: what is announced on the networks this computer is in."""

import hashlib
import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from zeroconf import ServiceBrowser, ServiceInfo, Zeroconf

log = logging.getLogger(__name__)

SERVICE = "_facilitator._tcp.local."
ASK_MS = 2000
SEARCH_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Found:
    """A host that announces itself. `seminar` is the fingerprint of its seminar's id."""

    name: str
    address: str
    port: int
    title: str = ""
    seminar: str = ""


def fingerprint(file_id: str) -> str:
    """What of a seminar's id is announced: enough to know it again, too little to be it."""
    return hashlib.sha256(file_id.encode()).hexdigest()[:16]


def announcement(address: str, port: int, title: str, file_id: str) -> "ServiceInfo":
    """What a host announces."""
    from zeroconf import ServiceInfo  # heavy, and not needed by who does not serve

    name = f"{socket.gethostname()}-{port}"
    return ServiceInfo(
        SERVICE,
        f"{name}.{SERVICE}",
        addresses=[socket.inet_aton(address)],
        port=port,
        properties={"title": title.encode()[:200], "seminar": fingerprint(file_id)},
        server=f"{name}.local.",
    )


class Browser:
    """Listens for hosts in threads of its own while its block lasts, and begins in one too.

    `heard` is told of each host in such a thread, and again whenever something about it changes.
    `interfaces` are the addresses to listen on, all when there are none.
    """

    def __init__(self, heard: Callable[[Found], object], interfaces: Sequence[str] = ()) -> None:
        self._heard = heard
        self._interfaces = list(interfaces)
        self._zeroconf: Zeroconf | None = None
        self._closed = False
        self._browsing: ServiceBrowser | None = None
        self._beginning = threading.Thread(target=self._begin, name="finding", daemon=True)
        self._ending = threading.Thread(target=self._end, name="finding ends", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        self._ending.join()

    def start(self) -> None:
        """Begin to listen."""
        self._beginning.start()

    def close(self) -> None:
        """Listen no more; does not wait until all threads have ended, as leaving the block does."""
        if not self._closed:
            self._closed = True
            self._ending.start()

    def _begin(self) -> None:
        from zeroconf import Error, ServiceBrowser, Zeroconf  # takes a while to load

        try:
            zeroconf = Zeroconf(interfaces=self._interfaces) if self._interfaces else Zeroconf()
        except (OSError, Error) as error:
            log.info("Hosts cannot be found here: %s", error)
            return
        self._zeroconf = zeroconf
        self._browsing = ServiceBrowser(zeroconf, SERVICE, handlers=[self._note])

    def _end(self) -> None:
        self._beginning.join()
        if self._browsing is not None:
            self._browsing.cancel()
        if self._zeroconf is not None:
            self._zeroconf.close()

    def _note(self, zeroconf: "Zeroconf", service_type: str, name: str, **_more: object) -> None:
        from zeroconf import Error

        try:
            info = zeroconf.get_service_info(service_type, name, ASK_MS)
        except (OSError, Error):
            return
        found = _found(info) if info else None
        if found is not None and not self._closed:
            self._heard(found)


def _found(info: "ServiceInfo") -> Found | None:
    numbers = [number for number in info.parsed_addresses() if _is_plain(number)]
    if not numbers or info.port is None:
        return None
    said = {
        key.decode(errors="replace"): (value or b"").decode(errors="replace")
        for key, value in info.properties.items()
    }
    name = info.name.removesuffix(f".{SERVICE}").removesuffix(f"-{info.port}")
    return Found(name, numbers[0], info.port, said.get("title", ""), said.get("seminar", ""))


def _is_plain(number: str) -> bool:
    return isinstance(ipaddress.ip_address(number), ipaddress.IPv4Address)


def search(file_id: str, seconds: float = SEARCH_SECONDS) -> tuple[str, int] | None:
    """Where the host of a seminar is now, None when it does not announce itself in time."""
    wanted, here, places = fingerprint(file_id), threading.Event(), list[Found]()

    def heard(found: Found) -> None:
        if found.seminar == wanted:
            places.append(found)
            here.set()

    with Browser(heard):
        here.wait(seconds)
    return (places[-1].address, places[-1].port) if places else None
