"""The dataset of a summary: every table its documents take figures from."""

from dataclasses import replace

from exports.content import data_about, data_of_polls, data_of_words
from exports.content.additions import additions_table
from exports.dataset import Dataset, DataTable
from facilitator.domain.report.summary import Summary

_TABLES = (
    data_about.readme,
    data_about.seminar,
    data_of_words.agenda,
    data_of_words.questions,
    data_of_polls.findings,
    data_of_polls.polls,
    data_of_polls.rounds,
    data_of_polls.results,
    data_of_polls.reasons,
    data_of_polls.measures,
    data_of_polls.change,
    data_of_polls.splits,
    data_of_words.responses,
    data_of_words.notes,
    data_of_words.actions,
    data_about.themes,
    data_about.codings,
    data_of_words.voice,
    additions_table,
    data_of_words.suppressions,
)


def dataset_of(summary: Summary, *others: DataTable) -> Dataset:
    """All tables, their values exact, others behind them, and the codebook that explains their
    columns.
    """
    tables = (*(make(summary) for make in _TABLES), *others)
    told = Dataset(tuple(map(_with_gaps, tables)))
    return Dataset((*told.tables, _with_gaps(told.codebook())))


def _with_gaps(table: DataTable) -> DataTable:
    """The table with no value, instead of an empty text, where there is none."""
    rows = (tuple(None if value == "" else value for value in row) for row in table.rows)
    return replace(table, rows=tuple(rows))
