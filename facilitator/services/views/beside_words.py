"""What stands beside words where the room sees them: a sector that enough people there share."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.domain.privacy.small_groups import told_sectors
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.records.devices import came_after, people_by_sector
from facilitator.store.records.reader import Reader


def unpointed(reader: Reader, responses: Iterable[Response]) -> tuple[Response, ...]:
    """The responses, without the sector of those who were few in the room when these were given:
    they would be known. Whoever sat there saw who came later, and that they said none of it.
    """
    given = tuple(responses)
    told = _told(reader, given) if any(each.sector for each in given) else {}
    return tuple(each if told.get(each.id) else replace(each, sector="") for each in given)


def _told(reader: Reader, given: tuple[Response, ...]) -> dict[str, bool]:
    """Of each response, by its id, whether its sector may stand beside it."""
    fewest = reader.get(Seminar, SEMINAR_ID).room_threshold
    first = min(each.recorded_at for each in given)
    here, later = people_by_sector(reader), sorted(came_after(reader, first))
    sectors, told = told_sectors(+here, fewest), {}
    for each in sorted(given, key=lambda each: each.recorded_at, reverse=True):
        before = len(later)
        while later and later[-1][0] > each.recorded_at:
            here[later.pop()[1]] -= 1
        if len(later) < before:
            sectors = told_sectors(+here, fewest)
        told[each.id] = each.sector in sectors
    return told
