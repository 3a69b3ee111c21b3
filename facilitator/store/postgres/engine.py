"""PostgreSQL as the store uses it: what opens a seminar's schema, begins in it, and hears of news.

One act at a time in each seminar, whatever the number of workers: who writes waits for the lock of
the seminar first, so that what was looked at before writing still holds, and places in the journal
come in the order of the commits.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import psycopg
from psycopg import sql
from psycopg.adapt import Dumper
from sqlalchemy import Connection, Engine, MetaData, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.wording import say
from facilitator.store.batches import Seat
from facilitator.store.engine import Abilities
from facilitator.store.postgres import casting, open_votes, rights, schemas
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.beside import BESIDE
from facilitator.store.postgres.connecting import connected
from facilitator.store.postgres.ear import Ear
from facilitator.store.postgres.rights import ASKED, May
from facilitator.store.postgres.troubles import code_of, told
from facilitator.store.postgres.vote_keys import VoteKeys

BUSY_MS = 10_000
IDLE_MS = 60_000
"""Who begins to write and is heard of no more is cut off after this long: others wait."""
LOCK = 0x464C5452
"""Which of a database's own locks are seminars' ("FLTR")."""

_HOLD = text("SELECT pg_advisory_xact_lock(:lock, 'meta'::regclass::oid::int)")
_TELL = text("SELECT pg_notify(:channel, (SELECT max(seq) FROM journal)::text)")
_TELLS = text("SELECT max(seq) FROM journal")

_IS_FIRST = "SELECT NOT pg_is_in_recovery()"
_STANDS_AT = """
    SELECT concat_ws(' ', (SELECT system_identifier FROM pg_control_system()),
                     left(pg_walfile_name(pg_current_wal_lsn()), 8),
                     (SELECT oid FROM pg_database WHERE datname = current_database()),
                     'meta'::regclass::oid)"""
"""The first is drawn when a cluster is made; the second goes up with each recovery to a moment and
each replica that is promoted; the others are new ones wherever a database or its tables were
restored from a copy or a dump.
"""


OLD_RIGHTS = say(
    "Your right to read {address} is of an older kind, by which no paper leaves. Ask its owner to "
    "give it anew: facilitator allow {address} YOUR-NAME --to read"
)


class _NotKept(Exception):
    """What is written is taken back."""


class _Truth(Dumper):
    """A truth value as the whole number that a file keeps."""

    oid = psycopg.adapters.types["int8"].oid

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


class Database:
    """One seminar's schema, of as many connections as are needed at a time."""

    can = Abilities(is_file=False)
    owes_emptying = False

    def __init__(self, address: Address, keys: VoteKeys) -> None:
        self.address = address
        self.keys = keys
        """Of open votes, which the database never has."""
        self._engine = self._made()
        self._reads = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def exists(self) -> bool:
        """Whether there is a seminar of this name; whether the database answers at all."""
        with told(self.address), self._engine.connect() as connection:
            found = "SELECT 1 FROM information_schema.schemata WHERE schema_name = %s"
            return connection.exec_driver_sql(found, (self.address.schema,)).first() is not None

    def version(self) -> int | None:
        """The version of a seminar; None for a schema that is none of ours."""
        kind, _, number = self._mark().partition(" ")
        return int(number) if kind == MARK and number.isdigit() else None

    def stands_at(self) -> str:
        """Where the seminar is: which cluster of servers, how often one of these took another's
        place or was put back in time, and which schema; "" of a replica.
        """
        with told(self.address), self._engine.connect() as connection:
            if not connection.exec_driver_sql(_IS_FIRST).scalar_one():
                return ""
            return str(connection.exec_driver_sql(_STANDS_AT).scalar_one())

    def may(self) -> May:
        """What whoever asks may do with the seminar, by their rights in the database."""
        with told(self.address), self._engine.connect() as connection:
            names = {"own": self._quoted(), "readers": f'"{self.address.readers}"'}
            asked = connection.exec_driver_sql(ASKED, names | {"mark": rights.MARK})
            return May(asked.scalar_one())

    @contextlib.contextmanager
    def in_its_words(self) -> Iterator["psycopg.Connection[Any]"]:
        """One transaction of the driver's, for what only PostgreSQL knows."""
        with told(self.address), self._engine.begin() as connection:
            raw: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
            yield raw

    def note_left(self, kept: Sequence[Collection[str]]) -> None:
        """Have the seminar know what a paper told that one of its readers took out; each a part of
        what is told, in order. Raises SeminarError where a reader may not say so.
        """
        with told(self.address), self._engine.begin() as connection:
            if connection.exec_driver_sql("SELECT to_regproc('paper_left')").scalar_one() is None:
                raise SeminarError(OLD_RIGHTS.of(address=str(self.address)))
            asked = ", ".join(["%s::text[]"] * len(kept))
            lists = tuple(sorted(each) for each in kept)
            connection.exec_driver_sql(f"SELECT paper_left({asked})", lists)

    def half_made_of(self) -> tuple[int, str] | None:
        """Of which version a copy is that is not finished, and of which seminar; None where it is
        none.
        """
        kind, number, of = (*self._mark().split(" "), "", "", "")[:3]
        return (int(number), of) if kind == HALF_MADE and number.isdigit() else None

    def _mark(self) -> str:
        """What the schema says of itself."""
        with told(self.address), self._engine.connect() as connection:
            said = "SELECT obj_description(to_regnamespace(%s), 'pg_namespace')"
            name = self._quoted()
            return connection.exec_driver_sql(said, (name,)).scalar_one_or_none() or ""

    def make(
        self,
        wanted: MetaData,
        version: int,
        *,
        half_made_of: str = "",
        fill: Callable[[Connection], object] = lambda _connection: None,
    ) -> None:
        """Make the schema, its tables and functions, of a copy that is `half_made_of` a seminar
        where that is to be, and whatever is to `fill` it, all of it or nothing. Raises SeminarError
        where one is there.
        """
        with told(self.address), self._engine.begin() as connection:
            taken = say(
                "{address} exists already. Choose another name or open it.",
                address=str(self.address),
            )
            name = self._quoted()
            try:
                connection.exec_driver_sql(f"CREATE SCHEMA {name}")
            except DBAPIError as error:
                if code_of(error) == _DUPLICATE_SCHEMA:
                    raise SeminarError(taken) from error
                raise
            for statement in (*schemas.statements(wanted).values(), *schemas.BESIDE_TABLES):
                connection.exec_driver_sql(statement)
            fill(connection)
            if half_made_of:
                self._say(connection, HALF_MADE, version, half_made_of)
            else:
                self._say(connection, MARK, version)

    def declare_whole(self, connection: Connection, version: int) -> None:
        """Say, within a transaction, that a copy is finished."""
        self._say(connection, MARK, version)

    def _say(self, connection: Connection, *mark: object) -> None:
        said = sql.Literal(" ".join(map(str, mark))).as_string()
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {self._quoted()} IS {said}")

    def drop(self) -> None:
        """Take a seminar out that was only begun."""
        with told(self.address), self._engine.begin() as connection:
            for name in (f'"{self.address.readers}"', self._quoted()):
                connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {name} CASCADE")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, for as long as the block lasts."""
        with told(self.address), self._reads.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, while nobody else writes here; then whoever listens is told."""
        with told(self.address), self._engine.begin() as connection:
            self._hold(connection)
            before = connection.execute(_TELLS).scalar_one()
            yield connection
            if connection.execute(_TELLS).scalar_one() != before:
                connection.execute(_TELL, {"channel": self.address.channel})

    @contextlib.contextmanager
    def writing_beside_nothing(self, *, keep: bool = True) -> Iterator[Connection]:
        """The same; what arrives is laid out as `other`, in tables of the transaction's own. With
        `keep` False nothing is kept.
        """
        with contextlib.suppress(_NotKept), self.writing() as connection:
            connection.execution_options(schema_translate_map={"other": BESIDE})
            yield connection
            if not keep:
                raise _NotKept
            connection.exec_driver_sql("DISCARD TEMP")

    def cast(self, ballots: Sequence[Ballot], seats: Collection[Seat]) -> bool:
        """Cast ballots in a transaction of their own; False, with nothing written, where a round
        is not open, or a seat is none any more. Nobody is told: turnout is read on the beat.
        """
        with told(self.address):
            try:
                with self._engine.begin() as connection:
                    self._hold(connection)
                    if not casting.all_sit(connection, seats):
                        return False
                    casting.cast_within(connection, ballots)
            except IntegrityError:
                return False
        return True

    def ear(self) -> Ear:
        """What hears that somebody else committed."""
        with told(self.address):
            return Ear(self.address, lambda: self._connected(autocommit=True))

    def empty_log(self) -> bool:
        """Its log is the database's own, for all that it keeps, and is not ours to empty. What it
        holds of votes that are closed can be read by nobody from then on.
        """
        with told(self.address), self._engine.begin() as connection:
            self._hold(connection)
            open_votes.forget_closed(connection)
        return True

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _hold(self, connection: Connection) -> None:
        connection.execute(_HOLD, {"lock": LOCK})

    def _quoted(self) -> str:
        return f'"{self.address.schema}"'  # of small letters, digits and _ alone

    def _made(self) -> Engine:
        return create_engine(
            "postgresql+psycopg://",
            creator=self._connected,
            hide_parameters=True,
            execution_options={open_votes.OPTION: self.keys},
            pool_pre_ping=True,
            pool_use_lifo=True,
            pool_size=8,
            max_overflow=24,
            pool_timeout=BUSY_MS / 1000,
        )

    def _connected(self, *, autocommit: bool = False) -> "psycopg.Connection[Any]":
        raw = connected(self.address, autocommit=autocommit)
        raw.adapters.register_dumper(bool, _Truth)
        for name, value in _SETTINGS.items():
            raw.execute(sql.SQL("SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
        # Whoever may not use the seminar's own schema comes to the readers' views behind it.
        path = sql.SQL("SET search_path = {}, {}, {}").format(
            *map(sql.Identifier, (self.address.schema, self.address.readers, BESIDE))
        )
        raw.execute(path)
        if not autocommit:
            raw.commit()
        return raw


_SETTINGS = {
    "lock_timeout": BUSY_MS,
    "idle_in_transaction_session_timeout": IDLE_MS,
    "timezone": "UTC",
    "client_min_messages": "warning",
}
MARK = "facilitator"
"""What the comment on a schema says that is a seminar, before its version."""
HALF_MADE = "facilitator-copy"
"""The same of a copy that is not finished, before its version and which seminar it is of."""
_DUPLICATE_SCHEMA = "42P06"
