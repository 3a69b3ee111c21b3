"""What the tables that no journal tells came to when a file was last brought to rest.

Ballots, devices, facts and acts have no chain of hashes. So when everything has been brought into
the file (`log_marks`), a digest of each of these tables is kept beside the mark of that moment:
whoever checks the file before the next write finds what was changed in it past the program, or by
the disk. The sums are those of one mark; with the next they are out of date and say nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from facilitator import typed
from facilitator.store import freed_memory

NAME = "sums"
"""What they are called among the facts."""

_UNSUMMED = ("log mark", NAME)
_KEEP = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
_AT_ONCE = 500


def note(raw: Any, mark: str, tables: Collection[str]) -> None:
    """Keep what these tables come to, as of a mark, within the caller's transaction."""
    sums = _sums_of(raw, tables)
    raw.execute(_KEEP, (NAME, msgspec.json.encode((mark, sums)).decode()))


def are_of(raw: Any, mark: str) -> bool:
    """Whether the sums that are kept are those of a mark."""
    return _kept(raw)[0] == mark


def differing(raw: Any, mark: str, tables: Collection[str]) -> tuple[str, ...]:
    """Those of the tables that are not what they came to at a mark; none where nobody knows."""
    of, sums = _kept(raw)
    if of != mark:
        return ()
    found = _sums_of(raw, [each for each in tables if each in sums])
    return tuple(each for each in found if found[each] != sums[each])


def _kept(raw: Any) -> tuple[str, Mapping[str, str]]:
    row = raw.execute("SELECT value FROM meta WHERE name = ?", (NAME,)).fetchone()
    try:
        return typed.decoded(row[0] if row else "", tuple[str, dict[str, str]])
    except (msgspec.MsgspecError, TypeError, ValueError):
        return "", {}


def _sums_of(raw: Any, tables: Collection[str]) -> dict[str, str]:
    """The digests of tables' rows as they lie, in the order of each one's key."""
    before, raw.text_factory = raw.text_factory, bytes
    try:
        return {table: _sum_of(raw, table) for table in tables}
    finally:
        raw.text_factory = before
        # Rows were put in words here, ballots of an open round among them, by whichever thread.
        freed_memory.overwrite_at_hand()


def _sum_of(raw: Any, table: str) -> str:
    total = blake2b(digest_size=16)
    for rows in _pieces(raw, table):
        total.update(repr(rows).encode())
    return total.hexdigest()


def _pieces(raw: Any, table: str) -> Iterator[list[tuple[Any, ...]]]:
    but = f"WHERE name NOT IN {_UNSUMMED}" if table == "meta" else ""
    found = raw.execute(f"SELECT * FROM {table} {but} ORDER BY 1, 2")  # noqa: S608 - names of ours
    while rows := found.fetchmany(_AT_ONCE):
        yield rows
