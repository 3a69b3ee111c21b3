"""The least a server can do to tell everybody: the same bytes to every open connection, at once.

    python -m benchmarks.bare_broadcast

Reads what to say from standard input; prints its port. GET opens a stream, POST has it say it.
"""

import asyncio
import sys
from typing import cast

import uvloop

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
DONE = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


class Line(asyncio.Protocol):
    """One connection."""

    streams: list[asyncio.Transport] = []  # noqa: RUF012 - one for all, in a process of its own
    saying = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET"):
            self._transport.write(HEAD)
            self.streams.append(self._transport)
            return
        for stream in self.streams:
            stream.write(self.saying)
        self._transport.write(DONE)


async def main(saying: bytes) -> None:
    """Serve until killed."""
    Line.saying = b"%x\r\n%s\r\n" % (len(saying), saying)
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(sys.stdin.buffer.read()))
