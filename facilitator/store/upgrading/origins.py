"""Origins for the themes, questions, findings and poll items that a seminar's template brought.

Version 1 did not keep the keys. What the two templates of its time brought is known by its words;
what another template brought has a key made of them, as it has where a template gives none. The
words are those that it came with, whatever was made of them since.

Every version of such a record gets one beside it that says the same, with the origin, and answers
it: so whoever changes the old one apart, and is merged later, has changed what is shown.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection

import resources
from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.origins import key_of, key_of_item
from facilitator.store.upgrading.old_revisions import Added, Old, append, lineage, records

_WORDS = {Kind.THEME: "name", Kind.QUESTION: "wording", Kind.FINDING: "wording"}
_BROUGHT = f"kind IN ('{Kind.THEME}', '{Kind.QUESTION}', '{Kind.FINDING}', '{Kind.POLL}')"
_KEYS = resources.ROOT / "templates" / "keys-of-version-1.json"

_TABLES = {
    "themes": """CREATE TABLE themes (
        id TEXT NOT NULL, position FLOAT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
        parent_id TEXT NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    "questions": """CREATE TABLE questions (
        id TEXT NOT NULL, position FLOAT NOT NULL, kind TEXT NOT NULL, wording TEXT NOT NULL,
        "group" TEXT NOT NULL, help TEXT NOT NULL, source TEXT NOT NULL, theme_id TEXT NOT NULL,
        most INTEGER NOT NULL, one_word INTEGER NOT NULL, on_wall INTEGER NOT NULL,
        moderated INTEGER NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    "findings": """CREATE TABLE findings (
        id TEXT NOT NULL, position FLOAT NOT NULL, label TEXT NOT NULL, wording TEXT NOT NULL,
        source TEXT NOT NULL, theme_id TEXT NOT NULL, origin TEXT NOT NULL,
        read_as TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
}
_COLUMNS = {
    "themes": "id, position, name, description, '', ''",
    "questions": "*, ''",
    "findings": "*, '', ''",
}
"""What becomes of the old rows: that a theme was the template's is told by its origin."""


@cache
def _keys() -> dict[str, dict[str, str]]:
    """By kind, the keys of what the templates of version 1 brought, by its words."""
    known: dict[str, dict[str, str]] = json.loads(_KEYS.read_text("utf-8"))
    return known


def add_origins_to_file(connection: Connection) -> None:
    """Columns for origins, and the versions that have one."""
    run = connection.exec_driver_sql
    for table, statement in _TABLES.items():
        run(f"ALTER TABLE {table} RENAME TO old_{table}")
        run(statement)
        run(f"INSERT INTO {table} SELECT {_COLUMNS[table]} FROM old_{table}")  # noqa: S608
        run(f"DROP TABLE old_{table}")
    added = _added(connection)
    append(connection, added)
    for one in added:
        for answered in one.based_on:
            run("DELETE FROM heads WHERE revision = ?", (answered,))
        run("INSERT INTO heads (record, revision) VALUES (?, ?)", (one.record, one.id))
    for record in dict.fromkeys(one.record for one in added):
        _show(connection, record)


def add_origins_to_bundle(connection: Connection) -> None:
    """The same versions, in a bundle."""
    append(connection, _added(connection))


def _added(connection: Connection) -> list[Added]:
    found: list[Added] = []
    for record in records(connection, _BROUGHT):
        found += origins_for(record)
    return found


def origins_for(revisions: Sequence[Old]) -> list[Added]:
    """The versions with an origin of one record's revisions, which stand parents first."""
    before = lineage(revisions)
    by_id = {revision.id: revision for revision in revisions}
    added: dict[str, Added] = {}
    for revision in revisions:
        line = [by_id[id] for id in before[revision.id]] + [revision]
        first = _first(line)
        if first is None:
            continue
        over = [added[p].id for p in revision.based_on if p in added]
        added[revision.id] = Added(
            of=revision,
            record=revision.record,
            kind=revision.kind,
            content=_with_origin(revision, first),
            based_on=(revision.id, *sorted(over)),
        )
    return list(added.values())


def _first(line: Iterable[Old]) -> Old | None:
    """What a record came into the seminar as; None where no template brought it.

    What a template brings comes in an act without a name, which cannot be undone.
    """
    roots = [r for r in line if not r.based_on and not r.label and r.content is not None]
    return min(roots, key=lambda root: (root.clock, root.id), default=None)


def _with_origin(revision: Old, first: Old) -> str | None:
    if revision.content is None:
        return None
    content = msgspec.json.decode(revision.content)
    came_as = msgspec.json.decode(first.content or "{}")
    if revision.kind == Kind.POLL:
        origins = _of_items(came_as)
        content["items"] = [
            item | {"origin": origins.get(item["id"], "")} for item in content["items"]
        ]
    else:
        kind = Kind(revision.kind)
        words = came_as[_WORDS[kind]]
        content["origin"] = _keys()[kind].get(words) or key_of(words)
    return msgspec.json.encode(content).decode()


def _of_items(poll: dict[str, Any]) -> dict[str, str]:
    known = _keys()["item"]
    return {
        item["id"]: known.get(f"{poll['title']}\n{item['text']}")
        or key_of_item(key_of(poll["title"]), key_of(item["text"]))
        for item in poll["items"]
    }


def _show(connection: Connection, record: str) -> None:
    """The origin of what a record shows, in its row."""
    rows = connection.exec_driver_sql(
        "SELECT j.kind, j.content FROM heads h JOIN journal j ON j.id = h.revision "
        "WHERE h.record = ? AND j.content IS NOT NULL "
        "ORDER BY j.clock DESC, j.device DESC, j.id DESC LIMIT 1",
        (record,),
    )
    for kind, text in rows:
        content = msgspec.json.decode(text)
        if kind == Kind.POLL:
            column, value = "items", msgspec.json.encode(content["items"]).decode()
        else:
            column, value = "origin", content.get("origin", "")
        connection.exec_driver_sql(
            f"UPDATE {kind}s SET {column} = ? WHERE id = ?",  # noqa: S608 - names of ours
            (value, record),
        )
