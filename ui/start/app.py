"""Starts the window: the frame is painted first, everything heavy is loaded after it."""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

# Nothing made before the first picture is garbage; looking for it takes a tenth of the start.
gc.disable()

from PySide6.QtCore import QLocale  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ui import settings, theme  # noqa: E402
from ui.window.main_window import MainWindow  # noqa: E402
from ui.words import telling  # noqa: E402

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where

LOG_BYTES = 1_000_000


def main(where: "Where | None" = None, passphrase: str = "", after: str = "") -> int:
    """Show the window, on a seminar where `where` names one, until it is closed; it goes on with
    the session `after` where that was cut off.
    """
    app = QApplication([sys.argv[0], *theme.ARGUMENTS])
    name_application(app)
    settle_forms()
    theme.take_text_size(app, int(settings.TEXT_SIZE.read()))
    theme.apply(app, theme.remembered_scheme())
    telling.begin()
    window = MainWindow()
    wanted = where, passphrase, after
    window.painted.connect(lambda: _begin(app, window, wanted))
    window.show()
    ended = app.exec()
    settings.settle()
    return ended


def _begin(app: QApplication, window: MainWindow, wanted: "tuple[Where | None, str, str]") -> None:
    """What can wait until there is something to see."""
    from facilitator.services.files.folders import user_folder
    from facilitator.services.seminar.computer_clock import uptime
    from ui.collecting_garbage import Garbage
    from ui.crash_report import left_behind, watch
    from ui.dialogs.program.crash import CUT_OFF, Crashes
    from ui.window.commands import Commands
    from ui.window.leaving import end_at_signals
    from ui.window.shown import ahead

    window.left.connect(Garbage(app).look_at_everything)

    notes = user_folder()
    cut_off = left_behind(notes)
    watch(notes)
    _keep_log(notes / "facilitator.log")
    theme.load_rest(app)
    commands = Commands(window, notes, seminars_folder(), lambda: datetime.now(UTC), uptime=uptime)
    commands.ending.ended.connect(app.quit)
    end_at_signals(commands.ending)
    window.seated.connect(lambda places: ahead.Ahead(places, places.steps_ahead()))
    crashes = Crashes(window)
    for tasks in (commands.tasks, commands.errands):
        tasks.broke.connect(crashes.tell)
    sys.excepthook = _bug_catcher(commands.tasks.note_bug)
    if cut_off:
        crashes.tell(cut_off, CUT_OFF)
    commands.opening.begin(*wanted)
    commands.errands.beside(ahead.load_files, lambda _: ahead.Ahead(window, ahead.loading()))


def name_application(app: QApplication) -> None:
    """Where the settings are kept, and what the system calls the program."""
    app.setOrganizationName("Facilitator")
    app.setApplicationName("Facilitator")
    QGuiApplication.setDesktopFileName("facilitator")


def settle_forms() -> None:
    """Dates, times and figures are shown and read in one form, whatever the computer speaks."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def seminars_folder() -> Path:
    """Where new seminars go unless another place is chosen."""
    import platformdirs

    return platformdirs.user_documents_path() / "Facilitator"


def _keep_log(path: Path) -> None:
    import logging

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

    def catch(_: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        note_bug(error)

    return catch
