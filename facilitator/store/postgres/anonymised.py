"""Versions that went with names, as PostgreSQL is told; see `sqlite.anonymised`."""

from sqlalchemy import Connection

_IDS = """
    WITH RECURSIVE answered (id) AS (
        SELECT parent.value
        FROM acts a JOIN journal j ON j.act = a.id,
            json_array_elements_text(j.based_on::json) AS parent (value)
        WHERE a.verb IN ('anonymise', 'erase') AND j.erased = 0 AND (a.verb = 'anonymise'
              OR j.record IN (SELECT json_array_elements_text(a.subjects::json)))
        UNION
        SELECT parent.value
        FROM answered JOIN journal j ON j.id = answered.id,
            json_array_elements_text(j.based_on::json) AS parent (value))
    SELECT id FROM answered"""

_WIPE = f"""
    UPDATE journal SET content = NULL, salt = NULL, gone = 1
    WHERE content IS NOT NULL AND id IN ({_IDS})"""  # noqa: S608 - a constant of ours
_UNSALT = f"""
    UPDATE word_seals SET salt = NULL WHERE salt IS NOT NULL AND revision IN ({_IDS})"""  # noqa: S608


def wipe_within(connection: Connection) -> bool:
    """Take the words out of all that such acts have answered; whether there were any."""
    return sum(connection.exec_driver_sql(each).rowcount for each in (_WIPE, _UNSALT)) > 0


def ids_within(connection: Connection) -> frozenset[str]:
    """The ids of the versions that may be without words though their record was not erased."""
    return frozenset(connection.exec_driver_sql(_IDS).scalars())
