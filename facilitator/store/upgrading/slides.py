"""Tables for slides and their pictures, which version 1 had none of."""

from sqlalchemy import Connection

_TABLES = (
    """CREATE TABLE slides (
        id TEXT NOT NULL, position FLOAT NOT NULL, title TEXT NOT NULL, pages TEXT NOT NULL,
        segment_id TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    """CREATE TABLE slide_pictures (
        id TEXT NOT NULL, slides_id TEXT NOT NULL, number INTEGER NOT NULL, picture TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
)


def add_slides(connection: Connection) -> None:
    """There were none."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
