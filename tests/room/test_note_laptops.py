"""Two laptops and their host, real processes on a road that breaks: every note is there once."""

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.breakouts import Breakout
from facilitator.domain.notes import Note
from facilitator.services import merging, noting, syncing
from facilitator.store.audit import projection_faults
from facilitator.store.file import SeminarFile
from tests.room.serving import HERE, PATIENCE, ServedRoom, now


class Road:
    """What lies between laptops and host: a proxy that can be cut, or fail after so many bytes."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server((HERE, 0))
        self.port = int(self._listening.getsockname()[1])
        self._is_cut = False
        self._breaks_after: list[int] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def cut(self) -> None:
        """Nothing passes any more."""
        self._is_cut = True
        self._hang_up()

    def mend(self, *breaks_after: int) -> None:
        """Everything passes; the next connections break after so many bytes in both directions."""
        self._breaks_after = list(breaks_after)
        self._is_cut = False

    def close(self) -> None:
        """End the road."""
        self.cut()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            try:
                if self._is_cut:
                    raise OSError
                other = socket.create_connection((HERE, self._target), timeout=PATIENCE)
            except OSError:
                line.close()
                continue
            left = [self._breaks_after.pop(0) if self._breaks_after else sys.maxsize]
            with self._lock:
                self._open |= {line, other}
            for source, target in ((line, other), (other, line)):
                thread = threading.Thread(target=self._carry, args=(source, target, left))
                thread.start()
                self._threads.append(thread)

    def _carry(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while left[0] > 0 and (data := source.recv(min(512, left[0]))):
                left[0] -= len(data)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            with self._lock:
                self._open.discard(end)
            end.close()

    def _hang_up(self) -> None:
        with self._lock:
            lines = tuple(self._open)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class Laptop:
    """A laptop's process; `home` is its disk, which outlives it."""

    def __init__(self, home: Path, room: ServedRoom, road: Road, name: str) -> None:
        self._home = home
        self.name = name
        self._arguments = [str(road.port), room.greeting.note_code, name]
        self.path = Path()
        self.typed: list[str] = []
        self.start()

    def start(self) -> None:
        """Begin, or begin again."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.room.note_laptop", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "FACILITATOR_HOME": str(self._home)},
        )
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.path = Path(self.hear(lambda said: "path" in said)["path"])

    def tell(self, line: str) -> None:
        """Have it do something."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")

    def add(self, *words: str) -> None:
        """Type notes."""
        for each in words:
            self.typed.append(each)
            self.tell(f"add {each}")

    def hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """What it says, up to the first that is wanted."""
        while True:
            said = self._said.get(timeout=PATIENCE)
            if wanted(said):
                return said

    def kill(self) -> None:
        """End it at once, as an empty battery would."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._gone()

    def end(self) -> None:
        """Have it come into step for a last time."""
        self.tell("end")
        self.hear(lambda said: "ended" in said)
        self._gone()

    def close(self) -> None:
        """Whatever happened, it is gone afterwards."""
        if self._process.poll() is None:
            self.kill()

    def _gone(self) -> None:
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._reader.join()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                self._said.put(json.loads(line))


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
        yield made


def whole(said: dict[str, Any]) -> bool:
    return bool(said.get("whole"))


def away_with(notes: int) -> Callable[[dict[str, Any]], bool]:
    return lambda said: said.get("reach") == "away" and said.get("notes") == notes


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
        laptop.hear(whole)
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
    anna.hear(away_with(11))
    bryn.hear(away_with(10))
    shared = note_called(room.file, "Shared by all")
    noting.edit(room.file, shared, "Shared, as the host put it", now=now())
    type_at_host(room, "Host while cut off")


def _stumble_back(room: ServedRoom, road: Road, anna: Laptop, bryn: Laptop) -> None:
    """A laptop and the host are killed, and the road breaks again and again in mid-sentence."""
    anna.kill()
    anna.start()
    anna.hear(away_with(11))
    room.kill()
    road.mend(100, 400, 1500, 3000)
    room.start(room.port)
    for laptop in (anna, bryn):
        laptop.hear(whole)


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
    laptop.hear(whole)


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
    anna.hear(whole)
    port = room.port
    room.stop()
    with socket.create_server((HERE, port)) as stranger:
        answering = threading.Thread(target=_answer_with_a_page, args=(stranger, 3))
        answering.start()
        anna.add("Typed in a hotel")
        anna.hear(away_with(1))
        answering.join()
    room.start(port)
    anna.hear(whole)
    assert words(room.file) == ["Typed in a hotel"]


def _answer_with_a_page(stranger: socket.socket, times: int) -> None:
    for _ in range(times):
        line, _ = stranger.accept()
        with line, contextlib.suppress(OSError):
            line.recv(65536)
            body = b"<html>Please log in</html>"
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
