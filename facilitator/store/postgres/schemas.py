"""What a seminar's schema holds, and what makes it."""

import re
from collections.abc import Mapping
from functools import cache

from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from facilitator.store.postgres import open_votes
from facilitator.store.postgres.casting import TAKE_IN

JSON_EXTRACT = """
    CREATE FUNCTION json_extract(held text, path text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT held::json ->> substr(path, 3) $$"""
"""One text out of a revision's content, asked for as SQLite does: `$.name`."""

BESIDE_TABLES = (open_votes.BOXES, open_votes.CHAIN, JSON_EXTRACT, TAKE_IN)
"""What a database needs beside the tables that a file has as well."""
_TEXT = re.compile(r"\bTEXT\b")


@cache
def statements(wanted: MetaData) -> Mapping[str, str]:
    """What makes the tables and indexes of `wanted`, by name, in the order to make them in.

    Text is in the order of code points, wherever the database was made: order is a part of what a
    seminar shows, and of its digests.
    """
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made: dict[str, str] = {}
    for table in wanted.sorted_tables:
        plain = str(CreateTable(table).compile(dialect=dialect))
        made[table.name] = _TEXT.sub('TEXT COLLATE "C"', plain)
        made |= {str(i.name): str(CreateIndex(i).compile(dialect=dialect)) for i in table.indexes}
    return made
