"""All seminars that one database holds, for whoever may read them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Round
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.databases.anywhere import Held
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.connecting import connected
from facilitator.store.postgres.engine import MARK
from facilitator.store.postgres.troubles import told

_SCHEMAS = """
    SELECT nspname FROM pg_namespace
    WHERE obj_description(oid, 'pg_namespace') LIKE %s
        AND (has_schema_privilege(oid, 'USAGE') OR has_schema_privilege(
            to_regnamespace(quote_ident(nspname || '$readers')), 'USAGE'))
    ORDER BY nspname"""


def seminars_in(library: Address) -> Iterator[Held]:
    """The seminars of a database in the order of their names; `library` is its address."""
    with told(library), closing(connected(library)) as raw:
        names = [row[0] for row in raw.execute(_SCHEMAS, (f"{MARK} %",))]
    for name in names:
        yield _held(replace(library, schema=name))


def _held(address: Address) -> Held:
    try:
        with closing(SeminarDatabase.open(address)) as store, store.read() as reader:
            seminar = reader.get(Seminar, SEMINAR_ID)
            is_voting = not all(each.state.is_counted for each in reader.every(Round))
    except SeminarError as error:
        return Held(address, trouble=error.sentence)
    return Held(address, seminar.title, seminar.date, is_voting)
