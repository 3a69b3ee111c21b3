"""The room panel: a window beside the day, so that nothing in Run has to wait for it."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.people.devices import Role
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Counted, say
from facilitator.room.net.addresses import Place, places
from facilitator.services.files.handles import SeminarStore
from facilitator.services.people import joining
from facilitator.services.seminar import preparing
from facilitator.services.views import projector
from ui import ask, text_size, theme
from ui.dialogs.guide import GuideDialog
from ui.dialogs.handout_button import HandoutButton
from ui.dialogs.room.door import Door
from ui.dialogs.room.manners import Manners
from ui.dialogs.room.network import NetworkBox
from ui.dialogs.room.paired import PairedDialog
from ui.dialogs.room.pairing import Pairing
from ui.dialogs.room.trying import TrialBox
from ui.dialogs.room.trying_phones import TryingPhones
from ui.room.room_process import RoomProcess, RoomState
from ui.room.wifi import Network, remembered
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.forms.buttons import button
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.split_view import SplitView
from ui.words.telling import tell, told

LOOK_MS = 1000
SIZE = (124, 86)
SHARES = (74, 47)
SENTENCES = {
    RoomState.CLOSED: say("The room is closed: phones cannot join."),
    RoomState.OPENING: say("The room is opening…"),
    RoomState.OPEN: say("The room is open."),
    RoomState.RETURNING: say("The room had stopped and is being brought back…"),
}
ADVICE = say(
    "Open it, and phones on the same network can join, answer and vote. Nothing goes over the "
    "internet; what people send is kept with this seminar."
)
NO_NETWORK = say(
    "This computer is on no network, so no phone can reach it. Join the room’s Wi-Fi, or open this "
    "computer’s own hotspot."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the panel shows of the file and of the machine."""

    seminar: Seminar
    came: dict[Role, int]
    codes: dict[Role, str]
    places: tuple[Place, ...]


class RoomPanel(QWidget):
    """Reads once a second while it is shown; `errands` does what the day cannot wait for.

    F10 and Escape put it away; every control has an underlined letter.
    """

    def __init__(
        self, session: Session, room: RoomProcess, errands: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._room = room
        self.title = labels.title(tell("The room"))
        self.standing = labels.lead()
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.came = labels.wrapped(Label(role="strong"))
        self.advice = labels.quiet(told(ADVICE))
        self.open_it = button(tell("&Open the room"), "primary", "lock-open", room.open)
        self.close_it = button(tell("C&lose the room"), "", "lock", room.close)
        self.guide = button(tell("Room g&uide…"), "quiet", "file-text", self._show_guide)
        self.poster = HandoutButton(
            session, (HandoutKind.POSTER, tell("Poster to join by")), parent=self
        )
        self.door = Door(self.poster)
        self.network = NetworkBox()
        self.trial = TrialBox()
        self.trying = TryingPhones(session, room, errands, self.trial)
        self.manners = Manners()
        self.pairing = Pairing()
        self.settings = self._right()
        self._look = QTimer(self, interval=LOOK_MS)
        self.setWindowTitle(tell("The room"))
        text_size.fit(self, *SIZE)
        self._lay_out()
        self._wire()
        self.show_room()

    # Showing

    def show_room(self) -> None:
        """Show how the room stands."""
        room, greeting = self._room, self._room.greeting
        self.standing.setText(told(SENTENCES[room.state]))
        self.open_it.setVisible(not room.is_wanted)
        self.close_it.setVisible(room.is_wanted)
        self.advice.setVisible(not room.is_wanted)
        trouble = told(room.trouble if room.has_network else NO_NETWORK)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.door.show_greeting(greeting)
        self.pairing.show_greeting(greeting)
        self.trying.show_trial()

    def read(self) -> None:
        """Look once more who came and what there is."""
        file, now = self._session.file, self._session.clock()

        def work() -> _Read:
            codes = joining.codes(file, now=now)
            return _Read(_seminar_of(file), joining.who_came(file), codes, places())

        self._session.tasks.run(work, self._show_read)

    def _show_read(self, read: _Read) -> None:
        self._room.take_codes(read.codes)
        self.manners.show_seminar(read.seminar)
        self.came.setText(_came(read.came))
        self.network.show_places(read.places, self._room.address)

    # Doing

    def show_joining(self) -> None:
        """Show on the projector how to join."""
        greeting = self._room.greeting
        if greeting is not None:
            file, now = self._session.file, self._session.clock()
            show = partial(projector.show, file, Scene.JOIN, message=greeting.url, now=now)
            self._session.tasks.run(show, self._heard)

    def _take_network(self, network: Network) -> None:
        self.door.show_network(network)
        self._heard(None)
        greeting, file, now = self._room.greeting, self._session.file, self._session.clock()
        if greeting is not None:
            again = partial(projector.show_joining_again, file, greeting.url, now=now)
            self._session.tasks.run(again, self._heard)

    def _set_manners(self, names: bool, shared: bool, closed: bool) -> None:
        file, now = self._session.file, self._session.clock()

        def work() -> None:
            changed = replace(
                _seminar_of(file), asks_names=names, shares_devices=shared, door_closed=closed
            )
            preparing.save(file, changed, now=now)

        self._session.tasks.run(work, self._heard)

    def _renew(self, role: Role) -> None:
        file, now = self._session.file, self._session.clock()
        renew = partial(joining.renew_code, file, role, now=now)
        self._session.tasks.run(renew, lambda _: self.read())

    def _show_guide(self) -> None:
        ask.ask(GuideDialog(self))

    def _show_paired(self) -> None:
        ask.ask(PairedDialog(self, self._session))
        self.read()

    def _keep_code_in_sight(self) -> None:
        if self.pairing.shown.isVisible():
            self.settings.ensureWidgetVisible(self.pairing)

    def _heard(self, _done: object) -> None:
        self._session.watch.nudge()

    # Building

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()
        self.show_room()
        self.read()
        (self.close_it if self._room.is_wanted else self.open_it).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()
        self.network.finish()
        self.pairing.choose(None)

    def _wire(self) -> None:
        self._look.timeout.connect(self.read)
        self._room.changed.connect(self.show_room)
        self.door.show_asked.connect(self.show_joining)
        self.door.show_network(remembered())
        self.network.place_chosen.connect(self._room.announce)
        self.network.network_entered.connect(self._take_network)
        self.manners.changed.connect(self._set_manners)
        self.pairing.renewal_asked.connect(self._renew)
        self.pairing.list_asked.connect(self._show_paired)
        self.settings.verticalScrollBar().rangeChanged.connect(self._keep_code_in_sight)
        set_keys(self, dict.fromkeys(("F10", "Escape"), self.hide) | text_size.keys())

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(PageArea(page, tell("The room"), sideways=False))
        row = QHBoxLayout(page)
        row.setContentsMargins(*[theme.space(3)] * 4)
        row.addWidget(SplitView("room", self._left(), self.settings, shares=SHARES))

    def _left(self) -> QWidget:
        keys = QHBoxLayout()
        keys.addWidget(self.open_it)
        keys.addWidget(self.close_it)
        keys.addStretch(1)
        keys.addWidget(self.guide)
        page = QWidget()
        page.setProperty("role", "page")
        left = QVBoxLayout(page)
        left.setContentsMargins(0, 0, theme.space(1.5), 0)
        left.setSpacing(theme.space(1.5))
        for label in (self.title, self.standing, self.advice, self.trouble):
            left.addWidget(label)
        left.addLayout(keys)
        left.addWidget(self.door)
        left.addWidget(self.came)
        left.addStretch(1)
        return page

    def _right(self) -> PageArea:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.space(1.5), 0, theme.space(), 0)
        column.setSpacing(theme.space(2))
        for box in (self.network, self.trial, self.manners, self.pairing):
            if box is not self.network:
                column.addWidget(labels.rule())
            column.addWidget(box)
        column.addStretch(1)
        return PageArea(page, tell("Settings of the room"), sideways=False)


def _seminar_of(file: SeminarStore) -> Seminar:
    with file.read() as reader:
        return reader.get(Seminar, SEMINAR_ID)


def _came(came: dict[Role, int]) -> str:
    phones, takers = came[Role.PARTICIPANT], came[Role.NOTE_TAKER]
    team = came[Role.THEME_TEAM]
    parts = [
        tell("Nobody has joined yet") if not phones else tell("{phones} joined", phones=phones),
        told(Counted(takers, "{n} note-taker paired", "{n} note-takers paired")) if takers else "",
        told(Counted(team, "{n} laptop of the theme team", "{n} laptops of the theme team"))
        if team
        else "",
        tell("your own phone is paired") if came[Role.FACILITATOR] else "",
    ]
    return "; ".join(part for part in parts if part) + "."
