"""The page that people take home on their phones: from when it may be had, and how it is known that
it would say something else by now.
"""

from dataclasses import dataclass

from facilitator.domain.facts import WavedOn
from facilitator.domain.revisions import UNPRINTED
from facilitator.domain.seminar.agenda import DayState, Segment, SegmentKind, SegmentRun
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar.rooms import progress_of, stage_of
from facilitator.store.records.facts import LOOKED_AT, WAVED_ON
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Mark:
    """What the page is made of: the last change that a summary can hold, and what has been looked
    at and waved on. Pages of one mark say the same.
    """

    position: int
    looked_at: tuple[str, ...]
    waved_on: tuple[WavedOn, ...]


def mark_of(file: SeminarStore) -> Mark | None:
    """The mark of the page as it would be made now, None while it may not be had: until the day
    comes to its close.
    """
    with file.read() as reader:
        if not _is_closing(reader):
            return None
        position, _ = reader.last_change(but=UNPRINTED)
        return Mark(position, reader.fact(LOOKED_AT), reader.fact(WAVED_ON))


def _is_closing(reader: Reader) -> bool:
    """Whether the day has ended, is in its closing segment, or the room sees the close."""
    progress = progress_of(reader)
    if progress.state is DayState.FINISHED or stage_of(reader).scene is Scene.CLOSE:
        return True
    run = reader.find(SegmentRun, progress.run_id)
    segment = reader.find(Segment, run.segment_id) if run else None
    return segment is not None and segment.kind is SegmentKind.CLOSE
