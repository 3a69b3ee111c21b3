"""The door: who is asking, how often they may, and which addresses the room answers to."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from facilitator.domain.devices import Device, Role

COOKIES = {Role.PARTICIPANT: "seat", Role.NOTE_TAKER: "notes", Role.FACILITATOR: "remote"}
COOKIE_DAYS = 7
MOST_REMEMBERED = 20_000

POST_BURST = 40
POSTS_PER_SECOND = 10.0


class Refusal(Exception):
    """An answer other than yes: its status, a word for programs and a sentence for people."""

    def __init__(self, status: int, reason: str, sentence: str, retry_after: float = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.reason = reason
        self.sentence = sentence
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the device and its token, both empty for somebody who has not joined."""

    device: Device | None = None
    token: str = ""

    @property
    def role(self) -> Role | None:
        """What the caller was let in for, None for nobody."""
        return self.device.role if self.device else None


def token_in(cookie_header: str, role: Role) -> str:
    """The token a request carries for a role, "" when there is none."""
    try:
        morsel = SimpleCookie(cookie_header).get(COOKIES[role])
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def cookie_for(role: Role, token: str) -> str:
    """The Set-Cookie line that keeps a token; an empty token forgets it."""
    age = COOKIE_DAYS * 86_400 if token else 0
    return f"{COOKIES[role]}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict"


class Addresses:
    """The names and numbers under which this room can be reached; all others are refused.

    A page elsewhere that points its own name at this laptop (DNS rebinding) asks for that name and
    so gets nothing.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = {host.lower() for host in hosts} | {"localhost", "127.0.0.1", "[::1]"}

    def add(self, hosts: Iterable[str]) -> None:
        """More names to answer to."""
        self._hosts |= {host.lower() for host in hosts}

    def check(self, headers: Mapping[str, str]) -> None:
        """Raise Refusal when a request asks for another host, or comes from another's page."""
        host = headers.get("host", "")
        if _without_port(host) not in self._hosts:
            raise Refusal(421, "elsewhere", "This is not an address of the room. Scan the code.")
        origin = headers.get("origin", "")
        if origin and origin != f"http://{host}":
            raise Refusal(403, "elsewhere", "This page belongs to another site.")


def _without_port(host: str) -> str:
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdigit() else host.lower()


class Guesses:
    """Slows down guessing at codes without ever shutting the room out.

    Right codes cost nothing. Once too many wrong ones came within a minute, every guess waits its
    turn, so many a second, whoever asks; below that, only a guesser's own wrong guesses slow it.
    """

    def __init__(self, free_per_minute: int, then_per_second: float) -> None:
        self._free = free_per_minute
        self._gap = 1 / then_per_second
        self._wrong: deque[float] = deque()
        self._own: OrderedDict[str, int] = OrderedDict()
        self._next = 0.0

    def wait(self, guesser: str, now: float) -> float:
        """Seconds this guess has to wait; raises Refusal when the line is too long."""
        while self._wrong and now - self._wrong[0] > 60:
            self._wrong.popleft()
        own = min(30.0, 2.0 ** (self._own.get(guesser, 0) - 4)) if self._own.get(guesser) else 0.0
        line = 0.0
        if len(self._wrong) >= self._free:
            self._next = max(self._next, now) + self._gap
            line = self._next - now
        if line > 30:
            self._next -= self._gap
            raise Refusal(429, "too_many", "Too many codes are being tried. Wait a moment.", 30)
        return max(own if own >= 0.25 else 0.0, line)

    def wrong(self, guesser: str, now: float) -> None:
        """Remember a wrong guess."""
        self._wrong.append(now)
        self._own[guesser] = self._own.get(guesser, 0) + 1
        self._own.move_to_end(guesser)
        while len(self._own) > MOST_REMEMBERED:
            self._own.popitem(last=False)


class Rate:
    """A bound on how often one token may write: a burst, then a steady rate (a token bucket)."""

    def __init__(self, burst: int = POST_BURST, per_second: float = POSTS_PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, token: str, now: float) -> None:
        """Raise Refusal when the token has written too often."""
        left, since = self._left.pop(token, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._left[token] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            raise Refusal(429, "too_many", "That was too much at once. Wait a second.", 1)
