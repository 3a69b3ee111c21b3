"""Run by itself, with two displays and once a third: what the projector's window does about them.

Qt reads its displays when it starts, so this cannot happen inside the other tests. Prints OK.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import preparing
from facilitator.services.views import projector
from tests.ui.kept import forget_all
from ui import theme
from ui.news import Watch
from ui.projector.displays import apart, next_display, room_display
from ui.projector.window import ProjectorWindow
from ui.session import Session
from ui.tasks import ImmediateTasks
from ui.window.main_window import MainWindow
from ui.window.projecting import STAYS, Projecting

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def opens_on_the_second_display(window: ProjectorWindow, second: QScreen) -> None:
    window.open_by_itself()
    assert window.isVisible()
    assert window.isFullScreen()
    assert window.screen() is second
    assert window.geometry() == second.geometry(), window.geometry()
    assert not takes_keyboard(window)


def takes_keyboard(window: ProjectorWindow) -> bool:
    """The facilitator's keys must never land on the room's display."""
    handle = window.windowHandle()
    return not handle.flags() & Qt.WindowType.WindowDoesNotAcceptFocus


def shows_what_is_put_before_the_room(window: ProjectorWindow, session: Session) -> None:
    projector.show(session.file, Scene.MESSAGE, message="Please be seated", now=NOW)
    window.feed.read()
    assert window.feed.view == projector.view(session.file, NOW)
    picture = window.grab().toImage()
    assert picture.size() == window.size()
    assert len({picture.pixel(x, y) for x in range(0, 1920, 7) for y in range(0, 1080, 7)}) > 2


def blanks_by_one_key(window: ProjectorWindow, session: Session) -> None:
    for key in (Qt.Key.Key_B, Qt.Key.Key_B, Qt.Key.Key_Period):
        before = projector.view(session.file, NOW).blank
        QTest.keyClick(window, key)
        assert projector.view(session.file, NOW).blank is not before
    window.feed.read()
    picture = window.grab().toImage()
    assert {picture.pixelColor(x, 500).name() for x in range(0, 1920, 50)} == {"#000000"}
    projector.blank(session.file, now=NOW)


def gives_the_display_back_and_takes_it_again(window: ProjectorWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert takes_keyboard(window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not takes_keyboard(window)


def goes_to_another_display_never_to_the_facilitators(
    window: ProjectorWindow, there: list[QScreen], third: QScreen
) -> None:
    second = there[1]
    QTest.keyClick(window, Qt.Key.Key_N)
    assert window.screen() is second, "a clicker’s Shift+F5 finds no other"
    there.append(third)
    for expected in (third, second):
        QTest.keyClick(window, Qt.Key.Key_N)
        assert window.screen() is expected
        assert window.geometry() == expected.geometry()
    there.remove(third)


def follows_a_plug(window: ProjectorWindow, there: list[QScreen], second: QScreen) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    there.remove(second)
    app.screenRemoved.emit(second)
    assert not window.isVisible()
    there.append(second)
    app.screenAdded.emit(second)
    assert window.isVisible()
    assert window.isFullScreen()
    assert window.screen() is second
    window.close()
    app.screenAdded.emit(second)
    assert not window.isVisible(), "closed by hand, it stays closed"
    window.show()
    assert window.isFullScreen()


def makes_way_for_the_main_window(session: Session, first: QScreen, second: QScreen) -> None:
    own = [first]
    window = ProjectorWindow(session, own=lambda: own[0])
    window.open_by_itself()
    assert window.screen() is second
    own[0] = second
    window.follow_displays()
    assert window.screen() is first
    assert window.isFullScreen()
    window.close()
    window.deleteLater()


def stays_before_the_room_when_a_clicker_begins_its_show(session: Session) -> None:
    main_window = MainWindow()
    main_window.furnish()
    view = main_window.menus["&View"]
    for key in ("F5", "Shift+F5", "Ctrl+F5"):
        view.addAction(key).setShortcut(key)
    projecting = Projecting(main_window)
    projecting.begin(session)
    shown = (each for each in QApplication.topLevelWidgets() if each.isVisible())
    (picture,) = (each for each in shown if each.isFullScreen())
    projecting.toggle()
    assert picture.isFullScreen()
    keys = {action.shortcut().toString() for action in picture.actions()}
    assert {"F5", "Shift+F5", "Ctrl+F5"} <= keys, "the keyboard may be in either window"
    assert main_window.strip.sentence.text() == str(STAYS)
    projecting.fill()
    assert not picture.isFullScreen()
    projecting.toggle()
    assert not picture.isVisible()
    projecting.end()
    main_window.deleteLater()


def follows_a_display_that_changes(
    window: ProjectorWindow, first: QScreen, second: QScreen
) -> None:
    """Another resolution; “duplicate”: on the other it would lie over the facilitator's work.

    Two displays show the same where they lie over each other, as X and macOS tell it.
    """
    beside = second.geometry()
    with patch.object(QScreen, "geometry", lambda _: beside.adjusted(0, 0, -640, -480)):
        second.geometryChanged.emit(second.geometry())
        assert window.isFullScreen()
    second.geometryChanged.emit(beside)
    assert window.isFullScreen()
    assert window.geometry() == beside
    for same in (first.geometry(), first.geometry().adjusted(0, 0, -100, -60)):
        with patch.object(QScreen, "geometry", lambda _, same=same: same):
            assert apart([first, second], first) == []
            assert room_display([first, second], first, chosen=second.name()) is None
            assert next_display([first, second], first, own=first) is None
            second.geometryChanged.emit(same)
            assert not window.isVisible()
        second.geometryChanged.emit(beside)
        assert window.isVisible()
        assert window.isFullScreen()
        assert window.geometry() == second.geometry()
    window.be_a_window()
    second.geometryChanged.emit(beside)
    assert not window.isFullScreen(), "made a window by hand, it stays one"
    window.fill(second)


def moves_by_dragging(window: ProjectorWindow, first: QScreen) -> None:
    def mouse(kind: QEvent.Type, at: QPoint) -> None:
        left = Qt.MouseButton.LeftButton
        where = QPointF(at)
        keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(window, QMouseEvent(kind, where, where, left, left, keys))

    start = window.geometry().center()
    mouse(QEvent.Type.MouseButtonPress, start)
    mouse(QEvent.Type.MouseMove, start - QPoint(300, 0))
    assert not window.isFullScreen()
    mouse(QEvent.Type.MouseMove, first.geometry().center())
    mouse(QEvent.Type.MouseButtonRelease, first.geometry().center())
    assert not window.isFullScreen()
    assert first.geometry().contains(window.geometry().center())


def knows_the_rooms_display(first: QScreen, second: QScreen) -> None:
    assert room_display([first], first) is None
    assert room_display([first, second], first) is second
    assert room_display([second, first], second) is first
    assert room_display([first, second], first, chosen=first.name()) is second
    assert room_display([first, second], second, chosen=second.name()) is first
    assert room_display([first, second], first, chosen="gone") is second
    assert next_display([first], first, own=first) is None
    assert next_display([first, second], second, own=first) is None
    assert next_display([first, second], first, own=first) is second
    assert next_display([first, second], first, own=None) is second


def main(folder: Path) -> None:
    app = QApplication([])
    app.setOrganizationName("Facilitator")
    app.setApplicationName("two displays")
    forget_all()
    theme.apply(app, theme.Scheme.LIGHT)
    file = preparing.new_seminar(folder / "day.seminar", now=NOW)
    session = Session(file, ImmediateTasks(), Watch(file), lambda: NOW)
    first, second, third = app.screens()
    there = [first, second]
    window = ProjectorWindow(session, displays=lambda: there)
    knows_the_rooms_display(first, second)
    opens_on_the_second_display(window, second)
    shows_what_is_put_before_the_room(window, session)
    blanks_by_one_key(window, session)
    gives_the_display_back_and_takes_it_again(window)
    goes_to_another_display_never_to_the_facilitators(window, there, third)
    follows_a_plug(window, there, second)
    follows_a_display_that_changes(window, first, second)
    moves_by_dragging(window, first)
    window.close()
    makes_way_for_the_main_window(session, first, second)
    stays_before_the_room_when_a_clicker_begins_its_show(session)
    session.watch.stop()
    file.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    sys.stdout.write("OK\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
