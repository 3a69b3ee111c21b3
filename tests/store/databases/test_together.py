"""What comes together is written as if it came one by one, in as many steps for many as for few."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.store.records import tables
from facilitator.store.seminar_store import SeminarStore
from tests.store.databases.conftest import Opens

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(opens: Opens) -> SeminarStore:
    return opens()


def some(prefix: str, seed: int) -> list[Note | Participant]:
    """New records, known ones, the same twice, changed in between, of two kinds."""
    random = Random(seed)
    ids = [f"{prefix}{number}" for number in range(6)]
    made = (
        Participant(id=f"p{id}", name=random.choice(["Ann", "Bo"]))
        if random.random() < 0.3
        else Note(
            id=id,
            breakout_id="g",
            recorded_at=NOON,
            position=1.0,
            words=random.choice(["One", "Other"]),
            starred=random.random() < 0.5,
        )
        for id in random.choices(ids, k=12)
    )
    return [*made]


def kept(store: SeminarStore, prefix: str) -> Any:
    """The revisions and heads of records, by their place in the order, and what is shown."""
    journal = tables.journal
    with store.read() as reader:
        rows = reader.connection.execute(
            select(journal)
            .where(journal.c.record.like(f"{prefix}%") | journal.c.record.like(f"p{prefix}%"))
            .order_by(journal.c.seq)
        ).all()
        assert [row.clock for row in rows] == sorted({row.clock for row in rows})
        place = {row.id: number for number, row in enumerate(rows)}
        bare = [
            (row.record.replace(prefix, ""), row.kind, (row.content or "").replace(prefix, ""))
            for row in rows
        ]
        based = [[place[each] for each in row.based_on] for row in rows]
        records = {row.record for row in rows}
        heads = sorted(place[head.id] for record in records for head in reader.heads(record))
        shown = sorted(
            (each.id.replace(prefix, ""), each.words)
            for each in reader.every(Note)
            if each.id.startswith(prefix)
        )
    return bare, based, heads, shown


def test_records_put_together_are_as_put_one_by_one(store: SeminarStore) -> None:
    for seed in range(12):
        for prefix in (f"together{seed}-", f"apart{seed}-"):
            for part in range(2):
                with store.write(Verb.CHANGE, NOON) as writer:
                    wanted = some(prefix, 100 * part + seed)
                    if prefix.startswith("together"):
                        writer.put_all(wanted)
                    else:
                        for each in wanted:
                            writer.put(each)
        together = kept(store, f"together{seed}-")
        assert together == kept(store, f"apart{seed}-"), seed
        assert len(together[0]) > 6


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of any engine meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_many_new_records_take_as_many_statements_as_few(store: SeminarStore) -> None:
    def taken(prefix: str, many: int) -> int:
        one = Note(id="", breakout_id="g", recorded_at=NOON, position=1.0, words="One")
        with store.write(Verb.CHANGE, NOON) as writer, statements() as asked:
            writer.put_all([replace(one, id=f"{prefix}{number}") for number in range(many)])
        return len(asked)

    assert taken("few", 2) == taken("many", 60) > 0


def test_the_first_ballots_of_a_round_take_as_many_statements_as_few(store: SeminarStore) -> None:
    """Nothing is known of the round yet at the server that they come to."""
    items = (Item("a", "A"), Item("b", "B"))
    polls = [
        Poll(
            id=id, position=1.0, title=id, wording="Which?", method=Method.CHOOSE_ONE,
            items=items, secrecy=Secrecy.SEALED,
        )
        for id in ("few", "many")
    ]  # fmt: skip
    with store.write(Verb.SET_UP, NOON) as writer:
        writer.put_all([Seminar(title="Day", date=NOON.date()), *polls])

    def taken(poll: str, many: int) -> int:
        opened = voting.open_round(store, poll, now=NOON)
        envelopes = [
            Envelope(
                SentBallot(round_id=opened.id, marks=(("a", 1),), submission=f"s{number}"),
                Voter(f"token-{number}"),
            )
            for number in range(many)
        ]
        with statements() as asked:
            assert Gathering(store).gather(envelopes, now=NOON) == (None,) * many
        with store.read() as reader:
            assert reader.turnout(opened.id) == many
        voting.close_round(store, opened.id, now=NOON)
        return len(asked)

    few, many = taken("few", 2), taken("many", 60)
    assert few == many > 0
