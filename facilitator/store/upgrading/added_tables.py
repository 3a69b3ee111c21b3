"""Tables that version 1 lacked: for speakers' lists, slides, votes of several rooms, and what
authors add to papers.
"""

from typing import Any

from sqlalchemy import Connection

_TABLES = {
    "speakers_lists": """CREATE TABLE speakers_lists (
        id TEXT NOT NULL, segment_id TEXT NOT NULL, opened_at TEXT, closed_at TEXT,
        "limit" INTEGER NOT NULL, asked INTEGER NOT NULL, waiting INTEGER NOT NULL, began_at TEXT,
        turns TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    "slides": """CREATE TABLE slides (
        id TEXT NOT NULL, position FLOAT NOT NULL, title TEXT NOT NULL, pages TEXT NOT NULL,
        segment_id TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    "slide_pictures": """CREATE TABLE slide_pictures (
        id TEXT NOT NULL, slides_id TEXT NOT NULL, number INTEGER NOT NULL, picture TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    "voter_rooms": """CREATE TABLE voter_rooms (
        "key" TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY ("key")
    ) WITHOUT ROWID""",
    "additions": """CREATE TABLE additions (
        id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL, about TEXT NOT NULL,
        "by" TEXT NOT NULL, at TEXT, answer TEXT NOT NULL, until TEXT, PRIMARY KEY (id)
    )""",
}


_LAST = "voter_rooms"
"""What files of version 2 that were made before votes of several rooms lack as well."""


def is_early(raw: Any) -> bool:
    """Whether a file of version 2 is one of those. A sum of the table is kept beside every mark of
    rest (`sqlite.sums`): where there is one, somebody took the table out.
    """
    there = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    if _LAST in there or "meta" not in there:
        return False
    summed = "SELECT 1 FROM meta WHERE name = 'sums' AND instr(value, ?)"
    return not raw.execute(summed, (_LAST,)).fetchone()


def add_tables(connection: Connection) -> None:
    """They are empty: nothing of the sort was kept."""
    there = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    for name, statement in _TABLES.items():
        if name not in there:
            connection.exec_driver_sql(statement)
