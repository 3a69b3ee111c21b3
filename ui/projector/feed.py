"""What the room sees, kept current: the projector and the preview each listen to one of these."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.stage.sights import Closing, Joining, Slide, View, Vote
from ui.projector.painting import NO_IMAGES, Images
from ui.room import wifi
from ui.session import Session

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore

SHOWN = frozenset(Kind) - {
    Kind.CODING,
    Kind.CONSENT,
    Kind.ADDRESS,
    Kind.SLIDE_PICTURE,
    Kind.PHOTOGRAPH,
}
"""The kinds of record that a sight can show."""

COALESCE_MS = 100
TICK_MS = 1000


class StageFeed(QObject):
    """What the room sees, for whoever shows it.

    `viewed` carries the view when it is another one; `ticked` comes each second, for clocks and
    pages. Both only between `start` and `stop`.
    """

    viewed = Signal(object)
    ticked = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = _Reading.of(session)
        self._reading.done.connect(self._take)
        self.view: View | None = None
        self.images: Images = NO_IMAGES
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self.ticked)

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self._session.clock()

    def start(self) -> None:
        """Read now, and from then on whenever there is news."""
        self._clock.start()
        self._reading.listeners.add(id(self))
        self.read()

    def stop(self) -> None:
        """Nobody is looking."""
        self._clock.stop()
        self._reading.leave(id(self))

    def read(self) -> None:
        """Read the stage once more."""
        self._reading.read()

    def _take(self, view: View, images: Images) -> None:
        self.images = images
        if view != self.view:
            self.view = view
            self.viewed.emit(view)


class _Reading(QObject):
    """Reads the stage when something on it may have changed, at most ten times a second, once for
    all who show it.

    After a silence it reads at once; in a burst a tenth of a second lies between two readings.
    """

    done = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session.watch)
        self._session = session
        self.listeners: set[int] = set()
        self._under_way = self._again = False
        self._images: Images = NO_IMAGES
        self._since = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.read)
        session.watch.changed.connect(self._hear)

    @classmethod
    def of(cls, session: Session) -> Self:
        """The one of this seminar."""
        return session.watch.findChild(cls) or cls(session)

    def read(self) -> None:
        """Read once more; while one reading is under way the next waits for it."""
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        self._soon.stop()
        self._since.start()
        file, now, held = self._session.file, self._session.clock(), self._images

        def work() -> tuple[View, Images]:
            # Loaded here because the store takes as long to import as a window to show.
            from facilitator.services.views import projector

            view = projector.view(file, now)
            return view, _images(file, view, held)

        self._session.tasks.run(work, self._take, self._give_up)

    def leave(self, listener: int) -> None:
        """Nobody waits for the reading put off for a listener who was the last one."""
        self.listeners.discard(listener)
        if not self.listeners:
            self._again = False
            self._soon.stop()

    def _hear(self, changes: frozenset[Change]) -> None:
        if self.listeners and any(change.kind in SHOWN for change in changes):
            self._read_soon()

    def _take(self, read: tuple[View, Images]) -> None:
        self._under_way = False
        view, self._images = read
        self.done.emit(_with_address(_with_network(view), self._session), self._images)
        self._read_again()

    def _give_up(self, error: BaseException) -> None:
        """The sight that is shown stays: better the old one than none before a whole room."""
        self._under_way = False
        self._read_again()

    def _read_again(self) -> None:
        if self._again:
            self._again = False
            self._read_soon()

    def _read_soon(self) -> None:
        if not self._soon.isActive():
            rested = self._since.elapsed() if self._since.isValid() else COALESCE_MS
            self._soon.start(max(0, COALESCE_MS - rested))


def _images(file: "SeminarStore", view: View, held: Images) -> Images:
    """The slide that is shown and those beside it, so that turning finds them ready; made here, off
    the window's thread.
    """
    sight = view.sight
    if not isinstance(sight, Slide):
        return NO_IMAGES
    from facilitator.services.seminar import slides

    near = [n for n in range(sight.page - 2, sight.page + 1) if 0 <= n < sight.pages]
    kept = {n: held[sight.slides_id, n] for n in near if (sight.slides_id, n) in held}
    read = slides.pictures(file, sight.slides_id, [n for n in near if n not in kept])
    drawn = {n: QImage.fromData(picture) for n, picture in read.items()} | kept
    return {(sight.slides_id, n): image for n, image in drawn.items() if not image.isNull()}


def _with_address(view: View, session: Session) -> View:
    """The file does not know where the room is served either; whoever serves it does."""
    greeting = session.room.greeting if session.room is not None else None
    if not isinstance(view.sight, Vote | Closing) or greeting is None:
        return view
    return replace(view, sight=replace(view.sight, address=greeting.url))


def _with_network(view: View) -> View:
    """The file does not know the Wi-Fi that phones need first; this computer's settings do."""
    if not isinstance(view.sight, Joining):
        return view
    name, password = wifi.remembered()
    return replace(view, sight=replace(view.sight, network=name, password=password))
