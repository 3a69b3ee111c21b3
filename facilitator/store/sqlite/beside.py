"""A database attached as `other`: what runs the statements of `arriving`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from facilitator.store.sqlite.connecting import driver_of


def run(connection: Connection) -> Callable[..., Any]:
    """What runs them within a transaction; raises IntegrityError where two cannot both be."""
    driver = driver_of(connection)

    def it(statement: str, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] = ()) -> Any:
        try:
            if isinstance(values, list):
                return driver.executemany(statement, values)
            return driver.execute(statement, values)
        except sqlcipher.IntegrityError as error:
            raise IntegrityError(statement, None, error) from error

    return it


def is_there(connection: Connection, table: str) -> bool:
    """Whether there is a table in what is beside."""
    found = "SELECT 1 FROM other.sqlite_master WHERE name = ?"
    return driver_of(connection).execute(found, (table,)).fetchone() is not None
