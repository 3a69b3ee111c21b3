"""The versions of seminar files and bundles, and what brings each up to the next.

An upgrade is one transaction, after a backup. It alters no revision: what it adds has ids and
clocks made of those that are there, so that two copies upgraded apart merge as if one had been.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from facilitator.store.sqlite import casting
from facilitator.store.upgrading.act_verbs import give_acts_verbs, give_bundled_acts_verbs
from facilitator.store.upgrading.added_tables import add_tables
from facilitator.store.upgrading.codings import add_codings_to_bundle, add_codings_to_file
from facilitator.store.upgrading.consent_terms import add_consent_terms
from facilitator.store.upgrading.facts import move_facts
from facilitator.store.upgrading.languages import add_languages
from facilitator.store.upgrading.new_tables import build_tables_anew
from facilitator.store.upgrading.origins import add_origins_to_bundle, add_origins_to_file
from facilitator.store.upgrading.photographs import add_photographs
from facilitator.store.upgrading.revision_hashes import hash_revisions
from facilitator.store.upgrading.voters import give_voters
from facilitator.store.upgrading.word_seals import seal_words

Step = Callable[[Connection], None]

FIRST = 1
"""No file was ever of an older version."""

FILE_STEPS_TO_2: tuple[Step, ...] = (
    move_facts,
    add_languages,
    add_consent_terms,
    add_codings_to_file,
    add_origins_to_file,
    give_acts_verbs,
    hash_revisions,
    seal_words,
    give_voters,
    add_photographs,
    build_tables_anew,
    add_tables,
)
"""What a file of version 1 lacks, in this order. A step is a function in a module of its own beside
this one, and says its tables itself: what the program knows of them moves on, the step does not."""

BUNDLE_STEPS_TO_2: tuple[Step, ...] = (
    add_codings_to_bundle,
    add_origins_to_bundle,
    give_bundled_acts_verbs,
    hash_revisions,
)
"""The same for a bundle, which has the tables `acts`, `journal` and `meta` only."""


def upgrade_to_2(connection: Connection) -> None:
    """Bring a file of version 1, or an early one of version 2, to what version 2 is."""
    is_first = connection.exec_driver_sql("PRAGMA user_version").scalar_one() == FIRST
    for step in FILE_STEPS_TO_2 if is_first else (add_tables,):
        step(connection)


def upgrade_bundle_to_2(connection: Connection) -> None:
    """Bring a bundle of version 1 to version 2."""
    for step in BUNDLE_STEPS_TO_2:
        step(connection)


UPGRADES: tuple[tuple[Step, Step], ...] = ((upgrade_to_2, upgrade_bundle_to_2),)
"""What brings a file, and a bundle, of version n (the first entry: 1) to version n + 1."""


def version() -> int:
    """The version of the files and bundles this program writes."""
    return 1 + len(UPGRADES)


def bring_up_to_date(connection: Connection, found: int, *, is_bundle: bool = False) -> None:
    """Bring what has version `found` to this program's version, within the caller's transaction."""
    with casting.forgotten(connection):
        for number, (of_file, of_bundle) in enumerate(UPGRADES[found - 1 :], found + 1):
            (of_bundle if is_bundle else of_file)(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
