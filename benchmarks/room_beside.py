"""A room on a seminar of its own and a process of phones beside it, for the measurements."""

import contextlib
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import psutil

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import rounds_held, voting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile, new_id

ROOM_CORE, PHONES_CORE = 0, 1
ITEMS = ("agree", "disagree", "pass")


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Phones:
    """The other process: each call is one command, answered when it is done."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.room_phones", str(port), str(PHONES_CORE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, command: str, **words: Any) -> dict[str, Any]:
        """Have the phones do something; raises RuntimeError when they cannot."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": command, **words}) + "\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        if not said:
            raise RuntimeError(f"the phones could not {command}")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


class Room:
    """A served seminar with people in it and polls ready to be opened."""

    def __init__(self, folder: Path, people: int, preload: Path | None = None) -> None:
        path = folder / "bench.seminar"
        self.file = preparing.new_seminar(path, now=now())
        self.tokens = _let_in(self.file, people)
        self._open: Round | None = None
        self._polls = 0
        surroundings = {**os.environ}
        if preload is not None:
            surroundings["LD_PRELOAD"] = str(preload)
        self.process = subprocess.Popen(
            [
                *on_core(ROOM_CORE),
                *(sys.executable, "-m", "ui", "serve", str(path)),
                *("--host", "127.0.0.1", "--port", "0", "--with-parent"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings,
        )
        assert self.process.stdout is not None
        self.port = int(json.loads(self.process.stdout.readline())["port"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()
        self.file.close()

    def open_poll(self, present: int = 0) -> Round:
        """Close what is open and open a new poll."""
        self.close_poll()
        self._polls += 1
        poll = Poll(
            id=f"bench-{self._polls}",
            position=1000 + self._polls,
            title="A measured vote",
            wording="Should small partners be paid for the hours that meetings take?",
            method=Method.CHOOSE_ONE,
            items=tuple(Item(item, item.title()) for item in ITEMS),
            secrecy=Secrecy.SEALED,
        )
        preparing.save(self.file, poll, now=now())
        self._open = voting.open_round(self.file, poll.id, present=present, now=now())
        return self._open

    @property
    def round_id(self) -> str:
        """The round that is open."""
        assert self._open is not None
        return self._open.id

    def close_poll(self) -> None:
        """Close what is open."""
        if self._open is not None:
            voting.close_round(self.file, self._open.id, now=now())
            self._open = None

    def leave_poll(self) -> None:
        """What was open has been closed by somebody else."""
        self._open = None

    def ballots(self, number: int) -> list[str]:
        """So many ballots for the open round, as phones send them."""
        assert self._open is not None
        return [
            json.dumps(
                {
                    "round_id": self._open.id,
                    "marks": [[ITEMS[each % len(ITEMS)], 1]],
                    "words": [],
                    "submission": new_id(),
                }
            )
            for each in range(number)
        ]

    def counted(self) -> int:
        """How many ballots the file has for the open round."""
        assert self._open is not None
        return rounds_held.turnout(self.file, self._open.id)

    def megabytes(self) -> float:
        """The memory the room's process keeps in use."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


@contextlib.contextmanager
def served(people: int, preload: Path | None = None) -> Iterator[tuple[Room, Phones]]:
    """A room with so many people in it, each with a connection."""
    _raise_open_files()
    with tempfile.TemporaryDirectory() as folder, Room(Path(folder), people, preload) as room:
        phones = Phones(room.port)
        try:
            phones.do("connect", tokens=room.tokens)
            yield room, phones
        finally:
            phones.close()


def on_core(core: int) -> list[str]:
    """What pins a program to a core, where the system has such a command."""
    return ["taskset", "-c", str(core)] if shutil.which("taskset") else []


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _raise_open_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 20_000 if most == resource.RLIM_INFINITY else min(most, 20_000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _let_in(file: SeminarFile, people: int) -> list[str]:
    with file.write(Verb.SET_UP, now()) as writer:
        joined = [joining.join(writer, Agreed(take_part=True), now=now()) for _ in range(people)]
    return [token for _, token in joined]
