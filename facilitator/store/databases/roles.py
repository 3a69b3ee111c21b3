"""Who may do what with a seminar in a database, in PostgreSQL's own rights."""

from typing import Any

import psycopg
from psycopg import sql

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Text, say
from facilitator.store.databases import readers
from facilitator.store.postgres import rights
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.engine import Database
from facilitator.store.postgres.rights import May

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


def allow(database: Database, role: str, may: May) -> Text:
    """Have a role of the database do this with a seminar from now on, and no more; what it lacks
    still, mostly nothing.

    Raises SeminarError where there is no such role, where it is the owner's, who may do all, and
    for whoever is not the owner.
    """
    with database.in_its_words() as raw:
        return _allow(raw, database.address, role, may)


def _allow(raw: "psycopg.Connection[Any]", address: Address, role: str, may: May) -> Text:
    _refuse(raw, address, role)
    names = {
        "seminar": sql.Identifier(address.schema),
        "readers": sql.Identifier(address.readers),
        "secret": sql.Identifier(readers.SECRET),
        "role": sql.Identifier(role),
    }
    if may is May.READ:
        for each in readers.statements(address):
            raw.execute(each)
        raw.execute(_SAY_OF.format(names["readers"], sql.Literal(_mark(raw, address.schema))))
    there = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
    has_readers = raw.execute(there, (address.readers,)).fetchone() is not None
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
    return f"{rights.MARK}{found[0] if found else ''}"


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
