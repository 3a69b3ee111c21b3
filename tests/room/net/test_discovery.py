"""Hosts are found by multicast on this computer's own loop; nothing leaves it."""

import contextlib
import queue

import pytest
from zeroconf import ServiceInfo, Zeroconf

from facilitator.room.net import discovery
from facilitator.room.net.discovery import Browser, Found, announcement, fingerprint
from facilitator.store.files.file import new_id
from tests.patience import PATIENCE, PATIENCE_MS
from tests.room.ports import kept_port

LOOP = "127.0.0.1"


class Hosts(queue.Queue[Found]):
    """Who is heard of: all of this computer are, those of other tests that run beside as well."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def until_heard_of(self, seminar: str) -> Found:
        """Wait for a seminar's host."""
        while (found := self.get(timeout=PATIENCE)).seminar != fingerprint(seminar):
            self.names.add(found.name)
        return found


def test_a_host_is_found_with_its_seminars_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "ASK_MS", PATIENCE_MS)
    found, id_ = Hosts(), new_id()
    with contextlib.closing(Zeroconf(interfaces=[LOOP])) as host, kept_port() as port:
        info = announcement(LOOP, port, "Third sector partnerships ŵ", id_)
        host.register_service(info)
        with Browser(found.put, [LOOP]):
            heard = found.until_heard_of(id_)
    assert (heard.address, heard.port) == (LOOP, port)
    assert heard.title == "Third sector partnerships ŵ"
    assert id_ not in str(info.properties)


def test_an_announcement_that_makes_no_sense_is_passed_over() -> None:
    found, id_ = Hosts(), new_id()
    service, name = "_facilitator._tcp.local.", f"strange {id_}"
    with contextlib.closing(Zeroconf(interfaces=[LOOP])) as host, kept_port() as port:
        strange = ServiceInfo(
            service, f"{name}.{service}", port=1, properties={b"title": b"\xff", b"x": None}
        )
        host.register_service(strange)
        host.register_service(announcement(LOOP, port, "Sound", id_))
        with Browser(found.put, [LOOP]):
            assert found.until_heard_of(id_).title == "Sound"
    assert name not in found.names
