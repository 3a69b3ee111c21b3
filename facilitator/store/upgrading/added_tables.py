"""Tables that version 1 lacked: for speakers' lists, slides, votes of several rooms, and what
authors add to papers.
"""

from sqlalchemy import Connection

_TABLES = (
    """CREATE TABLE speakers_lists (
        id TEXT NOT NULL, segment_id TEXT NOT NULL, opened_at TEXT, closed_at TEXT,
        "limit" INTEGER NOT NULL, asked INTEGER NOT NULL, waiting INTEGER NOT NULL, began_at TEXT,
        turns TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    """CREATE TABLE slides (
        id TEXT NOT NULL, position FLOAT NOT NULL, title TEXT NOT NULL, pages TEXT NOT NULL,
        segment_id TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    """CREATE TABLE slide_pictures (
        id TEXT NOT NULL, slides_id TEXT NOT NULL, number INTEGER NOT NULL, picture TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE voter_rooms (
        "key" TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY ("key")
    ) WITHOUT ROWID""",
    """CREATE TABLE additions (
        id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL, about TEXT NOT NULL,
        "by" TEXT NOT NULL, at TEXT, answer TEXT NOT NULL, until TEXT, PRIMARY KEY (id)
    )""",
)


def add_tables(connection: Connection) -> None:
    """They are empty: nothing of the sort was kept."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
