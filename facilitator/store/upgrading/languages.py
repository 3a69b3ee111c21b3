"""Version 2: a seminar says in which languages its room is spoken to; until then it was English."""

from sqlalchemy import Connection


def add_languages(connection: Connection) -> None:
    """Give the seminar its languages."""
    connection.exec_driver_sql(
        "ALTER TABLE seminars ADD COLUMN languages TEXT NOT NULL DEFAULT '[\"en\"]'"
    )
