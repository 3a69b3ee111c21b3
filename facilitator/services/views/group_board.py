"""The board: what the facilitator sees of all groups while they work and when they report back."""

from dataclasses import dataclass

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.people.placing import unplaced
from facilitator.services.seminar.rooms import seen_in
from facilitator.services.views.notes_screen import Group, noted_groups
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The groups that a segment is about; `read_id` is the one whose notes the room sees.

    `unplaced` are the people who are here and in no group; only while groups are at work.
    """

    segment_id: str = ""
    groups: tuple[Group, ...] = ()
    unplaced: tuple[Participant, ...] = ()
    read_id: str = ""


def board(file: SeminarStore, segment_id: str) -> Board:
    """The board of a segment: of its own groups, or those of the round that reports back in it."""
    with file.read() as reader:
        segment = reader.find(Segment, segment_id)
        about = _round_of(reader, segment) if segment else None
        if segment is None or about is None:
            return Board()
        stage = seen_in(reader)
        at_work = segment.kind is SegmentKind.BREAKOUTS
        return Board(
            segment_id=about.id,
            groups=noted_groups(reader, reader.every(Breakout, segment_id=about.id), {}),
            unplaced=unplaced(reader, about.id) if at_work else (),
            read_id=stage.subject_id if stage.scene is Scene.READ_BACK else "",
        )


def _round_of(reader: Reader, segment: Segment) -> Segment | None:
    """The breakouts segment itself, or the last one before a report back."""
    if segment.kind is SegmentKind.BREAKOUTS:
        return segment
    if segment.kind is not SegmentKind.REPORT_BACK:
        return None
    earlier = [
        other
        for other in reader.every(Segment, kind=SegmentKind.BREAKOUTS)
        if other.position < segment.position
    ]
    return earlier[-1] if earlier else None
