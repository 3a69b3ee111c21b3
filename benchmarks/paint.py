"""From a ballot's acknowledgement on the phone until the projector has painted it.

The window's real parts stand in this process (Run with its preview, the projector, the worker, the
news), the room in a second and the phones in a third. While a round is open its results are sealed,
so what the projector paints of a ballot is the turnout; the chart comes when the round is revealed,
and is timed from that key. The floor is a bare window that looks as often whether the file was
written, counts the ballots and paints nothing but their number, under the same burst.
"""

import contextlib
import gc
import statistics
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.heartbeat import Heartbeat, wait
from benchmarks.measuring import Result
from benchmarks.room_beside import Phones, Room, now, served
from facilitator.domain.stage import sights
from facilitator.services.seminar import running
from ui import theme
from ui.collecting_garbage import Garbage
from ui.news import INTERVAL_MS, Watch
from ui.projector.window import ProjectorWindow
from ui.screens.run import RunScreen
from ui.screens.run.votes.poll_keys import Phase
from ui.session import Session
from ui.tasks import Tasks

PHONES = 2000
REPEATS = 5
BUDGET = 3.0
STALL_MS = 50
LAPTOP, DISPLAY = (1366, 768), (1920, 1080)


class Painted(NamedTuple):
    """Milliseconds from acknowledgement to picture, over all ballots of a burst."""

    p50: float
    p95: float
    last: float


class Shown(NamedTuple):
    """One burst and what followed it, in milliseconds."""

    turnout: Painted
    chart: float
    stall: float


def measure() -> Result:
    """The 95th percentile; medians over interleaved bursts."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT)
    Garbage(app)
    with served(PHONES) as (room, phones):
        running.start_day(room.file, now=now())
        pairs = [(_ours(room, phones), _bare(room, phones)) for _ in range(REPEATS + 1)][1:]
    ours, floor = (typical([pair[which] for pair in pairs]) for which in (0, 1))
    stalls = [shown.stall for shown, _ in pairs]
    return Result(
        ours=ours.turnout.p95,
        reference=floor.turnout.p95,
        unit="ms",
        budget=BUDGET,
        kept=ours.stall <= STALL_MS,
        note=_note(ours, floor, max(stalls)),
    )


def typical(shown: list[Shown]) -> Shown:
    """The medians of several bursts."""
    median = statistics.median
    return Shown(
        Painted(*(median(each) for each in zip(*(s.turnout for s in shown), strict=True))),
        chart=median(s.chart for s in shown),
        stall=median(s.stall for s in shown),
    )


def _note(ours: Shown, floor: Shown, worst: float) -> str:
    return (
        f"{PHONES} ballots within a second, from acknowledgement to the turnout on the projector: "
        f"p50 {ours.turnout.p50:.0f}, p95 {ours.turnout.p95:.0f}, last {ours.turnout.last:.0f} ms; "
        f"bare window {floor.turnout.p50:.0f}, {floor.turnout.p95:.0f}, "
        f"{floor.turnout.last:.0f}; results are sealed until revealed: from that key to the "
        f"chart's first frame {ours.chart:.0f} ms; longest stall of the window from the first "
        f"ballot to the chart {ours.stall:.0f} ms (worst {worst:.0f}; limit {STALL_MS}), of the "
        f"bare one {floor.stall:.0f}; median of {REPEATS} bursts"
    )


class _Projector(ProjectorWindow):
    """The projector's window, which remembers when it had painted what."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.pictures: list[tuple[float, int]] = []
        self.chart_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sight = self.feed.view.sight if self.feed.view else None
        if isinstance(sight, sights.Vote):
            self.pictures.append((time.perf_counter(), sight.cast))
        elif isinstance(sight, sights.Results) and not self.chart_at and self._shows_new():
            self.chart_at = time.perf_counter()

    def _shows_new(self) -> bool:
        """A picture that fades off still hides all of the new one at its very beginning."""
        fading = self.picture.reveal.state() is QVariantAnimation.State.Running
        return not fading or float(self.picture.reveal.currentValue()) < 1


class _Bare(QWidget):
    """Looks as often as ours whether the file was written, and paints how many ballots it has."""

    def __init__(self, room: Room) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.pictures: list[tuple[float, int]] = []
        self._round = room.round_id
        self._cast = self._seen = 0
        self._database = sqlcipher.connect(str(room.file.path))
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.resize(*DISPLAY)
        self.show()

    def _look(self) -> None:
        (seen,) = self._database.execute("PRAGMA data_version").fetchone()
        if seen != self._seen:
            self._seen = seen
            count = "SELECT count(*) FROM ballots WHERE round_id = ?"
            (self._cast,) = self._database.execute(count, (self._round,)).fetchone()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._cast))
        painter.end()
        self.pictures.append((time.perf_counter(), self._cast))

    def leave(self) -> None:
        """Close it and let go of the file."""
        self._timer.stop()
        self._database.close()
        self.close()
        self.deleteLater()


@contextlib.contextmanager
def _window(room: Room) -> Iterator[tuple[RunScreen, _Projector]]:
    """Run on a laptop and the projector beside it, as the program puts them together."""
    tasks, watch = Tasks(), Watch(room.file)
    session = Session(room.file, tasks, watch, now)
    screen, projector = RunScreen(session), _Projector(session)
    projector.resize(*DISPLAY)
    screen.resize(*LAPTOP)
    theme.dress(screen)
    projector.show()
    screen.show()
    yield screen, projector
    screen.close()
    projector.close()
    tasks.drain()
    watch.stop()
    for part in (screen, projector, watch, tasks):
        part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()  # these windows are not taken apart while the next are measured


def _ours(room: Room, phones: Phones) -> Shown:
    """A burst, the round closed and revealed by the facilitator's keys, the chart painted."""
    loop = QEventLoop()
    poll_id = room.open_poll(present=PHONES).poll_id
    bodies = room.ballots(PHONES)
    with _window(room) as (screen, projector):
        panel = screen.show_panel
        wait(loop, lambda: bool(projector.pictures))
        wait(loop, lambda: panel.rows.index_of(poll_id).isValid())
        panel.choose(poll_id)
        wait(loop, lambda: panel.poll.phase is Phase.OPEN)
        heart = Heartbeat()
        answered = _burst(loop, phones, bodies, lambda: projector.pictures)
        panel.poll.close_asked.emit()
        wait(loop, lambda: panel.poll.phase is Phase.CLOSED)
        room.leave_poll()
        asked = time.perf_counter()
        panel.poll.reveal_asked.emit()
        wait(loop, lambda: projector.chart_at > 0)
        wait(loop, lambda: projector.picture.reveal.state() is QVariantAnimation.State.Stopped)
        turnout = _painted(answered, projector.pictures)
        return Shown(turnout, (projector.chart_at - asked) * 1000, heart.stop())


def _bare(room: Room, phones: Phones) -> Shown:
    """The same burst before the bare window."""
    loop = QEventLoop()
    room.open_poll(present=PHONES)
    bodies = room.ballots(PHONES)
    window = _Bare(room)
    wait(loop, lambda: bool(window.pictures))
    heart = Heartbeat()
    answered = _burst(loop, phones, bodies, lambda: window.pictures)
    stall = heart.stop()
    turnout = _painted(answered, window.pictures)
    window.leave()
    return Shown(turnout, 0.0, stall)


def _burst(
    loop: QEventLoop,
    phones: Phones,
    bodies: list[str],
    pictures: Callable[[], list[tuple[float, int]]],
) -> list[float]:
    """Every phone votes; returns when each was answered, once the last ballot is on the picture.

    The answer is awaited on a thread of its own, for the window has to live meanwhile.
    """
    answers: list[dict[str, Any]] = []

    def vote() -> None:
        answers.append(phones.do("burst", path="/api/ballots", bodies=bodies, over=1.0))

    voting = threading.Thread(target=vote, name="phones")
    voting.start()
    wait(loop, lambda: not voting.is_alive())
    assert answers[0]["statuses"] == {"200": len(bodies)}
    wait(loop, lambda: pictures()[-1][1] == len(bodies))
    answered: list[float] = answers[0]["answered"]
    return answered


def _painted(answered: list[float], pictures: list[tuple[float, int]]) -> Painted:
    """How long each ballot waited for a picture that counts it.

    Acknowledgements follow commits in their order, so the n-th is in the first picture with n.
    """
    counts = [count for _, count in pictures]
    assert counts == sorted(counts), "the turnout went back"
    waits = [
        max(0.0, pictures[bisect_left(counts, number)][0] - at) * 1000
        for number, at in enumerate(answered, 1)
    ]
    p50, p95 = (sorted(waits)[int(len(waits) * share)] for share in (0.5, 0.95))
    return Painted(p50, p95, waits[-1])
