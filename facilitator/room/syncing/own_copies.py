"""A room's own copy of a seminar in a database, kept by a process of its own beside the server."""

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing import connection
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.wording import say
from facilitator.room.workers import end_with_parent
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import Address, open_anywhere
from facilitator.store.seminar_store import SeminarStore

LOOK_SECONDS = 5.0
REST_SECONDS = 15.0
"""So long at least between two copies."""
SHARE = 0.1
"""How much of the time making copies may take."""

OF_DATABASES = say(
    "A room keeps its own copy of a seminar in a database. Leave --standby-file out; for one in a "
    "file a second laptop stands by with “facilitator standby”."
)


@contextlib.contextmanager
def kept(
    store: SeminarStore, where: Path | Address, path: Path | None, tell: Callable[[str], None]
) -> Iterator[None]:
    """Take in what was done in the room's own copy, then keep it up to date for as long as the
    block lasts; `tell` prints a line. Nothing of that where there is to be none.

    Raises SeminarError where the file is something else.
    """
    for sentence in own_copy.said_of(store):
        tell(str(sentence))
    if path is None:
        yield
        return
    if isinstance(where, Path):
        raise SeminarError(OF_DATABASES)
    for sentence in own_copy.taken_in(store, path, _now()):
        tell(str(sentence))
    context = multiprocessing.get_context("spawn")
    heard, says = context.Pipe(duplex=False)
    keeper = context.Process(target=_keep, args=(where, path, says), name="own copy", daemon=True)
    keeper.start()
    says.close()
    threading.Thread(target=_pass_on, args=(heard, tell), name="own copy", daemon=True).start()
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join()
        whole_file.take_away_of(keeper.pid or 0, path.parent)
        keeper.close()


def _pass_on(heard: connection.Connection, tell: Callable[[str], None]) -> None:
    """Print what the process says, until it has ended."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            tell(heard.recv())


def _keep(where: Address, path: Path, says: connection.Connection) -> None:
    """What the process does until whoever began it has ended."""
    ended = threading.Event()
    end_with_parent(ended.set)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)  # people are answered first
    Keeper(where, path, says.send, _now).run(ended)


def _now() -> datetime:
    return datetime.now(UTC)


class Keeper:
    """Makes the copy anew whenever there is something new, and says when it can make none."""

    def __init__(
        self,
        where: Address,
        path: Path,
        tell: Callable[[str], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._where, self._path, self._tell, self._clock = where, path, tell, clock
        self._store: SeminarStore | None = None
        self._known = -1
        self._made: datetime | None = None
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
            self._heard()
            if place == self._known:
                return False
            own_copy.keep(self._store, self._path, self._clock())
        except SeminarError as error:
            self._lost(error)
            return False
        self._known, self._made = place, self._clock()
        return True

    def _heard(self) -> None:
        if self._trouble:
            self._trouble = ""
            self._tell(str(say("The room’s own copy is kept up to date again.")))

    def _lost(self, error: SeminarError) -> None:
        """Say once why, and how the room can go on."""
        if self._trouble == str(error):
            return
        self._trouble = str(error)
        self._tell(str(error))
        if isinstance(error, StorageError) and self._path.exists():
            self._tell(str(self._way_on()))

    def _way_on(self) -> object:
        return say(
            "If that lasts, close this room (Ctrl+C) and serve its own copy in its place, with the "
            "same --room and --port: facilitator serve {file}",
            file=str(self._path),
        )
