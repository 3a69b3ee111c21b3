"""What statements say differently to different engines, each in its engine's own folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table

from facilitator.domain.polls.polls import Ballot

Run = Callable[..., Any]
"""Runs a statement of `arriving`, with nothing, with a mapping, or with many; gives a cursor."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one engine is told."""

    upsert: Callable[[Table], Insert]
    """What writes whole rows of a table that is keyed by `id`, over those that are there."""
    add_missing: Callable[[Table], Insert]
    """What writes the rows of a table that are not there yet."""
    cast_within: Callable[[Connection, Sequence[Ballot]], None]
    """What writes ballots within a transaction; see `sqlite.casting`."""
    secret_of: Callable[[Connection, str], str | None]
    """The secret that an open round's keys are made with; see `postgres.open_votes`."""
    note_secret: Callable[[Connection, str, str], None]
    """What keeps the secret of a round that opens, or draws its own."""
    said_by: Callable[[Connection, Ballot], str]
    """What a ballot says, as a resend is known by."""
    unboxed: Callable[[Connection, str, Sequence[Ballot]], tuple[Ballot, ...]]
    """Ballots of one round, with all that was marked."""
    run: Callable[[Connection], Run]
    """What runs the statements of `arriving` within a transaction."""
    is_there: Callable[[Connection, str], bool]
    """Whether there is a table in what is beside as `other`."""
    wipe: Callable[[Connection], bool]
    """What takes the words out of versions that went with names; whether there were any."""
    stripped: Callable[[Connection], frozenset[str]]
    """The ids of these versions."""


def dialect_of(connection: Connection) -> Dialect:
    """What the engine is told that a connection leads to."""
    return _sqlite() if connection.dialect.name == "sqlite" else _postgres()


@cache
def _sqlite() -> Dialect:
    from facilitator.store.sqlite import anonymised, beside, casting, upsert

    return _of(anonymised, beside, casting, upsert)


@cache
def _postgres() -> Dialect:  # what a laptop with a file needs none of is not loaded there
    from facilitator.store.postgres import anonymised, beside, casting, upsert

    return _of(anonymised, beside, casting, upsert)


def _of(anonymised: Any, beside: Any, casting: Any, upsert: Any) -> Dialect:
    """What an engine's modules say, which are called alike."""
    return Dialect(
        upsert.upsert,
        upsert.add_missing,
        casting.cast_within,
        casting.secret_of,
        casting.note_secret,
        casting.said_by,
        casting.unboxed,
        beside.run,
        beside.is_there,
        anonymised.wipe_within,
        anonymised.ids_within,
    )
