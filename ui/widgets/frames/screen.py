"""The base of every screen: when to read again, and how to write."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import ClassVar, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import Text
from ui.session import Session
from ui.widgets.forms.tab_order import tab_as_read
from ui.widgets.forms.unwritten import UnwrittenWords
from ui.words.telling import told

T = TypeVar("T")


class Held(Protocol):
    """What a place holds beside what stands in its fields, and nobody is to lose."""

    def half_typed(self) -> tuple[str, ...]:
        """What was typed and is recorded nowhere, in words."""

    def carried(self) -> object:
        """All of it, for a place that is built anew."""

    def take_back(self, carried: object) -> None:
        """What was held in the place that was there before."""


class Screen(QWidget):
    """A place of the window. Subclasses build themselves in `__init__` and fill in `reload`.

    The first `reload` comes with the first showing. A change of one of `KINDS` brings another:
    at once while the screen is visible, else when it is shown again.
    """

    KINDS: ClassVar[frozenset[Kind]] = frozenset()
    KEYS: ClassVar[tuple[tuple[Text, Text], ...]] = ()
    """The screen's own keys for the list of shortcuts: the key, and what it does."""

    undoable = Signal(str)
    """A sentence on something just taken away; the window shows it with an Undo button."""

    record_asked = Signal(object)
    """Somebody wants to go to a record (a `Change`), wherever it is shown."""

    comparison_asked = Signal()
    """Other seminars are to be put beside this one."""

    rehearsal_asked = Signal()
    """The day is to be rehearsed on a copy."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self.held: Held | None = None
        self.begins_at: QWidget | None = None
        """What has the keyboard first, where that is not the first control. It is no focus proxy:
        Tab would go there from what stands before the place, past all that is before it."""
        self.waiting = UnwrittenWords(session.tasks.said.emit, self)
        session.watch.changed.connect(self._hear)

    def reload(self) -> None:
        """Read everything the screen shows, and show it."""
        raise NotImplementedError

    def take_news(self, changes: frozenset[Change]) -> None:
        """Changes of this screen's kinds while it is visible; override to read less than all."""
        self.reload()

    def reveal(self, touched: Sequence[Change]) -> None:
        """Move to what undo or redo has changed; what was touched first comes first."""

    def finish(self) -> None:
        """Called before the seminar may be closed, which may not come to pass: save what is still
        in the fields.
        """
        self.waiting.try_again()

    def let_go(self) -> None:
        """Called when the seminar is closed."""

    def unwritten(self) -> int:
        """How many texts are nowhere but here, since they could not be written."""
        return len(self.waiting)

    def write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> None:
        """Do a writing service call on the worker; all views hear of it at once."""

        def heard(value: T) -> None:
            self.session.watch.nudge()
            if then is not None:
                then(value)

        self.session.tasks.run(work, heard, failed, progress)

    def write_words(
        self,
        key: Hashable,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        refused: Callable[[BaseException], object] | None = None,
        line: str = "",
    ) -> None:
        """Write what somebody typed for `key`: what the disk does not take now is kept, and tried
        again until it does; what is refused for another reason goes to `refused`, or is said.
        `line` is what no field shows any more.
        """
        write = partial(self.write, work)
        self.waiting.write(key, write, then, refused or self._say, line)

    def _say(self, error: BaseException) -> None:
        self.session.tasks.said.emit(told(error))

    def do(self, verb: Callable[..., object], *values: object) -> None:
        """Do a verb on the file, with the time; read again at once: the next key may need it."""
        work = partial(verb, self.session.file, *values, now=self.session.clock())
        self.write(work, lambda _: self.reload())

    def read_ahead(self) -> None:
        """Read what the first showing would, before it."""
        if self._stale:
            self._stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_as_read(self)
        self.read_ahead()

    def _hear(self, changes: frozenset[Change]) -> None:
        mine = frozenset(change for change in changes if change.kind in self.KINDS)
        if not mine:
            return
        if self.isVisible():
            self.take_news(mine)
        else:
            self._stale = True
