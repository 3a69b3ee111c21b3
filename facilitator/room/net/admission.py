"""The door: who is asking, how often they may, and which addresses the room answers to."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.domain.people.devices import Device, Role
from facilitator.domain.wording import Text, say

COOKIES = {
    Role.PARTICIPANT: "seat",
    Role.NOTE_TAKER: "notes",
    Role.THEME_TEAM: "themes",
    Role.FACILITATOR: "remote",
}
COOKIE_DAYS = 7
MOST_REMEMBERED = 20_000

BURST = 40
PER_SECOND = 10.0

FREE_GUESSES = 3
LONGEST_WAIT = 30.0


class Refusal(Exception):
    """An answer other than yes: its status, a word for programs and a sentence for people."""

    def __init__(self, status: int, reason: str, sentence: Text, retry_after: float = 0) -> None:
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


def cookies_in(header: str) -> dict[str, str]:
    """The cookies a request carries; those of other programs on this computer among them."""
    pairs = (part.partition("=") for part in header.split(";") if part)
    return {name.strip(): value.strip() for name, _, value in pairs}


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
            sentence = say("This is not an address of the room. Scan the code.")
            raise Refusal(421, "elsewhere", sentence)
        origin = headers.get("origin", "")
        if origin and origin != f"http://{host}":
            raise Refusal(403, "elsewhere", say("This page belongs to another site."))


def _without_port(host: str) -> str:
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdigit() else host.lower()


class Queue:
    """Guesses wait their turn here, once too many wrong ones came within a minute."""

    def __init__(self, free_per_minute: float, then_per_second: float) -> None:
        self._free = free_per_minute
        self._gap = 1 / then_per_second
        self._wrong: deque[float] = deque()
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Seconds until this guess's turn; raises Refusal when the queue is too long."""
        while self._wrong and now - self._wrong[0] > 60:
            self._wrong.popleft()
        if len(self._wrong) < self._free:
            return 0.0
        turn = max(self._next, now) + self._gap
        if turn - now > LONGEST_WAIT:
            sentence = say("Too many codes are being tried. Wait a moment.")
            raise Refusal(429, "too_many", sentence, 30)
        self._next = turn
        return turn - now

    def wrong(self, now: float) -> None:
        """Remember a wrong guess."""
        self._wrong.append(now)
        while len(self._wrong) > self._free:
            self._wrong.popleft()


class Guesses:
    """Slows down guessing at codes without ever shutting the room out.

    Right codes cost nothing. A guesser's own wrong ones slow it more and more. Since a guesser can
    forget who it was, the guesses from one address also wait in one queue once too many were wrong,
    at a rate that still lets a whole room in from there. What is guessed elsewhere holds nobody up.
    """

    def __init__(self, free_per_minute: int, then_per_second: float) -> None:
        self.one_by_one = asyncio.Lock()
        self._bounds = free_per_minute, then_per_second
        self._own: OrderedDict[str, int] = OrderedDict()
        self._addresses: OrderedDict[str, Queue] = OrderedDict()

    def wait(self, guesser: str, address: str, now: float) -> float:
        """Seconds this guess has to wait; raises Refusal when it would be too many."""
        before = self._own.get(guesser, 0)
        own = min(LONGEST_WAIT, 2.0 ** (before - FREE_GUESSES)) if before >= FREE_GUESSES else 0.0
        queue = self._addresses.get(address)
        return max(own, queue.wait(now) if queue else 0.0)

    def wrong(self, guesser: str, address: str, now: float) -> None:
        """Remember a wrong guess."""
        self._own[guesser] = self._own.pop(guesser, 0) + 1
        queue = self._addresses.pop(address, None) or Queue(*self._bounds)
        self._addresses[address] = queue
        queue.wrong(now)
        for kept in (self._own, self._addresses):
            while len(kept) > MOST_REMEMBERED:
                kept.popitem(last=False)


class Rate:
    """A bound on how often one token may ask: a burst, then a steady rate (a token bucket)."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, token: str, now: float) -> None:
        """Raise Refusal when the token has asked too often."""
        left, since = self._left.pop(token, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._left[token] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            sentence = say("That was too much at once. Wait a second.")
            raise Refusal(429, "too_many", sentence, 1)
