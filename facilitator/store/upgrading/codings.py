"""Codings out of the themes that notes and responses of version 1 named themselves.

Where a version of a passage named a theme that the ones before it did not, its author tied it;
where it no longer did, they took it out. So a coding's versions follow the passage's, and what two
people tied apart is a union. A passage that was taken out says nothing of its themes: should
somebody have changed it meanwhile, it is back with them. What an old program writes to its own file
after others were upgraded comes the same way, when that file is upgraded or merged.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter

import msgspec
from sqlalchemy import Connection

from facilitator import typed
from facilitator.domain.passages import normal
from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.codings import Coding, coding_id, made
from facilitator.store.upgrading.old_revisions import Added, Old, append, lineage, records

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMING = f"kind IN ('{Kind.NOTE}', '{Kind.RESPONSE}') AND content LIKE '%\"theme_ids\":[\"%'"

_FIELDS = ("id", "passage_id", "theme_id", "start", "end", "revision", "coder", "at")
"""What a coding says that is made here, in this order: ids are made of it, so it stays as it is."""

_TABLES = (
    """CREATE TABLE codings (
        id TEXT NOT NULL, passage_id TEXT NOT NULL, theme_id TEXT NOT NULL, start INTEGER,
        "end" INTEGER, revision TEXT NOT NULL, coder TEXT NOT NULL, at TEXT,
        mark TEXT NOT NULL, memo TEXT NOT NULL, PRIMARY KEY (id)
    )""",
    "CREATE INDEX codings_by_passage ON codings (passage_id, theme_id)",
    "CREATE INDEX codings_by_theme ON codings (theme_id, passage_id)",
    "ALTER TABLE notes DROP COLUMN theme_ids",
    "ALTER TABLE responses DROP COLUMN theme_ids",
)


class _Passage(msgspec.Struct):
    """What a version of a passage says of its themes; nothing, where it is not of version 1."""

    theme_ids: tuple[str, ...] | None = None


def add_codings_to_file(connection: Connection) -> None:
    """A table of codings, what notes and responses named put into it, their words in one form."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    for table in ("notes", "responses"):
        _normalise(connection, table)
    added = _added(connection)
    append(connection, added)
    _show(connection, added)


def add_codings_to_bundle(connection: Connection) -> None:
    """The same revisions, in a bundle."""
    append(connection, _added(connection))


def _normalise(connection: Connection, table: str) -> None:
    rows = connection.exec_driver_sql(f"SELECT words, id FROM {table}").all()  # noqa: S608 - ours
    other = [(normal(words), id) for words, id in rows if normal(words) != words]
    if other:
        connection.exec_driver_sql(f"UPDATE {table} SET words = ? WHERE id = ?", other)  # noqa: S608


def _added(connection: Connection) -> list[Added]:
    found = [one for passage in records(connection, _NAMING) for one in codings_from(passage)]
    return sorted(found, key=lambda one: (one.of.clock, one.of.id, one.record))


def codings_from(passage: Sequence[Old]) -> list[Added]:
    """The revisions of codings that follow from all revisions of one passage, parents first."""
    before = lineage(passage)
    added: list[Added] = []
    for revision in passage:
        said = _themes(revision)
        if said is None:
            continue
        seen = [one for one in added if one.of.id in before[revision.id]]
        heads = {
            record: _uncovered(ones)
            for record, ones in groupby(sorted(seen, key=_record), key=_record)
        }
        added += _changes(revision, said, heads)
    return added


_record = attrgetter("record")


def _uncovered(versions: Iterable[Added]) -> list[Added]:
    known = list(versions)
    covered = {id for one in known for id in one.based_on}
    return [one for one in known if one.id not in covered]


def _themes(revision: Old) -> tuple[str, ...] | None:
    if revision.content is None:
        return None
    return typed.decoded(revision.content, _Passage).theme_ids


def _changes(
    revision: Old, said: tuple[str, ...], heads: dict[str, list[Added]]
) -> Iterable[Added]:
    """What a passage's version ties and takes out, given the codings' heads as its author saw."""
    living = {
        record: _coding(ones).theme_id
        for record, ones in heads.items()
        if any(one.content is not None for one in ones)
    }
    for record, theme in living.items():
        if theme not in said:
            yield _version(revision, record, None, heads[record])
    for theme in dict.fromkeys(said):
        if theme not in living.values():
            record = coding_id(revision.record, theme, None, revision.device)
            tied = _tied(revision, theme)
            fields = {name: getattr(tied, name) for name in _FIELDS}
            content = msgspec.json.encode(fields).decode()
            yield _version(revision, record, content, heads.get(record, []))


def _coding(versions: Iterable[Added]) -> Coding:
    content = next(one.content for one in versions if one.content is not None)
    return typed.decoded(content, Coding)


def _tied(revision: Old, theme: str) -> Coding:
    at = _EPOCH + timedelta(microseconds=revision.clock)
    return made(revision.record, theme, revision=revision.id, coder=revision.device, at=at)


def _version(revision: Old, record: str, content: str | None, over: Sequence[Added]) -> Added:
    return Added(
        of=revision,
        record=record,
        kind=Kind.CODING,
        content=content,
        based_on=tuple(sorted(one.id for one in over)),
    )


def _show(connection: Connection, added: Sequence[Added]) -> None:
    """Every coding's heads, and a row for what is not gone."""
    run = connection.exec_driver_sql
    for record, ones in groupby(sorted(added, key=_record), key=_record):
        heads = _uncovered(ones)
        for head in heads:
            run("INSERT INTO heads (record, revision) VALUES (?, ?)", (record, head.id))
        shown = max(heads, key=attrgetter("rank"))
        if shown.content is None:
            continue
        coding = typed.decoded(shown.content, Coding)
        at = coding.at.astimezone(UTC).isoformat(timespec="microseconds")
        run(
            "INSERT INTO codings (id, passage_id, theme_id, revision, coder, at, mark, memo) "
            "VALUES (?, ?, ?, ?, ?, ?, '', '')",
            (record, coding.passage_id, coding.theme_id, coding.revision, coding.coder, at),
        )
