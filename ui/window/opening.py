"""Opening a seminar: a new one, one from the list, one that was cut off; and remembering which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal

from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import PassphraseError, SeminarError, UnsoundError
from facilitator.domain.wording import say
from ui import ask, seminar_files
from ui.dialogs import passphrase
from ui.recent import Recent, RecentList, noted
from ui.recovery import Marker, Sitting
from ui.window.beside.two_windows import Meeting
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.files.opening import Opened
    from facilitator.services.files.restoring import Restorable
    from facilitator.services.files.salvaging import Report
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow

SALVAGE = say("Save what can be read of a damaged seminar")
ANOTHER = say("Open another…")
FORGET = say("Take it off the list")
RESTORE = say("Restore a backup…")
BACK = say("You are back where you were when the program was cut off.")


def another_window(sitting: Sitting) -> None:
    """Open one more window of this program, which outlives this one and goes on with a sitting."""
    from ui.press.program import program

    first, *words = program()
    wanted = ["open", noted(sitting.seminar), f"--after={sitting.session}"]
    QProcess.startDetached(first, [*words, *wanted])


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
        self.meeting = Meeting(window, Marker(notes))
        self._is_open = ""
        self._file: SeminarStore | None = None
        self._after = ""
        self._was_cut_off = False

    def begin(self, where: Where | None = None, words: str = "", after: str = "") -> None:
        """Open what was asked for, `after` a session that was cut off there, or what was cut off
        last time; else load the store meanwhile.
        """
        if where is not None:
            self._after = after
            self.open(where, told(BACK) if after else "", words)
            return
        cut_off = self.meeting.marker.cut_off()
        if not cut_off:
            self._errands.run(seminar_files.load_store)
            return
        self._after = cut_off[0].session
        self.open(cut_off[0].seminar, told(BACK))
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
                progress=tell("Making {title}", title=wanted.title),
            )

    def choose(self) -> None:
        """Ask for a file and open it."""
        path = ask.choose_file(self._window, tell("Open a seminar"), self._seminars)
        if path is not None:
            self.open(path)

    def restore(self) -> None:
        """Ask for a backup, of the open seminar or of any, and open a new file made of it."""
        file = self._file
        self._errands.run(
            lambda: seminar_files.restorable(file),
            self._choose_backup,
            progress=tell("Looking through the backups"),
        )

    def _choose_backup(self, found: tuple[Restorable, ...]) -> None:
        from ui.dialogs.records.restoring import RestoreDialog

        path = ask.ask(RestoreDialog(self._window, found))
        if path is not None:
            self.open(path)

    def salvage(self) -> None:
        """Ask for a damaged file, write what can be read of it into a new one, and tell of it."""
        path = ask.choose_file(self._window, told(SALVAGE), self._seminars)
        if path is None:
            return
        is_protected = seminar_files.looks_protected(path)
        words = passphrase.asked_first(self._window, path) if is_protected else ""
        if words is None:
            return
        now = self._clock()
        self._errands.run(
            lambda: seminar_files.salvage(path, now, words),
            self._tell_salvaged,
            progress=tell("Reading {name}", name=path.name),
        )

    def _tell_salvaged(self, report: Report) -> None:
        from ui.dialogs.records.salvaged import SalvagedDialog

        path = ask.ask(SalvagedDialog(self._window, report))
        if path is not None:
            self.open(path)

    def protect(self, path: Path, old: str, new: str) -> None:
        """Set another passphrase of a seminar that was just closed, and open it again."""
        self._errands.run(
            lambda: seminar_files.protect(path, old, new),
            lambda said: self.open(path, said, new),
            lambda error: self.open(path, told(error), old),
            progress=tell("Writing {name} anew", name=path.name),
        )

    def open(self, where: Where, welcome: str = "", words: str | None = "") -> None:
        """Open a seminar, a file by its passphrase; the one that is open stays until it is there.

        None, where somebody was asked for the passphrase and gave none, opens nothing.
        """
        if words is None:
            self._give_up(where)
        if words is None or noted(where) == self._is_open:
            return
        now = self._clock()
        self._errands.run(
            lambda: seminar_files.open_seminar(where, now, words),
            lambda opened: self._hand_over(opened, welcome),
            lambda error: self._say_not_opened(where, error, welcome, words),
            progress=tell("Opening {name}", name=_name_of(where)),
        )

    def sit_down(self, file: SeminarStore) -> Sitting:
        """Work on a seminar that is open now: the sitting goes on that was cut off there, or a new
        one begins. It is remembered for a crash.
        """
        if file.only_looks:
            return Sitting(file.where, file.session, self._clock())
        cut_off = self.meeting.marker.take_up(file.where, self._after)
        self._was_cut_off = cut_off is not None
        return cut_off or self.meeting.marker.leave(file.where, file.session, self._clock())

    def _hand_over(self, opened: Opened[SeminarStore], welcome: str) -> None:
        """What was opened; who comes back to it is not asked whether another window has it too."""
        self.meeting.meet(opened, partial(self._show, welcome), is_back=bool(self._after))

    def _show(self, welcome: str, opened: Opened[SeminarStore]) -> None:
        """A seminar that was cut off is then looked through all the way."""
        self._was_cut_off = False
        self.opened.emit(opened, welcome)
        if self._was_cut_off:
            file = opened.file
            self._errands.run(lambda: seminar_files.what_is_wrong(file), self._tell_what_is_wrong)

    def _tell_what_is_wrong(self, said: str) -> None:
        if said:
            self._window.strip.say(said, told(RESTORE), self.restore)

    def stand_up(self, path: Path) -> None:
        """The sitting goes on in another file, which is opened next."""
        self._after = self.meeting.marker.hand_on(path)

    def note_open(self, file: SeminarStore) -> None:
        """Remember a seminar that is open now, in the list."""
        seminar, now = seminar_files.seminar_of(file), self._clock().isoformat()
        day = seminar.date.isoformat()
        self._window.setWindowTitle(seminar.title)
        self._window.strip.let_go()
        self._is_open, self._file = noted(file.where), file
        self.recents.add(Recent(self._is_open, seminar.title, day, seminar.place, now))

    def note_closed(self) -> None:
        """Nothing is open any more."""
        self._is_open, self._file = "", None
        self.meeting.marker.clear()

    def _say_not_opened(self, where: Where, error: BaseException, welcome: str, tried: str) -> None:
        if isinstance(error, PassphraseError) and isinstance(where, Path):
            self.open(where, welcome, passphrase.asked(self._window, where, error, tried))
        elif isinstance(error, SeminarError):
            self._give_up(where)
            known = any(each.path == noted(where) for each in self.recents.entries())
            if isinstance(error, UnsoundError):
                said = self._window.strip.say if self._file else self._window.strip.hold
                said(told(error), told(RESTORE), self.restore)
            elif self._file is not None:
                act = (lambda: self._forget(where)) if known else None
                self._window.strip.say(told(error), told(FORGET), act)
            elif known:
                self._window.strip.hold(told(error), told(FORGET), lambda: self._forget(where))
            else:  # whoever looks up from their people sees why nothing is open
                self._window.strip.hold(told(error), told(ANOTHER), self.choose)

    def _give_up(self, where: Where) -> None:
        """Nobody comes back to what cannot be opened; why was said."""
        self.meeting.marker.give_up(where, self._after)
        self._after = ""

    def _forget(self, where: Where) -> None:
        self.recents.forget(noted(where))
        self._window.strip.let_go()
        self._window.home.reload()


def choose_in_database(opening: Opening, window: MainWindow, errands: Tasks) -> None:
    """Ask for a seminar in a database and open it."""
    from ui.dialogs.databases.library import DatabaseDialog

    where = ask.ask(DatabaseDialog(window, errands))
    if where is not None:
        opening.open(where)


def _name_of(where: Where) -> str:
    return where.name if isinstance(where, Path) else str(where)


def change_passphrase(
    opening: Opening, window: MainWindow, session: Session, close: Callable[[], None]
) -> None:
    """Set the passphrase of the seminar that is open, change it or take it away; `close` closes it,
    and it is opened again.
    """
    file = seminar_files.as_file(session.file)
    path, has = file.path, file.passphrase
    new = ask.ask(passphrase.ChangePassphraseDialog(window, path, has.is_said_by))
    if new is not None and window.may_close():
        close()
        opening.protect(path, has.handed_on(), new)
