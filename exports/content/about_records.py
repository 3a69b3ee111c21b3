"""What a file records, as tables: who did what when, and what is held about one person."""

from collections.abc import Sequence

from exports.dataset import DataTable, Field, Type, Value
from facilitator.domain.act_words import Entry
from facilitator.domain.people.held import Held, Standing, Tie

_LOG = (
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
    return DataTable(name="activity", title="Activity log", fields=_LOG, rows=rows)


def _row(place: int, each: Entry) -> tuple[Value, ...]:
    where = str(each.where) or None
    return (place, each.at, each.times, each.verb.value, str(each.said), where, str(each.who))


_HELD = (
    Field(name="line", label="Place in this table, the oldest first", type=Type.COUNT),
    Field(
        name="tie",
        label="How it is tied to the person",
        type=Type.CODE,
        values=(
            (Tie.OWN, "their own: said by them, or saying who they are"),
            (Tie.NAMED, "they stand beside it"),
            (Tie.MENTIONED, "said by somebody else who named them: look before handing it over"),
        ),
    ),
    Field(name="what", label="What it is", type=Type.TEXT),
    Field(name="record", label="The record's id", type=Type.ID),
    Field(name="field", label="Which field of it", type=Type.TEXT),
    Field(name="value", label="What it says", type=Type.TEXT),
    Field(
        name="standing",
        label="Whether it says so now",
        type=Type.CODE,
        values=(
            (Standing.NOW, "it says so now"),
            (Standing.BEFORE, "an earlier version, or deleted since; kept until it is erased"),
        ),
    ),
    Field(name="at", label="When it came to say so", type=Type.MOMENT, missing="not kept"),
)


def held_table(held: Sequence[Held]) -> DataTable:
    """What is held about somebody."""
    rows = tuple(
        (place, h.tie.value, str(h.what), h.record, h.field, h.value, h.standing.value, h.at)
        for place, h in enumerate(held, start=1)
    )
    return DataTable(name="held", title="What is held about a person", fields=_HELD, rows=rows)
