"""What is beside a seminar as `other`: temporary tables, which go with the transaction.

The statements of `arriving` are told to PostgreSQL in its own words. `pg_temp` stands last on the
path, so that `journal` is the seminar's and `pg_temp.journal` what came.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

BESIDE = "pg_temp"
_PLACES = {"main": "", "other": f"{BESIDE}.", "temp": f"{BESIDE}."}
_WORDS = (
    (r"\b(main|other|temp)\.(?=\w)", lambda found: _PLACES[found[1]]),
    (r"\bCROSS JOIN\b", lambda _: "JOIN"),
    (r"\bWITHOUT ROWID\b", lambda _: ""),
    (r"\bTEXT\b", lambda _: 'TEXT COLLATE "C"'),
    (
        r"\bjson_each\((\w+\.\w+)\) (\w+)",
        lambda found: f"json_array_elements_text({found[1]}::json) AS {found[2]} (value)",
    ),
)
_VALUE = re.compile(r"(?<![:\w]):([a-z_]+)\b")


@cache
def translated(statement: str, *, has_values: bool) -> str:
    """A statement of `arriving` as PostgreSQL is told."""
    for words, told in _WORDS:
        statement = re.sub(words, told, statement)
    return _VALUE.sub(r"%(\1)s", statement) if has_values else statement


def run(connection: Connection) -> Callable[..., Any]:
    """What runs them within a transaction; raises IntegrityError where two cannot both be."""

    def it(
        statement: str, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> Any:
        told = translated(statement, has_values=values is not None)
        return connection.exec_driver_sql(told, values)

    return it


def is_there(connection: Connection, table: str) -> bool:
    """Whether there is a table in what is beside."""
    found = "SELECT to_regclass(%s)"
    return connection.exec_driver_sql(found, (f"{BESIDE}.{table}",)).scalar_one() is not None
