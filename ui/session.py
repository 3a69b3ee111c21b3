"""What every screen is handed: the open seminar, the worker, the news and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.views.opinions_ahead import OpinionsAhead
from ui.tasks import Tasks

if TYPE_CHECKING:  # loading the store takes as long as showing a window
    from facilitator.domain.acts import Place
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarStore
    from ui.news import Watch
    from ui.room.room_process import RoomProcess


@dataclass(frozen=True, slots=True)
class Session:
    """One open seminar. `clock` gives the present moment, UTC and timezone-aware.

    `room` opens and closes the room to phones; None where there is nothing to serve it from.
    `uptime` gives what the computer's own clock shows, which nobody can set.
    `tablet_codes` are what people at the shared tablet said of themselves, by the code they were
    given, so that they are asked once: in memory alone, as no file may tie a code to anybody.
    `others` are the sessions of other windows at work with the seminar, or that come back to it.
    `opinions` are opinion groups, worked out while people vote and told once that is revealed.
    `is_copy` says that this is a note-taker's copy: what is not a note is decided on its host. With
    `is_teams` it is the theme team's, where findings are drafted and read, too.
    """

    file: "SeminarStore"
    tasks: Tasks
    watch: "Watch"
    clock: Callable[[], datetime]
    room: "RoomProcess | None" = None
    is_copy: bool = False
    uptime: "Callable[[], Uptime]" = Uptime
    is_teams: bool = False
    others: Callable[[], frozenset[str]] = frozenset
    tablet_codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    opinions: OpinionsAhead = field(default_factory=OpinionsAhead)

    @property
    def where(self) -> "Where":
        """Where the seminar is."""
        return self.file.where

    @property
    def near(self) -> Path:
        """What a file that is written of it is called after, and lies beside; of a seminar in a
        database, in the folder where the program was begun.
        """
        where = self.where
        return where if isinstance(where, Path) else Path(f"{where.schema}.seminar").absolute()

    @property
    def drafts(self) -> bool:
        """Whether findings are drafted here."""
        return self.is_teams or not self.is_copy

    def at(self, place: "Place") -> "Session":
        """The same session for one place of the window: what is done there says so."""
        return replace(self, file=self.file.at(place))
