"""Work off the window's thread."""

import logging
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.tasks import ImmediateTasks, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.drain()
    made.deleteLater()


def fail(error: BaseException) -> None:
    raise error


def test_work_is_done_elsewhere_and_its_value_comes_back_here(tasks: Tasks) -> None:
    came: list[tuple[str, bool]] = []
    here = threading.current_thread()
    tasks.run(
        lambda: threading.current_thread() is not here,
        lambda elsewhere: came.append(("done", elsewhere and threading.current_thread() is here)),
    )
    tasks.drain()
    assert came == [("done", True)]


def test_work_is_done_in_the_order_it_was_given(tasks: Tasks) -> None:
    done: list[int] = []
    for number in range(20):
        tasks.run(lambda number=number: number, done.append)  # type: ignore[misc]
    tasks.drain()
    assert done == list(range(20))


def test_draining_waits_as_well_for_what_a_result_hands_over(tasks: Tasks) -> None:
    done: list[str] = []
    tasks.run(lambda: "first", lambda _: tasks.run(lambda: "second", done.append))
    tasks.drain()
    assert done == ["second"]


def test_what_is_reckoned_beside_holds_nothing_up_and_is_waited_for_in_the_end(
    tasks: Tasks,
) -> None:
    came: list[str] = []
    written = threading.Event()
    tasks.beside(lambda: written.wait(60), lambda _: came.append("reckoned"))
    tasks.run(written.set, lambda _: came.append("written"))
    tasks.drain()
    assert sorted(came) == ["reckoned", "written"]


def test_a_sentence_for_people_is_said(tasks: Tasks) -> None:
    said: list[str] = []
    tasks.said.connect(said.append)
    tasks.run(lambda: fail(SeminarError(say("The disk is full."))))
    tasks.drain()
    assert said == ["The disk is full."]


def test_whoever_asks_to_hear_of_failure_hears_of_it_instead(tasks: Tasks) -> None:
    said: list[str] = []
    heard: list[BaseException] = []
    tasks.said.connect(said.append)
    error = SeminarError(say("Not now."))
    tasks.run(lambda: fail(error), None, heard.append)
    tasks.drain()
    assert heard == [error]
    assert said == []


def test_a_bug_is_logged_each_time_and_said_once(
    tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    tasks.broke.connect(told.append)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            tasks.run(lambda: fail(ZeroDivisionError("Ann said oops")))
        tasks.drain()
    assert len(told) == 1
    assert "builtins.ZeroDivisionError" in told[0]
    assert "test_tasks.py" in told[0]
    assert caplog.text.count("builtins.ZeroDivisionError") == 3
    assert "Ann" not in told[0] + caplog.text


def test_a_widget_that_was_closed_meanwhile_is_not_called_back(tasks: Tasks) -> None:
    class Asker(QObject):
        heard: tuple[int, ...] = ()

        def hear(self, value: int) -> None:
            Asker.heard = (*Asker.heard, value)

    asker, gate = Asker(), threading.Event()
    tasks.run(lambda: int(gate.wait(60)), asker.hear)
    shiboken6.delete(asker)
    gate.set()
    tasks.drain()
    assert Asker.heard == ()


def test_work_that_takes_over_a_second_is_named_until_it_is_done(
    tasks: Tasks, qtbot: QtBot
) -> None:
    shown: list[str] = []
    tasks.busy.connect(shown.append)
    gate = threading.Event()
    tasks.run(lambda: gate.wait(60), progress="Rehearsing")
    qtbot.waitUntil(lambda: shown == ["Rehearsing"])
    gate.set()
    qtbot.waitUntil(lambda: shown == ["Rehearsing", ""])


def test_short_work_is_not_named(tasks: Tasks) -> None:
    shown: list[str] = []
    tasks.busy.connect(shown.append)
    tasks.run(lambda: 1)
    tasks.drain()
    assert shown == []


def test_progress_comes_from_within_the_work(tasks: Tasks) -> None:
    seen: list[tuple[float, str]] = []
    tasks.progressed.connect(lambda fraction, step: seen.append((fraction, step)))
    tasks.run(lambda: tasks.report(0.5, "Welcome"))
    tasks.drain()
    assert seen == [(0.5, "Welcome")]


def test_long_work_that_reports_can_be_ended_early(tasks: Tasks) -> None:
    began = threading.Event()

    def work_for_ever() -> None:
        while True:
            began.set()
            tasks.report(0.1)

    tasks.run(work_for_ever)
    began.wait(60)
    tasks.drain(stop=True)
    tasks.run(lambda: tasks.report(1.0))
    tasks.drain()


def test_the_immediate_worker_of_the_tests_hides_no_bug(qtbot: QtBot) -> None:
    immediate = ImmediateTasks()
    done: list[int] = []
    immediate.run(lambda: 3, done.append)
    assert done == [3]
    with pytest.raises(ZeroDivisionError):
        immediate.run(lambda: fail(ZeroDivisionError()))
    immediate.deleteLater()
