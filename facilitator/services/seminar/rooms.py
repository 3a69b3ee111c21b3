"""What a room sees, and where its day stands. A seminar has one room, the main one, as yet."""

from facilitator.domain.seminar.agenda import Progress, progress_in
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.stage.stage import Stage, stage_in
from facilitator.store.records.reader import Reader


def stage_of(reader: Reader, room: str = MAIN) -> Stage:
    """What a room sees now."""
    begun = stage_in(room)
    return reader.find(Stage, begun.id) or begun


def progress_of(reader: Reader, room: str = MAIN) -> Progress:
    """Where the day stands in a room."""
    begun = progress_in(room)
    return reader.find(Progress, begun.id) or begun
