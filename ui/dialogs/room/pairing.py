"""Pairing a note-taker's device, the theme team's laptop and the facilitator's own phone.

The codes are shown only when they are asked for: this screen may stand before the whole room.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.people.devices import Role
from facilitator.domain.wording import say
from facilitator.room.net.greeting import Greeting
from ui import theme
from ui.widgets.charts.qr_code import LEAST_SIDE, QrCode
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told

ADVICE = {
    Role.NOTE_TAKER: say("Lets whoever scans it write notes."),
    Role.THEME_TEAM: say(
        "On the other laptop: File > Take notes, this address, this code. It gets the "
        "notes, the responses without who gave them, themes and findings: no names, no votes."
    ),
    Role.FACILITATOR: say("Lets whoever scans it run the day: keep it to yourself."),
}


class Pairing(QWidget):
    """`renewal_asked` carries the role whose code is to be another from now on; `list_asked` asks
    for the devices that are in already.
    """

    renewal_asked = Signal(object)
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._greeting: Greeting | None = None
        self._role: Role | None = None
        self.buttons = {
            Role.NOTE_TAKER: button(tell("Pair a note-ta&ker"), "", "notebook-pen"),
            Role.THEME_TEAM: button(tell("Pair th&e theme team"), "", "layers"),
            Role.FACILITATOR: button(tell("Pair your own p&hone"), "", "smartphone"),
        }
        for role, asked in self.buttons.items():
            asked.setCheckable(True)
            asked.clicked.connect(lambda on, role=role: self.choose(role if on else None))
        self.code = QrCode(tell("The code that pairs a device"))
        self.code.setFixedSize(LEAST_SIDE, LEAST_SIDE)
        self.typed = labels.wrapped(Label(role="strong"))
        self.advice = labels.small()
        self.renew = button(tell("New code"), "quiet", "rotate-ccw", self._renew)
        self.paired = button(tell("Pa&ired devices…"), "quiet", "clipboard-list")
        self.paired.clicked.connect(lambda: self.list_asked.emit())
        self.shown = QWidget()
        self._lay_out()
        self.choose(None)

    def show_greeting(self, greeting: Greeting | None) -> None:
        """Where devices pair; without a room none can."""
        self._greeting = greeting
        for asked in self.buttons.values():
            asked.setEnabled(greeting is not None)
        self.choose(self._role if greeting else None)

    def choose(self, role: Role | None) -> None:
        """Show a role's code, or none."""
        self._role = role
        for known, asked in self.buttons.items():
            asked.setChecked(known is role)
        self.shown.setVisible(role is not None)
        if role is not None and self._greeting is not None:
            url, code = _way(self._greeting, role)
            self.code.setVisible(role is not Role.THEME_TEAM)
            self.code.show_text(url)
            page = url.partition("?")[0].removeprefix("http://")
            self.typed.setText(f"{page}\n{code}")
            self.advice.setText(told(ADVICE[role]))

    def _renew(self) -> None:
        self.renewal_asked.emit(self._role)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self.typed)
        words.addWidget(self.advice)
        words.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        shown = QHBoxLayout(self.shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.addWidget(self.code)
        shown.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(labels.caption(tell("Other devices")))
        column.addLayout(Flow((*self.buttons.values(), self.paired)))
        column.addWidget(self.shown)


def _way(greeting: Greeting, role: Role) -> tuple[str, str]:
    """Where a role pairs, and with which code."""
    if role is Role.NOTE_TAKER:
        return greeting.notes_url, greeting.note_code
    if role is Role.THEME_TEAM:
        return greeting.url, greeting.theme_code
    return greeting.remote_url, greeting.remote_code
