"""Letting go of many things little by little.

Twenty thousand rows, each with the passage behind it, take the interpreter longer to free than an
eye forgives, in one step beside which no other thread runs; whoever lets go of the last of it pays.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimerEvent

AT_ONCE = 500
"""So many things are freed between two events; fewer are let go of at once."""


class LettingGo(QObject):
    """Holds what was let go of until there is time to free it, or its own end."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[object] = []

    def take(self, things: Sequence[object]) -> None:
        """Keep these from being freed all at once."""
        if len(things) > AT_ONCE:
            if not self._held:
                self.startTimer(0)
            self._held += things

    def timerEvent(self, event: QTimerEvent) -> None:
        del self._held[-AT_ONCE:]
        if not self._held:
            self.killTimer(event.timerId())
