"""Two laptops and their host, real processes on a road that breaks: every note is there once."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from tests.auditing import projection_faults
from tests.room.laptops import Laptop, Road, is_away_with, is_whole
from tests.room.serving import HERE, ServedRoom, now


@pytest.fixture
def road(room: ServedRoom) -> Iterator[Road]:
    made = Road(room.port)
    yield made
    made.close()


@pytest.fixture
def laptops(room: ServedRoom, road: Road, tmp_path: Path) -> Iterator[list[Laptop]]:
    with contextlib.ExitStack() as stack:
        made = []
        for name in ("anna", "bryn"):
            made.append(Laptop(tmp_path / name, room, road, name))
            stack.callback(made[-1].close)
        for laptop in made:
            laptop.arrive()
        yield made


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


def type_at_host(room: ServedRoom, *texts: str) -> None:
    with room.file.read() as reader:
        group = reader.every(Breakout)[0]
    for text in texts:
        noting.add_note(room.file, group.id, text, now=now())


def note_called(file: SeminarFile, text: str) -> Note:
    with file.read() as reader:
        return next(note for note in reader.every(Note) if note.words == text)


def test_whatever_breaks_every_note_is_there_once_and_all_hold_the_same(
    room: ServedRoom, road: Road, laptops: list[Laptop]
) -> None:
    anna, bryn = laptops
    at_host = ["Host before", "Shared by all", "Host while cut off"]
    type_at_host(room, *at_host[:2])
    _take_notes_together(laptops)
    _take_notes_cut_off(room, road, anna, bryn)
    _stumble_back(room, road, anna, bryn)
    _run_out_of_battery(bryn)
    for _ in range(2):
        for laptop in laptops:
            laptop.end()
            laptop.start()
    for laptop in laptops:
        laptop.end()
    _all_hold(room, laptops, [*at_host, *anna.typed, *bryn.typed])
    assert {known.name for known in syncing.laptops(room.file)} == {"anna", "bryn"}
    assert room.log == ""


def _take_notes_together(laptops: list[Laptop]) -> None:
    for laptop in laptops:
        laptop.add(*(f"{laptop.name} {n}" for n in range(5)))
    for laptop in laptops:
        laptop.hear(is_whole)
    # What ends comes into step with the host before it does.
    for laptop in laptops:
        laptop.end()
        laptop.start()


def _take_notes_cut_off(room: ServedRoom, road: Road, anna: Laptop, bryn: Laptop) -> None:
    """Everybody goes on, and two change the same note."""
    road.cut()
    for laptop in (anna, bryn):
        laptop.add(*(f"{laptop.name}, cut off {n}" for n in range(10)))
    anna.tell("edit Shared by all -> Shared, as Anna put it")
    anna.hear(is_away_with(11))
    bryn.hear(is_away_with(10))
    shared = note_called(room.file, "Shared by all")
    noting.edit(room.file, shared, "Shared, as the host put it", now=now())
    type_at_host(room, "Host while cut off")


def _stumble_back(room: ServedRoom, road: Road, anna: Laptop, bryn: Laptop) -> None:
    """A laptop and the host are killed, and the road breaks again and again in mid-sentence."""
    anna.kill()
    anna.start()
    anna.hear(is_away_with(11))
    room.kill()
    road.mend(100, 400, 1500, 3000)
    room.start()
    for laptop in (anna, bryn):
        laptop.hear(is_whole)


def _run_out_of_battery(laptop: Laptop) -> None:
    """Killed while it types and sends: what its disk has not got was never typed."""
    before = len(laptop.typed)
    laptop.add(*(f"{laptop.name}, in a hurry {n}" for n in range(40)))
    laptop.hear(lambda said: said.get("notes", 0) > 0)
    laptop.kill()
    held = SeminarFile.open(laptop.path)
    on_disk = set(words(held))
    held.close()
    laptop.typed = [text for text in laptop.typed if text in on_disk]
    assert len(laptop.typed) > before
    laptop.start()
    laptop.hear(is_whole)


def _all_hold(room: ServedRoom, laptops: list[Laptop], texts: list[str]) -> None:
    """Host and laptops show these notes, each once, and keep both versions of the shared one."""
    versions = {"Shared, as Anna put it", "Shared, as the host put it"}
    shown = words(room.file)
    (shared,) = versions & set(shown)
    assert shown == sorted(shared if text == "Shared by all" else text for text in texts)
    files = [room.file, *(SeminarFile.open(laptop.path) for laptop in laptops)]
    for file in files:
        assert words(file) == shown
        (torn,) = merging.conflicts(file)
        held = [version.record for version in torn.versions]
        assert {note.words for note in held if isinstance(note, Note)} == versions
        assert projection_faults(file) == ()
        if file is not room.file:
            assert not syncing.waiting(file).sentence
            file.close()


def test_a_laptop_never_takes_a_stranger_at_the_hosts_address_for_its_host(
    room: ServedRoom, road: Road, laptops: list[Laptop], tmp_path: Path
) -> None:
    """A captive portal, or another program that was given the address."""
    anna, _ = laptops
    anna.hear(is_whole)
    room.stop()
    with socket.create_server((HERE, room.port)) as stranger:
        answering = threading.Thread(target=_answer_with_a_page, args=(stranger, 3))
        answering.start()
        anna.add("Typed in a hotel")
        anna.hear(is_away_with(1))
        answering.join()
    room.start()
    anna.hear(is_whole)
    assert words(room.file) == ["Typed in a hotel"]


def _answer_with_a_page(stranger: socket.socket, times: int) -> None:
    for _ in range(times):
        line, _ = stranger.accept()
        with line, contextlib.suppress(OSError):
            line.recv(65536)
            body = b"<html>Please log in</html>"
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
