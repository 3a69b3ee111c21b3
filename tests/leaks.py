"""Finds what a test left behind: threads, running timers and windows that nobody closed."""

import contextlib
import gc
import threading
import time

from tests.patience import PATIENCE


class Leaks:
    """Remembers what is alive when it is made; `left` names what has been added since."""

    def __init__(self, *, with_qt: bool) -> None:
        self._with_qt = with_qt
        self._threads = set(threading.enumerate())
        self._windows = _windows() if with_qt else set()
        self._timers = _timers() if with_qt else set()

    def left(self) -> list[str]:
        """Names of what should have ended with the test."""
        if self._with_qt:
            _let_go()
        until = time.monotonic() + PATIENCE
        threads = [each for each in threading.enumerate() if each not in self._threads]
        left = [f"thread {each.name}" for each in threads if _stays(each, until)]
        if self._with_qt:
            left += [name for _, name in sorted(_windows() - self._windows)]
            left += [name for _, name in sorted(_timers() - self._timers)]
        return left


def _stays(thread: threading.Thread, until: float) -> bool:
    """Whether a thread is not on its way to its end, which all together have until then for."""
    with contextlib.suppress(AssertionError, RuntimeError):  # one that Qt began
        thread.join(max(0.0, until - time.monotonic()))
    return thread.is_alive()


def _let_go() -> None:
    """Carry out every deletion that was put off, Python's and Qt's."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows() -> set[tuple[int, str]]:
    import shiboken6
    from PySide6.QtWidgets import QApplication

    return {
        (shiboken6.getCppPointer(widget)[0], f"window {type(widget).__name__}")
        for widget in QApplication.topLevelWidgets()
    }


def _timers() -> set[tuple[int, str]]:
    import shiboken6
    from PySide6.QtCore import QTimer

    return {
        (shiboken6.getCppPointer(timer)[0], f"timer of {type(timer.parent()).__name__}")
        for timer in shiboken6.getAllValidWrappers()
        if isinstance(timer, QTimer) and timer.isActive()
    }
