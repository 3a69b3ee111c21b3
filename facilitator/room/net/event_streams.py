"""Live: every open page hears what changed, a few times a second, and always the last word.

A stream is told without waiting for it, so that two thousand cost no more than their bytes: what
they are told is put into a chunk once and written straight to each line. One whose other end does
not read skips versions until it does, but never ends on an old one.
"""

import asyncio
import secrets
import types
from collections import defaultdict
from collections.abc import Callable, Collection, Coroutine, Generator, MutableMapping
from typing import Any

from facilitator.room.net.connections import Straight, chunk

Message = MutableMapping[str, Any]
Sending = Coroutine[Any, Any, None]
Send = Callable[[Message], Sending]
Receive = Callable[[], Coroutine[Any, Any, Message]]
StateIn = Callable[[str], bytes]
"""A version's state, said in the language of a code."""

SLICE = 100
BUSY_SLICE = 20
BREATH_SECONDS = 0.001
KEEP_ALIVE_SECONDS = 3.0
"""How soon after its last word the room says that it is still here. A page that misses that asks
(SILENCE in link.js); one that hears it need not, and its question would cost the room more.
"""
STREAMS_PER_DEVICE = 4

MOST_VERSION = 1 << 52
"""Versions are milliseconds; a page that claims to know a later one than this is not believed, or
browsers could soon not count on."""
_LEAP = 1 << 20

_STILL_HERE = b"event: here\ndata: {}\n\n"
"""An event that says nothing, since of a comment no script hears."""
_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
    ],
}


class Stream:
    """One open page: how it is sent to, in which language, the version it has, who waits for it."""

    __slots__ = ("ended", "language", "send", "sent", "straight", "waiting")

    def __init__(self, send: Send, straight: Straight, sent: int, language: str) -> None:
        self.language = language
        self.send = send
        self.straight = straight
        self.sent = sent
        self.ended = False
        self.waiting: asyncio.Task[None] | None = None


class Channel:
    """What one kind of page is told; holds its newest version as bytes ready to be sent.

    A version is put into bytes once for each language, when the first page of it is told.
    """

    def __init__(self, event: bytes = b"state") -> None:
        self.version = 0
        self._event = event
        self._state_in: StateIn = lambda _language: b"null"
        self._put: dict[str, tuple[bytes, bytes]] = {}
        self._streams: dict[Stream, None] = {}  # in the order in which pages came: so they are told
        self._by_device: defaultdict[str, list[Stream]] = defaultdict(list)
        self._told_at = 0.0

    def __len__(self) -> int:
        return len(self._streams)

    def publish(self, version: int, state_in: StateIn) -> None:
        """Take a new version, which `state_in` says in a language; `tell` sends it."""
        self.version = version
        self._state_in = state_in
        self._put = {}

    def version_after(self, known: int) -> int | None:
        """Where to count on from for a page that knows a version later than the newest here, since
        this computer's clock was set back meanwhile: it takes nothing for news until that is
        passed. None for any other.

        Not the very next number: another page may know that one from before.
        """
        if not self.version < known <= MOST_VERSION:
            return None
        return known + 1 + secrets.randbelow(_LEAP)

    async def tell(self, is_busy: Callable[[], bool] = lambda: False) -> None:
        """Send the newest version to every stream that has not got it, a slice at a time.

        While `is_busy`, slices are smaller, with room left between them for what people are
        sending meanwhile.
        """
        self._told_at = asyncio.get_running_loop().time()
        slice_left, busy = 0, False
        for stream in tuple(self._streams):
            if not slice_left:
                await asyncio.sleep(BREATH_SECONDS if busy else 0)
                busy = is_busy()
                slice_left = BUSY_SLICE if busy else SLICE
            self._bring_up_to_date(stream)
            slice_left -= 1

    async def breathe(self, now: float) -> None:
        """After a silence (`now`: the loop's clock), say that the room is still here."""
        if now - self._told_at < KEEP_ALIVE_SECONDS:
            return
        self._told_at = now
        straight = chunk(_STILL_HERE)
        for number, stream in enumerate(tuple(self._streams), 1):
            if stream.waiting is None and not (stream.ended or stream.straight(straight)):
                self._push(stream, _STILL_HERE)
            if number % SLICE == 0:
                await asyncio.sleep(0)

    async def serve(
        self,
        device: str,
        seen: int,
        receive: Receive,
        send: Send,
        straight: Straight,
        language: str = "",
    ) -> None:
        """Keep one page up to date until it goes; `seen` is the version it has already."""
        await send(_START)
        known = seen if seen == self.version else 0
        stream = self._join(device, Stream(send, straight, known, language))
        try:
            self._bring_up_to_date(stream)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._leave(device, stream)

    def see_out(self, there: Collection[str]) -> None:
        """End the streams of all devices but those that are `there`."""
        for device in [each for each in self._by_device if each not in there]:
            for stream in self._by_device[device]:
                self._end(stream)

    def close(self) -> None:
        """End every stream."""
        for stream in tuple(self._streams):
            self._end(stream)

    def _bring_up_to_date(self, stream: Stream) -> None:
        if stream.waiting is None and stream.sent != self.version:
            stream.sent = self.version
            frame, straight = self._put.get(stream.language) or self._ready(stream.language)
            if stream.ended or not stream.straight(straight):
                self._push(stream, frame)

    def _ready(self, language: str) -> tuple[bytes, bytes]:
        """The newest version in a language: as an event, and as the chunk that carries it."""
        state = self._state_in(language)
        frame = b"event: %s\nid: %d\ndata: %s\n\n" % (self._event, self.version, state)
        self._put[language] = frame, chunk(frame)
        return self._put[language]

    def _push(self, stream: Stream, body: bytes, *, more: bool = True) -> None:
        """Send without waiting; where the other end does not read, a task waits for it."""
        if stream.ended:
            return
        stream.ended = not more
        message = {"type": "http.response.body", "body": body, "more_body": more}
        sending = stream.send(message)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        stream.waiting = asyncio.create_task(self._catch_up(stream, sending, waits_for))

    async def _catch_up(self, stream: Stream, sending: Sending, waits_for: object) -> None:
        await _rest(sending, waits_for)
        stream.waiting = None
        if stream in self._streams:
            self._bring_up_to_date(stream)

    def _end(self, stream: Stream) -> None:
        """Let the page know that nothing more comes; what it has not read yet goes with it."""
        if stream.waiting is None:
            self._push(stream, b"", more=False)
        else:
            stream.waiting.cancel()
            stream.ended = True

    def _join(self, device: str, stream: Stream) -> Stream:
        self._streams[stream] = None
        mine = self._by_device[device]
        mine.append(stream)
        if len(mine) > STREAMS_PER_DEVICE:
            self._end(mine[0])
        return stream

    def _leave(self, device: str, stream: Stream) -> None:
        self._streams.pop(stream, None)
        if stream.waiting is not None:
            stream.waiting.cancel()
        mine = self._by_device[device]
        mine.remove(stream)
        if not mine:
            del self._by_device[device]


@types.coroutine
def _rest(sending: Sending, waits_for: object) -> Generator[Any, Any, None]:
    """What is left of a coroutine that was begun outside of a task and now waits for something."""
    try:
        while True:
            got = yield waits_for
            waits_for = sending.send(got)
    except StopIteration:
        return
    finally:
        sending.close()
