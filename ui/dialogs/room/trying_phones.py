"""Tries the open room with simulated phones, beside everything else."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.domain.wording import say
from ui.dialogs.room.trying import TrialBox
from ui.press.program import program
from ui.room.room_process import RoomProcess, RoomState
from ui.session import Session
from ui.tasks import Tasks
from ui.words.telling import told

if TYPE_CHECKING:
    from facilitator.room.trial.trial import Trial

TRYING = say("Trying the room with simulated phones")


class TryingPhones(QObject):
    """One trial at a time; `errands` does it, since the day cannot wait for it."""

    def __init__(self, session: Session, room: RoomProcess, errands: Tasks, box: TrialBox) -> None:
        super().__init__(box)
        self._session = session
        self._room = room
        self._errands = errands
        self._box = box
        self._is_trying = False
        box.asked.connect(self._try)

    def show_trial(self) -> None:
        """Show what the last trial came to, unless one is going on."""
        if not self._is_trying:
            trial = self._room.trial
            self._box.set_open(self._room.state is RoomState.OPEN)
            self._box.show_result(
                told(trial.sentence) if trial else "", bool(trial and trial.is_good)
            )

    def _try(self, phones: int) -> None:
        greeting = self._room.greeting
        if greeting is None:
            return
        url, address, now = greeting.url, greeting.address, self._session.clock()
        report = self._errands.report
        self._is_trying = True

        def work() -> "Trial":
            from facilitator.room.trial.trial import try_room  # only for those who try

            return try_room(url, address, program(), phones, report, now=now)

        self._errands.run(work, self._take, self._give_up, told(TRYING))

    def _take(self, trial: "Trial") -> None:
        self._is_trying = False
        self._room.take_trial(trial)

    def _give_up(self, error: BaseException) -> None:
        self._is_trying = False
        self.show_trial()
        self._box.show_result(told(error), False)
