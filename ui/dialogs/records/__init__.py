"""Dialogs about what is recorded: what was done, what is erased, what is brought back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.session import Session


@dataclass(frozen=True, slots=True)
class Records:
    """What can be done with what a seminar has recorded; `say` tells what came of it."""

    session: Session
    window: QWidget
    say: Callable[[str], object]

    def erase(self) -> None:
        """Erase somebody's words or name for good."""
        from ui.dialogs.records import erasing

        erasing.erase(self.session, self.window, self.say)

    def anonymise(self) -> None:
        """Take everybody's name out."""
        from ui.dialogs.records import erasing

        erasing.anonymise(self.session, self.window, self.say)

    def save_held(self) -> None:
        """What is held about somebody, for them."""
        from ui.dialogs.records import held

        held.save(self.session, self.window, self.say)

    def type_in_sheets(self) -> None:
        """What people wrote on paper as they looked back."""
        from ui.dialogs.records import sheets

        sheets.show(self.session, self.window)

    def show_log(self) -> None:
        """Who did what, when."""
        from ui.dialogs.records import activity

        activity.show(self.session, self.window, self.say)
