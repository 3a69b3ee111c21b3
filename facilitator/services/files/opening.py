"""Opening a seminar safely: from wherever it lies, whatever its age, with backups kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic

from typing_extensions import TypeVar

from facilitator.domain.acts import Verb
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Origin
from facilitator.domain.merging.merge import Preview, contents, notices
from facilitator.domain.polls.polls import Round
from facilitator.domain.wording import Joined, Message, Text, brief, say
from facilitator.services.files import restoring
from facilitator.services.merging import merging, syncing
from facilitator.services.polls import voters
from facilitator.services.seminar.room_clock import zone_of
from facilitator.store.files import backups, copies, leftovers, logs
from facilitator.store.files.backups import Before as Before
from facilitator.store.files.examining import examine
from facilitator.store.files.file import (
    SeminarFile,
    read_version,
    refuse_strange,
    refuse_while_others_have_it,
)
from facilitator.store.files.standby import SUFFIX as STANDBY
from facilitator.store.records.facts import CAPTURE_DRAFT, NOTE_DRAFT, ORIGIN, Fact
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.passphrases import Passphrase, is_protected
from facilitator.store.upgrading.versions import version

__all__ = [
    "Opened",
    "back_up",
    "back_up_before",
    "back_up_if_due",
    "free_name",
    "is_protected",
    "last_backup",
    "open_seminar",
    "save_copy",
    "set_aside",
]

BACKUP_EVERY = timedelta(minutes=10)
COPY = say(
    "{file} is a copy: what is done in it from now on is not in the seminar it was made from."
)
SAVE_BACK = say("Save a copy back when you are done.")
TOOK_IN = say(
    "Opened the copy on this computer, {file}, made on {day}, and took in {contents} from {from_}."
)
LACKS_NOTHING = say(
    "Opened the copy on this computer, {file}, made on {day}; {from_} holds nothing that it lacks."
)


S = TypeVar("S", bound=SeminarStore, default=SeminarFile, covariant=True)


@dataclass(frozen=True, slots=True)
class Opened(Generic[S]):
    """An open seminar, and a sentence when something was done that its owner should know of."""

    file: S
    said: Text = ""


def open_seminar(path: Path, now: datetime, *, passphrase: str = "") -> Opened:
    """Open a seminar: one on a USB stick or a share is copied here first, an older one backed up.

    A copy made here earlier from the same place is taken up again, with what the place holds that
    it lacks. Raises SeminarError when the file is missing, damaged, foreign or newer than this
    program.
    """
    owned = Passphrase(passphrase)
    _refuse_standby(path)
    leftovers.sweep(path.parent)
    if backups.is_one(path):
        restored = restoring.restore(path, now, owned)
        opened = _from_here(restored, now, owned)
        return replace(opened, said=Joined((restoring.told(path, restored), opened.said)))
    where = _why_not_there(path)
    if owned and path.is_file() and not owned.protects(path):
        raise SeminarError(
            say(
                "{file} is not protected: anybody can read it. Open it without a passphrase.",
                file=path.name,
            )
        )
    if where:
        return _from_elsewhere(path, where, now, owned)
    return _from_here(path, now, owned, COPY)


def _refuse_standby(path: Path) -> None:
    """Nobody works in a standby: what is held there goes on in a seminar made of it."""
    if path.suffix == STANDBY:
        raise SeminarError(
            say(
                "{file} is a standby. Take over from it under File > Standby with no seminar open, "
                "or with “facilitator standby {file} --take-over SEMINAR”.",
                file=path.name,
            )
        )


def _from_here(
    path: Path, now: datetime, passphrase: Passphrase, of_copy: Message | None = None
) -> Opened:
    """`of_copy` is said of a copy that is worked in from now on, where nothing else tells of it."""
    with logs.left_as_it_was(path, passphrase, where_refused=True):
        return _opened(path, now, passphrase, of_copy)


def _opened(path: Path, now: datetime, passphrase: Passphrase, of_copy: Message | None) -> Opened:
    said: list[Text] = [logs.made_to_fit(path, passphrase)]
    found = read_version(path, passphrase)
    if found < version():
        refuse_while_others_have_it(path, found)
        examine(path, passphrase, is_current=False)
        backups.keep_before_upgrade(path, found, now, passphrase)
        said.append(say("{file} was brought up to date; a backup of it was kept.", file=path.name))
    file = SeminarFile.open(path, passphrase=passphrase)
    if file.lacks:
        said.append(logs.went_back(path, file.lacks))
    try:
        is_alone = not syncing.is_note_takers(file)  # what is done in theirs comes to the host
        if file.begin_epoch() and found == version() and of_copy and is_alone:
            said.append(of_copy.of(file=path.name))
    except SeminarError:
        file.close()
        raise
    return Opened(file, _joined(*said, *_votes_to_take_again(file)))


def _votes_to_take_again(file: SeminarFile) -> Iterator[Message]:
    """A copy holds no ballot of a round that was open when it was made."""
    with file.read() as reader:
        rounds = voters.must_be_taken_again(reader)
    for known in rounds:
        yield say(
            "Voting on “{title}” was open when this copy was made, so it holds none of its "
            "ballots: close that round and take the vote again.",
            title=known.poll.title,
        )


def _why_not_there(path: Path) -> Message | None:
    """What is said of a seminar that is not worked on where it lies; None of one that is."""
    if path.is_file() and copies.is_locked(path):
        return say(
            "{file} lies where nothing can be written, so you are working on a copy at {local}."
        )
    if path.is_file() and copies.is_elsewhere(path):
        return say(
            "{file} lies on a removable or shared disk, so you are working on a copy at {local}."
        )
    return None


def _from_elsewhere(source: Path, where: Message, now: datetime, passphrase: Passphrase) -> Opened:
    apart, unread = list[Text](), logs.unread(source)
    with copies.carried_in(source, passphrase) as carried:
        refuse_strange(carried, passphrase)
        for local, made in _earlier_copies(source, passphrase):
            try:
                return _taken_up(_from_here(local, now, passphrase).file, carried, made, now)
            except SeminarError as error:
                apart = apart or [_left(made, error)]
        local = copies.settle_in(carried)
    opened = _from_here(local, now, passphrase)
    _remember_origin(opened.file, source, now)
    said = where.of(file=source.name, local=local)
    return replace(opened, said=Joined((said, SAVE_BACK, *apart, unread or "", opened.said)))


def _left(made: datetime, why: SeminarError) -> Message:
    return say("The copy made on {day} is left as it is: {why}", day=_day(made), why=why.sentence)


def _earlier_copies(source: Path, passphrase: Passphrase) -> list[tuple[Path, datetime]]:
    """The copies made here from this very place, and when; the latest first."""
    found = []
    for path in copies.local_folder().glob(f"*{source.suffix}"):
        origin = _origin(path, passphrase) if path.name.startswith(source.stem) else None
        if origin and (origin.source, origin.name) == (str(source.resolve()), path.name):
            found.append((path, origin.at))
    return sorted(found, key=itemgetter(1), reverse=True)


def _origin(local: Path, passphrase: Passphrase) -> Origin | None:
    return copies.fact_of(local, passphrase, ORIGIN)


def _remember_origin(file: SeminarFile, source: Path, now: datetime) -> None:
    origin = Origin(str(source.resolve()), file.path.name, now)
    with file.write(Verb.KEEP, now) as writer:
        writer.note_fact(ORIGIN, origin)


def _taken_up(file: SeminarFile, carried: Path, made: datetime, now: datetime) -> Opened:
    """The copy on this computer with what it lacked, taken in after a backup, and a sentence on it.

    Raises SeminarError, with nothing changed, where the two cannot be united whole.
    """
    try:
        brought = _united(file, carried, now)
        said = TOOK_IN if brought.brings_something else LACKS_NOTHING
        opened = said.of(
            file=file.path, day=_day(made, file), contents=contents(brought), from_=carried.name
        )
        told = (opened, *notices(brought), *_still_typed(file, carried), SAVE_BACK)
    except BaseException:
        file.close()
        raise
    return Opened(file, _joined(*told))


def _united(file: SeminarFile, carried: Path, now: datetime) -> Preview:
    """What was taken in. It is tried first: a part alone is not taken."""
    brought = merging.preview(file, carried)
    refused = brought.refused
    if brought.brings_something and not refused:
        refused = merging.merge(file, [carried], now=now).refused
    if refused:
        raise SeminarError(refused[0].said)
    return brought


def _still_typed(file: SeminarFile, carried: Path) -> Iterator[Message]:
    """What was being typed there is no record yet, and does not travel: it is told."""
    drafts: tuple[Fact[Any], ...] = (NOTE_DRAFT, CAPTURE_DRAFT)
    for draft in drafts:
        mine = copies.every_of(file.path, file.passphrase, draft)
        for other in copies.every_of(carried, file.passphrase, draft):
            if (words := other.words.strip()) and other not in mine:
                yield say(
                    "Somebody was still typing “{words}” there; those words were left there.",
                    words=brief(words),
                )


def _joined(*said: Text) -> Text:
    """Sentences one after the other, "" where there is none."""
    return Joined(said) if any(said) else ""


def _day(moment: datetime, file: SeminarFile | None = None) -> date:
    """The day by the clock in the room, where its file can be read."""
    return (moment.astimezone(zone_of(file)) if file else on_this_computer(moment)).date()


def save_copy(file: SeminarFile, target: Path) -> None:
    """Save a whole, checked copy to `target`, replacing what stands there."""
    if target.resolve() == file.path.resolve():
        raise SeminarError(say("This is the seminar's own file. Choose another name for the copy."))
    copies.copy_to(file, target)


def back_up(file: SeminarFile, now: datetime, why: Before | None = None) -> Path:
    """Make a backup now; `why` stands in its name."""
    return backups.back_up(file, now, why)


def back_up_before(store: SeminarStore, now: datetime, why: Before) -> None:
    """Make a backup before something large, of a seminar that is a file: the backups of a database
    are its administrator's.
    """
    if isinstance(store, SeminarFile):
        back_up(store, now, why)


def back_up_if_due(file: SeminarFile, now: datetime) -> Path | None:
    """Make a backup where something was written since the last, when ten minutes have passed or a
    vote was closed: its ballots stand nowhere else.
    """
    last = backups.last_backup(file, now)
    if last is not None and (not _is_due(file, last.made, now) or backups.holds_all(last, file)):
        return None
    # A sealed round's log is emptied when it closes; should a reader have held it, it goes now.
    file.checkpoint()
    return backups.back_up(file, now)


def _is_due(file: SeminarFile, last: datetime, now: datetime) -> bool:
    if now - last >= BACKUP_EVERY:
        return True
    with file.read() as reader:
        return any(known.closed_at and known.closed_at > last for known in reader.every(Round))


def last_backup(file: SeminarFile, now: datetime) -> datetime | None:
    """When the newest backup was made (UTC), None when there is none."""
    last = backups.last_backup(file, now)
    return last.made if last else None


def free_name(path: Path) -> Path:
    """The path itself, or with a number behind its name when it is taken."""
    return copies.free_name(path)


def set_aside(file: SeminarFile, name: str) -> Path:
    """A whole copy of the seminar beside it, under a name of its own; used to rehearse safely."""
    target = copies.free_name(file.path.with_name(f"{file.path.stem} {name}{file.path.suffix}"))
    copies.copy_to(file, target)
    return target
