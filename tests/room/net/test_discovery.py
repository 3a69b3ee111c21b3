"""Hosts are found by multicast on this computer's own loop; nothing leaves it."""

import queue

from zeroconf import ServiceInfo, Zeroconf

from facilitator.room.net.discovery import Browser, Found, announcement, fingerprint
from tests.patience import PATIENCE

LOOP = "127.0.0.1"


def test_a_host_is_found_with_its_seminars_title() -> None:
    found: queue.Queue[Found] = queue.Queue()
    host = Zeroconf(interfaces=[LOOP])
    try:
        info = announcement(LOOP, 8123, "Third sector partnerships ŵ", "file-id")
        host.register_service(info)
        with Browser(found.put, [LOOP]):
            heard = found.get(timeout=PATIENCE)
    finally:
        host.close()
    assert (heard.address, heard.port) == (LOOP, 8123)
    assert heard.title == "Third sector partnerships ŵ"
    assert heard.seminar == fingerprint("file-id")
    assert "file-id" not in str(info.properties)


def test_an_announcement_that_makes_no_sense_is_passed_over() -> None:
    found: queue.Queue[Found] = queue.Queue()
    host = Zeroconf(interfaces=[LOOP])
    service = "_facilitator._tcp.local."
    try:
        strange = ServiceInfo(
            service, f"strange.{service}", port=1, properties={b"title": b"\xff", b"x": None}
        )
        host.register_service(strange)
        host.register_service(announcement(LOOP, 8124, "Sound", "id"))
        with Browser(found.put, [LOOP]):
            assert found.get(timeout=PATIENCE).title == "Sound"
    finally:
        host.close()
    assert found.empty()
