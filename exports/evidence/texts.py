"""The words of a deposit as plain texts, and the list that describes each."""

from collections.abc import Iterator, Mapping

from exports.dataset import DataTable, Type, Value, field
from exports.qdpx.sources import Source, sources_of
from facilitator.domain.report.deposit import Deposit, View
from facilitator.domain.report.summary import Summary

_BANDS = (5, 10, 20, 50)


def text_files(summary: Summary) -> dict[str, Source]:
    """The texts by the names of their files: those of questions and of groups, each counted."""
    return {
        f"text/{kind.lower()}-{number:02d}.txt": source
        for kind in dict.fromkeys(source.kind for source in sources_of(summary))
        for number, source in enumerate(
            (each for each in sources_of(summary) if each.kind == kind), start=1
        )
    }


def datalist(deposit: Deposit, texts: Mapping[str, Source]) -> DataTable:
    """A line for each text: what it is of, how much there is, on what ground it is here."""
    return DataTable(
        name="datalist",
        title="The texts",
        fields=(
            field("file", "The file"),
            field("type", "What it is of"),
            field("date", "When it was said", Type.DAY),
            field("group_size", "How many people the group had, as a band", missing="No group"),
            field("topic", "What it is about"),
            field("words", "How many words it has", Type.COUNT),
            field("consent", "On what ground it is here"),
        ),
        rows=tuple(_line(deposit, name, source) for name, source in texts.items()),
    )


def _line(deposit: Deposit, name: str, source: Source) -> tuple[Value, ...]:
    group = source.group
    topic = (group.topic or source.name) if group else source.name
    ground = _GROUP_GROUND if group else _GROUNDS[deposit.view]
    day, words = deposit.summary.seminar.date, len(source.text.split())
    return (name, source.kind, day, _band(group.members) if group else None, topic, words, ground)


_GROUP_GROUND = "a note-taker’s own wording; no quotes"
_GROUNDS: Mapping[View, str] = {
    View.PUBLIC: "speakers agreed to be quoted and archived; else a wording of who wrote it down",
    View.RESEARCH: "speakers agreed to be archived; else a wording of who wrote it down",
}


def _band(people: int) -> str:
    """A size that tells no single person's presence."""
    return next(_bands(people))


def _bands(people: int) -> Iterator[str]:
    least = 1
    for end in _BANDS:
        if people < end:
            yield f"{least} to {end - 1}"
        least = end
    yield f"{least} or more"
