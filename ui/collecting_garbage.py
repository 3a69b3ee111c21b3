"""Looks for garbage between two events, in the window's thread and nowhere else.

The interpreter by itself looks in whichever thread happens to be making things. Looking through all
that is old stops every thread, for longer than an eye forgives; and widgets whose last trace is
found on the worker would be taken apart there, which Qt does not bear.
"""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500
YOUNG = 2_000
"""So many more things made than gone are worth a look at the young ones."""
SELDOM = 20
"""So many looks at the young ones are worth one at everything."""


class Garbage(QObject):
    """Takes over from the interpreter, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._modules = 0
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Free what has become unreachable, where there may be enough of it."""
        young, _, looks = gc.get_count()
        if young < YOUNG:
            return
        if len(sys.modules) > self._modules:
            # What modules consist of stays for good, and need not be looked through ever again.
            self._modules = len(sys.modules)
            gc.freeze()
        else:
            gc.collect(2 if looks >= SELDOM else 1)
