"""The window's side of a document's making: the order goes out, its progress comes back.

Whoever writes pages out holds the interpreter for longer than an eye forgives, in whichever thread
that is. What is to be made goes through the process's pipe as a value, a little at a time: the
process opens no seminar, and needs no passphrase.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.press.orders import FailedError, Order, Outcome, Progress
from ui.press.program import program

if TYPE_CHECKING:  # a window opens without it
    import subprocess

T = TypeVar("T")


class Press:
    """Keeps one process ready, with what it needs loaded, once a document was asked for: there
    will be more.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._ready: subprocess.Popen[bytes] | None = None

    def expect(self) -> None:
        """Have a process ready."""
        with self._lock:
            if self._ready is None or self._ready.poll() is not None:
                self._ready = _started()

    def process(self) -> subprocess.Popen[bytes]:
        """One for a single order."""
        with self._lock:
            ready, self._ready = self._ready, None
        return ready if ready is not None and ready.poll() is None else _started()

    def close(self) -> None:
        """No document is expected any more."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready is not None:
            _end(ready)


class Making(Generic[T]):
    """One order under way, which writes into `folder`."""

    def __init__(self, press: Press, order: Order[T], folder: Path) -> None:
        self._press, self._order, self._folder = press, order, folder
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def stop(self) -> None:
        """End it, from any thread: nothing of it is left."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def run(self, tell: Progress) -> T:
        """Have it made; what came of it. Raises SeminarError where it was refused or stopped."""
        process = self._press.process()
        with self._lock:
            self._process = process
            if self._is_stopped:
                process.kill()
        try:
            outcome = self._heard(process, tell)
        finally:
            with self._lock:
                self._process = None
            _end(process)
            whole_file.take_away_of(process.pid, self._folder)
            self._press.expect()
        return self._settled(outcome)

    def _heard(self, process: subprocess.Popen[bytes], tell: Progress) -> Outcome | None:
        """What came of it; None where the process ended before it could say."""
        import pickle  # a window opens without it

        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(self._order, process.stdin)
            process.stdin.flush()
        while True:
            try:
                heard: Any = pickle.load(process.stdout)
            except (EOFError, pickle.UnpicklingError):
                return None
            if isinstance(heard, Outcome):
                return heard
            tell(heard)

    def _settled(self, outcome: Outcome | None) -> T:
        if outcome is None:
            raise SeminarError(_STOPPED if self._is_stopped else _ENDED)
        if outcome.error is not None:
            raise outcome.error
        if outcome.bug:
            raise FailedError(outcome.bug)
        value: T = outcome.value
        return value


_STOPPED = say("It was stopped before its end: nothing was written.")
_ENDED = say(
    "The computer ended the making of the document, perhaps for want of memory. Close other "
    "programs and try again."
)


def _started() -> subprocess.Popen[bytes]:
    import subprocess

    return subprocess.Popen(
        [*program(), "make-document"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have it be gone, and let go of what it was spoken to through."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
