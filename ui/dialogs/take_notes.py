"""Asks for which seminar notes are to be taken: found in the network, or typed."""

import socket
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.room.net.discovery import Browser, Found
from facilitator.room.syncing.laptop import Host, read_address
from ui import theme
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

ADVICE = say(
    "You get a copy of the seminar and take notes in it, with or without a network. They go to the "
    "host by themselves whenever it is there."
)
LOOKING = say(
    "Looking for hosts. If none appears, type the address: it stands in the host’s room panel, "
    "under “Other devices”."
)
NO_CODE = say(
    "Type the note-takers’ code, or the theme team’s. The host shows both under “Other devices”."
)
FOUND = say("Choose the seminar, or type another address.")
WIDTH = 72
LIST_HEIGHT = 16


class Listening(Protocol):
    """What looks for hosts while the dialog is open."""

    def start(self) -> None: ...
    def close(self) -> None: ...


class TakeNotesDialog(Dialog):
    """`before` is what was typed the last time, when that did not work.

    `listen` makes what looks for hosts, given whom to tell; it tells from threads of its own.
    """

    _found = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        before: Host | None = None,
        listen: Callable[[Callable[[Found], object]], Listening] | None = None,
    ) -> None:
        super().__init__(parent, tell("Take notes for a seminar"), told(ADVICE), tell("Take notes"))
        self.setMinimumWidth(theme.space(WIDTH))
        self.hosts = RowsModel()
        self.list = QListView()
        self.hint = labels.small(told(LOOKING))
        self.address = QLineEdit()
        self.address.setPlaceholderText("192.168.1.5:8080")
        self.code = QLineEdit()
        self.code.setPlaceholderText(tell("Eight letters and figures"))
        self.code.setProperty("secret", True)
        self.name = QLineEdit(socket.gethostname())
        self._known: dict[str, Found] = {}
        self._lay_out_body()
        if before is not None:
            self.address.setText(f"{before.address}:{before.port}")
            self.code.setText(before.code)
            self.name.setText(before.name)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.list.clicked.connect(lambda _: self.code.setFocus())
        self.address.editingFinished.connect(self._take_code_from_link)
        self._found.connect(self._show_host)
        self.address.setFocus()
        self._listening = (listen or Browser)(self._found.emit)
        self._listening.start()

    def value(self) -> Host:
        """Which host, and the code."""
        address, port, code = read_address(self.address.text())
        typed = self.code.text().strip() or code
        return Host(address, port, typed, self.name.text().strip() or socket.gethostname())

    def problem(self) -> str:
        """The address has to be one, and there has to be a code."""
        try:
            host = self.value()
        except SeminarError as error:
            return told(error)
        if not host.code:
            return told(NO_CODE)
        return ""

    def done(self, result: int) -> None:
        """Look for hosts no longer."""
        self._listening.close()
        super().done(result)

    def _show_host(self, found: Found) -> None:
        before = self._known.get(key := _key(found))
        self._known[key] = found
        if before is not None and self.address.text() == _place(before):
            self.address.setText(_place(found))  # it went on at another one
        hosts = sorted(self._known.values(), key=lambda host: (host.title, host.name))
        self.hosts.show_rows([_row(host) for host in hosts])
        self.hint.setText(told(FOUND))
        if len(hosts) == 1 and not self.address.text():
            self.list.setCurrentIndex(self.hosts.index(0, 0))
            self.code.setFocus()

    def _pick(self, index: QModelIndex) -> None:
        row = self.hosts.row(index)
        if row is not None:
            found = self._known[row.key]
            self.address.setText(_place(found))

    def _take_code_from_link(self) -> None:
        """A link that was pasted brings the code along."""
        try:
            address, port, code = read_address(self.address.text())
        except SeminarError:
            return
        if code:
            self.address.setText(f"{address}:{port}")
            self.code.setText(code)

    def _lay_out_body(self) -> None:
        self.list.setModel(self.hosts)
        self.list.setMinimumHeight(theme.space(LIST_HEIGHT))
        dress(self.list, RowDelegate(self.list, lines=1), tell("Hosts in this network"))
        self.body.addWidget(labels.caption(tell("&Seminars in this network"), self.list))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hint)
        for words, field in (
            (tell("&Address of the host"), self.address),
            (tell("&Code of the note-takers, or of the theme team"), self.code),
            (tell("What the host calls this &laptop"), self.name),
        ):
            self.body.addWidget(labels.caption(words, field))
            self.body.addWidget(field)


def _key(host: Found) -> str:
    """A computer may have several rooms, and two computers one name: each seminar is a row."""
    return f"{host.name} {host.seminar}"


def _place(host: Found) -> str:
    return f"{host.address}:{host.port}"


def _row(host: Found) -> Row:
    return Row(
        key=_key(host),
        text=host.title or tell("A seminar"),
        detail=f"{host.name} · {_place(host)}",
    )
