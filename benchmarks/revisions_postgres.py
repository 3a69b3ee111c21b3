"""Revisions kept in a database against PostgreSQL's own batched insert of the very same rows.

Ours starts from notes as they are handed over: it takes the seminar's lock, looks what stood
before, writes the act, each revision with its hash, its head and its record's row, and the link of
the chain of arrivals, and tells whoever listens. The floor has these rows ready and inserts them, a
batch a transaction, into tables with the same keys and indexes.

Beside them, how many answers of phones a server takes, each with its own questions: is the phone
in, is the question open, was this sent before, may it be quoted.
"""

import os
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

from benchmarks.ballots_postgres import a_seminar, a_server
from benchmarks.measuring import Result, interleaved, seconds

if TYPE_CHECKING:
    from facilitator.store.databases.seminar_database import SeminarDatabase
    from facilitator.store.records.writer import Writer

NOTES, ANSWERS, AT_ONCE = 2000, 500, 50
REPEATS = 7
BUDGET = 5.0
NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
_TABLES = ("acts", "journal", "heads", "notes", "arrival_links")
_RUNS = count()


def measure() -> Result:
    """Microseconds a revision; medians over interleaved rounds."""
    with tempfile.TemporaryDirectory() as folder, a_server(Path(folder)) as socket:
        os.environ["FACILITATOR_HOME"] = f"{folder}/home"
        with closing(a_seminar(socket)) as store:
            _write(store)
            with closing(_Floor(store)) as floor:
                ours, reference = interleaved(lambda: _write(store), floor.insert, REPEATS)
            answers = median(_answer(store) for _ in range(REPEATS))
    each = 1e6 / NOTES
    return Result(
        ours=ours * each,
        reference=reference * each,
        unit="µs",
        budget=BUDGET,
        note=f"{NOTES / ours:.0f} revisions a second, the rows of {NOTES / reference:.0f} "
        f"inserted; {AT_ONCE} an act, median of {REPEATS}; "
        f"{ANSWERS / answers:.0f} answers of phones a second",
    )


def _write(store: "SeminarDatabase") -> float:
    """So many new notes, some an act; how long it took until the last was kept."""
    from facilitator.domain.acts import Verb
    from facilitator.domain.notes.notes import Note

    run = next(_RUNS)
    notes = [
        Note(
            id=f"note {run} {number}", breakout_id="group", recorded_at=NOW, position=float(number),
            words=f"What table {number} said, in a sentence or two of the usual length. " * 2,
        )
        for number in range(NOTES)
    ]  # fmt: skip

    def write_all() -> None:
        for first in range(0, NOTES, AT_ONCE):
            with store.write(Verb.TAKE_IN, NOW) as writer:
                writer.put_all(notes[first : first + AT_ONCE])

    return seconds(write_all)


def _answer(store: "SeminarDatabase") -> float:
    """So many phones that answer a question at once; how long it took until the last was kept."""
    from facilitator.services.people import joining
    from facilitator.services.polls.ballot_intake import do_together
    from facilitator.services.responses import collecting

    phones, run = _phones(store), next(_RUNS)

    def answer(phone: str, writer: "Writer") -> None:
        device, words = joining.who_is_in(writer, phone), "What this table said, in a sentence."
        collecting.answer(writer, device, f"{run} {phone}", "question", words, now=NOW)

    def take_all() -> None:
        for first in range(0, ANSWERS, AT_ONCE):
            jobs = [partial(answer, phone) for phone in phones[first : first + AT_ONCE]]
            assert not any(do_together(store, jobs, now=NOW))

    return seconds(take_all)


def _phones(store: "SeminarDatabase") -> list[str]:
    """As many phones as answer, in a room that is asked a question."""
    from facilitator.domain.acts import Verb
    from facilitator.domain.people.devices import Device, Role
    from facilitator.domain.seminar.agenda import DayState, Progress
    from facilitator.domain.seminar.questions import Question, QuestionKind
    from facilitator.domain.stage.stage import Scene, Stage
    from facilitator.store.records import devices

    phones = [f"{uuid4()}" for _ in range(ANSWERS)]
    with store.write(Verb.SET_UP, NOW) as writer:
        writer.put(Question(id="question", position=1, kind=QuestionKind.EMERGING, wording="What?"))
        writer.put(Progress(state=DayState.RUNNING, started_at=NOW))
        writer.put(Stage(scene=Scene.QUESTION, subject_id="question", since=NOW))
        for phone in phones:
            device = Device(id=phone, role=Role.PARTICIPANT, joined_at=NOW)
            devices.let_in(writer, device, phone)
    return phones


class _Floor:
    """Tables like the seminar's, and the rows that so many notes came to there, act by act."""

    def __init__(self, store: "SeminarDatabase") -> None:
        import psycopg

        self._raw = psycopg.connect(**store.address.parameters(), autocommit=True)
        self._raw.execute(f'SET search_path = "{store.address.schema}"'.encode())
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._each: dict[str, int] = {}
        for table in _TABLES:
            like = f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)"
            self._raw.execute(like.encode())
            found = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608 - a name of ours
            rows = self._raw.execute(found.encode()).fetchall()
            acts = NOTES // AT_ONCE
            self._each[table] = AT_ONCE if len(rows) >= NOTES else 1
            self._rows[table] = rows[-self._each[table] * acts :]

    def insert(self) -> float:
        """How long all rows take."""
        for table in _TABLES:
            self._raw.execute(f"TRUNCATE floor_{table}".encode())

        def insert_all() -> None:
            for act in range(NOTES // AT_ONCE):
                with self._raw.transaction(), self._raw.cursor() as cursor:
                    for table, rows in self._rows.items():
                        many = self._each[table]
                        values = ", ".join(["%s"] * len(rows[0]))
                        into = f"INSERT INTO floor_{table} VALUES ({values})"  # noqa: S608 - ours
                        cursor.executemany(into.encode(), rows[act * many : (act + 1) * many])

        return seconds(insert_all)

    def close(self) -> None:
        """Let go of the connection."""
        self._raw.close()
