"""Voters by name who were erased: their ballots count, once, and nobody finds them again."""

import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.polls import rounds_held, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.records import erasing
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.namelessness import OF_VERSION_1, nameless_key
from tests.auditing import faults
from tests.store.merging.histories import times

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PEOPLE = tuple("abcdef")
VERSION_1 = Path(__file__).parent.parent / "files" / "version_1" / "host.seminar"
POLL = Poll(
    id="poll",
    position=1,
    title="A vote by name",
    wording="Which?",
    method=Method.CHOOSE_ONE,
    items=(Item("x", "X"), Item("y", "Y")),
    secrecy=Secrecy.NAMED,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("erased voters")


@pytest.fixture(scope="module")
def before(folder: Path) -> Path:
    """A seminar with people, before they vote."""
    made = SeminarFile.create(folder / "before.seminar", device="host")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
        writer.put(POLL)
        writer.put_all(Participant(id=f"id-of-{name}", name=name) for name in PEOPLE)
    made.close()
    return made.path


@pytest.fixture(scope="module")
def voted(folder: Path, before: Path) -> Path:
    """The same after two votes: all but one chose x, the second time one other."""
    path = Path(shutil.copy(before, folder / "voted.seminar"))
    file = SeminarFile.open(path, device="host")
    for dissenter in ("a", "b"):
        vote(file, dissenter)
    file.close()
    return path


def vote(file: SeminarFile, dissenter: str) -> str:
    """A round in which everybody votes by name."""
    held = voting.open_round(file, POLL.id, reason="Again", now=NOW)
    for name in PEOPLE:
        voter, item = Voter(name, f"id-of-{name}"), "y" if name == dissenter else "x"
        voting.cast(file, held.id, voter, [(item, 1)], submission=new_id(), now=NOW)
    voting.close_round(file, held.id, now=NOW)
    return held.id


def erase(file: SeminarFile, ids: Iterable[str]) -> None:
    with file.read() as reader:
        found = [person for person in reader.every(Participant) if person.id in set(ids)]
    if found:
        erasing.erase(file, found, now=LATER)


def ballots(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT round_id, voter_key, marks, words FROM ballots ORDER BY 1, 2, 3")
        return rows.fetchall()


def said(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What was voted in each round, whoever it was."""
    return sorted((round_id, *rest) for round_id, _, *rest in rows)


ORDERS = st.sampled_from([*permutations(range(3))])


@given(
    erased=st.tuples(*[st.frozensets(st.sampled_from(PEOPLE), max_size=3)] * 3),
    order=ORDERS,
    twice=st.booleans(),
)
@settings(max_examples=times(3), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_copies_erased_apart_come_to_the_same_in_any_order(
    folder: Path, voted: Path, erased: tuple[frozenset[str], ...], order: list[int], twice: bool
) -> None:
    files = copies_of(voted, folder, len(erased))
    for file, names in zip(files, erased, strict=True):
        erase(file, [f"id-of-{name}" for name in names])
    host, *others = (files[n] for n in order)
    if twice:
        merging.merge(others[0], [others[1].path], now=LATER)
    merging.merge(host, [other.path for other in others], now=LATER)
    assert faults(host) == ()
    for file in files:
        file.close()
    gone = {f"id-of-{name}" for name in frozenset().union(*erased)}
    with closing(sqlite3.connect(voted)) as raw:
        rows = raw.execute("SELECT round_id, voter_key, nameless_key, marks, words FROM ballots")
        wanted = [
            (round_id, other_key if key in gone else key, *rest)
            for round_id, key, other_key, *rest in rows
        ]
    assert ballots(host.path) == sorted(wanted)


def copies_of(path: Path, folder: Path, number: int) -> list[SeminarFile]:
    named = [folder / f"copy-{n}.seminar" for n in range(number)]
    for copy in named:
        for left in folder.glob(f"{copy.name}*"):
            left.unlink()
        shutil.copy(path, copy)
    return [SeminarFile.open(copy, device=copy.stem) for copy in named]


def rows_of(path: Path, *but: str) -> Iterator[tuple[object, ...]]:
    """Everything that a file holds, but for some tables."""
    with closing(sqlite3.connect(path)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if table not in but:
                yield from raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of ours


def texts(path: Path) -> Iterator[str]:
    """Every word of a file that could be a secret, also within JSON."""
    for row in rows_of(path):
        for held in map(str, filter(None, row)):
            yield held
            yield from re.findall(r"[\w-]{6,}", held)


def test_who_knows_the_rules_the_list_and_a_copy_from_before_finds_no_ballot_of_the_erased(
    folder: Path, before: Path, voted: Path
) -> None:
    (file,) = copies_of(voted, folder, 1)
    erase(file, ["id-of-a", "id-of-b"])
    file.close()
    keys = {key for _, key, *_ in ballots(file.path)} - {f"id-of-{name}" for name in PEOPLE}
    assert len(keys) == 4, "two people, two rounds, nothing that ties these"
    guesses = {*texts(file.path), *texts(before), ""}
    assert not any(
        nameless_key(secret, person) in keys
        for secret in guesses
        for person in ("id-of-a", "id-of-b", "a", "b")
    )
    assert not any(
        key in str(row) for key in keys for row in rows_of(file.path, "ballots", "voters")
    )


def test_a_voter_erased_while_the_round_is_open_has_the_key_that_closing_would_have_given(
    folder: Path, before: Path
) -> None:
    (file,) = copies_of(before, folder, 1)
    held = voting.open_round(file, POLL.id, now=NOW)
    voter = Voter("a", "id-of-a")
    voting.cast(file, held.id, voter, [("x", 1)], submission=new_id(), now=NOW)
    file.checkpoint()
    as_it_lies = Path(shutil.copy(file.path, folder / "as it lies.seminar"))
    other = SeminarFile.open(as_it_lies, device="other")
    erase(file, ["id-of-a"])
    voting.close_round(file, held.id, now=LATER)
    voting.close_round(other, held.id, now=LATER)
    erase(other, ["id-of-a"])
    merging.merge(file, [other.path], now=LATER)
    assert rounds_held.turnout(file, held.id) == 1
    other.close()
    file.close()


@given(data=st.data(), order=ORDERS)
@settings(max_examples=times(1), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_vote_of_a_round_that_version_1_closed_is_doubled_or_lost_in_copies_upgraded_apart(
    folder: Path, data: st.DataObject, order: list[int]
) -> None:
    with closing(sqlite3.connect(VERSION_1)) as raw:
        named = raw.execute(
            "SELECT DISTINCT voter_key FROM ballots JOIN rounds ON rounds.id = round_id "
            "WHERE poll ->> 'secrecy' = 'named' AND state <> 'open'"
        ).fetchall()
    voters = sorted(key for (key,) in named)
    assert len(voters) > 2
    paths = [Path(shutil.copy(VERSION_1, folder / f"upgraded-{n}.seminar")) for n in range(3)]
    files = [opening.open_seminar(path, NOW).file for path in paths]
    whole = said(ballots(paths[0]))
    for file in files:
        erase(file, data.draw(st.frozensets(st.sampled_from(voters), max_size=3)))
    host, *others = (files[n] for n in order)
    for _ in range(2):
        merging.merge(host, [other.path for other in others], now=LATER)
        assert said(ballots(host.path)) == whole
    merging.merge(others[0], [host.path], now=LATER)
    assert said(ballots(others[0].path)) == whole
    assert faults(host) == faults(others[0]) == ()
    nameless = [key for _, key, *_ in ballots(host.path) if key.startswith(OF_VERSION_1)]
    assert len(nameless) == len(set(nameless))
    for file in files:
        file.close()
