"""Story: three laptops and two browsers take notes while everything breaks; all are there once.

All are processes of their own: the room's server, the laptops, the browser. What lies between them
is cut, the server is killed, a battery is empty, and what is carried by hand is copied halfway.
"""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.files import opening
from facilitator.services.files.checking import check
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from tests.auditing import projection_faults
from tests.patience import PATIENCE
from tests.phone import chromium
from tests.phone.notes.note_taker import NoteTaker
from tests.phone.room_of import Room
from tests.room.laptops import Laptop, Road, is_away_with, is_whole
from tests.room.serving import ServedRoom, now, served

SHARED = "Typed by the host, changed by two"
VERSIONS = {"As anna puts it", "As bryn puts it"}


class Breakouts:
    """One group's notes, taken on five devices; `typed` is everything that anybody typed."""

    def __init__(
        self,
        room: ServedRoom,
        road: Road,
        laptops: tuple[Laptop, ...],
        pages: tuple[NoteTaker, ...],
    ) -> None:
        self.room = room
        self.road = road
        self.anna, self.bryn, self.cari = laptops
        self.eve, self.fay = pages
        self.laptops = laptops
        self.pages = pages
        self._at_pages: list[str] = []

    @property
    def typed(self) -> list[str]:
        """All words that were typed, but for those of the note that was changed."""
        return [*self._at_pages, *(words for laptop in self.laptops for words in laptop.typed)]

    def everybody_types(self, when: str, number: int) -> None:
        """So many notes on each device."""
        for laptop in self.laptops:
            laptop.add(*(f"{laptop.name}, {when} {n}" for n in range(number)))
        for n in range(number):
            for name, page in zip(("eve", "fay"), self.pages, strict=True):
                self._at_pages.append(f"{name}, {when} {n}")
                page.note(self._at_pages[-1])

    def are_in_step(self) -> None:
        """Wait until everybody knows that the host has everything."""
        for laptop in self.laptops:
            laptop.tell("try")
        for laptop in self.laptops:
            laptop.hear(is_whole)
        total = len(self.typed) + 1
        for page in self.pages:
            expect(page.lines).to_have_count(total)
            page.counts(f"{total} notes received")


@pytest.fixture
def breakouts(_october_file: Path, tmp_path: Path) -> Iterator[Breakouts]:
    """The host, three laptops and two browsers, all there and in step."""
    with contextlib.ExitStack() as stack:
        room = stack.enter_context(served(_october_file, tmp_path))
        with room.file.read() as reader:
            group = reader.every(Breakout)[0]
        noting.add_note(room.file, group.id, SHARED, now=now())
        road = Road(room.port)
        stack.callback(road.close)
        laptops = []
        for name in ("anna", "bryn", "cari"):
            laptops.append(Laptop(tmp_path / name, room, road, name))
            stack.callback(laptops[-1].close)
        browser = stack.enter_context(chromium.started())
        place = Room(room.file.path, room.file, road.port)
        pages = tuple(NoteTaker.with_laptop(browser, place) for _ in range(2))
        for page in pages:
            page.pair()
        for laptop in laptops:
            laptop.arrive()
        yield Breakouts(room, road, tuple(laptops), pages)
        assert [complaint for page in pages for complaint in page.complaints] == []


def test_notes_taken_everywhere_while_everything_breaks_are_there_once_and_alike(
    breakouts: Breakouts, tmp_path: Path
) -> None:
    breakouts.everybody_types("together", 3)
    breakouts.are_in_step()
    type_while_cut_off(breakouts)
    carry_by_hand(breakouts, tmp_path / "stick")
    come_back(breakouts)
    all_hold_the_same(breakouts)


def type_while_cut_off(breakouts: Breakouts) -> None:
    """The network is cut, the host is killed, a laptop's battery is empty; everybody goes on."""
    anna, bryn = breakouts.anna, breakouts.bryn
    breakouts.road.cut()
    breakouts.everybody_types("cut off", 3)
    anna.tell(f"edit {SHARED} -> As anna puts it")
    bryn.tell(f"edit {SHARED} -> As bryn puts it")
    breakouts.room.kill()
    anna.hear(is_away_with(4))
    anna.kill()
    anna.start()
    for laptop, notes in ((anna, 4), (bryn, 4), (breakouts.cari, 3)):
        laptop.hear(is_away_with(notes))
    for page in breakouts.pages:
        page.counts("16 notes received, 3 only on this device")


def carry_by_hand(breakouts: Breakouts, stick: Path) -> None:
    """What a laptop and a browser could not send comes on a stick, which is pulled out too early.

    Half a file is refused and changes nothing; the whole one is taken in.
    """
    stick.mkdir()
    bundle, download, copy = (
        stick / "cari.seminar-notes",
        stick / "fay.json",
        stick / "bryn.seminar",
    )
    breakouts.cari.tell(f"hand over {bundle}")
    breakouts.cari.hear(lambda said: "wrote" in said)
    with breakouts.fay.page.expect_download() as caught:
        breakouts.fay.click("Download what is not sent")
    caught.value.save_as(download)
    save_copy(breakouts.bryn.path, copy)
    halves = [half_of(whole) for whole in (bundle, download, copy)]
    host = breakouts.room.file
    before = everything(host)
    said = merge(host.path, *halves)
    assert said.returncode == 1
    for half in halves:
        assert f"{half.name} is damaged" in said.stdout
    assert everything(host) == before
    assert merge(host.path, bundle, download, copy).returncode == 0
    brought = [text for text in breakouts.typed if not text.startswith(("anna, cut", "eve, cut"))]
    (shared,) = {*words(host)} - {*brought}
    assert shared == "As bryn puts it"
    assert words(host) == sorted([*brought, shared])


def come_back(breakouts: Breakouts) -> None:
    """The road breaks a few times before it holds, and the host is killed while all send."""
    breakouts.road.mend(600, 3000)
    breakouts.room.start()
    breakouts.everybody_types("back again", 2)
    breakouts.room.kill()
    breakouts.everybody_types("without a host", 1)
    breakouts.room.start()
    breakouts.are_in_step()
    for laptop in breakouts.laptops:
        laptop.end()


def all_hold_the_same(breakouts: Breakouts) -> None:
    """Host, laptops and pages show every note once, and know of both versions of the shared one."""
    shown = words(breakouts.room.file)
    (shared,) = VERSIONS & {*shown}
    assert shown == sorted([*breakouts.typed, shared])
    for page in breakouts.pages:
        assert sorted(page.lines.all_inner_texts()) == shown
    with contextlib.ExitStack() as stack:
        copies = [SeminarFile.open(laptop.path) for laptop in breakouts.laptops]
        for file in (breakouts.room.file, *copies):
            if file is not breakouts.room.file:
                stack.callback(file.close)
            assert words(file) == shown
            (torn,) = merging.conflicts(file)
            held = [version.record for version in torn.versions]
            assert {note.words for note in held if isinstance(note, Note)} == VERSIONS
            assert projection_faults(file) == ()
            assert check(file).faults == ()
    assert breakouts.room.log == ""


def words(file: SeminarFile) -> list[str]:
    """The words of all notes that a file shows."""
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


def everything(file: SeminarFile) -> tuple[object, ...]:
    """Where a file's journal ends, and what it shows."""
    with file.read() as reader:
        return reader.position(), words(file)


def half_of(whole: Path) -> Path:
    """A file as it is on a stick that was pulled out while it was being copied."""
    half = whole.with_name(f"half {whole.name}")
    content = whole.read_bytes()
    half.write_bytes(content[: len(content) // 2])
    return half


def save_copy(path: Path, target: Path) -> None:
    """A whole copy of a laptop's seminar, as `Save a copy` makes it while notes are taken."""
    file = SeminarFile.open(path)
    opening.save_copy(file, target)
    file.close()


def merge(path: Path, *others: Path) -> "subprocess.CompletedProcess[str]":
    """Take files in with the command, in a process of its own."""
    command = [sys.executable, "-m", "ui", "merge", str(path), *map(str, others)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
