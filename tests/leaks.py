"""Finds what a test left behind: threads, running timers and windows that nobody closed."""

import contextlib
import gc
import threading

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
        left = [f"thread {thread.name}" for thread in threading.enumerate() if self._stays(thread)]
        if self._with_qt:
            left += [name for _, name in sorted(_windows() - self._windows)]
            left += [name for _, name in sorted(_timers() - self._timers)]
        return left

    def _stays(self, thread: threading.Thread) -> bool:
        """Whether a thread is new, and not on its way to its end."""
        if thread in self._threads:
            return False
        with contextlib.suppress(AssertionError, RuntimeError):  # one that Qt began
            thread.join(PATIENCE)
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
