"""What somebody who works a window by ear and keys meets: names, groups, charts, order."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.charts.chart_view import ChartView

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def hard_to_hear(window: QWidget) -> list[str]:
    """Everything that a screen reader could not tell, or that Tab comes to out of turn."""
    stops = list(_stops(window))
    return [*_nameless(stops), *_alike(stops), *_mute_charts(window), *_out_of_turn(stops)]


def said_of(widget: QWidget, what: QAccessible.Text = NAME) -> str:
    """What a screen reader says of a widget; of a list to choose from Qt tells what is chosen."""
    if what is NAME and (given := widget.accessibleName()):
        return given
    return QAccessible.queryAccessibleInterface(widget).text(what).strip()


def _stops(window: QWidget) -> Iterator[QWidget]:
    """Where Tab stops, in its order, from the window's first on."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        reachable = widget.isVisible() and widget.isEnabled() and widget.window() is window
        if reachable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            yield widget
        widget = widget.nextInFocusChain()


def _nameless(stops: list[QWidget]) -> Iterator[str]:
    for stop in stops:
        if not said_of(stop):
            yield f"{_path(stop)} has no name"


def _alike(stops: list[QWidget]) -> Iterator[str]:
    told = Counter((id(_group(stop)), _role(stop), said_of(stop)) for stop in stops)
    for (_, role, name), times in told.items():
        if name and times > 1:
            yield f"{times} of one group are {role} “{name}”"


def _group(stop: QWidget) -> QWidget:
    """What is announced before it: the nearest around it that has a name of its own."""
    around = list(_way_up(stop))[1:]
    return next((each for each in around if said_of(each)), around[-1])


def _role(stop: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(stop).role().name


def _mute_charts(window: QWidget) -> Iterator[str]:
    """What is drawn by us has no words of its own but those that it is given."""
    for drawn in window.findChildren(QWidget):
        if not drawn.isVisible() or drawn.window() is not window:
            continue
        is_chart = isinstance(drawn, ChartView) and drawn.heightForWidth(drawn.width()) > 0
        if is_chart and not said_of(drawn, DESCRIPTION):
            yield f"{_path(drawn)} does not say what it shows"
        is_ours = type(drawn).__module__.startswith("ui.") and "paintEvent" in vars(type(drawn))
        if is_ours and not (said_of(drawn) or drawn.findChildren(QWidget)):
            yield f"{_path(drawn)} is drawn, and says nothing"


def _out_of_turn(stops: list[QWidget]) -> Iterator[str]:
    """What Tab comes to later than what stands behind it."""
    for before, after in pairwise(stops):
        if before.isAncestorOf(after):
            continue
        one, other = _beside(before, after)
        if _reads_first(other, one):
            yield f"Tab goes from {_path(before)} back to {_path(after)}"


def _beside(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where two stand in what holds both: each by the whole part of it that it is in."""
    ways = [list(_way_up(one)), list(_way_up(other))]
    both = next(widget for widget in ways[0] if widget in ways[1])
    parts = [way[max(way.index(both) - 1, 0)] for way in ways]
    return _place(parts[0], both), _place(parts[1], both)


def _way_up(widget: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = None if at.isWindow() else at.parentWidget()


def _place(part: QWidget, inside: QWidget) -> QRect:
    return QRect(part.mapTo(inside, part.rect().topLeft()), part.size())


def _reads_first(one: QRect, other: QRect) -> bool:
    """Whether one stands over the other, or left of it on its line."""
    if one.bottom() <= other.top():
        return True
    right_to_left = QApplication.isRightToLeft()
    aside = one.left() >= other.right() if right_to_left else one.right() <= other.left()
    return aside and other.bottom() > one.top()


def _path(widget: QWidget) -> str:
    names = [f"{type(each).__name__} “{said_of(each)[:30]}”" for each in _way_up(widget)]
    return " in ".join(names[:3])
