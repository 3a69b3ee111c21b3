"""Versions that went with the names on the retention day: what an act that anonymised answered.

What such an act wrote of a record stands; every version before it says nothing any more, in every
copy that the act reaches, since names and attributions may stand there. Which those are follows
from the journal alone.
"""

from typing import Any

import msgspec

IDS = """
    WITH RECURSIVE answered (id) AS (
        SELECT parent.value
        FROM main.acts a CROSS JOIN main.journal j ON j.act = a.id, json_each(j.based_on) parent
        WHERE a.verb = 'anonymise' AND NOT j.erased
        UNION
        SELECT parent.value
        FROM answered CROSS JOIN main.journal j ON j.id = answered.id, json_each(j.based_on) parent)
    SELECT id FROM answered"""
"""The ids of these versions; none where nobody has anonymised anything."""

_WIPE = (
    """UPDATE main.journal SET content = NULL, salt = NULL, gone = 1
       WHERE content IS NOT NULL AND id IN (SELECT value FROM json_each(?))""",
    """UPDATE main.word_seals SET salt = NULL
       WHERE salt IS NOT NULL AND revision IN (SELECT value FROM json_each(?))""",
)


def wipe(driver: Any) -> None:
    """Take the words out of all that an act which anonymised has answered."""
    if found := ids(driver):
        listed = msgspec.json.encode(sorted(found)).decode()
        for statement in _WIPE:
            driver.execute(statement, (listed,))


def ids(driver: Any) -> frozenset[str]:
    """The ids of the versions that may be without words though their record was not erased."""
    return frozenset(id for (id,) in driver.execute(IDS))
