"""Versions that went with names: what an act answered that took people out on the retention day,
or one that erased somebody and took their name out of the records that it says it concerns.

What such an act wrote of a record stands; every version before it says nothing any more, in every
copy that the act reaches, since names and attributions may stand there. Which those are follows
from the journal alone.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection

from facilitator.store.sqlite.connecting import driver_of

IDS = """
    WITH RECURSIVE answered (id) AS (
        SELECT parent.value
        FROM main.acts a CROSS JOIN main.journal j ON j.act = a.id, json_each(j.based_on) parent
        WHERE a.verb IN ('anonymise', 'erase') AND NOT j.erased AND (a.verb = 'anonymise'
              OR j.record IN (SELECT value FROM json_each(a.subjects)))
        UNION
        SELECT parent.value
        FROM answered CROSS JOIN main.journal j ON j.id = answered.id, json_each(j.based_on) parent)
    SELECT id FROM answered"""
"""The ids of these versions; none where no name was taken out. Their acts are told by the verb
before anything is looked for in the journal: of a hundred thousand few are such.
"""

_WIPE = (
    """UPDATE main.journal SET content = NULL, salt = NULL, gone = 1
       WHERE content IS NOT NULL AND id IN (SELECT value FROM json_each(?))""",
    """UPDATE main.word_seals SET salt = NULL
       WHERE salt IS NOT NULL AND revision IN (SELECT value FROM json_each(?))""",
)


def wipe(driver: Any) -> bool:
    """Take the words out of all that such acts have answered; whether there were any."""
    wiped = 0
    if found := ids(driver):
        listed = msgspec.json.encode(sorted(found)).decode()
        for statement in _WIPE:
            wiped += driver.execute(statement, (listed,)).rowcount
    return wiped > 0


def wipe_within(connection: Connection) -> bool:
    """The same within a transaction."""
    return wipe(driver_of(connection))


def ids(driver: Any) -> frozenset[str]:
    """The ids of the versions that may be without words though their record was not erased."""
    return frozenset(id for (id,) in driver.execute(IDS))


def ids_within(connection: Connection) -> frozenset[str]:
    """The same within a transaction."""
    return ids(driver_of(connection))
