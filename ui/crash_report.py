"""When the program itself fails: a report of it that holds nothing about people.

What an error says in its own words may be what somebody wrote, and a path names who uses the
computer. So a report tells only what kind of error it was and where in the program it happened.
"""

import contextlib
import faulthandler
import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import CodeType

from PySide6.QtCore import qVersion

from facilitator import __version__

LEFT_BEHIND = "cut off.txt"
"""Among the program's notes to itself, what the computer wrote when it ended the program."""
_PLACE = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>[\w<>.]+)')
_OURS = ("ui", "facilitator", "exports", "resources")
_MOST_PLACES = 60


def report_of(error: BaseException) -> str:
    """What kind of error it was, where it happened and what it came of; none of its words."""
    return "\n".join((_program(), *_told(error)))


def _program() -> str:
    system = f"{platform.system()} {platform.release()}"
    versions = f"Python {platform.python_version()}, Qt {qVersion()}"
    return f"Facilitator {__version__}, {system}, {versions}"


def _told(error: BaseException) -> Iterator[str]:
    seen = set[int]()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        frames = list(walk_tb(cause.__traceback__))[-_MOST_PLACES:]
        yield from (f"  {_place(f.f_code, line)}" for f, line in frames)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
        if cause is not None:
            yield "which came of"


def _place(code: CodeType, line: int) -> str:
    return f"{_bare(code.co_filename)}:{line} {code.co_qualname}"


def _bare(file: str) -> str:
    """A module's path from the program's own folder on; of others the last two parts."""
    parts = Path(file.replace("\\", "/")).parts
    ours = [place for place, part in enumerate(parts[:-1]) if part in _OURS]
    return "/".join(parts[ours[-1] :] if ours else parts[-2:])


def watch(notes: Path) -> None:
    """Have it written down where the program is when the computer ends it."""
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        faulthandler.enable(os.open(notes / LEFT_BEHIND, flags, 0o600))  # open until the end


def left_behind(notes: Path) -> str:
    """What was written down when the computer ended the program last time, as a report; "" where it
    did not. To be asked before `watch`, which begins anew.
    """
    try:
        written = (notes / LEFT_BEHIND).read_text(errors="replace")
    except OSError:
        return ""
    places = [f"  {_bare(at['file'])}:{at['line']} {at['name']}" for at in _PLACE.finditer(written)]
    first = written.partition("\n")[0].removeprefix("Fatal Python error: ")
    return "\n".join((_program(), first, *places[:_MOST_PLACES])) if places else ""
