"""A closed vote's secret and its voters' keys are nowhere in the memory of a window that had it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.services.polls import voters
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from tests.process_memory import found_in, left_in, needs_linux
from tests.room.serving import now

pytestmark = needs_linux
PEOPLE = tuple(f"token-of-{name}-{'x' * 20}" for name in "abcd")


class Window:
    """The process, and the same file as others see it."""

    def __init__(self, path: Path, notes: Path) -> None:
        self.file = SeminarFile.open(path)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.window.one_window", str(path), str(notes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert self.heard() == "here"

    def heard(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def does(self, *words: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self.heard()

    def voted(self) -> tuple[str, list[str]]:
        """A sealed round that people have voted in at its tablet, and what must be forgotten."""
        round_id = self.does("open", "sealed-poll")
        with self.file.read() as reader:
            secret = reader.entry(tables.round_secrets, round_id)
            held = reader.get(Round, round_id)
        assert secret
        for token in PEOPLE:
            assert self.does("cast", round_id, token, "a") == "done"
        keys = [voters.key_under(held, secret, Voter(token)) for token in PEOPLE]
        return round_id, [secret, *keys]

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.file.close()


@pytest.fixture
def window(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[Window]:
    poll = Poll(
        id="sealed-poll",
        position=900.0,
        title="Poll",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=Secrecy.SEALED,
    )
    with seminar_file.write(Verb.SET_UP, now()) as writer:
        writer.put(poll)
    seminar_file.checkpoint()
    made = Window(Path(shutil.copy(seminar_file.path, tmp_path / "w.seminar")), tmp_path)
    yield made
    made.end()


def test_a_window_forgets_a_vote_that_it_closed_itself_whether_somebody_reads_or_not(
    window: Window,
) -> None:
    pid = window.process.pid
    round_id, needles = window.voted()
    assert needles[0] in found_in(pid, needles), "this test can see it"
    window.does("close", round_id)
    assert not left_in(pid, needles)
    round_id, needles = window.voted()
    with window.file.read() as reader:  # whoever reads keeps the log as it is
        assert reader.turnout(round_id) == len(PEOPLE)
        window.does("close", round_id)
    assert not left_in(pid, needles)
    held = window.file.path.parent.glob(f"{window.file.path.name}*")
    on_disk = b"".join(path.read_bytes() for path in held)
    assert not any(needle.encode() in on_disk for needle in needles)
