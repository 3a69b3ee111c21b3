"""The tables of votes. They are no records: no journal tells how a ballot came to be."""

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from facilitator.store.records.columns import NUMBER, listed, text
from facilitator.store.records.tables import (
    RECORD_TABLES,
    arrival_links,
    heads,
    journal,
    metadata,
    word_seals,
)

ballots = Table(
    "ballots",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("round_id", Text, ForeignKey("rounds.id"), nullable=False),
    text("voter_key"),
    listed("marks"),
    listed("words"),
    Column("channel", Text),
    text("submission"),
    text("nameless_key"),
    UniqueConstraint("round_id", "voter_key"),
    sqlite_autoincrement=True,
)
"""`nameless_key`: what a ballot by name is kept under once its voter is erased (`namelessness`)."""

voters = Table(
    "voters",
    metadata,
    Column("key", Text, primary_key=True),
    text("sector"),
    text("size"),
    sqlite_with_rowid=False,
)
"""What whoever votes under a key said of themselves: once, not on every ballot."""

voter_rooms = Table(
    "voter_rooms",
    metadata,
    Column("key", Text, primary_key=True),
    text("room"),
    sqlite_with_rowid=False,
)
"""The room that whoever votes under a key is in, where a vote of all rooms is told by room."""

submissions = Table(
    "submissions",
    metadata,
    Column("round_id", Text, ForeignKey("rounds.id"), primary_key=True),
    Column("voter_key", Text, primary_key=True),
    Column("submission", Text, primary_key=True),
    text("said"),
    sqlite_with_rowid=False,
)
"""Submission ids that were counted while a round is open, each its voter's own, so that a late
resend cannot bring an older ballot back. `said` is a digest of the marks. A row that says nothing
is of a seat (`Ballot.seat`): somebody on the list has voted.
"""

receipts = Table(
    "receipts",
    metadata,
    Column("round_id", Text, ForeignKey("rounds.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""What is left of the submissions of a closed round: a code for each ballot, joined to none."""

_TOLD = {*RECORD_TABLES.values(), journal, heads, arrival_links, word_seals}
UNTOLD = tuple(table.name for table in metadata.sorted_tables if table not in _TOLD)
"""The tables that no chain of hashes vouches for: a file keeps sums of them while it is at rest."""
