"""Who is in, where a room goes on in its own copy and comes back; and coming back that is cut off.

What stands here for the database is a file: nothing of this is told to either engine otherwise.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.files import last_seen, own_copy, seats
from facilitator.services.files.last_seen import NOTHING_SEEN
from facilitator.services.merging import merging
from facilitator.services.notes import noting, taking_in
from facilitator.services.notes.sent import Sent
from facilitator.services.people import joining
from facilitator.services.polls import voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.records import erasing
from facilitator.services.responses import collecting
from facilitator.services.seminar import rooms, running
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices
from facilitator.store.records.facts import PSEUDONYM_SECRET
from facilitator.store.records.writer import new_id
from facilitator.store.seminar_store import SeminarStore

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
PEOPLE = ("p1", "p2", "p3")


class Day:
    """A hall that goes on in its own copy, and a main room that goes on in the database; what is to
    come of it is worked out beside them.
    """

    def __init__(self, folder: Path, chance: Random) -> None:
        self.chance = chance
        self.path = folder / "hall.seminar"
        self.base = SeminarFile.create(folder / "base.seminar")
        self.hall = self.base.in_room("hall")
        with self.base.write(Verb.SET_UP, NOW) as writer:
            writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
            writer.put(Breakout(id="g", segment_id="s", position=1, title="Blue"))
            for id in PEOPLE:
                writer.put(Participant(id=id, name=id))
            writer.put(
                Poll(
                    id="v",
                    position=1,
                    title="V",
                    wording="?",
                    method=Method.CHOOSE_ONE,
                    items=(Item("a", "A"), Item("b", "B")),
                    secrecy=Secrecy.PSEUDONYMOUS,
                )
            )
        self.last = NOTHING_SEEN
        self.held_to = 0

    def keep(self) -> None:
        with self.base.read() as reader:
            self.held_to = reader.position().journal
        own_copy.keep(self.base, self.path, NOW)

    def look(self) -> None:
        """The database answers whoever watches over it."""
        with self.hall.read() as reader:
            self.last = self.last.without(self.held_to).seen_now(reader, NOW)

    def join(self, store: SeminarStore) -> str:
        token, name = new_id(), self.chance.choice([*PEOPLE, ""])
        with store.write(Verb.JOIN, NOW) as writer:
            agreed = joining.Agreed(take_part=True, name=name or token)
            return joining.let_in(writer, agreed, token, now=NOW).id

    def leave(self, store: SeminarStore) -> str:
        """Somebody's device is let out; "" where nobody is in."""
        with store.write(Verb.LET_OUT, NOW) as writer:
            every = sorted(devices.every_id(writer))
            if not every:
                return ""
            id = self.chance.choice(every)
            for each in devices.devices_where(writer, id=id):
                devices.let_out(writer, each)
            return id

    def nod(self, store: SeminarStore) -> None:
        """Somebody gets the name that they ask for, whose phone before goes."""
        with store.read() as reader:
            waits = devices.asking(reader)
        if waits:
            joining.nod(store, self.chance.choice(waits).id, now=NOW)

    def choose(self, store: SeminarStore) -> str:
        """Somebody says in which group they are."""
        with store.write(Verb.CHANGE, NOW) as writer:
            every = sorted(devices.every_id(writer))
            if not every:
                return ""
            (device,) = devices.devices_where(writer, id=self.chance.choice(every))
            devices.change(writer, replace(device, breakout_ids=("g",)))
            return device.id

    def write(self) -> None:
        """Something is done in the database."""
        with self.base.read() as reader:
            notes = reader.every(Note)
        doing = self.chance.randrange(5)
        if doing == 0:
            self.join(self.hall)
        elif doing == 1:
            hold(self.base)
        elif doing == 2 and notes:
            noting.edit(self.base, self.chance.choice(notes), f"Again {new_id()}", now=NOW)
        elif doing == 3 and notes:
            erasing.erase(self.base, [self.chance.choice(notes)], now=NOW)
        else:
            noting.add_note(self.base, "g", f"Said {new_id()}", now=NOW)

    def goes(self, store: SeminarStore, many: int) -> None:
        for _ in range(many):
            doing = self.chance.choice([self.join, self.join, self.leave, self.nod, self.choose])
            doing(store)

    def alone(self) -> SeminarFile:
        copy = SeminarFile.open(self.path).in_room("hall")
        own_copy.go_on_alone(copy, self.last, NOW)
        return copy


def hold(store: SeminarStore) -> Round:
    """A vote in which one person votes."""
    held = voting.open_round(store, "v", reason="again", now=NOW)
    sent = SentBallot(round_id=held.id, marks=(("a", 1),), submission="s")
    assert Gathering(store).gather([Envelope(sent, Voter("one"))], now=NOW) == (None,)
    return voting.close_round(store, held.id, now=NOW)


def ids(store: SeminarStore) -> frozenset[str]:
    with store.read() as reader:
        return devices.every_id(reader)


def by_id(store: SeminarStore) -> dict[str, Device]:
    with store.read() as reader:
        return {each.id: each for each in devices.devices_where(reader)}


@pytest.mark.parametrize("seed", range(8))
def test_whoever_comes_and_goes_while_a_room_is_alone_is_known_afterwards(
    tmp_path: Path, seed: int
) -> None:
    day = Day(tmp_path, chance := Random(seed))
    day.goes(day.hall, 6)
    day.look()
    day.keep()
    day.leave(day.hall)
    day.goes(day.hall, chance.randrange(4))  # since the copy was made; seen, or not any more
    before = ids(day.hall)
    if is_seen := chance.random() < 0.7:
        day.look()
    copy = day.alone()
    began = by_id(copy)
    if is_seen:
        assert began.keys() == before, "whoever was in is in, and whoever was let out is out"
    day.leave(copy)
    day.goes(copy, 5)
    there = by_id(copy)
    copy.close()
    day.goes(day.base, 3)
    meanwhile = by_id(day.base)
    for _ in range(2):
        list(own_copy.taken_in(day.hall, day.path, NOW))
    came, gone = there.keys() - began.keys(), began.keys() - there.keys()
    after = by_id(day.base)
    assert after.keys() == (meanwhile.keys() | came) - gone
    named = [each.participant_id for each in after.values() if each.participant_id]
    assert len(named) == len(set(named)), "a name has one seat"
    for id in there.keys() & after.keys():
        if there[id] != began.get(id):
            assert after[id].breakout_ids == there[id].breakout_ids
    for id in meanwhile.keys() & after.keys():
        if there.get(id) == began.get(id):
            assert after[id] == meanwhile[id], "what only the database changed is as it is there"
    own_copy.keep(day.base, day.path, NOW)
    with closing(SeminarFile.open(day.path)) as again:
        assert by_id(again) == after, "the copy is made anew"
    day.base.close()


def journal(store: SeminarStore) -> set[str]:
    """Every version of what is no vote."""
    with store.read() as reader:
        every = reader.every_revision()
        return {each.id for _, each in every if each.kind is not Kind.ROUND}


def words(store: SeminarStore) -> dict[str, str]:
    with store.read() as reader:
        return {note.id: note.words for note in reader.every(Note)}


@pytest.mark.parametrize("seed", range(5))
def test_a_room_goes_on_where_it_was_when_the_database_answered_last(
    tmp_path: Path, seed: int
) -> None:
    """Whatever was written since the copy was made is in it, but for votes, and is no work of its
    own: nothing is merged when nothing was done in it.
    """
    day = Day(tmp_path, chance := Random(seed))
    for _ in range(2):
        for act in chance.choices([day.write, day.look], [2, 1], k=8):
            act()
        day.keep()
    for act in chance.choices([day.write, day.look], [2, 1], k=8):
        act()
    day.look()
    seen, said = journal(day.base), words(day.base)
    day.write()
    with closing(day.alone()) as copy:
        assert journal(copy) == seen
        assert words(copy) == said
        with copy.read() as reader:
            assert all(len(reader.ballots(each.id)) == 1 for each in reader.every(Round))
    assert list(own_copy.taken_in(day.hall, day.path, NOW)) == []
    day.base.close()


def test_a_vote_that_a_copy_does_not_know_is_not_said_to_be_closed(tmp_path: Path) -> None:
    """It was opened after the copy was made: phones had it, and send."""
    day = Day(tmp_path, Random(1))
    day.keep()
    sent = SentBallot(round_id=new_id(), marks=(("a", 1),), submission="s")
    with closing(day.alone()) as copy:
        assert Gathering(copy).gather([Envelope(sent, Voter("ann"))], now=NOW) == (rooms.UNSEEN,)
        with pytest.raises(SeminarError, match="was opened just before"):
            voting.cast(copy, sent.round_id, Voter("ann"), sent.marks, submission="s", now=NOW)
    assert Gathering(day.base).gather([Envelope(sent, Voter("ann"))], now=NOW) == (voting.CLOSED,)
    day.base.close()


def test_a_copy_is_brought_nothing_where_something_in_between_is_not_known(tmp_path: Path) -> None:
    day = Day(tmp_path, Random(1))
    places = list[int]()
    for number in range(3):
        noting.add_note(day.base, "g", f"Note {number}", now=NOW)
        day.look()
        with day.base.read() as reader:
            places.append(reader.position().journal)
    seen, (begin, half, end) = day.last, places
    assert [list(seen.lacking(place) or ()) for place in places] == [
        [brings for _, brings in seen.news],
        [brings for place, brings in seen.news if place > half],
        [],
    ]
    assert sum(len(brings.revisions) for _, brings in seen.news) == end - begin
    assert seen.lacking(begin - 1) is None
    later = seen.without(half)
    assert (later.lacking(begin), len(list(later.lacking(half) or ()))) == (None, 1)
    day.base.close()


def test_what_was_written_but_not_acknowledged_and_is_sent_again_is_there_once(
    tmp_path: Path,
) -> None:
    """The answer was lost with the network, so that pages send it to the copy as well."""
    day = Day(tmp_path, Random(1))
    with day.base.write(Verb.SET_UP, NOW) as writer:
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        writer.put(Segment(id="s", position=1, kind=SegmentKind.VOTE, title="S", minutes=9))
    running.start_day(day.hall, now=NOW)
    projector.show(day.hall, Scene.QUESTION, "q", now=NOW)
    id = day.join(day.hall)
    day.keep()
    day.look()
    sent = Sent(
        id=str(UUID(int=7)), words="Said once", breakout_id="g", change="c", recorded_at=NOW
    )
    (device,) = (each for each in by_id(day.base).values() if each.id == id)

    def send(store: SeminarStore, at: datetime) -> None:
        with store.in_room("hall").write(Verb.SYNC, at) as writer:
            taking_in.take(writer, sent, author="laptop", now=at)
            collecting.answer(writer, device, "answer", "q", "Answered once", now=at)

    send(day.base, NOW)
    copy = day.alone()
    send(copy, NOW + timedelta(minutes=1))
    copy.close()
    assert list(own_copy.taken_in(day.hall, day.path, NOW))
    with day.base.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["Said once"]
        assert [each.words for each in reader.every(Response)] == ["Answered once"]
        assert not reader.in_conflict()
    day.base.close()


class CutOffError(Exception):
    """The program ends here."""


STEPS = ((merging, "merge"), (seats, "come_back"), (own_copy, "_note_taken_in"))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS)
def test_coming_back_is_done_once_wherever_it_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, step: str, when: str
) -> None:
    day = Day(tmp_path, Random(1))
    day.keep()
    copy = day.alone()
    noting.add_note(copy, "g", "Said in the hall", now=NOW)
    came = day.join(copy)
    held = hold(copy)
    with copy.read() as reader:
        revisions = {each.id for _, each in reader.every_revision()}
        secret = reader.fact(PSEUDONYM_SECRET)
    copy.close()
    with monkeypatch.context() as ending:
        ending.setattr(module, step, cut_off(getattr(module, step), when))
        with pytest.raises(CutOffError):
            list(own_copy.taken_in(day.hall, day.path, NOW))
    list(own_copy.taken_in(day.hall, day.path, NOW))
    assert list(own_copy.taken_in(day.hall, day.path, NOW)) == []
    with day.base.read() as reader:
        assert {each.id for _, each in reader.every_revision()} >= revisions
        assert [each.words for each in reader.every(Note)] == ["Said in the hall"]
        assert [each.marks for each in reader.ballots(held.id)] == [(("a", 1),)]
        assert reader.get(Round, held.id).state.is_counted
        assert reader.fact(PSEUDONYM_SECRET) == secret, "who votes again is known to be the same"
        assert not reader.in_conflict()
    assert ids(day.base) == {came}
    day.base.close()


def cut_off(done: Callable[..., Any], when: str) -> Callable[..., Any]:
    def ended(*given: Any, **more: Any) -> Any:
        if when == "after":
            done(*given, **more)
        raise CutOffError

    return ended


def test_a_copy_that_somebody_writes_in_still_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(tmp_path, Random(1))
    day.keep()
    monkeypatch.setattr(own_copy, "LET_GO_SECONDS", 0.0)
    with closing(day.alone()) as copy:
        noting.add_note(copy, "g", "Said in the hall", now=NOW)
        with pytest.raises(SeminarError, match="has not let go of it"):
            list(own_copy.taken_in(day.hall, day.path, NOW))
    assert list(own_copy.taken_in(day.hall, day.path, NOW))
    day.base.close()


def test_a_copy_of_another_seminar_is_none_to_go_on_in(tmp_path: Path) -> None:
    day = Day(tmp_path, Random(1))
    assert own_copy.made_of(day.path, day.base.where) is None
    day.keep()
    assert own_copy.made_of(day.path, day.base.where) is not None
    assert own_copy.made_of(day.path, "postgresql:///other/one") is None
    assert own_copy.made_of(day.base.path, day.base.where) is None
    day.base.close()


def test_no_more_is_remembered_than_is_bounded_and_a_copy_that_lacks_it_is_gone_on_in_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that cannot be written, as on a full disk: what is lacking of it is not guessed."""
    monkeypatch.setattr(last_seen, "MOST_BYTES", 20_000)
    day = Day(tmp_path, Random(1))
    day.keep()
    day.look()
    held = []
    for _ in range(60):
        noting.add_note(day.base, "g", "x" * 1000, now=NOW)
        day.look()
        held.append(sum(last_seen._bytes_of(brings) for _, brings in day.last.news))
    assert 10_000 < max(held) <= 20_000
    assert day.last.forgot > day.held_to
    assert day.last.lacking(day.held_to) is None
    with closing(day.alone()) as copy, copy.read() as reader:
        assert reader.every(Note) == ()
    day.path = tmp_path / "made anew.seminar"
    day.keep()
    noting.add_note(day.base, "g", "The last", now=NOW)
    day.look()
    with closing(day.alone()) as copy, copy.read() as reader:
        assert len(reader.every(Note)) == 61
