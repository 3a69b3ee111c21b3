"""Words that the disk did not take: kept, and written as soon as it takes them."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.errors import StorageError
from facilitator.domain.wording import say

AGAIN_MS = 2000

KEPT = say("What you typed is kept here, and written as soon as that is possible.")

Write = Callable[[Callable[[Any], object], Callable[[BaseException], object]], object]
"""Writes something; is told what to call with its value, and with what stood in its way."""


class UnwrittenWords(QObject):
    """What was typed last for each thing, in the order in which it was typed; `said` hears why it
    could not be written, the first time.
    """

    def __init__(self, said: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._said = said
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    def __len__(self) -> int:
        return len(self._waiting)

    def write(
        self,
        key: Hashable,
        write: Write,
        then: Callable[[Any], object] | None,
        refused: Callable[[BaseException], object],
    ) -> None:
        """Write what was typed for `key`, now or later."""

        def written(value: object) -> None:
            self._waiting.pop(key, None)
            if then is not None:
                then(value)

        def failed(error: BaseException) -> None:
            known = self._waiting.pop(key, None)
            if not isinstance(error, StorageError):
                refused(error)
                return
            self._waiting[key] = partial(write, written, failed)
            self._again.start()
            if known is None:
                self._said(f"{error} {KEPT}")

        write(written, failed)

    def try_again(self) -> None:
        """Try everything that waits, in order; silently, since it has been said."""
        self._again.stop()
        for write in tuple(self._waiting.values()):
            write()
