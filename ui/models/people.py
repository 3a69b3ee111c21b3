"""Participants in a table that is edited in place, and the preview of a list of people."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from facilitator.domain.people.participants import Participant
from facilitator.services.people.importing import OUTCOME_WORDS, Arrival
from ui.models.records import Column, RecordTable
from ui.words.telling import tell, told

HERE, NAME, ORGANISATION, ROLE, SECTOR, SIZE, EMAIL, NEEDS = range(8)


def _put(field: str, *, required: bool = False) -> Any:
    def put(person: Participant, typed: Any) -> Participant | None:
        words = str(typed or "").strip()
        changes: dict[str, Any] = {field: words}
        return None if required and not words else replace(person, **changes)

    return put


class PeopleTable(RecordTable[Participant]):
    """Everybody on the list. `arrivals_at` gives the moment of a check-in."""

    def __init__(self, arrivals_at: Any, parent: QObject | None = None) -> None:
        def check_in(person: Participant, here: Any) -> Participant:
            arrived: datetime | None = arrivals_at() if here else None
            return replace(person, arrived_at=arrived, seen_here=bool(here))

        super().__init__(
            (
                Column[Participant](
                    tell("Here"),
                    lambda _: "",
                    put=check_in,
                    checked=lambda p: p.arrived_at is not None,
                ),
                Column[Participant](
                    tell("Name"), lambda p: p.name, put=_put("name", required=True)
                ),
                Column[Participant](
                    tell("Organisation"), lambda p: p.organisation, put=_put("organisation")
                ),
                Column[Participant](tell("Job title"), lambda p: p.role, put=_put("role")),
                Column[Participant](tell("Sector"), lambda p: p.sector, put=_put("sector")),
                Column[Participant](tell("Size"), lambda p: p.size, put=_put("size")),
                Column[Participant](tell("E-mail"), lambda p: p.email, put=_put("email")),
                Column[Participant](tell("Needs"), lambda p: p.needs, put=_put("needs")),
            ),
            parent,
        )


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row of a list with what will become of it."""

    arrival: Arrival

    @property
    def id(self) -> str:
        """The row's number."""
        return f"{self.arrival.row:g}"


class PreviewTable(RecordTable[PreviewLine]):
    """The preview of a list, row by row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column[PreviewLine](tell("Row"), lambda line: f"{line.arrival.row:g}", number=True),
                Column[PreviewLine](
                    tell("Outcome"), lambda line: told(OUTCOME_WORDS[line.arrival.outcome])
                ),
                Column[PreviewLine](tell("Name"), lambda line: line.arrival.participant.name),
                Column[PreviewLine](
                    tell("Organisation"), lambda line: line.arrival.participant.organisation
                ),
                Column[PreviewLine](tell("Sector"), lambda line: line.arrival.participant.sector),
                Column[PreviewLine](tell("Size"), lambda line: line.arrival.participant.size),
                Column[PreviewLine](tell("Remark"), lambda line: told(line.arrival.reason)),
            ),
            parent,
        )
