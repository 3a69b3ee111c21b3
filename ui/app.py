"""Starts the window: the home screen is painted first, everything heavy is loaded after it."""

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator.store.device import user_folder
from ui import theme
from ui.main_window import MainWindow

LOG_BYTES = 1_000_000


def main(path: Path | None = None) -> int:
    """Show the window, on a seminar where `path` names one, until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    name_application(app)
    folder = user_folder()
    _keep_log(folder / "facilitator.log")
    theme.apply(app, theme.remembered_scheme())
    _follow_system(app)
    window = MainWindow(folder, seminars_folder(), lambda: datetime.now(UTC))
    sys.excepthook = _bug_catcher(window.tasks.note_bug)
    window.show()
    QTimer.singleShot(0, window, lambda: window.begin(path))
    return app.exec()


def name_application(app: QApplication) -> None:
    """Where the settings are kept, and what the system calls the program."""
    app.setOrganizationName("Facilitator")
    app.setApplicationName("Facilitator")
    QGuiApplication.setDesktopFileName("facilitator")


def seminars_folder() -> Path:
    """Where new seminars go unless another place is chosen."""
    return platformdirs.user_documents_path() / "Facilitator"


def _follow_system(app: QApplication) -> None:
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda: theme.apply(app, theme.remembered_scheme()))


def _keep_log(path: Path) -> None:
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    logging.basicConfig(
        filename=path,
        level=logging.WARNING,
        format="%(asctime)s %(name)s %(levelname)s %(message)s",
    )


def _bug_catcher(
    note_bug: Callable[[BaseException], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """The very edge: whatever a slot raises is logged and said, and the window stays."""

    def catch(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            note_bug(error)

    return catch
