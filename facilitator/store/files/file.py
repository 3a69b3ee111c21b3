"""The seminar file: made, opened, let go. It is a store that lies on a disk, plain or protected."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from facilitator.domain.acts import Verb
from facilitator.domain.errors import (
    DamagedError,
    SeminarError,
    StorageError,
    why_of,
)
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.wording import say
from facilitator.store.batches import Seat
from facilitator.store.files import logs
from facilitator.store.files.examining import as_this_program_makes_it, examine, read_marks
from facilitator.store.files.installation import (
    OWNERS_FILE,
    device_id,
    folder_of_holds,
    folder_of_lives,
    keep_to_owner,
)
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import EPOCH, FILE_ID
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer, new_id, project_what_is_torn
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite import log_marks
from facilitator.store.sqlite.connecting import driver_of
from facilitator.store.sqlite.engine import Database
from facilitator.store.sqlite.passphrases import NONE, Passphrase
from facilitator.store.sqlite.schemas import statements
from facilitator.store.sqlite.standing import is_free, wait_for_one_name
from facilitator.store.sqlite.troubles import TROUBLE, told, why_unwritten
from facilitator.store.sqlite.watching import lives
from facilitator.store.sqlite.watching.lives import Lacking, Life, Reached
from facilitator.store.upgrading import versions

__all__ = [
    "SUFFIX",
    "SeminarFile",
    "bring_bundle_up_to_date",
    "lacking",
    "new_id",
    "read_version",
    "refuse_newer",
    "refuse_strange",
]

SUFFIX = ".seminar"


def make_folder(folder: Path) -> None:
    """Make a folder for a seminar where there is none; SeminarError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder, error) from error


def _not_writable(folder: Path, error: OSError) -> SeminarError:
    return SeminarError(
        say(
            "{folder} is no folder to write in: {why}. Choose another folder.",
            folder=str(folder),
            why=why_of(error),
        )
    )


class SeminarFile(SeminarStore):
    """One seminar in a file of its own, open. The handle owns the file's passphrase."""

    def __init__(self, path: Path, passphrase: Passphrase, device: str) -> None:
        path = path.absolute()  # however somebody came to it: it is written to from everywhere
        self.database: Database
        super().__init__(Database(path, passphrase, folder_of_holds()), device or device_id())
        self.database.summed = vote_tables.UNTOLD
        self.database.version = versions.version()
        self.life: Life | None = None
        """Where it is noted how far it has come, for a file that may be put back to earlier."""
        self.path = path
        self.passphrase = passphrase
        self.lacks: Lacking | None = None
        """What was in it once, as this computer knows, and was not when it was opened."""

    @property
    def where(self) -> Path:
        """Its path."""
        return self.path

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        passphrase: str | Passphrase = NONE,
        device: str = "",
        half_made_of: str = "",
    ) -> "SeminarFile":
        """Make a new, empty file; raises SeminarError when there is one already. A copy that is
        `half_made_of` a seminar is opened by nobody before it is declared whole.
        """
        if path.exists():
            raise SeminarError(
                say("{file} exists already. Choose another name or open it.", file=path.name)
            )
        make_folder(path.parent)
        try:
            path.touch(mode=OWNERS_FILE, exist_ok=False)
        except FileExistsError as error:
            raise SeminarError(
                say("{file} exists already. Choose another name.", file=path.name)
            ) from error
        except OSError as error:
            raise _not_writable(path.parent, error) from error
        file = cls(path, _owned(passphrase), device)
        try:
            file._begin(half_made_of)
        except SeminarError as error:
            file.discard()
            if not isinstance(error, StorageError):
                raise  # it says itself why, and what to do
            why = why_unwritten(error.__cause__ or error, path)
            raise SeminarError(
                say("{file} could not be made: {why}.", file=path.name, why=why)
            ) from error
        return file

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str | Passphrase = NONE,
        device: str = "",
        looks_only: bool = False,
    ) -> "SeminarFile":
        """Open a file; raises SeminarError when it is missing, foreign, newer or damaged.

        A file of an older version is brought up to date; `services.files.opening` keeps a backup
        of it first. Who `looks_only` at one of this version leaves it as it is, and to whoever
        opens it next what has to be said of it. Raises PassphraseError when it needs another
        passphrase than this one.
        """
        owned = _owned(passphrase)
        if looks_only:
            wait_for_one_name(path, folder_of_holds())
        else:
            logs.made_to_fit(path, owned)
        lacks_its_log = logs.lacks_its_log(path, owned)
        went_back = lacks_its_log or logs.unread(path) is not None
        found = refuse_strange(path, owned)  # who only looks leaves an empty log there
        refuse_while_others_have_it(path, found)
        keep_to_owner(path)
        file = cls(path, owned if owned.protects(path) else NONE, device)
        if found < versions.version():
            with _damage_said(), file.database.rebuilding() as connection:
                versions.bring_up_to_date(connection, found)
                as_this_program_makes_it(driver_of(connection), path.name)
                act = file.act(Verb.SET_UP, datetime.min)
                project_what_is_torn(Writer(connection, act, datetime.min))
        if looks_only:
            return file
        file.database.marks_its_log = True
        if lacks_its_log:
            with file.database.driving() as raw:
                log_marks.begin_anew(raw)
        file.lacks, is_known = file._lacking()
        if went_back or file.lacks or not is_known:
            file._begin_epoch_anew()
        return file

    def close(self) -> None:
        """Let go of everything."""
        if self.life is not None and self.life.owes_a_note:
            with contextlib.suppress(SeminarError), self.database.driving() as driver:
                self.life.note(lives.reached(driver))
        super().close()
        if self.life is not None:
            self.life.let_go()

    @contextlib.contextmanager
    def noting(self) -> Iterator[Callable[[Connection], None]]:
        """Note how far the block's transaction has come, once it is on the disk."""
        self.refuse_to_look_alone()
        found: list[Reached] = []

        def note(connection: Connection) -> None:
            if self.life is not None:
                found.append(lives.reached(driver_of(connection)))

        yield note
        if self.life is not None and found:
            self.life.note(found[-1])

    def step(self, ballots: Sequence[Ballot], seats: Collection[Seat] = ()) -> bool:
        """Cast ballots in a transaction of their own, one step of the engine."""
        self.refuse_to_look_alone()
        life = self.life
        return self.database.cast(ballots, seats, lambda driver: _note_if_due(life, driver))

    def discard(self) -> None:
        """Let go of a file that was only begun, and take it off the disk."""
        self.database.marks_its_log = False
        self.close()
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(f"{self.path.name}{ending}").unlink()

    @contextlib.contextmanager
    def write_beside(self, other: Path, now: datetime, *, keep: bool) -> Iterator[Writer]:
        """One transaction with another file attached as `other`, such as one to merge.

        `other` is ours, plain or under this file's passphrase, and nobody else uses it. With
        `keep` False nothing is kept.
        """
        beside = self.database.writing_beside(other, self.passphrase, keep=keep)
        with self.noting() as note, beside as connection:
            writer = Writer(connection, self.act(Verb.MERGE, now), now)
            self.admits(writer)
            yield writer
            writer.finish()
            if keep:
                note(connection)

    def _begin(self, half_made_of: str) -> None:
        application = tables.HALF_MADE_ID if half_made_of else tables.APPLICATION_ID
        with self.database.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {application}")
            connection.exec_driver_sql(f"PRAGMA user_version = {versions.version()}")
            for statement in statements(tables.metadata).values():
                connection.exec_driver_sql(statement)
            act = self.act(Verb.SET_UP, datetime.min)
            writer = Writer(connection, act, datetime.min)
            writer.note_fact(FILE_ID, half_made_of or new_id())
            writer.note_fact(EPOCH, new_id())
        self.database.marks_its_log = not half_made_of
        self._lacking()

    def begin_epoch(self) -> bool:
        """Whoever works in a copy from now on works in another file than the one it was made of.

        What that had received since is not here: whoever sent it counts anew. True where that
        begins now.
        """
        with self.read() as reader:
            if reader.fact(EPOCH):
                return False
        self._begin_epoch_anew(unless_begun=True)
        return True

    def _begin_epoch_anew(self, *, unless_begun: bool = False) -> None:
        """What was written and is missing here is counted anew by whoever has it."""
        with self.database.writing() as connection:
            writer = Writer(connection, self.act(Verb.SET_UP, datetime.min), datetime.min)
            if not (unless_begun and writer.fact(EPOCH)):
                writer.note_fact(EPOCH, new_id())
        self._lacking()

    def _lacking(self) -> tuple[Lacking | None, bool]:
        """What the file lacks of what was in it, and whether this computer knows its life at all;
        from now on it is noted how far it comes.
        """
        if self.life is not None:
            self.life.let_go()
        self.life = None
        with contextlib.suppress(StorageError), self.read() as reader:  # damage is told when read
            life = Life(folder_of_lives(), reader.fact(EPOCH))
            self.life, is_known = life, not life.is_new
            raw = driver_of(reader.connection)
            lacks = life.lacking(raw)
            if lacks is None:
                life.note(lives.reached(raw))
            return lacks, is_known
        return None, True


def _note_if_due(life: Life | None, driver: Any) -> None:
    if life is not None and life.is_due():
        life.note(lives.reached(driver))


@contextlib.contextmanager
def _damage_said() -> Iterator[None]:
    """An upgrade reads everything: what is nothing that a seminar ever held is damage."""
    try:
        yield
    except (*TROUBLE, msgspec.MsgspecError, *_SENSELESS) as error:
        raise DamagedError from error


_SENSELESS = (ValueError, TypeError, LookupError, RecursionError)


def _owned(passphrase: str | Passphrase) -> Passphrase:
    return passphrase if isinstance(passphrase, Passphrase) else Passphrase(passphrase)


def lacking(reader: Reader) -> Lacking | None:
    """What a file that is only looked at lacks of what was in it once."""
    life = Life(folder_of_lives(), reader.fact(EPOCH))
    try:
        return life.lacking(driver_of(reader.connection))
    finally:
        life.let_go()


def bring_bundle_up_to_date(content: Path, found: int, passphrase: Passphrase) -> None:
    """Bring a bundle's database, a file of ours alone, up to this program's version."""
    database = Database(content, passphrase)
    try:
        with database.writing() as connection:
            versions.bring_up_to_date(connection, found, is_bundle=True)
    finally:
        database.close()


def read_version(path: Path, passphrase: str | Passphrase = NONE) -> int:
    """The version of a seminar file; raises SeminarError when it is not one.

    Raises PassphraseError when it needs another passphrase than this one.
    """
    if not path.is_file():
        raise SeminarError(
            say("There is no file {file}. Check the name or open another seminar.", file=str(path))
        )
    try:
        with told(path):
            application, found = read_marks(path, _owned(passphrase))
    except OSError as error:
        raise SeminarError(
            say(
                "{file} cannot be read: {why}. Ask whoever looks after this computer, or "
                "copy the file to a folder of your own.",
                file=path.name,
                why=why_of(error),
            )
        ) from error
    if application == tables.HALF_MADE_ID:
        raise SeminarError(
            say(
                "{file} is a copy that is not finished. Make it again with “facilitator copy”: it "
                "goes on with what is there.",
                file=path.name,
            )
        )
    if application != tables.APPLICATION_ID or found < versions.FIRST:
        raise SeminarError(
            say(
                "{file} is not a seminar file. Open a file ending in {suffix}.",
                file=path.name,
                suffix=SUFFIX,
            )
        )
    return found


def refuse_strange(path: Path, passphrase: Passphrase) -> int:
    """What everything begins with that opens a seminar, or makes something of one: that it is one,
    not newer than this program, and holds nothing foreign. Returns its version.

    Raises SeminarError, each time with its own sentence; nothing in the file is run or changed.
    """
    found = read_version(path, passphrase)
    refuse_newer(path, found)
    examine(path, passphrase, is_current=found == versions.version())
    return found


def refuse_newer(path: Path, found: int) -> None:
    """Raise SeminarError where a file's version is one that this program does not know."""
    if found > versions.version():
        raise SeminarError(
            say(
                "{file} was written by a newer Facilitator. Install that version to open it.",
                file=path.name,
            )
        )


def refuse_while_others_have_it(path: Path, found: int) -> None:
    """Raise SeminarError where a file of an older version would be brought up to date under an
    older program's window, which would go on in it as it knows it.
    """
    if found < versions.version() and not is_free(path, folder_of_holds()):
        raise SeminarError(
            say(
                "{file} is open in another window or program, of an older Facilitator. Close it "
                "there first: it is brought up to date when it is opened here.",
                file=path.name,
            )
        )
