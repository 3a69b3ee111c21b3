"""What somebody had before them when they pressed: upon what has changed since nothing is done, so
that who heard no answer can press again and it happens once.
"""

from dataclasses import dataclass

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.services.seminar.rooms import progress_of, stage_of
from facilitator.store.records.reader import Reader

CHANGED = say(
    "This had changed already when you pressed, so nothing more was done. You see how it is now."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The versions of what a day is run by: where it stands, the clock of its segment, and what the
    room sees; "" for what there is not yet.
    """

    day: str
    clock: str
    stage: str


def marks_in(reader: Reader) -> Marks:
    """The versions as they are now."""
    progress = progress_of(reader)
    clock = mark_of(reader, progress.run_id) if progress.run_id else ""
    stage = mark_of(reader, stage_of(reader).id)
    return Marks(day=mark_of(reader, progress.id), clock=clock, stage=stage)


def mark_of(reader: Reader, record_id: str) -> str:
    """The version of a record: it never comes back once it was changed."""
    return "+".join(sorted(head.id for head in reader.heads(record_id)))


def hold_to(reader: Reader, record_id: str, seen: str | None) -> None:
    """Raise SeminarError where a record is no more as it was `seen`, if they say how it was."""
    if seen is not None and seen != mark_of(reader, record_id):
        raise SeminarError(CHANGED)
