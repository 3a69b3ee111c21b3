"""Simulated phones against a real server process, and what is said about it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from facilitator.domain.people.participants import Consent
from facilitator.domain.polls.polls import Round
from facilitator.room.net.greeting import Greeting
from facilitator.room.trial.trial import Trial, try_room
from facilitator.services.people import joining
from facilitator.store.files.file import SeminarFile
from tests.patience import PATIENCE

pytestmark = pytest.mark.of_files

HERE = "127.0.0.1"
PROGRAM = [sys.executable, "-m", "ui"]
NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
GOOD = Trial(
    phones=60, loaded=60, voted=60, told=60, counted=60, vote_seconds=0.04, tell_seconds=0.2
)


@pytest.fixture
def greeting(seminar_file: SeminarFile) -> Iterator[Greeting]:
    """The seminar's own room, open."""
    command = [*PROGRAM, "serve", str(seminar_file.path), "--host", HERE, "--port", "0"]
    server = subprocess.Popen(
        [*command, "--with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    with closing(server.stdin), closing(server.stdout):
        yield msgspec.json.decode(server.stdout.readline(), type=Greeting)
    server.wait(PATIENCE)


def test_thirty_phones_join_vote_and_are_told_and_the_seminar_is_not_touched(
    greeting: Greeting, seminar_file: SeminarFile
) -> None:
    told: list[tuple[float, str]] = []
    trial = try_room(
        greeting.url, HERE, PROGRAM, 30, lambda part, what: told.append((part, str(what))), now=NOW
    )
    assert (trial.loaded, trial.voted, trial.told, trial.counted) == (30, 30, 30, 30)
    assert str(trial.sentence).startswith("30 simulated phones joined and voted at once.")
    assert [part for part, _ in told] == [0.0, 0.3, 1.0]
    with seminar_file.read() as reader:
        assert reader.every(Round) == ()
        assert reader.every(Consent) == ()
    assert joining.joined(seminar_file) == 0


def test_a_room_that_does_not_answer_is_said_so_and_nothing_else_is_tried(tmp_path: Path) -> None:
    trial = try_room(f"http://{HERE}:9/", HERE, ["false"], 5, lambda *_: None, now=NOW)
    assert not trial.is_good
    assert str(trial.sentence).startswith("The room does not answer at its own address.")


def test_a_good_trial_says_that_the_room_is_ready() -> None:
    assert GOOD.is_good
    assert str(GOOD.sentence) == (
        "60 simulated phones joined and voted at once. Every vote was counted within 40 ms, and "
        "the result was on all of them 200 ms after it was revealed. The room is ready."
    )


def test_a_slow_trial_says_what_helps() -> None:
    slow = replace(GOOD, vote_seconds=1.83)
    assert not slow.is_good
    assert "within 1.8 s" in str(slow.sentence)
    assert str(slow.sentence).endswith(
        "That is slow: close other programs and plug the computer in."
    )


def test_phones_left_behind_are_counted() -> None:
    some = replace(GOOD, voted=52, told=50)
    assert not some.is_good
    assert "60 reached the room, 52 could vote and 50 were shown the result" in str(some.sentence)
