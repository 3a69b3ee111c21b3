"""Version 2: photographs of flip charts are kept with the notes of a group."""

from sqlalchemy import Connection


def add_photographs(connection: Connection) -> None:
    """A place for them, which is empty: version 1 kept none."""
    connection.exec_driver_sql(
        "CREATE TABLE photographs (id TEXT NOT NULL, jpeg TEXT NOT NULL, "
        "width INTEGER NOT NULL, height INTEGER NOT NULL, PRIMARY KEY (id))"
    )
