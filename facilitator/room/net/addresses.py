"""Where the room can be reached: this machine's addresses on the networks around it."""

import ipaddress
import socket
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Place:
    """One address of this machine: the network interface's name and its IPv4 number."""

    interface: str
    address: str


def places() -> tuple[Place, ...]:
    """Every address phones might reach, likeliest first."""
    up = {name for name, facts in psutil.net_if_stats().items() if facts.isup}
    found = [
        Place(name, each.address)
        for name, addresses in psutil.net_if_addrs().items()
        if name in up
        for each in addresses
        if each.family == socket.AF_INET and not ipaddress.ip_address(each.address).is_loopback
    ]
    return tuple(sorted(found, key=_unlikely))


def _unlikely(place: Place) -> tuple[bool, bool, bool, str]:
    """Sorts addresses phones can reach before those of tunnels, bridges and virtual machines."""
    name = place.interface.lower()
    number = ipaddress.ip_address(place.address)
    virtual = name.startswith(("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap"))
    wireless = name.startswith(("wl", "wi-fi", "wifi", "en0", "ap"))
    return virtual, number.is_link_local or not number.is_private, not wireless, place.address


def chosen(wanted: str = "") -> str:
    """The address to give to phones: `wanted` where this machine has it, else the likeliest."""
    known = places()
    if wanted and any(place.address == wanted for place in known):
        return wanted
    return known[0].address if known else "127.0.0.1"
