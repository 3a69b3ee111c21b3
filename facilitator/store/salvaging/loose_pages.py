"""The rows that stand in a database's pages, where its trees cannot be followed any more.

Page by page, a table of any sixteen values is said to begin there: what is a leaf of some table
tells its rows then, whosever they are, and SQLite itself reads them, with what runs over into other
pages, and undoes their encryption. The first page, which says how all is laid out, is one of our
own making, under the same key.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from facilitator.store.files.log_damage import readable_pages
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.log_marks import log_of
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.troubles import TROUBLE

PAGE = 4096
"""In bytes, of every file of this program."""
WIDTH = 16
"""More values than a row has of any table that is looked for."""
_MOST_IN_A_LEAF = PAGE // 4
"""Rows at most. A branch has more below it, which is looked at by itself; of one that is damaged
that may have no end.
"""
_MOST_KEYS = 20_000
"""Entries at most of a tree of keys, whose branches hold some themselves."""
_LAYOUT = (
    f"CREATE TABLE rows_of ({', '.join(f'c{number}' for number in range(WIDTH))})",
    "CREATE TABLE keys_of (c0, c1, c2, c3, PRIMARY KEY (c0, c1, c2)) WITHOUT ROWID",
    "CREATE TABLE filled (content)",
)
_TREES = {bytes([kind]) for kind in (2, 5, 10, 13)}
"""What the pages of trees begin with: branches and leaves, of keys and of rows."""
_BEGINS = "UPDATE sqlite_schema SET rootpage = ? WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Loose:
    """A row, of whatever table: its number, None where its table has none, and its values without
    the missing ones at its end.
    """

    number: int | None
    values: tuple[Any, ...]


def loose_rows(path: Path, passphrase: Passphrase, folder: Path) -> Iterator[Loose]:
    """Every row that can be read in a file and its log, both of which stay as they are.

    Some come twice, and some of entries that SQLite makes for itself. `folder` is for what is made
    meanwhile: twice the file's size. Raises OSError.
    """
    own = Passphrase(passphrase.handed_on())
    own.key_for(path)
    laid_out = folder / "pages"
    holding.copy(path, laid_out)
    _bring_log_in(path, laid_out)
    pages = -(-laid_out.stat().st_size // PAGE)
    _begin_anew(laid_out, folder / "first page", pages, own)
    with contextlib.closing(connect(laid_out, own)) as raw:
        raw.execute("PRAGMA journal_mode = OFF").fetchall()
        raw.execute("PRAGMA cell_size_check = OFF").fetchall()
        raw.text_factory = _text
        is_readable = not own.key_for(laid_out)
        for page in _of_trees(laid_out, pages) if is_readable else range(2, pages + 1):
            yield from _rows_of(raw, page)


def _of_trees(laid_out: Path, pages: int) -> Iterator[int]:
    """The pages that say of themselves that they are a tree's: the others hold what runs over, or
    nothing. Where somebody wrote one endless text these are nearly all.
    """
    with laid_out.open("rb") as stream:
        for page in range(2, pages + 1):
            stream.seek((page - 1) * PAGE)
            if stream.read(1) in _TREES:
                yield page


def _bring_log_in(path: Path, laid_out: Path) -> None:
    if not log_of(path).exists():
        return
    with laid_out.open("r+b") as stream:
        for number, content in readable_pages(log_of(path)):
            stream.seek((number - 1) * PAGE)
            stream.write(content)


def _begin_anew(laid_out: Path, first: Path, pages: int, own: Passphrase) -> None:
    """Put a first page of our own in the place of a file's, in a file that is no larger than that
    page says.
    """
    with contextlib.closing(connect(first, own)) as raw:
        raw.execute(f"PRAGMA page_size = {PAGE}").fetchall()
        for statement in _LAYOUT:
            raw.execute(statement)
        raw.execute("INSERT INTO filled VALUES (zeroblob(?))", (pages * PAGE,))
    with first.open("rb") as made, laid_out.open("r+b") as stream:
        stream.write(made.read(PAGE))
        stream.truncate(first.stat().st_size)


def _rows_of(raw: Any, page: int) -> Iterator[Loose]:
    _let_begin(raw, page, "rows_of")
    try:
        rows = raw.execute("SELECT rowid, * FROM rows_of")
        for number, *values in islice(rows, _MOST_IN_A_LEAF):
            yield Loose(number, _without_end(values))
    except TROUBLE:
        yield from _one_by_one(raw)
        yield from _keyed(raw, page)


def _let_begin(raw: Any, page: int, table: str) -> None:
    raw.execute("PRAGMA writable_schema = ON").fetchall()
    raw.execute(_BEGINS, (page, table))
    raw.execute("PRAGMA writable_schema = RESET").fetchall()


def _one_by_one(raw: Any) -> Iterator[Loose]:
    """The rows of a damaged leaf that are whole themselves."""
    numbers = dict[int, None]()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(*TROUBLE):
            found = raw.execute(f"SELECT rowid FROM rows_of ORDER BY rowid {order}")  # noqa: S608
            numbers |= {number: None for (number,) in islice(found, _MOST_IN_A_LEAF)}
    for number in numbers:
        with contextlib.suppress(*TROUBLE):
            row = raw.execute("SELECT * FROM rows_of WHERE rowid = ?", (number,)).fetchone()
            if row:
                yield Loose(number, _without_end(row))


def _keyed(raw: Any, page: int) -> Iterator[Loose]:
    _let_begin(raw, page, "keys_of")
    with contextlib.suppress(*TROUBLE):
        for values in islice(raw.execute("SELECT * FROM keys_of"), _MOST_KEYS):
            yield Loose(None, _without_end(values))


def _without_end(values: Any) -> tuple[Any, ...]:
    found = list(values)
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def _text(held: bytes) -> str | bytes:
    """What is no text stays bytes, which no row of ours holds."""
    try:
        return held.decode()
    except UnicodeDecodeError:
        return held
