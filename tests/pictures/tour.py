"""The pictures of README's tour: the whole window, in the order of the day.

`make pictures` puts them into docs/pictures.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.agenda import SegmentKind, SegmentRun
from facilitator.domain.stage.stage import Scene
from facilitator.services.rehearsal import rehearsal
from facilitator.services.seminar import running
from facilitator.services.views import projector as presenting
from facilitator.store.files.file import SeminarFile
from tests.pictures.home import FOLDER, RECENTS
from ui.news import Watch
from ui.projector.window import ProjectorWindow
from ui.recent import Recent, RecentList
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.screen import SECTIONS
from ui.session import Session
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

EVENING = datetime(2011, 10, 17, 17, 30, tzinfo=UTC)
SECOND_VOTE = 0.6
"""How much of the rehearsed day is over when the second vote begins."""
FINDING = 2


def shots() -> Iterator[tuple[str, QWidget]]:
    """Home, the places of a day under way, and what the room sees."""
    with TemporaryDirectory() as folder:
        notes = Path(folder)
        yield "tour-home", _home(notes)
        path = notes / "partnerships.seminar"
        now = _stop_after_second_vote(path)
        for place, name in enumerate(("prepare", "run", "notes", "synthesise")):
            commands = _commands(notes, now)
            commands.open_seminar(path)
            commands.go(place)
            _show_agenda(commands)
            commands.window.strip.hide()
            yield f"tour-{name}", commands.window
            commands.close_seminar()
        yield from _projector(path, now)


def _show_agenda(commands: Commands) -> None:
    """In Prepare the agenda says most about the program."""
    assert commands.window.places is not None
    screen = commands.window.places.current()
    if isinstance(screen, PrepareScreen):
        screen.go([str(section.TITLE) for section in SECTIONS].index("Agenda"))


def _commands(notes: Path, now: datetime) -> Commands:
    window = MainWindow()
    window.resize(1366, 768)
    return Commands(window, notes, FOLDER, lambda: now, ImmediateTasks)


def _home(notes: Path) -> QWidget:
    for title, day, place, opened in RECENTS:
        path = str(FOLDER / f"{title}.seminar")
        RecentList(notes).add(Recent(path, title, day, place, opened))
    window = _commands(notes, EVENING).window
    assert window.home.recent is not None
    window.home.recent.model.mark_missing(frozenset())
    return window


def _projector(path: Path, now: datetime) -> Iterator[tuple[str, QWidget]]:
    file = SeminarFile.open(path)
    watch = Watch(file)
    projector = ProjectorWindow(Session(file, ImmediateTasks(), watch, lambda: now))
    projector.resize(1280, 720)
    yield "tour-projector", projector
    watch.stop()
    file.close()


class _Enough(Exception):
    """The rehearsal has come as far as it is wanted."""


def _stop_after_second_vote(path: Path) -> datetime:
    """A rehearsed day at a revealed finding of the second vote; gives the time there."""
    file = rehearsal.set_up(path, None, now=EVENING)

    def tell(share: float, what: object) -> None:
        current = running.run_sheet(file, EVENING).current
        if share > SECOND_VOTE and current and current.kind is not SegmentKind.VOTE:
            raise _Enough

    with contextlib.suppress(_Enough):
        rehearsal.rehearse(file, told=tell)
    with file.read() as reader:
        last = max(run.started_at for run in reader.every(SegmentRun))
        polls = [poll for poll in reader.every(Poll) if poll.finding_id]
    running.go_back(file, now=last)
    now = last + timedelta(minutes=4)
    presenting.show(file, Scene.POLL, polls[FINDING].id, now=now)
    file.close()
    return now
