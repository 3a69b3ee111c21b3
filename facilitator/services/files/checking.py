"""Checking a seminar file: is it sound, does it agree with itself, what still needs a person."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import FAR_CLOCK
from facilitator.domain.merging.sync import SHARED
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.wording import Counted, Listed, Wording, brief, say
from facilitator.services.polls import voters
from facilitator.services.records.dangling import dangling
from facilitator.store.auditing import audit, kept, repairing
from facilitator.store.auditing.repairing import Repaired
from facilitator.store.files import backups, copies, logs
from facilitator.store.files.examining import refuse_too_large, refuse_too_long
from facilitator.store.files.file import SeminarFile, lacking, read_version, refuse_newer
from facilitator.store.merging import exchange
from facilitator.store.merging.kept_facts import every_of
from facilitator.store.records.facts import (
    CAPTURE_DRAFT,
    CAPTURE_LINES,
    CLOCK,
    CURSOR,
    NOTE_DRAFT,
    NOTE_LINES,
)
from facilitator.store.records.reader import Reader
from facilitator.store.records.tables import BELIEVED_UNTIL
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.upgrading.versions import version


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `faults` are damage; `to_do` is work for people; both empty is well.

    `is_mendable` says that all the faults can be mended by `repair`; `is_lack` that they are no
    damage: something may be missing; `is_of_a_part` that only what is left to do was looked at, by
    somebody who may not see all.
    """

    faults: tuple[Wording, ...]
    to_do: tuple[Wording, ...]
    is_mendable: bool = False
    is_lack: bool = False
    is_of_a_part: bool = False


def check(file: SeminarFile) -> Report:
    """The same of a file that is open."""
    return _checked(file.path, file.passphrase)


def seen_in_part(store: SeminarStore) -> Report:
    """What is left to do, of a seminar that somebody only reads: hashes are over what they may not
    see as well.
    """
    with store.read() as reader:
        return Report((), tuple(_to_do(reader, is_whole=False)), is_of_a_part=True)


@contextlib.contextmanager
def checked(path: Path, words: str = "") -> Iterator[tuple[Report, SeminarFile | None]]:
    """Look all the way through a file, which stays as it is: its pages, its layout, its journal,
    every table against it, votes against their digests, what it keeps of itself.

    One of an older version, a backup, or one where nothing can be written is looked at in a copy. A
    sound one is open to be read while the block lasts. Raises SeminarError where it is missing,
    foreign or newer, or needs another passphrase.
    """
    passphrase = Passphrase(words)
    with logs.left_as_it_was(path, passphrase), _to_look_at(path, passphrase) as here:
        report = _checked(here, passphrase)
        if report.faults:
            yield report, None
            return
        file = SeminarFile.open(here, passphrase=passphrase, looks_only=True)
        try:
            yield report, file
        finally:
            file.close()


@contextlib.contextmanager
def _to_look_at(path: Path, passphrase: Passphrase) -> Iterator[Path]:
    # A database cannot even be asked for its version where nothing can be written beside it.
    is_apart = path.is_file() and (copies.is_locked(path) or backups.is_one(path))
    if not is_apart:
        found = read_version(path, passphrase)
        refuse_newer(path, found)
        refuse_too_large(path)
        refuse_too_long(path, passphrase)
        if found == version():
            yield path
            return
    with copies.carried_in(path, passphrase) as carried:
        found = read_version(carried, passphrase)
        refuse_newer(carried, found)
        refuse_too_long(carried, passphrase)
        if found < version():
            SeminarFile.open(carried, passphrase=passphrase, looks_only=True).close()
        yield carried


def _checked(path: Path, passphrase: Passphrase) -> Report:
    faults = audit.audit(path, passphrase)
    to_do: list[Wording] = [said for said in [logs.cut_off(path)] if said]
    try:
        with audit.reading(path, passphrase) as reader:
            if lacks := lacking(reader):
                to_do.append(logs.went_back(path, lacks))
            to_do += _to_do(reader)
    except SeminarError:
        pass  # what cannot be read of it is a fault, and told as one
    except audit.UNREADABLE:
        if not faults:
            raise
    return Report(
        faults=tuple(fault.said for fault in faults),
        to_do=tuple(to_do),
        is_mendable=all(fault.is_mendable for fault in faults),
        is_lack=bool(faults) and all(fault.is_lack for fault in faults),
    )


def _to_do(reader: Reader, *, is_whole: bool = True) -> Iterator[Wording]:
    conflicts = len(reader.conflicts())
    if conflicts:
        yield Counted(
            conflicts,
            "{n} record has two versions that nobody has reconciled: Notes lists it.",
            "{n} records have two versions that nobody has reconciled: Notes lists them.",
        )
    again = set(voters.must_be_taken_again(reader) if is_whole else ())
    for known in reader.every(Round):
        title = brief(known.poll.title)
        if known.state is RoundState.COUNTING:
            yield say("The count of “{title}” is not declared yet.", title=title)
        elif known.state is not RoundState.OPEN:
            continue
        elif known in again:
            yield say(
                "Voting on “{title}” was open when this copy was made, so it holds none of its "
                "ballots: close that round and take the vote again.",
                title=title,
            )
        else:
            yield say("Voting on “{title}” is still open.", title=title)
    yield from _half_typed(reader)
    if long := len(exchange.too_long(reader, SHARED)):
        yield Counted(
            long,
            "{n} record is too long to be sent between laptops: hand a file over instead.",
            "{n} records are too long to be sent between laptops: hand a file over instead.",
        )
    if newer := kept.of_newer_programs(reader):
        yield say(
            "A newer Facilitator keeps in this file what this one does not know ({what}). Nothing "
            "is lost by that: open it there to see it.",
            what=Listed(newer),
        )
    if reader.fact(CLOCK) >= BELIEVED_UNTIL:
        yield FAR_CLOCK
    if not reader.fact(CURSOR):  # a note-taker's copy does not have all that is pointed at
        yield from dangling(reader)


def _half_typed(reader: Reader) -> Iterator[Wording]:
    words_of = [note.words for note in every_of(reader, NOTE_DRAFT)]
    words_of += [note.words for lines in every_of(reader, NOTE_LINES) for note in lines]
    words_of += [said.words for said in every_of(reader, CAPTURE_DRAFT)]
    words_of += [said.words for lines in every_of(reader, CAPTURE_LINES) for said in lines]
    for words in words_of:
        if words.strip():
            yield say("“{words}” was typed and not kept yet.", words=brief(words.strip()))


def repair(path: Path, words: str = "", *, now: datetime) -> Repaired:
    """Make the tables of a file anew from its journal, after a copy of it.

    Raises SeminarError where the file is open in a program, is of an older version, or cannot be
    repaired; it stays as it is then.
    """
    return repairing.repair_file(path, Passphrase(words), now)
