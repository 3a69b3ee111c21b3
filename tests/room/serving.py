"""The real server process on a seminar of its own, and clients that talk to it over HTTP."""

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx
import msgspec

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.room.net.admission import COOKIES
from facilitator.room.net.greeting import Greeting
from facilitator.services.files.addresses import address_of, copy, open_anywhere
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile, new_id
from tests.forked import Forked
from tests.patience import PATIENCE
from tests.room.ports import HERE as HERE
from tests.room.ports import Port


def now() -> datetime:
    """This moment; the server has a clock of its own."""
    return datetime.now(UTC)


class ServedRoom:
    """A seminar with a server process on it; `file` is how the window would see it. With `address`
    it is in a database, and `path` only names what is said; `through` is the address by which the
    server comes to it, where that is another.
    """

    file: SeminarFile
    """Where it is in a database it has no path, nor what goes with one."""

    def __init__(self, path: Path, address: str = "", through: str = "") -> None:
        self._where = through or address or str(path)
        opened = open_anywhere(address_of(address), now())[0] if address else SeminarFile.open(path)
        self.file = cast(SeminarFile, opened)
        self._log_path = path.with_suffix(".log")
        self.how: tuple[str, ...] = ()
        """What else the server is told when it is started."""
        self._stack = contextlib.ExitStack()
        self._kept = Port()
        self._process: Forked | None = None
        self.greeting: Greeting

    @property
    def url(self) -> str:
        """Where phones reach the room, without a slash at its end."""
        return f"http://{HERE}:{self.port}"

    @property
    def port(self) -> int:
        """The port the server listens on, whenever there is one."""
        return self._kept.number

    @property
    def process_id(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """Everything the server has said on standard error."""
        return self._log_path.read_text("utf-8")

    @property
    def state(self) -> str:
        """Whether the server is there, and what it said: why a test failed that got no answer."""
        process = self._process
        return f"{'there' if process and process.poll() is None else 'gone'}; {self.log}"

    def start(self) -> None:
        """Start the server process and wait until it says that it is there."""
        words = ("serve", self._where, "--host", HERE, "--port", str(self.port), *self.how)
        with self._log_path.open("ab") as log:
            self._process = Forked(*words, "--with-parent", errors=log.fileno())
        said = self._process.stdout.readline()
        assert said, f"the server did not start: {self.log}"
        self.greeting = msgspec.json.decode(said, type=Greeting)

    def heard(self, what: Callable[[Greeting], str]) -> Greeting:
        """Read on until the server has said something to the window."""
        assert self._process is not None
        for line in self._process.stdout:
            if what(said := msgspec.json.decode(line, type=Greeting)):
                return said
        raise AssertionError("the server ended")

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._wait()

    def stop(self) -> None:
        """End the server as its window does: by letting go of its standard input."""
        if self._process is not None:
            ended = self._process.poll()
            self._process.stdin.close()
            self._wait()
            assert ended is None, f"the server had ended by itself ({ended}): {self.log}"

    def close(self) -> None:
        """End everything."""
        self._stack.close()
        try:
            self.stop()
        finally:
            self._kept.close()
            self.file.close()

    def _wait(self) -> None:
        process, self._process = self._process, None
        assert process is not None
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.close()

    def browser(self, cookie: str = "", source: str = "") -> httpx.Client:
        """A browser at the room; `cookie` is sent along, `source` is its own address."""
        transport = httpx.HTTPTransport(local_address=source or None, verify=False)
        headers = {"cookie": cookie} if cookie else {}
        client = httpx.Client(
            base_url=self.url, timeout=PATIENCE, transport=transport, headers=headers
        )
        return self._stack.enter_context(client)

    def join(self, **said: Any) -> httpx.Client:
        """A browser whose person has joined."""
        client = self.browser()
        body = {"code": self.greeting.join_code, "take_part": True, **said}
        client.post("/api/join", json=body).raise_for_status()
        return client

    def pair(self, role: Role) -> httpx.Client:
        """A note-taker's or the facilitator's browser."""
        codes = {
            Role.NOTE_TAKER: self.greeting.note_code,
            Role.THEME_TEAM: self.greeting.theme_code,
            Role.FACILITATOR: self.greeting.remote_code,
        }
        client = self.browser()
        body = {"role": role.value, "code": codes[role]}
        client.post("/api/pair", json=body).raise_for_status()
        return client

    def let_in(self, people: int) -> list[str]:
        """So many people who have joined already; the cookie of each."""
        with self.file.write(Verb.SET_UP, now()) as writer:
            joined = [
                joining.join(writer, Agreed(take_part=True), now=now()) for _ in range(people)
            ]
        return [f"seat={token}" for _, token in joined]

    def add_poll(self, **said: Any) -> Poll:
        """A poll of two items, or as `said`."""
        poll = Poll(
            **{
                "id": new_id(),
                "position": 900.0,
                "title": "Poll",
                "wording": "Which?",
                "method": Method.CHOOSE_ONE,
                "items": (Item("a", "A"), Item("b", "B")),
                "secrecy": Secrecy.SEALED,
                **said,
            }
        )
        preparing.save(self.file, poll, now=now())
        return poll

    def open_poll(self, **said: Any) -> Round:
        """A poll of two items, or as `said`, open."""
        return voting.open_round(self.file, self.add_poll(**said).id, now=now())

    def change(self, **said: Any) -> None:
        """Change the seminar itself."""
        with self.file.write(Verb.SET_UP, now()) as writer:
            kept = writer.get(Seminar, SEMINAR_ID)
            writer.put(replace(kept, **said))

    def bytes_on_disk(self) -> bytes:
        """The file and its write-ahead log, as they lie there."""
        return b"".join(each.read_bytes() for each in self.files())

    def files(self) -> tuple[Path, ...]:
        """The file and its write-ahead log."""
        path = self.file.path
        return (path, *path.parent.glob(f"{path.name}-*"))


@contextlib.contextmanager
def served(original: Path, folder: Path, server: str = "") -> Iterator[ServedRoom]:
    """A copy of a seminar with a server process on it, until the block ends; with `server`, the
    folder of a PostgreSQL server's socket, in a database there.
    """
    path = folder / "served.seminar"
    shutil.copyfile(original, path)
    room = ServedRoom(path, copied_to(server, path) if server else "")
    try:
        room.start()
        yield room
    finally:
        room.close()


def copied_to(server: str, path: Path) -> str:
    """The address of a copy of a seminar in a database."""
    address = f"postgresql://postgres@/postgres/t{uuid4().hex}?host={server}"
    file = SeminarFile.open(path)
    copy(file, address_of(address), lambda _share: None).close()
    file.close()
    return address


def token_of(client: httpx.Client, role: Role) -> str:
    """The token a browser was given."""
    return str(client.cookies[COOKIES[role]])


def ballot(opened: Round, *marks: tuple[str, int], words: tuple[str, ...] = ()) -> dict[str, Any]:
    """A ballot as a phone sends it."""
    return {
        "round_id": opened.id,
        "submission": new_id(),
        "marks": [list(mark) for mark in marks],
        "words": list(words),
    }


def told(stream: httpx.Response) -> Iterator[dict[str, Any]]:
    """What a stream tells, state by state."""
    for line in stream.iter_lines():
        if line.startswith("data: ") and (state := json.loads(line.removeprefix("data: "))):
            yield state


def until(
    client: httpx.Client, wanted: Callable[[dict[str, Any]], object], path: str = "/api/live"
) -> dict[str, Any]:
    """The first state that a page is told which is as wanted."""
    with client.stream("GET", path) as answer:
        return next(state for state in told(answer) if wanted(state))
