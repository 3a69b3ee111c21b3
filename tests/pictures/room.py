"""Pictures of the room panel: closed, open, tried out, and with a code to pair a device."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from facilitator.domain.people.devices import Role
from facilitator.room.net.greeting import Greeting
from facilitator.room.trial.trial import Trial
from facilitator.services.people import joining
from facilitator.store.files.file import SeminarFile
from ui import settings
from ui.dialogs.room import RoomPanel
from ui.news import Watch
from ui.room import wifi
from ui.room.room_process import RoomProcess, RoomState
from ui.session import Session
from ui.tasks import ImmediateTasks

NOW = datetime(2011, 10, 18, 7, 30, tzinfo=UTC)
TRIAL = Trial(
    phones=60, loaded=60, voted=60, told=60, counted=60, vote_seconds=0.06, tell_seconds=0.13
)


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The panel in each of its states."""
    kept = wifi.remembered()
    wifi.remember(wifi.Network("", ""))
    yield from _shot(file, "room_closed", lambda panel, room: None)
    yield from _shot(file, "room_open", lambda panel, room: room.take_trial(TRIAL))
    wifi.remember(wifi.Network("Council Chamber", "correct horse battery"))
    yield from _shot(file, "room_wifi", lambda panel, room: panel.pairing.choose(Role.NOTE_TAKER))
    yield from _shot(file, "room_team", lambda panel, room: panel.pairing.choose(Role.THEME_TEAM))
    wifi.remember(kept)
    settings.settle()


def _shot(
    file: SeminarFile, name: str, arrange: Callable[[RoomPanel, RoomProcess], None]
) -> Iterator[tuple[str, QWidget]]:
    tasks, watch = ImmediateTasks(), Watch(file)
    room = RoomProcess(file.path)
    codes = joining.codes(file, now=NOW)
    if name != "room_closed":
        room.state = RoomState.OPEN
        room._greeting = Greeting(
            address="192.168.178.105",
            port=8080,
            join_code=codes[Role.PARTICIPANT],
            note_code=codes[Role.NOTE_TAKER],
            remote_code=codes[Role.FACILITATOR],
            theme_code=codes[Role.THEME_TEAM],
        )
    panel = RoomPanel(Session(file, tasks, watch, lambda: NOW, room), room, tasks)
    for owned in (tasks, room):
        owned.setParent(panel)
    panel.show()
    arrange(panel, room)
    yield name, panel
    watch.stop()
