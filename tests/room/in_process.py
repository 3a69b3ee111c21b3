"""A room that is asked in process, without a server: what browsers send, and what they hear."""

import html
import json
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import msgspec

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Role
from facilitator.room.host.host import Host, utc_now
from facilitator.room.http.app import Room
from facilitator.room.net.admission import COOKIES, Addresses
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.store.files.file import SeminarFile


@dataclass(frozen=True, slots=True)
class Try:
    """Something that a browser sends."""

    method: str
    path: str
    body: Any = None
    role: Role | None = None
    headers: tuple[tuple[str, str], ...] = ()
    times: int = 1


class Pages:
    """A browser of each role at a room, in a language that is none."""

    def __init__(self, file: SeminarFile) -> None:
        self.host = Host(file, Addresses(()))
        self.room = Room(self.host)
        with file.write(Verb.SET_UP, utc_now()) as writer:
            _, seat = joining.join(writer, Agreed(take_part=True, name="Ann"), now=utc_now())
        self.tokens = {Role.PARTICIPANT: seat}
        for role in (Role.NOTE_TAKER, Role.THEME_TEAM, Role.FACILITATOR):
            self.tokens[role] = joining.pair(file, role, now=utc_now())[1]

    async def ask(self, one: Try) -> tuple[int, str]:
        """The status, and the sentence that was said."""
        status, body = await self._answer(one)
        return status, sentence_in(body)

    async def read(self, one: Try) -> tuple[int, Any]:
        """The status, and what was told to a script."""
        status, body = await self._answer(one)
        return status, json.loads(body or b"{}")

    async def _answer(self, one: Try) -> tuple[int, bytes]:
        given = {"host": "127.0.0.1", "content-type": "application/json", **dict(one.headers)}
        if one.role is not None:
            given["cookie"] = f"{COOKIES[one.role]}={self.tokens[one.role]}"
        body = one.body if isinstance(one.body, bytes) else msgspec.json.encode(one.body or {})
        path, _, query = one.path.partition("?")
        scope = {
            "type": "http",
            "method": one.method,
            "path": path,
            "query_string": f"lang=xx&{query}".encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "client": ("127.0.0.1", 50_000),
            "state": {"straight": lambda _chunk: True},
        }
        heard: list[MutableMapping[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: MutableMapping[str, Any]) -> None:
            heard.append(message)

        for _ in range(one.times):
            heard.clear()
            await self.room(scope, receive, send)
        return heard[0]["status"], heard[1]["body"]


def sentence_in(body: bytes) -> str:
    """What a refusal says: as JSON to a script, as a page to whom a plain form has sent."""
    if found := re.search(r"<p>(.*?)</p>", body.decode("utf-8", "replace"), re.DOTALL):
        return html.unescape(found[1])
    said = json.loads(body or b"{}")
    return said.get("sentence", "") if isinstance(said, dict) else ""
