"""What a file keeps of itself: facts, acts, devices, and values by key."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from facilitator import typed
from facilitator.domain.acts import Act, Place, Verb, Word
from facilitator.domain.merging.sync import Laptop
from facilitator.domain.people.devices import Device
from facilitator.domain.wording import say
from facilitator.store.auditing.faults import Fault, few
from facilitator.store.auditing.journal import Told, is_a_note_takers_copy, plain
from facilitator.store.auditing.rows import UNREADABLE, Row, as_they_lie, converted, through
from facilitator.store.merging import merge_log
from facilitator.store.records import tables
from facilitator.store.records.facts import (
    CLOCK,
    EPOCH,
    FILE_ID,
    fact_called,
    is_of_a_newer_program,
)
from facilitator.store.records.reader import Reader
from facilitator.store.sqlite.schemas import is_id


def faults(connection: Connection, told: Told) -> Iterator[Fault]:
    """Everything that a file keeps of itself and that cannot be so."""
    for each in (
        through(tables.meta, lambda: _fact_faults(connection)),
        through(tables.acts, lambda: _act_faults(connection, told)),
        through(tables.devices, lambda: _device_faults(connection)),
        through(tables.note_changes, lambda: _change_faults(connection, told)),
        through(tables.merges, lambda: _value_faults(connection, tables.merges, merge_log.is_one)),
        through(tables.laptops, lambda: _value_faults(connection, tables.laptops, _is_laptop)),
        through(tables.device_names, lambda: _value_faults(connection, tables.device_names, _text)),
    ):
        yield from few(each)


def _fact_faults(connection: Connection) -> Iterator[Fault]:
    known = set()
    for row in as_they_lie(connection, tables.meta):
        known.add(row["name"])
        if row["name"] == FILE_ID.name and not is_sound_fact(row):
            known.discard(FILE_ID.name)
        elif not is_left_alone(row):
            yield _wrong_fact(row["name"])
    if FILE_ID.name not in known:
        yield Fault(
            say("Which seminar it is does not stand in this file any more. Restore a backup.")
        )


def is_sound_fact(row: Row) -> bool:
    """Whether a row of the facts is one that the program keeps, and can be so."""
    fact = fact_called(str(row["name"]))
    if fact is None or row["value"] is None:
        return False
    try:
        return _is_likely(fact.name, fact.read(row["value"]))
    except UNREADABLE:
        return False


def is_left_alone(row: Row) -> bool:
    """Whether a row of the facts is no damage: it can be so, or is a newer program's."""
    return is_sound_fact(row) or is_of_a_newer_program(row["name"], row["value"])


def of_newer_programs(reader: Reader) -> tuple[str, ...]:
    """What newer programs keep in the file that this one does not know: facts, what was done and
    where, each word once.
    """
    found = {
        row["name"].partition(":")[0]
        for row in as_they_lie(reader.connection, tables.meta)
        if not is_sound_fact(row) and is_of_a_newer_program(row["name"], row["value"])
    }
    for column, words in ((tables.acts.c.verb, Verb), (tables.acts.c.place, Place)):
        said = reader.connection.execute(select(column).distinct()).scalars()
        found |= {word for word in said if isinstance(word, str) and _is_newer(words, word)}
    return tuple(sorted(found))


def _is_newer(words: type[Word], said: str) -> bool:
    try:
        return not words(said).is_known
    except ValueError:
        return False


def _is_likely(name: str, value: object) -> bool:
    if name in (FILE_ID.name, EPOCH.name):
        return is_id(value)
    if name == CLOCK.name:
        return isinstance(value, int) and 0 <= value < tables.NO_LARGER_CLOCK
    return True


def _wrong_fact(name: object) -> Fault:
    return Fault(
        say(
            "What this file keeps of itself as “{name}” cannot be so. “facilitator check --repair” "
            "takes it out.",
            name=plain(name),
        ),
        is_mendable=True,
    )


def _act_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    known: set[object] = set()
    for row in as_they_lie(connection, tables.acts, "seq"):
        known.add(row["id"])
        try:
            act = converted(Act, tables.acts, row)
            is_sound = row["undoable"] in (0, 1) and act.undoable in (False, act.verb.is_undoable)
            datetime.fromisoformat(act.at)
        except UNREADABLE:
            is_sound = False
        if not is_sound:
            yield Fault(
                say(
                    "Act {number}, which somebody did, was written over. Restore a backup.",
                    number=plain(row["seq"]),
                )
            )
    for missing in sorted(map(plain, told.acts - known)):
        yield Fault(say("Act {id}, which somebody did, is missing. Restore a backup.", id=missing))


def _device_faults(connection: Connection) -> Iterator[Fault]:
    for row in as_they_lie(connection, tables.devices):
        try:
            converted(Device, tables.devices, row)
            is_sound = len(bytes.fromhex(row["token_hash"])) == _HASH_BYTES
        except UNREADABLE:
            is_sound = False
        if not is_sound:
            yield _makes_no_sense(tables.devices, row["id"])


_HASH_BYTES = 32


def _change_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    for row in as_they_lie(connection, tables.note_changes):
        if row["value"] not in told.ids and not is_a_note_takers_copy(connection):
            yield _makes_no_sense(tables.note_changes, row["key"])


def _value_faults(
    connection: Connection, table: Table, is_sound: Callable[[Any], bool]
) -> Iterator[Fault]:
    for row in as_they_lie(connection, table):
        if not _holds(row, is_sound):
            yield _makes_no_sense(table, row["key"])


def _holds(row: Row, is_sound: Callable[[Any], bool]) -> bool:
    try:
        return is_sound(row["value"])
    except UNREADABLE:
        return False


def _is_laptop(held: Any) -> bool:
    return bool(typed.decoded(held, Laptop))


def _text(held: object) -> bool:
    return isinstance(held, str) and held == plain(held)


def _makes_no_sense(table: Table, key: object) -> Fault:
    return Fault(
        say(
            "What the table {table} keeps under {key} makes no sense: it was written over. Restore "
            "a backup.",
            table=table.name,
            key=plain(key),
        )
    )
