"""The tables of a deposit: those of every paper, what is not in it, and votes for researchers."""

from exports.content.data import dataset_of
from exports.dataset import Dataset, DataTable, Type, field
from facilitator.domain.report.deposit import Deposit, View, exclusions


def dataset_of_deposit(deposit: Deposit) -> Dataset:
    """All its tables with their codebook."""
    votes = (_ballots(deposit),) if deposit.view is View.RESEARCH else ()
    return dataset_of(deposit.summary, exclusions_table(deposit), *votes)


def exclusions_table(deposit: Deposit) -> DataTable:
    """What is not in it, as counts."""
    return DataTable(
        name="exclusions",
        title="What is not in this deposit, or was changed",
        keys=3,
        fields=(
            field("what", "What it is"),
            field("number", "How many", Type.COUNT),
            field("rule", "Why"),
        ),
        rows=tuple((str(each.what), each.number, str(each.rule)) for each in exclusions(deposit)),
    )


def _ballots(deposit: Deposit) -> DataTable:
    """Linked votes, each voter a number."""
    few = "Not given, or too few people share sector and size"
    return DataTable(
        name="ballots",
        title="Linked votes of polls whose voters were told of it",
        keys=3,
        fields=(
            field("pseudonym", "The voter: a number that means nothing elsewhere", Type.COUNT),
            field("round_id", "Record id of the round", Type.ID),
            field("item_id", "Id of the item within its poll", Type.ID),
            field(
                "value", "The mark: a point of the scale, a place, dots, 1 for chosen", Type.COUNT
            ),
            field("sector", "The voter’s sector", missing=few),
            field("size", "The size of the voter’s organisation", missing=few),
        ),
        rows=tuple(
            (
                each.voter,
                each.round_id,
                each.item,
                each.value,
                each.sector or None,
                each.size or None,
            )
            for each in deposit.votes
        ),
    )
