"""What is half typed, and what was ended but refused: kept, and taken up again when asked for."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.wording import Counted
from ui.words.telling import told

SOON_MS = 700
"""So old may a half-typed line be on the disk, with what writing it takes: within a second."""


class HasWords(Protocol):
    """What is typed."""

    @property
    def words(self) -> str: ...


T = TypeVar("T", bound=HasWords)


def given_back(n: int) -> Counted:
    """What is said of lines that wait beside the field."""
    return Counted(
        n,
        "{n} line waits under the field: “Put back” brings it there, to be tried once more.",
        "{n} lines wait under the field: “Put back” brings them there one by one, to be tried once "
        "more.",
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


class GivenBack(QObject, Generic[T]):
    """Lines that were ended and refused wait beside the field, as they were: somebody types in it
    by then, and what they type would go into a line that came back by itself. `changed`: others
    wait now.
    """

    changed = Signal()

    def __init__(
        self, typed: Callable[[], T], show: Callable[[T], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._typed = typed
        self._show = show
        self._waiting: tuple[T, ...] = ()

    @property
    def lines(self) -> tuple[T, ...]:
        """The lines that wait, in the order in which they were ended."""
        return self._waiting

    def take(self, ended: T) -> None:
        """Take back a line."""
        self._wait((*self._waiting, ended))

    def put_back(self) -> None:
        """Bring the first line into the field; what stands there waits instead, as the last."""
        if not self._waiting:
            return
        (first, *others), standing = self._waiting, self._standing()
        self._show(first)
        self._wait((*others, *standing))

    def resume(self, first: T, behind: Sequence[T]) -> None:
        """Take up what was kept: the line for the field, and those that waited beside it. Where
        somebody types there already, the line waits as well.
        """
        if self._standing():
            self._wait((*((first,) if first.words.strip() else ()), *behind))
        else:
            self._show(first)
            self._wait(tuple(behind))

    def said_with(self, error: BaseException) -> str:
        """Why something could not be written, and what waits because of it."""
        waits = f" {told(given_back(len(self._waiting)))}" if self._waiting else ""
        return f"{told(error)}{waits}"

    def _standing(self) -> tuple[T, ...]:
        typed = self._typed()
        return (typed,) if typed.words.strip() else ()

    def _wait(self, lines: tuple[T, ...]) -> None:
        self._waiting = lines
        self.changed.emit()
