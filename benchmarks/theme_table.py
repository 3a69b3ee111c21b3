"""The theme table with twenty thousand passages: how long from a key to the next passage, and does
the window ever stand still while somebody searches, ties everything at once and takes it back?

The measured window, worker and file are the real ones; a passage counts as shown when it has been
painted. Beside it the same walk with five thousand passages: what it takes must hardly grow.
"""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.heartbeat import Heartbeat, turns
from benchmarks.measuring import Result
from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.records import undoing
from facilitator.services.seminar import preparing
from facilitator.services.synthesis import coding, themes
from facilitator.services.synthesis.facets import Facet
from facilitator.store.files.file import SeminarFile, new_id
from ui import theme
from ui.collecting_garbage import Garbage
from ui.news import Watch
from ui.screens.synthesise import SynthesiseScreen
from ui.session import Session
from ui.tasks import Tasks

MANY, FEW = 20_000, 5_000
KEYS = 40
BUDGET_MS = 50
SIZE = (1270, 676)
PATIENCE_S = 600
NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
PLACES = ("the council", "the lender", "our partners", "a rival", "the volunteers", "the regulator")
DEEDS = ("never asked", "planned the end of", "paid for", "heard about", "wrote down", "resisted")
THINGS = ("the contract", "the merger", "local ties", "shared premises", "the evaluation", "prices")


@dataclass(slots=True)
class Walked:
    """Milliseconds: from each key to the next passage, and the longest stall of each part."""

    keys: list[float] = field(default_factory=list)
    stalls: dict[str, float] = field(default_factory=dict)


def measure() -> Result:
    """From a key to the next passage; the longest stalls are promised as well."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT)
    Garbage(app)
    with tempfile.TemporaryDirectory() as folder:
        few = _walk(_full_file(Path(folder) / "few.seminar", FEW))
        many = _walk(_full_file(Path(folder) / "many.seminar", MANY))
    ours, reference = max(many.keys), max(few.keys)
    told, middle = _told(many), statistics.median
    return Result(
        ours=ours,
        reference=reference,
        unit="ms",
        budget=BUDGET_MS,
        absolute=True,
        kept=max(many.stalls.values()) <= BUDGET_MS,
        note=f"a digit, then Enter, to the next passage painted: longest of {KEYS} with {MANY} "
        f"passages (median {middle(many.keys):.1f} ms; reference: {FEW}, median "
        f"{middle(few.keys):.1f} ms, so {middle(many.keys) / middle(few.keys):.1f} times as long "
        f"for {MANY // FEW} times as many); longest stalls: {told} (at most {BUDGET_MS}; with "
        f"{FEW}: {_told(few)})",
    )


def _told(walked: Walked) -> str:
    return ", ".join(f"{what} {ms:.0f} ms" for what, ms in walked.stalls.items())


def _walk(file: SeminarFile) -> Walked:
    tasks, watch = Tasks(), Watch(file)
    screen = SynthesiseScreen(Session(file, tasks, watch, lambda: NOON))
    theme.dress(screen)
    screen.resize(*SIZE)
    screen.show()
    walked = Walked()
    passages = screen.passages
    _until(lambda: passages.rows.rowCount() > 0)
    passages.view.setFocus()
    passages.view.setCurrentIndex(passages.rows.index(0, 0))
    for _ in range(3):
        QCoreApplication.processEvents()
    for number in range(KEYS):
        walked.keys.append(_key_to_next(screen, Qt.Key(Qt.Key.Key_1 + number % 9)))
    for what, steps in _parts(screen, tasks, watch).items():
        heart = Heartbeat()
        for step in steps:
            _until(step)
        _until(turns(3))  # what the last step brought is seen to its end
        walked.stalls[what] = heart.stop()
    screen.close()
    tasks.drain()
    watch.stop()
    for part in (screen, watch, tasks):
        part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    file.close()
    gc.collect()
    return walked


def _key_to_next(screen: SynthesiseScreen, digit: Qt.Key) -> float:
    """A digit and Enter, one after the other, as somebody who knows the themes presses them."""
    passages = screen.passages
    before = passages.chosen()[0].passage.id
    start = time.perf_counter()
    QTest.keyClick(passages.view, digit)
    QTest.keyClick(passages.view, Qt.Key.Key_Return)
    assert passages.chosen()[0].passage.id != before
    passages.reading.repaint()
    passages.view.viewport().repaint()
    taken = (time.perf_counter() - start) * 1000
    _until(lambda: before in _coded(screen))
    return taken


def _coded(screen: SynthesiseScreen) -> set[str]:
    lists = screen.lists
    return {row.key for row in lists.passages if row.value.theme_ids} if lists else set()


def _parts(
    screen: SynthesiseScreen, tasks: Tasks, watch: Watch
) -> dict[str, Iterator[Callable[[], bool]]]:
    return {
        "search": _searching(screen),
        "everything shown": _showing_everything(screen),
        "all tied": _tying_all(screen),
        "undo": _undoing(screen, tasks, watch),
    }


def _searching(screen: SynthesiseScreen) -> Iterator[Callable[[], bool]]:
    for words in ("local", "local ties coun", ""):
        screen.passages.finder.search.setText(words)
        yield partial(_is_looked_for, screen, words)


def _is_looked_for(screen: SynthesiseScreen, words: str) -> bool:
    return screen.lists is not None and screen.lists.asked.words == words


def _showing_everything(screen: SynthesiseScreen) -> Iterator[Callable[[], bool]]:
    which = screen.passages.finder.which
    which.setCurrentIndex(which.findData(""))
    yield lambda: screen.passages.rows.rowCount() == _total(screen)


def _tying_all(screen: SynthesiseScreen) -> Iterator[Callable[[], bool]]:
    passages = screen.passages
    passages.view.selectAll()
    QTest.keyClick(passages.view, Qt.Key.Key_1)
    yield lambda: _in_first(screen) == _total(screen)


def _undoing(screen: SynthesiseScreen, tasks: Tasks, watch: Watch) -> Iterator[Callable[[], bool]]:
    file = screen.session.file
    offers: list[undoing.Offer | None] = []
    tasks.run(lambda: undoing.offers(file)[0], offers.append)
    yield lambda: bool(offers)
    (offer,) = offers
    assert offer is not None
    tasks.run(lambda: undoing.take_back(file, offer.act, NOON), lambda _: watch.nudge())
    yield lambda: _in_first(screen) < _total(screen)
    screen.reveal(offer.touched)


def _in_first(screen: SynthesiseScreen) -> int:
    """How many are in the first theme; asked of the window's thread, so it takes no time."""
    lists = screen.lists
    if lists is None:
        return -1
    return lists.facets.among(Facet.THEME, lists.found.themes[0].id).bit_count()


def _total(screen: SynthesiseScreen) -> int:
    return len(screen.lists.passages) if screen.lists else -1


def _until(done: Callable[[], bool]) -> None:
    """Let the event loop run until `done` says yes, asked ten times a second: asking takes time.

    The loop sleeps between events, as the window's does; given a time it would spin, and the
    worker had to wait for it.
    """
    loop = QEventLoop()
    deadline = time.monotonic() + PATIENCE_S
    asked = 0.0
    while True:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() - asked > 0.1:
            if done():
                return
            asked = time.monotonic()
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come to an end of a step")


def _full_file(path: Path, passages: int) -> SeminarFile:
    """The October seminar with so many passages, nine tenths notes, a third of them in themes."""
    chance = random.Random(20111018)
    file = preparing.new_seminar(path, now=NOON)
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
        groups = reader.every(Breakout)
    for number in range(6):
        themes.add_theme(file, f"Theme {number}", now=NOON)
    with file.write(Verb.SET_UP, NOON) as writer:
        every = writer.every(Theme)
        for number in range(passages):
            said = f"{_words(chance)} ({number})"
            at = NOON + timedelta(seconds=number)
            passage: Note | Response = Note(
                id=new_id(),
                breakout_id=chance.choice(groups).id,
                question_id=question.id,
                words=said,
                recorded_at=at,
                kind=chance.choice(tuple(NoteKind)),
                tags=tuple(chance.sample(("risk", "voice", "price"), chance.randrange(2))),
            )
            if number % 10 == 0:
                passage = Response(id=new_id(), question_id=question.id, words=said, recorded_at=at)
            writer.put(passage)
            if number % 3 == 0:
                into = chance.choice(every).id
                coding.code(writer, [passage], into, coder=file.device, now=NOON)
    return file


def _words(chance: random.Random) -> str:
    parts = (PLACES, DEEDS, THINGS)
    return ", and ".join(" ".join(map(chance.choice, parts)) for _ in range(3)).capitalize()
