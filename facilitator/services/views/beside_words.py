"""What stands beside words where the room sees them: a sector that enough people there share."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.domain.privacy.small_groups import told_sectors
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.records.devices import people_by_sector
from facilitator.store.records.reader import Reader


def unpointed(reader: Reader, responses: Iterable[Response]) -> tuple[Response, ...]:
    """The responses, without the sector of those who are few in the room: they would be known."""
    fewest = reader.get(Seminar, SEMINAR_ID).room_threshold
    told = told_sectors(people_by_sector(reader).elements(), fewest)
    return tuple(each if each.sector in told else replace(each, sector="") for each in responses)
