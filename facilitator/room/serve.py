"""Serving: the process the window starts beside itself, or that runs alone on any machine."""

import contextlib
import errno
import gc
import io
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from msgspec import structs

from facilitator.domain import wording
from facilitator.domain.acts import Place
from facilitator.domain.errors import SeminarError, why_of
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import TRACES
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.room import workers
from facilitator.room.host.home_pages import Maker
from facilitator.room.host.host import Host, utc_now
from facilitator.room.http.app import Room
from facilitator.room.net.addresses import chosen, places
from facilitator.room.net.admission import Addresses
from facilitator.room.net.connections import WebServer
from facilitator.room.net.discovery import announcement
from facilitator.room.net.greeting import ELSEWHERE, Greeting
from facilitator.room.net.passed_on import packed
from facilitator.room.syncing import taken_over
from facilitator.room.syncing.changing_over import OF_DATABASES, ChangeOver
from facilitator.room.workers import (
    Line,
    Workers,
    end_with_parent,
    opened_when_it_answers,
    told_to_end,
)
from facilitator.services.files import own_copy, standby
from facilitator.services.files.addresses import (
    KEYS_HERE,
    Address,
    Keys,
    keys_of_votes,
    open_to_serve,
)
from facilitator.services.files.last_seen import NOTHING_SEEN
from facilitator.services.people import joining
from facilitator.store import freed_memory
from facilitator.store.records.facts import FILE_ID
from facilitator.store.seminar_store import SeminarStore

PORT = 8080
OPEN_FILES = 65_536
BACKLOG = 2048
SWITCH_SECONDS = 0.0003
"""So long does the thread that answers people wait for one that writes or reads."""
ONE_WORKER = wording.say(
    "A seminar in a file is served by one process. Leave --workers out, or copy the seminar into a "
    "database."
)
ALONE_AFTER = 20.0
ENDS_SECONDS = 15.0
"""Within this, workers have let go of a room's port whose server was killed."""
SELDOM = (10_000, 20, 1_000_000)
"""How much is made before the interpreter looks for garbage: young, middle-aged and old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a room is to be served. `announced` is the address to print, "" for the likeliest;
    `make_page` makes the page that people take home, without it there is none. More than one
    process serves a seminar in a database. `room` is which of its rooms is meant: each has its
    own stage, day, votes and phones. `own_copy` is the file in which the room goes on by itself
    when the database has not answered for `alone_after` seconds.
    """

    host: str = "0.0.0.0"
    port: int = PORT
    announced: str = ""
    with_parent: bool = False
    make_page: Maker | None = None
    workers: int = 1
    room: str = MAIN
    own_copy: Path | None = None
    alone_after: float = ALONE_AFTER


def serve(
    where: Path | Address, wanted: Wanted, say: Callable[[str], None], keys: Keys = KEYS_HERE
) -> int:
    """Serve a seminar until stopped; returns the process's exit code. `say` prints a line.

    Raises SeminarError when the port is taken, the seminar cannot be opened, or the keys of its
    votes are somewhere else.
    """
    freed_memory.share()
    freed_memory.begin()
    if wanted.own_copy is not None:
        if isinstance(where, Path):
            raise SeminarError(OF_DATABASES)
        workers.get_ready()
        return _serve_by_turns(where, wanted.own_copy, wanted, say, keys)
    if wanted.workers > 1:
        workers.get_ready()
    opened = open_to_serve(where, utc_now(), keys)
    if wanted.workers > 1 and opened.can.is_file:
        opened.close()
        raise SeminarError(ONE_WORKER)
    try:
        _tell_of_copy(opened, _unheard if wanted.with_parent else say)
        if wanted.workers == 1:
            return serve_open(opened, wanted, say)
        return _serve_together(opened, where, wanted, say)
    except SeminarError:
        opened.close()
        raise


def _tell_of_copy(opened: SeminarStore, say: Callable[[str], None]) -> None:
    """Where somebody serves a room's own copy, so that the room goes on in it."""
    if sentences := tuple(own_copy.said_of(opened)):
        own_copy.go_on_alone(opened, NOTHING_SEEN, utc_now())
        for sentence in sentences:
            say(str(sentence))


def _unheard(_line: str) -> None:
    """The window that began the server reads nothing but where the room is."""


def serve_open(opened: SeminarStore, wanted: Wanted, say: Callable[[str], None]) -> int:
    """The same with a seminar that is open; it is closed when nobody is served any more."""
    file = opened.at(Place.ROOM).in_room(wanted.room)
    sock = _bound(wanted)
    _raise_open_files()
    greeting = _greeting(file, wanted, sock.getsockname()[1])
    host, server = _served(file, _names(greeting), wanted)
    if wanted.with_parent:
        _end_with_parent(server.end)
    for line in _lines(greeting, wanted, keys_of_votes(file)):
        say(line)
    telling = _Telling(greeting, wanted.with_parent, say)
    host.handing_over.changed = telling.of_standby
    host.traces_told = telling.of_traces
    host.troubles.told = telling.of_trouble
    try:
        with _announced(greeting, file), _watching_for_takeover(file, telling.of_takeover):
            server.run(sockets=[sock])
    finally:
        file.close()  # also where somebody presses Ctrl+C: everything is in the file itself then
    return 0


def _served(
    file: SeminarStore, names: Collection[str], wanted: Wanted, server: str = ""
) -> tuple[Host, WebServer]:
    host = Host(file, Addresses(names), wanted.make_page)
    host.server = server
    web = WebServer(Room(host), host.hang_up, BACKLOG)
    host.lines = web.lines
    _favour_the_loop()
    return host, web


def _serve_together(
    opened: SeminarStore, where: Path | Address, wanted: Wanted, say: Callable[[str], None]
) -> int:
    """The same by several processes, which this one keeps going."""
    with _bound(wanted) as sock:
        _raise_open_files()
        greeting = _greeting(opened, wanted, sock.getsockname()[1])
        together = _workers(sock, _names(greeting), wanted, where, wanted.workers)
        _say_that_it_is_open(greeting, wanted, keys_of_votes(opened), say)
        with _announced(greeting, opened), told_to_end() as enough:
            while not together.attend(enough):
                pass
        together.end()
    opened.close()
    return 0


def _serve_by_turns(
    where: Address, path: Path, wanted: Wanted, say: Callable[[str], None], keys: Keys
) -> int:
    """The same, from the database or from the room's own copy. Who listens already is alone with
    it: an earlier server of the room, which was killed, has let go of the port.
    """
    tell = _unheard if wanted.with_parent else say
    with _bound(wanted, patient=True) as sock, contextlib.ExitStack() as at_the_end:
        _raise_open_files()
        over = ChangeOver(where, path, wanted.room, wanted.alone_after, tell)
        with closing(over.opened(keys)) as opened:
            greeting = _greeting(opened, wanted, sock.getsockname()[1], stands_by=False)
            keys_file = keys_of_votes(opened)
            at_the_end.enter_context(_announced(greeting, opened))
        begins = partial(_workers, sock, _names(greeting), wanted)
        _say_that_it_is_open(greeting, wanted, keys_file, say)
        over.run(begins, wanted.workers)
    return 0


def _say_that_it_is_open(
    greeting: Greeting, wanted: Wanted, keys: Path | None, say: Callable[[str], None]
) -> None:
    if wanted.with_parent:
        _end_with_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    for line in _lines(greeting, wanted, keys):
        say(line)


def _workers(
    sock: socket.socket,
    names: Collection[str],
    wanted: Wanted,
    where: Path | Address,
    count: int,
) -> Workers:
    return Workers(count, partial(_work, where, sock, names, wanted))


def _work(
    where: Path | Address,
    sock: socket.socket,
    names: Collection[str],
    wanted: Wanted,
    number: int,
    heard: Line,
) -> None:
    """What each of several does."""
    freed_memory.share()
    ends: list[Callable[[], object]] = [lambda: os._exit(1)]  # nobody is answered yet
    end_with_parent(lambda: ends[-1]())
    freed_memory.begin()
    _raise_open_files()
    file = opened_when_it_answers(where).at(Place.ROOM).in_room(wanted.room)
    host, server = _served(file, names, wanted, str(number))
    host.notices.hear(heard)
    ends.append(server.end)
    try:
        server.run(sockets=[sock])
    finally:
        file.close()


def _bound(wanted: Wanted, *, patient: bool = False) -> socket.socket:
    """Where people come to. `patient` where an earlier server of the room may just be ending: its
    workers do so by themselves when it was killed.
    """
    until = time.monotonic() + (ENDS_SECONDS if patient else 0.0)
    while True:
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((wanted.host, wanted.port))
            sock.listen(BACKLOG)  # who comes from now on waits in line until the room is set up
        except OSError as error:
            sock.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise _refused(wanted, error) from error
            time.sleep(0.1)
        else:
            return sock


def _refused(wanted: Wanted, error: OSError) -> SeminarError:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return SeminarError(
            wording.say(
                "{host} is no address of this computer. Choose one that is, or leave --host out.",
                host=wanted.host,
            )
        )
    return SeminarError(
        wording.say(
            "Port {port} cannot be used: {why}. Choose another with --port.",
            port=wanted.port,
            why=why_of(error),
        )
    )


def _raise_open_files() -> None:
    """Every phone holds a connection open; the usual limit would end a large room."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        limit = OPEN_FILES if most == resource.RLIM_INFINITY else min(most, OPEN_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))


def _favour_the_loop() -> None:
    """Have the thread that answers people wait less for the thread that writes."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # what stays for good need not be looked through again and again
    # Looking for garbage holds up everybody. The old, all that two thousand open lines keep, takes
    # longer than many a commit, and is left to the host, for when nobody is sending.
    gc.set_threshold(*SELDOM)


def _greeting(file: SeminarStore, wanted: Wanted, port: int, *, stands_by: bool = True) -> Greeting:
    codes = joining.codes(file, now=utc_now())
    only = wanted.host if wanted.host not in ("0.0.0.0", "") else ""
    return Greeting(
        address=only or chosen(wanted.announced),
        port=port,
        join_code=codes[Role.PARTICIPANT],
        note_code=codes[Role.NOTE_TAKER],
        remote_code=codes[Role.FACILITATOR],
        theme_code=codes[Role.THEME_TEAM],
        standby_code=(
            standby.code_of(file, now=utc_now()) if stands_by and file.can.is_file else ""
        ),
    )


class _Telling:
    """Tells the window, or whoever started the room by hand, what becomes of its standby."""

    def __init__(self, greeting: Greeting, to_parent: bool, say: Callable[[str], None]) -> None:
        self._greeting = greeting
        self._to_parent = to_parent
        self._say = say

    def of_standby(self, place: str) -> None:
        """Where one stands by, "" where it has gone."""
        here = f"A standby is at {place}: phones go there when this room is gone."
        gone = "The standby has not been heard of for a minute."
        self._tell(here if place else gone, standby=place)

    def of_traces(self, there: bool) -> None:
        """Whether what was voted is still in the file's log; a window finds out by itself."""
        if not self._to_parent:
            self._say(str(TRACES) if there else "The file’s log is empty: no vote is left in it.")

    def of_trouble(self, why: wording.Text) -> None:
        """Why nothing can be kept; who started the room by hand reads it on the error channel."""
        if self._to_parent:
            with contextlib.suppress(OSError):  # nobody reads what is said any more
                self._tell("", trouble=packed(why))

    def of_takeover(self, place: str) -> None:
        """Where it has taken over."""
        with contextlib.suppress(OSError):  # nobody reads what is said any more
            self._tell(str(ELSEWHERE.of(place=place)), elsewhere=place)

    def _tell(self, said: str, **changed: str) -> None:
        self._greeting = structs.replace(self._greeting, **changed)
        self._say(msgspec.json.encode(self._greeting).decode() if self._to_parent else said)


@contextlib.contextmanager
def _watching_for_takeover(file: SeminarStore, tell: Callable[[str], None]) -> Iterator[None]:
    ended = threading.Event()
    watching = threading.Thread(
        target=taken_over.watch, args=(file, tell, ended), name="takeover", daemon=True
    )
    watching.start()
    try:
        yield
    finally:
        ended.set()


def _names(greeting: Greeting) -> set[str]:
    known = {place.address for place in places()}
    return known | {greeting.address, socket.gethostname(), f"{socket.gethostname()}.local"}


def _lines(greeting: Greeting, wanted: Wanted, keys: Path | None) -> Iterator[str]:
    """What is said once the room is open: to the window, or to whoever started it by hand."""
    if wanted.with_parent:
        yield msgspec.json.encode(greeting).decode()
        return
    import segno

    drawn = io.StringIO()
    segno.make(greeting.join_url, error="m").terminal(drawn, compact=True)
    yield drawn.getvalue()
    yield f"The room is open at {greeting.url}"
    yield f"Join code: {greeting.join_code}"
    yield f"Note-takers pair at {greeting.url}notes with {greeting.note_code}"
    yield f"The theme team's laptop joins at {greeting.url} with {greeting.theme_code}"
    yield f"Your own phone pairs at {greeting.url}remote with {greeting.remote_code}"
    if greeting.standby_code:
        yield (
            f"A second laptop stands by with: facilitator standby FILE --of {greeting.url} "
            f"and the code {standby.shown(greeting.standby_code)}"
        )
    if keys is not None:
        yield (
            f"The keys of votes are in {keys}. Another computer that serves this seminar needs a "
            "copy of it (--keys)."
        )
    yield "Press Ctrl+C to close it."


def _end_with_parent(end: Callable[[], object]) -> None:
    """The parent holds our standard input; when it goes, for whatever reason, so do we."""

    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while sys.stdin.buffer.read(1):
                pass
        end()

    threading.Thread(target=wait, name="parent", daemon=True).start()


@contextlib.contextmanager
def _announced(greeting: Greeting, file: SeminarStore) -> Iterator[None]:
    """Announce the room by multicast DNS, so that note-takers' laptops find it by themselves."""
    if greeting.address.startswith("127."):
        yield
        return
    from zeroconf import Error, Zeroconf

    with file.read() as reader:
        title = reader.get(Seminar, SEMINAR_ID).title
        info = announcement(greeting.address, greeting.port, title, reader.fact(FILE_ID))
    try:
        zeroconf = Zeroconf(interfaces=[greeting.address])
        zeroconf.register_service(info)
    except (OSError, Error) as error:
        logging.getLogger(__name__).info("The room is not announced: %s", error)
        yield
        return
    try:
        yield
    finally:
        zeroconf.close()
