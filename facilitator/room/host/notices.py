"""What whoever began the server has to say to whoever leads the room, on the phone of theirs."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine

from facilitator.domain.wording import Text
from facilitator.room.net.passed_on import unpacked
from facilitator.room.workers import Line


class Notices:
    """One sentence at a time, "" for none; `tell` is called on the event loop where it changes."""

    def __init__(self, tell: Callable[[], Coroutine[object, object, None]]) -> None:
        self.now: Text = ""
        self._tell = tell
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """People are answered from now on."""
        self._loop = asyncio.get_running_loop()

    def hear(self, line: Line) -> None:
        """Hear from another process, for as long as it is there."""
        threading.Thread(target=self._listen, args=(line,), name="notices", daemon=True).start()

    def _listen(self, line: Line) -> None:
        with contextlib.suppress(EOFError, OSError, RuntimeError):  # of a loop that has ended
            while True:
                self.now = unpacked(line.recv())
                if self._loop is not None:
                    asyncio.run_coroutine_threadsafe(self._tell(), self._loop)
