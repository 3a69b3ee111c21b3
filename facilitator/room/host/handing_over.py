"""The host's part in handing over: its standby is heard, given what is new, told of to phones."""

import asyncio
import contextlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from facilitator.domain.facts import Handover
from facilitator.domain.people.devices import Role
from facilitator.room.messages.standbys import Heard, Hello, Onward
from facilitator.room.net.admission import MOST_REMEMBERED
from facilitator.room.syncing import taken_over
from facilitator.room.syncing.standby_keys import StandbyKeys, keys_of
from facilitator.services.files import standby
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import STANDBY_CODE
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T")

_ASKED_BYTES = 16
GONE_SECONDS = 60.0
"""A standby that was not heard of for so long is not there to take over."""
ONCE_SECONDS = 60.0
"""So long after it was used first does a ticket let the same page in again."""


class Read(Protocol):
    """Runs a read off the loop."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


@dataclass(frozen=True, slots=True)
class _Heard:
    """A standby: where phones shall come to, when it was heard last (the loop's clock), and which
    code it knew.
    """

    place: str
    at: float
    code: str = field(repr=False)


class HandingOver:
    """Knows the standby of one room; `changed` is told its place, "" where there is none now."""

    def __init__(self, file: SeminarStore, read: Read) -> None:
        self.changed: Callable[[str], object] = lambda _place: None
        self._file = file
        self._read = read
        self._making: standby.Making | None = None
        self._heard: _Heard | None = None
        self._told = ""
        self._one_by_one = asyncio.Lock()
        self._used: OrderedDict[str, float] = OrderedDict()
        self._asks = secrets.token_hex(_ASKED_BYTES)

    @property
    def place(self) -> str:
        """Where phones go when this host is gone, "" where nobody stands by."""
        return self._heard.place if self._heard else ""

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """What every answer says of it."""
        return [(b"x-standby", f"http://{self.place}/".encode())] if self.place else []

    async def look(self, now: float) -> None:
        """Forget a standby that has gone (`now`: the loop's clock), or whose code is none now."""
        code = await self._read(self._code)
        heard = self._heard
        if heard is not None and (now - heard.at > GONE_SECONDS or heard.code != code):
            self._heard = None
        self._tell()

    async def keys(self) -> StandbyKeys | None:
        """The keys of the code as it is now, None before there is one."""
        return await self._read(self._keys)

    async def hear(self, hello: Hello) -> Heard | None:
        """The standby is there; returns the mark of what it should hold, None for a stranger."""
        if hello.asked != self._asks:
            return Heard("", self._asks)
        code = await self._proven(hello)
        if not code:
            return None
        self._heard = _Heard(hello.place, asyncio.get_running_loop().time(), code)
        self._tell()
        await self._read(partial(taken_over.note_place, self._file, hello.place))
        return Heard(await self._read(lambda: self._made().mark()), self._asks)

    async def write(self, hello: Hello, host: str, target: Path) -> str | None:
        """Write what the standby is to hold; returns its mark, None for a stranger."""
        if not await self._proven(hello):
            return None
        async with self._one_by_one:
            return await self._read(partial(self._write, hello, host, target))

    async def onward(self, role: Role, token: str) -> Onward:
        """Where a page goes, with its ticket; "" where there is nowhere to go."""
        keys = await self.keys() if self.place else None
        return Onward(f"http://{self.place}/", keys.ticket(role, token)) if keys else Onward("", "")

    async def token(self, role: Role, ticket: str, now: float) -> str:
        """The token in a ticket (`now`: the loop's clock), "" for one that is not ours, or no more.

        Who did not hear the answer asks again, so it holds a little longer than once.
        """
        keys = await self.keys()
        token = keys.token(role, ticket) if keys else ""
        if not token:
            return ""
        used = self._used.setdefault(ticket, now)
        while len(self._used) > MOST_REMEMBERED:
            self._used.popitem(last=False)
        return token if now - used <= ONCE_SECONDS else ""

    def close(self) -> None:
        """Let go of the file."""
        if self._making is not None:
            self._making.close()

    async def _proven(self, hello: Hello) -> str:
        """The code, where its proof shows that it knows it, and is of what was asked last; each is
        one once. Else "".
        """
        code = await self._read(self._code)
        keys = await self._read(partial(keys_of, code)) if code else None
        proven = keys is not None and keys.is_proof(hello.said, hello.proof)
        if not proven or hello.asked != self._asks:
            return ""
        self._asks = secrets.token_hex(_ASKED_BYTES)
        return code

    def _keys(self) -> StandbyKeys | None:
        code = self._code()
        return keys_of(code) if code else None

    def _code(self) -> str:
        """ "" where nobody can stand by: a room on a database has other workers instead."""
        if not self._file.can.is_file:
            return ""
        with self._file.read() as reader:
            return reader.fact(STANDBY_CODE)

    @property
    def _whole(self) -> SeminarFile:
        assert isinstance(self._file, SeminarFile), "only a file has a code for a standby"
        return self._file

    def _made(self) -> standby.Making:
        if self._making is None:
            self._making = standby.Making(self._whole)
        return self._making

    def _write(self, hello: Hello, host: str, target: Path) -> str:
        words = self._whole.passphrase.handed_on()
        handover = Handover(host, hello.address, hello.port, words)
        return self._made().write(target, self._code(), handover, hello.since)

    def _tell(self) -> None:
        if self._told != self.place:
            self._told = self.place
            with contextlib.suppress(OSError):  # nobody reads what is said any more
                self.changed(self.place)
