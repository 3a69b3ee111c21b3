"""Version 2: what a seminar says of consent beside its text, words that may be archived, and
addresses to write to.

Until then nothing of it was asked: the seminar says nothing, nobody has agreed to an archive, and
nobody has left an address.
"""

from sqlalchemy import Connection

_TEXTS = ("controller", "contact", "lawful_basis", "rule")
_WHOLE = ("withdraw_days", "kept_days")


def add_consent_terms(connection: Connection) -> None:
    """Give the seminar its terms, every consent its answer on the archive, addresses a place."""
    run = connection.exec_driver_sql
    for name in _TEXTS:
        run(f"ALTER TABLE seminars ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    for name in _WHOLE:
        run(f"ALTER TABLE seminars ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")
    run("CREATE TABLE addresses (id TEXT NOT NULL, email TEXT NOT NULL, PRIMARY KEY (id))")
    run("ALTER TABLE consents ADD COLUMN archive INTEGER NOT NULL DEFAULT 0")
