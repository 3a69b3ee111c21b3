"""A connection to a database, as libpq makes it of an address."""

import re
from typing import Any

import psycopg

from facilitator.store.postgres.address import Address

GIVES_UP: dict[str, Any] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
}
"""So long is waited for a database: where the network swallows what is sent, a computer by itself
would for a quarter of an hour. These are libpq's words, and an address may say otherwise."""


def connected(address: Address, *, autocommit: bool = False) -> "psycopg.Connection[Any]":
    """A connection of one's own. What an address says is libpq's alone, never the driver's. Raises
    psycopg.Error where there is none.
    """
    ours = {"application_name": address.channel, "client_encoding": "utf8"}
    told = GIVES_UP | address.parameters() | ours
    try:
        return psycopg.connect(" ".join(map(_said, told.items())), autocommit=autocommit)
    except UnicodeError as error:
        raise psycopg.OperationalError("failed to resolve host: it is no name") from error


def _said(option: tuple[str, Any]) -> str:
    name, value = option
    if not re.fullmatch("[a-z_]+", name):
        raise psycopg.ProgrammingError(f'invalid connection option "{name}"')
    if "\0" in str(value):
        raise psycopg.ProgrammingError(f"bad value for {name}")
    held = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"{name}='{held}'"
