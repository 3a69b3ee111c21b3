"""From version 1 to 2: acts had an English label, which carried people's names; they get a verb.

A label that was emptied or changed by an erasure says less than the same act's label in a copy
that has not had the erasure yet: such an act is of the verb “other”, which yields to any other
in a merge, so that all copies agree in the end.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Connection

_OTHER = "other"

_EXACT = {
    "Take people from a list": "import",
    "Allocate breakouts": "allocate",
    "Move people between groups": "place",
    "Place late arrivals": "place_late",
    "Keep places": "keep_places",
    "Free places": "free_places",
    "Capture response": "capture",
    "Correct response": "correct",
    "Hide response": "hide",
    "Star response": "star",
    "Star note": "star",
    "Take star away": "unstar",
    "Split note": "split",
    "Join notes": "join",
    "Set sector": "set_sector",
    "Set size": "set_size",
    "Assign action": "assign",
    "Mark headline point": "headline",
    "Take headline mark away": "unheadline",
    "Allow quoting": "allow_quote",
    "Forbid quoting": "forbid_quote",
    "Check notes with the group": "check_notes",
    "Settle versions": "settle",
    "Tie response to theme": "tie",
    "Rename theme": "rename",
    "Duplicate poll": "duplicate",
    "Edit note": "change",
    # What an erased person's act was renamed to: which act it was is not known any more.
    "Change the list of people": _OTHER,
}

_BEGINS: Sequence[tuple[str, str]] = (
    (r"Merge into “", "merge_themes"),
    (r"Mark as ", "mark"),
    (r"Tie ", "tie"),
    (r"Untie ", "untie"),
    (r"Check in ", "check_in"),
    (r"Check out ", "check_out"),
    (r"Take out ", "take_out"),
    (r"Add ", "add"),
    (r"Change ", "change"),
    (r"(Remove|Delete) ", "remove"),
    (r"Move ", "move"),
)

_COLUMNS = (
    f"ALTER TABLE acts ADD COLUMN verb TEXT NOT NULL DEFAULT '{_OTHER}'",
    "ALTER TABLE acts ADD COLUMN subjects TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE acts ADD COLUMN undoable INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE acts ADD COLUMN session TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE acts ADD COLUMN place TEXT NOT NULL DEFAULT ''",
)


def give_acts_verbs(connection: Connection) -> None:
    """Acts get verbs for their labels, which go."""
    run = connection.exec_driver_sql
    for statement in _COLUMNS:
        run(statement)
    for (label,) in run("SELECT DISTINCT label FROM acts WHERE label <> ''").fetchall():
        run("UPDATE acts SET verb = ?, undoable = 1 WHERE label = ?", (verb_of(label), label))
    run("ALTER TABLE acts DROP COLUMN label")


def give_bundled_acts_verbs(connection: Connection) -> None:
    """The same in a bundle, whose connection is closed thereafter.

    It has none of the tables that the trigger for ballots names, without which SQLite alters none.
    """
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS temp.take_in")
    give_acts_verbs(connection)


def verb_of(label: str) -> str:
    """The verb of a label of version 1; “other” where it could be more than one."""
    if label in _EXACT:
        return _EXACT[label]
    return next((verb for begin, verb in _BEGINS if re.match(begin, label)), _OTHER)
