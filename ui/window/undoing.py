"""Taking back the latest act of the place that is shown, and doing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.domain.acts import Place
from facilitator.domain.wording import Message, Text, say
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.records.undoing import Offer, Reach
    from ui.recovery import Sitting
    from ui.session import Session
    from ui.window.main_window import MainWindow


class Undoing(QObject):
    """Of the seminar that `begin` was told of, until the end of it.

    In Run an act is named before it is taken back: the first press says what the second will do.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._sitting: Sitting | None = None
        self._named = ""

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        self._session = session
        self._named = ""

    def end(self) -> None:
        """It is about to be closed."""
        self._session = None

    def keep_to(self, sitting: Sitting) -> None:
        """What other windows did that were at work with this seminar then is theirs to undo."""
        self._sitting = sitting

    def undo(self) -> None:
        """Take back the latest act of this place; in Run, name it first."""
        self._look(0)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._look(1)

    def labels(self) -> tuple[Text, Text]:
        """What undo and redo would do, "" where there is nothing."""
        if self._session is None:
            return "", ""
        from facilitator.services.records import undoing

        return undoing.undo_labels(self._session.file, self._reach(self._here(self._session)))

    def _here(self, session: Session) -> Session:
        screen = self._window.places.current() if self._window.places else None
        return screen.session if screen is not None else session

    def _reach(self, session: Session) -> Reach:
        """What can be undone in a place; in Run, what was done today."""
        from facilitator.services.records.undoing import Reach, today_began

        file, place, sitting = session.file, session.file.place, self._sitting
        return Reach(
            place=place,
            since=today_began(file, session.clock()) if place is Place.RUN else None,
            session=file.session,
            begun=sitting.begun if sitting else None,
            beside=sitting.beside if sitting else frozenset(),
        )

    def _look(self, stack: int) -> None:
        if self._session is None:
            return
        from facilitator.services.records import undoing

        self._window.finish_fields()
        session = self._here(self._session)
        reach = self._reach(session)
        session.tasks.run(
            lambda: undoing.offers(session.file, reach)[stack],
            lambda offer: self._take(session, stack, offer),
        )

    def _take(self, session: Session, stack: int, offer: Offer | None) -> None:
        if offer is None:
            self._window.strip.say(told(_NOTHING[stack]))
        elif session.file.place is Place.RUN and stack == 0 and offer.act.id != self._named:
            self._name(
                offer, tell("Ctrl+Z again takes back: {with_time}.", with_time=_with_time(offer))
            )
        else:
            self._take_back(session, stack, offer)

    def _name(self, offer: Offer, sentence: str) -> None:
        """Say what the next press takes back; it holds for as long as it can be read."""
        self._window.strip.say(sentence, tell("Undo"), self.undo, gone=self._forget)
        self._named = offer.act.id

    def _forget(self) -> None:
        self._named = ""

    def _take_back(self, session: Session, stack: int, offer: Offer) -> None:
        from facilitator.services.records import undoing

        now, reach = session.clock(), self._reach(session)

        def work() -> tuple[Message, Offer | None]:
            words = undoing.take_back(session.file, offer.act, now)
            return words, undoing.offers(session.file, reach)[0]

        def hear(done: tuple[Message, Offer | None]) -> None:
            session.watch.nudge()
            self._say_done(session, stack, *done)
            screen = self._window.places.current() if self._window.places else None
            if screen is not None:
                screen.reveal(offer.touched)

        session.tasks.run(work, hear)

    def _say_done(
        self, session: Session, stack: int, words: Message, following: Offer | None
    ) -> None:
        if stack:
            self._window.strip.say(
                tell("Done again: {words}.", words=words), tell("Undo"), self.undo
            )
        elif session.file.place is not Place.RUN or following is None:
            self._window.strip.say(tell("Undone: {words}.", words=words), tell("Redo"), self.redo)
        else:
            self._window.strip.say(
                tell(
                    "Undone: {words}. Ctrl+Z again takes back: {with_time}.",
                    words=words,
                    with_time=_with_time(following),
                ),
                tell("Redo"),
                self.redo,
                gone=self._forget,
            )
            self._named = following.act.id


_NOTHING = (say("Nothing is left to undo here."), say("Nothing is left to redo here."))


def _with_time(offer: Offer) -> str:
    return f"{told(offer.words)}, {offer.at:%H:%M}"
