"""The courier: a note-taker's or the theme team's laptop's road to its host, over plain HTTP.

It stands on Python's own client, so that the window need not load another one to take notes.
"""

import contextlib
import errno
import hashlib
import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from facilitator import typed, whole_file
from facilitator.domain.errors import SeminarError, told_of, why_of
from facilitator.domain.merging.sync import Answer, Offer
from facilitator.domain.wording import Joined, Message, Text, say
from facilitator.room.messages.standbys import Heard, Hello
from facilitator.room.net.doorway import LAPTOP

T = TypeVar("T")

CONNECT_SECONDS = 4.0
ANSWER_SECONDS = 20.0
LONGEST_ANSWER = 16_000_000
_PIECE = 1 << 16
_FAILURES = (OSError, http.client.HTTPException, msgspec.MsgspecError, UnicodeError)
"""What a road may raise, and what a stranger at the host's address may answer."""


class Away(Exception):
    """The host could not be reached, or somebody else answered in its place: why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(self.why)


class Unpaired(Exception):
    """The host does not know this laptop, or not any more."""


class Lane(StrEnum):
    """What a laptop was let in for, as the host's addresses and its cookies call it."""

    NOTES = "notes"
    THEMES = "themes"


_ROLES = {Lane.NOTES: "note_taker", Lane.THEMES: "theme_team"}


class Courier:
    """One connection to a host, opened when it is needed and used by one thread at a time.

    `close` may be called from another thread and is final: what is being asked, and whatever is
    asked later, ends as `Away`.
    """

    def __init__(self, address: str, port: int, token: str = "", lane: Lane = Lane.NOTES) -> None:
        self.address = address
        self.port = port
        self.token = token
        self.lane = lane
        self._line: http.client.HTTPConnection | None = None
        self._changing_lines = threading.Lock()
        self._is_closed = False

    def title(self) -> str:
        """The seminar's title, as the host tells it to anybody."""
        return str(self._json("GET", f"/api/room?at={LAPTOP}").get("title", ""))

    def seminar(self) -> str:
        """The id of the host's seminar; who is let in may ask."""
        return str(self._json("GET", f"/api/{self.lane}/desk").get("seminar", ""))

    def pair(self, code: str, seat: str = "") -> str:
        """Come in with the note-takers' code or the theme team's: from then on the courier is on
        its lane. Returns the token, which it keeps as well; the same one again under the same
        `seat`, a UUID of one's own.

        Raises SeminarError for a wrong code.
        """
        cookies = self._paired(code, seat)
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            if name.strip() == self.lane:
                self.token = value.strip()
        if not self.token:
            raise Away(say("What answered is no host."))
        return self.token

    def _paired(self, code: str, seat: str) -> list[str]:
        """The cookies of whichever lane the code opens."""
        for lane in Lane:
            self.lane = lane
            body = json.dumps({"role": _ROLES[lane], "code": code, "seat": seat}).encode()
            with contextlib.suppress(Unpaired):
                answer = self._asked("POST", "/api/pair", body)
                answer.read()
                return answer.headers.get_all("Set-Cookie") or []
        raise SeminarError(
            say(
                "This is neither the note-takers’ code nor the theme team’s. Both stand in the "
                "host’s room panel, under “Other devices”."
            )
        )

    def ask(self, offer: Offer) -> Answer:
        """Bring the host a slice and hear its answer."""
        body = msgspec.json.encode(offer)
        content = self._read(lambda: self._asked("POST", f"/api/{self.lane}/sync", body))
        with _as_away():
            return typed.decoded(content, Answer)

    def fetch_copy(self, target: Path, told: Callable[[float, Text], None], path: str = "") -> str:
        """Get a copy of the seminar; its name appears when it is whole. Returns what marks it.

        Raises StorageError where it cannot be kept here, which says nothing against the host.
        """
        try:
            with whole_file.replacing(target) as part:
                return self._fetch(path or f"/api/{self.lane}/copy", part, told)
        except OSError as error:
            error.filename = error.filename or str(target)
            raise told_of(error) from error

    def stand_by(self, hello: Hello) -> Heard:
        """Say that a standby is there; returns the mark of what it should hold, and what to prove
        next.
        """
        content = self._read(
            lambda: self._asked("POST", "/api/standby", msgspec.json.encode(hello))
        )
        with _as_away():
            return typed.decoded(content, Heard)

    def close(self) -> None:
        """Let go of the connection, for good."""
        with self._changing_lines:
            self._is_closed = True
        self._hang_up()

    def _hang_up(self) -> None:
        with self._changing_lines:
            line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, AttributeError):  # two threads may hang up
                line.sock.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for an answer
            line.close()

    def _fetch(self, path: str, part: Path, told: Callable[[float, Text], None]) -> str:
        answer = self._asked("GET", path)
        with _as_away():
            total, digest = int(answer.headers["Content-Length"]), hashlib.sha256()
        with part.open("wb") as stream:
            while piece := _piece_of(answer):
                stream.write(piece)
                digest.update(piece)
                told(stream.tell() / max(total, 1), say("Getting a copy from the host"))
        if digest.hexdigest() != answer.headers.get("X-Content-Sha256"):
            raise Away(say("The copy did not arrive whole."))
        return answer.headers.get("X-Mark") or ""

    def _json(self, method: str, path: str) -> dict[str, Any]:
        content = self._read(lambda: self._asked(method, path))
        with _as_away():
            return typed.decoded(content, dict[str, Any])

    def _read(self, asked: Callable[[], http.client.HTTPResponse]) -> bytes:
        answer = asked()
        with _as_away():
            return answer.read(LONGEST_ANSWER)

    def _asked(self, method: str, path: str, body: bytes = b"") -> http.client.HTTPResponse:
        """The host's answer if it is a good one; where a kept line has gone stale, on another."""
        is_kept = self._line is not None
        try:
            answer = self._once(method, path, body)
        except Away:
            if not is_kept:
                raise
            answer = self._once(method, path, body)
        if answer.status != HTTPStatus.OK:
            self._refuse(answer)
        return answer

    def _once(self, method: str, path: str, body: bytes) -> http.client.HTTPResponse:
        headers = {"Cookie": f"{self.lane}={self.token}"} if self.token else {}
        if body:
            headers["Content-Type"] = "application/json"
        try:
            line = self._line or self._connected()
            line.request(method, path, body or None, headers)
            return line.getresponse()
        except (*_FAILURES, AttributeError) as error:  # another thread may have closed the line
            self._hang_up()
            raise Away(_why(error)) from error

    def _connected(self) -> http.client.HTTPConnection:
        line = http.client.HTTPConnection(self.address, self.port, timeout=CONNECT_SECONDS)
        line.auto_open = 0  # one that was closed under us must not open itself again
        if not self._is_closed:
            line.connect()
            line.sock.settimeout(ANSWER_SECONDS)
        with self._changing_lines:
            if not self._is_closed:
                self._line = line
                return line
        line.close()
        raise ConnectionAbortedError(errno.ECONNABORTED, "")

    def _refuse(self, answer: http.client.HTTPResponse) -> None:
        with _as_away():
            content = answer.read(LONGEST_ANSWER)
            said = typed.decoded(content, dict[str, Any])
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise Unpaired(said.get("sentence", ""))
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= 500:
            raise Away(said.get("sentence", ""))
        sentence = str(said.get("sentence", ""))  # as the host says it
        if not sentence:
            raise SeminarError(say("The host refused without a reason."))
        raise SeminarError(Joined((sentence,)))


def _piece_of(answer: http.client.HTTPResponse) -> bytes:
    with _as_away():
        return answer.read(_PIECE)


@contextlib.contextmanager
def _as_away() -> Iterator[None]:
    try:
        yield
    except (*_FAILURES, ValueError, TypeError) as error:
        raise Away(_why(error)) from error


def _why(error: Exception) -> Message:
    """Why an answer did not come, or was none."""
    return why_of(error) if isinstance(error, OSError) else say("What answered is no host.")
