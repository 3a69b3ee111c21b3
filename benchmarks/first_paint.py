"""Starts a window in this process and prints the monotonic time when it was first painted.

    python -m benchmarks.first_paint ours
    python -m benchmarks.first_paint WIDTH HEIGHT     a bare window of that size

Monotonic time is the same clock for all processes, so that whoever started this one knows how long
it took. The event loop is stopped there; nothing else of the program is changed.
"""

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class FirstPaint(QObject):
    """Sees the window's first paint event, and prints the time once all of it has been drawn."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self._window:
            self._window.removeEventFilter(self)
            # The children are drawn within the same event; this one comes right after it.
            QCoreApplication.postEvent(
                self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value
            )
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.User:
            return super().event(event)
        print(time.monotonic(), *self._window.size().toTuple(), flush=True)
        QCoreApplication.exit(0)
        return True


def watch_first_paint() -> None:
    """Have the event loop, when it begins, look out for the first paint of the window."""
    run = QApplication.exec

    def watched_run() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow())
        watcher = FirstPaint(window)
        window.update()
        code = run()
        del watcher
        return code

    QApplication.exec = staticmethod(watched_run)  # type: ignore[method-assign]


def show_bare_window(width: int, height: int) -> int:
    """The least a PySide6 program can do: an empty window."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(width, height)
    window.show()
    return app.exec()


def show_ours() -> int:
    """The program itself, as its command starts it."""
    from ui.start.entry import main

    return main([])


if __name__ == "__main__":
    watch_first_paint()
    match sys.argv[1:]:
        case ["ours"]:
            sys.exit(show_ours())
        case [width, height]:
            sys.exit(show_bare_window(int(width), int(height)))
