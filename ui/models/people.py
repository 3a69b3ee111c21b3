"""Participants in a table that is edited in place, and the preview of a list of people."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from facilitator.domain.people.participants import Participant
from facilitator.services.people.importing import OUTCOME_WORDS, Arrival
from ui.models.records import Column, RecordTable

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
                    "Here", lambda _: "", put=check_in, checked=lambda p: p.arrived_at is not None
                ),
                Column[Participant]("Name", lambda p: p.name, put=_put("name", required=True)),
                Column[Participant](
                    "Organisation", lambda p: p.organisation, put=_put("organisation")
                ),
                Column[Participant]("Job title", lambda p: p.role, put=_put("role")),
                Column[Participant]("Sector", lambda p: p.sector, put=_put("sector")),
                Column[Participant]("Size", lambda p: p.size, put=_put("size")),
                Column[Participant]("E-mail", lambda p: p.email, put=_put("email")),
                Column[Participant]("Needs", lambda p: p.needs, put=_put("needs")),
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
                Column[PreviewLine]("Row", lambda line: f"{line.arrival.row:g}", number=True),
                Column[PreviewLine](
                    "Outcome", lambda line: str(OUTCOME_WORDS[line.arrival.outcome])
                ),
                Column[PreviewLine]("Name", lambda line: line.arrival.participant.name),
                Column[PreviewLine](
                    "Organisation", lambda line: line.arrival.participant.organisation
                ),
                Column[PreviewLine]("Sector", lambda line: line.arrival.participant.sector),
                Column[PreviewLine]("Size", lambda line: line.arrival.participant.size),
                Column[PreviewLine]("Remark", lambda line: line.arrival.reason),
            ),
            parent,
        )
