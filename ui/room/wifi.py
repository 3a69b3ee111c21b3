"""The room's Wi-Fi as the facilitator entered it. It stays in this computer's settings.

A seminar file travels: to colleagues, to an archive. The venue's password must not travel with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui import settings

if TYPE_CHECKING:  # a window opens without these
    from facilitator.domain.report.summary import Door
    from facilitator.room.net.greeting import Greeting


class Network(NamedTuple):
    """A Wi-Fi network; the password is "" where none is needed."""

    name: str
    password: str

    @property
    def code(self) -> str:
        """What the QR code says that takes a phone into the network."""
        from segno import helpers  # needed once the room opens, long after the first picture

        security = "WPA" if self.password else "nopass"
        return str(helpers.make_wifi_data(self.name, self.password or None, security))


def door_of(greeting: Greeting) -> Door:
    """What a poster shows of an open room, with the Wi-Fi that was entered last."""
    from facilitator.domain.report.summary import Door

    network = remembered()
    return Door(
        address=greeting.url,
        code=greeting.join_code,
        link=greeting.join_url,
        network=network.name,
        password=network.password,
        network_code=network.code if network.name else "",
    )


def remembered() -> Network:
    """The network that was entered last; its name is "" where there is none."""
    return Network(settings.WIFI_NAME.read(), settings.WIFI_PASSWORD.read())


def remember(network: Network) -> None:
    """Keep a network for the next time."""
    settings.WIFI_NAME.keep(network.name)
    settings.WIFI_PASSWORD.keep(network.password)
