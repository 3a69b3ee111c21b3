"""Thousands of simulated phones in one process of their own, as light as Python can make them.

    python -m benchmarks.room_phones PORT CORE

Reads one command as JSON from each line of standard input and answers each with one line of JSON.
A phone is one raw connection with a request made ready in advance; nothing is measured by sleeping.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, cast

import uvloop
from typing_extensions import override

HOST = "127.0.0.1"
BALLOTS = "/api/ballots"
PATIENCE_SECONDS = 60.0
AT_ONCE = 200

Answer = dict[str, Any]


class Poster(asyncio.Protocol):
    """A connection that sends requests one after the other and times each."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport
        self._got = b""
        self._sent = 0.0
        self.after: Callable[[int, float, float], None] = lambda *_: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop has a class of its own

    def send(self, request: bytes) -> None:
        """Send a request; `after` is called with its status, when it went and when it came back."""
        self._sent = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        got = self._got + data
        head = got.find(b"\r\n\r\n")
        if head < 0 or len(got) < head + 4 + _length(got):
            self._got = got
            return
        self._got = b""
        self.after(int(got[9:12]), self._sent, time.perf_counter())

    @override
    def connection_lost(self, _exc: Exception | None) -> None:
        self.after(0, self._sent, time.perf_counter())

    def close(self) -> None:
        """Hang up."""
        self.after = lambda *_: None
        self._transport.close()


def _length(head: bytes) -> int:
    start = head.index(b"content-length: ") + 16
    return int(head[start : head.index(b"\r\n", start)])


class Listener(asyncio.Protocol):
    """A live stream; remembers the end of what came, and when the awaited words did."""

    def __init__(self, request: bytes, phones: "Phones") -> None:
        self._request = request
        self._phones = phones
        self._tail = b""
        self.has = False
        self.ready = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop has a class of its own
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        phones = self._phones
        phones.pieces += 1
        phones.heard += len(data)
        if not self.ready:
            self.ready = True
            phones.one_is_ready()
        if phones.awaited and not self.has:
            if phones.awaited in self._tail + data:
                self.has = True
                phones.one_has_it()
            self._tail = data[-len(phones.awaited) :]

    @override
    def connection_lost(self, _exc: Exception | None) -> None:
        self._phones.lost += 1

    def close(self) -> None:
        """Hang up."""
        self._transport.close()


class Phones:
    """All phones of one room, each with a token, a connection for sending and perhaps a stream."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._tokens: list[str] = []
        self._posters: list[Poster] = []
        self._listeners: list[Listener] = []
        self._missing = 0
        self._all_have_it = asyncio.Event()
        self.awaited = b""
        self.pieces = 0
        self.heard = 0
        self.lost = 0

    def one_is_ready(self) -> None:
        """Called by a stream with its first bytes."""
        self._missing -= 1
        if not self._missing:
            self._all_have_it.set()

    def one_has_it(self) -> None:
        """Called by a stream that has got the awaited words."""
        self.one_is_ready()

    async def connect(self, tokens: list[str]) -> Answer:
        """Open one connection for each token."""
        self._tokens = tokens
        self._posters = await self._open([Poster for _ in tokens])
        return {"connections": len(self._posters)}

    async def listen(self, path: str) -> Answer:
        """Open a stream for each token and wait until each has heard something."""
        self._missing = len(self._tokens)
        self._all_have_it.clear()
        requests = [_request("GET", path, self._port, token) for token in self._tokens]
        makers = [lambda request=request: Listener(request, self) for request in requests]
        self._listeners = await self._open(makers)
        await self._all_have_it.wait()
        return {"streams": len(self._listeners)}

    async def _open(self, makers: Sequence[Callable[[], Any]]) -> list[Any]:
        loop = asyncio.get_running_loop()
        opened = []
        for start in range(0, len(makers), AT_ONCE):
            batch = [
                loop.create_connection(maker, HOST, self._port)
                for maker in makers[start : start + AT_ONCE]
            ]
            opened += [protocol for _, protocol in await asyncio.gather(*batch)]
        return opened

    async def volley(self, path: str, bodies: list[str], connections: int) -> Answer:
        """Send every body as fast as answers come, over so many connections; each phone its own."""
        waiting = self._requests(path, bodies)
        statuses: Counter[int] = Counter()
        done = asyncio.get_running_loop().create_future()
        left = iter(waiting)

        def following(poster: Poster) -> Callable[[int, float, float], None]:
            def after(status: int, _sent: float, _back: float) -> None:
                statuses[status] += 1
                request = next(left, None)
                if request is not None and status:
                    poster.send(request)
                elif sum(statuses.values()) == len(bodies):
                    done.set_result(None)

            return after

        start = time.perf_counter()
        for poster in self._posters[:connections]:
            poster.after = following(poster)
            poster.send(next(left))
        await done
        return {"seconds": time.perf_counter() - start, "statuses": statuses}

    async def burst(
        self,
        path: str,
        bodies: list[str],
        over: float,
        beats: Sequence[str] = (),
        awaited: str = "",
    ) -> Answer:
        """Every phone sends once within `over` seconds, evenly spread, whatever comes back.

        `beats` are ballots of other phones among them, which are not timed: they give the room
        something to tell. `answered` are the moments of the answers, in order, on the clock that
        all processes share. With `awaited`, also when, after the last, every stream had it.
        """
        loop = asyncio.get_running_loop()
        self._await(awaited)
        waits: list[float] = []
        statuses: Counter[int] = Counter()
        done = loop.create_future()
        answered: list[float] = []

        def after(status: int, sent: float, back: float) -> None:
            waits.append(back - sent)
            statuses[status] += 1
            answered.append(back)
            if len(waits) == len(bodies):
                done.set_result(None)

        beginning = loop.time() + 0.05
        for number, request in enumerate(self._requests(path, bodies)):
            poster = self._posters[number]
            poster.after = after
            loop.call_at(beginning + over * number / len(bodies), poster.send, request)
        for number, beat in enumerate(beats, 1):
            poster = self._posters[-number]
            poster.after = lambda *_: None
            request = _request("POST", BALLOTS, self._port, self._tokens[-number], beat)
            loop.call_at(beginning + over * number / len(beats), poster.send, request)
        await done
        answer: Answer = {"waits": sorted(waits), "answered": answered, "statuses": statuses}
        if awaited:
            await self._all_have_it.wait()
            answer["told_after"] = time.perf_counter() - answered[-1]
        return answer

    async def hear(self, awaited: str) -> Answer:
        """Ask a bare room to broadcast; how long until every stream has the awaited words."""
        self._await(awaited)
        start = time.perf_counter()
        self._posters[0].send(_request("POST", "/broadcast", self._port, "", "{}"))
        await self._all_have_it.wait()
        return {"seconds": time.perf_counter() - start}

    async def close(self) -> Answer:
        """Hang up everywhere; says how much was heard and how many streams had ended before."""
        answer = {"pieces": self.pieces, "heard": self.heard, "lost": self.lost}
        for poster in self._posters:
            poster.close()
        for listener in self._listeners:
            listener.close()
        return answer

    def _await(self, words: str) -> None:
        self.awaited = words.encode()
        self._missing = len(self._listeners)
        self._all_have_it.clear()
        for listener in self._listeners:
            listener.has = False

    def _requests(self, path: str, bodies: list[str]) -> list[bytes]:
        tokens = self._tokens
        return [
            _request("POST", path, self._port, tokens[number % len(tokens)], body)
            for number, body in enumerate(bodies)
        ]


def _request(method: str, path: str, port: int, token: str, body: str = "") -> bytes:
    content = body.encode()
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{port}"]
    if token:
        lines.append(f"Cookie: seat={token}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


async def _obey(port: int) -> None:
    phones = Phones(port)
    commands: dict[str, Callable[..., Coroutine[Any, Any, Answer]]] = {
        "connect": phones.connect,
        "listen": phones.listen,
        "volley": phones.volley,
        "burst": phones.burst,
        "hear": phones.hear,
        "close": phones.close,
    }
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        doing: Awaitable[Answer] = commands[asked.pop("do")](**asked)
        print(json.dumps(await asyncio.wait_for(doing, PATIENCE_SECONDS)), flush=True)


def _alone_on(core: int) -> None:
    """Stay on one core, where the system lets a program choose, and leave the other to the room."""
    if hasattr(os, "sched_setaffinity") and core in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {core})


if __name__ == "__main__":
    _alone_on(int(sys.argv[2]))
    uvloop.run(_obey(int(sys.argv[1])))
