"""Several processes that serve one room, where its seminar is in a database.

Whoever starts them listens, says where the room is, and has a new one take the place of one that
ends; whoever comes is answered by the one that is free.
"""

import contextlib
import logging
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

from facilitator.domain.errors import SeminarError
from facilitator.services.files.addresses import Address, open_to_serve
from facilitator.services.files.handles import SeminarStore

log = logging.getLogger(__name__)

ENDING_SECONDS = 10.0
"""So long may a worker take to let go of its pages."""
AGAIN_SECONDS = 1.0
"""A worker that ends at once is begun again this often at most."""
LOADED = ["facilitator.room.serve"]
"""What takes long to load. Where the system can, one process loads it, and the others begin as
copies of that one, so that nobody waits for it while a room changes over."""
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_METHOD: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")


def get_ready() -> None:
    """Begin to load it, for processes that are begun in a moment."""
    if _FORKS:
        from multiprocessing import forkserver

        forkserver.set_forkserver_preload(LOADED)
        forkserver.ensure_running()


def begun(name: str, work: Callable[..., None], *given: object) -> BaseProcess:
    """Another process that does this, with nothing of what is open here but what it is given. It
    ends with the process that began it.
    """
    process: BaseProcess = _METHOD.Process(target=work, args=given, name=name, daemon=True)
    process.start()
    return process


Line = connection.Connection
"""What one process says to another."""


class Workers:
    """So many processes that do the same. `work` serves until it is stopped: a function of a
    module, which another process can be told of; it is given the worker's number, from 1, and
    where it hears what there is to be said to whoever leads the room.
    """

    def __init__(self, count: int, work: Callable[[int, Line], None]) -> None:
        self._work = work
        self._said = ""
        self._lines: dict[int, Line] = {}
        self._processes = {number: self._begun(number) for number in range(1, count + 1)}

    def attend(self, enough: Line, seconds: float | None = None) -> bool:
        """Keep them going for so long, or until one has ended, which another takes the place of;
        whether somebody says that it is enough.
        """
        sentinels = [each.sentinel for each in self._processes.values()]
        ended = connection.wait([enough, *sentinels], seconds)
        if ended and (enough in ended or enough.poll(AGAIN_SECONDS)):
            return True
        for number, each in self._processes.items():
            if each.sentinel in ended:
                self._processes[number] = self._begun(number)
        return False

    def say(self, packed: str) -> None:
        """Have whoever leads the room read a sentence, as it goes between processes; "" is none."""
        if packed != self._said:
            self._said = packed
            for line in self._lines.values():
                with contextlib.suppress(OSError):  # it has ended: the next one is told
                    line.send(packed)

    def _begun(self, number: int) -> BaseProcess:
        heard, says = connection.Pipe(duplex=False)
        process = begun(f"worker {number}", self._work, number, heard)
        heard.close()
        if self._said:
            says.send(self._said)
        if number in self._lines:
            self._lines.pop(number).close()
        self._lines[number] = says
        return process

    def end(self, seconds: float = ENDING_SECONDS) -> None:
        """End them; who has not let go of its pages in so long is ended all the same."""
        for each in self._processes.values():
            each.terminate()
        until = time.monotonic() + seconds
        for each in self._processes.values():
            each.join(max(0.0, until - time.monotonic()))
            if each.is_alive():
                each.kill()
                each.join()
            each.close()
        for line in self._lines.values():
            line.close()


@contextlib.contextmanager
def told_to_end() -> Iterator[Line]:
    """Where it is heard, within the block, that this process is told to end."""
    heard, says = connection.Pipe(duplex=False)

    def tell(_signal: int, _frame: FrameType | None) -> None:
        says.send_bytes(b".")

    before = {each: signal.signal(each, tell) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield heard
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def end_with_parent(end: Callable[[], object]) -> None:
    """In a worker: come to an end when whoever began it has ended, however that came."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def attend() -> None:
        parent.join()
        end()

    threading.Thread(target=attend, name="parent", daemon=True).start()
    if sys.platform != "win32":
        # Ctrl+C reaches all who are at the terminal; the parent says when it is enough.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def opened_when_it_answers(where: Path | Address) -> SeminarStore:
    """The seminar, in a worker that may take the place of another one while the database is away:
    it waits for it, as for whatever else is refused, which is said once.
    """
    said = ""
    while True:
        try:
            return open_to_serve(where, datetime.now(UTC))
        except SeminarError as error:
            if said != (said := str(error)):
                log.warning(said)
            time.sleep(AGAIN_SECONDS)
