"""Work off the window's thread: one worker for the file, results back where widgets live."""

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from facilitator.domain.errors import LostError, SeminarError, told_of
from facilitator.domain.wording import Text, say
from ui.press.near_end import Making, Press
from ui.press.orders import FailedError, Order
from ui.words.telling import tell, told

T = TypeVar("T")
PATIENCE_MS = 1000
"""Work that takes longer than this many milliseconds shows that it is going on."""
EAR_MS = 30
"""How often it is looked whether work apart is done."""
SWITCH_SECONDS = 0.0001
"""Every call into Qt lets the worker have the interpreter; the window waits no longer for it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    work: Callable[[], Any]
    then: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None
    progress: str
    stop: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    value: Any = None
    error: BaseException | None = None


class Tasks(QObject):
    """Runs one piece of work after the other.

    `said` carries sentences for the message strip, `offered` one with what its button says and
    does, `broke` a report of an unexpected error, once.
    `busy` carries what is going on once it has taken more than a second, and "" when nothing is,
    `progressed` its fraction from 0 to 1 and what is being done at the moment, `stoppable` whether
    `stop` ends it.
    """

    said = Signal(str)
    offered = Signal(str, str, object)
    broke = Signal(str)
    busy = Signal(str)
    progressed = Signal(float, str)
    stoppable = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._waiting: list[_Job] = []
        self._worker: threading.Thread | None = None
        self._reckoning = _Beside()
        self._printing = _Beside()
        self._seen_bugs: set[str] = set()
        self._shown = False
        self._stopping = False
        self.press = Press()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_busy)
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> None:
        """Do `work` on the worker, then call `then` with its value on the window's thread.

        A SeminarError goes to `failed`, or is said. `progress` names work that may take long
        ("Rehearsing the seminar"); such work may call `report` with its fraction.
        """
        job = _Job(work, then, failed, progress)
        self._await(job)
        self._start_worker()
        self._queue.put(job)

    def beside(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do work that takes long and writes nothing on a thread of its own: the file's worker goes
        on meanwhile.
        """
        job = _Job(work, then, None, "")
        self._waiting.append(job)
        self._reckoning.begin(lambda: self._finished.emit(_attempt(job)))

    def make(
        self,
        order: Order[T],
        folder: Path,
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> Callable[[], object]:
        """Have a process of its own make a document in `folder`, as `run` does other work. What is
        returned ends it, as `stop` does; nothing is left of it then.
        """
        making = Making(self.press, order, folder)
        job = _Job(lambda: making.run(self.report), then, failed, progress, making.stop)
        self._await(job)
        self._printing.begin(lambda: self._finished.emit(_attempt(job)))
        return making.stop

    def stop(self) -> None:
        """End what goes on and can be ended."""
        for job in self._waiting:
            if job.stop is not None:
                job.stop()

    def report(self, fraction: float, what: Text = "") -> None:
        """Say how far the work has come, from within it; ends the work when it is not wanted."""
        if self._stopping:
            raise SeminarError(say("The work was stopped before its end."))
        self.progressed.emit(fraction, told(what))

    def drain(self, *, documents: bool = False, stop: bool = False) -> None:
        """Wait until everything handed over is done, and deliver the results. `documents`, which
        write nothing into the file, go on unless they are waited for as well.

        With `stop`, work that reports its progress is ended where it stands, and so are they.
        """
        if stop:
            self.stop()
        beside = (self._reckoning, self._printing) if documents or stop else (self._reckoning,)
        while self._worker is not None or any(beside):  # what is delivered may hand over more
            self._stopping = stop
            self._join(beside)
            self._stopping = False
            QCoreApplication.sendPostedEvents(self)

    def _join(self, beside: Sequence["_Beside"]) -> None:
        """Wait for the threads there are."""
        for each in beside:
            each.join()
        if self._worker is not None:
            self._queue.put(None)
            self._worker.join()
            self._worker = None

    def note_bug(self, error: BaseException) -> None:
        """Log where an unexpected error came from, and tell of it the first time it happens."""
        import logging  # the home screen paints without these two

        from ui.crash_report import report_of

        report = error.report if isinstance(error, FailedError) else report_of(error)
        logging.getLogger(__name__).error("unexpected error\n%s", report)
        if report not in self._seen_bugs:
            self._seen_bugs.add(report)
            self.broke.emit(report)

    def _await(self, job: _Job) -> None:
        self._waiting.append(job)
        if not self._patience.isActive() and not self._shown:
            self._patience.start()

    def _start_worker(self) -> None:
        if self._worker is None:
            sys.setswitchinterval(SWITCH_SECONDS)
            self._worker = threading.Thread(
                target=self._work, name=tell("seminar file"), daemon=True
            )
            self._worker.start()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            self._finished.emit(_attempt(job))

    def _deliver(self, outcome: _Outcome) -> None:
        self._waiting.remove(outcome.job)
        self._patience.stop()
        if self._shown:
            self._say_busy()
        elif self._waiting:
            self._patience.start()
        self._settle(outcome)

    def _settle(self, outcome: _Outcome) -> None:
        job, error = outcome.job, outcome.error
        if error is None:
            if job.then is not None and _is_alive(job.then):
                job.then(outcome.value)
            return
        if not isinstance(error, SeminarError):
            self.note_bug(error)
        elif job.failed is None and (job.progress or not isinstance(error, LostError)):
            self.said.emit(told(error))  # that a file is lost is said as long as that is so
        if job.failed is not None and _is_alive(job.failed):
            job.failed(error)

    def _say_busy(self) -> None:
        self._shown = bool(self._waiting)
        self.busy.emit((self._waiting[0].progress or tell("Working")) if self._waiting else "")
        self.stoppable.emit(any(job.stop is not None for job in self._waiting))


class _Beside:
    """What is done on threads of its own."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def __bool__(self) -> bool:
        return bool(self._threads)

    def begin(self, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work, name="beside", daemon=True)
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()

    def join(self) -> None:
        while self._threads:
            self._threads.pop().join()


class Apart(QObject):
    """Does work that waits for something that is none of the program's, such as a printer, on
    threads that nobody waits for, at the end neither. They know nothing of Qt: whoever asked may be
    gone at any moment, and what came of it is looked for where that is not so.
    """

    def __init__(self, parent: QObject, tasks: Tasks) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._going = 0
        self._what = ""
        self._is_shown = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._ear = QTimer(self, interval=EAR_MS)
        self._ear.timeout.connect(self._listen)

    def begin(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], object],
        progress: str = "",
    ) -> None:
        """Begin it; `failed` hears a SeminarError. That it takes long is shown as `progress`."""
        job, outcomes = _Job(work, then, failed, progress), self._outcomes
        self._going += 1
        self._what = progress
        if progress:
            self._patience.start()
        self._ear.start()
        attempt = partial(_put_outcome, outcomes, job)
        threading.Thread(target=attempt, name="apart", daemon=True).start()

    def _listen(self) -> None:
        while not self._outcomes.empty():
            self._going -= 1
            if not self._going:
                self._ear.stop()
            self._deliver(self._outcomes.get())

    def _show(self) -> None:
        self._is_shown = True
        self._tasks.busy.emit(self._what)

    def _deliver(self, outcome: _Outcome) -> None:
        self._patience.stop()
        if self._is_shown:
            self._is_shown = False
            self._tasks.busy.emit("")
        job, error = outcome.job, outcome.error
        if error is None and job.then is not None:
            job.then(outcome.value)
        elif isinstance(error, SeminarError) and job.failed is not None:
            job.failed(error)
        elif error is not None:
            self._tasks.note_bug(error)


def _put_outcome(outcomes: "SimpleQueue[_Outcome]", job: _Job) -> None:
    outcomes.put(_attempt(job))


class ImmediateTasks(Tasks):
    """For tests: does the work at once, in place; a bug is raised, not hidden."""

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> None:
        outcome = _attempt(_Job(work, then, failed, progress))
        if outcome.error is not None and not isinstance(outcome.error, SeminarError):
            raise outcome.error
        self._settle(outcome)

    def beside(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        self.run(work, then)

    def make(
        self,
        order: Order[T],
        folder: Path,
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> Callable[[], object]:
        """What goes through a pipe elsewhere goes through the same form here."""
        import pickle

        sent: Order[T] = pickle.loads(pickle.dumps(order))
        self.run(lambda: sent(progress=self.report), then, failed, progress)
        return lambda: None


def _attempt(job: _Job) -> _Outcome:
    try:
        return _Outcome(job, value=job.work())
    except OSError as error:
        return _Outcome(job, error=told_of(error))
    except Exception as error:  # noqa: BLE001 - the edge: the window's thread must hear of it
        return _Outcome(job, error=error)


def _is_alive(receiver: Callable[..., object]) -> bool:
    """A widget that asked and was closed meanwhile must not be called back."""
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
