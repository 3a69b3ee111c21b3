"""What a database keeps of a vote: nothing that ties a ballot to whoever cast it."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import say
from facilitator.services.files import addresses
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.polls import rounds_held, voters, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar.preflight import Check, Facts, preflight
from facilitator.store.batches import said_by
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.postgres import open_votes
from facilitator.store.records import ballots

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
WORDS = tuple(f"{bird} {uuid4().hex}" for bird in ("Kestrels", "Lapwings", "Curlews"))
"""Other tests use the same server: what is looked for is this one's alone."""
ITEMS = (Item(f"a{uuid4().hex}", "A"), Item(f"with-a-longer-name{uuid4().hex}", "B"))
SECTOR = f"Sector {uuid4().hex}"
POLL = Poll(
    id="p",
    position=1.0,
    title="Poll",
    wording="Which?",
    method=Method.CHOOSE_ONE,
    items=ITEMS,
    secrecy=Secrecy.SEALED,
)
OF_WORDS = replace(POLL, id="w", method=Method.WORDS, items=())
Opens = Callable[[str], SeminarDatabase]


@pytest.fixture
def opens(postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Opens one seminar on a computer of that name."""
    address = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")
    opened: list[SeminarDatabase] = []

    def on(computer: str) -> SeminarDatabase:
        monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / computer))
        if not opened:
            SeminarDatabase.create(address).close()
        opened.append(SeminarDatabase.open(address, device=uuid4().hex))
        return opened[-1]

    first = on("here")
    with first.write(Verb.SET_UP, NOW) as writer:
        writer.put_all(
            [Seminar(title="S", date=date(2011, 10, 18), room_threshold=3), POLL, OF_WORDS]
        )
    yield on
    for each in opened:
        each.close()


def voted(store: SeminarDatabase, opened: Round, number: int) -> Voter:
    voter = Voter(token=f"token-{number}", sector=SECTOR + opened.poll_id, size="Small")
    is_of_words = opened.poll.method is Method.WORDS
    words = (WORDS[number % 3],) if is_of_words else ()
    marks = [] if is_of_words else [(ITEMS[number % 2].id, 1)]
    voting.cast(
        store, opened.id, voter, marks, words, submission=f"s{number}",
        channel=Channel.PHONE, now=NOW,
    )  # fmt: skip
    return voter


def kept_by(address: Address) -> bytes:
    """Every byte of the database's folder, its log with it."""
    with contextlib.closing(psycopg.connect(**address.parameters(), autocommit=True)) as raw:
        raw.execute("CHECKPOINT")
        row = raw.execute("SHOW data_directory").fetchone()
    assert row
    found = [path for path in Path(row[0]).rglob("*") if path.is_file()]
    return b"".join(_bytes_of(path) for path in found)


def _bytes_of(path: Path) -> bytes:
    with contextlib.suppress(OSError):  # it was there a moment ago, and is the server's to remove
        return path.read_bytes()
    return b""


def boxes(store: SeminarDatabase) -> dict[str, bytes]:
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT voter_key, box FROM boxes")
        return {key: bytes(box) for key, box in rows}


@pytest.mark.parametrize("poll", [POLL, OF_WORDS], ids=["marks", "words"])
def test_what_was_marked_is_in_no_byte_of_the_database_before_and_tied_to_nobody_after(
    opens: Opens, poll: Poll
) -> None:
    store = opens("here")
    opened = voting.open_round(store, poll.id, now=NOW)
    with store.read() as reader:
        secret = voters.key_secret(reader, opened)
    assert secret
    cast = [voted(store, opened, number) for number in range(6)]
    keys = [voters.key_under(opened, secret, voter) for voter in cast]
    held = kept_by(store.address)
    assert all(key.encode() in held for key in keys), "this test can see what is kept"
    with store.read() as reader:
        guessed = [said_by(each) for each in reader.ballots(opened.id)]
    said = [
        SECTOR + poll.id,
        *(WORDS if poll is OF_WORDS else (f'["{item.id}",' for item in ITEMS)),
    ]
    assert not [each for each in (*said, secret, *guessed) if each.encode() in held]
    assert len({len(box) for box in boxes(store).values()}) == 1, "how long it is says nothing"
    with store.database.reading() as connection:
        key = open_votes._key_of(connection, opened.id)
    assert key
    taken = boxes(store)
    assert all(key.opened(box) for box in taken.values())
    closed = voting.close_round(store, opened.id, now=NOW)
    with store.read() as reader:
        counted = reader.ballots(opened.id)
        tally = rounds_held.tallied(reader, closed)
    assert len({(each.marks, each.words) for each in counted}) == (3 if poll is OF_WORDS else 2)
    assert tally.ballots == 6
    assert not {each.voter_key for each in counted} & set(keys)
    held = kept_by(store.address)
    assert all(each.encode() in held for each in said), "this test can see what is kept"
    assert secret.encode() not in held
    assert key._key not in held
    files = b"".join(path.read_bytes() for path in _home_of(store).rglob("*") if path.is_file())
    assert key._key not in files
    assert not boxes(store)


def _home_of(store: SeminarDatabase) -> Path:
    return store.keys_file().parent


def test_a_computer_without_the_keys_says_before_the_day_where_votes_are_opened(
    opens: Opens,
) -> None:
    def polls(store: SeminarDatabase) -> Check:
        facts = Facts(displays=2, has_vote_keys=addresses.has_vote_keys(store))
        (check,) = (each for each in preflight(store, facts, NOW) if str(each.name) == "Polls")
        return check

    here, there = opens("here"), opens("there")
    assert addresses.has_vote_keys(here), "nobody has begun any"
    opens("here").have_keys()
    assert [addresses.has_vote_keys(each) for each in (here, there)] == [True, False]
    assert "are on another computer" in str(polls(there).sentence)
    assert "are on another computer" not in str(polls(here).sentence)


def test_a_computer_without_the_keys_takes_no_vote_and_ends_none(opens: Opens) -> None:
    here, there = opens("here"), opens("there")
    opened = voting.open_round(here, "p", now=NOW)
    voted(here, opened, 0)
    for refused in (
        lambda: voted(there, opened, 1),
        lambda: voting.close_round(there, opened.id, now=NOW),
    ):
        with pytest.raises(SeminarError, match="on another computer"):
            refused()
    with pytest.raises(SeminarError, match="on another computer"):
        there.have_keys()
    there.have_keys(here.keys_file())
    voted(there, opened, 1)
    with there.read() as reader:
        found = {mark for each in reader.ballots(opened.id) for mark in each.marks}
    assert found == {(item.id, 1) for item in ITEMS}
    voting.close_round(there, opened.id, now=NOW)
    assert _tally(here, opened) == 2
    here.checkpoint()
    again = voting.open_round(there, "p", reason="Again", now=NOW)
    voted(here, again, 0)
    voting.close_round(here, again.id, now=NOW)
    assert _tally(there, again) == 1


def _tally(store: SeminarDatabase, held: Round) -> int:
    with store.read() as reader:
        return rounds_held.tallied(reader, reader.get(Round, held.id)).ballots


def test_where_the_keys_are_lost_the_round_is_lost_and_another_can_be_taken(opens: Opens) -> None:
    here = opens("here")
    opened = voting.open_round(here, "p", now=NOW)
    voted(here, opened, 0)
    other = opens("new")
    with pytest.raises(SeminarError, match="on another computer"):
        voting.close_round(other, opened.id, now=NOW)
    other.have_keys(anew=True)
    with pytest.raises(SeminarError, match="the key of the vote is lost"):
        voted(other, opened, 1)
    with other.read() as reader:
        assert [each.id for each in voters.must_be_taken_again(reader)] == [opened.id]
    voting.close_round(other, opened.id, now=NOW)
    assert _tally(other, opened) == 0
    again = voting.open_round(other, "p", reason="Again", now=NOW)
    voted(other, again, 1)
    voting.close_round(other, again.id, now=NOW)
    assert _tally(other, again) == 1


def _draw_in_vain(store: SeminarDatabase) -> None:
    with store.write(Verb.OPEN_ROUND, NOW) as writer:
        ballots.note_round_secret(writer, "r", "")
        raise SeminarError(say("It is taken back."))


def test_a_round_that_did_not_open_after_all_takes_no_key_from_the_next(opens: Opens) -> None:
    store = opens("here")
    with pytest.raises(SeminarError, match="taken back"):
        _draw_in_vain(store)
    opened = voting.open_round(store, "p", now=NOW)
    voted(store, opened, 0)
    voting.close_round(store, opened.id, now=NOW)
    assert _tally(store, opened) == 1
