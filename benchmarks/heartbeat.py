"""How long a window's event loop stands still, and how a measurement waits without stopping it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

PATIENCE_MS = 30_000

Step = Callable[[], bool]
"""Asked again and again from the event loop until it says that the next step may begin."""


class Heartbeat(QObject):
    """Beats every millisecond; the longest time between two beats is the longest stall."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        """Beat no more; returns the longest stall in milliseconds."""
        self._timer.stop()
        return self.longest_ms

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def wait(loop: QEventLoop, done: Step) -> None:
    """Let the event loop run until `done` says yes; it is asked after every turn, and at least
    two hundred times a second.
    """
    waking = QTimer(interval=5)
    waking.start()
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not done():
        # With a time as well, Qt does not wait but turns and turns, at the others' cost.
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come to an end of a step")


def turns(number: int) -> Step:
    """A step that ends after so many turns of the event loop."""
    left = iter(range(number))
    return lambda: next(left, None) is None
