"""Ballots: each counts once, the last one counts, and a sealed round tells nothing afterwards."""

import collections
import contextlib
import gc
import itertools
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NamedTuple

import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Item, Method, Poll, Round, RoundState, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import checking
from facilitator.services.polls import rounds_held, voters, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.polls.voting import CLOSED
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables, vote_tables
from facilitator.store.sqlite import log_marks
from facilitator.store.sqlite.connecting import ALONE, connect
from facilitator.store.sqlite.passphrases import NONE
from tests.auditing import faults
from tests.rounds_told import tally_round

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


class Room(NamedTuple):
    """A file with one poll of two items."""

    file: SeminarFile
    poll: Poll

    def cast(
        self,
        round_id: str,
        token: str,
        item: str,
        submission: str = "",
        channel: Channel = Channel.PHONE,
        participant: str = "",
    ) -> voting.Receipt:
        return voting.cast(
            self.file,
            round_id,
            Voter(token, participant, sector="Third sector", size="Small"),
            [(item, 1)],
            submission=submission or f"{token}-{item}",
            channel=channel,
            now=NOW,
        )

    def marks(self, round_id: str) -> list[str]:
        with self.file.read() as reader:
            return sorted(ballot.marks[0][0] for ballot in reader.ballots(round_id))


def room(tmp_path: Path, secrecy: Secrecy) -> Room:
    file = SeminarFile.create(tmp_path / "room.seminar")
    poll = Poll(
        id="p",
        position=1,
        title="Poll",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=secrecy,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=NOW.date(), room_threshold=3))
        writer.put(poll)
    return Room(file, poll)


@pytest.fixture
def sealed(tmp_path: Path) -> Room:
    return room(tmp_path, Secrecy.SEALED)


def test_a_later_ballot_replaces_the_voters_earlier_one(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    assert not sealed.cast(opened.id, "one", "a").replaced
    assert sealed.cast(opened.id, "one", "b").replaced
    assert sealed.marks(opened.id) == ["b"]
    assert rounds_held.turnout(sealed.file, opened.id) == 1
    sealed.file.close()


def test_a_late_resend_does_not_bring_an_older_ballot_back(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "one", "a", submission="first")
    sealed.cast(opened.id, "one", "b", submission="second")
    sealed.cast(opened.id, "one", "a", submission="first")
    assert sealed.marks(opened.id) == ["b"]
    sealed.file.close()


def envelope(round_id: str, token: str, item: str, submission: str = "") -> Envelope:
    sent = SentBallot(
        round_id=round_id, marks=((item, 1),), submission=submission or f"{token}-{item}"
    )
    return Envelope(sent, Voter(token))


def test_ballots_that_share_a_commit_count_as_if_each_had_come_alone(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    gathering = Gathering(sealed.file)
    batches = (
        [envelope(opened.id, "one", "a"), envelope(opened.id, "two", "a")],
        [envelope(opened.id, "one", "b"), envelope(opened.id, "three", "a")],
        # Changed twice in one batch, and what was sent before comes again, alone and within it.
        [
            envelope(opened.id, "one", "a"),
            envelope(opened.id, "two", "b"),
            envelope(opened.id, "two", "a", "two-again"),
            envelope(opened.id, "two", "b"),
        ],
        [envelope(opened.id, "three", "a", "three-again"), envelope(opened.id, "four", "c")],
    )
    with sealed.file.read() as reader:
        began = reader.position()
    said = [gathering.gather(batch, now=NOW) for batch in batches]
    assert [[bool(refusal) for refusal in batch] for batch in said] == [
        [False, False],
        [False, False],
        [False, False, False, False],
        [False, True],
    ]
    assert sealed.marks(opened.id) == ["a", "a", "b"]
    with sealed.file.read() as reader:
        changes, _ = reader.changes_since(began)
    assert Change(Kind.BALLOT, opened.id) in changes
    sealed.file.close()


def test_ballots_are_not_cast_into_a_file_that_another_process_just_brought_to_rest(
    sealed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    gathering = Gathering(sealed.file)
    assert gathering.gather([envelope(opened.id, "one", "a")], now=NOW) == (None,)
    other = SeminarFile.open(sealed.file.path)
    about_to_write, once = sealed.file.database.about_to_write, iter([True])

    def and_then_it_rests(raw: object) -> None:
        about_to_write(raw)
        if next(once, False):
            assert other.database.settle()

    monkeypatch.setattr(sealed.file.database, "about_to_write", and_then_it_rests)
    assert gathering.gather([envelope(opened.id, "two", "a")], now=NOW) == (None,)
    with contextlib.closing(connect(sealed.file.path, NONE, how=ALONE)) as raw:
        assert not log_marks.is_idle(raw), "the file itself says that it lacks what is written"
    assert not faults(sealed.file)
    other.close()
    sealed.file.close()


def test_a_round_that_closed_meanwhile_refuses_its_own_ballots_alone(sealed: Room) -> None:
    first = voting.open_round(sealed.file, "p", now=NOW)
    gathering = Gathering(sealed.file)
    assert gathering.gather([envelope(first.id, "one", "a")], now=NOW) == (None,)
    voting.close_round(sealed.file, first.id, now=NOW)
    again = voting.reopen_round(sealed.file, first.id, "the lights went out", now=NOW)
    both = [envelope(first.id, "two", "a"), envelope(again.id, "two", "b")]
    assert gathering.gather(both, now=NOW) == (CLOSED, None)
    assert gathering.gather([envelope(again.id, "three", "b")], now=NOW) == (None,)
    voting.close_round(sealed.file, again.id, now=NOW)
    assert gathering.gather([envelope(again.id, "four", "b")], now=NOW) == (CLOSED,)
    assert sealed.marks(first.id) == ["a"]
    assert sealed.marks(again.id) == ["b", "b"]
    sealed.file.close()


def test_results_are_sealed_until_closing_and_ballots_refused_after(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "one", "a")
    with pytest.raises(SeminarError, match="sealed until voting closes"):
        tally_round(sealed.file, opened.id)
    with pytest.raises(SeminarError, match="Close this round"):
        voting.reveal_round(sealed.file, opened.id, now=NOW)
    voting.close_round(sealed.file, opened.id, now=NOW)
    with pytest.raises(SeminarError, match="was not counted"):
        sealed.cast(opened.id, "two", "b")
    assert tally_round(sealed.file, opened.id).ballots == 1
    sealed.file.close()


def test_a_closed_sealed_round_holds_no_key_order_submission_or_rare_sector(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    tokens = [f"token-{number:02}" for number in range(20)]
    with sealed.file.read() as reader:
        keys = [voters.voter_key(reader, opened, Voter(token)) for token in tokens]
        secret = reader.entry(tables.round_secrets, opened.id)
    assert secret
    for token in tokens:
        sealed.cast(opened.id, token, "a", submission=f"submission-{token}")
    for token, sector in (
        ("x-lone", "Regulator"),
        ("y", "Public"),
        ("z", "Public"),
        ("w", "Public"),
    ):
        lone = Voter(token, sector=sector, size="Large")
        voting.cast(sealed.file, opened.id, lone, [("b", 1)], submission=token, now=NOW)
    before = b"".join(p.read_bytes() for p in sealed.file.path.parent.glob("room.seminar*"))
    assert keys[0].encode() in before, "the search must be able to find a key"
    voting.close_round(sealed.file, opened.id, now=NOW)
    after = b"".join(p.read_bytes() for p in sealed.file.path.parent.glob("room.seminar*"))
    for trace in (
        *keys,
        secret,
        *(f"submission-{t}" for t in tokens),
        "x-lone",
        "Regulator",
        "Large",
    ):
        assert trace.encode() not in after
    with sealed.file.read() as reader:
        kept = reader.ballots(opened.id)
    assert len(kept) == 24
    # The one regulator would be the only one of whom nothing is told, were Public still told of.
    assert collections.Counter(ballot.sector for ballot in kept) == {"Third sector": 20, "": 4}
    assert tally_round(sealed.file, opened.id).ballots == 24
    sealed.file.close()


def test_a_sealed_rounds_ballots_lie_in_no_order_of_casting(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    cast_as = ["a"] * 30 + ["b"] * 30
    for number, item in enumerate(cast_as):
        sealed.cast(opened.id, f"token-{number}", item)
    voting.close_round(sealed.file, opened.id, now=NOW)
    with sealed.file.read() as reader:
        lying = [ballot.marks[0][0] for ballot in reader.ballots(opened.id)]
    assert sorted(lying) == cast_as
    assert lying != cast_as, "the chance of this order by lot is below one in 10^16"
    sealed.file.close()


def test_a_closed_round_keeps_no_order_of_ticking(sealed: Room) -> None:
    with sealed.file.write(Verb.CHANGE, NOW) as writer:
        writer.put(replace(sealed.poll, method=Method.DOTS, budget=3))
    opened = voting.open_round(sealed.file, "p", now=NOW)
    for token, marks in (("one", [("b", 1), ("a", 2)]), ("two", [("a", 2), ("b", 1)])):
        voter = Voter(token)
        voting.cast(sealed.file, opened.id, voter, marks, submission=token, now=NOW)
    voting.close_round(sealed.file, opened.id, now=NOW)
    with sealed.file.read() as reader:
        kept = [ballot.marks for ballot in reader.ballots(opened.id)]
    assert kept == [(("a", 2), ("b", 1))] * 2


def test_pseudonyms_link_rounds_and_names_only_where_they_were_promised(tmp_path: Path) -> None:
    linked = room(tmp_path, Secrecy.PSEUDONYMOUS)
    rounds = []
    for reason in ("", "once more"):
        opened = voting.open_round(linked.file, "p", reason=reason, now=NOW)
        linked.cast(opened.id, "one", "a", submission=f"s{reason}")
        voting.close_round(linked.file, opened.id, now=NOW)
        rounds.append(opened)
    with linked.file.read() as reader:
        (first,), (second,) = (reader.ballots(known.id) for known in rounds)
    assert first.voter_key == second.voter_key != "one"
    linked.file.close()


def test_a_named_vote_needs_a_name(tmp_path: Path) -> None:
    named = room(tmp_path, Secrecy.NAMED)
    opened = voting.open_round(named.file, "p", now=NOW)
    with pytest.raises(SeminarError, match="Choose your name"):
        named.cast(opened.id, "one", "a")
    named.file.close()


def test_reopening_asks_for_a_reason_and_resets_nothing(sealed: Room) -> None:
    first = voting.open_round(sealed.file, "p", segment_id="s", now=NOW)
    sealed.cast(first.id, "one", "a")
    with pytest.raises(SeminarError, match="still open"):
        voting.reopen_round(sealed.file, first.id, "why", now=NOW)
    voting.close_round(sealed.file, first.id, now=NOW)
    with pytest.raises(SeminarError, match="why the vote is taken again"):
        voting.reopen_round(sealed.file, first.id, " ", now=NOW)
    with pytest.raises(SeminarError, match="Say why it is voted on again"):
        voting.open_round(sealed.file, "p", segment_id="s", now=NOW)
    again = voting.reopen_round(sealed.file, first.id, "the lights went out", now=NOW)
    assert (again.number, again.reason, again.state) == (2, "the lights went out", RoundState.OPEN)
    with sealed.file.read() as reader:
        assert reader.get(Round, first.id).state is RoundState.CLOSED
        assert reader.turnout(first.id) == 1
    sealed.file.close()


def test_opening_locks_wording_items_and_threshold(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    with sealed.file.write(Verb.CHANGE, NOW) as writer:
        writer.put(
            Poll(
                id="p",
                position=1,
                title="Other",
                wording="Other?",
                method=Method.RANK,
                items=(Item("c", "C"), Item("d", "D")),
                threshold=0.5,
            )
        )
    sealed.cast(opened.id, "one", "a")
    closed = voting.close_round(sealed.file, opened.id, now=NOW)
    assert closed.poll == sealed.poll
    assert tally_round(sealed.file, opened.id).method is Method.CHOOSE_ONE
    sealed.file.close()


def test_hands_and_ballots_make_one_tally_with_each_channel_named(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "one", "a")
    with pytest.raises(SeminarError, match="5 hands are more than the 4 people"):
        voting.count_hands(sealed.file, opened.id, [("a", 1, 3), ("b", 1, 2)], 4, now=NOW)
    voting.count_hands(sealed.file, opened.id, [("a", 1, 9), ("b", 1, 2)], 11, now=NOW)
    voting.count_hands(sealed.file, opened.id, [("a", 1, 3), ("b", 1, 2)], 5, now=NOW)
    assert rounds_held.turnout(sealed.file, opened.id) == 6
    voting.close_round(sealed.file, opened.id, now=NOW)
    tally = tally_round(sealed.file, opened.id)
    assert tally.ballots == 6
    assert [(line.item_id, line.people) for line in tally.lines] == [("a", 4), ("b", 2)]
    assert dict(tally.by_channel) == {Channel.PHONE: 1, Channel.HANDS: 5}
    sealed.file.close()


def test_one_poll_is_open_at_a_time_and_a_poll_without_items_never(sealed: Room) -> None:
    with sealed.file.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Poll(id="e", position=2, title="Empty", wording="?", method=Method.DOTS, items=())
        )
    with pytest.raises(SeminarError, match="has no items"):
        voting.open_round(sealed.file, "e", now=NOW)
    voting.open_round(sealed.file, "p", now=NOW)
    with pytest.raises(SeminarError, match="“Poll” is still open"):
        voting.open_round(sealed.file, "p", now=NOW)
    sealed.file.close()


def test_somebody_reading_holds_up_neither_closing_nor_the_next_vote(
    sealed: Room,
) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "token", "a", submission="unmistakable")
    log = sealed.file.path.with_name(f"{sealed.file.path.name}-wal")
    with sealed.file.read() as reader:
        assert reader.get(Round, opened.id).state is RoundState.OPEN
        # Were closing to wait for the reader, who waits for closing, neither would ever end.
        voting.close_round(sealed.file, opened.id, now=NOW)
        assert b"unmistakable" in log.read_bytes(), "the reader holds the log"
    voting.reveal_round(sealed.file, opened.id, now=NOW)
    left = log.read_bytes() if log.exists() else b""
    assert not left, "what closing could not empty, revealing does"
    sealed.file.close()


@pytest.mark.parametrize("together", [True, False])
def test_on_a_full_disk_a_ballot_is_refused_with_a_sentence_and_those_before_count(
    tmp_path: Path, together: bool
) -> None:
    held = room(tmp_path, Secrecy.PSEUDONYMOUS)
    opened = voting.open_round(held.file, "p", present=9, now=NOW)
    with held.file.database.driving() as raw:  # the one connection that this thread has
        raw.execute("PRAGMA max_page_count = 1").fetchall()  # no more pages than there are now
    gathering = Gathering(held.file)

    def cast(number: int) -> object:
        if together:
            return gathering.gather([envelope(opened.id, f"t{number}", "a")], now=NOW)
        return held.cast(opened.id, f"t{number}", "a")

    people = itertools.count()
    with pytest.raises(SeminarError, match="The disk is full: make room, then try again"):
        collections.deque(map(cast, people), maxlen=0)
    assert len(held.marks(opened.id)) == next(people) - 1 > 0


@pytest.mark.parametrize("together", [True, False])
def test_a_submission_is_its_voters_own_and_says_one_thing(sealed: Room, together: bool) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    gathering = Gathering(sealed.file)

    def send(token: str, item: str) -> str:
        if together:
            (said,) = gathering.gather([envelope(opened.id, token, item, "one id")], now=NOW)
            return str(said or "")
        try:
            sealed.cast(opened.id, token, item, submission="one id")
        except SeminarError as refusal:
            return str(refusal)
        return ""

    assert send("one", "a") == ""
    assert send("two", "b") == "", "another phone's id is another's, and counts"
    assert sealed.marks(opened.id) == ["a", "b"]
    assert send("one", "b") == str(voting.SAID_OTHERWISE)
    assert send("one", "a") == ""
    assert sealed.marks(opened.id) == ["a", "b"]
    both = [envelope(opened.id, "three", item, "twice") for item in "ab"]
    assert gathering.gather(both, now=NOW) == (None, voting.SAID_OTHERWISE)
    assert sealed.marks(opened.id) == ["a", "a", "b"]
    sealed.file.close()


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.PSEUDONYMOUS])
def test_whose_receipt_was_lost_is_told_received_after_closing_and_of_what_counts_alone(
    tmp_path: Path, secrecy: Secrecy
) -> None:
    held = room(tmp_path, secrecy)
    opened = voting.open_round(held.file, "p", now=NOW)
    gathering = Gathering(held.file)
    held.cast(opened.id, "one", "a", submission="replaced")
    held.cast(opened.id, "one", "b", submission="counted")
    held.cast(opened.id, "two", "b", submission="counted too")
    with pytest.raises(SeminarError, match="not counted yet"):
        voters.among_counted(held.file, opened.id, voters.Voter("one"), "counted")
    voting.close_round(held.file, opened.id, now=NOW)
    for submission, counts in (("counted", True), ("replaced", False), ("never sent", False)):
        found = voters.among_counted(held.file, opened.id, voters.Voter("one"), submission)
        assert found == (counts, 2)
        again = envelope(opened.id, "one", "b", submission)
        assert gathering.gather([again], now=NOW) == (None if counts else CLOSED,)
    assert not held.cast(opened.id, "one", "b", submission="counted").replaced
    assert rounds_held.turnout(held.file, opened.id) == 2
    with held.file.read() as reader:
        codes = reader.connection.execute(select(vote_tables.receipts.c.code)).scalars().all()
        ballots = reader.connection.execute(select(vote_tables.ballots)).all()
    assert len(codes) == 2
    assert not [code for code in codes if any(code in map(str, ballot) for ballot in ballots)]
    assert {(ballot.channel, ballot.submission) for ballot in ballots} == {(None, "")}
    on_disk = b"".join(p.read_bytes() for p in tmp_path.glob("room.seminar*"))
    assert not [said for said in (b"counted too", b"replaced") if said in on_disk]
    held.file.close()


def test_while_paper_is_counted_each_is_told_of_their_own_vote_alone(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "one", "a", submission="sent")
    voting.await_count(sealed.file, opened.id, now=NOW)
    voting.close_round(sealed.file, opened.id, now=NOW)
    for token, counts in (("one", True), ("two", False)):
        found = voters.among_counted(sealed.file, opened.id, voters.Voter(token), "sent")
        assert found == (counts, 1)
    sealed.file.close()


def test_a_pseudonymous_rounds_ballots_lie_in_no_order_and_say_no_channel(tmp_path: Path) -> None:
    held = room(tmp_path, Secrecy.PSEUDONYMOUS)
    opened = voting.open_round(held.file, "p", now=NOW)
    cast_as = ["a"] * 30 + ["b"] * 30
    for number, item in enumerate(cast_as):
        held.cast(opened.id, f"token-{number}", item)
    voting.close_round(held.file, opened.id, now=NOW)
    with held.file.read() as reader:
        lying = [ballot.marks[0][0] for ballot in reader.ballots(opened.id)]
    assert sorted(lying) == cast_as
    assert lying != cast_as, "the chance of this order by lot is below one in 10^16"
    assert dict(tally_round(held.file, opened.id).by_channel) == {Channel.PHONE: 60}
    held.file.close()


def test_a_rare_pseudonymous_voter_is_told_of_no_more_in_any_round(tmp_path: Path) -> None:
    held = room(tmp_path, Secrecy.PSEUDONYMOUS)
    people = [("Third sector", "Small")] * 4 + [("Public", "Large")] * 3 + [("Regulator", "Small")]
    for reason in ("", "again"):
        opened = voting.open_round(held.file, "p", reason=reason, now=NOW)
        for number, (sector, size) in enumerate(people):
            voter = Voter(f"token-{number}", sector=sector, size=size)
            sent = f"{number}{reason}"
            voting.cast(held.file, opened.id, voter, [("a", 1)], submission=sent, now=NOW)
        voting.close_round(held.file, opened.id, now=NOW)
        with held.file.read() as reader:
            told = collections.Counter(b.sector for b in reader.ballots(opened.id))
        assert told == {"Third sector": 4, "": 4}
    assert b"Regulator" not in b"".join(p.read_bytes() for p in tmp_path.glob("room.seminar*"))
    held.file.close()


def test_two_phones_with_one_submission_are_two_ballots_and_leave_two_codes(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    for token in ("one", "two", "three"):
        sealed.cast(opened.id, token, "a", submission="the same")
    voting.close_round(sealed.file, opened.id, now=NOW)
    assert faults(sealed.file) == (), "nobody is accused of having added ballots"
    with sealed.file.read() as reader:
        codes = reader.connection.execute(select(vote_tables.receipts.c.code)).scalars().all()
    assert len(set(codes)) == rounds_held.turnout(sealed.file, opened.id) == 3
    asked = opened.id, Voter("one"), "the same"
    assert voters.among_counted(sealed.file, *asked) == (True, 3)


@pytest.mark.parametrize(
    "altered",
    [
        """UPDATE ballots SET marks = '[["b",1]]' WHERE seq = (SELECT min(seq) FROM ballots)""",
        "DELETE FROM ballots WHERE seq = (SELECT min(seq) FROM ballots)",
        """INSERT INTO ballots (round_id, voter_key, marks, words, submission, nameless_key)
           SELECT id, 'k', '[["b",1]]', '[]', '', '' FROM rounds""",
        "DELETE FROM round_counts",
    ],
)
def test_check_finds_ballots_that_were_changed_added_or_taken_out(
    sealed: Room, altered: str
) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    for token in ("one", "two"):
        sealed.cast(opened.id, token, "a")
    assert faults(sealed.file) == ()
    voting.close_round(sealed.file, opened.id, now=NOW)
    assert faults(sealed.file) == ()
    with sealed.file.database.driving() as raw:
        raw.execute(altered)
    said = " ".join(faults(sealed.file))
    assert "The ballots of “Poll”, round 1, were changed" in said
    sealed.file.close()


def test_a_closed_rounds_secret_is_held_no_longer_whoever_closed_it(sealed: Room) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    gathering = Gathering(sealed.file)
    gathering.gather([envelope(opened.id, "one", "a")], now=NOW)
    with sealed.file.read() as reader:
        secret = reader.entry(tables.round_secrets, opened.id)
    gathering.forget_closed()
    assert held_by(gathering, secret, but=sealed.file)
    elsewhere = SeminarFile.open(sealed.file.path)
    voting.close_round(elsewhere, opened.id, now=NOW)
    gathering.forget_closed()
    assert not held_by(gathering, secret, but=sealed.file)
    elsewhere.close()
    sealed.file.close()


def held_by(root: object, secret: object, *, but: object) -> bool:
    """Whether a text can be reached from an object, not counting what is behind another."""
    seen, waiting = {id(but)}, [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and one == secret:
            return True
        if id(one) not in seen and not isinstance(one, type | ModuleType | FunctionType):
            seen.add(id(one))
            waiting += gc.get_referents(one)
    return False


@pytest.mark.parametrize("secrecy", Secrecy)
def test_a_round_that_awaits_a_count_is_sealed_only_when_that_is_declared(
    tmp_path: Path, secrecy: Secrecy
) -> None:
    held = room(tmp_path, secrecy)
    opened = voting.open_round(held.file, "p", now=NOW)
    held.cast(opened.id, "ann", "a", participant="ann")
    voting.await_count(held.file, opened.id, now=NOW)
    assert voting.close_round(held.file, opened.id, now=NOW).state is RoundState.COUNTING
    # Phones and the tablet have ended; what was sent before is received.
    late, again = (envelope(opened.id, name, "a", f"{name}-a") for name in ("bob", "ann"))
    again = replace(again, voter=replace(again.voter, participant_id="ann"))
    theirs = replace(late, sent=replace(late.sent, submission="ann-a"))
    gathering = Gathering(held.file)
    assert gathering.gather([late, again, theirs], now=NOW) == (CLOSED, None, CLOSED)
    with pytest.raises(SeminarError, match="Voting has closed"):
        held.cast(opened.id, "cat", "a", participant="cat")
    # Paper and hands are counted, and nothing is known of the result.
    held.cast(opened.id, "dan", "b", participant="dan", channel=Channel.PAPER)
    voting.count_hands(held.file, opened.id, [("a", 1, 3)], 3, now=NOW)
    for early in (tally_round, partial(voting.reveal_round, now=NOW)):
        with pytest.raises(SeminarError, match="declare"):
            early(held.file, opened.id)
    with pytest.raises(SeminarError, match="Declare it first"):
        voting.reopen_round(held.file, opened.id, "why", now=NOW)
    with held.file.read() as reader:
        assert reader.entry(tables.round_secrets, opened.id) is not None
        assert reader.entry(tables.round_counts, opened.id) is None
    (to_do,) = checking.check(held.file).to_do
    assert str(to_do) == "The count of “Poll” is not declared yet."
    assert voting.declare_count(held.file, opened.id, now=NOW).state is RoundState.CLOSED
    assert dict(tally_round(held.file, opened.id).by_channel) == {
        Channel.PHONE: 1,
        Channel.PAPER: 1,
        Channel.HANDS: 3,
    }
    with held.file.read() as reader:
        assert reader.entry(tables.round_secrets, opened.id) is None
        assert [ballot.channel for ballot in reader.ballots(opened.id)] == [None, None]
    assert checking.check(held.file) == checking.Report((), (), is_mendable=True)
    with pytest.raises(SeminarError, match="has been declared"):
        voting.count_hands(held.file, opened.id, [("a", 1, 4)], 4, now=NOW)
    with pytest.raises(SeminarError, match="Voting has closed"):
        held.cast(opened.id, "eve", "b", participant="eve", channel=Channel.PAPER)
    held.file.close()


def test_a_copy_made_while_the_count_is_made_holds_no_ballot_and_says_so(
    sealed: Room, tmp_path: Path
) -> None:
    opened = voting.open_round(sealed.file, "p", now=NOW)
    sealed.cast(opened.id, "ann", "a")
    voting.await_count(sealed.file, opened.id, now=NOW)
    voting.close_round(sealed.file, opened.id, now=NOW)
    copies.copy_to(sealed.file, tmp_path / "copy.seminar")
    copy = SeminarFile.open(tmp_path / "copy.seminar")
    with copy.read() as reader:
        assert not list(reader.ballots(opened.id))
        assert [held.id for held in voters.must_be_taken_again(reader)] == [opened.id]
    copy.close()
    sealed.file.close()
