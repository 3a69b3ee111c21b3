"""A table for the speakers' lists, which version 1 had none of."""

from sqlalchemy import Connection

_TABLE = """CREATE TABLE speakers_lists (
    id TEXT NOT NULL, segment_id TEXT NOT NULL, opened_at TEXT, closed_at TEXT,
    "limit" INTEGER NOT NULL, asked INTEGER NOT NULL, waiting INTEGER NOT NULL, began_at TEXT,
    turns TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY (id)
)"""


def add_speakers_lists(connection: Connection) -> None:
    """Nobody was on one."""
    connection.exec_driver_sql(_TABLE)
