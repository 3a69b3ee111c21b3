"""A room's own copy of a seminar in a database: the room goes on in it when the network is gone,
and when it is back everything of both is there.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.locales import ENGLISH
from facilitator.domain.merging.merge import MergeReport, Refusal
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage import sights
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Text, say
from facilitator.room.messages import room_state
from facilitator.room.syncing.own_copies import Keeper
from facilitator.services.files import addresses, own_copy
from facilitator.services.files.addresses import address_of
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.polls import voters, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar.rooms import WAITS
from facilitator.services.views import phones, projector
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import ballots, devices
from facilitator.store.seminar_store import SeminarStore

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
ITEMS = (Item("a", "A"), Item("b", "B"))


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def database(postgres: str) -> Iterator[SeminarDatabase]:
    address = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")
    made = SeminarDatabase.create(address)
    made.have_keys()
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18)))
        writer.put(Breakout(id="g", segment_id="s", position=1, title="Blue"))
        for id, how in (
            ("all", {"open_to": OpenTo.ALL_ROOMS}),
            ("list", {"open_to": OpenTo.CHECKED_IN_ALL_ROOMS, "secrecy": Secrecy.SEALED}),
            ("sealed", {"secrecy": Secrecy.SEALED}),
            ("linked", {"secrecy": Secrecy.PSEUDONYMOUS}),
            ("begun", {"secrecy": Secrecy.SEALED}),
        ):
            writer.put(poll(id, **how))
        phone = Device(id="d", role=Role.PARTICIPANT, joined_at=NOW, room="hall")
        devices.let_in(writer, phone, "a phone’s token")
    yield made
    made.close()


def poll(id: str, **how: Any) -> Poll:
    made: dict[str, Any] = {"method": Method.CHOOSE_ONE, "items": ITEMS, **how}
    return Poll(id=id, position=1, title=f"The vote {id}", wording="Which?", **made)


def vote(room: SeminarStore, round_id: str, name: str, mark: str) -> Any:
    """What somebody's phone is answered: None where the ballot is counted."""
    sent = SentBallot(round_id=round_id, marks=((mark, 1),), submission=f"sent {name}")
    (answer,) = Gathering(room).gather([Envelope(sent, Voter(name))], now=NOW)
    return answer


def cast(store: SeminarStore, round_id: str) -> Counter[object]:
    with store.read() as reader:
        return Counter(ballot.marks for ballot in reader.ballots(round_id))


def revisions(store: SeminarStore) -> set[str]:
    with store.read() as reader:
        return {revision.id for _, revision in reader.every_revision()}


def words(store: SeminarStore) -> set[str]:
    with store.read() as reader:
        return {note.words for note in reader.every(Note)}


def held_through(room: SeminarStore, poll_id: str, votes: str, at: float) -> Round:
    """A round of a room, voted in, closed and revealed."""
    held = voting.open_round(room, poll_id, now=later(at))
    for number, mark in enumerate(votes):
        assert vote(room, held.id, f"{poll_id} {number}", mark) is None
    voting.close_round(room, held.id, now=later(at))
    return voting.reveal_round(room, held.id, now=later(at))


def count_of(store: SeminarStore, round_id: str) -> object:
    with store.read() as reader:
        return ballots.count_of(reader, round_id)


@pytest.mark.parametrize("which", ["all", "begun", "left alone"])
def test_a_room_goes_on_in_its_own_copy_and_everything_of_both_is_there_afterwards(
    database: SeminarDatabase, tmp_path: Path, which: str
) -> None:
    """A vote was open when the network went: one of all rooms waits, one of the room's own is over
    there, or goes on in the database.
    """
    main, hall, path = database, database.in_room("hall"), tmp_path / "hall.seminar"
    is_of_all = which == "all"
    cut = voting.open_round(*((main, "all") if is_of_all else (hall, "begun")), now=NOW)
    assert vote(hall, cut.id, "one", "a") is None
    own_copy.keep(hall, path, later(3))
    noting.add_note(main, "g", "Said in the main room meanwhile", now=later(5))
    apart = SeminarFile.open(path).in_room("hall")
    if is_of_all:
        it_waits(apart, cut)
    elif which == "begun":
        voting.close_round(apart, cut.id, now=later(10))
    own = apart if which != "left alone" else apart.in_room("annex")
    done = [held_through(own, "sealed", "aab", 11), held_through(own, "linked", "abbb", 12)]
    noting.add_note(apart, "g", "Said in the hall", now=later(13))
    marks = {held.id: (cast(apart, held.id), count_of(apart, held.id)) for held in done}
    there = revisions(apart)
    apart.close()
    assert vote(main, cut.id, "two", "b") is None
    if is_of_all:
        voting.close_round(main, cut.id, now=later(30))
    here = revisions(database)
    said = [str(each) for each in own_copy.taken_in(hall, path, later(40))]
    assert said[0] == "What was done in hall.seminar while the room was by itself is in:"
    assert revisions(database) >= here | there
    assert {"Said in the main room meanwhile", "Said in the hall"} <= words(database)
    for held in done:
        assert (cast(database, held.id), count_of(database, held.id)) == marks[held.id]
        with database.read() as reader:
            assert reader.get(Round, held.id) == held
            assert voters.has_received(reader, held.id, Voter("?"), f"sent {held.poll_id} 0")
    if which == "left alone":
        voting.close_round(hall, cut.id, now=later(45))
    with database.read() as reader:
        assert reader.get(Round, cut.id).state is RoundState.CLOSED
    assert cast(database, cut.id) == {(("a", 1),): 1, (("b", 1),): 1}, "what was in the database"
    no_fault(database, path)
    assert list(own_copy.taken_in(hall, path, later(50))) == [], "nothing was done in it since"


def no_fault(database: SeminarDatabase, path: Path) -> None:
    """Nothing is wrong with the seminar, nor with the copy that is made anew."""
    for where in (database.address, path):
        with addresses.checked_anywhere(where, NOW) as (report, _):
            assert not report.faults


def it_waits(apart: SeminarStore, held: Round) -> None:
    """A vote of all rooms is before nobody in a room that is by itself, and takes nothing there."""
    assert vote(apart, held.id, "three", "a") == WAITS
    assert any(held.poll.title in str(each) for each in own_copy.said_of(apart))
    with apart.read() as reader:
        assert voters.must_be_taken_again(reader) == ()
    for refused in (
        lambda: voting.close_round(apart.in_room("main"), held.id, now=NOW),
        lambda: voting.open_round(apart.in_room("main"), "all", now=NOW),
        lambda: voting.open_round(apart.in_room("main"), "list", now=NOW),
        lambda: voting.cast(apart, held.id, Voter("t"), [("a", 1)], submission="t", now=NOW),
    ):
        with pytest.raises(SeminarError, match="waits until it is back"):
            refused()
    sight = projector.view(apart, NOW).sight
    assert isinstance(sight, sights.Vote)
    assert (sight.state, sight.open) == (WAITS, False)
    shown = room_state.shared(phones.showing(apart, NOW), 1, NOW, ENGLISH)
    assert shown.poll is not None
    assert (shown.poll.for_whom, shown.poll.listed) == (str(WAITS), True), "nobody can send one"
    projector.show(apart, Scene.MESSAGE, message="We go on", now=later(5))
    assert phones.showing(apart, NOW).stage.scene is Scene.MESSAGE


def test_what_was_done_in_a_copy_is_never_written_over(
    database: SeminarDatabase, tmp_path: Path
) -> None:
    path = tmp_path / "hall.seminar"
    own_copy.keep(database, path, NOW)
    own_copy.keep(database, path, later(1))
    apart = SeminarFile.open(path)
    noting.add_note(apart, "g", "Said in the hall", now=NOW)
    apart.close()
    with pytest.raises(SeminarError, match=r"Something was done in hall\.seminar"):
        own_copy.keep(database, path, later(2))
    somebodys = SeminarFile.create(tmp_path / "somebodys.seminar")
    somebodys.close()
    for begun in (own_copy.keep, lambda *given: list(own_copy.taken_in(*given))):
        with pytest.raises(SeminarError, match="is no room’s own copy"):
            begun(database, somebodys.path, NOW)
    again = SeminarFile.open(path)
    assert words(again) == {"Said in the hall"}
    again.close()


def test_a_copy_of_which_something_is_refused_is_kept_under_another_name(
    database: SeminarDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = tmp_path / "hall.seminar", merging.merge
    own_copy.keep(database, path, NOW)
    apart = SeminarFile.open(path)
    noting.add_note(apart, "g", "Said in the hall", now=NOW)
    apart.close()

    def not_all(*given: Any, **more: Any) -> MergeReport:
        return replace(kept(*given, **more), refused=(Refusal("A vote", say("Left out.")),))

    monkeypatch.setattr(merging, "merge", not_all)
    said = [str(each) for each in own_copy.taken_in(database, path, NOW)]
    aside = "hall 2011-10-18 100000.seminar"
    assert said[-1] == f"Not all of it could be taken in, so {aside} keeps it."
    assert not path.exists()
    left = SeminarFile.open(tmp_path / aside)
    assert words(left) == {"Said in the hall"}
    left.close()


def test_a_vote_that_is_open_in_a_copy_is_closed_there_first(
    database: SeminarDatabase, tmp_path: Path
) -> None:
    hall, path = database.in_room("hall"), tmp_path / "hall.seminar"
    own_copy.keep(hall, path, NOW)
    apart = SeminarFile.open(path).in_room("hall")
    held = voting.open_round(apart, "sealed", now=NOW)
    assert vote(apart, held.id, "one", "a") is None
    apart.close()
    with pytest.raises(SeminarError, match="was begun in the room’s own copy"):
        list(own_copy.taken_in(hall, path, NOW))
    assert cast(database, held.id) == {}
    apart = SeminarFile.open(path).in_room("hall")
    voting.close_round(apart, held.id, now=NOW)
    apart.close()
    assert list(own_copy.taken_in(hall, path, NOW))
    assert cast(database, held.id) == {(("a", 1),): 1}


def test_whoever_keeps_it_says_once_that_it_cannot(
    database: SeminarDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, said, troubles = tmp_path / "hall.seminar", list[str](), list[Text]()
    keeper = Keeper(
        database.address, path, said.append, lambda: NOW, lambda _place: None, troubles.append
    )
    ended = Event()
    ended.set()
    keeper.run(ended)
    assert path.exists(), "it is there at once"
    assert not keeper.look(), "it is made anew only where there is something new"
    noting.add_note(database, "g", "Said since", now=NOW)
    with monkeypatch.context() as away:

        def gone(_store: SeminarStore) -> None:
            raise StorageError(say("The database does not answer."))

        away.setattr(SeminarDatabase, "read", gone)
        assert [keeper.look(), keeper.look()] == [False, False]
    assert keeper.look()
    assert said == [
        "The database does not answer.",
        "The room’s own copy is kept up to date again.",
    ]
    assert set(troubles) <= {""}, "that the database is silent is told otherwise"
    noting.add_note(database, "g", "Said later", now=NOW)
    with monkeypatch.context() as full:

        def refused(*_given: object) -> None:
            raise StorageError(say("The disk is full."))

        full.setattr(own_copy, "keep", refused)
        assert [keeper.look(), keeper.look()] == [False, False]
        assert (said[-1], str(troubles[-1])) == ("The disk is full.", "The disk is full.")
    assert keeper.look()
    assert troubles[-1] == ""
    copy = SeminarFile.open(path)
    assert words(copy) == {"Said since", "Said later"}
    copy.close()
    keeper.close()
