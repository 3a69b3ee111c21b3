"""A window in a process of its own, as people start it; a line on its input is what they do there.

`open POLL` and `close ROUND` are what the buttons of Run do, `cast ROUND TOKEN ITEM` is what the
tablet does. Each answers with a line: of `open`, the round's id.
"""

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.store.seminar_store import SeminarStore
from ui.collecting_garbage import Garbage
from ui.start.app import name_application
from ui.window.commands import Commands
from ui.window.main_window import MainWindow


def now() -> datetime:
    return datetime.now(UTC)


class Orders(QObject):
    """Does what is written to the process, as slots do."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._hear)

    def _hear(self) -> None:
        words = sys.stdin.readline().split()
        session = self._commands.session
        if not words or session is None:
            self._commands.window.close()
            return
        session.tasks.run(self._work(*words), self._answer)

    def _work(self, verb: str, id: str, *more: str) -> Callable[[], object]:
        session = self._commands.session
        assert session is not None
        if verb == "open":
            return partial(_open, session.file, id)
        if verb == "close":
            return partial(voting.close_round, session.file, id, now=now())
        token, item = more
        marks = [(item, 1)]
        voter, submission = Voter(token), f"sent-by-{token}"
        return partial(
            voting.cast, session.file, id, voter, marks, submission=submission, now=now()
        )

    def _answer(self, done: object) -> None:
        _say(done if isinstance(done, str) else "done")


def _end_with(*error: object) -> None:
    """What goes wrong in a slot ends the window: nobody would hear of it, and wait for ever."""
    traceback.print_exception(*error)  # type: ignore[call-overload]
    sys.stderr.flush()
    os._exit(1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _open(file: SeminarStore, poll: str) -> str:
    return voting.open_round(file, poll, reason="Again", now=now()).id


def main(path: Path, notes: Path) -> None:
    sys.excepthook = _end_with
    app = QApplication(sys.argv[:1])
    name_application(app)
    window = MainWindow()
    commands = Commands(window, notes, notes, now)
    window.show()
    commands.opening.opened.connect(lambda *_: _say("here"))
    commands.opening.begin(path)
    orders = Orders(commands)
    Garbage(app)
    app.exec()
    del orders


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
