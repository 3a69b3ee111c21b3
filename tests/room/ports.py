"""Ports that are a test's own from its beginning to its end, also while its server is dead.

Other tests run beside it and are given whatever ports are free: one of their servers would
otherwise come to stand where phones wait for one that was killed.
"""

import contextlib
import socket
import sys
from collections.abc import Iterator

HERE = "127.0.0.1"


class Port:
    """A port that no other program is given. Whoever calls is refused until a server listens."""

    def __init__(self, address: str = HERE) -> None:
        self._kept = socket.socket()
        # Only Linux lets a server listen where something is kept that does not.
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind((address, 0))
        self.number = int(self._kept.getsockname()[1])
        if sys.platform != "linux":
            self.close()

    def close(self) -> None:
        """Anybody may have it."""
        self._kept.close()


@contextlib.contextmanager
def kept_port(address: str = HERE) -> Iterator[int]:
    """The number of a port that is kept until the block ends."""
    with contextlib.closing(Port(address)) as port:
        yield port.number
