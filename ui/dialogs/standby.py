"""Standing by for a host: its code shown there, typed on the second laptop; taking over."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Reach
from facilitator.domain.wording import say
from facilitator.room.net.greeting import Greeting
from facilitator.room.syncing.laptop import read_address
from facilitator.room.syncing.standby_thread import Held
from facilitator.services.files.standby import read_code, shown
from ui import ask, text_size, theme
from ui.dialogs.base import Dialog
from ui.widgets.forms.buttons import button
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told

WIDTH = 72
HOST_ADVICE = say(
    "A second laptop that stands by has everything this one has, and can take over within two "
    "minutes: phones go there by themselves. On that laptop choose File > Standby with no seminar "
    "open, and type this address and code. Write the code down: it opens what is held there."
)
CLOSED = say("Open the room first (F10): the second laptop reaches it there.")
DISK_ADVICE = say(
    "Without a second laptop: a standby on a stick or another disk, kept up to date while this "
    "seminar is open. File > Standby takes over from it, on any computer, with this code."
)
RENEWAL = say(
    "If what stands by is lost: under a new code it is told nothing more. What it holds already "
    "opens with the old code alone."
)
NOBODY = say("Nothing stands by yet.")
ADVICE = say(
    "This laptop keeps what the host has, under a code, and can take its place. The host shows its "
    "address and the code under File > Standby."
)

FILE_ADVICE = say(
    "The host is gone, and a standby of it lies on a stick or another disk: type its code above."
)
STANDBYS = say("Standbys (*.standby)")


class CodeDialog(Dialog):
    """What the host shows: its address, the code, and whether something stands by, on a second
    laptop or on another disk (`beside`, "" for none); `disk_asked` when one is wanted there,
    `renewal_asked` when the code shall be another.
    """

    disk_asked = Signal()
    renewal_asked = Signal()

    def __init__(
        self, parent: QWidget | None, code: str, greeting: Greeting | None, beside: str = ""
    ) -> None:
        super().__init__(parent, tell("A laptop that stands by"), told(HOST_ADVICE), tell("Close"))
        self.setMinimumWidth(theme.space(WIDTH))
        self.cancel_button.hide()
        place = greeting.url.removeprefix("http://").rstrip("/") if greeting else ""
        self.place = labels.wrapped(Label(place or told(CLOSED), role="strong"))
        self.code = labels.heading(shown(code))
        self.standing = labels.quiet(_standing(greeting))
        for widget in (self.place, self.code, self.standing):
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(widget)
        self.disk = button(tell("Keep one on another &disk…"), "quiet", "", self._ask_for_disk)
        self.body.addWidget(
            labels.quiet(tell("Kept at {beside}.", beside=beside) if beside else told(DISK_ADVICE))
        )
        self.body.addWidget(self.disk)
        self.renew = button(tell("&New code"), "quiet", "rotate-ccw", self._ask_for_renewal)
        self.renew.setToolTip(told(RENEWAL))
        self.body.addWidget(labels.quiet(told(RENEWAL)))
        self.body.addWidget(self.renew)

    def _ask_for_disk(self) -> None:
        self.reject()
        self.disk_asked.emit()

    def _ask_for_renewal(self) -> None:
        self.reject()
        self.renewal_asked.emit()

    def value(self) -> None:
        """Nothing is asked."""


def _standing(greeting: Greeting | None) -> str:
    place = greeting.standby if greeting else ""
    return tell("A laptop stands by at {place}.", place=place) if place else told(NOBODY)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which host to stand by for, and with which code."""

    address: str
    port: int
    code: str


@dataclass(frozen=True, slots=True)
class FromFile:
    """Which standby to take over from, where one was kept on a disk or this laptop stood by."""

    kept: Path
    code: str


class StandByDialog(Dialog):
    """Asks for the host's code, and for its address or the file of a standby."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, tell("Stand by for a host"), told(ADVICE), tell("Stand by"))
        self.setMinimumWidth(theme.space(WIDTH))
        self.address = QLineEdit()
        self.address.setPlaceholderText("192.168.1.5:8080")
        self.code = QLineEdit()
        self.code.setProperty("secret", True)
        self.code.setPlaceholderText(tell("Sixteen letters and figures"))
        for words, field in (
            (tell("&Address of the host"), self.address),
            (tell("Standby &code"), self.code),
        ):
            self.body.addWidget(labels.caption(words, field))
            self.body.addWidget(field)
        self.file = button(tell("Take over from a &file…"), "quiet", "", self._choose_file)
        self._kept: Path | None = None
        self.body.addWidget(labels.quiet(told(FILE_ADVICE)))
        self.body.addWidget(self.file)
        self.address.setFocus()

    def _choose_file(self) -> None:
        self._kept = ask.choose_file(self, tell("Take over from a standby"), kinds=told(STANDBYS))
        if self._kept is not None:
            self.accept()
            self._kept = self._kept if self.result() else None

    def value(self) -> Wanted | FromFile:
        """Which host or which file, and the code."""
        if self._kept is not None:
            return FromFile(self._kept, read_code(self.code.text()))
        address, port, _ = read_address(self.address.text())
        return Wanted(address, port, read_code(self.code.text()))

    def problem(self) -> str:
        """Both have to be what they should be."""
        try:
            self.value()
        except SeminarError as error:
            return told(error)
        return ""


class StandbyWindow(QWidget):
    """How the standby stands, beside whatever else is open; it ends when it is closed."""

    taking_over = Signal()
    ended = Signal()

    def __init__(self, host: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tell("Standing by"))
        set_keys(self, text_size.keys())
        self.host = labels.heading(tell("Standing by for {host}", host=host))
        self.standing = labels.wrapped(Label(role="strong"))
        self.advice = labels.quiet(
            tell(
                "Leave this window open and the laptop on mains. When the host is gone, take over: "
                "the room opens here, and phones come by themselves."
            )
        )
        self.take = button(tell("&Take over…"), "primary", "", self.taking_over.emit)
        self.stop = button(tell("&Stop standing by"), "quiet", "", self.close)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        for widget in (self.host, self.standing, self.advice):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(row)
        self.show_held(Held())
        width = theme.space(WIDTH)
        self.resize(width, column.totalHeightForWidth(width) + theme.space(4))

    def show_held(self, held: Held) -> None:
        """Show how it stands; only what is held can take over."""
        self.standing.setText(told(held.sentence))
        self.take.setEnabled(held.at is not None)
        self.take.setProperty("role", "" if held.reach is Reach.UP else "primary")

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is held stays held."""
        self.ended.emit()
        super().closeEvent(event)
