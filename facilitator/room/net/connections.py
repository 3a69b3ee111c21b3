"""Lines: connections that take too long, or too much, before they have asked for anything.

A web server answers whole requests; who never finishes one would hold its place for ever. Thousands
of lines stay open all day, so what a line seldom needs is made when it does. This is the one module
that knows uvicorn, and how it works inside; `tests/room/net/test_uvicorn.py` says what of that
has gone when another version is taken.
"""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Awaitable, Callable, Generator, Iterable
from typing import Any

import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from facilitator.room.net.safe_headers import ALWAYS, Safe, safe

Straight = Callable[[bytes], bool]
"""Writes a chunk of a streamed answer at once; False where the other end is not ready for it."""

ASK_SECONDS = 15.0
"""How long a request may take to arrive, its body included."""

STUCK_SECONDS = 45.0
"""How long an answer may lie here because the other end does not read it."""

MOST_HEAD_BYTES = 32_000
_TOO_LONG = (
    b"431 Request Header Fields Too Large",
    b"""{"reason":"too_large","sentence":"What this browser sends along with its question is too \
long. Forget the cookies of this address, then load the page again."}""",
)
"""RFC 6585, section 5. In English: what language it asks in stands in the head that is not read."""
_NO_REQUEST = (
    b"400 Bad Request",
    b"""{"reason":"invalid","sentence":"This was not understood: no browser asks like this. Load \
the page again."}""",
)
MOST_LINES = 12_000
MOST_BEHIND = 16
"""How many requests may come on a line before the one ahead of them is answered."""


class Brakes(FlowControl):
    """Holds a line's sender back while the other end does not read; few lines ever need that."""

    __slots__ = ("_writable",)

    def __init__(self, transport: asyncio.Transport) -> None:
        # Not the parent's: an event for each of thousands of lines takes megabytes.
        self._transport = transport
        self.read_paused = False
        self.write_paused = False
        self._writable: asyncio.Event | None = None

    async def drain(self) -> None:
        if self._writable is not None:
            await self._writable.wait()

    @override
    def pause_writing(self) -> None:
        if self._writable is None:
            self.write_paused = True
            self._writable = asyncio.Event()

    @override
    def resume_writing(self) -> None:
        if self._writable is not None:
            self.write_paused = False
            self._writable.set()
            self._writable = None


class Behind(list[Any]):
    """Requests that came before the one ahead was answered: a deque, as small as it can be."""

    __slots__ = ()

    def appendleft(self, request: Any) -> None:
        """Stand at the end of the line; `pop` takes from its head."""
        self.insert(0, request)


class Line(HttpToolsProtocol):
    """One connection that knows since when it waits for a request to be whole."""

    # Kept out of the instance's dictionary, which has as many entries as it can share keys for.
    __slots__ = ("_answering", "_asking_since", "_head_bytes", "_stuck_since")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.pipeline = Behind()  # type: ignore[assignment]  # has what is asked of a deque
        self._answering: RequestResponseCycle | None = None
        self._asking_since: float | None = None
        self._head_bytes: int | None = 0
        self._stuck_since: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the parent
        self._asking_since = self.loop.time()
        super().connection_made(transport)
        self.flow = Brakes(transport)

    def data_received(self, data: bytes) -> None:
        if self._asking_since is None:
            self._asking_since = self.loop.time()
        super().data_received(data)
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._refuse(*_TOO_LONG)

    def on_message_begin(self) -> None:
        if self._asking_since is None:
            self._asking_since = self.loop.time()
        self._head_bytes = 0
        super().on_message_begin()
        self.scope["state"]["straight"] = self.write_straight

    def on_headers_complete(self) -> None:
        """Raises ValueError for a head that is too long though it came in one piece, and for too
        many requests in a row: the parser stops, and the line ends with a refusal.
        """
        self._head_bytes = None
        head = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if head > MOST_HEAD_BYTES:
            self._refuse(*_TOO_LONG)
            raise ValueError
        if len(self.pipeline) >= MOST_BEHIND:
            raise ValueError
        if len(self.connections) > MOST_LINES:
            self.app = _full
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        cycle.default_headers = Safe(cycle.default_headers)
        super()._start_asgi_task(cycle, app)

    @override
    def send_400_response(self, _msg: str) -> None:
        """Refuse what is no request, unless the line has ended with a refusal already."""
        self._refuse(*_NO_REQUEST)

    def _refuse(self, status: bytes, said: bytes) -> None:
        """End the line with a refusal; what was asked before and not answered yet never is."""
        self.pipeline.clear()
        if not self.transport.is_closing():
            about = [
                (b"connection", b"close"),
                (b"content-type", b"application/json"),
                (b"content-length", b"%d" % len(said)),
            ]
            lines = b"".join(b"%s: %s\r\n" % header for header in safe(ALWAYS, about))
            self.transport.write(b"HTTP/1.1 %s\r\n%s\r\n%s" % (status, lines, said))
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.pipeline.clear()
        super().connection_lost(exc)
        answering = self._answering
        if answering is not None:  # the last that was asked is another, where several came in a row
            answering.disconnected = not answering.response_complete
            answering.message_event.set()

    def on_body(self, body: bytes) -> None:
        if self._is_answering():
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._asking_since = None
        if self._is_answering():
            super().on_message_complete()

    def on_response_complete(self) -> None:
        self._answering = None
        super().on_response_complete()
        if not self._is_answering():
            self._forget()

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _forget(self) -> None:
        """Let go of what was asked: thousands of phones keep their lines open all day."""
        self.cycle = None  # type: ignore[assignment]  # as before the first request
        self.scope = None  # type: ignore[assignment]
        self.headers = None  # type: ignore[assignment]

    def write_straight(self, chunk: bytes) -> bool:
        """Past what looks at each piece of an answer, for what is told to thousands at once."""
        if self.flow.write_paused or self.transport.is_closing():
            return False
        self.transport.write(chunk)
        return True

    def is_overdue(self, now: float) -> bool:
        """Whether the other end has had its time, to ask or to read (`now`: the loop's clock)."""
        if not self.flow.write_paused:
            self._stuck_since = None
        elif self._stuck_since is None:
            self._stuck_since = now
        return _longer(self._asking_since, ASK_SECONDS, now) or _longer(
            self._stuck_since, STUCK_SECONDS, now
        )


class WebServer(uvicorn.Server):
    """The web server: lets every page go first when it ends, instead of waiting for them."""

    def __init__(self, app: Any, let_go: Callable[[], None], backlog: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                interface="asgi3",
                http=Line,
                ws="none",
                lifespan="on",
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                headers=[(name.decode(), value.decode()) for name, value in ALWAYS],
                timeout_keep_alive=75,
                timeout_graceful_shutdown=3,
                backlog=backlog,
            )
        )
        self._let_go = let_go

    @property
    def lines(self) -> set[Any]:
        """The open connections."""
        return self.server_state.connections

    def end(self) -> None:
        """Come to an end soon; from any thread."""
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Whoever ends the process in an orderly way ends the serving: raised again afterwards, as
        the library does, it would end the process before the seminar's file is closed.
        """
        with super().capture_signals():
            yield
            self._captured_signals = [s for s in self._captured_signals if s is signal.SIGINT]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._let_go()
        await super().shutdown(sockets)


async def _full(_scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
    """There are more lines than the room can hold."""
    headers = [(b"retry-after", b"5"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def chunk(body: bytes) -> bytes:
    """A piece of an answer whose length is not known (RFC 9112, section 7.1)."""
    return b"%x\r\n%s\r\n" % (len(body), body)


def _longer(since: float | None, seconds: float, now: float) -> bool:
    return since is not None and now - since > seconds


def hang_up(lines: Iterable[object], now: float) -> None:
    """End the connections that are overdue (`now`: the loop's clock)."""
    for line in tuple(lines):
        if isinstance(line, Line) and line.is_overdue(now):
            line.transport.abort()
