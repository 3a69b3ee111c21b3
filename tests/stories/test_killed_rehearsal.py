"""Story: killed twenty times in one day, the program goes on as if nothing had happened."""

import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import DayState
from facilitator.services.files.checking import check
from facilitator.services.rehearsal import rehearsal
from facilitator.services.seminar import running
from facilitator.store.files.file import SeminarFile

KILLS = 20
MOMENT = 0.002
"""In seconds; a commit takes longer."""
NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


class Seen(NamedTuple):
    """What another process saw committed."""

    responses: frozenset[str]
    notes: frozenset[str]
    rounds: dict[str, RoundState]
    ballots: dict[str, int]


def look(file: SeminarFile) -> Seen:
    with file.read() as reader:
        rounds = reader.every(Round)
        return Seen(
            frozenset(r.id for r in reader.every(Response)),
            frozenset(n.id for n in reader.every(Note)),
            {r.id: r.state for r in rounds},
            {r.id: reader.turnout(r.id) for r in rounds},
        )


def is_kept(before: Seen, after: Seen) -> bool:
    order = list(RoundState)
    return (
        before.responses <= after.responses
        and before.notes <= after.notes
        and all(order.index(s) <= order.index(after.rounds[r]) for r, s in before.rounds.items())
        and all(count <= after.ballots[r] for r, count in before.ballots.items())
    )


def start(folder: Path) -> subprocess.Popen[bytes]:
    words = ["rehearse", "--out", str(folder), "--participants", "60", "--seed", "7"]
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from ui.start.cli import main; sys.exit(main())",
            *words,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def outcome(file: SeminarFile) -> tuple[Counter[str], int, list[tuple[str, int, str, int]]]:
    with file.read() as reader:
        said = Counter(r.words for r in reader.every(Response))
        rounds = [
            (r.poll.title, r.number, r.state.value, reader.turnout(r.id))
            for r in reader.every(Round)
        ]
        return said, reader.count(Note), sorted(rounds)


def test_a_rehearsal_killed_twenty_times_loses_nothing_and_ends_as_one_left_alone(
    tmp_path: Path,
) -> None:
    alone = rehearsal.set_up(tmp_path / "alone.seminar", None, now=NOW)
    rehearsal.rehearse(alone, participants=60, seed=7)
    path = tmp_path / "out" / "october-seminar-rehearsal.seminar"
    draw = random.Random(11)
    commits = watch_and_kill(tmp_path / "out", path, draw)
    assert commits > KILLS, "the kills must have met work under way"
    last = start(tmp_path / "out")
    _, errors = last.communicate()
    assert last.returncode == 0, errors.decode()
    killed = SeminarFile.open(path)
    assert outcome(killed) == outcome(alone)
    assert running.run_sheet(killed, NOW).state is DayState.FINISHED
    assert path.with_suffix(".pdf").stat().st_size > 10_000
    killed.close()
    alone.close()


def watch_and_kill(folder: Path, path: Path, draw: random.Random) -> int:
    """Kill the rehearsal after a drawn number of commits, again and again; how many were seen."""
    total = 0
    before = None
    for _ in range(KILLS):
        process = start(folder)
        total += watch(process, path, draw.randint(1, 40))
        process.kill()
        _, errors = process.communicate()
        assert process.returncode == -signal.SIGKILL, f"it ended by itself: {errors.decode()}"
        file = SeminarFile.open(path)
        after = look(file)
        report = check(file)
        sheet = running.run_sheet(file, NOW)
        file.close()
        assert not report.faults
        assert before is None or is_kept(before, after)
        assert sheet.state is not DayState.RUNNING or sheet.current is not None
        before = after
    return total


def watch(process: subprocess.Popen[bytes], path: Path, commits: int) -> int:
    """Wait until the rehearsal has committed so many times; what was seen is still there."""
    while not path.exists():
        assert not has_ended(process), "the rehearsal ended before it began"
    file = SeminarFile.open(path)
    tail = file.tail()
    seen, heard = look(file), 0
    while heard < commits and not has_ended(process):
        if tail.poll():
            heard += 1
            now = look(file)
            assert is_kept(seen, now)
            seen = now
    tail.close()
    file.close()
    return heard


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process ended within a moment, in which it has the processor for itself."""
    try:
        process.wait(MOMENT)
    except subprocess.TimeoutExpired:
        return False
    return True
