"""How people join: the code to scan, the address and the code to type, the Wi-Fi beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facilitator.room.net.greeting import Greeting
from ui import theme
from ui.room.wifi import Network
from ui.widgets.charts.qr_code import QrCode
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.words.telling import tell

SIDE = 30


class Door(QFrame):
    """`show_asked` asks for all this on the projector."""

    show_asked = Signal()

    def __init__(self, poster: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.code = QrCode(tell("The code that takes phones into the room"))
        self.address = labels.lead()
        self.typed = Label(role="figure")
        self.network_code = QrCode(tell("The code that takes phones into the Wi-Fi"))
        self.network = labels.wrapped(Label(role="strong"))
        self.password = labels.body()
        self.show_it = button(
            tell("Show on the pro&jector"), "primary", "monitor", self.show_asked.emit
        )
        self.wifi = QWidget()
        self.caption = labels.caption()
        self._lay_out(poster)

    def show_greeting(self, greeting: Greeting | None) -> None:
        """Show where the room is; nothing while it is closed."""
        self.setVisible(greeting is not None)
        if greeting is not None:
            self.code.show_text(greeting.join_url)
            self.address.setText(greeting.url)
            self.typed.setText(greeting.join_code)

    def show_network(self, network: Network) -> None:
        """Show the Wi-Fi's code where there is one."""
        self.wifi.setVisible(bool(network.name))
        alone = tell("To be scanned, or typed with the code under it")
        self.caption.setText(tell("Then the room") if network.name else alone)
        if network.name:
            self.network_code.show_text(network.code)
            self.network.setText(network.name)
            said = (
                tell("Password {password}", password=network.password)
                if network.password
                else tell("No password")
            )
            self.password.setText(said)

    def _lay_out(self, poster: QPushButton) -> None:
        for code in (self.code, self.network_code):
            code.setFixedSize(theme.space(SIDE), theme.space(SIDE))
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        first = QVBoxLayout(self.wifi)
        first.setContentsMargins(0, 0, 0, 0)
        _column(
            first,
            labels.caption(tell("First the Wi-Fi")),
            self.network_code,
            self.network,
            self.password,
        )
        second = QVBoxLayout()
        _column(second, self.caption, self.code, self.address, self.typed)
        codes = QHBoxLayout()
        codes.setSpacing(theme.space(3))
        codes.addWidget(self.wifi)
        codes.addLayout(second)
        codes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(2))
        column.addLayout(codes)
        column.addLayout(row_of((self.show_it, poster)))


def _column(column: QVBoxLayout, *widgets: QWidget) -> None:
    column.setSpacing(theme.space(0.5))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
