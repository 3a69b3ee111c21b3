"""A seminar in a schema of a PostgreSQL database: made, opened, let go."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from facilitator.domain.acts import Place, Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.privacy.small_groups import Told
from facilitator.domain.wording import Text, say
from facilitator.store.databases import copying, roles
from facilitator.store.databases.half_made import OF_ANOTHER
from facilitator.store.files.installation import device_id, private_folder
from facilitator.store.postgres import open_votes
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.engine import Database
from facilitator.store.postgres.refusals import MAY_NOT
from facilitator.store.postgres.rights import May
from facilitator.store.postgres.vote_keys import VoteKeys
from facilitator.store.records import tables
from facilitator.store.records.facts import EPOCH, FILE_ID, STANDS_AT
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer, new_id
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.connecting import looking_at
from facilitator.store.sqlite.passphrases import NONE
from facilitator.store.upgrading import versions

__all__ = ["May", "SeminarDatabase", "to_database"]


class SeminarDatabase(SeminarStore):
    """One seminar in a database, open: room servers on several machines can share it."""

    def __init__(self, address: Address, device: str = "") -> None:
        self.database: Database
        keys = VoteKeys(private_folder("votes"))
        super().__init__(Database(address, keys), device or device_id())
        self.address = address

    @property
    def where(self) -> Address:
        """The place in the database."""
        return self.address

    @classmethod
    def create(
        cls,
        address: Address,
        *,
        device: str = "",
        first: Callable[[Writer], object] = lambda _writer: None,
        place: Place = Place.ELSEWHERE,
        now: datetime = datetime.min,
    ) -> "SeminarDatabase":
        """Make a new seminar with what is written into it `first`, all of it or nothing, whatever
        cuts that off; raises SeminarError when there is one of that name.
        """
        made = cls(address, device)

        def fill(connection: Connection) -> None:
            writer = Writer(connection, made.at(place).act(Verb.SET_UP, now), now)
            writer.note_fact(FILE_ID, new_id())
            writer.note_fact(EPOCH, new_id())
            first(writer)
            writer.finish()

        try:
            made.database.make(tables.metadata, versions.version(), fill=fill)
        except BaseException:
            made.close()
            raise
        return made

    @classmethod
    def half_made(cls, address: Address, of: str, *, device: str = "") -> "SeminarDatabase":
        """A copy of the seminar `of` that is not finished: the one that was begun, or a new one.
        Nobody opens it before it is declared whole.

        Raises SeminarError where there is a seminar of that name, or what was begun is of another.
        """
        made = cls(address, device)
        try:
            begun = made.database.half_made_of()
            if begun is None:
                made.database.make(tables.metadata, versions.version(), half_made_of=of)
            elif begun != (versions.version(), of):
                raise SeminarError(OF_ANOTHER)
        except SeminarError:
            made.close()
            raise
        return made

    def declare_whole(self, connection: Connection) -> None:
        """Say, within a transaction, that all is there."""
        self.database.declare_whole(connection, versions.version())

    @classmethod
    def open(cls, address: Address, *, device: str = "") -> "SeminarDatabase":
        """Open a seminar; raises SeminarError when it is missing, foreign or newer."""
        opened = cls(address, device)
        try:
            _refuse_strange(opened.database, address)
            opened.find_out()
        except SeminarError:
            opened.close()
            raise
        return opened

    def find_out(self) -> None:
        """What may be done with it here, by whoever opened it. Raises SeminarError where that is
        nothing.
        """
        may = self.database.may()
        if may is May.NOTHING:
            raise StorageError(MAY_NOT.of(address=str(self.address)))
        self.only_reads = self.only_looks = may is May.READ
        if not self.only_reads:
            self.settle()

    def allow(self, role: str, may: May) -> Text:
        """Have a role of the database do this with the seminar, and no more; what it lacks still,
        mostly nothing. Raises SeminarError where there is none, and for whoever is not its owner.
        """
        return roles.allow(self.database, role, may)

    def note_left(self, told: Told) -> None:
        """Have the seminar know what a paper told that one of its readers took out."""
        self.database.note_left([getattr(told, field.name) for field in fields(Told)])

    def settle(self) -> None:
        """Where the seminar was restored, or another server took the place of the one that had it,
        it may be at an earlier moment than phones, laptops and keys of votes know: these count anew
        then, as in a file that was put back.
        """
        at = self.database.stands_at()
        with self.database.reading() as connection:
            if not at or Reader(connection).fact(STANDS_AT) == at:
                return
        with self.database.writing() as connection:
            writer = Writer(connection, self.act(Verb.KEEP, datetime.min), datetime.min)
            if writer.fact(STANDS_AT) not in ("", at):
                writer.note_fact(EPOCH, new_id())
                open_votes.leap(connection)
            writer.note_fact(STANDS_AT, at)

    @contextlib.contextmanager
    def write_beside(self, other: Path, now: datetime, *, keep: bool) -> Iterator[Writer]:
        """One transaction with a plain file laid out beside it as `other`."""
        beside = self.database.writing_beside_nothing(keep=keep)
        with looking_at(other, NONE) as source, beside as connection:
            copying.lay_beside(source, connection)
            writer = Writer(connection, self.act(Verb.MERGE, now), now)
            self.admits(writer)
            yield writer
            writer.finish()

    def have_keys(self, brought: Path | None = None, *, anew: bool = False) -> None:
        """Have the keys of votes on this computer: those there are, those that were brought, or
        from now on new ones, where no computer has them any more; rounds that are open have lost
        their ballots then.

        Raises SeminarError where they are on another computer.
        """
        self.refuse_to_look_alone()
        if brought is not None:
            self.database.keys.take_in(brought)
        with self.database.writing() as connection:
            chain = open_votes.chain_of(connection)
            if not chain or anew:
                chain = open_votes.begin(connection)
            if not self.database.keys.has(chain):
                raise SeminarError(open_votes.NO_KEYS)

    def has_keys(self) -> bool:
        """Whether votes can be opened and closed on this computer: it has the keys, or there are
        none anywhere yet. Who only reads opens none anywhere.
        """
        if self.only_reads:
            return True
        with self.database.reading() as connection:
            chain = open_votes.chain_of(connection)
        return not chain or self.database.keys.has(chain)

    def keys_file(self) -> Path:
        """The file that the keys of votes are in."""
        with self.database.reading() as connection:
            return self.database.keys.file_of(open_votes.chain_of(connection))

    def discard(self) -> None:
        """Let go of a seminar that was only begun, and take it out of the database."""
        self.database.drop()
        self.close()


def to_database(
    source: SeminarStore, address: Address, told: copying.Told = lambda _share: None
) -> SeminarDatabase:
    """Copy a seminar into a database, and look whether both hold the same; returns it, open.

    Raises SeminarError where there is a seminar of that name, or something is missing in the end:
    then nothing is left there. Whatever else cuts it off, the next time goes on with what was
    copied.
    """
    target = SeminarDatabase.half_made(address, copying.file_id_of(source), device=source.device)
    with copying.going_on(target):
        copying.copy_rows(source, target, target.declare_whole, told)
    return target


def _refuse_strange(database: Database, address: Address) -> None:
    found, wanted = database.version(), versions.version()
    if found is None:
        if database.half_made_of() is not None:
            raise SeminarError(
                say(
                    "{address} is a copy that is not finished. Make it again with “facilitator "
                    "copy”: it goes on with what is there.",
                    address=str(address),
                )
            )
        if database.exists():
            raise SeminarError(
                say(
                    "{address} holds something else than a seminar. Give the name of a seminar.",
                    address=str(address),
                )
            )
        raise SeminarError(
            say(
                "There is no seminar {address}. Make it with “facilitator new {address}”, or give "
                "another name.",
                address=str(address),
            )
        )
    if found > wanted:
        raise SeminarError(
            say(
                "{file} was written by a newer Facilitator. Install that version to open it.",
                file=str(address),
            )
        )
    if found < wanted:
        raise SeminarError(
            say(
                "{address} was written by an older Facilitator. Copy it to a file with that "
                "version, open the file here, and copy it back.",
                address=str(address),
            )
        )
