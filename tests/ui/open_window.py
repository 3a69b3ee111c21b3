"""The program's window for the length of a test: shown with work done at once, gone after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kept import forget_all
from ui import theme
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.main_window import MainWindow


@contextmanager
def window_at(
    qtbot: QtBot, folder: Path, now: datetime, path: Path | None = None
) -> Iterator[Commands]:
    """The commands of a window whose clock stands still, on its home screen or on a seminar."""
    forget_all()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.property("text-size") not in (None, 100):  # keys of a test before made it larger
        theme.take_text_size(app, 100)
    window = MainWindow()
    made = Commands(window, folder / "notes", folder, lambda: now, ImmediateTasks)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
        if path is not None:
            made.open_seminar(path)
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
