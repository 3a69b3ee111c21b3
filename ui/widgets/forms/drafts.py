"""What is half typed, and what was ended but could not be written: kept, and given back."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.wording import Counted

T = TypeVar("T")

SOON_MS = 700
"""So old may a half-typed line be on the disk, with what writing it takes: within a second."""


def given_back(n: int) -> Counted:
    """What is said of lines that stand in the field again."""
    return Counted(
        n,
        "{n} line stands in the field again: Enter tries once more.",
        "{n} lines stand in the field again, one after the other: Enter tries each once more.",
    )


class Soon(QTimer):
    """Calls `keep` so long after the first letter that is not kept, however steadily one types.

    What could not be kept is tried again as soon, until it is: a disk may have room again.
    """

    def __init__(self, keep: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=SOON_MS)
        self.timeout.connect(keep)
        self._has_failed = False

    def begin(self) -> None:
        """Something is not kept: begin to count, where that has not begun yet."""
        if not self.isActive():
            self.start()

    def succeeded(self) -> None:
        """It is kept."""
        self._has_failed = False

    def failed(self) -> bool:
        """It could not be kept; whether that is news to whoever types."""
        self.begin()
        is_news, self._has_failed = not self._has_failed, True
        return is_news


class GivenBack(Generic[T]):
    """Lines that were ended and could not be written come back into the field one by one, as they
    were; what was being typed meanwhile comes after them.
    """

    def __init__(self, typed: Callable[[], T], show: Callable[[T], object]) -> None:
        self._typed = typed
        self._show = show
        self._waiting: list[T] = []
        self._after: T | None = None

    def take(self, ended: T) -> None:
        """Take back a line; the first of them stands in the field."""
        if not self._waiting:
            self._after = self._typed()
            self._show(ended)
        self._waiting.append(ended)

    def sent(self) -> T | None:
        """The line in the field was ended again: what stands there next, None for nothing."""
        self._waiting = self._waiting[1:]
        if self._waiting:
            return self._waiting[0]
        after, self._after = self._after, None
        return after

    def behind(self) -> tuple[T, ...]:
        """What comes after the line in the field, in order."""
        after = () if self._after is None else (self._after,)
        return (*self._waiting[1:], *after)

    def resume(self, first: T, behind: Sequence[T]) -> None:
        """Take up what was kept: the line for the field, and what comes after it."""
        self._waiting, self._after = [], None
        if behind:
            self._waiting, self._after = [first, *behind[:-1]], behind[-1]
        self._show(first)

    def all_of_them(self) -> tuple[T, ...]:
        """The lines that were ended, the first as it stands now; they are let go of, and what was
        being typed stands in the field.
        """
        if not self._waiting:
            return ()
        lines = (self._typed(), *self._waiting[1:])
        after, self._waiting, self._after = self._after, [], None
        if after is not None:
            self._show(after)
        return lines

    def said_with(self, error: BaseException) -> str:
        """Why something could not be written, and what stands in the field because of it."""
        return f"{error} {given_back(len(self))}" if self._waiting else str(error)

    def __len__(self) -> int:
        return len(self._waiting)
