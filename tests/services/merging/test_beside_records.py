"""What a room keeps in its own copy beside the records comes back with it, of every kind that there
is; a new kind is decided on first. Records of every kind do, too.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Capture, OwnCopy, Printed
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.paper.codes import PaperCodes
from facilitator.domain.privacy.small_groups import Told
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import address_of
from facilitator.services.merging import beside_records
from facilitator.services.merging.beside_records import COMES_BACK, HALF_TYPED, PRINTED, STAYS
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import kept_facts
from facilitator.store.records import devices, facts
from facilitator.store.records.facts import FACTS, OF_ONE_PLACE, Fact
from facilitator.store.seminar_store import SeminarStore
from tests.made_records import made
from tests.store.records.test_facts import VALUES

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
MOVE = {facts.FILE_ID.name, facts.CLOCK.name, *(fact.name for fact in OF_ONE_PLACE)}
"""What files keep of themselves whoever looks at them."""
COMING = [fact for fact in FACTS if fact.name not in STAYS]


@pytest.fixture
def hall(postgres: str) -> Iterator[SeminarDatabase]:
    address = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")
    made = SeminarDatabase.create(address)
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18)))
    yield made.in_room("hall")
    made.close()


def kept(store: SeminarStore) -> dict[str, Any]:
    """What a store keeps; of what is typed, all that any session left behind."""
    with store.read() as reader:
        found = {fact.name: reader.fact(fact) for fact in FACTS}
        typed = {fact.name: kept_facts.every_of(reader, fact) for fact in FACTS if fact.by_session}
        return found | {name: next(iter(values), None) for name, values in typed.items()}


def keep(store: SeminarStore, *which: Fact[Any]) -> None:
    with store.write(Verb.KEEP, NOW) as writer:
        for fact in which:
            writer.note_fact(fact, VALUES[fact.name])


def test_of_every_kind_of_fact_it_is_decided_whether_it_comes_back() -> None:
    """Where this fails, a kind is new: say in `beside_records` what becomes of it, or why not."""
    decided = [*COMES_BACK, *HALF_TYPED, PRINTED, *STAYS]
    assert sorted(decided) == sorted(fact.name for fact in FACTS)


def test_what_a_room_kept_comes_back_with_it_of_every_kind(
    hall: SeminarDatabase, tmp_path: Path
) -> None:
    path = tmp_path / "hall.seminar"
    own_copy.keep(hall, path, NOW)
    before = kept(hall)
    with closing(SeminarFile.open(path)) as opened:
        keep(opened.in_room("hall"), *(fact for fact in FACTS if fact.name not in MOVE))
    list(own_copy.taken_in(hall, path, NOW))
    after = kept(hall)
    there = {fact.name: VALUES[fact.name] for fact in COMING}
    there[PRINTED] = after[PRINTED]  # its place is looked at by itself
    assert {name: after[name] for name in there} == there
    stayed = STAYS - {facts.CLOCK.name}
    assert {name: after[name] for name in stayed} == {name: before[name] for name in stayed}
    list(own_copy.taken_in(hall, path, NOW))
    again = kept(hall)
    assert {name: again[name] for name in there} == there, "told again it is no second change"


@pytest.mark.parametrize("fact", COMING, ids=lambda fact: fact.name)
def test_a_copy_in_which_only_that_was_kept_is_not_written_over(
    tmp_path: Path, fact: Fact[Any]
) -> None:
    """A file in the place of the database: it is the copy that is looked at."""
    path = tmp_path / "hall.seminar"
    with closing(SeminarFile.create(tmp_path / "all.seminar")) as all_:
        keep(all_, facts.PAPER_COUNTS)
        own_copy.keep(all_, path, NOW)
        own_copy.keep(all_, path, NOW)
        with closing(SeminarFile.open(path)) as opened, opened.write(Verb.KEEP, NOW) as writer:
            is_there = fact is facts.PAPER_COUNTS
            writer.note_fact(fact, None if is_there else VALUES[fact.name])
        with pytest.raises(SeminarError, match="Something was done in hall"):
            own_copy.keep(all_, path, NOW)


def test_records_of_every_kind_come_back(hall: SeminarDatabase, tmp_path: Path) -> None:
    path = tmp_path / "hall.seminar"
    own_copy.keep(hall, path, NOW)
    records = [
        made(kind, SEMINAR_ID if of is Kind.SEMINAR else f"new {of}")
        for of, kind in RECORD_TYPES.items()
        if of is not Kind.ROUND  # rounds bring their ballots: tests of own copies
    ]
    with closing(SeminarFile.open(path)) as opened, opened.write(Verb.CHANGE, NOW) as writer:
        writer.put_all(records)
    list(own_copy.taken_in(hall, path, NOW))
    with hall.read() as reader:
        lacking = [
            r.KIND
            for r in records
            if r.KIND is not Kind.SEMINAR and reader.find(type(r), r.id) is None
        ]
    assert lacking == []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SeminarFile]:
    """What stands in the database's place where no database is needed."""
    with closing(SeminarFile.create(tmp_path / "all.seminar")) as made:
        yield made


def come_back(
    store: SeminarFile, copy: OwnCopy, fact: Fact[Any], value: Any, session: str = ""
) -> None:
    since = {fact.called("main", session): None if value is None else fact.written(value)}
    with store.write(Verb.KEEP, NOW) as writer:
        beside_records.come_back(writer, since, copy)
        beside_records.come_back(writer, since, copy)


COPY = OwnCopy("a database", NOW, 9, 7, {})
SECRET, OTHER = "a" * 64, "b" * 64


def codes(*printings: int) -> PaperCodes:
    return PaperCodes(SECRET, printings)


@pytest.mark.parametrize(
    ("fact", "here", "there", "joined"),
    [
        (
            facts.TOLD,
            Told(frozenset("a"), sectors=frozenset("x")),
            Told(frozenset("b"), frozenset("c")),
            Told(frozenset("ab"), frozenset("c"), sectors=frozenset("x")),
        ),
        (facts.LOOKED_AT, ("one", "two"), ("two", "three"), ("one", "two", "three")),
        (facts.ARCHIVE_AGREED, True, False, True),
        (facts.PSEUDONYM_SECRET, SECRET, OTHER, SECRET),
        (facts.PSEUDONYM_SECRET, None, OTHER, OTHER),
        (facts.TICKED_PROMPTS, (("s", 0),), (("s", 1),), (("s", 1),)),
        (
            facts.PAIRED_AS,
            {"a": "A", "b": "B"},
            {"b": "Other", "c": "C"},
            {"a": "A", "b": "B", "c": "C"},
        ),
        (facts.NAMELESS, ((), ("g",)), (("g",), ("g",)), ((), ("g",), ("g",))),
        (
            facts.PAPER_CODES,
            codes(1),
            codes(1, 2),
            codes(1, 2),
        ),
        (
            facts.PAPER_CODES,
            codes(1, 3),
            codes(1, 2),
            codes(1, 3),
        ),
        (facts.SUMMARY_PRINTED, None, Printed(NOW, 99), Printed(NOW, 7)),
        (facts.SUMMARY_PRINTED, Printed(NOW, 3), Printed(NOW, 99), Printed(NOW, 7, NOW, 3)),
        (facts.SUMMARY_PRINTED, Printed(NOW, 8), Printed(NOW, 99), Printed(NOW, 8)),
    ],
    ids=lambda given: given.name if isinstance(given, Fact) else "",
)
def test_what_both_kept_goes_together(
    store: SeminarFile, fact: Fact[Any], here: Any, there: Any, joined: Any
) -> None:
    with store.write(Verb.KEEP, NOW) as writer:
        writer.note_fact(fact, here)
    come_back(store, COPY, fact, there)
    with store.read() as reader:
        assert reader.fact(fact) == joined


def typed(store: SeminarStore) -> set[str]:
    with store.read() as reader:
        return {each.words for each in kept_facts.by_session(reader, facts.CAPTURE_DRAFT).values()}


def test_words_that_were_typed_in_both_are_there_beside_each_other(store: SeminarFile) -> None:
    """What was taken out of a copy since it was written down there goes, where it is the same."""
    fact, session = facts.CAPTURE_DRAFT, "s1"
    with store.write(Verb.KEEP, NOW) as writer:
        kept_facts.note_as_kept(
            writer, fact.called("main", session), fact.written(Capture(words="As it was"))
        )
        begun = OwnCopy("a database", NOW, 9, 7, beside_records.marks(writer))
    come_back(store, begun, fact, Capture(words="In the hall"), session)
    assert typed(store) == {"In the hall"}
    come_back(store, COPY, fact, Capture(words="Another"), session)
    assert typed(store) == {"In the hall", "Another"}
    come_back(store, COPY, fact, None, session)
    assert typed(store) == {"In the hall", "Another"}, "somebody goes on with it here"


def test_whoever_was_paired_in_the_copy_and_left_is_still_called_so(
    hall: SeminarDatabase, tmp_path: Path
) -> None:
    """Their notes say whose they are."""
    path = tmp_path / "hall.seminar"
    own_copy.keep(hall, path, NOW)
    with closing(SeminarFile.open(path)) as opened, opened.write(Verb.PAIR, NOW) as writer:
        devices.call(writer, "laptop", "Berta’s laptop")
    list(own_copy.taken_in(hall, path, NOW + timedelta(minutes=1)))
    with hall.read() as reader:
        assert devices.names(reader) == {"laptop": "Berta’s laptop"}
        assert devices.how_many_in(reader, Role.NOTE_TAKER, None) == 0
