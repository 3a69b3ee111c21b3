"""The devices that came in by a code, each by its name; one that is lost is let out alone."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.people.devices import Role
from facilitator.domain.wording import say
from facilitator.services.people import joining
from facilitator.services.views import paired_devices
from facilitator.services.views.paired_devices import PairedDevice
from ui import ask, text_size, theme
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

NAME = say("Paired devices")
ADVICE = say(
    "Every device that came in by a code. One that is lost can be let out alone: from then on it "
    "is told nothing, and nothing is taken from it. What it sent stays."
)
NOBODY = say(
    "No device has come in by a code yet. Codes stand in the room panel under “Other devices”."
)
WARNING = say(
    "It is told nothing any more, at once. What it sent stays, and so does every other device. "
    "What it holds on itself it keeps: nobody can reach that from here."
)
RENEWED = say("There is a new code now. Devices that are in stay in.")
SIZE = (72, 60)
LIST_HEIGHT = 24


class PairedDialog(Dialog):
    """Reads when it opens and after what it does; it is left by closing it."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, told(NAME), told(ADVICE))
        self._session = session
        self._out_of: Role | None = None
        self.accept_button.hide()
        self.cancel_button.setText(tell("Close"))
        self.rows = RowsModel()
        self.list = RowList()
        self.list.setModel(self.rows)
        self.list.setMinimumHeight(theme.space(LIST_HEIGHT))
        dress(self.list, RowDelegate(self.list), told(NAME))
        self.let_out = button(tell("&Let it out…"), "", "x", self._ask_to_let_out)
        self.renew = button(tell("&New code"), "", "rotate-ccw", self._renew)
        self.said = labels.wrapped(labels.Spoken(role="strong"))
        self._lay_out_body()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._read()

    def value(self) -> None:
        """Nothing is asked."""

    @property
    def chosen(self) -> PairedDevice | None:
        """The device that is chosen."""
        row = self.rows.row(self.list.currentIndex())
        return row.value if row else None

    def _read(self) -> None:
        read = partial(paired_devices.paired, self._session.file)
        self._session.tasks.run(read, self._show)

    def _show(self, found: tuple[PairedDevice, ...]) -> None:
        self.rows.show_rows([_row(each) for each in found])
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        if not found and not self.said.text():
            self._say(told(NOBODY))
        self._offer()

    def _offer(self) -> None:
        self.let_out.setEnabled(self.chosen is not None)

    def _ask_to_let_out(self) -> None:
        device = self.chosen
        if device is None:
            return
        question = tell("Let “{name}” out?", name=called(device))
        if not ask.confirm(self, question, told(WARNING), tell("Let it out")):
            return
        file, now = self._session.file, self._session.clock()
        work = partial(joining.let_out, file, device.id, now=now)
        self._session.tasks.run(work, lambda _: self.is_out(device))

    def is_out(self, device: PairedDevice) -> None:
        """Say that a device is out, and offer the code's renewal."""
        self._out_of = device.role
        self._say(
            tell(
                "“{name}” is out. Who has it may have the code as well: with a new one it cannot "
                "come in again. Devices that are in stay in.",
                name=called(device),
            )
        )
        self.renew.show()
        self._read()

    def _renew(self) -> None:
        if self._out_of is not None:
            file, now = self._session.file, self._session.clock()
            work = partial(joining.renew_code, file, self._out_of, now=now)
            self._session.tasks.run(work, lambda _: self._is_renewed())

    def _is_renewed(self) -> None:
        self.renew.hide()
        self._say(told(RENEWED))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _lay_out_body(self) -> None:
        text_size.fit(self, *SIZE)
        keys = QHBoxLayout()
        keys.addWidget(self.let_out)
        keys.addWidget(self.renew)
        keys.addStretch(1)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.said)
        self.body.addLayout(keys)
        self.said.hide()
        self.renew.hide()


def called(device: PairedDevice) -> str:
    """A device by all that it can be told by."""
    return ": ".join(filter(None, (told(device.whose), device.name or device.group)))


def _row(device: PairedDevice) -> Row:
    notes = tell("notes of {group}", group=device.group) if device.group else ""
    return Row(
        key=device.id,
        text=called(device),
        detail=" · ".join(filter(None, (notes, told(device.since)))),
        value=device,
    )
