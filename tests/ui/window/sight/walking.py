"""Where the keyboard is while somebody walks through a window by keys, and whether that is seen.

It is found by geometry alone, and knows nothing of how the program scrolls: a part is seen where
it lies within every widget that it stands in.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)

MOST_STOPS = 150
ROUNDS = 12
"""How often at most what changes its height is laid out anew."""
REST = 3
"""How often in a row it has to be seen: at first nothing has been laid out anew."""
MISSED = 2
"""Pixels that nobody misses: Qt rounds."""
TAB = Qt.FocusPolicy.TabFocus


def walk(window: QWidget) -> Iterator[str]:
    """Tab through a window once, and in lists and long texts to their ends: what is not seen, and
    what Tab does not come to.
    """
    before, gone = None, list[QWidget]()
    for _ in range(MOST_STOPS):
        focus = QApplication.focusWidget() or window
        if gone and focus is gone[0] and before is not focus:
            break
        gone.append(focus)
        yield from not_seen(window)
        for key in _keys_in(focus):
            QTest.keyClick(focus, key)
            yield from (f"{found} after {key.name}" for found in not_seen(window))
        before = focus
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    for part in window.findChildren(QWidget):
        if part not in gone and _waits_for_tab(window, part):
            yield f"Tab does not come to {_name(part)}"


def _keys_in(part: QWidget) -> Iterator[Qt.Key]:
    """Keys that go to another line, where there is one: elsewhere a dialog scrolls by them."""
    if isinstance(part, QPlainTextEdit | QTextEdit):
        yield from (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home)
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        rows = part.model().rowCount()
        if part.currentIndex().row() < rows - 1:
            yield Qt.Key.Key_Down
        if part.currentIndex().row() < rows - 1 and not isinstance(part, QTableView):
            yield Qt.Key.Key_End
        if part.currentIndex().row() > 0 and not isinstance(part, QTableView):
            yield Qt.Key.Key_Home


def not_seen(window: QWidget) -> list[str]:
    """What has the keyboard, where it is not in sight once all has been laid out."""
    found, seen = list[str](), 0
    for _ in range(ROUNDS):
        QCoreApplication.processEvents()
        focus = QApplication.focusWidget()
        is_here = focus is not None and focus.window() is window
        by = _out_of_sight(focus) if focus is not None and is_here else ""
        found = [f"{_name(focus)}: {by}"] if focus is not None and by else []
        seen = 0 if found else seen + 1
        if seen == REST:
            break
    return found


def _waits_for_tab(window: QWidget, part: QWidget) -> bool:
    """Whether Tab has to come to it: of buttons of which one is chosen that one is enough, and
    what scrolls does so by the keys of what it holds.
    """
    if part.window() is not window or not part.isVisible() or not part.isEnabled():
        return False
    if isinstance(part, QScrollArea) or (
        isinstance(part, QAbstractButton) and part.group() is not None
    ):
        return False
    return part.focusPolicy() & TAB == TAB and part.focusProxy() is None


def _out_of_sight(part: QWidget) -> str:
    """How much of a part is seen in what it stands in; where that has no room for all of it, how
    much of the line with its cursor. "" where it is all.
    """
    seen = _within_all(part, part.rect())
    if not _is_short(part.rect(), seen):
        return ""
    low = min((area.viewport().height() for area in _around(part)), default=part.height())
    wanted = part.rect() if part.height() <= low else _line(part)
    wanted.setHeight(min(wanted.height(), low))  # of a picture as much as there is room for
    seen = _within_all(part, wanted)
    return f"of {_edges(wanted)} {_edges(seen)} is seen" if _is_short(wanted, seen) else ""


def _edges(rect: QRect) -> str:
    return f"{rect.left()} to {rect.right()} by {rect.top()} to {rect.bottom()}"


def _is_short(part: QRect, seen: QRect) -> bool:
    return part.width() - seen.width() > MISSED or part.height() - seen.height() > MISSED


def _around(part: QWidget) -> Iterator[QAbstractScrollArea]:
    inside = part
    while not inside.isWindow() and (around := inside.parentWidget()) is not None:
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and around is area.viewport():
            yield area
        inside = around


def _within_all(part: QWidget, rect: QRect) -> QRect:
    """What is left of a rectangle within every widget around it."""
    at, inside = QPoint(), part
    while True:
        rect = rect.intersected(inside.rect().translated(-at))
        around = inside.parentWidget()
        if around is None or inside.isWindow():
            return rect
        at += inside.pos()
        inside = around


def _line(part: QWidget) -> QRect:
    """Where in a part somebody is who types or goes from row to row."""
    if isinstance(part, QAbstractItemView):
        row = part.visualRect(part.currentIndex()).translated(part.viewport().pos())
        return row.intersected(part.viewport().geometry())
    if isinstance(part, QPlainTextEdit | QTextEdit):
        return part.cursorRect().translated(part.viewport().pos())
    return part.rect()


def _name(part: QWidget) -> str:
    text = getattr(part, "text", None)
    said = part.accessibleName() or part.objectName() or (text() if callable(text) else "")
    return f"{type(part).__name__} “{str(said)[:40]}”"
