"""A room's own copy of a seminar in a database, kept by a process of its own beside the server."""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import connection
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Text, say
from facilitator.room.net.passed_on import packed, unpacked
from facilitator.room.workers import Line, begun, end_with_parent
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import Address, open_anywhere
from facilitator.store.seminar_store import SeminarStore

LOOK_SECONDS = 5.0
REST_SECONDS = 15.0
"""So long at least between two copies."""
SHARE = 0.1
"""How much of the time making copies may take."""


class KeptApart:
    """The process that keeps a room's own copy up to date; `tell` prints a line."""

    def __init__(self, where: Address, path: Path, tell: Callable[[str], None]) -> None:
        heard, says = connection.Pipe(duplex=False)
        self._folder = path.parent
        self._process = begun("own copy", _keep, where, path, says)
        says.close()
        self.held_to = 0
        """How far the journal goes that is in it."""
        self.trouble: Text = ""
        """Why none can be made now, "" where that is not so."""
        self._tell = tell
        threading.Thread(target=self._hear, args=(heard,), name="own copy", daemon=True).start()

    def _hear(self, line: Line) -> None:
        """Hear what the process says, until it has ended."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                said = line.recv()
                if isinstance(said, int):
                    self.held_to = said
                elif isinstance(said, tuple):
                    self.trouble = unpacked(*said)
                else:
                    self._tell(said)

    def end(self) -> None:
        """End it, and take away what it has not finished."""
        self._process.terminate()
        self._process.join()
        whole_file.take_away_of(self._process.pid or 0, self._folder)
        self._process.close()


def _keep(where: Address, path: Path, says: Line) -> None:
    """What the process does until whoever began it has ended."""
    ended = threading.Event()
    end_with_parent(ended.set)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)  # people are answered first

    def troubled(why: Text) -> None:
        says.send((packed(why),))

    Keeper(where, path, says.send, _now, says.send, troubled).run(ended)


def _now() -> datetime:
    return datetime.now(UTC)


class Keeper:
    """Makes the copy anew whenever there is something new, says when it can make none, and how far
    the journal goes that is in it.
    """

    def __init__(
        self,
        where: Address,
        path: Path,
        tell: Callable[[str], None],
        clock: Callable[[], datetime],
        made: Callable[[int], None] = lambda _place: None,
        troubled: Callable[[Text], None] = lambda _why: None,
    ) -> None:
        self._where, self._path, self._tell, self._clock = where, path, tell, clock
        self._told_made, self._told_trouble = made, troubled
        self._store: SeminarStore | None = None
        self._known = -1
        self._trouble = ""

    def run(self, ended: threading.Event) -> None:
        """Look again and again."""
        while True:
            began = time.monotonic()
            made = self.look()
            took = time.monotonic() - began
            if ended.wait(max(REST_SECONDS, took / SHARE) if made else LOOK_SECONDS):
                return

    def close(self) -> None:
        """Let go of the seminar."""
        if self._store is not None:
            self._store.close()

    def look(self) -> bool:
        """Make the copy where there is something new; whether it was made."""
        try:
            if self._store is None:
                self._store, _ = open_anywhere(self._where, self._clock())
            with self._store.read() as reader:
                place = reader.position().journal
        except SeminarError as error:
            self._lost(error)
            return False
        if place == self._known:
            self._heard()
            return False
        try:
            said = own_copy.keep(self._store, self._path, self._clock())
        except SeminarError as error:
            self._lost(error)
            if self._answers():  # where the database is silent, whoever leads is told that
                self._told_trouble(error.sentence)
            return False
        self._heard()
        if said:
            self._tell(str(said))
        self._known = place
        self._told_made(place)
        return True

    def _heard(self) -> None:
        if self._trouble:
            self._trouble = ""
            self._told_trouble("")
            self._tell(str(say("The room’s own copy is kept up to date again.")))

    def _answers(self) -> bool:
        try:
            if self._store is not None:
                with self._store.read():
                    return True
        except SeminarError:
            pass
        return False

    def _lost(self, error: SeminarError) -> None:
        """Say once why none can be made."""
        if self._trouble != str(error):
            self._trouble = str(error)
            self._tell(str(error))
