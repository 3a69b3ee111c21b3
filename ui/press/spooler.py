"""The computer's own printing, where that is CUPS: a file goes to it whole, and what becomes of it
is asked for.

Qt hands over pages drawn as pictures, hears neither that they were refused nor that the printer has
stopped, and keeps the window waiting for as long as nobody answers.
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Message, Wording, say

PATIENCE_S = 10.0
"""How long an answer is waited for, in seconds: what prints is on this computer or beside it."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What was handed over: the number that it was given, and to which printer."""

    id: int
    printer: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands: whether it `is_over`, and a sentence where it has not come out."""

    is_over: bool
    trouble: Wording | None = None


class Spooler(Protocol):
    """What takes files to print. Each waits for an answer, a while: call it off the window's
    thread. Raises SeminarError where there is none, and where a file is refused.
    """

    def answer(self) -> None: ...
    def send(self, path: Path, printer: str, title: str, options: Options) -> Job: ...
    def look(self, job: Job) -> Standing: ...


@cache
def of_this_computer() -> Spooler | None:
    """That of this computer; None where Qt alone knows it."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return Cups(library())
    except (OSError, AttributeError):  # it has no CUPS, or one that nobody has seen yet
        return None


class Cups:
    """CUPS, through its own library; `server` and `port` are those it is set to, unless told."""

    def __init__(self, library: ctypes.CDLL, server: str = "", port: int = 0) -> None:
        self._library = library
        self._server, self._port = os.fsencode(server), port

    def answer(self) -> None:
        with self._connected() as line:
            request = self._library.ippNewRequest(_GET_DEFAULT)
            self._library.ippDelete(self._library.cupsDoRequest(line, request, b"/"))
            if self._library.cupsLastError() not in (_NOT_FOUND, *range(_FIRST_REFUSAL)):
                raise SeminarError(_SILENT)

    def send(self, path: Path, printer: str, title: str, options: Options) -> Job:
        library, listed, count = self._library, ctypes.c_void_p(), 0
        for name, value in options:
            added = name.encode(), value.encode(), count, ctypes.byref(listed)
            count = library.cupsAddOption(*added)
        called = printer.partition("/")[0]
        try:
            with self._connected() as line:
                given = called.encode(), os.fsencode(path), title.encode(), count, listed
                id = library.cupsPrintFile2(line, *given)
                if not id:
                    raise SeminarError(self._refusal(called))
        finally:
            library.cupsFreeOptions(count, listed)
        return Job(id, called)

    def look(self, job: Job) -> Standing:
        with self._connected() as line:
            with self._asked(line, _GET_JOB, b"job-uri", f"jobs/{job.id}") as answer:
                if answer is None:
                    return Standing(is_over=True)
                state = self._number(answer, b"job-state")
            if state in _AT_REST:
                return standing(state)
            printer = f"printers/{quote(job.printer)}"
            with self._asked(line, _GET_PRINTER, b"printer-uri", printer) as answer:
                if answer is None:  # it was taken away meanwhile, and what waits for it stays
                    return Standing(is_over=False, trouble=_AWAY)
                is_stopped = self._number(answer, b"printer-state") == _PRINTER_STOPPED
                reasons = self._texts(answer, b"printer-state-reasons")
                words = "".join(self._texts(answer, b"printer-state-message"))
        return standing(state, reasons, words, is_stopped=is_stopped)

    @contextmanager
    def _asked(self, line: int, what: int, name: bytes, of: str) -> Iterator[int | None]:
        """The answer to a question about what a name stands for; None where there is none such."""
        library = self._library
        request = library.ippNewRequest(what)
        for tag, called, value in (
            (_URI, name, f"ipp://localhost/{of}".encode()),
            (_NAME, b"requesting-user-name", library.cupsUser()),
        ):
            library.ippAddString(request, _OPERATION, tag, called, None, value)
        answer = library.cupsDoRequest(line, request, b"/" + of.partition("/")[0].encode() + b"/")
        error = library.cupsLastError()
        try:
            if not answer or error not in (_NOT_FOUND, *range(_FIRST_REFUSAL)):
                raise SeminarError(_SILENT)
            yield answer if error < _FIRST_REFUSAL else None
        finally:
            library.ippDelete(answer)

    def _number(self, answer: int, name: bytes) -> int:
        found = self._library.ippFindAttribute(answer, name, 0)
        return int(self._library.ippGetInteger(found, 0)) if found else 0

    def _texts(self, answer: int, name: bytes) -> tuple[str, ...]:
        found = self._library.ippFindAttribute(answer, name, 0)
        count = self._library.ippGetCount(found) if found else 0
        each = (self._library.ippGetString(found, at, None) for at in range(count))
        return tuple(text.decode() for text in each if text)

    def _refusal(self, printer: str) -> Message:
        error = self._library.cupsLastError()
        if error == _NOT_ACCEPTING:
            return say("{printer} takes nothing to print at present.", printer=printer)
        why = self._library.cupsLastErrorString() or b""
        return say(
            "{printer} did not take the document ({why}).",
            printer=printer,
            why=why.decode(errors="replace"),
        )

    @contextmanager
    def _connected(self) -> Iterator[int]:
        """A line of its own, so that a thread that hangs holds nobody else's."""
        library = self._library
        server, port = self._server or library.cupsServer(), self._port or library.ippPort()
        how = 0, library.cupsEncryption(), 1, int(PATIENCE_S * 1000), None
        line = library.httpConnect2(server, port, None, *how)
        if not line:
            raise SeminarError(_SILENT)
        try:
            library.httpSetTimeout(line, PATIENCE_S, None, None)
            yield line
        finally:
            library.httpClose(line)


def standing(
    state: int, reasons: Sequence[str] = (), words: str = "", *, is_stopped: bool = False
) -> Standing:
    """How a job stands by its state (RFC 8011, 5.3.7), and by its printer's: whether that
    `is_stopped`, what it says of itself (5.4.12), and in which words.
    """
    if state in _AT_REST:
        return Standing(is_over=True, trouble=_AT_REST[state])
    failing = [said for said in reasons if said.endswith("-error")]
    if not (is_stopped or failing or state == _STOPPED):
        return Standing(is_over=False)
    told = (said.removesuffix("-error").removesuffix("-report") for said in (*failing, *reasons))
    known = next((_REASONS[said] for said in told if said in _REASONS), None)
    if known is None and words and words.casefold() != "paused":
        known = say("The printer has stopped and says: “{words}”.", words=words)
    elif known is None:
        known = _PAUSED if "paused" in reasons else _STOPS
    return Standing(is_over=False, trouble=known)


_GET_JOB, _GET_PRINTER, _GET_DEFAULT = 0x0009, 0x000B, 0x4001
_OPERATION, _NAME, _URI = 0x01, 0x42, 0x45
_FIRST_REFUSAL, _NOT_FOUND, _NOT_ACCEPTING = 0x0300, 0x0406, 0x0506
_STOPPED, _PRINTER_STOPPED = 6, 5

_SILENT = say("What prints on this computer does not answer.")
_TAKEN_BACK = say("It was taken back before it was printed.")
_GIVEN_UP = say("The printer gave up in the middle.")
_AT_REST = {7: _TAKEN_BACK, 8: _GIVEN_UP, 9: None}
"""What of a job is over: cancelled, aborted, completed."""
_PAUSED = say("The printer is paused.")
_STOPS = say("The printer has stopped.")
_NO_PAPER = say("The printer has no paper.")
_OPEN = say("The printer is open.")
_NO_INK = say("The printer has no toner or ink.")
_AWAY = say("The printer cannot be reached.")
_REASONS = {
    "media-empty": _NO_PAPER,
    "media-needed": _NO_PAPER,
    "media-jam": say("Paper is stuck in the printer."),
    "cover-open": _OPEN,
    "door-open": _OPEN,
    "interlock-open": _OPEN,
    "toner-empty": _NO_INK,
    "marker-supply-empty": _NO_INK,
    "offline": _AWAY,
    "shutdown": _AWAY,
    "timed-out": _AWAY,
}


def library() -> ctypes.CDLL:
    """CUPS's own, told what it is given: it is in C, and a wrong guess would end the program.
    Raises OSError where there is none.
    """
    loaded = ctypes.CDLL("libcups.so.2")
    at, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    signatures: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "cupsServer": (text, ()),
        "cupsUser": (text, ()),
        "ippPort": (number, ()),
        "cupsEncryption": (number, ()),
        "cupsLastError": (number, ()),
        "cupsLastErrorString": (text, ()),
        "httpConnect2": (at, (text, number, at, number, number, number, number, at)),
        "httpSetTimeout": (None, (at, ctypes.c_double, at, at)),
        "httpClose": (None, (at,)),
        "cupsAddOption": (number, (text, text, number, at)),
        "cupsFreeOptions": (None, (number, at)),
        "cupsPrintFile2": (number, (at, text, text, text, number, at)),
        "cupsDoRequest": (at, (at, at, text)),
        "ippNewRequest": (at, (number,)),
        "ippAddString": (at, (at, number, number, text, text, text)),
        "ippFindAttribute": (at, (at, text, number)),
        "ippGetInteger": (number, (at, number)),
        "ippGetCount": (number, (at,)),
        "ippGetString": (text, (at, number, at)),
        "ippDelete": (None, (at,)),
    }
    for name, (gives, takes) in signatures.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = gives, takes
    return loaded
