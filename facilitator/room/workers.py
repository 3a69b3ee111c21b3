"""Several processes that serve one room, where its seminar is in a database.

Whoever starts them listens, says where the room is, and has a new one take the place of one that
ends; whoever comes is answered by the one that is free.
"""

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing import connection
from multiprocessing.context import SpawnProcess
from types import FrameType

ENDING_SECONDS = 10.0
"""So long may a worker take to let go of its pages."""
AGAIN_SECONDS = 1.0
"""A worker that ends at once is begun again this often at most."""


class Workers:
    """So many processes that do the same. `work` serves until it is stopped: a function of a
    module, which another process can be told of; it is given the worker's number, from 1.
    """

    def __init__(self, count: int, work: Callable[[int], None]) -> None:
        self._work = work
        self._context = multiprocessing.get_context("spawn")
        self._processes = {number: self._begun(number) for number in range(1, count + 1)}

    def run(self) -> None:
        """Keep them going until somebody says that it is enough: a signal, or the parent's end."""
        heard, says = self._context.Pipe(duplex=False)
        with _ending_by(says):
            while True:
                ended = connection.wait(
                    [heard, *(each.sentinel for each in self._processes.values())]
                )
                if heard in ended or heard.poll(AGAIN_SECONDS):
                    break
                for number, each in self._processes.items():
                    if each.sentinel in ended:
                        self._processes[number] = self._begun(number)
        self._end()

    def _begun(self, number: int) -> SpawnProcess:
        process = self._context.Process(target=self._work, args=(number,), name=f"worker {number}")
        process.start()
        return process

    def _end(self) -> None:
        for each in self._processes.values():
            each.terminate()
        for each in self._processes.values():
            each.join(ENDING_SECONDS)
            if each.is_alive():
                each.kill()
                each.join()
            each.close()


@contextlib.contextmanager
def _ending_by(says: connection.Connection) -> Iterator[None]:
    """Say so when this process is told to end."""

    def tell(_signal: int, _frame: FrameType | None) -> None:
        says.send_bytes(b".")

    before = {each: signal.signal(each, tell) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def end_with_parent(end: Callable[[], None]) -> None:
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
