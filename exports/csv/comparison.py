"""A comparison of seminars as one table: a line for each finding of each seminar."""

from collections.abc import Iterator
from pathlib import Path

from exports.csv.files import file_of
from exports.dataset import DataTable, Type, Value, field
from exports.whole_file import replacing
from facilitator.domain.polls.results import OUTCOME_WORDS
from facilitator.domain.report.comparison import Comparison, Held

_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}
_NO_VOTE = "It was not voted on, or what it came to is sealed"


def write(comparison: Comparison, path: Path) -> None:
    """Write the table; raises SeminarError where it cannot be written."""
    with replacing(path) as file:
        file.write(file_of(table(comparison)).encode())


def table(comparison: Comparison) -> DataTable:
    """The findings that each seminar has, with what its room came to."""
    return DataTable(
        name="comparison",
        title="Findings of several seminars",
        keys=2,
        fields=(
            field("origin", "What the finding was made from", Type.ID),
            field("seminar", "Its place among the seminars", Type.COUNT),
            field("title", "The seminar"),
            field("day", "Its day", Type.DAY),
            field("finding_id", "Record id of the finding there", Type.ID),
            field("label", "What it is called there"),
            field("wording", "The finding as it is worded there"),
            field("outcome", "The outcome", values=_OUTCOMES, missing=_NO_VOTE),
            field("rounds", "Rounds that were revealed", Type.COUNT),
            field(
                "with_view", "People with a view in the last round", Type.COUNT, missing=_NO_VOTE
            ),
            field("agree", "Those of them who agree", Type.COUNT, missing=_NO_VOTE),
            field("disagree", "Those of them who disagree", Type.COUNT, missing=_NO_VOTE),
            field("dont_know", "People without a view", Type.COUNT, missing=_NO_VOTE),
        ),
        rows=tuple(_rows(comparison)),
    )


def _rows(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    for row in comparison.rows:
        for place, held in enumerate(row.held):
            if held is not None:
                seminar = comparison.seminars[place]
                yield (row.origin, place + 1, seminar.title, seminar.day, *_of(held))


def _of(held: Held) -> tuple[Value, ...]:
    finding, line = held.finding, held.line
    about = (finding.id, finding.label, finding.wording)
    if line is None or line.outcome is None:
        return (*about, None, held.rounds, None, None, None, None)
    counts = (line.with_view, line.agreeing, line.disagreeing, line.dont_know)
    return (*about, line.outcome.value, held.rounds, *counts)
