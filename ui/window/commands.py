"""What the window does: opens and closes seminars, and carries out the menus.

Loaded when the first picture is on the screen; the store and the services come later still.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.acts import Place
from facilitator.services.seminar.computer_clock import Uptime
from ui import ask, seminar_files, settings, theme
from ui.dialogs import typed_in
from ui.tasks import Tasks
from ui.window.beside.two_windows import HandingOver, room_for
from ui.window.leaving import Ending
from ui.window.losing import Losing
from ui.window.main_window import MainWindow
from ui.window.menus import Menus
from ui.window.note_taking import NoteTaking
from ui.window.opening import Opening
from ui.window.projecting import Projecting
from ui.window.receiving import Receiving
from ui.window.rehearsing import Rehearsing
from ui.window.seated.seating import Seating
from ui.window.standing_by import Standing
from ui.window.touring.tour import Tour
from ui.window.undoing import Undoing
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.files.opening import Opened
    from ui.dialogs.merging import Carrying
    from ui.dialogs.records import Records
    from ui.session import Session

BACKUP_MS = 60_000


class Commands(QObject):
    """`notes` is the folder of the program's notes to itself; new seminars go to `seminars`.

    `new_tasks` makes the workers: one for the seminar file, one for errands with whole files, so
    that a rehearsal does not keep the facilitator waiting. `clock` gives the moment in UTC,
    `uptime` what the computer's own clock shows.
    """

    def __init__(
        self,
        window: MainWindow,
        notes: Path,
        seminars: Path,
        clock: Callable[[], datetime],
        new_tasks: Callable[[], Tasks] = Tasks,
        uptime: Callable[[], Uptime] = Uptime,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session | None = None
        self._clock = clock
        self._uptime = uptime
        self.tasks = new_tasks()
        self.errands = new_tasks()
        self.opening = Opening(window, self.errands, notes, seminars, clock)
        self.note_taking = NoteTaking(window, self.errands, seminars, clock)
        self.rehearsing = Rehearsing(window, self.errands, seminars, clock)
        self.standing_by = Standing(window, self.errands, seminars, clock)
        self.undoing = Undoing(window)
        self.projecting = Projecting(window)
        self.receiving = Receiving(window, self.errands)
        self.seating = Seating(window, self.note_taking, self.undoing, self.rehearsing)
        self.tour = Tour(window, self.rehearsing.try_sample, self.leave_seminar)
        lost = Losing(window, self.tasks, self.opening, self.close_seminar)
        given = HandingOver(window, self.opening, self.close_seminar)
        of_its_own = (self.undoing, self.rehearsing, self.receiving, self.standing_by, self.tour)
        self._parts = (*of_its_own, lost, given)
        self.ending = Ending(window, lambda: self.session)
        self._backups = QTimer(self, interval=BACKUP_MS)
        window.furnish()
        window.home.furnish(self.opening.recents, self.errands)
        self.menus = Menus(window.menus, self, window)
        self.menus.colours.show(theme.remembered_scheme())
        self._wire()

    def _wire(self) -> None:
        window, home = self.window, self.window.home
        for tasks in (self.tasks, self.errands):
            tasks.setParent(self)
            tasks.said.connect(window.strip.say)
            tasks.offered.connect(window.strip.offer)
            window.busy.follow(tasks)
        home.new_button.clicked.connect(self.opening.ask_for_new)
        home.open_button.clicked.connect(self.opening.choose)
        home.sample_button.clicked.connect(self.tour.try_sample)
        home.notes_button.clicked.connect(self.note_taking.ask)
        home.seminar_chosen.connect(self.open_seminar)
        self.opening.opened.connect(self.show)
        self.note_taking.opened.connect(self.open_seminar)
        self.rehearsing.opened.connect(self.open_seminar)
        self.standing_by.taken_over.connect(self.show)
        self.ending.guard(self.standing_by.may_end)
        window.closing.connect(self._end)
        self.menus.edit.aboutToShow.connect(self._name_undo)
        self._backups.timeout.connect(self._back_up)

    # Opening and closing

    def open_seminar(self, where: Where) -> None:
        """Open a seminar; the seminar that is open stays until the other is there."""
        self.opening.open(where)

    def show(self, opened: Opened[SeminarStore], welcome: str) -> None:
        """Show a seminar that was opened; a stick's copy that is open here just goes on."""
        if self.session is not None and self.session.where == opened.file.where:
            opened.file.close()
            self.window.strip.say(told(opened.said))
        elif self.window.may_close():
            self._furnish(opened, welcome)
        else:
            opened.file.close()

    def _furnish(self, opened: Opened[SeminarStore], welcome: str) -> None:
        from ui.news import Watch
        from ui.session import Session

        self.close_seminar()
        sitting = self.opening.sit_down(opened.file)
        file = opened.file.in_session(sitting.session).at(Place.WINDOW)
        is_copy, is_teams = seminar_files.kind_of_copy(file)
        watch, others = Watch(file, self), self.opening.meeting.others_of(file)
        about = room_for(file, self), is_copy, self._uptime, is_teams, others
        self.session = Session(file, self.tasks, watch, self._clock, *about)
        self.opening.note_open(file)
        self.seating.show(self.session, _first_place(self.session))
        self.menus.set_open(True, is_copy=is_copy, is_file=file.can.is_file)
        self._backups.start()
        for part in (*self._parts, self.projecting):
            part.begin(self.session)
        self.undoing.keep_to(sitting)
        self.window.activateWindow()
        self.window.strip.say(
            welcome or told(opened.said) or seminar_files.names_due(file, self._clock())
        )
        typed_in.give_back(self.window.strip, self.session)

    # While a seminar is open

    def go(self, number: int) -> None:
        """Show a place, by its number from 0."""
        if self.window.places is not None:
            self.window.places.go(number)

    def speak(self, code: str) -> None:
        """Say everything in another language."""
        self.seating.speak(code, self.menus.retell)
        self.tour.retell()

    def settled(self) -> Session | None:
        """The session, when every field has handed over what stood in it."""
        self.window.finish_fields()
        return self.session

    def _name_undo(self) -> None:
        if self.session is not None:
            self.menus.show_undo(*self.undoing.labels())

    def save_copy(self) -> None:
        """Save a whole copy somewhere else, such as a USB stick."""
        session = self.settled()
        if session is None:
            return
        target = ask.choose_new_file(self.window, tell("Save a copy"), _copy_of(session.near))
        if target is not None:
            work = partial(seminar_files.save_copy, session.file, target)
            self.tasks.run(work, self.window.strip.say, progress=tell("Saving a copy"))

    def _back_up(self) -> None:
        if self.session is not None and not self.session.file.only_looks:
            self.tasks.run(partial(seminar_files.back_up_if_due, self.session.file, self._clock()))

    def carry(self, act: Callable[[Carrying], None]) -> None:
        """Do something with notes that are carried by hand, every field's words included."""
        if self.settled() and self.seating.carrying:
            act(self.seating.carrying)

    def look_at(self, act: Callable[[Records], None]) -> None:
        """Do something with what is recorded, every field's words included."""
        from ui.dialogs.records import Records

        session = self.settled()
        if session is not None:
            act(Records(session, self.window, self.window.strip.say))

    # Ending

    def leave_seminar(self) -> None:
        """Close the seminar, asking where something is going on."""
        if self.window.may_close():
            self.close_seminar()

    def close_seminar(self) -> None:
        """Save every word, let go of the file, and go home."""
        session = self.settled()
        if session is None:
            return
        self._backups.stop()
        self.tasks.drain()
        if self.window.places is not None:
            from ui.window.seated.carried import half_typed

            typed_in.keep_places(session, half_typed(self.window.places.built()))
        self.seating.leave()
        for part in self._parts:
            part.end()
        self.tasks.drain(documents=True)
        self.tasks.press.close()
        self.projecting.end()
        self.seating.end()
        self.session = None
        session.watch.stop()
        session.watch.deleteLater()
        self.window.show_home()
        self.menus.set_open(False)
        session.file.close()
        self.opening.note_closed()

    def quit(self) -> None:
        """Close the window, and with it the program."""
        self.window.close()

    def _end(self) -> None:
        self.errands.drain(stop=True)
        self.close_seminar()
        self.errands.drain()
        self.tasks.drain()


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.stem} copy{path.suffix}")


def _first_place(session: Session) -> int:
    """Where a seminar opens: where its work is now, or else where this window was last."""
    from ui.window.seminar_window import NOTES, RUN, SYNTHESISE

    if session.is_copy:
        return SYNTHESISE if session.is_teams else NOTES
    return RUN if seminar_files.day_is_running(session.file) else int(settings.PLACE.read())
