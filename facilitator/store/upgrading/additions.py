"""A table for what authors add to papers, which version 1 had none of."""

from sqlalchemy import Connection

_TABLE = """CREATE TABLE additions (
    id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL, about TEXT NOT NULL,
    "by" TEXT NOT NULL, at TEXT, answer TEXT NOT NULL, until TEXT, PRIMARY KEY (id)
)"""


def add_additions(connection: Connection) -> None:
    """Nobody had added anything."""
    connection.exec_driver_sql(_TABLE)
