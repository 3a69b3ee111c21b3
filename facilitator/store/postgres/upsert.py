"""Rows that are written whether or not they are there already."""

from functools import cache

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql


@cache
def upsert(table: Table) -> Insert:
    """What writes whole rows of a table that is keyed by `id`, over those that are there."""
    statement = postgresql.insert(table)
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: statement.excluded[column.name] for column in table.c},
    )


@cache
def add_missing(table: Table) -> Insert:
    """What writes the rows of a table that are not there yet."""
    return postgresql.insert(table).on_conflict_do_nothing()
