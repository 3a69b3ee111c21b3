"""Live: every open page hears what changed, a few times a second, and always the last word.

Each stream remembers the version it sent last. A slow phone skips versions but never ends on an
old one, and the broadcast goes out in slices, so that two thousand streams hold nobody up.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

SLICE = 100
KEEP_ALIVE_SECONDS = 15.0
STUCK_SECONDS = 45.0
STREAMS_PER_DEVICE = 4

_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ],
}


class Stream:
    """One open page."""

    __slots__ = ("closed", "sending_since", "sent", "wake")

    def __init__(self) -> None:
        self.wake = asyncio.Event()
        self.sent = 0
        self.closed = False
        self.sending_since: float | None = None

    def close(self) -> None:
        """Let the stream end at its next turn."""
        self.closed = True
        self.wake.set()


class Channel:
    """What one kind of page is told; holds its newest version as bytes ready to be sent."""

    def __init__(self) -> None:
        self.version = 0
        self._frame = b""
        self._streams: set[Stream] = set()
        self._by_device: defaultdict[str, list[Stream]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._streams)

    def publish(self, version: int, state: bytes) -> None:
        """Take a new version; `tell` sends it."""
        self.version = version
        self._frame = b"event: state\nid: %d\ndata: %s\n\n" % (version, state)

    async def tell(self) -> None:
        """Wake every stream, a slice at a time."""
        for number, stream in enumerate(tuple(self._streams), 1):
            stream.wake.set()
            if number % SLICE == 0:
                await asyncio.sleep(0)

    async def serve(self, device: str, seen: int, receive: Receive, send: Send) -> None:
        """Keep one page up to date until it goes; `seen` is the version it has already."""
        stream = self._join(device, seen)
        leaving = asyncio.ensure_future(_gone(receive, stream))
        try:
            await send(_START)
            while not stream.closed:
                await self._next(stream, send)
        finally:
            leaving.cancel()
            self._leave(device, stream)
        with contextlib.suppress(OSError):
            await send({"type": "http.response.body", "body": b""})

    def sweep(self, now: float) -> None:
        """Let streams go whose other end has not read for too long (`now`: the loop's clock)."""
        for stream in tuple(self._streams):
            if stream.sending_since is not None and now - stream.sending_since > STUCK_SECONDS:
                stream.close()

    def close(self) -> None:
        """End every stream."""
        for stream in tuple(self._streams):
            stream.close()

    async def _next(self, stream: Stream, send: Send) -> None:
        """Send the newest version when there is a newer one, else wait for it."""
        body = b": still here\n\n"
        if stream.sent != self.version:
            stream.sent, body = self.version, self._frame
        else:
            stream.wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    await stream.wake.wait()
                return
        stream.sending_since = asyncio.get_running_loop().time()
        await send({"type": "http.response.body", "body": body, "more_body": True})
        stream.sending_since = None

    def _join(self, device: str, seen: int) -> Stream:
        stream = Stream()
        stream.sent = seen if seen == self.version else 0
        self._streams.add(stream)
        mine = self._by_device[device]
        mine.append(stream)
        if len(mine) > STREAMS_PER_DEVICE:
            mine[0].close()
        return stream

    def _leave(self, device: str, stream: Stream) -> None:
        self._streams.discard(stream)
        mine = self._by_device[device]
        mine.remove(stream)
        if not mine:
            del self._by_device[device]


async def _gone(receive: Receive, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()
