"""Opening a seminar safely: from wherever it lies, whatever its age, with backups kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.store import copies
from facilitator.store.file import SeminarFile, read_version, version

BACKUP_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open seminar, and a sentence when something was done that its owner should know of."""

    file: SeminarFile
    said: str = ""


def open_seminar(path: Path, now: datetime, *, passphrase: str = "") -> Opened:
    """Open a seminar: one on a USB stick or a share is copied here first, an older one backed up.

    Raises SeminarError when the file is missing, damaged, foreign or newer than this program.
    """
    path, said = _at_hand(path, passphrase)
    found = read_version(path, passphrase)
    if found < version():
        copies.keep_before_upgrade(path, found, now)
        said = said or f"{path.name} was brought up to date; a backup of it was kept."
    return Opened(SeminarFile.open(path, passphrase=passphrase), said)


def _at_hand(path: Path, passphrase: str) -> tuple[Path, str]:
    """Where to work on a seminar, and a sentence when that is not where it lies."""
    if not path.is_file():
        return path, ""
    if copies.is_locked(path):
        where = "where nothing can be written"
    elif copies.is_elsewhere(path):
        where = "on a removable or shared disk"
    else:
        return path, ""
    local = copies.bring_in(path)
    try:
        read_version(local, passphrase)
    except SeminarError:
        local.unlink()
        raise
    return local, (
        f"{path.name} lies {where}, so you are working on a copy at {local}. "
        "Save a copy back when you are done."
    )


def save_copy(file: SeminarFile, target: Path) -> None:
    """Save a whole, checked copy to `target`, replacing what stands there."""
    if target.resolve() == file.path.resolve():
        raise SeminarError("This is the seminar's own file. Choose another name for the copy.")
    copies.copy_to(file, target)


def back_up(file: SeminarFile, now: datetime, why: str = "") -> Path:
    """Make a backup now; `why` is a word or two for its name."""
    return copies.back_up(file, now, why)


def back_up_if_due(file: SeminarFile, now: datetime) -> Path | None:
    """Make a backup when ten minutes have passed since the last and something was written since."""
    last = copies.last_backup(file)
    if last is not None and now - last < BACKUP_EVERY:
        return None
    if last is not None and copies.last_written(file) <= last:
        return None
    # A sealed round's log is emptied when it closes; should a reader have held it, it goes now.
    file.checkpoint()
    return copies.back_up(file, now)


def last_backup(file: SeminarFile) -> datetime | None:
    """When the newest backup was made (UTC), None when there is none."""
    return copies.last_backup(file)


def set_aside(file: SeminarFile, name: str) -> Path:
    """A whole copy of the seminar beside it, under a name of its own; used to rehearse safely."""
    target = copies.free_name(file.path.with_name(f"{file.path.stem} {name}{file.path.suffix}"))
    copies.copy_to(file, target)
    return target
