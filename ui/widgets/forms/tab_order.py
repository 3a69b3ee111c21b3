"""Tab goes through what is shown as it is read, in whatever order it was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)


def tab_as_read(page: QWidget) -> None:
    """Have Tab follow the layouts of a page: again whenever something in it was made anew."""
    stops = [each for each in _in_order(page) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    end = QWidget(page, focusPolicy=Qt.FocusPolicy.TabFocus)
    # Without it Qt takes the window's first for what comes next to its last, and leaves it first.
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    end.setParent(None)
    end.deleteLater()


def first_stop(page: QWidget) -> QWidget | None:
    """Where the keyboard begins on a page. A button comes last, so that the space bar does nothing
    that nobody asked for.
    """
    stops = [each for each in page.findChildren(QWidget) if _takes_tab(each)]
    return min(stops, key=lambda stop: isinstance(stop, QAbstractButton), default=None)


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & tab == tab


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """What a widget holds, as it is laid out; a field's own parts are the field's."""
    for part in _parts(widget):
        yield part
        yield from _in_order(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter | QStackedWidget):
        shown = (widget.widget(place) for place in range(widget.count()))
        yield from (part for part in shown if part is not None)
    elif isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield inside
    elif (layout := widget.layout()) is not None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid(inner)
