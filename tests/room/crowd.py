"""A crowd of phones in one event loop: as little of a browser as it takes to ask and be told."""

import asyncio
import json
import resource
from collections.abc import Awaitable, Iterable
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from tests.room.serving import HERE

T = TypeVar("T")

PATIENCE = 240
"""Seconds: two thousand at once take their time on a busy computer."""


class Answer(NamedTuple):
    """What came back; `status` is 0 where the connection ended instead."""

    status: int
    body: dict[str, Any]


class Phone:
    """One connection with the cookies it was given; opened anew when it has been lost."""

    def __init__(self, port: int, cookie: str = "", source: str = "") -> None:
        self._port = port
        self._source = source
        self._cookies = dict([cookie.split("=", 1)]) if cookie else {}
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    async def post(self, path: str, body: dict[str, Any]) -> Answer:
        """Send something; what the room answers."""
        return await self._ask("POST", path, json.dumps(body).encode())

    async def get(self, path: str) -> Answer:
        """Ask for something; what the room answers."""
        return await self._ask("GET", path, b"")

    async def ask(self, method: str, path: str, body: dict[str, Any]) -> Answer:
        """Send something in any way there is; what the room answers."""
        return await self._ask(method, path, json.dumps(body).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(method, path, body)
        except TimeoutError:  # an OSError too, and no end of the connection
            raise
        except (OSError, asyncio.IncompleteReadError):
            self._hang_up()
            return Answer(0, {})

    async def _exchange(self, method: str, path: str, body: bytes) -> Answer:
        if self._ends is None:
            source = (self._source, 0) if self._source else None
            self._ends = await asyncio.open_connection(HERE, self._port, local_addr=source)
        reader, writer = self._ends
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {HERE}:{self._port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        said = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length = 0
        for line in said[1:]:
            name, _, value = line.partition(": ")
            if name == "content-length":
                length = int(value)
            elif name == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self._cookies[key] = kept
        content = await reader.readexactly(length)
        return Answer(int(said[0].split()[1]), json.loads(content or b"{}"))

    def _hang_up(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


def run_together(work: Iterable[Awaitable[T]]) -> list[T]:
    """Do everything at once, in an event loop of its own."""
    _raise_open_files()

    async def everything() -> list[T]:
        return list(await asyncio.gather(*work))

    return asyncio.run(everything())


def _raise_open_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8_000 if most == resource.RLIM_INFINITY else min(most, 8_000)
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
