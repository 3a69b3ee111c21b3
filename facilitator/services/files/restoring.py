"""Bringing back what was kept: what backups there are, and a new file made of one.

Nobody works in a backup: it would be let go of, with what was written into it, as time passes.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.domain.days import on_this_computer
from facilitator.domain.kind_words import several
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Joined, Listed, Message, Text, Wording, say
from facilitator.store.files import backups, copies
from facilitator.store.files.backups import Before
from facilitator.store.files.file import SUFFIX, SeminarFile
from facilitator.store.sqlite.passphrases import NONE, Passphrase

_KINDS = {
    "participants": Kind.PARTICIPANT,
    "responses": Kind.RESPONSE,
    "notes": Kind.NOTE,
    "ballots": Kind.BALLOT,
}
_BEFORE: Mapping[Before, Message] = {
    Before.DAY: say("Before the day"),
    Before.IMPORT: say("Before people were imported"),
    Before.MERGE: say("Before a merge"),
    Before.UPGRADE: say("Before it was brought to a newer version"),
    Before.REPAIR: say("Before a repair"),
}
"""What backups are told apart by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restorable:
    """A backup as somebody chooses among several: when it was made, of what, what it holds."""

    path: Path
    made: datetime
    title: Text
    holds: Wording
    origin: Path | None


def restorable(file: SeminarFile | None = None) -> tuple[Restorable, ...]:
    """The backups of a seminar, also of its copies elsewhere, the latest first; None for all."""
    folders = backups.folders_of_seminar(file) if file else backups.every_folder()
    passphrase = file.passphrase if file else NONE
    found = [
        _restorable(backup, passphrase)
        for folder in folders
        for backup in backups.in_folder(folder)
    ]
    return tuple(sorted(found, key=lambda each: each.made, reverse=True))


def _restorable(backup: backups.Backup, passphrase: Passphrase) -> Restorable:
    held = backups.held(backup.path, passphrase)
    return Restorable(
        path=backup.path,
        made=backup.made,
        title=held.title or (held.origin.stem if held.origin else say("A seminar")),
        holds=Joined(_said_of(backup, held), " · "),
        origin=held.origin,
    )


def _said_of(backup: backups.Backup, held: backups.Held) -> Iterator[Wording]:
    yield from (said for why, said in _BEFORE.items() if backup.before.startswith(why))
    if held.is_protected:
        yield say("Under a passphrase")
    elif not held.title:
        yield say("Cannot be read")
    else:
        there = [several(_KINDS[table], n) for table, n in held.counts.items() if n]
        yield Listed(there) if there else say("Prepared, nothing said yet")


def restore(backup: Path, now: datetime, passphrase: Passphrase = NONE) -> Path:
    """Make a new file of a backup, beside the file that it is a backup of where that can be.

    Raises SeminarError where the backup cannot be read or no room is left for it.
    """
    name = f"restored {on_this_computer(now):%Y-%m-%d %H.%M}{SUFFIX}"
    origin = backups.origin_of(backup.parent)
    if origin is not None and backups.is_one(origin):  # it was repaired where it lies
        origin = None
    places = [copies.local_folder() / f"Seminar {name}"]
    if origin is not None and os.access(origin.parent, os.W_OK):
        places.insert(0, origin.with_name(f"{origin.stem} {name}"))
    target = copies.free_name(places[0])
    backups.restore(backup, target, passphrase)
    return target


def told(backup: Path, restored: Path) -> Message:
    """What somebody is told who opened a backup."""
    return say(
        "{backup} is a backup and stays as it is: it was restored to {restored}, which is what you "
        "are working in now. Phones that joined after it was made have to join again, and their "
        "votes before and after that are no pairs.",
        backup=backup.name,
        restored=restored,
    )
