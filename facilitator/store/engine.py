"""What a seminar's store asks of an engine, and what each engine can do.

SQLite keeps a seminar in a file, PostgreSQL in a schema of a database; who reads and writes does
not know which.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from facilitator.domain.polls.polls import Ballot
from facilitator.store.batches import Seat


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do that another cannot."""

    is_file: bool
    """Has a path, so that copies, backups and standbys of it are made here."""


class Ear(Protocol):
    """Hears that somebody committed, from whatever process. Belongs to one thread."""

    @property
    def hears(self) -> bool:
        """Whether it listens; it does not while the seminar is nowhere."""

    def has_news(self) -> bool:
        """Whether anybody committed since this was asked last, or might have."""

    def may_lack(self) -> bool:
        """Whether, since this was asked last, what was heard before may have been taken back: the
        seminar may be at an earlier moment than it was.
        """

    def close(self) -> None:
        """Let go of what listens."""


class Engine(Protocol):
    """One seminar's database, of as many connections as are needed at a time."""

    @property
    def can(self) -> Abilities:
        """What it can do."""

    @property
    def owes_emptying(self) -> bool:
        """Whether the log could not be emptied when it was to be."""

    def reading(self) -> AbstractContextManager[Connection]:
        """One moment of the database, for as long as the block lasts."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it. Nobody
        else writes meanwhile.
        """

    def writing_beside_nothing(self) -> AbstractContextManager[Connection]:
        """The same with an empty database beside it, for what arrives to be laid out in."""

    def cast(self, ballots: Sequence[Ballot], seats: Collection[Seat]) -> bool:
        """Cast ballots in a transaction of their own; False, with nothing written, where a round
        is not open, or one of the seats is none any more: its phone was let out, or its owner taken
        off the list.
        """

    def ear(self) -> Ear:
        """What hears that somebody else committed."""

    def empty_log(self) -> bool:
        """Have nothing that was taken out linger in the log; whether nothing does."""

    def close(self) -> None:
        """Let go of everything."""
