"""A room with more lines than it can hold says so, with all that goes along with every answer."""

import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from facilitator.room.net import connections
from facilitator.room.net.connections import WebServer
from facilitator.room.net.safe_headers import ALWAYS, ANSWER_POLICY
from tests.patience import PATIENCE
from tests.room.serving import HERE


async def nobody(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """An application that starts and ends, and of which nothing is asked."""
    assert scope["type"] == "lifespan", "the room is full"
    for step in ("startup", "shutdown"):
        assert (await receive())["type"] == f"lifespan.{step}"
        await send({"type": f"lifespan.{step}.complete"})


@contextlib.contextmanager
def serving() -> Iterator[str]:
    sock = socket.socket()
    sock.bind((HERE, 0))
    sock.listen()
    server = WebServer(nobody, lambda: None, 8)
    running = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    running.start()
    try:
        yield f"http://{HERE}:{sock.getsockname()[1]}/"
    finally:
        server.end()
        running.join()
        sock.close()


def test_a_full_room_asks_to_come_again_as_safely_as_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "MOST_LINES", 0)
    with serving() as address, httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        answer = client.get(address)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    for name, value in (*ALWAYS, ANSWER_POLICY):
        assert answer.headers[name.decode()] == value.decode()
