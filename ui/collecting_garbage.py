"""Looks for garbage between two events, in the window's thread and nowhere else.

The interpreter by itself looks in whichever thread happens to be making things. Looking through all
that is old stops every thread, for longer than an eye forgives; and widgets whose last trace is
found on the worker would be taken apart there, which Qt does not bear.
"""

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 50
"""So soon after each other that few things are made between two looks, also while the worker works
hard: a look takes the longer the more there are.
"""
YOUNG = 2_000
"""So many more things made than gone are worth a look at the young ones."""
SELDOM = 20
"""So many looks at the young ones are worth one at everything."""
MANY = 10_000
"""Looking through more things than this takes longer than an eye forgives on any computer."""
LONG = 0.02
"""Seconds that a look may take: from what the looks before took for each thing, which is a fraction
of a microsecond or, where things lie far apart and the processor has other work as well, several.
"""
FORGOTTEN = 0.95
"""The share of what was learnt so that holds at the next look: one that was slow by chance does not
stay in the way.
"""


class Garbage(QObject):
    """Takes over from the interpreter, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._modules = 0
        self._each = 0.0
        """Seconds that looking at one thing takes here."""
        self._is_left = False
        """Whether a seminar was closed since the last look."""
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look_at_everything(self) -> None:
        """A seminar was closed: the next look takes the time to go through what was put aside."""
        self._is_left = True

    def look(self) -> None:
        """Free what has become unreachable, where there may be enough of it."""
        young, _, looks = gc.get_count()
        if self._is_left:
            self._is_left = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif young < YOUNG:
            pass
        elif len(sys.modules) > self._modules:
            # What modules consist of stays for good, and need not be looked through ever again.
            self._modules = len(sys.modules)
            gc.freeze()
        elif self._takes_long(many := young + (_old() if looks >= SELDOM else 0)):
            gc.freeze()  # until the seminar is closed
        else:
            begun = time.perf_counter()
            gc.collect(1 if looks < SELDOM else 2)
            self._each = max(self._each, (time.perf_counter() - begun) / many)

    def _takes_long(self, many: int) -> bool:
        """Whether looking at so many things takes longer than the window may stand still."""
        self._each *= FORGOTTEN
        return many > MANY or many * self._each > LONG


def _old() -> int:
    return len(gc.get_objects(generation=2))
