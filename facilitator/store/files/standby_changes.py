"""What is new for a standby since its host sent the last: the rows that changed, and what all comes
to then.

A day's whole copies would fill the room's Wi-Fi. What is compared are two standbys, each without
ballots of open rounds, so nothing of these is in what changed either. It travels as a database of
one table under the same code; whoever applies it counts the sums of everything, and takes a whole
copy where they are not those of the host.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.store.sqlite.connecting import THERE, connect
from facilitator.store.sqlite.passphrases import Passphrase, to_attach
from facilitator.store.sqlite.troubles import TROUBLE

Key = tuple[Any, ...]

MOST = 0.3
"""Where more of all rows changed than this, a whole copy is no larger."""

_COUNTERS = "sqlite_sequence"
"""SQLite counts on in it by itself: it travels whole, and comes last."""

_TABLES = """
    SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage <> 0
    AND name NOT GLOB 'sqlite_stat*' ORDER BY name = 'sqlite_sequence', name"""
_SCHEMA = """
    SELECT type, name, sql FROM main.sqlite_schema WHERE name NOT GLOB 'sqlite_stat*'
    ORDER BY type, name"""
_GONE, _THERE, _SUM = "gone", "there", "sum"


@dataclass(frozen=True, slots=True)
class Sums:
    """A digest of every row by its table and key, and one of everything."""

    rows: Mapping[str, Mapping[Key, bytes]]
    whole: str

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def known(self) -> str:
        """The condition that finds a row by its key."""
        return " AND ".join(f"{_quoted(key)} IS ?" for key in self.keys)


def sums_of(raw: Any) -> Sums:
    """The sums of a standby, open through the driver."""
    whole = hashlib.sha256(repr(raw.execute(_SCHEMA).fetchall()).encode())
    rows: dict[str, dict[Key, bytes]] = {}
    for table in _tables(raw):
        found = rows[table.name] = {}
        at = [table.columns.index(key) for key in table.keys]
        for row in raw.execute(f"SELECT {_list(table.columns)} FROM {_quoted(table.name)}"):  # noqa: S608 - ours
            digest = hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16)
            found[tuple(row[place] for place in at)] = digest.digest()
        whole.update(repr((table.name, sorted(found.values()))).encode())
    return Sums(rows, whole.hexdigest())


def write(raw: Any, before: Sums, after: Sums, target: Path, code: Passphrase) -> bool:
    """Write into an empty file what changed of a standby, open through the driver as it is now.

    False, and nothing is written, where a whole copy serves better.
    """
    there, gone = list(_others(before, after)), list(_others(after, before))
    if len(there) + len(gone) > MOST * len(after) or before.rows.keys() != after.rows.keys():
        return False
    tables = {table.name: table for table in _tables(raw)}
    width = max(len(table.columns) for table in tables.values())
    raw.execute("ATTACH ? AS changes KEY ?", (to_attach(target), code.key_for(target)))
    try:
        raw.execute("BEGIN")
        raw.execute(f"CREATE TABLE changes.changes (what, place, {_list(_places(width))})")
        raw.execute("INSERT INTO changes.changes (what, c0) VALUES (?, ?)", (_SUM, after.whole))
        for name, key in gone:
            _insert(raw, f"VALUES (?, ?, {_marks(len(key))})", len(key), (_GONE, name, *key))
        for name, key in there:
            table = tables[name]
            found = f"SELECT ?, ?, {_list(table.columns)} FROM main.{_quoted(name)}"  # noqa: S608 - ours
            given = (_THERE, name, *key)
            _insert(raw, f"{found} WHERE {table.known}", len(table.columns), given)
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raw.execute("DETACH changes")
    return True


def are_changes(path: Path, code: Passphrase) -> bool:
    """Whether a file that came from the host holds changes, and is no standby itself."""
    with contextlib.suppress(*TROUBLE):
        with contextlib.closing(connect(path, code, is_read_only=True)) as raw:
            found = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return bool(found == [("changes",)])
    return False


def apply(changes: Path, standby: Path, code: Passphrase) -> bool:
    """Bring a standby up to date where it lies, all of it or not at all: a stick that is pulled
    then holds what it held. False where it does not come to what the host has, and stays as it was.
    """
    try:
        with contextlib.closing(connect(standby, code, how=THERE)) as raw:
            raw.execute("PRAGMA secure_delete = ON").fetchall()
            raw.execute("ATTACH ? AS changes KEY ?", (to_attach(changes), code.key_for(changes)))
            raw.execute("BEGIN")
            wanted = raw.execute(
                "SELECT c0 FROM changes.changes WHERE what = ?", (_SUM,)
            ).fetchone()
            for table in _tables(raw):
                _apply_to(raw, table)
            if wanted != (sums_of(raw).whole,):
                raw.execute("ROLLBACK")
                return False
            raw.execute("COMMIT")
            return True
    except TROUBLE:
        return False


def _apply_to(raw: Any, table: _Table) -> None:
    keys = _list(_places(len(table.keys)))
    columns = _list(_places(len(table.columns)))
    asked = f"SELECT {keys} FROM changes.changes WHERE what = ? AND place = ?"  # noqa: S608 - ours
    gone = raw.execute(asked, (_GONE, table.name)).fetchall()
    condition = "TRUE" if table.name == _COUNTERS else table.known
    if table.name == _COUNTERS:
        gone = [()]
    raw.executemany(f"DELETE FROM main.{_quoted(table.name)} WHERE {condition}", gone)  # noqa: S608 - ours
    raw.execute(
        f"INSERT INTO main.{_quoted(table.name)} ({_list(table.columns)}) "  # noqa: S608 - ours
        f"SELECT {columns} FROM changes.changes WHERE what = ? AND place = ? ORDER BY rowid",
        (_THERE, table.name),
    )


def _others(before: Sums, after: Sums) -> Iterator[tuple[str, Key]]:
    """The rows of `after` that `before` has not, or has otherwise."""
    for name, rows in after.rows.items():
        known = {} if name == _COUNTERS else before.rows.get(name, {})
        for key, digest in rows.items():
            if known.get(key) != digest:
                yield name, key


def _tables(raw: Any) -> list[_Table]:
    return [_table(raw, name) for (name,) in raw.execute(_TABLES).fetchall()]


def _table(raw: Any, name: str) -> _Table:
    """A table's columns and key; where it has none, the whole row."""
    found = raw.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
    columns = tuple(column for column, _ in found)
    keyed = tuple(column for _, column in sorted((pk, column) for column, pk in found if pk))
    return _Table(name, columns, keyed or columns)


def _insert(raw: Any, what: str, width: int, values: Key) -> None:
    raw.execute(
        f"INSERT INTO changes.changes (what, place, {_list(_places(width))}) {what}", values
    )


def _places(width: int) -> list[str]:
    return [f"c{place}" for place in range(width)]


def _marks(width: int) -> str:
    return ", ".join("?" * width)


def _list(names: Any) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
