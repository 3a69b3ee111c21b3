"""The room server as a process: started, heard, asked to leave, and gone when it should be."""

import contextlib
import logging
import socket
import sys
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from facilitator import typed
from facilitator.domain.wording import Text, say
from facilitator.room.net.greeting import Ending, Greeting
from ui.press.program import program

log = logging.getLogger(__name__)

LEAVE_MS = 1500
PORTS_TRIED = 40
REMEMBERED_CHARACTERS = 2000


class ServerProcess(QObject):
    """`greeted` carries the greeting it says once it listens, `ended` the sentence on why it
    came to an end.

    What it says on its error channel goes to the log; its last line there is the reason where it
    says no other.
    """

    greeted = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._why: Text = ""
        self._process = QProcess(self)
        self._leaving = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._note)
        self._process.finished.connect(self._hear_end)
        self._process.errorOccurred.connect(self._hear_error)
        self._leaving.timeout.connect(self._process.kill)

    @property
    def id(self) -> int:
        """The system's number for it, 0 while there is none."""
        return int(self._process.processId())

    def start(self, arguments: Sequence[str], passphrase: str = "") -> None:
        """Start this program; a passphrase goes through its pipe, never as an argument."""
        self._told, self._why = "", ""
        first, *others = program()
        handed = ["--passphrase-from-parent"] if passphrase else []
        self._process.start(first, [*others, *arguments, *handed])
        if passphrase:
            self._process.write(msgspec.json.encode(passphrase) + b"\n")

    def leave(self) -> None:
        """Let it end by itself; what will not is ended after a moment."""
        if self._is_running():
            self._process.closeWriteChannel()
            self._leaving.start()

    def finish(self) -> None:
        """End it, and wait until it is gone."""
        if not self._is_running():
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(LEAVE_MS):
            self._process.kill()
            self._process.waitForFinished()

    def _is_running(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                self._hear(line)
            except msgspec.DecodeError:
                log.warning("the room said: %s", line[:200])

    def _hear(self, line: bytes) -> None:
        """It says how it goes on, or, once and last, why it cannot."""
        with contextlib.suppress(msgspec.DecodeError):
            self._why = typed.decoded(line, Ending).sentence
            return
        self.greeted.emit(typed.decoded(line, Greeting))

    def _note(self) -> None:
        words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        log.warning("the room said: %s", words.rstrip())
        self._told = (self._told + words)[-REMEMBERED_CHARACTERS:]

    def _hear_end(self) -> None:
        self._leaving.stop()
        self._read()  # what it said last may not have been heard yet
        self.ended.emit(self._why or self._told.strip().rsplit("\n", 1)[-1])

    def _hear_error(self, error: QProcess.ProcessError) -> None:
        """A program that cannot be started at all never ends, so nothing else would be heard."""
        if error is QProcess.ProcessError.FailedToStart:
            self._why = say("The program could not start its second half.")
            self._hear_end()


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError):
            return False
    return True


def free_port(host: str, first: int) -> int:
    """The first port from here on that a server could listen on; 0 where there is none near."""
    tried = range(first, first + PORTS_TRIED)
    return next((port for port in tried if is_free(host, port)), 0)
