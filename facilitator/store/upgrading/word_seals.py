"""From version 1 to 2: what its revisions say is sealed in each file for itself.

Their hashes, the same in every copy, cannot cover their words: nothing that all copies would agree
on is secret, so that erased words could be guessed from it. So each file salts them by lot, keeps
that to itself, and begins its chain of arrivals with it.
"""

from secrets import token_hex

from sqlalchemy import Connection

from facilitator.domain.hashes import arrival, digest_of, linked

_TABLES = (
    """CREATE TABLE word_seals (
        revision TEXT NOT NULL, salt TEXT, digest TEXT NOT NULL, PRIMARY KEY (revision),
        FOREIGN KEY(revision) REFERENCES journal (id)
    )""",
    "CREATE TABLE arrival_links (last INTEGER NOT NULL, link TEXT NOT NULL, PRIMARY KEY (last))",
)


def seal_words(connection: Connection) -> None:
    """A seal for every revision, all of them in the first link of the chain of arrivals."""
    run = connection.exec_driver_sql
    for statement in _TABLES:
        run(statement)
    seals: list[tuple[str, str | None, str]] = []
    arrived: list[str] = []
    rows = run("SELECT seq, id, hash, content, erased FROM journal ORDER BY seq").all()
    for _, id, hash_, content, erased in rows:
        salt = None if content is None else token_hex(16)
        digest = digest_of(salt or "", content, erased=bool(erased))
        seals.append((id, salt, digest))
        arrived.append(arrival(hash_, digest))
    if seals:
        run("INSERT INTO word_seals (revision, salt, digest) VALUES (?, ?, ?)", seals)
        run(
            "INSERT INTO arrival_links (last, link) VALUES (?, ?)",
            (rows[-1].seq, linked("", arrived)),
        )
