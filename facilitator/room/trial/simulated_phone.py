"""A simulated phone: as much of a browser as it takes to try a room out before people come."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec

from facilitator import typed

LONGEST_LINE = 4_000_000
PATIENCE_SECONDS = 20.0


class Unanswered(Exception):
    """The room did not answer, or not as it should."""


class Phone:
    """One connection to the room at `url`, with the cookies it was given. Use it in `async with`.

    What cannot be had raises Unanswered, or TimeoutError after twenty seconds.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._cookies: dict[str, str] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                opened = await asyncio.open_connection(self._host, self._port, limit=LONGEST_LINE)
        except OSError as error:
            raise Unanswered(str(error)) from error
        self._reader, self._writer = opened
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    def twin(self) -> "Phone":
        """The same phone on another connection."""
        other = Phone(f"http://{self._host}:{self._port}/")
        other._cookies = self._cookies
        return other

    async def get(self, path: str) -> bytes:
        """A page, or the room's answer as JSON."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, body: dict[str, Any]) -> bytes:
        """Send something; returns the room's answer."""
        return await self._ask("POST", path, msgspec.json.encode(body))

    async def live(self) -> AsyncIterator[dict[str, Any]]:
        """What the room tells, for as long as the connection holds."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._send("GET", "/api/live", b"")
            await self._head()
        reader, _ = self._ends()
        while line := await reader.readline():
            if line.startswith(b"data: ") and (
                state := typed.decoded(line.removeprefix(b"data: "), dict[str, Any])
            ):
                yield state

    async def _ask(self, method: str, path: str, body: bytes) -> bytes:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._send(method, path, body)
            headers = await self._head()
            length = int(headers.get("content-length", "0"))
            return await self._ends()[0].readexactly(length)

    async def _send(self, method: str, path: str, body: bytes) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self._host}:{self._port}",
            f"Cookie: {cookies}" if cookies else "",
            f"Content-Type: application/json\r\nContent-Length: {len(body)}" if body else "",
        ]
        head = "\r\n".join(line for line in lines if line)
        _, writer = self._ends()
        writer.write(f"{head}\r\n\r\n".encode() + body)
        await writer.drain()

    async def _head(self) -> dict[str, str]:
        """The headers of an answer; raises Unanswered unless it is a good one."""
        reader, _ = self._ends()
        status = (await reader.readline()).split()
        headers: dict[str, str] = {}
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                key, _, token = value.partition(";")[0].strip().partition("=")
                self._cookies[key] = token
        if len(status) < 2 or status[1] != b"200":
            raise Unanswered(b" ".join(status).decode() or "The connection was closed.")
        return headers

    def _ends(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        assert self._reader is not None, "used outside of `async with`"
        assert self._writer is not None, "used outside of `async with`"
        return self._reader, self._writer
