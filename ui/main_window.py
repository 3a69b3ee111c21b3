"""The window: a frame around home or the places of one open seminar, and what it says below them.

It opens and closes seminars and carries the menus; everything else is done in the places.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from ui import ask, errands, theme
from ui.menus import Menus
from ui.recent import Recent, RecentList
from ui.recovery import Marker
from ui.screens.home import HomeScreen
from ui.tasks import Tasks
from ui.widgets.busy_bar import BusyBar
from ui.widgets.message_strip import MessageStrip

if TYPE_CHECKING:  # the home screen paints before the store is loaded
    from facilitator.services.opening import Opened
    from facilitator.store.file import SeminarFile
    from ui.places import Places
    from ui.projector.window import ProjectorWindow
    from ui.session import Session

PLACE_WORDS = ("Prepare", "Run", "Notes", "Synthesise", "Report")
BACKUP_MS = 60_000
LOADING_MS = 50
"""How long after its first picture the window begins to load the store."""

REHEARSING = "Rehearsing the whole day"


class MainWindow(QMainWindow):
    """`folder` holds the program's notes to itself, `seminars` is where new seminars go.

    `new_tasks` makes the workers: one for the seminar file, one for errands with whole files, so
    that a rehearsal does not keep the facilitator waiting. `clock` gives the moment in UTC.
    """

    def __init__(
        self,
        folder: Path,
        seminars: Path,
        clock: Callable[[], datetime],
        new_tasks: Callable[[], Tasks] = Tasks,
    ) -> None:
        super().__init__()
        self._seminars = seminars
        self._clock = clock
        self._recents = RecentList(folder)
        self._marker = Marker(folder)
        self.tasks = new_tasks()
        self.errands = new_tasks()
        self.session: Session | None = None
        self.places: Places | None = None
        self._projector: ProjectorWindow | None = None
        self.home = HomeScreen(self._recents, self.errands)
        self.strip = MessageStrip()
        self.busy = BusyBar()
        self.stack = QStackedWidget()
        self._lay_out()
        self.menus = Menus(self, self, PLACE_WORDS)
        self.menus.show_scheme(theme.remembered_scheme())
        self._wire()
        self._restore_geometry()

    # Beginning

    def begin(self, path: Path | None = None) -> None:
        """After the first picture: open what was asked for, or what was cut off last time."""
        cut_off = self._marker.cut_off() if path is None else None
        if path is not None:
            self.open_seminar(path)
        elif cut_off is not None:
            self._open(cut_off, "You are back where you were when the program was cut off.")
        else:
            self.home.look_for_missing()
            self.errands.run(errands.load_store)

    def new_seminar(self) -> None:
        """Ask for a new seminar, make it and open it."""
        from ui.dialogs.new_seminar import NewSeminarDialog  # reads the templates

        today = self._clock().astimezone().date()
        wanted = ask.ask(NewSeminarDialog(self, self._seminars, today))
        if wanted is not None:
            now = self._clock()
            self.errands.run(
                lambda: errands.make_seminar(wanted, now),
                self.open_seminar,
                progress=f"Making {wanted.title}",
            )

    def choose_seminar(self) -> None:
        """Ask for a file and open it."""
        path = ask.choose_file(self, "Open a seminar", self._seminars)
        if path is not None:
            self.open_seminar(path)

    def try_sample(self) -> None:
        """Rehearse the October seminar and open it."""
        now, told = self._clock(), self.errands.report
        self.errands.run(
            lambda: errands.rehearse_sample(self._seminars, told, now),
            self.open_seminar,
            progress=REHEARSING,
        )

    def open_seminar(self, path: Path) -> None:
        """Open a file; the seminar that is open stays until the other is there."""
        self._open(path)

    def _open(self, path: Path, welcome: str = "") -> None:
        if self.session is not None and self.session.file.path == path:
            return
        now = self._clock()
        self.errands.run(
            lambda: errands.open_seminar(path, now),
            lambda opened: self._show(opened, welcome),
            lambda error: self._say_not_opened(path, error),
            progress=f"Opening {path.name}",
        )

    def _show(self, opened: Opened, welcome: str) -> None:
        from ui.places import RUN, Places
        from ui.session import Session
        from ui.watch import Watch

        self.close_seminar()
        watch = Watch(opened.file, self)
        self.session = Session(opened.file, self.tasks, watch, self._clock)
        self.places = Places(self.session)
        self.places.undoable.connect(lambda said: self.strip.say(said, "Undo", self.undo))
        self.places.retitled.connect(self.setWindowTitle)
        self.places.moved.connect(lambda place: QSettings().setValue("place", place))
        self.stack.addWidget(self.places)
        self.stack.setCurrentWidget(self.places)
        self.menus.set_open(True)
        self._note_open(opened.file)
        self.go(RUN if errands.day_is_running(opened.file) else _last_place())
        self._backups.start()
        self.strip.say(welcome or opened.said)

    def _note_open(self, file: SeminarFile) -> None:
        seminar = errands.seminar_of(file)
        self.setWindowTitle(seminar.title)
        self._marker.leave(file.path)
        self._recents.add(
            Recent(
                str(file.path),
                seminar.title,
                seminar.date.isoformat(),
                seminar.place,
                self._clock().isoformat(),
            )
        )

    def _say_not_opened(self, path: Path, error: BaseException) -> None:
        if isinstance(error, SeminarError):
            self.strip.say(str(error), "Forget it", lambda: self._forget(path))

    def _forget(self, path: Path) -> None:
        self._recents.forget(str(path))
        self.home.reload()

    # While a seminar is open

    def go(self, number: int) -> None:
        """Show a place, by its number from 0."""
        if self.places is not None:
            self.places.go(number)

    def undo(self) -> None:
        """Take back the latest act of this computer."""
        self._take_back(errands.undo, "Undone", "Redo", self.redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(errands.redo, "Done again", "Undo", self.undo)

    def _take_back(
        self,
        verb: Callable[[SeminarFile, datetime], str],
        done: str,
        back: str,
        act: Callable[[], None],
    ) -> None:
        if self.session is None or self.places is None:
            return
        self.places.finish()
        file, now, watch = self.session.file, self._clock(), self.session.watch

        def tell(label: str) -> None:
            watch.nudge()
            if label:
                self.strip.say(f"{done}: {label}.", back, act)
            else:
                self.strip.say(
                    "There is nothing to undo." if back == "Redo" else "Nothing to redo."
                )

        self.tasks.run(lambda: verb(file, now), tell)

    def _name_undo(self) -> None:
        if self.session is not None:
            self.menus.show_undo(*errands.undo_labels(self.session.file))

    def save_copy(self) -> None:
        """Save a whole copy somewhere else, such as a USB stick."""
        if self.session is None or self.places is None:
            return
        file = self.session.file
        proposed = Path.home() / f"{file.path.stem} copy{file.path.suffix}"
        target = ask.choose_new_file(self, "Save a copy", proposed)
        if target is not None:
            self.places.finish()
            self.tasks.run(
                lambda: errands.save_copy(file, target), self.strip.say, progress="Saving a copy"
            )

    def rehearse(self) -> None:
        """Rehearse the day on a copy, and open the copy."""
        if self.session is None or self.places is None:
            return
        self.places.finish()
        self.tasks.drain()
        file, now, told = self.session.file, self._clock(), self.errands.report
        self.errands.run(
            lambda: errands.rehearse_copy(file, told, now), self.open_seminar, progress=REHEARSING
        )

    def _back_up(self) -> None:
        if self.session is not None:
            file, now = self.session.file, self._clock()
            self.tasks.run(lambda: errands.back_up_if_due(file, now))

    def toggle_projector(self) -> None:
        """Open the projector's window, or close it."""
        if self._projector is not None and self._projector.isVisible():
            self._projector.close()
        elif self.session is not None:
            self._open_projector(self.session)
        self.menus.projector.setChecked(self._projector is not None and self._projector.isVisible())

    def _open_projector(self, session: Session) -> None:
        from ui.projector.window import ProjectorWindow  # only where something is projected

        if self._projector is None:
            self._projector = ProjectorWindow(session)
        self._projector.show()

    # Look and help

    def choose_scheme(self, scheme: theme.Scheme) -> None:
        """Light, dark, or as the system says; remembered."""
        theme.remember_scheme(scheme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)
        self.menus.show_scheme(scheme)

    def show_shortcuts(self) -> None:
        """The list of keys."""
        from ui.dialogs.shortcuts import ShortcutsDialog

        screen = self.places.current() if self.places is not None else None
        here = (("In this place", screen.KEYS),) if screen is not None else ()
        lists = ("In lists", (("/", "Search"), ("↓", "From the search into the list")))
        ask.ask(ShortcutsDialog(self, (*here, ("Everywhere", self.menus.keys()), lists)))

    # Ending

    def close_seminar(self) -> None:
        """Save every word, let go of the file, and go home."""
        if self.session is None or self.places is None:
            return
        session, places = self.session, self.places
        places.finish()
        self._backups.stop()
        self.tasks.drain()
        if self._projector is not None:
            self._projector.close()
            self._projector.deleteLater()
            self._projector = None
        session.watch.stop()
        self.session = self.places = None
        self.stack.setCurrentWidget(self.home)
        self.stack.removeWidget(places)
        places.deleteLater()
        session.watch.deleteLater()
        session.file.close()
        self._marker.clear()
        self._show_home()

    def _show_home(self) -> None:
        self.menus.set_open(False)
        self.menus.show_undo("", "")
        self.strip.hide()
        self.setWindowTitle("Facilitator")
        self.home.reload()
        self.home.look_for_missing()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.errands.drain(stop=True)
        self.close_seminar()
        self.errands.drain()
        self.tasks.drain()
        QSettings().setValue("geometry", self.saveGeometry())
        super().closeEvent(event)

    # Building

    def _lay_out(self) -> None:
        self.setWindowTitle("Facilitator")
        self.setMinimumSize(120 * theme.GRID, 72 * theme.GRID)
        self.stack.addWidget(self.home)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.busy)
        column.addWidget(self.strip)
        self.setCentralWidget(middle)

    def _wire(self) -> None:
        for tasks in (self.tasks, self.errands):
            tasks.setParent(self)
            tasks.said.connect(self.strip.say)
            tasks.busy.connect(self.busy.show_work)
            tasks.progressed.connect(self.busy.show_fraction)
        self.home.new_wanted.connect(self.new_seminar)
        self.home.open_wanted.connect(self.choose_seminar)
        self.home.sample_wanted.connect(self.try_sample)
        self.home.seminar_chosen.connect(self.open_seminar)
        self.menus.edit.aboutToShow.connect(self._name_undo)
        self._backups = QTimer(self, interval=BACKUP_MS)
        self._backups.timeout.connect(self._back_up)

    def _restore_geometry(self) -> None:
        kept = QSettings().value("geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(160 * theme.GRID, 88 * theme.GRID)


def _last_place() -> int:
    kept = str(QSettings().value("place", "0"))
    return int(kept) if kept in ("0", "1", "2", "3", "4") else 0
