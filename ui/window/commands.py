"""What the window does: opens and closes seminars, carries out the menus. Loaded when the first
picture is on the screen; the store and the services come later still.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from facilitator.domain.acts import Place
from facilitator.domain.errors import PassphraseError, SeminarError
from ui import ask, seminar_files, settings, theme
from ui.dialogs import passphrase
from ui.recent import Recent, RecentList
from ui.recovery import Marker
from ui.tasks import Tasks
from ui.window.main_window import MainWindow
from ui.window.menus import Menus
from ui.window.note_taking import NoteTaking

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile
    from facilitator.services.files.opening import Opened
    from ui.dialogs.merging import Carrying
    from ui.dialogs.room import RoomPanel
    from ui.projector.window import ProjectorWindow
    from ui.room.room_link import Reception
    from ui.room.room_process import RoomProcess
    from ui.session import Session
    from ui.window.seminar_window import Places

FORGET = "Take it off the list"
BACKUP_MS = 60_000
REHEARSING = "Rehearsing the whole day"
REHEARSED = "The rehearsal is done. It is kept beside the seminar."
BACK = "You are back where you were when the program was cut off."


class Commands(QObject):
    """`notes` is the folder of the program's notes to itself; new seminars go to `seminars`.

    `new_tasks` makes the workers: one for the seminar file, one for errands with whole files, so
    that a rehearsal does not keep the facilitator waiting. `clock` gives the moment in UTC.
    """

    def __init__(
        self,
        window: MainWindow,
        notes: Path,
        seminars: Path,
        clock: Callable[[], datetime],
        new_tasks: Callable[[], Tasks] = Tasks,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session | None = None
        self._seminars = seminars
        self._clock = clock
        self._recents = RecentList(notes)
        self._marker = Marker(notes)
        self._projector: ProjectorWindow | None = None
        self._reception: Reception | None = None
        self._room_panel: RoomPanel | None = None
        self._carrying: Carrying | None = None
        self._is_rehearsing = False
        self.tasks = new_tasks()
        self.errands = new_tasks()
        self.note_taking = NoteTaking(window, self.errands, seminars, clock)
        self._backups = QTimer(self, interval=BACKUP_MS)
        window.furnish()
        window.home.furnish(self._recents, self.errands)
        self.menus = Menus(window.menus, self)
        self.menus.show_scheme(theme.remembered_scheme())
        self._wire()

    def _wire(self) -> None:
        window, home = self.window, self.window.home
        for tasks in (self.tasks, self.errands):
            tasks.setParent(self)
            tasks.said.connect(window.strip.say)
            tasks.busy.connect(window.busy.show_work)
            tasks.progressed.connect(window.busy.show_fraction)
        home.new_button.clicked.connect(self.new_seminar)
        home.open_button.clicked.connect(self.choose_seminar)
        home.sample_button.clicked.connect(self.try_sample)
        home.notes_button.clicked.connect(self.note_taking.ask)
        home.seminar_chosen.connect(self.open_seminar)
        self.note_taking.opened.connect(self.open_seminar)
        window.closing.connect(self._end)
        self.menus.edit.aboutToShow.connect(self._name_undo)
        self._backups.timeout.connect(self._back_up)

    # Opening

    def begin(self, path: Path | None = None, words: str = "") -> None:
        """Open what was asked for, or what was cut off last time; else load the store meanwhile."""
        cut_off = self._marker.cut_off() if path is None else None
        if path is not None:
            self._open(path, words=words)
        elif cut_off is not None:
            self._open(cut_off, BACK)
        else:
            self.errands.run(seminar_files.load_store)

    def new_seminar(self) -> None:
        """Ask for a new seminar, make it and open it."""
        from ui.dialogs.new_seminar import NewSeminarDialog  # reads the templates

        today = self._clock().astimezone().date()
        wanted = ask.ask(NewSeminarDialog(self.window, self._seminars, today))
        if wanted is not None:
            now = self._clock()
            self.errands.run(
                lambda: seminar_files.make_seminar(wanted, now),
                self.open_seminar,
                progress=f"Making {wanted.title}",
            )

    def choose_seminar(self) -> None:
        """Ask for a file and open it."""
        path = ask.choose_file(self.window, "Open a seminar", self._seminars)
        if path is not None:
            self.open_seminar(path)

    def try_sample(self) -> None:
        """Rehearse the October seminar and open it."""
        now, told, folder = self._clock(), self.errands.report, self._seminars
        self._rehearse(lambda: seminar_files.rehearse_sample(folder, told, now))

    def open_seminar(self, path: Path) -> None:
        """Open a file; the seminar that is open stays until the other is there."""
        self._open(path)

    def _open(self, path: Path, welcome: str = "", words: str | None = "") -> None:
        if words is None or (self.session is not None and self.session.file.path == path):
            return
        now = self._clock()
        self.errands.run(
            lambda: seminar_files.open_seminar(path, now, words),
            lambda opened: self._show(opened, welcome),
            lambda error: self._say_not_opened(path, error, welcome, words),
            progress=f"Opening {path.name}",
        )

    def _show(self, opened: Opened, welcome: str) -> None:
        """Show a seminar that was opened; a stick's copy that is open here just goes on."""
        if self.session is not None and self.session.file.path == opened.file.path:
            opened.file.close()
            self.window.strip.say(opened.said)
        else:
            self._furnish(opened, welcome)

    def _furnish(self, opened: Opened, welcome: str) -> None:
        from ui.news import Watch
        from ui.room.room_process import RoomProcess
        from ui.session import Session
        from ui.window.seminar_window import NOTES, RUN, Places

        self.close_seminar()
        file = opened.file.at(Place.WINDOW)
        room = RoomProcess(file.path, passphrase=file.passphrase.handed_on(), parent=self)
        is_copy = seminar_files.is_note_takers_copy(file)
        self.session = Session(file, self.tasks, Watch(file, self), self._clock, room, is_copy)
        places = Places(self.session)
        places.undoable.connect(lambda said: self.window.strip.say(said, "Undo", self.undo))
        places.retitled.connect(self.window.setWindowTitle)
        places.rehearsal_asked.connect(self.rehearse)
        places.moved.connect(lambda place: settings.PLACE.keep(str(place)))
        self._note_open(file)
        self.window.show_places(places)
        self.note_taking.begin(self.session, places.header)
        is_running = seminar_files.day_is_running(file)
        places.go(NOTES if is_copy else RUN if is_running else _last_place())
        self.menus.set_open(True, is_copy=is_copy)
        self._backups.start()
        if not is_copy:
            self._open_projector(self.session)
        self._receive(self.session, room)
        self._carry(self.session, places)
        self.window.activateWindow()
        self.window.strip.say(welcome or opened.said)

    def _note_open(self, file: SeminarFile) -> None:
        seminar, now = seminar_files.seminar_of(file), self._clock().isoformat()
        day = seminar.date.isoformat()
        self.window.setWindowTitle(seminar.title)
        self._marker.leave(file.path)
        self._recents.add(Recent(str(file.path), seminar.title, day, seminar.place, now))

    def _say_not_opened(self, path: Path, error: BaseException, welcome: str, tried: str) -> None:
        if isinstance(error, PassphraseError):
            self._open(path, welcome, passphrase.asked(self.window, path, error, tried))
        elif isinstance(error, SeminarError):
            known = any(each.path == str(path) for each in self._recents.entries())
            act = (lambda: self._forget(path)) if known else None
            self.window.strip.say(str(error), FORGET, act)

    def _forget(self, path: Path) -> None:
        self._recents.forget(str(path))
        self.window.home.reload()

    # While a seminar is open

    def go(self, number: int) -> None:
        """Show a place, by its number from 0."""
        if self.window.places is not None:
            self.window.places.go(number)

    def undo(self) -> None:
        """Take back the latest act of this computer."""
        self._take_back(seminar_files.undo, "Undone", "Redo", self.redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(seminar_files.redo, "Done again", "Undo", self.undo)

    def _take_back(
        self,
        verb: Callable[[SeminarFile, datetime], str],
        done: str,
        back: str,
        act: Callable[[], None],
    ) -> None:
        session = self._settled()
        if session is None:
            return

        def tell(label: str) -> None:
            session.watch.nudge()
            if label:
                self.window.strip.say(f"{done}: {label}.", back, act)
            else:
                self.window.strip.say(f"Nothing is left to {'undo' if back == 'Redo' else 'redo'}.")

        now = self._clock()
        self.tasks.run(lambda: verb(session.file, now), tell)

    def _settled(self) -> Session | None:
        """The session, when every field has handed over what stood in it."""
        if self.window.places is not None:
            self.window.places.finish()
        return self.session

    def _name_undo(self) -> None:
        if self.session is not None:
            self.menus.show_undo(*seminar_files.undo_labels(self.session.file))

    def save_copy(self) -> None:
        """Save a whole copy somewhere else, such as a USB stick."""
        session = self._settled()
        if session is None:
            return
        path = session.file.path
        proposed = path.with_name(f"{path.stem} copy{path.suffix}")
        target = ask.choose_new_file(self.window, "Save a copy", proposed)
        if target is not None:
            self.tasks.run(
                lambda: seminar_files.save_copy(session.file, target),
                self.window.strip.say,
                progress="Saving a copy",
            )

    def rehearse(self) -> None:
        """Rehearse the day on a copy, and open the copy."""
        session = self._settled()
        if session is None:
            return
        self.tasks.drain()
        now, told = self._clock(), self.errands.report
        self._rehearse(lambda: seminar_files.rehearse_copy(session.file, told, now))

    def _rehearse(self, work: Callable[[], Path]) -> None:
        """One rehearsal at a time; the window can be used meanwhile."""
        if self._is_rehearsing:
            self.window.strip.say("A rehearsal is running already; it opens when it is done.")
            return
        self._is_rehearsing = True
        self.errands.run(work, self._open_rehearsal, self._give_up_rehearsal, REHEARSING)

    def _open_rehearsal(self, path: Path) -> None:
        self._is_rehearsing = False
        if self.session is not None and seminar_files.day_is_running(self.session.file):
            # Nothing takes the day off the screen while people sit in front of it.
            self.window.strip.say(REHEARSED, "Open it", lambda: self.open_seminar(path))
        else:
            self.open_seminar(path)

    def _give_up_rehearsal(self, error: BaseException) -> None:
        self._is_rehearsing = False
        if isinstance(error, SeminarError):
            self.window.strip.say(str(error))

    def _back_up(self) -> None:
        if self.session is not None:
            file, now = self.session.file, self._clock()
            self.tasks.run(lambda: seminar_files.back_up_if_due(file, now))

    def toggle_projector(self) -> None:
        """Open the projector's window, or close it."""
        projector = self._projector
        if projector is not None:
            projector.setVisible(not projector.isVisible())

    def move_projector(self) -> None:
        """Put the room's picture on the next display, which is remembered."""
        if self._projector is not None and self._projector.isVisible():
            self._projector.go_to_next_display()

    def fill_projector(self) -> None:
        """Have the room's picture fill its display, or make a window of it."""
        if self._projector is not None and self._projector.isVisible():
            self._projector.toggle_full()

    def _open_projector(self, session: Session) -> None:
        """It shows itself on the room's display, as soon as there is one."""
        from ui.projector.window import ProjectorWindow

        self._projector = ProjectorWindow(session)
        self._projector.open_by_itself()

    def toggle_room(self) -> None:
        """Show the room panel, or put it away."""
        from ui.dialogs.room import RoomPanel

        session = self.session
        if session is None or session.room is None or session.is_copy:
            return
        if self._room_panel is None:
            self._room_panel = RoomPanel(session, session.room, self.errands, self.window)
        self._room_panel.setVisible(not self._room_panel.isVisible())

    def _receive(self, session: Session, room: RoomProcess) -> None:
        """Serve the room whenever it is opened; at once where a crash left it open."""
        from ui.room.room_link import Reception

        self._reception = Reception(session, room, self)
        self._reception.said.connect(self.window.strip.say)
        if room.was_left_open():
            room.open()

    def _carry(self, session: Session, places: Places) -> None:
        """Notes carried by hand, and the count of versions to settle in the head."""
        from ui.dialogs.merging import Carrying

        say = self.window.strip.say
        self._carrying = Carrying(session, self.window, places.header, say, self.undo)

    def carry(self, act: Callable[[Carrying], None]) -> None:
        """Do something with notes that are carried by hand, every field's words included."""
        if self._settled() is not None and self._carrying is not None:
            act(self._carrying)

    def erase(self) -> None:
        """Erase somebody's words or name for good."""
        from ui.dialogs.erasing import erase

        session = self._settled()
        if session is not None:
            erase(session, self.window, self.window.strip.say)

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

        screen = self.window.places.current() if self.window.places is not None else None
        here = (("In this place", screen.KEYS),) if screen is not None else ()
        lists = ("In lists", (("/", "Search"), ("↓", "From the search into the list")))
        everywhere = ("Everywhere", self.menus.all_keys())
        keys = ShortcutsDialog(self.window, (*here, everywhere, lists))
        # Beside the work: the next key of the day must not wait for it.
        keys.setModal(False)
        keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys.show()

    def show_room_guide(self) -> None:
        """Routers, hotspots, phones and firewalls."""
        from ui.dialogs.guide import GuideDialog

        ask.ask(GuideDialog(self.window))

    # Ending

    def close_seminar(self) -> None:
        """Save every word, let go of the file, and go home."""
        session = self._settled()
        if session is None:
            return
        self._backups.stop()
        self.tasks.drain()
        self.note_taking.end()
        self._close_room(session)
        if self._carrying is not None:
            self._carrying.close()
            self._carrying.deleteLater()
            self._carrying = None
        if self._projector is not None:
            self._projector.close()
            self._projector.deleteLater()
            self._projector = None
        self.session = None
        session.watch.stop()
        session.watch.deleteLater()
        self.window.show_home()
        self.menus.set_open(False)
        session.file.close()
        self._marker.clear()

    def _close_room(self, session: Session) -> None:
        if self._room_panel is not None:
            self._room_panel.close()
            self._room_panel.deleteLater()
            self._room_panel = None
        if session.room is not None:
            session.room.end()
            session.room.deleteLater()
        self.tasks.drain()
        if self._reception is not None:
            self._reception.stop()
            self._reception.deleteLater()
            self._reception = None

    def quit(self) -> None:
        """Close the window, and with it the program."""
        self.window.close()

    def _end(self) -> None:
        self.errands.drain(stop=True)
        self.close_seminar()
        self.errands.drain()
        self.tasks.drain()


def _last_place() -> int:
    return int(settings.PLACE.read())
