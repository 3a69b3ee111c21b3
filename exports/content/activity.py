"""The activity log as a table: what was done to a seminar, when, where, by which computer."""

from collections.abc import Sequence

from exports.dataset import DataTable, Field, Type, Value
from facilitator.domain.act_words import Entry

_FIELDS = (
    Field(name="line", label="Place in the log, the newest first", type=Type.COUNT),
    Field(name="at", label="When it was done, the first time", type=Type.MOMENT),
    Field(name="times", label="How often it was done", type=Type.COUNT),
    Field(name="verb", label="What was done, in one word", type=Type.TEXT),
    Field(name="act", label="What was done, and to what", type=Type.TEXT),
    Field(name="where", label="In which place of the program", type=Type.TEXT, missing="not known"),
    Field(name="who", label="By which computer", type=Type.TEXT),
)


def activity_table(entries: Sequence[Entry]) -> DataTable:
    """The log, in its order."""
    rows = tuple(_row(place, each) for place, each in enumerate(entries, start=1))
    return DataTable(name="activity", title="Activity log", fields=_FIELDS, rows=rows)


def _row(place: int, each: Entry) -> tuple[Value, ...]:
    where = str(each.where) or None
    return (place, each.at, each.times, each.verb.value, str(each.said), where, str(each.who))
