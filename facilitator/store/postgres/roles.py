"""Who may do what with a seminar in a database, in PostgreSQL's own rights."""

from enum import StrEnum
from typing import Any

import psycopg
from psycopg import sql

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Text, say
from facilitator.store.postgres import readers
from facilitator.store.postgres.address import Address

NOT_ITS_OWNER = say(
    "Who may do what with {address} is its owner’s to say ({owner}). Ask them to type this."
)
NO_ROLE = say(
    "There is nobody called “{role}” in the database. Its administrator makes them with createuser."
)
IS_OWNER = say("“{role}” owns {address}, and may do everything with it.")
NO_ROOM_FOR_MERGES = say(
    "“{role}” may not make tables of their own in the database, which merging needs. Its "
    "administrator allows that: GRANT TEMPORARY ON DATABASE."
)


class May(StrEnum):
    """What somebody may do."""

    RUN = "run"
    READ = "read"
    NOTHING = "nothing"


_SAY_OF = sql.SQL("COMMENT ON SCHEMA {} IS {}")
_TAKE = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA {0} FROM {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {0} FROM {role}",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {0} FROM {role}",
    "REVOKE ALL ON SCHEMA {0} FROM {role}",
)
_RUN = (
    "GRANT USAGE ON SCHEMA {seminar} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {seminar} TO {role}",
    "GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA {seminar} TO {role}",
)
_READ = (
    "GRANT USAGE ON SCHEMA {readers} TO {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {readers} TO {role}",
    "REVOKE ALL ON {readers}.{secret} FROM {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {readers} TO {role}",
)


def allow(raw: "psycopg.Connection[Any]", address: Address, role: str, may: May, lock: int) -> Text:
    """Have a role do this and no more, within one transaction; what it lacks still. Raises
    SeminarError.
    """
    _refuse(raw, address, role)
    names = {
        "seminar": sql.Identifier(address.schema),
        "readers": sql.Identifier(readers.readers_of(address.schema)),
        "secret": sql.Identifier(readers.SECRET),
        "role": sql.Identifier(role),
    }
    if may is May.READ:
        for each in readers.statements(address.schema, lock):
            raw.execute(each)
        raw.execute(_SAY_OF.format(names["readers"], sql.Literal(_mark(raw, address.schema))))
    there = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
    has_readers = raw.execute(there, (readers.readers_of(address.schema),)).fetchone() is not None
    for schema in ("seminar", "readers") if has_readers else ("seminar",):
        for line in _TAKE:
            raw.execute(sql.SQL(line).format(names[schema], role=names["role"]))
    for line in {May.RUN: _RUN, May.READ: _READ, May.NOTHING: ()}[may]:
        raw.execute(sql.SQL(line).format(**names))
    asked = "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')"
    if may is May.RUN and raw.execute(asked, (role,)).fetchone() != (True,):
        return NO_ROOM_FOR_MERGES.of(role=role)
    return ""


def _mark(raw: "psycopg.Connection[Any]", schema: str) -> str:
    """What the readers' schema says of itself: which seminar it is of."""
    found = raw.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
    return f"{readers.MARK} {found[0] if found else ''}"


def _refuse(raw: "psycopg.Connection[Any]", address: Address, role: str) -> None:
    asked = (
        "SELECT pg_get_userbyid(nspowner), pg_has_role(nspowner, 'USAGE') FROM pg_namespace "
        "WHERE nspname = %s"
    )
    owner, is_owner = raw.execute(asked, (address.schema,)).fetchone() or ("", False)
    if not is_owner:
        raise SeminarError(NOT_ITS_OWNER.of(address=str(address), owner=owner))
    if role == owner:
        raise SeminarError(IS_OWNER.of(address=str(address), role=role))
    if raw.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
        raise SeminarError(NO_ROLE.of(role=role))
