"""The same votes through livepoll, a small live poll from the package index.

It is installed into an environment of its own under build/, the first time. Votes that it
acknowledged and does not have afterwards are counted as lost: it adds one to a number read before.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import Result
from benchmarks.room_beside import ROOM_CORE, Phones, free_port, on_core, served

PLACE = Path("build/livepoll")
PACKAGES = ("livepoll==0.0.3", "fastapi", "uvicorn", "httptools", "uvloop", "sqlalchemy")
VOTES, CONNECTIONS = 600, 50
BUDGET = 1.0


def measure() -> Result | None:
    """Milliseconds per vote. None where livepoll cannot be had."""
    if not _installed():
        return None
    with served(VOTES) as (room, phones):
        room.open_poll()
        ours = _volley(phones, "/api/ballots", room.ballots(VOTES))
        assert room.counted() == VOTES
    with _livepoll() as (port, phones):
        poll = _ask(port, "/polls", {"question": "Which?", "options": ["a", "b", "c"]})
        options = [option["id"] for option in poll["options"]]
        bodies = [json.dumps({"option_id": options[n % 3]}) for n in range(VOTES)]
        theirs = _volley(phones, f"/polls/{poll['id']}/vote", bodies)
        kept = sum(option["votes"] for option in _ask(port, f"/polls/{poll['id']}")["options"])
    return Result(
        ours=ours,
        reference=theirs,
        unit="ms",
        budget=BUDGET,
        note=f"{1000 / ours:.0f} votes a second and none lost; livepoll {1000 / theirs:.0f} and "
        f"{VOTES - kept} of {VOTES} lost; {CONNECTIONS} connections",
    )


def _volley(phones: Phones, path: str, bodies: list[str]) -> float:
    answer = phones.do("volley", path=path, bodies=bodies, connections=CONNECTIONS)
    assert answer["statuses"] == {"200": len(bodies)}, answer["statuses"]
    return float(answer["seconds"]) / len(bodies) * 1000


def _installed() -> bool:
    if (PLACE / "ready").exists():
        return True
    commands = (
        [sys.executable, "-m", "venv", str(PLACE)],
        [str(PLACE / "bin" / "pip"), "install", "-q", *PACKAGES],
    )
    for command in commands:
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return False
    (PLACE / "ready").touch()
    return True


@contextlib.contextmanager
def _livepoll() -> Iterator[tuple[int, Phones]]:
    """Its server on the room's core, with a database of its own, and phones beside it."""
    port = free_port()
    python = (PLACE / "bin" / "python").absolute()
    words = ["-m", "uvicorn", "livepoll.main:app", "--port", str(port), "--log-level", "error"]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [*on_core(ROOM_CORE), str(python), *words],
            cwd=folder,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
        try:
            _wait_for(port)
            phones = Phones(port)
            phones.do("connect", tokens=["none"] * CONNECTIONS)
            yield port, phones
            phones.close()
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    """It does not say when it is ready, so its door is tried until it opens."""
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _ask(port: int, path: str, body: dict[str, Any] | None = None) -> Any:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked) as answer:
        return json.load(answer)
