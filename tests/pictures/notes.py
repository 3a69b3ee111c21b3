"""Pictures of Notes and Synthesise: typing, editing in place, choosing, and what is still empty."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtWidgets import QWidget

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.notes import photographs
from facilitator.services.seminar import preparing
from facilitator.services.synthesis import passages, themes
from facilitator.services.synthesis.facets import Facet
from facilitator.store.files.copies import copy_to
from facilitator.store.files.file import SeminarFile
from tests.ui.one_watch import watch_of
from ui.dialogs.notes.photographs import PhotographsDialog
from ui.screens.notes import NotesScreen
from ui.screens.synthesise import SynthesiseScreen
from ui.session import Session
from ui.tasks import ImmediateTasks

NOW = datetime(2011, 10, 18, 13, 0, tzinfo=UTC)
PLACE_OF_SCREEN = (1270, 676)
"""What the rail and the head leave of a small laptop's screen."""
DRAFT = NoteContent(
    breakout_id="",
    words="! Two of the smaller organisations said that being counted as partners was news "
    "to them, and asked who had been asked #small",
    sector="Third sector",
    starred=True,
)
NEW_THEME = "Who bears the cost"


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """Both places on a copy of a rehearsed seminar, then on one with nothing in it."""
    with TemporaryDirectory() as folder:
        copy = copy_of(file, Path(folder) / "copy.seminar")
        yield "notes", _typing(copy)
        yield "notes-edit", _editing(copy)
        yield "notes-actions", _acting(copy)
        yield "notes-photographs", _photographs(copy)
        yield "synthesise", _choosing(copy)
        yield "synthesise-filters", _filtering(copy)
        watch_of(copy).stop()
        copy.close()
        empty = preparing.new_seminar(Path(folder) / "empty.seminar", now=NOW)
        with empty.write(Verb.SET_UP, NOW) as writer:
            for breakout in writer.every(Breakout):
                writer.remove(breakout)
        yield "notes-empty", _sized(NotesScreen(session_on(empty)))
        yield "synthesise-empty", _sized(SynthesiseScreen(session_on(empty)))
        watch_of(empty).stop()
        empty.close()


def copy_of(file: SeminarFile, path: Path) -> SeminarFile:
    """A copy to change for a picture."""
    copy_to(file, path)
    return SeminarFile.open(path)


def session_on(file: SeminarFile) -> Session:
    """A session whose clock stands still after lunch."""
    return Session(file, ImmediateTasks(), watch_of(file), lambda: NOW)


def _photographs(file: SeminarFile) -> QWidget:
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
    for words in ("Flip chart", "What trust needs: time, and the same people"):
        chart = Image.linear_gradient("L").resize((1200, 900))
        held = BytesIO()
        chart.save(held, "JPEG")
        about = NoteContent(breakout_id=group, words=words)
        photographs.add(file, about, held.getvalue(), now=NOW)
    return PhotographsDialog(session_on(file), about)


def _sized(screen: QWidget) -> QWidget:
    screen.resize(*PLACE_OF_SCREEN)
    return screen


def _typing(file: SeminarFile) -> QWidget:
    screen = NotesScreen(session_on(file))
    _sized(screen).show()
    screen.capture.show_draft(DRAFT)
    screen.capture.field.setFocus()
    return screen


def _editing(file: SeminarFile) -> QWidget:
    screen = NotesScreen(session_on(file))
    _sized(screen).show()
    screen.page.enter_from_below()
    screen.page.edit(screen.page.currentIndex())
    return screen


def _acting(file: SeminarFile) -> QWidget:
    screen = NotesScreen(session_on(file))
    _sized(screen).show()
    screen.show_actions(True)
    return screen


def _choosing(file: SeminarFile) -> QWidget:
    found = passages.everything(file)
    for placed, theme in zip(found.passages[::2], cycle(found.themes)):
        themes.tie(file, [placed.passage], theme.id, now=NOW)
    themes.add_theme(file, NEW_THEME, [found.passages[5].passage], now=NOW)
    screen = SynthesiseScreen(session_on(file))
    _sized(screen).show()
    view = screen.passages.view
    screen.passages.finder.which.setCurrentIndex(1)
    longest = max(found.passages[10:30], key=lambda placed: len(placed.passage.words))
    screen.passages.choose(longest.passage.id)
    view.setFocus()
    for number, (start, words) in enumerate(((0, 3), (6, 4))):
        view.escaped.emit()
        for _ in range(start + 1):
            view.moved.emit(1, False)
        for _ in range(words):
            view.moved.emit(1, True)
        view.keyed.emit(str(number + 1))
    view.escaped.emit()
    for _ in range(2):
        view.moved.emit(1, True)
    return screen


def _filtering(file: SeminarFile) -> QWidget:
    screen = SynthesiseScreen(session_on(file))
    _sized(screen).show()
    finder = screen.passages.finder
    finder.which.setCurrentIndex(1)
    finder.open_filters()
    finder.filters[Facet.KIND].setCurrentIndex(2)
    finder.search.setText("partner")
    finder.search.left.emit()
    screen.passages.view.setCurrentIndex(screen.passages.rows.index(0, 0))
    return screen
