"""Salvaging: a new file of what can still be read of a damaged seminar, and what it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from facilitator.domain.kind_words import named, one
from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Revision
from facilitator.domain.wording import Counted, Value, Wording, brief, say
from facilitator.services.files.checking import checked
from facilitator.services.records.activity import name_of
from facilitator.store.files import copies
from facilitator.store.files.file import SUFFIX
from facilitator.store.records.held import record_of
from facilitator.store.salvaging import salvage as store
from facilitator.store.salvaging.salvage import Salvaged
from facilitator.store.sqlite.passphrases import Passphrase, is_protected

__all__ = ["Report", "is_protected", "place_for", "salvage"]

_FEW = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What a salvage came to: the new file, and a sentence for everything that it lacks."""

    path: Path
    read: Wording
    lacks: tuple[Wording, ...]


def place_for(path: Path) -> Path:
    """Where what is salvaged of a file goes unless another place is chosen: beside it."""
    return copies.free_name(path.with_name(f"{path.stem} salvaged{SUFFIX}"))


def salvage(path: Path, target: Path, words: str = "", *, now: datetime) -> Report:
    """Make a new file of what can be read of a damaged one, which stays as it is.

    Raises SeminarError where nothing can be read of it, or the new one cannot be written.
    """
    done = store.salvage(path, Passphrase(words), target, now)
    with checked(target, words) as (found, _):
        wrong = (*found.faults, *found.to_do)
    read = Counted(
        done.whole,
        "{n} version of what was recorded in {file} is whole and was written to {target}.",
        "{n} versions of what was recorded in {file} are whole and were written to {target}.",
        file=str(path),
        target=str(target),
    )
    return Report(target, read, (*_lacks(done), *wrong))


def _lacks(done: Salvaged) -> Iterator[Wording]:
    if done.missing:
        yield Counted(
            sum(map(len, done.missing)),
            "{n} version is missing in the journal: number {numbers}.",
            "{n} versions are missing in the journal: numbers {numbers}.",
            numbers=", ".join(map(_numbers, done.missing)),
        )
    if done.left_out:
        yield Counted(
            done.left_out,
            "{n} version more was altered and is left out, since a later one tells of its record.",
            "{n} versions more were altered and are left out, since later ones tell of their "
            "records.",
        )
    for each in islice(done.written_anew, _FEW):
        yield say(
            "{what} was altered, or what it followed on is missing. It was written as it can be "
            "read now: look at it.",
            what=_called(each),
        )
    if (more := len(done.written_anew) - _FEW) > 0:
        yield Counted(more, "And {n} more of this kind.", "And {n} more of this kind.")
    if done.lost_ballots:
        yield Counted(
            done.lost_ballots,
            "{n} ballot is of a vote that cannot be read.",
            "{n} ballots are of votes that cannot be read.",
        )
    yield say(
        "Phones have to join again. Note-takers’ laptops and browsers offer again what they have "
        "and this file lacks: let them in, then merge the newest backup."
    )


def _numbers(missing: range) -> str:
    return str(missing[0]) if len(missing) == 1 else f"{missing[0]}–{missing[-1]}"


def _called(revision: Revision) -> Value:
    record = record_of(revision.kind, revision.content or "")
    name = record.words if isinstance(record, Note | Response) else name_of(record)
    return named(revision.kind, brief(name)) if name else one(revision.kind)
