"""What the room sees in which it is asked, and where its day stands."""

from facilitator.domain.seminar.agenda import Progress, progress_in
from facilitator.domain.stage.stage import Stage, stage_in
from facilitator.store.records.reader import Reader


def stage_of(reader: Reader) -> Stage:
    """What the room sees now."""
    begun = stage_in(reader.room)
    return reader.find(Stage, begun.id) or begun


def progress_of(reader: Reader) -> Progress:
    """Where the day stands in the room."""
    begun = progress_in(reader.room)
    return reader.find(Progress, begun.id) or begun
