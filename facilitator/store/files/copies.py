"""Copies that are whole: backups, copies to take away, and local copies of files from elsewhere."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import psutil

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.store.files import leftovers, logs, open_votes
from facilitator.store.files.examining import (
    leaving_its_log,
    refuse_foreign_parts,
    refuse_too_large,
    unreadable,
)
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import OWNERS_FILE, folder_of_holds, private_folder
from facilitator.store.files.log_damage import has_content
from facilitator.store.records import vote_tables
from facilitator.store.records.facts import EPOCH, EVERY, FACTS, FORGET, Fact, Goes
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.connecting import ALONE, as_one_file, connect, is_damaged
from facilitator.store.sqlite.log_marks import (
    NAME,
    log_of,
    mark_as_whole,
    mark_of_a_copy,
    sum_up_a_copy,
)
from facilitator.store.sqlite.passphrases import Passphrase, is_protected
from facilitator.store.sqlite.standing import is_free
from facilitator.store.sqlite.troubles import TROUBLE, Trouble, trouble_of, why_unwritten

T = TypeVar("T")

_ELSEWHERE = {"vfat", "exfat", "msdos", "fuseblk", "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p"}
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")


def copy_to(file: SeminarFile, target: Path) -> None:
    """A whole copy of the seminar as it stands, in one file, on the disk before its name appears.

    It is as protected as the seminar, its owner's alone on this computer, and holds no ballot of an
    open round. Raises SeminarError when the place cannot be written, or is a folder, a device or a
    pipe; what stood there stays.
    """
    refuse_to_replace(target)
    with _no_copy_said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        look_for_room(target.parent, file.path)
        with leftovers.begun_in(target.parent), whole_file.replacing(target) as part:
            copy_into(file, part)
            logs.clear_beside(target, file.passphrase)
        _check_what_stands(target, file.passphrase)


def _check_what_stands(target: Path, passphrase: Passphrase) -> None:
    """Read once more, as any program would open it, what has been given its name."""
    with contextlib.closing(connect(target, passphrase, how=ALONE)) as raw:
        if log_of(target).exists() or is_damaged(raw):
            raise SeminarError(
                say("The copy {file} came out damaged. Try another disk.", file=target.name)
            )


def has_no_room(folder: Path, path: Path) -> bool:
    """Whether a disk has no room for a copy of a file and its log."""
    return shutil.disk_usage(folder).free < _size(path)


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in (path, log_of(path)) if each.exists())


def look_for_room(folder: Path, path: Path, left_free: int = 0) -> None:
    """Raise SeminarError where a disk has no room for a copy of a file and its log."""
    needed = left_free + _size(path)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SeminarError(
            say(
                "There is no room for a copy of {file}: it needs {needed}, and the "
                "disk of {folder} has {free} left. Make room there.",
                file=path.name,
                needed=_megabytes(needed + _MEGABYTE - 1),
                folder=str(folder),
                free=_megabytes(free),
            )
        )


def _megabytes(size: int) -> str:
    return f"{size // _MEGABYTE:,} MB"


_MEGABYTE = 1_000_000


def copy_into(file: SeminarFile, part: Path) -> None:
    """Fill an empty file with the seminar as it stands, without secrets and open votes."""
    with (
        file.database.driving() as raw,
        _no_copy_said(part, of=file.path),
        contextlib.closing(connect(part, file.passphrase)) as copy,
    ):
        raw.backup(copy)
        leave_behind(copy)
        sum_up_a_copy(copy, vote_tables.UNTOLD)
        as_one_file(copy)
        if is_damaged(copy):
            if is_damaged(raw):
                raise _damaged(file.path)
            raise SeminarError(
                say("The copy {file} came out damaged. Try another disk.", file=part.name)
            )


@contextlib.contextmanager
def _no_copy_said(target: Path, of: Path | None = None) -> Iterator[None]:
    """`of` is the file that is copied, where what cannot be read is the copied file's damage."""
    try:
        yield
    except (OSError, *TROUBLE) as error:
        if of is not None and trouble_of(error) in (Trouble.DAMAGED, Trouble.UNREADABLE):
            raise _damaged(of) from error
        raise SeminarError(
            say(
                "No copy could be written to {file}: {why}. Choose another place.",
                file=str(target),
                why=why_unwritten(error, target),
            )
        ) from error


def refuse_to_replace(target: Path) -> None:
    """Raise SeminarError where a folder, a device, a pipe or a read-only file stands.

    It is what the file is that counts: an administrator may write them all.
    """
    if target.exists() and not target.is_file():
        raise SeminarError(
            say("{file} is not a file. Choose another name to write to.", file=str(target))
        )
    if target.exists() and not target.stat().st_mode & 0o222:
        raise SeminarError(
            say(
                "{file} is marked read-only and is left as it is. Choose another name to write to.",
                file=str(target),
            )
        )


def leave_behind(copy: Any) -> None:
    """Take out of a copy what no copy holds: a file's own facts, and what is of open rounds."""
    open_votes.leave_behind(copy)
    stay = [(fact.name,) for fact in FACTS if fact.goes is Goes.NOWHERE]
    copy.executemany(FORGET, stay)
    copy.execute("INSERT INTO meta VALUES (?, ?)", (NAME, mark_of_a_copy()))


def is_locked(path: Path) -> bool:
    """Whether a file cannot be worked on where it lies: it, or its folder, cannot be written."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def is_in_use(path: Path) -> bool:
    """Whether anybody has a file open, in whatever process."""
    return not is_free(path, folder_of_holds())


def is_elsewhere(path: Path) -> bool:
    """Whether a file lies on a USB stick, a share or another place that can go away."""
    whole = path.resolve()
    if str(whole).startswith("\\\\"):
        return True
    mount = max(
        (part for part in psutil.disk_partitions(all=True) if _is_under(whole, part.mountpoint)),
        key=lambda part: len(part.mountpoint),
        default=None,
    )
    if mount is None:
        return False
    kept_apart = mount.mountpoint != "/" and f"{whole}".startswith(_REMOVABLE_ROOTS)
    return mount.fstype.lower() in _ELSEWHERE or "removable" in mount.opts or kept_apart


def _is_under(path: Path, mountpoint: str) -> bool:
    with contextlib.suppress(ValueError):
        path.relative_to(mountpoint)
        return True
    return False


@contextlib.contextmanager
def _reading_said(path: Path, passphrase: Passphrase) -> Iterator[None]:
    """Tell what keeps a file from being read to its end."""
    try:
        yield
    except TROUBLE as error:
        if trouble_of(error) is Trouble.UNREADABLE and is_protected(path):
            raise unreadable(path, passphrase) from error
        if trouble_of(error) in (Trouble.DAMAGED, Trouble.UNREADABLE):
            raise _damaged(path) from error
        raise _cut_short(path, error) from error


def _damaged(path: Path) -> SeminarError:
    return SeminarError(
        say(
            "{file} is damaged and was left as it is. Open one of its backups instead.",
            file=path.name,
        )
    )


def _cut_short(path: Path, error: Exception) -> SeminarError:
    return SeminarError(
        say(
            "{file} could not be read to its end ({why}). Put the stick in again, or "
            "join the share again, then open it once more.",
            file=str(path),
            why=why_unwritten(error, path),
        )
    )


def local_folder() -> Path:
    """Where the local copies of files from elsewhere are kept; made when it is missing."""
    return private_folder("seminars")


@contextlib.contextmanager
def carried_in(source: Path, passphrase: Passphrase) -> Iterator[Path]:
    """A whole copy of a file from elsewhere in one file of ours, which goes when the block ends.

    A write-ahead log that lies beside the source is taken in, so that no late word is lost. Raises
    SeminarError when the source cannot be read to its end: nothing half-made stays.
    """
    refuse_too_large(source)
    with whole_file.scratch(local_folder()) as folder:
        carried = folder / source.name
        if is_locked(source) or not has_content(log_of(source)):
            copy_bytes(source, carried)
        else:
            _copy_raw(source, carried, passphrase)
        _take_log_in(carried, passphrase)
        yield carried


def settle_in(carried: Path) -> Path:
    """Give a carried file its place among the local copies, under a free name; returns that."""
    place = _reserved(local_folder() / carried.name)
    whole_file.put_in_place(carried, place)
    return place


def fact_of(path: Path, passphrase: Passphrase, fact: Fact[T]) -> T:
    """A fact of a seminar file of any version, which stays as it is.

    Its default stands for what is not there, makes no sense, or is in a file that cannot be read.
    """
    named = _facts_of(path, passphrase, fact)
    return named.get(fact.name, fact.default)


def every_of(path: Path, passphrase: Passphrase, fact: Fact[T]) -> tuple[T, ...]:
    """The same in all rooms and of all sessions."""
    return tuple(_facts_of(path, passphrase, fact).values())


def _facts_of(path: Path, passphrase: Passphrase, fact: Fact[T]) -> dict[str, T]:
    try:
        with contextlib.closing(leaving_its_log(path, passphrase)) as raw:
            refuse_foreign_parts(raw, path.name)
            return {name: fact.read(value) for name, value in raw.execute(EVERY, (fact.name,))}
    except (OSError, SeminarError, *TROUBLE):
        return {}


def _take_log_in(carried: Path, passphrase: Passphrase) -> None:
    """Make one file of a seminar and its log; what is no seminar is found out by who opens it."""
    logs.made_to_fit(carried, passphrase)
    if not log_of(carried).exists():
        return
    with (
        contextlib.suppress(*TROUBLE),
        contextlib.closing(connect(carried, passphrase)) as raw,
    ):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    whole_file.sync(carried)


def _reserved(path: Path) -> Path:
    while True:
        with contextlib.suppress(FileExistsError):  # another window took the name meanwhile
            candidate = free_name(path)
            candidate.touch(exist_ok=False)
            return candidate


def copy_bytes(source: Path, target: Path) -> None:
    """A plain copy of what nobody has open, or what SQLite cannot read for want of writing.

    Nothing is left behind beside the source, which may be a stick that is pulled out.
    """
    try:
        target.touch(mode=OWNERS_FILE)
        for part, place in ((source, target), (log_of(source), log_of(target))):
            if part.exists():
                holding.copy(part, place)
        whole_file.sync(target)
    except OSError as error:
        raise _cut_short(source, error) from error


def copy_unopened(source: Path, target: Path, passphrase: Passphrase, *, epoch: str = "") -> None:
    """A whole copy, without secrets, of a seminar of any version that nobody has to have open.

    With an `epoch` it is a file that begins anew from there, and says so to whoever knows it.
    """
    with (
        _no_copy_said(target),
        leftovers.begun_in(target.parent),
        whole_file.replacing(target) as part,
    ):
        _copy_raw(source, part, passphrase)
        with contextlib.closing(connect(part, passphrase)) as copy:
            leave_behind(copy)
            if epoch:
                copy.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (EPOCH.name, epoch))
            as_one_file(copy)
        logs.clear_beside(target, passphrase)


def _copy_raw(source: Path, target: Path, passphrase: Passphrase) -> None:
    with (
        _reading_said(source, passphrase),
        contextlib.closing(connect(source, passphrase, is_read_only=True)) as raw,
        contextlib.closing(connect(target, passphrase)) as copy,
    ):
        raw.backup(copy)
        mark_as_whole(copy)
    whole_file.sync(target)


def free_name(path: Path) -> Path:
    """The path itself, or with a number behind its name when it is taken.

    A log whose seminar was deleted takes the name too: it would be read as the new file's own.
    """
    candidate, number = path, 2
    while candidate.exists() or log_of(candidate).exists():
        candidate = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return candidate
