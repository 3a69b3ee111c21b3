"""Opening a seminar: a new one, one from the list, one that was cut off; and remembering which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal

from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import PassphraseError, SeminarError
from ui import ask, seminar_files
from ui.dialogs import passphrase
from ui.recent import Recent, RecentList
from ui.recovery import Marker

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile
    from facilitator.services.files.restoring import Restorable
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow

FORGET = "Take it off the list"
BACK = "You are back where you were when the program was cut off."


def another_window(path: Path) -> None:
    """Open one more window of this program, which outlives this one."""
    from ui.room.server_process import program

    first, *words = program()
    QProcess.startDetached(first, [*words, "open", str(path)])


class Opening(QObject):
    """`opened` carries what was opened, and a welcome where there is one to say.

    `notes` is the folder of the program's notes to itself; new seminars go to `seminars`.
    """

    opened = Signal(object, str)

    def __init__(
        self,
        window: MainWindow,
        errands: Tasks,
        notes: Path,
        seminars: Path,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self.recents = RecentList(notes)
        self._window = window
        self._errands = errands
        self._seminars = seminars
        self._clock = clock
        self._marker = Marker(notes)
        self._is_open: Path | None = None
        self._file: SeminarFile | None = None
        self.beside: frozenset[str] = frozenset()
        """The sessions of the other windows that had the open seminar open before this one."""

    def begin(self, path: Path | None = None, words: str = "") -> None:
        """Open what was asked for, or what was cut off last time; else load the store meanwhile."""
        if path is not None:
            self.open(path, words=words)
            return
        cut_off = self._marker.cut_off()
        if not cut_off:
            self._errands.run(seminar_files.load_store)
            return
        self.open(cut_off[0], BACK)
        for other in cut_off[1:]:
            another_window(other)

    def ask_for_new(self) -> None:
        """Ask for a new seminar, make it and open it."""
        from ui.dialogs.new_seminar import NewSeminarDialog  # reads the templates

        today = on_this_computer(self._clock()).date()
        wanted = ask.ask(NewSeminarDialog(self._window, self._seminars, today))
        if wanted is not None:
            now = self._clock()
            self._errands.run(
                lambda: seminar_files.make_seminar(wanted, now),
                lambda path: self.open(path, words=wanted.passphrase),
                progress=f"Making {wanted.title}",
            )

    def choose(self) -> None:
        """Ask for a file and open it."""
        path = ask.choose_file(self._window, "Open a seminar", self._seminars)
        if path is not None:
            self.open(path)

    def restore(self) -> None:
        """Ask for a backup, of the open seminar or of any, and open a new file made of it."""
        file = self._file
        self._errands.run(
            lambda: seminar_files.restorable(file),
            self._choose_backup,
            progress="Looking through the backups",
        )

    def _choose_backup(self, found: tuple[Restorable, ...]) -> None:
        from ui.dialogs.restoring import RestoreDialog

        path = ask.ask(RestoreDialog(self._window, found))
        if path is not None:
            self.open(path)

    def open(self, path: Path, welcome: str = "", words: str | None = "") -> None:
        """Open a file by its passphrase; the seminar that is open stays until the other is there.

        None, where somebody was asked for the passphrase and gave none, opens nothing.
        """
        if words is None or path == self._is_open:
            return
        now = self._clock()
        self._errands.run(
            lambda: seminar_files.open_seminar(path, now, words),
            lambda opened: self.opened.emit(opened, welcome),
            lambda error: self._say_not_opened(path, error, welcome, words),
            progress=f"Opening {path.name}",
        )

    def note_open(self, file: SeminarFile) -> None:
        """Remember a seminar that is open now, in the list and for a crash."""
        seminar, now = seminar_files.seminar_of(file), self._clock().isoformat()
        day = seminar.date.isoformat()
        self._window.setWindowTitle(seminar.title)
        self._is_open, self._file = file.path, file
        self.beside = self._marker.beside(file.path)
        self._marker.leave(file.path, file.session)
        self.recents.add(Recent(str(file.path), seminar.title, day, seminar.place, now))

    def note_closed(self) -> None:
        """Nothing is open any more."""
        self._is_open = self._file = None
        self._marker.clear()

    def _say_not_opened(self, path: Path, error: BaseException, welcome: str, tried: str) -> None:
        if isinstance(error, PassphraseError):
            self.open(path, welcome, passphrase.asked(self._window, path, error, tried))
        elif isinstance(error, SeminarError):
            known = any(each.path == str(path) for each in self.recents.entries())
            act = (lambda: self._forget(path)) if known else None
            self._window.strip.say(str(error), FORGET, act)

    def _forget(self, path: Path) -> None:
        self.recents.forget(str(path))
        self._window.home.reload()
