"""Another process that has a seminar open, as a window or a server has: told what to do by lines.

    open PATH · write ID · empty · close · copy PATH

Each is answered with a line: "done", "half" where a file was opened that says it lacks its log, or
why not.
"""

import select
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.files.keeping import Keeper
from facilitator.store.files.file import SeminarFile
from tests.forked import Forked
from tests.patience import PATIENCE

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def write(file: SeminarFile, name: str) -> None:
    """Something that is acknowledged when this returns."""
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id=name, position=1, name=name * 50))


class Open:
    """A file that is open and looked after."""

    def __init__(self, path: Path, passphrase: str) -> None:
        opened = opening.open_seminar(path, NOW, passphrase=passphrase)
        self.file, self.is_half = opened.file, "may lack what was written" in str(opened.said)
        self._keeper = Keeper(self.file)
        self._keeper.start()

    def close(self) -> None:
        self._keeper.stop()
        self.file.close()


class Elsewhere:
    """The process, from the outside."""

    def __init__(self, passphrase: str = "") -> None:
        self.passphrase = passphrase
        self._start()

    def _start(self) -> None:
        self._process = Forked(self.passphrase, module="tests.store.files.elsewhere")

    def tell(self, what: str) -> str:
        """Have it do something; how that went."""
        self._process.stdin.write(f"{what}\n".encode())
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert ready, f"no answer to: {what}"
        return self._process.stdout.readline().decode().strip()

    def kill(self) -> None:
        """End it as a power cut does, and begin another."""
        self.end()
        self._start()

    def end(self) -> None:
        self._process.kill()
        self._process.close()


class Process:
    """What is open in it, and how it answers."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._open: Open | None = None

    def answer(self, line: str) -> str:
        """Do what a line says; how that went."""
        verb, _, rest = line.strip().partition(" ")
        try:
            return self._done(verb, rest)
        except SeminarError as error:
            return str(error)

    def _done(self, verb: str, rest: str) -> str:
        if verb == "open":
            self._open = Open(Path(rest), self._passphrase)
            return "half" if self._open.is_half else "done"
        assert self._open is not None
        if verb == "close":
            self._open.close()
        elif verb == "empty":
            self._open.file.checkpoint()
        elif verb == "copy":
            opening.save_copy(self._open.file, Path(rest))
        else:
            write(self._open.file, rest)
        return "done"


def main(words: Sequence[str]) -> int:
    """Answer one line after another."""
    process = Process(*words)
    for line in sys.stdin:
        sys.stdout.write(f"{process.answer(line)}\n")
        sys.stdout.flush()
    return 0
