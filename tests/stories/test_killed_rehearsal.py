"""Story: killed twenty times in one day, the program goes on as if nothing had happened."""

import contextlib
import random
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
from tests.forked import Forked

KILLS = 20
PEOPLE = 24
WATCHED = 0.7
"""The part of the day in which it is killed; the rest is left to it, however late it is seen."""
MOMENT = 0.002
"""In seconds; a commit takes longer."""
NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


class Seen(NamedTuple):
    """What another process saw committed."""

    responses: frozenset[str]
    notes: frozenset[str]
    rounds: dict[str, RoundState]
    ballots: dict[str, int]

    @property
    def much(self) -> int:
        """How much has been said and cast, which measures how far the day is."""
        return len(self.responses) + len(self.notes) + sum(self.ballots.values())


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


class Rehearsal:
    """A process that rehearses into a folder, from wherever the file there stands."""

    def __init__(self, folder: Path) -> None:
        self._complaints = folder.with_name("complaints.txt")
        people = ("--participants", str(PEOPLE), "--seed", "7")
        words = ("rehearse", "--out", str(folder), *people)
        with self._complaints.open("wb") as errors:
            self._process = Forked(*words, errors=errors.fileno())

    @property
    def complaints(self) -> str:
        """What it could not do."""
        return self._complaints.read_text("utf-8")

    def has_ended(self) -> bool:
        """Whether it ended within a moment, in which it has the processor for itself."""
        with contextlib.suppress(TimeoutError):
            self._process.wait(MOMENT)
        return self._process.poll() is not None

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.kill()
        self._process.close()

    def finish(self) -> None:
        """Let it come to its end."""
        self._process.stdout.read()
        self._process.close()


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
    rehearsal.rehearse(alone, participants=PEOPLE, seed=7)
    path = tmp_path / "out" / "october-seminar-rehearsal.seminar"
    watch_and_kill(tmp_path / "out", path, look(alone).much, random.Random(11))
    last = Rehearsal(tmp_path / "out")
    last.finish()
    assert not last.complaints
    killed = SeminarFile.open(path)
    assert outcome(killed) == outcome(alone)
    assert running.run_sheet(killed, NOW).state is DayState.FINISHED
    assert path.with_suffix(".pdf").stat().st_size > 10_000
    killed.close()
    alone.close()


def watch_and_kill(folder: Path, path: Path, whole: int, draw: random.Random) -> None:
    """Kill the rehearsal at a drawn moment of each part of the day, which in all is `whole`."""
    before = None
    for part in range(KILLS):
        process = Rehearsal(folder)
        watch(process, path, int(whole * WATCHED * (part + draw.random()) / KILLS))
        process.kill()
        assert not path.with_suffix(".pdf").exists(), "it ended by itself"
        assert not process.complaints
        file = SeminarFile.open(path)
        after = look(file)
        report = check(file)
        sheet = running.run_sheet(file, NOW)
        file.close()
        assert not report.faults
        assert before is None or is_kept(before, after)
        assert sheet.state is not DayState.RUNNING or sheet.current is not None
        before = after


def watch(process: Rehearsal, path: Path, much: int) -> None:
    """Wait until it has committed, and so much is there; what was seen is still there."""
    while not path.exists():
        assert not process.has_ended(), "the rehearsal ended before it began"
    file = SeminarFile.open(path)
    tail = file.tail()
    seen, is_at_work = look(file), False
    while not (is_at_work and seen.much >= much) and not process.has_ended():
        if tail.poll():
            now = look(file)
            assert is_kept(seen, now)
            seen, is_at_work = now, True
    tail.close()
    file.close()
