"""Which network phones come by, and the Wi-Fi's name and password for its code."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.wording import say
from facilitator.room.net.addresses import Place
from ui import theme
from ui.room import wifi
from ui.room.wifi import Network
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import LineField
from ui.widgets.frames import labels
from ui.words.telling import tell, told

KEPT = say("For the Wi-Fi’s code. Kept on this computer only, never in the seminar file.")


class NetworkBox(QWidget):
    """`place_chosen` carries the place to give to phones, `network_entered` the Wi-Fi."""

    place_chosen = Signal(object)
    network_entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self.place = Choices()
        self.name = LineField(tell("Name of the Wi-Fi"), tell("Name"))
        self.password = LineField(tell("Password of the Wi-Fi"), tell("Password, if it needs one"))
        self._lay_out()
        self._show_network(wifi.remembered())
        self.place.activated.connect(self._choose)
        self.name.saved.connect(lambda _: self._enter())
        self.password.saved.connect(lambda _: self._enter())

    def show_places(self, places: Sequence[Place], address: str) -> None:
        """Offer these; the one that phones are given now is chosen."""
        if tuple(places) != self._places:
            self._places = tuple(places)
            self.place.clear()
            for place in places:
                self.place.addItem(f"{place.interface}   {place.address}")
        at = next((n for n, place in enumerate(places) if place.address == address), -1)
        self.place.setCurrentIndex(at)
        self.place.setEnabled(len(places) > 1)

    def finish(self) -> None:
        """Take what still stands in the fields."""
        self.name.save()
        self.password.save()

    def _choose(self, at: int) -> None:
        self.place_chosen.emit(self._places[at])

    def _enter(self) -> None:
        network = Network(self.name.text().strip(), self.password.text())
        wifi.remember(network)
        self.network_entered.emit(network)

    def _show_network(self, network: Network) -> None:
        self.name.show_text(network.name)
        self.password.show_text(network.password)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(labels.caption(tell("Phones come by this &network"), self.place))
        column.addWidget(self.place)
        column.addSpacing(theme.space())
        column.addWidget(labels.caption(tell("The room’s &Wi-Fi"), self.name))
        column.addWidget(self.name)
        column.addWidget(self.password)
        column.addWidget(labels.small(told(KEPT)))
