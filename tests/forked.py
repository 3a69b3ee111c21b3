"""Processes of the program that begin as copies of one that has loaded it.

Python takes a second of a core to load the room's server. Only what is about beginning need pay
that; all other tests get a process of its own all the same, with its own memory, environment and
standard streams, that is killed and ends as any other.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import IO

import psutil

ENDS = 4
"""A process's standard input, output and error, in the order of their numbers; and its fate."""
MOST = 1 << 16
SEEN = b"\n"
"""Says that a process was found while it was there: it does nothing, and does not end, before."""
LOADED = (
    "ui.start.cli",
    "facilitator.room.serve",
    "facilitator.room.syncing.laptop",
    "facilitator.services.rehearsal.rehearsal",
)
"""What takes long to load, and is begun again and again."""


class Forked:
    """A process that runs a command of the program; `errors` is where it writes what went wrong.

    What it runs is `main(words)` of a module.
    """

    def __init__(
        self,
        *words: str,
        module: str = "ui.start.cli",
        errors: int = 2,
        env: dict[str, str] | None = None,
    ) -> None:
        theirs_in, stdin = os.pipe()
        stdout, theirs_out = os.pipe()
        self._fate, theirs_fate = os.pipe()
        self.stdin: IO[bytes] = os.fdopen(stdin, "wb", 0)
        self.stdout: IO[bytes] = os.fdopen(stdout, "rb")
        environment = dict(os.environ) if env is None else env
        wanted = json.dumps([module, words, environment]).encode() + b"\n"
        line = _loaded()
        socket.send_fds(line, [wanted[:MOST]], [theirs_in, theirs_out, errors, theirs_fate])
        line.sendall(wanted[MOST:])
        for end in (theirs_in, theirs_out, theirs_fate):
            os.close(end)
        self._process = psutil.Process(int(line.recv(MOST)))
        line.sendall(SEEN)
        self._ended: int | None = None

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended, as subprocess tells it; None while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Until it has ended; how. Raises TimeoutError."""
        if (ended := self._look(timeout)) is None:
            raise TimeoutError(f"process {self.pid} has not ended in {timeout} seconds")
        return ended

    def _look(self, seconds: float | None) -> int | None:
        if self._ended is None and select.select([self._fate], [], [], seconds)[0]:
            self._ended = int(os.read(self._fate, MOST))
            os.close(self._fate)
        return self._ended

    def kill(self) -> None:
        """End it at once, as a power cut would; nothing where it has ended."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Wait until it has ended, and let go of it."""
        self.wait()
        self.stdin.close()
        self.stdout.close()

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it is there."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._process.send_signal(number)


@cache
def _loaded() -> socket.socket:
    """The line to the process that has loaded the program; it ends with ours."""
    here, there = socket.socketpair()
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked", str(there.fileno())],
            cwd=Path(__file__).parent.parent,
            pass_fds=[there.fileno()],
        )

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here


def _fork(line: socket.socket) -> tuple[str, list[str]]:
    """Begin whatever is asked for; returns, in the process that was begun, its module and words."""
    while True:
        wanted, ends, _, _ = socket.recv_fds(line, MOST, ENDS)
        if not wanted:  # whoever asked is gone
            sys.exit(0)
        while not wanted.endswith(b"\n"):
            wanted += line.recv(MOST)
        begins, begin = os.pipe()
        if process := os.fork():
            _fates[process] = ends.pop()
            for end in (*ends, begins):
                os.close(end)
            line.sendall(str(process).encode())
            line.recv(len(SEEN))
            os.close(begin)
            continue
        os.close(begin)
        os.read(begins, 1)
        for end in (begins, ends.pop(), *_fates.values()):
            os.close(end)
        module, words, environment = json.loads(wanted)
        os.environ.clear()
        os.environ.update(environment)
        for number, end in enumerate(ends):
            os.dup2(end, number)
            os.close(end)
        # What Python opened was something else: it may have been a file, which can be sought in.
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w", 1)
        return module, words


_fates: dict[int, int] = {}
"""Where is told how each process ended that was begun here and runs."""


def _bury(*_: object) -> None:
    """Tell how those ended that have; this may be called within itself."""
    for process in list(_fates):
        with contextlib.suppress(ChildProcessError, BrokenPipeError):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                with os.fdopen(_fates.pop(process), "wb", 0) as fate:
                    fate.write(str(os.waitstatus_to_exitcode(status)).encode())


def main() -> int:
    """Load the program, and be it as often as somebody asks."""
    for name in LOADED:
        importlib.import_module(name)
    with socket.socket(fileno=int(sys.argv[1])) as line:
        signal.signal(signal.SIGCHLD, _bury)
        gc.freeze()
        module, words = _fork(line)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    return int(importlib.import_module(module).main(words))


if __name__ == "__main__":
    sys.exit(main())
