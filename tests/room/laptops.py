"""Note-takers' laptops as processes of their own, and the road to their host, which can break."""

import contextlib
import json
import os
import queue
import select
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.forked import Forked
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom

LOOK_SECONDS = 0.2


class Road:
    """What lies between laptops and host: a proxy that can be cut, or fail after so many bytes."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = self._listens()
        self._is_cut = self._is_closed = False
        self._passes = threading.Event()
        self._passes.set()
        self._breaks_after: list[int] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        """Where it begins."""
        return int(self._listening.getsockname()[1])

    def _listens(self) -> socket.socket:
        return socket.create_server((HERE, 0))

    def _calls(self) -> socket.socket:
        return socket.create_connection((HERE, self._target), timeout=PATIENCE)

    def swallow(self) -> None:
        """What is sent is taken, and comes nowhere; nobody hears that until it is mended."""
        self._passes.clear()

    def cut(self) -> None:
        """Nothing passes any more."""
        self._is_cut = True
        self._hang_up()

    def mend(self, *breaks_after: int) -> None:
        """Everything passes; the next connections break after so many bytes in both directions."""
        self._breaks_after = list(breaks_after)
        self._is_cut = False
        if not self._passes.is_set():
            self._hang_up()  # lines that were silent for so long are none any more
            self._passes.set()

    def close(self) -> None:
        """End the road."""
        self._is_closed = True
        self.cut()
        self._passes.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            try:
                if self._is_cut:
                    raise OSError
                other = self._calls()
            except OSError:
                line.close()
                continue
            left = [self._breaks_after.pop(0) if self._breaks_after else sys.maxsize]
            with self._lock:
                self._open |= {line, other}
            for source, target in ((line, other), (other, line)):
                thread = threading.Thread(target=self._carry, args=(source, target, left))
                thread.start()
                self._threads.append(thread)
            self._hang_up_if_cut()

    def _carry(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError, ValueError):  # its other end may be closed by now
            while left[0] > 0 and (data := self._next_of(source, min(512, left[0]))):
                left[0] -= len(data)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            with self._lock:
                self._open.discard(end)
            end.close()

    def _next_of(self, source: socket.socket, most: int) -> bytes:
        """What comes next; nothing once the road is closed, whatever became of its lines."""
        while not self._is_closed:
            if select.select([source], [], [], LOOK_SECONDS)[0]:
                self._passes.wait()
                return source.recv(most)
        return b""

    def _hang_up_if_cut(self) -> None:
        """It may have been cut while the other end was being called."""
        if self._is_cut:
            self._hang_up()

    def _hang_up(self) -> None:
        with self._lock:
            lines = tuple(self._open)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class Laptop:
    """A laptop's process; `home` is its disk, which outlives it.

    It is begun at once and there once `arrive` has returned, so that several can begin together.
    """

    def __init__(self, home: Path, room: ServedRoom, road: Road, name: str) -> None:
        self._home = home
        self.name = name
        self._arguments = [str(road.port), room.greeting.note_code, name]
        self.path = Path()
        self.typed: list[str] = []
        self._begin()

    def start(self) -> None:
        """Begin again."""
        self._begin()
        self.arrive()

    def arrive(self) -> None:
        """Wait until it has its copy of the seminar."""
        self.path = Path(self.hear(lambda said: "path" in said)["path"])

    def _begin(self) -> None:
        self._process = Forked(
            *self._arguments,
            module="tests.room.note_laptop",
            env={**os.environ, "FACILITATOR_HOME": str(self._home)},
        )
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def tell(self, line: str) -> None:
        """Have it do something."""
        self._process.stdin.write(f"{line}\n".encode())

    def add(self, *words: str) -> None:
        """Type notes."""
        for each in words:
            self.typed.append(each)
            self.tell(f"add {each}")

    def hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """What it says, up to the first that is wanted."""
        while True:
            said = self._said.get(timeout=PATIENCE)
            if wanted(said):
                return said

    def kill(self) -> None:
        """End it at once, as an empty battery would."""
        self._process.kill()
        self._gone()

    def end(self) -> None:
        """Have it come into step for a last time."""
        self.tell("end")
        self.hear(lambda said: "ended" in said)
        self._gone()

    def close(self) -> None:
        """Whatever happened, it is gone afterwards."""
        if self._process.poll() is None:
            self.kill()

    def _gone(self) -> None:
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._reader.join()
            self._process.close()

    def _read(self) -> None:
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                self._said.put(json.loads(line))


def is_whole(said: dict[str, Any]) -> bool:
    """Whether a laptop says that its host has everything."""
    return bool(said.get("whole"))


def is_away_with(notes: int) -> Callable[[dict[str, Any]], bool]:
    """Whether a laptop says that its host is away and so many notes are only here."""
    return lambda said: said.get("reach") == "away" and said.get("notes") == notes
