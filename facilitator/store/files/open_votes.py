"""No copy holds a ballot of a round that is open or still counted: two of them would differ by
whoever voted between.
"""

from typing import Any

from facilitator.store.sqlite.connecting import leave_nothing_readable

LEFT_BEHIND = "open votes left behind"
"""What version 1 has no other place to say: a copy's open rounds, of any secrecy, take no ballots.
The upgrade reads it."""

_BALLOTS = (
    "DELETE FROM submissions",
    """DELETE FROM ballots
       WHERE round_id IN (SELECT id FROM rounds WHERE state IN ('open', 'counting'))""",
    # Nor how many were cast meanwhile, or whether any was.
    """UPDATE sqlite_sequence SET seq = ifnull((SELECT max(seq) FROM ballots), 0)
       WHERE name = 'ballots'""",
    "DELETE FROM sqlite_sequence WHERE name = 'ballots' AND NOT EXISTS (SELECT 1 FROM ballots)",
)
_OF_VERSION_1 = (
    "DELETE FROM meta WHERE name LIKE 'round_secret:%'",
    f"INSERT OR REPLACE INTO meta VALUES ('{LEFT_BEHIND}', 'yes')",  # noqa: S608 - ours
)
_SINCE = (
    "DELETE FROM voters WHERE key NOT IN (SELECT voter_key FROM ballots)",
    "DELETE FROM round_secrets",
)
_OF_ROOMS = "DELETE FROM voter_rooms WHERE key NOT IN (SELECT voter_key FROM ballots)"


def leave_behind(copy: Any) -> None:
    """Take out of a copy, of any version, what open rounds have in it, so that it stands nowhere.

    `copy` is the driver's connection to a file that nobody else uses.
    """
    leave_nothing_readable(copy)
    is_first = copy.execute("PRAGMA user_version").fetchone()[0] == 1
    copy.execute("BEGIN")
    for statement in (*_BALLOTS, *(_OF_VERSION_1 if is_first else _SINCE)):
        copy.execute(statement)
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'voter_rooms'").fetchone():
        copy.execute(_OF_ROOMS)  # which early files of version 2 do not have either
    copy.execute("COMMIT")
