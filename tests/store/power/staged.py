"""A seminar and its surroundings to be harmed, and what must stand there afterwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll, Round, RoundState, Secrecy
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening
from facilitator.services.files.checking import checked
from facilitator.services.responses import collecting
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from tests.store.power.scenes import FROM_THERE, NOW, POLL, QUESTION, Scene

OLD = Path(__file__).parent.parent / "files" / "version_1"
PASSPHRASE = "of version 1"


def make_shim(shim: Path) -> None:
    """Compile what watches a process's disk."""
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", str(source), "-o", str(shim)], check=True)


class Stage:
    """The process that plays scenes, with the shim in it."""

    def __init__(self, shim: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.power.scenes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "LD_PRELOAD": str(shim)},
        )

    def play(self, scene: Scene) -> int:
        """Play a scene to its end, and say how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(scene, enc_hook=str) + b"\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """No more is played."""
        self._process.communicate()


def prepare(folder: Path, name: str, passphrase: str) -> None:
    """What a scene begins with: a seminar at rest, and what a laptop wrote of it."""
    (folder / "home").mkdir(parents=True)
    (folder / "stick").mkdir()
    room = folder / "room.seminar"
    if name == "upgrade":
        shutil.copyfile(OLD / ("locked.seminar" if passphrase else "host.seminar"), room)
        return
    file = SeminarFile.create(room, passphrase=passphrase)
    items = (Item("yes", "Yes"), Item("no", "No"))
    poll = Poll(
        id=POLL,
        position=1.0,
        title="A poll",
        wording="Yes?",
        method=Method.CHOOSE_ONE,
        items=items,
        secrecy=Secrecy.SEALED,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A day", date=NOW.date()))
        writer.put(Question(id=QUESTION, position=1, kind=QuestionKind.EMERGING, wording="What?"))
        writer.put(poll)
    copies.copy_to(file, folder / "laptop.seminar")
    file.close()
    laptop = SeminarFile.open(folder / "laptop.seminar", passphrase=passphrase)
    collecting.capture(laptop, QUESTION, FROM_THERE, now=NOW)
    laptop.close()


def assert_kept(folder: Path, passphrase: str, told: list[str]) -> None:
    """The files open, are sound, and hold everything that somebody was told is kept."""
    said = [words.partition(" ")[::2] for words in told]
    room = folder / "room.seminar"
    with checked(room, passphrase) as (report, _):
        assert not report.faults
    file = opening.open_seminar(room, NOW, passphrase=passphrase).file
    try:
        assert file.lacks is None, "what was noted outside it was never in it"
        with file.read() as reader:
            held: dict[str, set[str]] = {
                "answer": {response.words for response in reader.every(Response)},
                "note": {note.words for note in reader.every(Note)},
                "person": {person.name for person in reader.every(Participant)},
                "round": {
                    str(state) for each in reader.every(Round) for state in _until(each.state)
                },
            }
            assert all(what in held[kind] for kind, what in said if kind in held)
            cast = sum(reader.turnout(each.id) for each in reader.every(Round))
        assert cast >= max((int(what) for kind, what in said if kind == "ballots"), default=0)
        kept = {"backup": backups.backups(file)[:1], "copy": [folder / "stick" / "copy.seminar"]}
    finally:
        file.close()
    for kind, paths in kept.items():
        least = max((int(what) for found, what in said if found == kind), default=None)
        if least is not None:
            (path,) = paths
            with checked(path, passphrase) as (report, copy):
                assert not report.faults
                assert copy is not None
                with copy.read() as reader:
                    assert reader.count(Response) >= least


def _until(state: RoundState) -> list[RoundState]:
    order = list(RoundState)
    return order[: order.index(state) + 1]
