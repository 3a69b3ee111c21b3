"""Garbage is looked for in the window's thread alone, and never among what stays for good."""

import gc
import sys
import threading
import types
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import collecting_garbage
from ui.collecting_garbage import SELDOM, YOUNG, Garbage


class Knot:
    """Refers to itself, so that only a search finds that nobody else does."""

    def __init__(self) -> None:
        vars(self)["itself"] = self


@pytest.fixture
def garbage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    monkeypatch.setattr(collecting_garbage, "LONG", float("inf"))  # however busy this computer is
    owner = QObject()
    made = Garbage(owner)
    kept = much()
    made.look()  # whatever other tests have loaded
    assert kept
    gc.collect()
    yield made
    owner.deleteLater()
    gc.enable()


def much() -> list[list[int]]:
    return [[number] for number in range(2 * YOUNG)]


def test_what_a_worker_leaves_is_found_in_the_windows_thread(
    garbage: Garbage, qtbot: QtBot
) -> None:
    found_by: list[threading.Thread] = []
    kept: list[list[list[int]]] = []

    def work() -> None:
        knot = Knot()
        weakref.finalize(knot, lambda: found_by.append(threading.current_thread()))
        kept.append(much())

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert not found_by
    qtbot.waitUntil(lambda: bool(found_by))
    assert found_by == [threading.main_thread()]


def test_a_loaded_module_is_put_aside_for_good(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_aside = gc.get_freeze_count()
    module = types.ModuleType("large")
    module.contents = much()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "large", module)
    garbage.look()
    assert gc.get_freeze_count() > put_aside + YOUNG


def test_what_has_grown_old_is_found_in_time(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting_garbage, "MANY", 100 * YOUNG)
    knot = Knot()
    seen = weakref.ref(knot)
    gc.collect()  # now it is old
    del knot
    kept = []
    for _ in range(SELDOM):
        kept.append(much())
        garbage.look()
    assert seen() is not None
    kept.append(much())
    garbage.look()
    assert seen() is None


def test_old_things_that_are_many_wait_until_the_seminar_is_closed(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting_garbage, "MANY", 3 * YOUNG)
    knot = Knot()
    seen = weakref.ref(knot)
    gc.collect()  # now it is old
    del knot
    kept = []
    for _ in range(2 * SELDOM + 2):
        kept.append(much())
        garbage.look()
    assert seen() is not None
    garbage.look_at_everything()
    garbage.look()
    assert seen() is None


def test_what_has_taken_long_waits_until_the_seminar_is_closed(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [much()]
    garbage.look()
    monkeypatch.setattr(collecting_garbage, "LONG", 0.0)
    knot = Knot()
    seen = weakref.ref(knot)
    kept.append(much())
    del knot
    garbage.look()
    assert seen() is not None
    garbage.look_at_everything()
    garbage.look()
    assert seen() is None


def test_young_things_that_are_many_wait_until_the_seminar_is_closed(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting_garbage, "MANY", YOUNG)
    gc.collect()
    knot, kept = Knot(), much()
    seen = weakref.ref(knot)
    del knot
    garbage.look()
    assert kept
    assert seen() is not None
    garbage.look_at_everything()
    garbage.look()
    assert seen() is None
