"""What is counted down ends when it is due, however the clock on the wall is set meanwhile."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, Poll, Round, RoundState
from facilitator.domain.seminar.agenda import Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.countdown import left_seconds
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.polls import closing, voting
from facilitator.services.seminar import computer_clock, counting, running
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.seminar.rooms import progress_of
from facilitator.store.files.file import SeminarFile

TEN = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
MINUTES = 30


@dataclass
class Computer:
    """A clock on the wall that is set, and one that is not: the oracle."""

    set_by: timedelta = timedelta()
    passed: timedelta = timedelta()
    boot: str = "first"
    booted_at: timedelta = timedelta(hours=-3)

    @property
    def now(self) -> datetime:
        return TEN + self.passed + self.set_by

    @property
    def uptime(self) -> Uptime:
        return Uptime(self.boot, (self.passed - self.booted_at).total_seconds())


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    poll = Poll(
        id="p", position=1, title="P", wording="?", method=Method.AGREE, items=(Item("i", "I"),)
    )
    with made.write(Verb.SET_UP, TEN) as writer:
        writer.put(Seminar(title="S", date=TEN.date(), starts_at=TEN.time()))
        writer.put(poll)
        writer.put(
            Segment(
                id="s",
                position=1,
                kind=SegmentKind.VOTE,
                title="S",
                minutes=MINUTES,
                poll_ids=("p",),
            )
        )
    running.start_day(made, now=TEN)
    yield made
    made.close()


def count_down(file: SeminarFile, computer: Computer, seconds: int) -> str:
    opened = voting.open_round(file, "p", now=computer.now)
    closes = computer.now + timedelta(seconds=seconds)
    voting.set_countdown(file, opened.id, closes, now=computer.now)
    return opened.id


def state(file: SeminarFile, round_id: str) -> RoundState:
    with file.read() as reader:
        return reader.get(Round, round_id).state


def left(file: SeminarFile, computer: Computer) -> float:
    with file.read() as reader:
        run = reader.get(SegmentRun, progress_of(reader).run_id)
        return left_seconds(reader.get(Segment, "s"), run, computer.now)


@pytest.mark.parametrize("seed", range(4))
def test_a_countdown_ends_when_it_is_due_however_the_clock_is_set(
    file: SeminarFile, seed: int
) -> None:
    """Two processes look, in any order, at any time; the laptop sleeps in between."""
    chance, computer = random.Random(seed), Computer()
    other = SeminarFile.open(file.path)
    seconds = chance.randint(20, 200)
    round_id = count_down(file, computer, seconds)
    counting.heed_clock(file, computer.now, computer.uptime)
    due = computer.passed + timedelta(seconds=seconds)
    while computer.passed < due + timedelta(seconds=3):
        computer.passed += timedelta(seconds=chance.choice([1, 2, 15]))
        if chance.random() < 0.4:
            computer.set_by += timedelta(seconds=chance.randint(-100_000, 100_000))
        for process in chance.sample([file, other], 2):
            assert counting.heed_clock(process, computer.now, computer.uptime)
        closing.close_due(file, now=computer.now)
        is_open = state(file, round_id) is RoundState.OPEN
        assert is_open == (computer.passed < due)
        assert abs(left(file, computer) - (MINUTES * 60 - computer.passed.total_seconds())) < 2
    other.close()


def test_a_clock_set_forward_closes_nothing_for_whoever_looks_first(file: SeminarFile) -> None:
    """The room's server looks for what is due far more often than it looks at the clock."""
    computer = Computer()
    round_id = count_down(file, computer, 30)
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.passed, computer.set_by = timedelta(seconds=29), timedelta(days=1)
    closing.close_if_due(file, round_id, computer.now, computer.uptime)
    assert state(file, round_id) is RoundState.OPEN
    computer.passed = timedelta(seconds=30)
    closing.close_if_due(file, round_id, computer.now, computer.uptime)
    assert state(file, round_id) is not RoundState.OPEN


def test_a_break_of_a_paused_segment_goes_by_the_same_clock(file: SeminarFile) -> None:
    computer = Computer()
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.passed = timedelta(minutes=5)
    running.pause(file, now=computer.now)
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.set_by = timedelta(hours=-1)
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.passed = timedelta(minutes=12)
    running.resume(file, now=computer.now)
    assert left(file, computer) == (MINUTES - 5) * 60


@pytest.mark.parametrize("hours", [-1, 3])
def test_a_day_on_another_date_is_neither_early_nor_late_by_a_clock_that_was_set(
    file: SeminarFile, hours: int
) -> None:
    with file.write(Verb.SET_UP, TEN) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, date=TEN.date() + timedelta(days=40)))
    computer = Computer()
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.passed += timedelta(minutes=5)
    before = running.run_sheet(file, computer.now).drift_minutes
    computer.set_by = timedelta(hours=hours)
    counting.heed_clock(file, computer.now, computer.uptime)
    assert running.run_sheet(file, computer.now).drift_minutes == before == 0


def test_across_a_restart_of_the_computer_the_clock_on_the_wall_is_all_there_is(
    file: SeminarFile,
) -> None:
    computer = Computer()
    round_id = count_down(file, computer, 100)
    counting.heed_clock(file, computer.now, computer.uptime)
    computer.boot, computer.booted_at = "second", timedelta(seconds=40)
    computer.passed = timedelta(seconds=99)
    counting.heed_clock(file, computer.now, computer.uptime)
    closing.close_due(file, now=computer.now)
    assert state(file, round_id) is RoundState.OPEN
    computer.passed = timedelta(seconds=100)
    closing.close_due(file, now=computer.now)
    assert state(file, round_id) is not RoundState.OPEN


def test_while_the_clock_is_right_nothing_is_written(file: SeminarFile) -> None:
    computer = Computer()
    count_down(file, computer, 100)
    counting.heed_clock(file, computer.now, computer.uptime)
    with file.read() as reader:
        before = reader.position()
    for seconds in range(1, 60, 7):
        computer.passed = timedelta(seconds=seconds)
        counting.heed_clock(file, computer.now, computer.uptime)
    with file.read() as reader:
        assert reader.position() == before


def test_the_computers_own_clock_goes_on_and_is_of_one_boot() -> None:
    first, then = computer_clock.uptime(), computer_clock.uptime()
    assert first.boot == then.boot != ""
    assert 0 < first.seconds <= then.seconds
