"""The projector's window: the room's picture on a display of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui import settings, theme
from ui.projector.displays import apart, next_display, room_display
from ui.projector.feed import StageFeed
from ui.projector.picture import Picture
from ui.session import Session
from ui.words.telling import tell

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore

WINDOWED = (960, 544)
"""In pixels: the picture takes its sizes from its window, whatever the size of text."""


class ProjectorWindow(QWidget):
    """Fills the room's display by itself and follows displays as they come and go.

    With one display only it is an ordinary window, for looking. Keys: B, . or F12 blanks, PgDn and
    PgUp turn slides, N goes to another display, F11 fills the display or gives it back, Escape
    gives it back. While it fills the room's display it never takes the keyboard, which stays with
    the facilitator; the same is in the menu then. `displays` gives the displays there are, `own`
    the one with the main window.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        displays: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
        own: Callable[[], QScreen | None] = QGuiApplication.primaryScreen,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        theme.dress(self)
        self._session = session
        self._displays = displays
        self._own = own
        self._waits_for_display = False
        self._dragged_from: QPoint | None = None
        self.feed = StageFeed(session, self)
        self.picture = Picture(self, self.feed)
        self.setWindowTitle(tell("What the room sees"))
        self.setAccessibleName(tell("What the room sees"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(320, 240)
        self.resize(*WINDOWED)
        self._wire()

    def _wire(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._watch)
        app.screenAdded.connect(self.follow_displays)
        app.screenRemoved.connect(self.follow_displays)
        app.primaryScreenChanged.connect(self.follow_displays)
        for display in QGuiApplication.screens():
            self._watch(display)

    def _watch(self, display: QScreen) -> None:
        display.geometryChanged.connect(self._follow_change)

    def _follow_change(self) -> None:
        """Another resolution, another place beside the others, or the same picture as another."""
        if self._waits_for_display or self.isFullScreen():
            self.follow_displays()

    # Where it stands

    def open_by_itself(self) -> None:
        """Show it on the room's display, now or as soon as there is one."""
        self._waits_for_display = True
        self.follow_displays()

    def follow_displays(self) -> None:
        """Displays came, went or changed: fill the room's, or make way on the facilitator's own."""
        display = self._room_display()
        if display is not None and (self.isVisible() or self._waits_for_display):
            self._waits_for_display = False
            self.show()
            self.fill(display)
        elif display is None and self.isVisible() and self.isFullScreen():
            self._waits_for_display = True
            self.hide()

    def fill(self, display: QScreen) -> None:
        """Fill a display."""
        filled = self.screen() is display and self.geometry() == display.geometry()
        if filled and self.isFullScreen():
            return
        self._take_keyboard(display is self._own())
        # Another geometry alone would make it a window again, for Qt and not for the display.
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(display)
        self.setGeometry(display.geometry())
        # Not showFullScreen(), which asks for the keyboard.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def be_a_window(self) -> None:
        """An ordinary window that can be moved and resized."""
        self.unsetCursor()
        self._take_keyboard(True)
        self.showNormal()
        room = self.screen().availableGeometry()
        self.resize(min(WINDOWED[0], room.width()), min(WINDOWED[1], room.height()))
        self.move(room.center() - self.rect().center())

    def go_to_next_display(self) -> None:
        """Go on to the next display that is not the facilitator’s, and stay there from now on."""
        display = next_display(self._displays(), self.screen(), self._own())
        if display is not None:
            settings.PROJECTOR_DISPLAY.keep(display.name())
            self.fill(display)

    def _take_keyboard(self, takes: bool) -> None:
        """Whether the window may have the keyboard; the widget's own flags would hide it."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not takes)

    def _room_display(self) -> QScreen | None:
        chosen = settings.PROJECTOR_DISPLAY.read()
        return room_display(self._displays(), self._own(), chosen)

    # What it shows

    def paintEvent(self, event: QPaintEvent) -> None:
        self.picture.paint()

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.feed.start()
        display = self._room_display()
        self._take_keyboard(display is None)
        if not event.spontaneous() and display is not None and not self.isFullScreen():
            self.fill(display)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.feed.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._waits_for_display = False
        self.picture.reveal.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = None if event.isAutoRepeat() else self._keys().get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _keys(self) -> dict[int, Callable[[], object]]:
        return {
            Qt.Key.Key_B: self.blank,
            Qt.Key.Key_Period: self.blank,
            Qt.Key.Key_F12: self.blank,
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_N: self.go_to_next_display,
            Qt.Key.Key_F11: self.toggle_full,
            Qt.Key.Key_Escape: self.be_a_window,
        }

    def blank(self) -> None:
        """Blank the room's screen, or bring it back."""
        _change(self._session, _blank)

    def turn(self, by: int) -> None:
        """The next slide, or the one before; a clicker’s keys."""
        _change(self._session, partial(_turn, by))

    def toggle_full(self) -> None:
        """Fill this display, or give it back."""
        if self.isFullScreen():
            self.be_a_window()
        else:
            self.fill(self.screen())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_full()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging anywhere moves the window; a full one becomes a window that follows."""
        start, here = self._dragged_from, event.globalPosition().toPoint()
        if start is None or (here - start).manhattanLength() < QApplication.startDragDistance():
            return
        if self.isFullScreen():
            self.be_a_window()
            self.move(here - self.rect().center())
        else:
            self.move(self.pos() + here - start)
        self._dragged_from = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go over the room's display, it fills that one."""
        moved = self._dragged_from is not None and not self.isFullScreen()
        self._dragged_from = None
        under = QGuiApplication.screenAt(event.globalPosition().toPoint())
        if moved and under is not None and under in apart(self._displays(), self._own()):
            settings.PROJECTOR_DISPLAY.keep(under.name())
            self.fill(under)


def _change(session: Session, change: "Callable[[SeminarStore, datetime], None]") -> None:
    work = partial(change, session.file, session.clock())
    session.tasks.run(work, lambda _: session.watch.nudge())


def _blank(file: "SeminarStore", now: datetime) -> None:
    from facilitator.services.views import projector  # see StageFeed.read

    projector.blank(file, now=now)


def _turn(by: int, file: "SeminarStore", now: datetime) -> None:
    from facilitator.services.seminar import slides

    slides.turn(file, by, now=now)
