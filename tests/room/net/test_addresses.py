"""The address given to phones is the one they can most likely reach."""

import socket
from collections.abc import Callable
from types import SimpleNamespace

import psutil
import pytest

from facilitator.room.net.addresses import Place, chosen, places

Networks = Callable[[dict[str, str]], None]


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Networks:
    """Pretend to have these interfaces with these addresses; one called "down…" is down."""

    def pretend(known: dict[str, str]) -> None:
        addresses = {
            name: [SimpleNamespace(family=socket.AF_INET, address=address)]
            for name, address in known.items()
        }
        facts = {name: SimpleNamespace(isup=not name.startswith("down")) for name in known}
        monkeypatch.setattr(psutil, "net_if_addrs", lambda: addresses)
        monkeypatch.setattr(psutil, "net_if_stats", lambda: facts)

    return pretend


def test_the_wireless_network_comes_before_the_cable(networks: Networks) -> None:
    networks({"eth0": "192.168.1.4", "wlan0": "192.168.1.5"})
    assert [place.interface for place in places()] == ["wlan0", "eth0"]
    assert chosen() == "192.168.1.5"


def test_tunnels_bridges_and_virtual_machines_come_last(networks: Networks) -> None:
    networks({"docker0": "172.17.0.1", "tun0": "10.8.0.2", "eth0": "192.168.1.4"})
    assert places()[0] == Place("eth0", "192.168.1.4")


def test_an_address_that_nobody_gave_out_comes_after_one_of_the_room(networks: Networks) -> None:
    networks({"wlan0": "169.254.3.4", "eth0": "192.168.1.4"})
    assert chosen() == "192.168.1.4"


def test_the_facilitators_choice_wins_while_this_computer_has_it(networks: Networks) -> None:
    networks({"wlan0": "192.168.1.5", "eth0": "192.168.1.4"})
    assert chosen("192.168.1.4") == "192.168.1.4"
    assert chosen("192.168.99.1") == "192.168.1.5"


def test_without_a_network_the_computer_talks_to_itself(networks: Networks) -> None:
    networks({"lo": "127.0.0.1", "down0": "192.168.1.5"})
    assert places() == ()
    assert chosen() == "127.0.0.1"
