"""Rows that are written whether or not they are there already."""

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


@cache
def upsert(table: Table) -> sqlite.Insert:
    """What writes whole rows of a table that is keyed by `id`, over those that are there."""
    statement = sqlite.insert(table)
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: statement.excluded[column.name] for column in table.c},
    )
