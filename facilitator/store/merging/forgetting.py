"""Forgetting: what a file keeps beside its journal of people and words that were erased, and what
records said before they were anonymised.

It follows from the journal alone, so that every copy it reaches forgets the same: a person's
devices, what their key said of them, their name on ballots, and words that were refused.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from secrets import token_hex
from typing import Any

import msgspec
from sqlalchemy import (
    Integer,
    Text,
    bindparam,
    delete,
    insert,
    literal,
    select,
    type_coerce,
    update,
)

from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.speaking import Asking
from facilitator.store.dialects import dialect_of
from facilitator.store.merging import arriving_ballots as sql
from facilitator.store.merging import merge_log
from facilitator.store.merging.kept_facts import say_anew
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.ballots import round_secret
from facilitator.store.records.facts import (
    CAPTURE_DRAFT,
    CAPTURE_LINES,
    LEFT_WORDS,
    NOTE_DRAFT,
    NOTE_LINES,
    SPEAKERS,
    Fact,
)
from facilitator.store.records.namelessness import nameless_key
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer, project_what_is_torn

_BALLOTS, _VOTERS = vote_tables.ballots, vote_tables.voters


HALF_TYPED: tuple[Fact[Any], ...] = (
    CAPTURE_DRAFT,
    CAPTURE_LINES,
    NOTE_DRAFT,
    NOTE_LINES,
    LEFT_WORDS,
)


def _erased_people(reader: Reader) -> tuple[str, ...]:
    """The ids of everybody whose name was erased."""
    journal = tables.journal
    is_erased = (journal.c.erased == 1) & (journal.c.kind == Kind.PARTICIPANT)
    statement = select(journal.c.record).where(is_erased)
    return tuple(sorted(set(reader.connection.execute(statement).scalars())))


def forget(writer: Writer, *, beside: bool = False) -> None:
    """Forget what was erased, here or elsewhere; with `beside` in what is attached as well."""
    people = _erased_people(writer)
    if people:
        connection = writer.connection
        connection.execute(
            delete(tables.devices).where(tables.devices.c.participant_id.in_(people))
        )
        for known in (_VOTERS, vote_tables.voter_rooms):
            connection.execute(delete(known).where(known.c.key.in_(people)))
        _take_names_off(writer, people)
        if beside:
            sql.take_names_off(connection, people)
    _scrub_refusals(writer)
    forget_earlier(writer)


def forget_earlier(writer: Writer) -> None:
    """Forget what records said before names were taken out of them, here or elsewhere.

    Versions apart that stood on that have nothing in common any more: what they show is worked out
    anew.
    """
    if dialect_of(writer.connection).wipe(writer.connection):
        project_what_is_torn(writer)


def forget_typed_names(writer: Writer) -> None:
    """What is half typed keeps its words, not who said it or is to act, in every room and window;
    who asked to speak is let go of, and so is what stood in a dialog, which may be anybody's name.
    """
    writer.note_fact(LEFT_WORDS, None)
    say_anew(writer, SPEAKERS, lambda _list: Asking())
    say_anew(writer, CAPTURE_DRAFT, lambda typed: replace(typed, attribution=""))
    say_anew(writer, NOTE_DRAFT, lambda typed: replace(typed, owner=""))
    say_anew(
        writer, CAPTURE_LINES, lambda lines: tuple(replace(each, attribution="") for each in lines)
    )
    say_anew(writer, NOTE_LINES, lambda lines: tuple(replace(each, owner="") for each in lines))


def forget_half_typed(writer: Writer) -> None:
    """What was half typed when a backup was made goes: it may be the beginning of what was erased
    since, and nobody can tell whose words it holds.
    """
    for fact in HALF_TYPED:
        rooms = tables.meta.c.name.startswith(fact.name, autoescape=True)
        writer.connection.execute(delete(tables.meta).where(rooms))


def _take_names_off(writer: Writer, people: Collection[str]) -> None:
    """Ballots get other keys, and so does what was sent in a round that is open still."""
    named = select(_BALLOTS.c.round_id, _BALLOTS.c.voter_key, _BALLOTS.c.nameless_key).where(
        _BALLOTS.c.voter_key.in_(people)
    )
    rows = [
        {"of": of, "was": key, "is": kept or _nameless_key(writer, of, key)}
        for of, key, kept in writer.connection.execute(named).all()
    ]
    if not rows:
        return
    for table in (_BALLOTS, vote_tables.submissions):
        theirs = (table.c.round_id == bindparam("of")) & (table.c.voter_key == bindparam("was"))
        values: dict[str, Any] = {"voter_key": bindparam("is")}
        if table is _BALLOTS:
            values["nameless_key"] = literal("")
        writer.connection.execute(update(table).where(theirs).values(values), rows)
    blank = [{"key": row["is"], "sector": "", "size": ""} for row in rows]
    writer.connection.execute(insert(_VOTERS), blank)


def _nameless_key(writer: Writer, round_id: str, person: str) -> str:
    """Of a round that is not sealed yet: its secret is where its ballots are. Nothing is made of
    the name alone, whatever became of a file.
    """
    secret = round_secret(writer, round_id)
    return nameless_key(secret or token_hex(32), person)


def _scrub_refusals(writer: Writer) -> None:
    """What an outbox brought of a note that was erased, and was refused, is kept no longer."""
    for kept in merge_log.every(writer):
        if kept.brought.refused:
            merge_log.keep(writer, kept)


SHORT = 5
"""Texts of fewer signs stand within other words: they are looked for as whole words."""

FACTS = tables.meta.name
"""Of what a file keeps in texts beside its records, what is half typed."""

_ELSEWHERE = tuple(
    (table, column)
    for table in (
        *(tables.meta, tables.merges, tables.device_names, tables.laptops, tables.note_changes),
        *(tables.round_counts, vote_tables.voters, vote_tables.voter_rooms),
        *(vote_tables.ballots, vote_tables.submissions),
    )
    for column in table.c
    if not isinstance(column.type, Integer)
)
"""What a file keeps in texts beside its records, of which the journal has every version."""


def remains(reader: Reader, texts: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Where some words still stand: (kind, id) of every record that has them in any version, and
    the table of whatever else the file keeps that does.
    """
    found: set[tuple[str, str]] = set()
    journal = tables.journal
    for text in filter(None, texts):
        inside = msgspec.json.encode(text).decode()[1:-1]
        asked = select(journal.c.content, journal.c.kind, journal.c.record)
        holding = asked.where(journal.c.content.contains(inside, autoescape=True))
        rows = reader.connection.execute(holding)
        found |= {(kind, id) for content, kind, id in rows if _stands_in(content, inside)}
        for table, column in _ELSEWHERE:
            kept = type_coerce(column, Text)
            said = select(kept).where(kept.contains(inside, autoescape=True))
            if any(_stands_in(each, inside) for each in reader.connection.execute(said).scalars()):
                found.add((table.name, ""))
    return tuple(sorted(found))


def _stands_in(held: str, text: str) -> bool:
    if len(text) >= SHORT:
        return True
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", held) is not None
