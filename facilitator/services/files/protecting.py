"""Protecting a seminar: its passphrase is set, changed or taken away, for its backups too."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Counted, Joined, Wording, say
from facilitator.store.files import backups, leftovers
from facilitator.store.files.file import SeminarFile
from facilitator.store.protecting.rekeying import rekey
from facilitator.store.sqlite.passphrases import NONE, Passphrase


@dataclass(frozen=True, slots=True)
class Protected:
    """What became of a seminar and its backups; `left` are those that stayed as they were."""

    is_protected: bool
    backups: int
    left: tuple[str, ...]


def protect(path: Path, old: str, new: str) -> Protected:
    """Have a seminar that nobody has open, and its backups on this computer, stand under another
    passphrase; "" is none.

    Raises PassphraseError where `old` is wrong, SeminarError where the seminar cannot be written.
    """
    before, after = Passphrase(old), Passphrase(new)
    file = SeminarFile.open(path, passphrase=before)
    folders = backups.folders_of_seminar(file)
    path = file.path
    file.close()
    leftovers.sweep(path.parent)
    rekey(path, before, after)
    done, left = 0, []
    for backup in (each.path for folder in folders for each in backups.in_folder(folder)):
        try:
            rekey(backup, before if before.protects(backup) else NONE, after)
            done += 1
        except (SeminarError, OSError):
            left.append(backup.name)
    return Protected(bool(new), done, tuple(left))


def told(done: Protected) -> Wording:
    """What somebody is told who set, changed or took away a passphrase."""
    state = (
        say("The seminar is protected: nobody opens it without the passphrase.")
        if done.is_protected
        else say("The seminar is protected no more: whoever has its file can open it.")
    )
    kept = Counted(
        done.backups,
        "The same holds for {n} backup on this computer.",
        "The same holds for {n} backups on this computer.",
    )
    elsewhere = say(
        "Copies that were saved elsewhere, on sticks and on other laptops, stay as they were."
    )
    left = say("These backups could not be written: {names}.", names=", ".join(done.left))
    parts = [state, *([kept] if done.backups else []), *([left] if done.left else []), elsewhere]
    return Joined(tuple(parts))
