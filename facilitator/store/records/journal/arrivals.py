"""The chain of arrivals: what each transaction brought into this very file is its next link."""

from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, bindparam, case, insert, select

from facilitator.domain.hashes import OLD, arrival, digest_of, linked
from facilitator.store.records.journal import tables


def link_arrivals(connection: Connection) -> None:
    """What this transaction brought is the next link. Called once, before the commit."""
    last, link = connection.execute(_LAST_LINK).one_or_none() or (0, "")
    rows = connection.execute(_ARRIVED, {"after": last}).all()
    if rows:
        seals = {row.id: _seal(row) for row in rows if row.hash.startswith(OLD)}
        if seals:
            connection.execute(insert(tables.word_seals), list(seals.values()))
        held = (arrival(r.hash, seals[r.id]["digest"] if r.id in seals else "") for r in rows)
        values = {"last": rows[-1].seq, "link": linked(link, held)}
        connection.execute(_ADD_LINK, values)


def _seal(row: Any) -> dict[str, Any]:
    """What a revision of version 1 says, for this file alone."""
    salt = None if row.words is None else token_hex(16)
    digest = digest_of(salt or "", row.words, erased=bool(row.erased))
    return {"revision": row.id, "salt": salt, "digest": digest}


_LAST_LINK = select(tables.arrival_links).order_by(tables.arrival_links.c.last.desc()).limit(1)
_ADD_LINK = insert(tables.arrival_links)
_OLD_WORDS = case((tables.journal.c.hash.startswith(OLD), tables.journal.c.content)).label("words")
_ARRIVED = (
    select(*(tables.journal.c[name] for name in ("seq", "id", "hash", "erased")), _OLD_WORDS)
    .where(tables.journal.c.seq > bindparam("after"))
    .order_by(tables.journal.c.seq)
)
