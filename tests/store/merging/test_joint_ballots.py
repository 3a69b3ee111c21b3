"""Ballots in a merge: none is doubled, none is lost in silence, and no secret is opened."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.ballots import digest_of
from facilitator.domain.polls.polls import Item, Method, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.merging import merging
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import tables
from facilitator.store.records.ballots import count_of
from tests.auditing import faults, projection_faults

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)


def poll(secrecy: Secrecy) -> Poll:
    return Poll(
        id=f"poll-{secrecy}",
        position=1,
        title=f"A {secrecy} vote",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=secrecy,
    )


@pytest.fixture
def host(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "host.seminar", device="host")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
        writer.put_all(poll(secrecy) for secrecy in Secrecy)
        for name in "abcdefgh":
            writer.put(Participant(id=name, name=name))
    yield made
    made.close()


class Copies:
    """Copies of the host's file, closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[SeminarFile] = []

    def of(self, file: SeminarFile) -> SeminarFile:
        name = f"copy-{len(self.made)}"
        copies.copy_to(file, self.folder / f"{name}.seminar")
        self.made.append(SeminarFile.open(self.folder / f"{name}.seminar", device=name))
        return self.made[-1]

    def as_it_lies(self, file: SeminarFile) -> SeminarFile:
        """A copy by somebody who copies files: it has the host's secrets, and goes on by itself."""
        file.checkpoint()
        name = f"copy-{len(self.made)}"
        self.folder.mkdir(exist_ok=True)
        path = Path(shutil.copy(file.path, self.folder / f"{name}.seminar"))
        self.made.append(SeminarFile.open(path, device=name))
        return self.made[-1]


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Copies]:
    made = Copies(tmp_path / "copies")
    yield made
    for file in made.made:
        file.close()


def opened(file: SeminarFile, secrecy: Secrecy) -> Round:
    return voting.open_round(file, f"poll-{secrecy}", now=NOW)


def vote(file: SeminarFile, asked: Round, voters: str, item: str = "a") -> None:
    for name in voters:
        voter = Voter(token=name, participant_id=name)
        voting.cast(file, asked.id, voter, [(item, 1)], submission=new_id(), now=NOW)


def marks(file: SeminarFile, asked: Round) -> list[str]:
    with file.read() as reader:
        return sorted(ballot.marks[0][0] for ballot in reader.ballots(asked.id))


def merge(file: SeminarFile, *others: SeminarFile) -> Sequence[str]:
    report = merging.merge(file, [other.path for other in others], now=LATER)
    assert projection_faults(file) == ()
    assert faults(file) == ()
    return [refusal.why for refusal in report.refused]


def state(file: SeminarFile, asked: Round) -> RoundState:
    with file.read() as reader:
        return reader.get(Round, asked.id).state


def test_a_closed_secret_round_arrives_whole_and_once(host: SeminarFile, copied: Copies) -> None:
    copy = copied.of(host)
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "abc")
    vote(host, asked, "de", "b")
    voting.close_round(host, asked.id, now=NOW)
    later_copy = copied.of(host)
    for _ in range(2):
        assert merge(copy, host, later_copy) == []
        assert marks(copy, asked) == ["a", "a", "a", "b", "b"]
    assert merge(host, copy, later_copy) == []
    assert marks(host, asked) == ["a", "a", "a", "b", "b"]


def test_ballots_that_stay_behind_as_their_round_is_open_there_are_said(
    host: SeminarFile, copied: Copies
) -> None:
    copy = copied.of(host)
    asked = opened(host, Secrecy.NAMED)
    vote(host, asked, "ab")
    (said,) = merge(copy, host)
    assert said.startswith("Voting on “A named vote” is open where it came from, so none of its")
    assert merge(copy, host) == merge(host, copy) == []
    voting.close_round(host, asked.id, now=NOW)
    assert merge(copy, host) == []
    assert marks(copy, asked) == ["a", "a"]


def test_a_snapshot_of_an_open_secret_round_gives_way_to_what_it_came_to(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "ab")
    copy = copied.of(host)
    vote(host, asked, "cd", "b")
    voting.close_round(host, asked.id, now=NOW)
    assert merge(host, copy) == []
    assert marks(host, asked) == ["a", "a", "b", "b"]
    assert merge(copy, host) == []
    assert marks(copy, asked) == ["a", "a", "b", "b"]
    assert state(copy, asked) is RoundState.CLOSED


def test_a_secret_round_that_ended_in_two_places_is_reported_and_counted_once(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "abc")
    copy = copied.as_it_lies(host)
    vote(host, asked, "d")
    voting.close_round(copy, asked.id, now=LATER)
    voting.close_round(host, asked.id, now=NOW)
    (why,) = merge(host, copy)
    assert "3 ballots" in why
    assert "cannot be told apart" in why
    assert marks(host, asked) == ["a"] * 4
    (why,) = merge(copy, host)
    assert "4 ballots" in why
    assert marks(copy, asked) == ["a"] * 3


def test_a_secret_round_closed_in_a_copy_is_sealed_at_the_host(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "abc")
    copy = copied.of(host)
    voting.close_round(copy, asked.id, now=LATER)
    with host.read() as reader:
        keys = {ballot.voter_key for ballot in reader.ballots(asked.id)}
    assert merge(host, copy) == []
    assert state(host, asked) is RoundState.CLOSED
    with host.read() as reader:
        assert not keys & {ballot.voter_key for ballot in reader.ballots(asked.id)}
        assert reader.entry(tables.round_secrets, asked.id) is None
    held = b"".join(p.read_bytes() for p in host.path.parent.glob("host.seminar*"))
    assert not [key for key in keys if key.encode() in held]
    assert marks(host, asked) == ["a"] * 3


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.PSEUDONYMOUS])
def test_ballots_with_keys_are_united_wherever_they_were_cast(
    host: SeminarFile, copied: Copies, secrecy: Secrecy
) -> None:
    asked = opened(host, secrecy)
    vote(host, asked, "ab")
    one, two = copied.as_it_lies(host), copied.as_it_lies(host)
    vote(host, asked, "c")
    vote(one, asked, "de", "b")
    vote(two, asked, "f", "b")
    assert merge(host, one) == []
    assert marks(host, asked) == ["a", "a", "a"], "an open round brings no ballots"
    for file in (host, one, two):
        voting.close_round(file, asked.id, now=LATER)
        assert counted_as_kept(file, asked)
    assert merge(one, two) == []
    assert merge(host, one, two, one) == []
    assert merge(two, host) == []
    assert merge(one, host) == []
    for file in (host, one, two):
        assert marks(file, asked) == ["a", "a", "a", "b", "b", "b"]
        assert counted_as_kept(file, asked)


def counted_as_kept(file: SeminarFile, asked: Round) -> bool:
    """Whether a round's digest is that of its ballots."""
    with file.read() as reader:
        return count_of(reader, asked.id).digest == digest_of(asked.id, reader.ballots(asked.id))


def test_a_merge_that_adds_ballots_to_a_closed_round_says_so_and_writes_a_new_digest(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.PSEUDONYMOUS)
    vote(host, asked, "ab")
    other = copied.as_it_lies(host)
    vote(other, asked, "c", "b")
    for file in (host, other):
        voting.close_round(file, asked.id, now=LATER)
    with host.read() as reader:
        before = count_of(reader, asked.id).digest
    report = merging.merge(host, [other.path], now=LATER)
    said = "Ballots were added to “A pseudonymous vote”, round 1: its results and its digest are"
    assert any(said in str(sentence) for sentence in report.sentences)
    with host.read() as reader:
        assert count_of(reader, asked.id).digest != before
    assert counted_as_kept(host, asked)
    again = merging.merge(host, [other.path], now=LATER)
    assert not any("digest" in str(sentence) for sentence in again.sentences)


def test_of_one_voters_two_ballots_that_of_the_round_gone_further_counts(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.NAMED)
    vote(host, asked, "ab")
    copy = copied.of(host)
    vote(host, asked, "a", "b")
    voting.close_round(host, asked.id, now=NOW)
    assert merge(host, copy) == []
    assert merge(copy, host) == []
    for file in (host, copy):
        assert marks(file, asked) == ["a", "b"]


def test_one_voters_two_ballots_of_the_same_standing_are_reported(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.NAMED)
    vote(host, asked, "ab")
    copy = copied.as_it_lies(host)
    vote(copy, asked, "a", "b")
    voting.close_round(copy, asked.id, now=LATER)
    voting.close_round(host, asked.id, now=LATER)
    (why,) = merge(host, copy)
    assert "1 ballot" in why
    assert "something else" in why
    assert marks(host, asked) == ["a", "a"]


def test_a_round_closed_anywhere_stays_closed_whatever_the_clocks_say(
    host: SeminarFile, copied: Copies
) -> None:
    asked = opened(host, Secrecy.SEALED)
    copy = copied.of(host)
    voting.close_round(host, asked.id, now=NOW)
    voting.set_countdown(copy, asked.id, LATER + timedelta(hours=2), now=LATER)
    merge(host, copy)
    merge(copy, host)
    assert state(host, asked) is state(copy, asked) is RoundState.CLOSED


def test_votes_stay_when_the_merge_that_brought_them_is_taken_out(
    host: SeminarFile, copied: Copies
) -> None:
    copy = copied.of(host)
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "abc")
    voting.close_round(host, asked.id, now=NOW)
    merge(copy, host)
    (taken,) = merging.taken_in(copy)
    assert taken.brought.ballots == 3
    result = merging.take_out(copy, taken.merge_id, now=LATER)
    assert "Votes that were counted stay." in str(merging.summary(result))
    assert marks(copy, asked) == ["a"] * 3
    assert faults(copy) == ()


def test_a_bundle_brings_no_votes(host: SeminarFile, copied: Copies, tmp_path: Path) -> None:
    copy = copied.of(host)
    asked = opened(host, Secrecy.SEALED)
    vote(host, asked, "abc")
    voting.close_round(host, asked.id, now=NOW)
    found = merging.preview(copy, merging.write_bundle(host, tmp_path / "host"))
    assert found.readable
    assert found.ballots == 0
    assert "round" not in {kind for kind, _ in found.kinds}
