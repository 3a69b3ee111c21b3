"""Many things are let go of little by little, and all of them in the end."""

import weakref

from PySide6.QtCore import QTimerEvent
from pytestqt.qtbot import QtBot

from ui.models.letting_go import AT_ONCE, LettingGo


class Thing:
    """Something whose end can be seen."""


class Counting(LettingGo):
    """Remembers how many things were gone whenever it had let go of some."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__()
        self._freed = freed
        self.seen: list[int] = []

    def timerEvent(self, event: QTimerEvent) -> None:
        super().timerEvent(event)
        self.seen.append(len(self._freed))


def test_many_things_are_freed_so_many_at_a_time(qtbot: QtBot) -> None:
    freed: list[int] = []
    things = [_told_of(Thing(), freed) for _ in range(2 * AT_ONCE + 1)]
    going = Counting(freed)
    going.take(things)
    things.clear()
    assert not freed
    qtbot.waitUntil(lambda: len(going.seen) == 3)
    assert going.seen == [AT_ONCE, 2 * AT_ONCE, 2 * AT_ONCE + 1]


def _told_of(thing: Thing, freed: list[int]) -> Thing:
    weakref.finalize(thing, freed.append, 1)
    return thing
