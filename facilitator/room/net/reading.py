"""What the loop has read off the wire last stays where it read it to, until it reads again."""

import asyncio
import contextlib
import socket

MOST_AT_ONCE = 1 << 16
"""More than any request that votes is, with its head; the least that a pair of sockets holds."""


async def overwrite_what_was_read() -> None:
    """Have the loop read nothing but zeros over the last requests: one may be a ballot, with the
    token of whoever sent it in its head.
    """
    with contextlib.suppress(OSError):
        ours, other = socket.socketpair()
        with other:
            other.setblocking(False)
            reader, writer = await asyncio.open_connection(sock=ours, limit=2 * MOST_AT_ONCE)
            other.send(bytes(MOST_AT_ONCE))
            other.shutdown(socket.SHUT_WR)
            await reader.read()
            writer.close()
            await writer.wait_closed()
