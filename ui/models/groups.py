"""Breakouts as tables: the groups with their mix, and everybody with the group they are in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt, Signal

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.wording import Listed, people, say
from ui.models.records import Column, Index, RecordTable, dropped_ids
from ui.words.telling import tell, told

NOWHERE = say("Not placed yet")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with the people in it who are on the list; `number` is its place, from 1."""

    number: int
    breakout: Breakout
    topic: str
    members: tuple[Participant, ...]

    @property
    def id(self) -> str:
        """The breakout's id."""
        return self.breakout.id

    @property
    def size(self) -> str:
        """How many people, of how many there is room for."""
        room = (
            " " + tell("of {capacity}", capacity=self.breakout.capacity)
            if self.breakout.capacity
            else ""
        )
        return f"{len(self.members)}{room}"

    @property
    def mix(self) -> str:
        """How many come from each sector, the largest first."""
        counts = Counter(person.sector or tell("not said") for person in self.members)
        return ", ".join(f"{number} {sector}" for sector, number in counts.most_common())

    @property
    def together(self) -> str:
        """Organisations with more than one person here, whom balance would keep apart."""
        counts = Counter(person.organisation for person in self.members if person.organisation)
        return told(
            Listed(
                [
                    tell("{n} from {name}", n=n, name=name)
                    for name, n in counts.most_common()
                    if n > 1
                ]
            )
        )

    @property
    def described(self) -> str:
        """Who is in the group, in a sentence or two."""
        if not self.members:
            return tell("Nobody is in this group yet.")
        sentence = f"{told(people(len(self.members)))}: {self.mix}."
        return f"{sentence} {self.together}." if self.together else sentence


@dataclass(frozen=True, slots=True)
class PlacedPerson:
    """A person with the group they are in, None when in no group. `stays` when others move."""

    person: Participant
    group: Breakout | None
    stays: bool = False

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id


def group_lines(
    groups: Sequence[Breakout], everybody: Sequence[Participant], topics: Mapping[str, str]
) -> tuple[GroupLine, ...]:
    """Each group with its members in the order of the list; `topics` are titles by case study."""
    return tuple(
        GroupLine(
            number,
            group,
            topics.get(group.case_study_id, ""),
            tuple(person for person in everybody if person.id in group.member_ids),
        )
        for number, group in enumerate(groups, start=1)
    )


def placed_people(
    groups: Sequence[Breakout], everybody: Sequence[Participant]
) -> tuple[PlacedPerson, ...]:
    """Everybody, those without a group first, then group by group."""
    where = {person: group for group in groups for person in group.member_ids}
    order = {group.id: place for place, group in enumerate(groups, start=1)}
    placed = [
        PlacedPerson(person, group, bool(group and person.id in group.fixed_ids))
        for person in everybody
        for group in (where.get(person.id),)
    ]
    return tuple(sorted(placed, key=lambda each: order[each.group.id] if each.group else 0))


class GroupsTable(RecordTable[GroupLine]):
    """The groups. People can be dropped on one: `joined` carries their ids and the group's."""

    joined = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_GROUP_COLUMNS, parent, movable=True)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        ids = dropped_ids(data)
        if any(self.row_of(id_) >= 0 for id_ in ids):
            return super().dropMimeData(data, action, row, column, parent)
        line = self.record(parent.row() if parent.isValid() else row)
        if line is not None and ids:
            self.joined.emit(ids, line.id)
        return False


class PlacesTable(RecordTable[PlacedPerson]):
    """Everybody and where they are. The groups to choose from are told by `offer_groups`."""

    GROUP, STAYS = 4, 5

    def __init__(self, parent: QObject | None = None) -> None:
        self._groups: dict[str, Breakout] = {}
        columns = (
            Column[PlacedPerson](tell("Name"), lambda each: each.person.name),
            Column[PlacedPerson](tell("Organisation"), lambda each: each.person.organisation),
            Column[PlacedPerson](tell("Sector"), lambda each: each.person.sector),
            Column[PlacedPerson](tell("Size"), lambda each: each.person.size),
            Column[PlacedPerson](
                tell("Group"),
                lambda each: each.group.title if each.group else told(NOWHERE),
                put=self._put_group,
                value=lambda each: each.group.id if each.group else "",
            ),
            Column[PlacedPerson](
                tell("Stays"), lambda _: "", put=_put_stays, checked=lambda each: each.stays
            ),
        )
        super().__init__(columns, parent, movable=True)

    def offer_groups(self, groups: Sequence[Breakout]) -> None:
        """The groups that people can be put into."""
        self._groups = {group.id: group for group in groups}
        named = tuple((group.id, group.title) for group in groups)
        self._choices[self.GROUP] = (("", told(NOWHERE)), *named)

    def _put_group(self, each: PlacedPerson, id: Any) -> PlacedPerson:
        return replace(each, group=self._groups.get(str(id)), stays=False)


def _put_stays(each: PlacedPerson, stays: Any) -> PlacedPerson | None:
    return replace(each, stays=bool(stays)) if each.group else None


_GROUP_COLUMNS = (
    Column[GroupLine](say("No."), lambda line: str(line.number), number=True),
    Column[GroupLine](say("Group"), lambda line: line.breakout.title),
    Column[GroupLine](say("People"), lambda line: line.size, number=True),
    Column[GroupLine](say("Sectors"), lambda line: line.mix),
    Column[GroupLine](say("Same organisation"), lambda line: line.together),
)
