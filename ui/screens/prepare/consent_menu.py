"""Consent noted at the desk: what the selected people agree to, ticked in a menu."""

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.wording import Listed, Message, say
from facilitator.services.people import addresses
from facilitator.services.people.consenting import (
    CHANNELS,
    PURPOSES,
    Purpose,
    agreed,
    note_consent,
    without_address,
)
from ui.ask import ask, choose_new_file
from ui.dialogs.base import Dialog
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.tablet.window import TabletWindow

MAILING = say("Addresses for a mailing…")
ON_TABLET = say("Let people say it on the shared tablet")
TABLES = say("Tables (*.csv)")


NOT_SAID = say("Nothing said yet")


class AddressDialog(Dialog):
    """Where somebody may be written to, who has no address on the list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        advice = say(
            "It is kept apart from what they say, for one mailing, and deleted with names."
        )
        super().__init__(
            parent, told(say("Where may {name} be written to?", name=name)), told(advice)
        )
        self.email = QLineEdit()
        self.email.setAccessibleName(told(say("E-mail address")))
        self.body.addWidget(self.email)

    def problem(self) -> str:
        """Whether it is an address."""
        try:
            addresses.checked(self.email.text())
        except SeminarError as error:
            return told(error)
        return ""

    def value(self) -> str:
        return self.email.text().strip()


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
        self.zone: tzinfo = UTC
        self.tablet: TabletWindow | None = None
        self._list = list_
        for purpose, words in PURPOSES.items():
            action = self.addAction(told(words))
            action.setCheckable(True)
            action.setData(purpose)
            action.triggered.connect(partial(self._ask, action))
        self._purposes = tuple(self.actions())
        self.said = self.addAction(told(NOT_SAID))
        self.said.setEnabled(False)
        self.addSeparator()
        self.on_tablet = self.addAction(told(ON_TABLET), self.pass_tablet)
        self.mailing = self.addAction(told(MAILING), self.write_mailing)
        self.aboutToShow.connect(self._show_state)

    def opener(self) -> QPushButton:
        """The button that opens the menu."""
        opens = button(tell("&Consent"), "quiet", "check")
        opens.setAccessibleName(tell("What the selected people agree to"))
        opens.setToolTip(
            tell("What the selected people agree to, as they say or on a signed sheet")
        )
        opens.setMenu(self)
        return opens

    def _show_state(self) -> None:
        people = self._list.selected()
        for action in self._purposes:
            action.setEnabled(bool(people))
            given = agreed(self.consents, people, action.data())
            action.setChecked(bool(people) and len(given) == len(people))
        self.said.setText(told(self._said_by(people)))

    def _said_by(self, people: Sequence[Participant]) -> Message:
        """Where and when the one person selected said what is ticked."""
        ids = [consent_id(person.id) for person in people]
        found = [consent for consent in self.consents if consent.id in ids]
        if len(people) != 1 or not found:
            return NOT_SAID
        at = found[0].given_at.astimezone(self.zone)
        where = CHANNELS.get(found[0].channel, say("elsewhere"))
        return say("Said {where}, {day}, {time}", where=where, day=at.date(), time=at.time())

    def pass_tablet(self) -> None:
        """Let people say it themselves, one after another, also while nothing is voted on."""
        from ui.tablet.window import TabletWindow  # only where there is a tablet to pass round

        if self.tablet is not None:
            self.tablet.leave()
        self.tablet = TabletWindow(self._list.session, self.parentWidget())
        self.tablet.destroyed.connect(self._forget_tablet)
        self.tablet.showFullScreen()

    def _forget_tablet(self) -> None:
        self.tablet = None

    def write_mailing(self) -> None:
        """Ask where to write the addresses of all who agree to be written to, and write them."""
        session = self._list.session
        out = choose_new_file(self, told(MAILING), Path.home() / "addresses.csv", told(TABLES))
        if out is not None:
            session.tasks.run(
                partial(addresses.write_mailing, session.file, out, now=session.clock()),
                lambda _: session.tasks.said.emit(
                    tell(
                        "Saved as {name}. {once}",
                        name=out.name,
                        once=addresses.ONE_MAILING,
                    )
                ),
            )

    def _ask(self, ticked: QAction) -> None:
        """Note what was ticked before whoever did it: others may have agreed on a phone since."""
        people = self._list.selected()
        purpose, given = Purpose(ticked.data()), ticked.isChecked()
        if people and purpose is Purpose.CONTACT and given:
            find = partial(without_address, self._list.session.file, people)
            self._list.session.tasks.run(find, partial(self._ask_address, people))
        elif people:
            self._note(people, purpose, given)

    def _ask_address(self, people: Sequence[Participant], missing: Sequence[Participant]) -> None:
        """Consent to be written to comes with an address."""
        if len(people) == 1 and missing:
            email = ask(AddressDialog(missing[0].name, self))
            if email:
                self._note(people, Purpose.CONTACT, True, email)
            return
        if missing:
            names = Listed(person.name for person in missing)
            self._list.session.tasks.said.emit(
                told(
                    say(
                        "Nobody could write to {names}: no address is known. Select one of them "
                        "and tick it again to type it.",
                        names=names,
                    )
                )
            )
        if reached := [person for person in people if person not in missing]:
            self._note(reached, Purpose.CONTACT, True)

    def _note(
        self, people: Sequence[Participant], purpose: Purpose, given: bool, email: str = ""
    ) -> None:
        session = self._list.session
        noted = partial(note_consent, session.file, people, purpose, given=given, email=email)
        self._list.write(partial(noted, now=session.clock()))
