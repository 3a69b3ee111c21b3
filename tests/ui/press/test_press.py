"""Documents made by a process of their own, as the window has them made."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.errors import SeminarError
from facilitator.domain.report.summary import Length
from tests.exports.sample_summary import seminar_summary
from tests.ui.press import orders
from ui.press.documents import Shown, pages_to_show
from ui.press.near_end import Making, Press
from ui.tasks import Tasks
from ui.widgets.frames.busy_bar import BusyBar


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.drain(stop=True)
    made.press.close()
    made.deleteLater()


def test_pages_are_made_elsewhere_and_tell_how_far_they_are(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    summary = seminar_summary(responses=6, findings=2, seed=1)
    shares: list[float] = []
    shown: list[Shown] = []
    tasks.progressed.connect(lambda share, _: shares.append(share))
    path = tmp_path / "made.pdf"
    tasks.make(partial(pages_to_show, summary, path, Length.FULL), tmp_path, shown.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert len(pypdf.PdfReader(path).pages) > 3
    assert shown[0].head > 0
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_is_stopped_leaves_nothing_and_is_said(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    (tmp_path / "made.pdf").write_bytes(b"what stood there")
    said: list[str] = []
    tasks.said.connect(said.append)
    bar = BusyBar()
    qtbot.addWidget(bar)
    bar.follow(tasks)
    tasks.make(partial(orders.never_ending, tmp_path / "made.pdf"), tmp_path, progress="Making it")
    qtbot.waitUntil(lambda: bar.cancel.isVisible() and bar.bar.value() == 500)
    assert bar.what.text() == "Making it"
    assert len(list(tmp_path.iterdir())) == 2
    bar.cancel.click()
    qtbot.waitUntil(lambda: bool(said))
    assert not bar.isVisible()
    assert said == ["It was stopped before its end: nothing was written."]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what stood there"]


def test_a_refusal_is_said_and_a_mistake_reported_without_anybodys_words(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    said: list[str] = []
    tasks.said.connect(said.append)
    tasks.broke.connect(said.append)
    tasks.make(orders.refused, tmp_path)
    qtbot.waitUntil(lambda: said == ["There is nothing of that name."])
    tasks.make(partial(orders.wrong, "what Ann said"), tmp_path)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "builtins.ValueError" in said[1]
    assert "orders.py" in said[1]
    assert "Ann" not in said[1]


def test_what_is_stopped_before_its_process_has_the_order_is_not_made(tmp_path: Path) -> None:
    press = Press()
    making = Making(press, orders.refused, tmp_path)
    making.stop()
    with pytest.raises(SeminarError, match="It was stopped before its end"):
        making.run(lambda _: None)
    press.close()
