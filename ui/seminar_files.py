"""What the window does with whole seminar files, away from the window's thread.

The home screen paints before the store is loaded, so everything heavy is imported where it is used.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.wording import Text, say
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.domain.seminar.seminar import Seminar
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarFile, SeminarStore
    from facilitator.services.files.opening import Opened
    from facilitator.services.files.rescuing import Since
    from facilitator.services.files.restoring import Restorable
    from facilitator.services.files.salvaging import Report

Told = Callable[[float, Text], None]
ONLY_FILES = say(
    "That can be done with a seminar in a file alone. Save a copy of this one, and open that."
)


@dataclass(frozen=True, slots=True)
class NewSeminar:
    """What somebody asked for who wants a new seminar; no passphrase lets everybody open it."""

    path: Path
    template: str
    title: str
    date: date
    passphrase: str = field(default="", repr=False)


def load_store() -> None:
    """Import what the first seminar will need, while the person looks at the home screen."""
    from facilitator.services.seminar import preparing, running  # noqa: F401 - loaded for later


def open_seminar(where: "Where", now: datetime, passphrase: str = "") -> "Opened[SeminarStore]":
    """Open a seminar from wherever it is."""
    from facilitator.services.files import addresses, opening

    if isinstance(where, Path):
        return opening.open_seminar(where, now, passphrase=passphrase)
    return opening.Opened(*addresses.open_anywhere(where, now))


def as_file(store: "SeminarStore") -> "SeminarFile":
    """A seminar for what only files can do; raises SeminarError where it is in a database."""
    from facilitator.domain.errors import SeminarError
    from facilitator.services.files.handles import SeminarFile

    if not isinstance(store, SeminarFile):
        raise SeminarError(ONLY_FILES)
    return store


def names_due(file: "SeminarStore", now: datetime) -> str:
    """What to say where the day has come until which names are kept, "" else."""
    from facilitator.services.records import retention

    with file.read() as reader:
        return told(retention.reminder(reader, now) or "")


def make_seminar(wanted: NewSeminar, now: datetime) -> Path:
    """Make a new seminar's file, under a free name."""
    from facilitator.domain.acts import Place
    from facilitator.services.seminar import preparing

    path = free_name(wanted.path)
    title = wanted.title or None
    preparing.new_seminar(
        path,
        wanted.template,
        date=wanted.date,
        title=title,
        passphrase=wanted.passphrase,
        place=Place.WINDOW,
        now=now,
    ).close()
    return path


def rehearse_copy(file: "SeminarStore", target: Path, report: Told, now: datetime) -> Path:
    """Rehearse the day on a copy; the seminar itself is not touched."""
    from facilitator.services.files.addresses import as_file as copied

    with copied(file) as source:
        return _rehearse(target, source, report, now)


def rehearse_sample(folder: Path, report: Told, now: datetime) -> Path:
    """Make the October seminar and rehearse its whole day."""
    return _rehearse(folder / tell("October seminar sample.seminar"), None, report, now)


def _rehearse(wanted: Path, source: "SeminarFile | None", report: Told, now: datetime) -> Path:
    """Half a rehearsal is of no use to anybody: when it is stopped, its file is taken away."""
    from facilitator.domain.acts import Place
    from facilitator.services.rehearsal import rehearsal

    path = free_name(wanted)
    file = rehearsal.set_up(path, source, place=Place.WINDOW, now=now)
    try:
        rehearsal.rehearse(file, told=report)
    except BaseException:
        file.close()
        for left in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            left.unlink(missing_ok=True)
        raise
    file.close()
    return path


def save_copy(file: "SeminarStore", target: Path) -> str:
    """Save a whole copy; gives the sentence that says so."""
    from facilitator.services.files import addresses, opening
    from facilitator.services.files.handles import SeminarFile

    if isinstance(file, SeminarFile):
        opening.save_copy(file, target)
    else:
        addresses.copy(file, target, lambda _share: None).close()
    return tell("A copy was saved to {target}.", target=target)


def is_overwritten(file: "SeminarStore") -> bool:
    """Whether something else was copied over a file while it was open."""
    from facilitator.services.files import keeping
    from facilitator.services.files.handles import SeminarFile

    return isinstance(file, SeminarFile) and keeping.is_overwritten(file)


def is_newer(file: "SeminarStore") -> bool:
    """Whether a newer program has brought a file to its version while it was open here."""
    from facilitator.services.files import keeping
    from facilitator.services.files.handles import SeminarFile

    return isinstance(file, SeminarFile) and keeping.is_newer(file)


def rescue(file: "SeminarFile", since: "Since | None", target: Path, now: datetime) -> str:
    """Make a file of the newest backup and what was written since; a sentence on what it holds."""
    from facilitator.domain.errors import SeminarError

    if since is None:
        raise SeminarError(say("{file} was open too short to be saved.", file=file.path.name))
    return told(since.rescue(target, now).sentence)


def found_again(file: "SeminarFile") -> Path | None:
    """Where a file is now that is not where it was opened; None where nobody knows."""
    from facilitator.services.files import keeping

    return keeping.found_again(file)


def follow(file: "SeminarFile", path: Path) -> None:
    """Have what is still to be written go to where the file is now."""
    from facilitator.services.files import keeping

    keeping.follow(file, path)


def write_note_page(file: "SeminarStore", target: Path, now: datetime) -> None:
    """Write the note-taker's page as one file; raises SeminarError where that cannot be."""
    from exports import whole_file
    from facilitator.room.http import stick_page

    page = stick_page.page(file, now=now)
    with whole_file.replacing(target) as written:
        written.write(page.encode())


def save_note_page(file: "SeminarStore", target: Path, now: datetime) -> str:
    """Save the note-taker's page as one file; gives the sentence that says so."""
    write_note_page(file, target, now)
    return tell(
        "The note page was saved to {target}. It opens in any browser; what it "
        "downloads is taken in with File > Take in notes.",
        target=target,
    )


def restorable(file: "SeminarStore | None") -> "tuple[Restorable, ...]":
    """The backups of the open seminar; of every seminar where none is open."""
    from facilitator.services.files import restoring
    from facilitator.services.files.handles import SeminarFile

    return restoring.restorable(file if isinstance(file, SeminarFile) else None)


def protect(path: Path, old: str, new: str) -> str:
    """Have a seminar and its backups stand under another passphrase; says what became of them."""
    from facilitator.services.files import protecting

    return told(protecting.told(protecting.protect(path, old, new)))


def salvage(path: Path, now: datetime, words: str = "") -> "Report":
    """What can be read of a damaged seminar, in a new file beside it."""
    from facilitator.services.files import salvaging

    return salvaging.salvage(path, salvaging.place_for(path), words, now=now)


def what_is_wrong(file: "SeminarStore") -> str:
    """What an unclean end has left behind in a file, looked through all the way; "" for nothing."""
    from facilitator.services.files import checking
    from facilitator.services.files.handles import SeminarFile

    if not isinstance(file, SeminarFile):
        return ""  # what a database holds, its own computer vouches for
    faults = checking.check(file).faults
    first = (
        tell(
            "After it was cut off something in this seminar’s file is wrong. {faults}",
            faults=faults[0],
        )
        if faults
        else ""
    )
    return (
        tell("{first} (And {n} more: facilitator check.)", first=first, n=len(faults) - 1)
        if len(faults) > 1
        else first
    )


def looks_protected(path: Path) -> bool:
    """Whether a file looks like one that a passphrase is needed for."""
    from facilitator.services.files import salvaging

    return salvaging.is_protected(path)


def back_up_if_due(file: "SeminarStore", now: datetime) -> None:
    """The automatic backup; asked for every minute, made every ten.

    What was erased meanwhile, here or on a laptop, goes from the older ones as well.
    """
    from facilitator.services.files import opening
    from facilitator.services.files.handles import SeminarFile
    from facilitator.services.records import erasing

    if not isinstance(file, SeminarFile):
        return  # who keeps the database keeps its backups
    opening.back_up_if_due(file, now)
    erasing.sweep(file, now)


def last_backup(file: "SeminarStore", now: datetime) -> datetime | None:
    """When a file's newest backup was made; a database is backed up by who keeps it."""
    from facilitator.services.files import opening
    from facilitator.services.files.handles import SeminarFile

    return opening.last_backup(file, now) if isinstance(file, SeminarFile) else None


def day_or_round_is_on(file: "SeminarStore") -> str:
    """What is going on that closing would leave behind, in a sentence; "" for nothing."""
    from facilitator.domain.polls.polls import Round, RoundState

    with file.read() as reader:
        opened = reader.every(Round, state=RoundState.OPEN)
        counting = reader.every(Round, state=RoundState.COUNTING)
    if opened:
        return tell("Voting on “{title}” is open.", title=opened[0].poll.title)
    if counting:
        return tell("The count of “{title}” is not declared yet.", title=counting[0].poll.title)
    return tell("The day is running.") if day_is_running(file) else ""


def seminar_of(file: "SeminarStore") -> "Seminar":
    """The seminar's own record."""
    from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar

    with file.read() as reader:
        return reader.get(Seminar, SEMINAR_ID)


def kind_of_copy(file: "SeminarStore") -> tuple[bool, bool]:
    """Whether this is a copy that a host gave away, and whether it gave it to the theme team."""
    from facilitator.services.merging import syncing

    return syncing.is_note_takers(file), syncing.is_theme_teams(file)


def day_is_running(file: "SeminarStore") -> bool:
    """Whether the facilitator is in the middle of the day."""
    from facilitator.domain.seminar.agenda import DayState
    from facilitator.services.seminar.rooms import progress_of

    with file.read() as reader:
        return progress_of(reader).state is DayState.RUNNING


def free_name(path: Path) -> Path:
    """The path itself, or with a number behind its name when it is taken."""
    from facilitator.services.files import opening

    return opening.free_name(path)
