"""What a file's schema holds, looked at before anything of the file is used.

A file is the work of whoever sends it: a trigger in it would run at our writes, a view instead of a
table could reckon for ever. So it holds the tables and indexes that we make, and nothing else.
"""

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2 as sqlcipher

MOST_OF_A_VALUE = 16 << 20
"""No value that we write is nearly as long (bytes)."""

_OBJECTS = """
    SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master
    WHERE (type, name, sql)
        IS NOT ('table', 'sqlite_sequence', 'CREATE TABLE sqlite_sequence(name,seq)')"""
"""All but SQLite's own counters: a name that only SQLite gives protects nothing else, a stranger
can write it, too.
"""
_REASONS = re.compile(r"\b(?:CHECK|GENERATED|COLLATE)\b|\b(?:AS|DEFAULT)\s*\(", re.IGNORECASE)
"""What would have SQLite reckon with what stands in a schema."""
_COLUMNS_ALONE = re.compile(r'[\w",\s]*\)\s*')
"""What stands behind the first bracket of an index that reckons nothing: of our own it is all."""
_WORDS = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]")
_POINTS = re.compile(r" references (\w+\(\w+\))")
_DEFAULT = re.compile(r"\sDEFAULT\s+(?:'(?:[^']|'')*'|-?[\d.]+)", re.IGNORECASE)


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_id(text: object) -> bool:
    """Whether a text is an id such as seminars have: nothing else is ever part of a path."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


def foreign_part(raw: Any) -> str:
    """The name of something in a schema that is neither a plain table nor an index; "" for none."""
    for kind, name, text in _objects(raw):
        is_plain = kind == "table" and re.match(r"CREATE TABLE\b", text)
        is_index = kind == "index" and (not text or _is_plain_index(text))
        if not (is_plain or is_index) or _REASONS.search(_WORDS.sub("x", text)):
            return name or "?"
    return ""


def _objects(raw: Any) -> Iterator[tuple[str, ...]]:
    """What a schema holds, by kind, name and statement, also where these are no text."""
    for row in raw.execute(_OBJECTS):
        yield tuple(bytes(each or b"").decode("utf-8", "replace") for each in row)


def _is_plain_index(text: str) -> bool:
    head, _, rest = text.partition("(")
    is_index = re.match(r"CREATE (?:UNIQUE )?INDEX\b", head)
    return bool(is_index and _COLUMNS_ALONE.fullmatch(rest))


def spent_counter(raw: Any, most: int) -> str:
    """The name of a table whose next row would have no number left that we believe; "" for none."""
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        return ""
    told = "SELECT name FROM sqlite_sequence WHERE seq > ? LIMIT 1"
    row = raw.execute(told, (most,)).fetchone()
    if row is not None:
        return str(row[0])
    for (name,) in raw.execute("SELECT name FROM sqlite_sequence").fetchall():
        table = str(name).replace('"', '""')
        highest = f'SELECT max(rowid) FROM "{table}"'  # noqa: S608 - quoted
        with contextlib.suppress(sqlcipher.DatabaseError):  # is told where it is read
            last = raw.execute(highest).fetchone()[0]
            if last is not None and last > most:
                return str(name)
    return ""


def differing_part(raw: Any, wanted: MetaData) -> str:
    """The name of a table or index that is not as `wanted`, missing or one too many; "" for none.

    The order of columns and their defaults may differ: a file can have grown through upgrades.
    """
    expected = _expected(wanted)
    found = {name: sql for _, name, sql in _objects(raw) if sql}
    return _first_differing(found, expected)


def _first_differing(found: Mapping[str, str], expected: Mapping[str, frozenset[str]]) -> str:
    for name in sorted(found.keys() | expected.keys()):
        if name not in found or _parts(found[name]) != expected.get(name):
            return name
    return ""


@cache
def statements(wanted: MetaData) -> Mapping[str, str]:
    """What makes the tables and indexes of `wanted`, by name, in the order to make them in."""
    dialect = sqlite.dialect()
    made: dict[str, str] = {}
    for table in wanted.sorted_tables:
        made[table.name] = str(CreateTable(table).compile(dialect=dialect))
        made |= {str(i.name): str(CreateIndex(i).compile(dialect=dialect)) for i in table.indexes}
    return made


@cache
def _expected(wanted: MetaData) -> Mapping[str, frozenset[str]]:
    return {name: _parts(sql) for name, sql in statements(wanted).items()}


@cache
def _parts(sql: str) -> frozenset[str]:
    """A statement's head, its definitions in no order, and its end, however they are written."""
    plain = " ".join(_DEFAULT.sub("", sql).replace('"', "").split()).lower()
    head, _, rest = plain.partition("(")
    inside, _, end = rest.rpartition(")")
    closed = [re.sub(r"\s*([(),])\s*", r"\1", part).strip() for part in _split(inside)]
    parts = [each for part in closed for each in _apart(part)]
    return frozenset((f"head {head.strip()}", *parts, f"end {end.strip()} {len(parts)}"))


def _apart(part: str) -> Iterable[str]:
    """A column and its constraints, which can stand behind it or behind all columns."""
    name = part.partition(" ")[0]
    if "(" in name or name in ("primary", "unique", "foreign", "constraint"):
        yield part
        return
    if found := _POINTS.search(part):
        part = part.replace(found[0], "", 1)
        yield f"foreign key({name})references {found[1]}"
    for word in ("primary key", "unique"):
        if f" {word}" in part:
            part = part.replace(f" {word}", "", 1)
            yield f"{word}({name})"
    yield part


def _split(text: str) -> Iterable[str]:
    """The parts between the commas that stand in no brackets."""
    depth, begun = 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield text[begun:at]
            begun = at + 1
    yield text[begun:]


def table_with_too_long_a_value(raw: Any) -> str:
    """The name of a table that holds a value longer than any of ours; "" for none.

    Only its length is read, not the value.
    """
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in raw.execute("SELECT * FROM pragma_table_info(?)", (name,))]
        if columns and _has_too_long(raw, name, columns):
            return str(name)
    return ""


def _has_too_long(raw: Any, table: str, columns: Collection[str]) -> bool:
    quoted = [f'octet_length("{each.replace(chr(34), chr(34) * 2)}") > ?' for each in columns]
    name = table.replace('"', '""')
    asked = f'SELECT 1 FROM "{name}" WHERE {" OR ".join(quoted)} LIMIT 1'  # noqa: S608 - quoted
    return raw.execute(asked, [MOST_OF_A_VALUE] * len(quoted)).fetchone() is not None
