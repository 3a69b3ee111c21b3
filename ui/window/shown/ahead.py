"""What takes longer than the window may stand still is done before somebody wants it, in parts.

Loading what a seminar needs is one, loading and building each of its places are others. No part
begins within a moment of a key or a click.
"""

import importlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from facilitator.domain.stage.sights import View, Welcome

QUIET_MS = 300
"""So long nobody has done anything before a part begins."""
_DONE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})

_FILES = ("facilitator.services.files.opening", "facilitator.room.syncing.laptop")
_PLACES = (
    *("ui.session", "ui.press.documents", "ui.screens.prepare", "ui.window.seminar_window"),
    *("ui.window.room.room_link", "ui.projector.window", "ui.dialogs.merging"),
)


class Ahead(QObject):
    """Takes a step at a time, until there is none left or the owner is gone."""

    def __init__(self, owner: QObject, steps: Iterator[Callable[[], object]]) -> None:
        super().__init__(owner)
        self._steps = steps
        self._timer = QTimer(self, interval=QUIET_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _DONE:
            self._timer.start()
        return False

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self.deleteLater()
        else:
            step()


def load_files() -> None:
    """Load what opens a seminar; on any thread, as nothing in it is of the window."""
    for module in _FILES:
        importlib.import_module(module)
    from facilitator.domain.seminar.wall_clock import zone_names

    zone_names()  # which are looked for on the disk


def loading() -> Iterator[Callable[[], object]]:
    """What shows an open seminar, loaded a part at a time, after what opens it."""
    yield from (partial(importlib.import_module, module) for module in _PLACES)
    yield _draw_once


def _draw_once() -> None:
    """Draw what a room sees first: drawing brings faces, and is slow the first time."""
    from ui.projector.painting import compose, paint

    sheet = QPixmap(320, 180)
    rect = QRectF(sheet.rect())
    view = View(sight=Welcome(title="Facilitator", subtitle="", place=""))
    painter = QPainter(sheet)
    paint(painter, rect, view, compose(view, datetime.now(UTC), rect.width() / rect.height()))
    painter.end()
