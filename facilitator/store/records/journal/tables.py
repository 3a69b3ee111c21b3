"""The tables that all else in a seminar file follows from, and what a file keeps of itself."""

from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text

from facilitator.store.records.columns import NUMBER, listed, text, whole

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text))
"""The facts, which `store.records.facts` declares."""


def _keyed(name: str) -> Table:
    """A table of values by key. Like the facts they belong to this file and do not travel."""
    return Table(name, metadata, Column("key", Text, primary_key=True), text("value"))


round_secrets = _keyed("round_secrets")
"""By round that takes ballots here, what a sealed one's keys are made with, "" for others. In no
copy: there an open round has no entry, and takes none.
"""
round_counts = _keyed("round_counts")
"""By closed round, the digest of its ballots, and how many people voted by which channel."""
note_changes = _keyed("note_changes")
"""By the id that a browser gave a change, the revision it became."""
merges = _keyed("merges")
"""By id, the merges this file has taken in."""
laptops = _keyed("laptops")
"""By device, how far a note-taker's laptop is."""
device_names = _keyed("device_names")
"""By device, what those who handed over its notes call themselves."""

acts = Table(
    "acts",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    text("device"),
    text("at"),
    Column("undoes", Text),
    text("verb"),
    listed("subjects"),
    whole("undoable"),
    text("session"),
    text("place"),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    text("record"),
    text("kind"),
    Column("content", Text),
    whole("gone"),
    whole("erased"),
    listed("based_on"),
    text("device"),
    whole("clock"),
    Column("act", Text, ForeignKey("acts.id"), nullable=False),
    Column("salt", Text),
    text("digest"),
    text("hash"),
    Index("journal_by_record", "record"),
    Index("journal_by_act", "act"),
    sqlite_autoincrement=True,
)

arrival_links = Table(
    "arrival_links",
    metadata,
    Column("last", NUMBER, primary_key=True, autoincrement=False),
    text("link"),
)
"""The chain of arrivals: what came into this very file, up to which place of the journal. Merges
and bundles leave it behind."""

word_seals = Table(
    "word_seals",
    metadata,
    Column("revision", Text, ForeignKey("journal.id"), primary_key=True),
    Column("salt", Text),
    text("digest"),
)
"""What revisions of version 1 say, as it came into this very file: their own hashes do not cover
their words. Like the chain of arrivals, which holds it, it is left behind by merges and bundles.
"""

heads = Table(
    "heads",
    metadata,
    Column("record", Text, primary_key=True),
    Column("revision", Text, ForeignKey("journal.id"), primary_key=True),
)
