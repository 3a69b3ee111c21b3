"""The room server beside the window: started, kept alive on its port, ended with the window.

It is a process of its own, so that a stall of the window never keeps phones waiting and a crash of
either leaves the other standing. It reads from a pipe that only this process holds: when the
window ends, for whatever reason, the pipe closes and the server goes too.
"""

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from facilitator.domain.people.devices import Role
from facilitator.domain.wording import Text, say
from facilitator.room.net.addresses import Place, chosen, places
from facilitator.room.net.greeting import ELSEWHERE, Greeting
from ui import settings
from ui.recent import noted
from ui.room.server_process import ServerProcess, free_port, is_free
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.room.trial.trial import Trial
    from facilitator.services.files.addresses import Where

EVERYWHERE = "0.0.0.0"
PORT = 8080
WAITS_MS = (0, 250, 500, 1000, 2000, 5000)
"""How long to wait before each start after the last one failed; the last holds from then on."""
STEADY_MS = 10_000
"""After this long a server counts as sound, and the next start is at once again."""
LOOK_MS = 5000


NOT_KEPT = say("{why} Phones keep what people send meanwhile, and send it again by themselves.")
PORT_IS_USED = say("Port {first} is used by another program, so the room is at port {port}.")


class RoomState(Enum):
    """How the room stands."""

    CLOSED = "closed"
    OPENING = "opening"
    OPEN = "open"
    RETURNING = "returning"


class RoomProcess(QObject):
    """Opens and closes the room of one seminar; `passphrase` is its file's, or its database's.

    `changed` comes whenever the state, the address or a code may be another one; `moved` when an
    open room is from now on at another address. `said` carries sentences for the facilitator.
    `host` is the address to listen on; every one, unless a test keeps to itself.
    """

    changed = Signal()
    moved = Signal()
    said = Signal(str)

    def __init__(
        self,
        where: "Where",
        host: str = EVERYWHERE,
        port: int = PORT,
        passphrase: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._noted = noted(where)
        self._passphrase = passphrase
        self._host = host
        self.wanted_port = port
        self._port = 0
        self._failures = 0
        self._greeting: Greeting | None = None
        self.state = RoomState.CLOSED
        self.trouble: Text = ""
        """Why the room cannot be opened; "" while all is well."""
        self.trial: Trial | None = None
        """What simulated phones came to at this address, None as long as nobody tried."""
        self._server = ServerProcess(self)
        self._again = QTimer(self, singleShot=True)
        self._look = QTimer(self, interval=LOOK_MS)
        self._up = QElapsedTimer()
        self._wire()

    @property
    def greeting(self) -> Greeting | None:
        """Where the room is and its codes; None before it was open."""
        return self._greeting if self.state is not RoomState.CLOSED else None

    @property
    def is_wanted(self) -> bool:
        """Whether the facilitator has opened the room, be it up at the moment or not."""
        return self.state is not RoomState.CLOSED

    @property
    def process_id(self) -> int:
        """The server's process, 0 while there is none."""
        return self._server.id

    @property
    def address(self) -> str:
        """The address phones are given, or would be if the room were open."""
        return self._greeting.address if self._greeting else self._address()

    @property
    def has_network(self) -> bool:
        """Whether other devices can reach this computer at all."""
        return self._host != EVERYWHERE or bool(places())

    def open(self) -> None:
        """Open the room; it is brought back by itself from now on."""
        if self.is_wanted:
            return
        self._server.finish()
        self._failures = 0
        self._set_state(RoomState.OPENING)
        settings.OPEN_ROOM.keep(self._noted)
        self._start()

    def close(self) -> None:
        """Close the room; phones keep what was written on them."""
        self._want_no_more()
        self._server.leave()

    def end(self) -> None:
        """Close the room and wait until its server is gone, which takes a moment at most."""
        self._want_no_more()
        self._server.finish()

    def was_left_open(self) -> bool:
        """Whether the room was open when the program was cut off with this seminar."""
        return settings.OPEN_ROOM.read() == self._noted

    def announce(self, place: Place) -> None:
        """Give phones the address on another network; which network is remembered."""
        settings.ROOM_INTERFACE.keep(place.interface)
        self._look_at_network()

    def take_codes(self, codes: dict[Role, str]) -> None:
        """The codes as the file has them now: one may have been renewed."""
        greeting = self._greeting
        if greeting is None:
            return
        renewed = _with_codes(greeting, codes)
        if renewed != greeting:
            self._greeting = renewed
            self.changed.emit()

    def take_trial(self, trial: "Trial") -> None:
        """Keep what simulated phones came to."""
        self.trial = trial
        self.changed.emit()

    def _start(self) -> None:
        port = self._free_port()
        if port:
            self._port = port
            where = ["--host", self._host, "--port", str(port), "--announce", self._address()]
            arguments = ["serve", self._noted, *where, "--with-parent"]
            self._server.start(arguments, self._passphrase)
        else:
            self._try_again()

    def _free_port(self) -> int:
        """The port to take; 0 to wait a little for the one that phones know."""
        known = self._port
        if known and is_free(self._host, known):
            return known
        if known and self._failures < len(WAITS_MS) - 1:
            return 0
        first = known or self.wanted_port
        port = free_port(self._host, first)
        if port and port != first:
            self.said.emit(told(PORT_IS_USED.of(first=first, port=port)))
        return port

    def _try_again(self) -> None:
        wait = WAITS_MS[min(self._failures, len(WAITS_MS) - 1)]
        self._failures += 1
        self._again.start(wait)

    def _greet(self, greeting: Greeting) -> None:
        known = self._greeting
        back = self.state is RoomState.RETURNING
        self._greeting = greeting
        self.trouble = ""
        self._up.start()
        self._look.start()
        self._set_state(RoomState.OPEN)
        if back:
            self.said.emit(tell("The room had stopped and is back. Phones find it by themselves."))
        if known is not None and known.url != greeting.url:
            self._move()
        for sentence in _what_is_new(greeting, known, is_back=back):
            self.said.emit(sentence)

    def _hear_end(self, why: Text) -> None:
        self._look.stop()
        if not self.is_wanted:
            return
        if self._up.isValid() and self._up.elapsed() > STEADY_MS:
            self._failures = 0
        self._up.invalidate()
        self.trouble = why
        opened = self.state in (RoomState.OPEN, RoomState.RETURNING)
        self._set_state(RoomState.RETURNING if opened else RoomState.OPENING)
        self._try_again()

    def _look_at_network(self) -> None:
        """Laptops change networks; the room goes on, under another address."""
        greeting, address = self._greeting, self._address()
        if greeting is None or self._host != EVERYWHERE or greeting.address == address:
            return
        self._greeting = msgspec.structs.replace(greeting, address=address)
        self._move()

    def _move(self) -> None:
        self.trial = None
        self.changed.emit()
        self.moved.emit()

    def _address(self) -> str:
        """Networks give a computer another number each time; their interface keeps its name."""
        interface = settings.ROOM_INTERFACE.read()
        there = (place.address for place in places() if place.interface == interface)
        return chosen(next(there, ""))

    def _set_state(self, state: RoomState) -> None:
        self.state = state
        self.changed.emit()

    def _want_no_more(self) -> None:
        self._again.stop()
        self._look.stop()
        self.trouble = ""
        if self.was_left_open():
            settings.OPEN_ROOM.forget()
        if self.is_wanted:
            self._set_state(RoomState.CLOSED)

    def _wire(self) -> None:
        self._server.greeted.connect(self._greet)
        self._server.ended.connect(self._hear_end)
        self._again.timeout.connect(self._start)
        self._look.timeout.connect(self._look_at_network)


def _with_codes(greeting: Greeting, codes: dict[Role, str]) -> Greeting:
    return msgspec.structs.replace(
        greeting,
        join_code=codes[Role.PARTICIPANT],
        note_code=codes[Role.NOTE_TAKER],
        remote_code=codes[Role.FACILITATOR],
        theme_code=codes[Role.THEME_TEAM],
    )


def _what_is_new(greeting: Greeting, known: Greeting | None, *, is_back: bool) -> Iterator[str]:
    """What a room says of itself that it had not said; one that `is_back` may be well again."""
    before = known.trouble if known and not is_back else ""
    if (why := greeting.trouble) and why != before:
        yield told(NOT_KEPT.of(why=greeting.why_not_kept))
    elif before and not why:
        yield tell("What phones send is kept again.")
    if (there := greeting.elsewhere) and not (known and known.elsewhere):
        yield told(ELSEWHERE.of(place=there))
