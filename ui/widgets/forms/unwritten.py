"""Words that the disk did not take: kept, and written as soon as it takes them."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.errors import StorageError
from facilitator.domain.wording import say
from ui.words.telling import told

AGAIN_MS = 2000

KEPT = say("What you typed is kept here, and written as soon as that is possible.")

Write = Callable[[Callable[[Any], object], Callable[[BaseException], object]], object]
"""Writes something; is told what to call with its value, and with what stood in its way."""


class UnwrittenWords(QObject):
    """What was typed last for each thing, in the order in which it was typed; `said` hears why it
    could not be written, the first time. `changed`: other words wait now.
    """

    changed = Signal()

    def __init__(self, said: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._said = said
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._lines: dict[Hashable, str] = {}
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that wait, in the order in which they were ended."""
        return tuple(self._lines[key] for key in self._waiting if key in self._lines)

    def write(
        self,
        key: Hashable,
        write: Write,
        then: Callable[[Any], object] | None,
        refused: Callable[[BaseException], object],
        line: str = "",
    ) -> None:
        """Write what was typed for `key`, now or later; `line` is what no field shows any more."""

        def written(value: object) -> None:
            self._let_go(key)
            if then is not None:
                then(value)

        def failed(error: BaseException) -> None:
            if not isinstance(error, StorageError):
                self._let_go(key)
                refused(error)
                return
            is_news = key not in self._waiting
            self._waiting[key] = partial(write, written, failed)
            if line:
                self._lines[key] = line
            self._again.start()
            if is_news:
                self.changed.emit()
                self._said(f"{told(error)} {told(KEPT)}")

        write(written, failed)

    def try_again(self) -> None:
        """Try everything that waits, in order; silently, since it has been said."""
        self._again.stop()
        for write in tuple(self._waiting.values()):
            write()

    def _let_go(self, key: Hashable) -> None:
        """It waits no more."""
        self._lines.pop(key, None)
        if self._waiting.pop(key, None) is not None:
            self.changed.emit()
