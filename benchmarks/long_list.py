"""Ten thousand responses in the Run screen: does the window's event loop ever stand still?

The list is opened, scrolled from end to end, searched, worked and put on the wall as a facilitator
would, with the real worker and the real file. Beside it a bare list view with the same words.
"""

import gc
import statistics
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from benchmarks.heartbeat import Heartbeat, Step, turns, wait
from benchmarks.measuring import Result
from facilitator.domain.acts import Verb
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import preparing, running
from facilitator.store.files.file import SeminarFile, new_id
from ui import theme
from ui.collecting_garbage import Garbage
from ui.news import Watch
from ui.screens.run import RunScreen
from ui.session import Session
from ui.tasks import Tasks

RESPONSES = 10_000
STEPS = 400
REPEATS = 5
BUDGET_MS = 50
SIZE = (1366, 768)
MORNING = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def measure() -> Result:
    """The longest stall of each; medians, with the worst of all runs in the note."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        file, question, words = _full_file(Path(folder) / "long.seminar")
        bare = [_longest_stall(_walk_bare_list(words)) for _ in range(REPEATS)]
        theme.apply(app, theme.Scheme.LIGHT)
        Garbage(app)
        ours = [_longest_stall(_walk_our_list(file, question)) for _ in range(REPEATS)]
        file.close()
    return Result(
        ours=statistics.median(ours),
        reference=statistics.median(bare),
        unit="ms",
        budget=BUDGET_MS,
        absolute=True,
        note=f"longest stall with {RESPONSES} responses opened, scrolled, searched, starred, "
        f"on the wall; median of {REPEATS}, worst {max(ours):.1f} ms "
        f"(a bare list's {max(bare):.1f} ms)",
    )


def _longest_stall(walk: Iterator[Step | None]) -> float:
    """Walk in the event loop; None among the steps says that from here on it counts."""
    heart: Heartbeat | None = None
    loop = QEventLoop()
    for step in walk:
        if step is None:
            heart = Heartbeat()
        else:
            wait(loop, step)
    assert heart is not None
    longest = heart.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()  # the screen of one walk is not taken apart during the next
    return longest


def _walk_our_list(file: SeminarFile, question: Question) -> Iterator[Step | None]:
    tasks, watch = Tasks(), Watch(file)
    screen = RunScreen(Session(file, tasks, watch, lambda: MORNING))
    screen.resize(*SIZE)
    theme.dress(screen)
    screen.show()
    responses, capture = screen.room.responses, screen.room.capture
    yield lambda: capture.question.count() > 0
    yield None
    capture.follow(question.id)
    yield lambda: responses.model.total == RESPONSES
    yield from _scroll(responses.view)
    responses.search.setText("number 99")
    yield lambda: 0 < responses.model.rowCount() < RESPONSES
    responses.search.clear()
    yield lambda: responses.model.rowCount() == RESPONSES
    responses.take_focus()
    chosen = responses.current
    assert chosen is not None
    responses.star_asked.emit(chosen)
    yield lambda: responses.current is not None and responses.current.starred != chosen.starred
    yield from _show(screen, watch, Scene.WALL, question.id)
    yield from _show(screen, watch, Scene.WELCOME)
    screen.close()
    tasks.drain()
    watch.stop()
    for part in (screen, watch, tasks):
        part.deleteLater()


def _show(screen: RunScreen, watch: Watch, scene: Scene, subject: str = "") -> Iterator[Step]:
    """Put a scene before the room, and see the window through what follows."""
    heard: list[object] = []
    watch.changed.connect(heard.append)
    screen.show_panel.show_asked.emit(scene, subject, "")
    yield lambda: bool(heard)
    yield turns(100)


def _walk_bare_list(words: list[str]) -> Iterator[Step | None]:
    view = QListView()
    view.setUniformItemSizes(True)
    view.resize(*SIZE)
    view.show()
    yield turns(10)
    yield None
    view.setModel(QStringListModel(words, view))
    yield from _scroll(view)
    view.close()
    view.deleteLater()


def _scroll(view: QAbstractItemView) -> Iterator[Step]:
    """From the first row to the last, a picture after each step."""
    bar = view.verticalScrollBar()
    yield lambda: bar.maximum() > 0
    for step in range(STEPS + 1):
        bar.setValue(bar.maximum() * step // STEPS)
        yield turns(2)


def _full_file(path: Path) -> tuple[SeminarFile, Question, list[str]]:
    """The October seminar under way, with ten thousand responses to one question."""
    file = preparing.new_seminar(path, now=MORNING)
    running.start_day(file, now=MORNING)
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[-1]
    words = [_words(number) for number in range(RESPONSES)]
    with file.write(Verb.SET_UP, MORNING) as writer:
        for number, said in enumerate(words):
            writer.put(
                Response(
                    id=new_id(),
                    question_id=question.id,
                    words=said,
                    recorded_at=MORNING + timedelta(seconds=number),
                    channel=Channel.PHONE,
                )
            )
    return file, question, words


def _words(number: int) -> str:
    return (
        f"Response number {number}: what small partners can offer is rarely asked about, "
        "and by the time the contract is written it is too late to say so."
    )
