"""What this computer remembers for the person who uses it: each setting once, with its default.

Settings never travel with a seminar file. Nothing else in the program asks `QSettings`.
"""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QSettings

_Value = str | QByteArray | None
"""None for what goes back to its default."""


class _Writing:
    """Brings what is kept to the disk, in the order in which it was, beside the window: that waits
    until it is there, which a busy disk takes longer for than an eye forgives.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, _Value] = {}
        self._thread: threading.Thread | None = None

    def keep(self, key: str, value: _Value) -> None:
        """Keep a value. The program does not end before it is on the disk."""
        with self._lock:
            self._waiting[key] = value
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="settings")
                self._thread.start()

    def read(self, key: str) -> object:
        """What was kept last; None where nothing was."""
        with self._lock:
            if key in self._waiting:
                return self._waiting[key]
        return QSettings().value(key)

    def settle(self) -> None:
        """Wait until all is on the disk."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _write(self) -> None:
        while batch := self._batch():
            written = QSettings()
            for key, value in batch.items():
                if value is None:
                    written.remove(key)
                else:
                    written.setValue(key, value)
            written.sync()
            with self._lock:
                for key, value in batch.items():
                    if self._waiting[key] is value:
                        del self._waiting[key]

    def _batch(self) -> dict[str, _Value]:
        """What is to be written; with nothing left the thread is one that has ended."""
        with self._lock:
            if not self._waiting:
                self._thread = None
            return dict(self._waiting)


_writing = _Writing()
settle = _writing.settle


@dataclass(frozen=True, slots=True)
class Setting:
    """A text that is kept. What is kept but is not among `choices` counts as the default."""

    key: str
    default: str = ""
    choices: tuple[str, ...] = ()

    def read(self) -> str:
        """What was kept last, else the default."""
        found = _writing.read(self.key)
        kept = self.default if found is None else str(found)
        return kept if not self.choices or kept in self.choices else self.default

    def keep(self, value: str) -> None:
        """Keep this from now on."""
        _writing.keep(self.key, value)

    def forget(self) -> None:
        """Go back to the default."""
        _writing.keep(self.key, None)


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes and places as Qt packs them; without one kept, a widget has a shape of its own."""

    key: str

    def read(self) -> QByteArray | None:
        """What was kept last, None where there is nothing."""
        kept = _writing.read(self.key)
        return kept if isinstance(kept, QByteArray) else None

    def keep(self, shape: QByteArray) -> None:
        """Keep this from now on."""
        _writing.keep(self.key, shape)


SCHEME = Setting("scheme", "system", ("system", "light", "dark", "contrast"))
"""Light, dark, of high contrast, or as the system says: of every window but the projector's."""

TEXT_SIZE = Setting("text-size", "100", ("100", "125", "150", "175", "200"))
"""How large text is, in per cent of the usual size, and with it all that stands beside it."""

LANGUAGE = Setting("language", "en", ("en", "cy"))
"""The language of the window; the room, its phones and papers have those of the seminar."""

PLACE = Setting("place", "0", ("0", "1", "2", "3", "4", "5"))
"""The place that was shown last, from 0; a seminar opens there unless its day is running."""

TOUR = Setting("tour", "new", ("new", "taken"))
"""Whether the first look round was begun on this computer; by itself it begins once."""

WRITER = Setting("writer")
"""The name of whoever handed notes over last, proposed the next time."""

SHOWS_ALIKE = Setting("notes/alike", "no", ("no", "yes"))
"""Whether a note-taker is shown what other groups have that is nearly the same."""

OPEN_ROOM = Setting("room/open")
"""The path of the seminar whose room is open, so that it is opened again after a crash."""

LIBRARY = Setting("library")
"""The database that seminars were opened from last, without its password."""

ROOM_INTERFACE = Setting("room/interface")
"""The network interface whose address phones are given; "" takes the likeliest."""

WIFI_NAME = Setting("room/network")
"""The room's Wi-Fi, as people are told it."""

WIFI_PASSWORD = Setting("room/password")
"""The password of the room's Wi-Fi; "" where none is needed."""

PROJECTOR_DISPLAY = Setting("projector/display")
"""The name of the display that the room's picture was put on; "" takes the one beside ours."""

WINDOW = Shape("geometry")
"""Where the main window stands, and how large it is."""


def widths(place: str) -> Shape:
    """How wide the panes of a place or a dialog stand beside each other."""
    return Shape(f"split/{place}")
