"""Standbys as processes of their own: `facilitator standby …`, as somebody would type it."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import msgspec

from facilitator.room.net.greeting import Greeting
from tests.forked import Forked
from tests.patience import PATIENCE
from tests.room.ports import HERE, Port

ELSEWHERE = "127.0.0.2"
"""Where the standby serves: another address of this computer, whose cookies are its own."""


class Standby:
    """A second laptop, with its own folder of settings; `kept` is what it holds."""

    def __init__(self, folder: Path, code: str) -> None:
        folder.mkdir()
        self.kept = folder / "day.standby"
        self.seminar = folder / "day.seminar"
        self._code = folder / "code.txt"
        self._code.write_text(code)
        self._home = folder / "home"
        self._process: Forked | None = None
        self._kept: Port | None = None
        self.greeting: Greeting

    def stand_by(self, host: int) -> int:
        """Keep up with the room at a port until told otherwise; returns the port of its own."""
        port = self._kept = self._kept or Port(ELSEWHERE)
        of = ("--of", f"{HERE}:{host}")
        self._start(*of, "--host", ELSEWHERE, "--port", str(port.number))
        self.until_said("Up to date with the host.")
        return port.number

    def until_said(self, what: str) -> str:
        """Read on until a line says this; returns the line."""
        assert self._process is not None
        for line in self._process.stdout:
            if what in (said := line.decode()):
                return said
        raise AssertionError("the standby ended")

    def take_over(self, *more: str) -> None:
        """Open the room here."""
        self._start("--take-over", str(self.seminar), "--host", ELSEWHERE, "--with-parent", *more)
        self.greeting = msgspec.json.decode(self.until_said("{"), type=Greeting)

    def stop(self) -> None:
        """End whatever it is doing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.stdin.close()
            self._process.wait(PATIENCE)
            self._process.stdout.close()
            self._process = None

    def close(self) -> None:
        """End it for good."""
        self.stop()
        if self._kept is not None:
            self._kept.close()

    def _start(self, *what: str) -> None:
        standby = ("standby", str(self.kept), "--code-file", str(self._code))
        env = {**os.environ, "FACILITATOR_HOME": str(self._home)}
        self._process = Forked(*standby, *what, env=env)


@contextlib.contextmanager
def standing(folder: Path, code: str) -> Iterator[Standby]:
    """A standby that is ended with the block."""
    standby = Standby(folder, code)
    try:
        yield standby
    finally:
        standby.close()
