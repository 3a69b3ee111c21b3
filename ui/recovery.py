"""Remembers which seminars are open, so that a crash or a dead battery costs one start and no more.

For every window with a seminar there is a marker in the program's folder; a clean close takes it
away. A marker whose process is gone means that the work was cut off. Whose a marker is stands in
its name: renaming takes it, so of two programs that start at once only one has it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from ui.recent import found, noted, replace_text

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where

TRIES = 3
"""A seminar that ends the program whenever it is opened is offered no more often than this."""

_NAME = re.compile(
    r"(?P<state>open|due)-(?P<pid>\d+)-(?P<born>\d+\.\d+)-(?P<tries>\d+)-(?P<session>[\w-]*)\.json"
)
_ROOM = "room"
_OPEN, _DUE = "open", "due"
"""A window has the seminar open; it shall be opened again by a program that has taken this on."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A window's work on a seminar, which goes on where the window comes back: its session, when it
    began, and the sessions of the other windows at work with the seminar then.
    """

    seminar: Where
    session: str
    begun: datetime
    beside: frozenset[str] = frozenset()


class Marker:
    """The markers in `folder`, as one program sees them that has one seminar open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours: Path | None = None

    def leave(self, seminar: Where, session: str, begun: datetime) -> Sitting:
        """Note that a seminar is open here from now on, in a session of its own."""
        others = [held.sitting for held in self._every() if held.is_at(seminar)]
        beside = frozenset(other.session for other in others)
        sitting = Sitting(seminar, session, begun, beside)
        self._ours = self._folder / _Held(Path(), sitting, _OPEN, _us()).name
        replace_text(self._ours, _written(sitting))
        return sitting

    def take_up(self, seminar: Where, session: str = "") -> Sitting | None:
        """Go on with what was cut off in this seminar, in `session` if that can be had; None where
        there is nothing, or other windows have it.
        """
        free = [held for held in self._every() if held.is_free_for(session)]
        there = [h for h in free if h.is_at(seminar) or h.is_of(session)]
        for held in sorted(there, key=lambda held: not held.is_of(session)):
            if taken := self._rename(held, _OPEN, 0):
                self._ours = taken
                self._asked(held.sitting.session).unlink(missing_ok=True)  # of another life
                replace_text(taken, _written(replace(held.sitting, seminar=seminar)))
                return held.sitting
        return None

    def clear(self) -> None:
        """The seminar was closed as it should be."""
        if self._ours is not None:
            self._ours.unlink(missing_ok=True)
            self._ours = None

    def hand_on(self, seminar: Where) -> str:
        """What is open here goes on in another file; returns the session to take up there."""
        held = _read(self._ours) if self._ours is not None else None
        if held is None:
            return ""
        replace_text(held.path, _written(replace(held.sitting, seminar=seminar)))
        self._rename(held, _DUE, 0)
        self._ours = None
        return held.sitting.session

    def others_at(self, seminar: Where) -> tuple[Sitting, ...]:
        """The sittings of other windows, still there, that have this seminar open."""
        held = [each for each in self._every() if each.state == _OPEN and not each.is_left_behind()]
        return tuple(each.sitting for each in held if _is_same(each.sitting.seminar, seminar))

    def goes_on(self, seminar: Where) -> frozenset[str]:
        """The sessions of other windows that work on this seminar, or are to come back to it."""
        there = (held.sitting for held in self._every())
        return frozenset(each.session for each in there if _is_same(each.seminar, seminar))

    def ask_for(self, other: Sitting) -> None:
        """Ask another window to let go of its seminar."""
        replace_text(self._asked(other.session), "")

    def is_asked_for(self) -> bool:
        """Whether another window wants what is open here."""
        return (ours := self._session()) != "" and self._asked(ours).exists()

    def answer(self, *, had_room: bool) -> None:
        """Tell the window that asked what it goes on with, before it is let go of."""
        replace_text(self._asked(self._session()), _ROOM if had_room else "")

    def taken(self, other: Sitting) -> bool:
        """Ask no more; whether the room was open there."""
        asked = self._asked(other.session)
        with contextlib.suppress(OSError):
            had_room = asked.read_text("utf-8") == _ROOM
            asked.unlink()
            return had_room
        return False

    def _asked(self, session: str) -> Path:
        return self._folder / f"{session}.asked"

    def _session(self) -> str:
        """That of what is open here, "" where nothing is."""
        named = _NAME.fullmatch(self._ours.name) if self._ours is not None else None
        return named["session"] if named is not None else ""

    def give_up(self, seminar: Where, session: str = "") -> None:
        """Whoever was to come back to it was told why that cannot be: it is offered no more."""
        for held in self._every():
            if held.is_at(seminar) and held.is_promised(session):
                held.path.unlink(missing_ok=True)

    def cut_off(self) -> tuple[Sitting, ...]:
        """What was cut off and is to be opened again by this program, the latest first, one for
        each window. What is not opened after all is offered to the next program.
        """
        cut_off = []
        for held in self._every():
            if held.is_left_behind():
                if held.tries >= TRIES or held.is_of_no_file():
                    held.path.unlink(missing_ok=True)
                elif self._rename(held, _DUE, held.tries + 1):
                    cut_off.append(held.sitting)
        return tuple(cut_off)

    def _every(self) -> Iterator[_Held]:
        """All markers but the one of what is open here, the latest first."""
        there = ((_age(path), path) for path in self._folder.glob("*-*.json"))
        for _, path in sorted(there):
            if path != self._ours and (held := _read(path)) is not None:
                yield held

    def _rename(self, held: _Held, state: str, tries: int) -> Path | None:
        """Make a marker ours; None where somebody was quicker."""
        renamed = replace(held, state=state, owner=_us(), tries=tries)
        target = self._folder / renamed.name
        if target == held.path:
            return target
        with contextlib.suppress(OSError):
            held.path.rename(target)
            return target
        return None


@dataclass(frozen=True, slots=True)
class _Held:
    """A marker, and whose it is: a process by its number and when it began (seconds since 1970)."""

    path: Path
    sitting: Sitting
    state: str
    owner: tuple[int, float]
    tries: int = 0

    @property
    def name(self) -> str:
        pid, born = self.owner
        return f"{self.state}-{pid}-{born:.2f}-{self.tries}-{self.sitting.session}.json"

    def is_at(self, seminar: Where) -> bool:
        return noted(self.sitting.seminar) == noted(seminar)

    def is_of_no_file(self) -> bool:
        seminar = self.sitting.seminar
        return isinstance(seminar, Path) and not seminar.exists()

    def is_left_behind(self) -> bool:
        pid, born = self.owner
        return abs(_birth(pid) - born) >= 1

    def is_of(self, session: str) -> bool:
        return self.sitting.session == session != ""

    def is_promised(self, session: str) -> bool:
        """Whether this program is to open it, or a window that was told of this session."""
        return self.state == _DUE and (self.owner == _us() or self.is_of(session))

    def is_free_for(self, session: str) -> bool:
        """Whether a window may take it up."""
        return self.is_promised(session) or self.is_left_behind()


def _read(marker: Path) -> _Held | None:
    """A marker; None for what is half one, or was taken by another program meanwhile."""
    named = _NAME.fullmatch(marker.name)
    if named is None:
        return None
    try:
        note = json.loads(marker.read_text("utf-8"))
        sitting = Sitting(
            found(note["path"]),
            named["session"],
            datetime.fromisoformat(note["begun"]),
            frozenset(map(str, note["beside"])),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, SeminarError):
        return None
    owner = int(named["pid"]), float(named["born"])
    return _Held(marker, sitting, named["state"], owner, int(named["tries"]))


def _is_same(one: Where, other: Where) -> bool:
    if isinstance(one, Path) and isinstance(other, Path):
        with contextlib.suppress(OSError):
            return one.samefile(other)
    return noted(one) == noted(other)


def _written(sitting: Sitting) -> str:
    begun, beside = sitting.begun.isoformat(), sorted(sitting.beside)
    return json.dumps({"path": noted(sitting.seminar), "begun": begun, "beside": beside})


def _us() -> tuple[int, float]:
    pid = os.getpid()
    return pid, round(_birth(pid), 2)


def _birth(pid: int) -> float:
    """When a process began (seconds since 1970), 0 when it has ended; numbers are used again."""
    import psutil  # only needed where a seminar is or was open

    try:
        process = psutil.Process(pid)
        ended = process.status() == psutil.STATUS_ZOMBIE
        return 0.0 if ended else float(process.create_time())
    except psutil.NoSuchProcess:
        return 0.0


def _age(path: Path) -> float:
    with contextlib.suppress(OSError):
        return -path.stat().st_mtime
    return 0.0
