"""A seminar's store: what reads, writes and hears news. Where it keeps them is its engine's matter.

Whoever needs a file on a disk (its path, its passphrase, backups, copies) takes a `SeminarFile`.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from facilitator.domain.acts import Act, Place, Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.revisions import Change, Kind, Position
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import say
from facilitator.store.batches import Seat
from facilitator.store.engine import Abilities, Ear, Engine
from facilitator.store.postgres.address import Address
from facilitator.store.records.reader import Reader, Snapshot
from facilitator.store.records.writer import Writer, new_id

ONLY_LOOKS = say(
    "This window only looks at the seminar, which another window has: nothing was changed. Take it "
    "over to work on it here."
)
ONLY_READS = say(
    "You may read this seminar, and nothing was changed. Whoever owns it can let you run it: "
    "“facilitator allow”."
)


class SeminarStore(ABC):
    """One seminar, open. Connections live inside the blocks of `read` and `write` only."""

    def __init__(self, database: Engine, device: str) -> None:
        self.device = device
        self.session = new_id()
        """Of this opening: acts say in which window they were done."""
        self.place = Place.ELSEWHERE
        self.room = MAIN
        """Whose stage, day, rounds and phones are meant by what is read and written."""
        self.admits: Callable[[Reader], object] = lambda _reader: None
        """Raises where whoever reads and writes through it may not do so any more."""
        self.only_looks = False
        """Whether nothing is written through it, since another window has the seminar."""
        self.only_reads = False
        """Whether nothing is written, since whoever opened it has no right to."""
        self.database = database
        """The engine; the store's own modules use it, nobody else."""

    @property
    @abstractmethod
    def where(self) -> Path | Address:
        """Where it is: a file, or a place in a database."""

    @property
    def can(self) -> Abilities:
        """What can be done with it, besides reading, writing and hearing news."""
        return self.database.can

    def close(self) -> None:
        """Let go of everything."""
        self.database.close()

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent snapshot for as long as the block lasts; keep it short."""
        with self.database.reading() as connection:
            reader = Snapshot(connection, self.room, self.session)
            self.admits(reader)
            yield reader

    @contextlib.contextmanager
    def write(
        self, verb: Verb, now: datetime, *, on: Sequence[str] = (), undoes: str | None = None
    ) -> Iterator[Writer]:
        """One transaction: all of it is on the disk when the block ends, or none of it.

        `verb` says what the act is, `on` which records it concerns where that is not simply
        what it writes.
        """
        with self.noting() as note, self.database.writing() as connection:
            writer = Writer(connection, self.act(verb, now, on, undoes), now, self.room)
            self.admits(writer)
            yield writer
            writer.finish()
            note(connection)

    @contextlib.contextmanager
    def write_beside_nothing(self, now: datetime) -> Iterator[Writer]:
        """One transaction with an empty database beside it, for what arrives to be laid out in."""
        with self.noting() as note, self.database.writing_beside_nothing() as connection:
            writer = Writer(connection, self.act(Verb.MERGE, now), now)
            self.admits(writer)
            yield writer
            writer.finish()
            note(connection)

    @abstractmethod
    def write_beside(
        self, other: Path, now: datetime, *, keep: bool
    ) -> AbstractContextManager[Writer]:
        """One transaction with another file laid out beside it as `other`, such as one to merge.

        `other` is ours, plain or under this seminar's passphrase, and nobody else uses it. With
        `keep` False nothing is kept.
        """

    @contextlib.contextmanager
    def noting(self) -> Iterator[Callable[[Connection], None]]:
        """Note how far the block's transaction has come, once it is on the disk; for stores that
        can be put back to earlier. Raises SeminarError, before anything is begun, where this one
        only looks.
        """
        self.refuse_to_look_alone()
        yield lambda _connection: None

    def step(self, ballots: Sequence[Ballot], seats: Collection[Seat] = ()) -> bool:
        """Cast ballots in a transaction of their own, one step of the engine.

        False, and nothing is written, where a round is not open, or one of the seats that they come
        from is none any more.
        """
        self.refuse_to_look_alone()
        return self.database.cast(ballots, seats)

    def refuse_to_look_alone(self) -> None:
        """Raise SeminarError where nothing is to be written through this one."""
        if self.only_reads:
            raise SeminarError(ONLY_READS)
        if self.only_looks:
            raise SeminarError(ONLY_LOOKS)

    def looking(self) -> Self:
        """The same open seminar, to be looked at: whoever would write is told why it is not."""
        there = copy(self)
        there.only_looks = True
        return there

    def at(self, place: Place) -> Self:
        """The same open seminar, for what is done in one place: acts say where they were done."""
        there = copy(self)
        there.place = place
        return there

    def in_room(self, room: str) -> Self:
        """The same open seminar in another of its rooms: what is shown, run, put to the vote and
        joined through it is that room's.
        """
        there = copy(self)
        there.room = room
        return there

    def for_whom(self, admits: Callable[[Reader], object]) -> Self:
        """The same open seminar, for somebody who may be shown out at any moment: every read and
        every write through it begins with `admits`, in its own transaction.
        """
        there = copy(self)
        there.admits = admits
        return there

    def in_session(self, session: str) -> Self:
        """The same open seminar, in a session that was cut off and goes on: acts say so."""
        there = copy(self)
        there.session = session
        return there

    def act(
        self, verb: Verb, now: datetime, on: Sequence[str] = (), undoes: str | None = None
    ) -> Act:
        """An act of this device, in this session and place."""
        return Act(
            id=new_id(),
            verb=verb,
            subjects=tuple(on),
            undoable=verb.is_undoable,
            device=self.device,
            session=self.session,
            place=self.place,
            at=now.isoformat(),
            undoes=undoes,
        )

    def tail(self) -> "Tail":
        """What follows the news of this seminar."""
        return Tail(self)

    def checkpoint(self) -> bool:
        """Have nothing that was taken out linger in the engine's log; whether nothing does.

        Waits a second for readers at most.
        """
        return self.only_reads or self.database.empty_log()

    @property
    def has_traces(self) -> bool:
        """Whether what was taken out lingers in the log, because somebody read when that was to be
        emptied. A file that is kept tries again until it is.
        """
        return self.database.owes_emptying


class Tail:
    """Notices that somebody wrote and says what changed. Belongs to one thread."""

    def __init__(self, store: SeminarStore) -> None:
        self._store = store
        self._ear: Ear = store.database.ear()
        self._is_behind = False
        with store.read() as reader:
            self._position = reader.position()

    @property
    def position(self) -> Position:
        """How far the news has been read."""
        return self._position

    @property
    def hears(self) -> bool:
        """Whether news can be heard just now."""
        return self._ear.hears

    @property
    def is_behind(self) -> bool:
        """Whether there is more to read, now, than was read at the last call."""
        return self._is_behind and self._ear.hears

    def poll(self, most: int | None = None) -> frozenset[Change]:
        """What changed since the last call, whoever wrote it; of so many revisions at `most`.

        Nothing while the file is let go of, since it moved: that is told when it is heard again.
        Raises LostError where it moves at this very moment; nothing is missed then either.
        """
        self._is_behind |= self._ear.has_news()
        if not self.is_behind:
            return frozenset()
        if self._ear.may_lack():
            return self._anew()
        with self._store.read() as reader:
            changes, position = reader.changes_since(self._position, most)
            is_behind = most is not None and position != reader.position()
        self._position, self._is_behind = position, is_behind
        return changes

    def _anew(self) -> frozenset[Change]:
        """Everything, as of now: what was heard of before may be gone, and its places in the
        journal may be others'.
        """
        with self._store.read() as reader:
            self._position = reader.position()
        self._is_behind = False
        return frozenset(Change(kind, "") for kind in Kind)

    def close(self) -> None:
        """Let go of what listens."""
        self._ear.close()
