"""A standby: kept while all is well, taken over from when the computer with the room is gone."""

import re
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.errors import LostError, SeminarError, told_of
from facilitator.domain.facts import Handover
from facilitator.domain.wording import say
from facilitator.services.files import opening
from facilitator.services.files.opening import Opened
from facilitator.services.people.joining import ALPHABET
from facilitator.store.files import standby
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.files.installation import private_folder
from facilitator.store.files.standby import SUFFIX
from facilitator.store.files.standby_changes import Sums
from facilitator.store.records.facts import STANDBY_CODE
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.passphrases import Passphrase

__all__ = [
    "SUFFIX",
    "Beside",
    "Making",
    "code_of",
    "place_for",
    "read_code",
    "refuse_another",
    "shown",
    "take_over",
]

LETTERS = 16
"""Eighty bits, drawn by lot: whoever holds a stolen standby tries in vain."""
_GROUP = 4

SHARE = 0.1
"""How much of the time making standbys on another disk may take, of it and of this computer."""


def code_of(file: SeminarStore, *, now: datetime) -> str:
    """The code that lets a standby in and protects it; made at the first call."""
    with file.read() as reader:
        known = reader.fact(STANDBY_CODE)
    return known or renew_code(file, now=now)


def renew_code(file: SeminarStore, *, now: datetime) -> str:
    """A new code; a standby that holds the old one is let in no more."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    with file.write(Verb.PAIR, now) as writer:
        writer.note_fact(STANDBY_CODE, code)
    return code


def shown(code: str) -> str:
    """A code as people read it to each other."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(typed: str) -> str:
    """The code of what somebody typed; raises SeminarError when it is none."""
    code = re.sub(r"[\s-]", "", typed).upper()
    if len(code) != LETTERS or not set(code) <= set(ALPHABET):
        raise SeminarError(
            say(
                "This is no standby’s code. It has {letters} letters and stands on the host, "
                "under File > Standby.",
                letters=LETTERS,
            )
        )
    return code


def place_for(address: str, port: int) -> Path:
    """Where this computer keeps the standby of a host."""
    return private_folder("standbys") / f"{address}-{port}{SUFFIX}"


def refuse_another(kept: Path, code: str) -> None:
    """Raise SeminarError where a standby under another code is kept: it may be all that is left of
    its seminar.
    """
    if kept.exists():
        standby.handover(kept, Passphrase(code))


Makes = Callable[[SeminarFile, Path, Passphrase, Handover, Sums | None], Sums]


class Making:
    """Makes standbys of one open seminar, and knows whether the last one still holds all of it.

    Belongs to no thread: one standby is made at a time.
    """

    def __init__(self, file: SeminarFile) -> None:
        self._file = file
        self._ear = file.database.ear()
        self._at_work = threading.Lock()
        self._mark = new_id()
        self._code = Passphrase()
        self._sums: dict[str, Sums] = {}

    def mark(self) -> str:
        """What changes whenever something is written to the seminar, whoever writes."""
        with self._at_work:
            if self._ear.has_news():
                self._mark = new_id()
            return self._mark

    def write(self, target: Path, code: str, handover: Handover, since: str = "") -> str:
        """Write a standby, or what changed since it held what a mark says, where that is known;
        returns the mark of what it holds, at least.
        """
        return self._made(standby.write, target, code, handover, since)

    def keep_beside(self, target: Path, code: str, handover: Handover, since: str) -> str:
        """The same of the standby at `target` on another disk, which is brought up to date."""
        return self._made(standby.keep_beside, target, code, handover, since)

    def _made(self, make: Makes, target: Path, code: str, handover: Handover, since: str) -> str:
        mark = self.mark()
        with self._at_work:
            if self._code.handed_on() != code:
                self._code, self._sums = Passphrase(code), {}
            before = self._sums.get(since)
            self._sums = {mark: make(self._file, target, self._code, handover, before)}
        return mark

    def close(self) -> None:
        """Let go of the file."""
        self._ear.close()


class Beside:
    """A standby on another disk of this computer, renewed whenever the seminar was written to.

    `port` is where phones shall come to when it takes over.
    """

    def __init__(self, file: SeminarFile, target: Path, code: str, port: int) -> None:
        self._file = file
        self.target = target
        self._code = code
        self._known = Handover("", "", port, file.passphrase.handed_on())
        self._making = Making(file)
        self._holds = ""

    def look(self) -> float:
        """Bring it up to date; returns how many seconds that took, 0 where nothing was to be done.

        Raises SeminarError, and keeps what was held before, where that cannot be: try again.
        """
        self.look_for_file()
        began = time.monotonic()
        if self._making.mark() == self._holds and self.target.exists():
            return 0.0
        try:
            self._holds = self._making.keep_beside(
                self.target, self._code, self._known, self._holds
            )
        except OSError as error:
            raise told_of(error) from error
        return time.monotonic() - began

    def look_for_file(self) -> None:
        """Raise SeminarError where the file is gone: who goes on elsewhere is not heard here."""
        if self._file.database.is_lost:
            raise LostError(
                say(
                    "{file} is no longer where it was opened, so the standby is not kept up to "
                    "date. Put it back, or keep a standby beside it where it is now.",
                    file=self._file.path.name,
                )
            )

    def close(self) -> None:
        """No more; what is held stays."""
        self._making.close()


def take_over(kept: Path, target: Path, code: str, *, now: datetime) -> tuple[Opened, Handover]:
    """Make the seminar that goes on of a standby, and open it; also what the standby knew.

    Raises SeminarError where the code does not open it, or the place is taken.
    """
    if target.exists():
        raise SeminarError(say("{file} exists already. Choose another name.", file=target.name))
    phrase = Passphrase(code)
    known = standby.handover(kept, phrase)
    standby.take_over(kept, target, phrase)
    return opening.open_seminar(target, now, passphrase=known.passphrase), known
