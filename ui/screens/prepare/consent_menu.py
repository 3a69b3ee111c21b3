"""Consent noted at the desk: what the selected people agree to, ticked in a menu."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from facilitator.domain.people.participants import Consent, Participant
from facilitator.domain.wording import say
from facilitator.services.people import addresses
from facilitator.services.people.consenting import PURPOSES, Purpose, agreed, note_consent
from ui.ask import choose_new_file
from ui.session import Session
from ui.widgets.forms.buttons import button

MAILING = say("Addresses for a mailing…")
TABLES = "Tables (*.csv)"


class PeopleList(Protocol):
    """Where people are selected, and what they agree to is written."""

    session: Session

    def selected(self) -> tuple[Participant, ...]:
        """The selected people."""

    def write(self, work: Callable[[], object]) -> None:
        """Write as one act."""


class ConsentMenu(QMenu):
    """A tick stands where all of the people agree who are selected in the `list_`."""

    def __init__(self, list_: PeopleList, parent: QWidget) -> None:
        super().__init__(parent)
        self.consents: tuple[Consent, ...] = ()
        self._list = list_
        for purpose, words in PURPOSES.items():
            action = self.addAction(str(words))
            action.setCheckable(True)
            action.setData(purpose)
            action.triggered.connect(partial(self._ask, action))
        self._purposes = tuple(self.actions())
        self.addSeparator()
        self.mailing = self.addAction(str(MAILING), self.write_mailing)
        self.aboutToShow.connect(self._show_state)

    def opener(self) -> QPushButton:
        """The button that opens the menu."""
        opens = button("Consent", "quiet", "check")
        opens.setAccessibleName("What the selected people agree to")
        opens.setToolTip("What the selected people agree to, as they say or on a signed sheet")
        opens.setMenu(self)
        return opens

    def _show_state(self) -> None:
        people = self._list.selected()
        for action in self._purposes:
            action.setEnabled(bool(people))
            given = agreed(self.consents, people, action.data())
            action.setChecked(bool(people) and len(given) == len(people))

    def write_mailing(self) -> None:
        """Ask where to write the addresses of all who agree to be written to, and write them."""
        session = self._list.session
        out = choose_new_file(self, str(MAILING), Path.home() / "addresses.csv", TABLES)
        if out is not None:
            session.tasks.run(
                partial(addresses.write_mailing, session.file, out, now=session.clock()),
                lambda _: session.tasks.said.emit(f"Saved as {out.name}. {addresses.ONE_MAILING}"),
            )

    def _ask(self, ticked: QAction) -> None:
        """Note what was ticked before whoever did it: others may have agreed on a phone since."""
        session = self._list.session
        if people := self._list.selected():
            purpose, given = Purpose(ticked.data()), ticked.isChecked()
            noted = partial(note_consent, session.file, people, purpose, given=given)
            self._list.write(partial(noted, now=session.clock()))
