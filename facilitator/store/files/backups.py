"""Backups: where a seminar's are kept, which stay as time goes on, and how one is brought back.

Each seminar file has a folder of its own for them, by which seminar it is and where it lies: what
is kept of a copy never pushes out what is kept of the original.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from facilitator import whole_file
from facilitator.domain.errors import SeminarError, StorageError, why_of
from facilitator.domain.wording import say
from facilitator.store.files import copies, thinning
from facilitator.store.files.examining import refuse_foreign_parts
from facilitator.store.files.file import SUFFIX, SeminarFile, new_id, refuse_strange
from facilitator.store.files.installation import keep_to_owner, private_folder, user_folder
from facilitator.store.records.facts import FILE_ID
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.holding import reading
from facilitator.store.sqlite.log_marks import log_of
from facilitator.store.sqlite.passphrases import Passphrase, is_protected
from facilitator.store.sqlite.schemas import is_id
from facilitator.store.sqlite.troubles import TROUBLE

LEFT_FREE = 64 << 20
"""A backup leaves the disk so many bytes, for the seminar itself to go on."""

_NAME = re.compile(r"(\d{8}-\d{6}-\d{6})((?:-[\w.]+)*)\.seminar")
_STAMP = "%Y%m%d-%H%M%S-%f"
_PLACE = "place"


class Before(StrEnum):
    """What a backup was made before, as its name says it."""

    DAY = "before the day"
    IMPORT = "before import"
    MERGE = "before merge"
    UPGRADE = "before version"
    REPAIR = "before repair"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A backup that we made: when, and before what ("" for those made every ten minutes)."""

    made: datetime
    before: str
    path: Path


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds, as far as it can be read. `origin` is the file it was made of."""

    title: str = ""
    day: date | None = None
    counts: dict[str, int] = field(default_factory=dict)
    is_protected: bool = False
    origin: Path | None = None


def folder_of(file: SeminarFile) -> Path:
    """Where this file's backups are kept: on this computer, whatever the file's own place."""
    with file.read() as reader:
        return _folder(reader.fact(FILE_ID), file.path)


def _folder(file_id: str, path: Path) -> Path:
    if not is_id(file_id):
        raise SeminarError(
            say(
                "{file} does not say as it should which seminar it is, so no backup of it "
                "can be kept. Merge it into another copy of the seminar, or open one of its "
                "backups.",
                file=path.name,
            )
        )
    place = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return private_folder("backups") / f"{file_id}-{place[:16]}"


def in_folder(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, oldest first; only what bears a name that we give."""
    found = (_backup(path) for path in folder.glob(f"*{SUFFIX}") if path.is_file())
    return tuple(sorted(backup for backup in found if backup))


def _backup(path: Path) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    with contextlib.suppress(ValueError):
        made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
        return Backup(made, named[2].replace("-", " ").strip(), path)
    return None


def backups(file: SeminarFile) -> tuple[Path, ...]:
    """This file's backups, oldest first."""
    return tuple(backup.path for backup in in_folder(folder_of(file)))


def folders_of_seminar(file: SeminarFile) -> tuple[Path, ...]:
    """Where backups of this seminar are kept, of this file and of its copies in other places."""
    own = folder_of(file)
    with file.read() as reader:
        file_id = reader.fact(FILE_ID)
    return tuple({*own.parent.glob(f"{file_id}*"), own})


def every_folder() -> tuple[Path, ...]:
    """The folders of all seminars' backups on this computer."""
    return tuple(sorted(path for path in private_folder("backups").iterdir() if path.is_dir()))


def is_one(path: Path) -> bool:
    """Whether a file lies among the backups, where nobody works in it."""
    return path.resolve().is_relative_to((user_folder() / "backups").resolve())


def back_up(file: SeminarFile, now: datetime, why: Before | None = None) -> Path:
    """Make a backup, and let go of older ones as time passes. `why` becomes part of its name.

    Raises SeminarError where there is no room for it, or it cannot be written.
    """
    with _no_backup_said(file.path):
        folder = folder_of(file)
        written = last_written(file)
        copies.look_for_room(folder.parent, file.path, LEFT_FREE)
        target = _prepared(folder, file.path, now, why or "")
        thin(folder, now)
        names = (backup.path.name for backup in in_folder(folder))
        thinning.note_down(folder, names, target.name)
        copies.copy_to(file, target)
        os.utime(target, ns=(written, written))
    return target


@contextlib.contextmanager
def _no_backup_said(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            say(
                "No backup of {file} could be made: {why}. Its backups lie in {folder}.",
                file=path.name,
                why=why_of(error),
                folder=str(user_folder() / "backups"),
            )
        ) from error


def keep_before_upgrade(path: Path, found: int, now: datetime, passphrase: Passphrase) -> Path:
    """Keep a copy of a file of an older version, beside its other backups, as protected as it."""
    with _no_backup_said(path):
        folder = _folder(copies.fact_of(path, passphrase, FILE_ID), path)
        copies.look_for_room(folder.parent, path, LEFT_FREE)
        target = _prepared(folder, path, now, f"{Before.UPGRADE} {found + 1}")
        copies.copy_unopened(path, target, passphrase)
    return target


def keep_before_repair(path: Path, now: datetime, passphrase: Passphrase) -> Path:
    """Keep a damaged file as it is, with its log: its bytes, whatever can be read of them."""
    with _no_backup_said(path):
        file_id = copies.fact_of(path, passphrase, FILE_ID)
        if is_id(file_id):
            target = _prepared(_folder(file_id, path), path, now, Before.REPAIR)
        else:
            target = copies.free_name(path.with_name(f"{path.stem} {Before.REPAIR}{SUFFIX}"))
        copies.look_for_room(target.parent, path, LEFT_FREE)
        copies.copy_bytes(path, target)
    return target


def _prepared(folder: Path, path: Path, now: datetime, why: str) -> Path:
    """Where a backup goes; its folder says what it is a backup of."""
    folder.mkdir(mode=0o700, exist_ok=True)
    keep_to_owner(folder)
    if origin_of(folder) != path.resolve():
        whole_file.write_bytes(folder / _PLACE, os.fsencode(path.resolve()))
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return folder / f"{'-'.join([stamp, *why.lower().split()])}{SUFFIX}"


def origin_of(folder: Path) -> Path | None:
    """The file whose backups these are; None where it was not written down."""
    try:
        return Path(os.fsdecode((folder / _PLACE).read_bytes()))
    except (OSError, UnicodeDecodeError):
        return None


def last_backup(file: SeminarFile, now: datetime) -> Backup | None:
    """The newest backup; none that a clock which was wrong has put into the future."""
    made = [backup for backup in in_folder(folder_of(file)) if backup.made <= now]
    return made[-1] if made else None


def end_of_journal(backup: Path, passphrase: Passphrase) -> int:
    """How far the journal of a backup goes; 0 where it cannot be read."""
    with (
        contextlib.suppress(OSError, SeminarError, *TROUBLE),
        contextlib.closing(connect(backup, passphrase, is_read_only=True)) as raw,
    ):
        refuse_foreign_parts(raw, backup.name)
        return int(raw.execute("SELECT max(seq) FROM journal").fetchone()[0] or 0)
    return 0


def last_written(file: SeminarFile) -> int:
    """When the file or its log was last written, as the disk says it (ns).

    A backup takes this as its own date. So one that bears the same has all of it, whatever the
    clock did.
    """
    places = (file.path, log_of(file.path))
    return max((place.stat().st_mtime_ns for place in places if place.exists()), default=0)


def holds_all(backup: Backup, file: SeminarFile) -> bool:
    """Whether nothing was written to the file since a backup of it."""
    return backup.path.stat().st_mtime_ns == last_written(file)


def thin(folder: Path, now: datetime) -> None:
    """Let go of what time has made superfluous: never one in use, nor one made before something."""
    found = {backup.path.name: backup for backup in in_folder(folder) if not backup.before}
    made = [found[name].made for name in thinning.in_order(folder, found)]
    staying = thinning.to_keep(made, now)
    for backup in found.values():
        if backup.made not in staying and not _is_in_use(backup.path):
            backup.path.unlink(missing_ok=True)


def _is_in_use(path: Path) -> bool:
    """Whether somebody works in a backup, or did: a log lies beside it, or is written to be."""
    if any(path.with_name(f"{path.name}{ending}").exists() for ending in ("-wal", "-journal")):
        return True
    with contextlib.suppress(OSError), reading(path) as stream:
        head = stream.read(20)
        return head.startswith(b"SQLite format 3\0") and head[18:20] == b"\x02\x02"
    return True


def held(backup: Path, passphrase: Passphrase) -> Held:
    """What a backup holds, of any version of the program; the backup stays as it is."""
    origin = origin_of(backup.parent)
    try:
        with contextlib.closing(connect(backup, passphrase, is_read_only=True)) as raw:
            refuse_foreign_parts(raw, backup.name)
            title, day = raw.execute("SELECT title, date FROM seminars").fetchone() or ("", "")
            counts = {table: _count(raw, table) for table in _COUNTED}
    except (OSError, SeminarError, *TROUBLE):
        return Held(is_protected=is_protected(backup), origin=origin)
    with contextlib.suppress(ValueError, TypeError):
        return Held(str(title), date.fromisoformat(day), counts, origin=origin)
    return Held(str(title), None, counts, origin=origin)


_COUNTED = ("participants", "responses", "notes", "ballots")


def _count(raw: Any, table: str) -> int:
    return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - ours


def restore(backup: Path, target: Path, passphrase: Passphrase) -> None:
    """Make a new file of a backup, which stays as it is. Raises SeminarError where it cannot be."""
    refuse_strange(backup, passphrase)
    copies.look_for_room(target.parent, backup)
    copies.copy_unopened(backup, target, passphrase, epoch=new_id())
