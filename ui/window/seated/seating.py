"""The places of the open seminar in the window; in another language they are built anew.

What was typed in them and is recorded nowhere yet is carried over; what finds no field again is
offered below. What stands in a window beside them is left alone: it is asked to be closed first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui import settings
from ui.dialogs.typed_in import KEEPS
from ui.words import telling
from ui.words.telling import tell

if TYPE_CHECKING:
    from ui.dialogs.merging import Carrying
    from ui.session import Session
    from ui.window.main_window import MainWindow
    from ui.window.note_taking import NoteTaking
    from ui.window.rehearsing import Rehearsing
    from ui.window.seated.carried import Typed
    from ui.window.seminar_window import Places
    from ui.window.undoing import Undoing


class Seating:
    """Shows a seminar in the window, and what hangs on the head of it."""

    def __init__(
        self, window: MainWindow, note_taking: NoteTaking, undoing: Undoing, rehearsing: Rehearsing
    ) -> None:
        self._window = window
        self._note_taking = note_taking
        self._undoing = undoing
        self._rehearsing = rehearsing
        self._session: Session | None = None
        self.carrying: Carrying | None = None

    def show(self, session: Session, place: int) -> None:
        """Put the places of a seminar into the window, and go to one, by its number from 0."""
        from ui.dialogs.merging import Carrying
        from ui.window.seminar_window import Places

        self._session = session
        strip, undo = self._window.strip, self._undoing.undo
        places = Places(session)
        places.undoable.connect(lambda said: strip.say(said, tell("Undo"), undo))
        places.retitled.connect(self._window.setWindowTitle)
        places.rehearsal_asked.connect(self._rehearsing.rehearse)
        places.moved.connect(lambda at: settings.PLACE.keep(str(at)))
        self._window.show_places(places)
        self._note_taking.begin(session, places.header)
        places.go(place)
        self.carrying = Carrying(session, self._window, places.header, strip.say, undo)
        self._window.seated.emit(places)

    def leave(self) -> None:
        """What hangs on the head of the places ends, before they go."""
        self._note_taking.end()
        if self.carrying is not None:
            self.carrying.close()
            self.carrying = None

    def end(self) -> None:
        """The seminar is closed."""
        self._session = None

    def speak(self, code: str, retell: Callable[[], object]) -> None:
        """Say everything in another language from now on, where nothing would be lost by it."""
        places = self._window.places
        self._window.finish_fields()
        if places is not None and (why_not := _in_the_way(places)):
            self._window.strip.say(why_not)
            return
        telling.choose(code)
        retell()
        self._window.retell()
        if places is not None and self._session is not None:
            self._build_anew(self._session, places)

    def _build_anew(self, session: Session, before: Places) -> None:
        from ui.window.seated.carried import typed_in

        built = before.built().items()
        typed = {number: typed_in(screen) for number, screen in built}
        carried = {number: each.held.carried() for number, each in built if each.held}
        self.leave()
        self._window.take_places_out()
        self.show(session, before.rail.marked())
        after = self._window.places
        if after is not None:
            for number in (*filter(typed.get, typed), *carried, before.rail.marked()):
                after.go(number)
            for number, each in carried.items():
                if (held := after.built()[number].held) is not None:
                    held.take_back(each)
            # behind whatever the places read of the file, to be shown in them
            session.tasks.run(lambda: None, lambda _: self._put_back(after, typed))

    def _put_back(self, places: Places, typed: dict[int, tuple[Typed, ...]]) -> None:
        from ui.window.seated.carried import put_into

        built = places.built()
        homeless = [
            words
            for number, found in typed.items()
            if number in built
            for words in put_into(built[number], found)
        ]
        if homeless:
            said = tell("What was typed and has no field any more: {words}", words=homeless[0])
            self._window.strip.hold(said, tell("Copy it"), partial(self._copy, homeless))

    def _copy(self, homeless: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(homeless))
        self._window.strip.let_go()


def _in_the_way(places: Places) -> str:
    """What has to be done before the places may be built anew, "" where nothing has."""
    if places.unwritten():
        return tell("What was typed last is not written yet: the language can be changed then.")
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and (_is_of(places, each) or each.property(KEEPS)):
            return tell("Close “{title}” first: what stands there stays.", title=each.windowTitle())
    return ""


def _is_of(places: Places, window: QWidget) -> bool:
    """Whether it belongs to a place, and would go with it."""
    above = window.parentWidget()
    while above is not None:
        if above is places:
            return True
        above = above.parentWidget()
    return False
