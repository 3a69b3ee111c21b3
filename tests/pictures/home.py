"""Pictures of home, of the frame around the places, and of the dialogs for starting."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.store.files.file import SeminarFile
from ui.dialogs.new_seminar import NewSeminarDialog
from ui.dialogs.program.manual import ManualDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.recent import Recent, RecentList
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

NOW = datetime(2011, 10, 17, 17, 30, tzinfo=UTC)
FOLDER = Path("~/Documents/Facilitator")
RECENTS = (
    ("Half a day on volunteering", "2011-09-20", "Bradford", "2011-09-19T08:12:00+00:00"),
    ("Third sector partnerships, pilot", "2011-10-04", "Leeds", "2011-10-04T15:40:00+00:00"),
    ("Third sector partnerships", "2011-10-18", "Birmingham", "2011-10-17T16:02:00+00:00"),
)


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """Home empty and with seminars, the open window, and the dialogs."""
    with TemporaryDirectory() as folder:
        notes = Path(folder)
        yield "home_empty", _window(notes).window
        for title, day, place, opened in RECENTS:
            path = str(FOLDER / f"{title}.seminar")
            RecentList(notes).add(Recent(path, title, day, place, opened))
        yield "home", _home(notes)
        dialog = NewSeminarDialog(_window(notes).window, FOLDER, date(2011, 9, 1))
        dialog.resize(dialog.sizeHint())
        yield "new_seminar", dialog
        commands = _window(notes)
        keys = (("Everywhere", commands.menus.all_keys()),)
        yield "shortcuts", ShortcutsDialog(commands.window, keys)
        yield "manual", ManualDialog(commands.window, "manual/run.md")
        commands.open_seminar(file.path)
        commands.window.strip.say("Undone: Change title.", "Redo", lambda: None)
        commands.window.busy.show_work("Rehearsing the whole day")
        commands.window.busy.show_fraction(0.6, "Breakouts by case study")
        yield "window", commands.window


def _home(notes: Path) -> QWidget:
    window = _window(notes).window
    assert window.home.recent is not None
    gone = str(FOLDER / "Half a day on volunteering.seminar")
    window.home.recent.model.mark_missing(frozenset({gone}))
    return window


def _window(notes: Path) -> Commands:
    window = MainWindow()
    window.resize(1366, 768)
    return Commands(window, notes, FOLDER, lambda: NOW, ImmediateTasks)
