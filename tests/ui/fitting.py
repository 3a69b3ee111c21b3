"""What of a window is cut, off its edge, covered, or reached by scrolling sideways alone."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.widgets.frames.labels import OneLine

PARTS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
"""What people read or work with; all else holds these."""
LETTERS = 7
"""What there is room for in a field to type in, at least; a hint in it ends in an ellipsis."""
WHOLE = 2
"""Pixels that nobody misses: Qt rounds."""


def does_not_fit(window: QWidget) -> list[str]:
    """Everything in a window that cannot be read or worked as it stands, and why."""
    parts = [part for part in window.findChildren(QWidget) if _counts(window, part)]
    found = [f"{_name(part)}: {why}" for part in parts for why in _why_not(window, part)]
    for area in window.findChildren(QAbstractScrollArea):
        across = area.horizontalScrollBar().maximum()
        is_table = isinstance(area, QTableView) and area.horizontalHeader().count() > 1
        wraps = is_table or isinstance(area, QPlainTextEdit)
        if area.isVisible() and area.window() is window and across and not wraps:
            found.append(f"{_name(area)}: scrolls sideways by {across}")
    for table in window.findChildren(QTableView):
        if table.isVisible() and table.window() is window:
            found += _cut_headings(table)
    return found + list(_covered(window, parts))


def _cut_headings(table: QTableView) -> Iterator[str]:
    """What is over a column is read whole; a column that is wide enough for it shows a word."""
    columns = table.horizontalHeader()
    for place in range(columns.count() if columns.isVisible() else 0):
        short = columns.sectionSizeHint(place) - columns.sectionSize(place)
        if short > WHOLE and not columns.isSectionHidden(place):
            what = table.model().headerData(place, Qt.Orientation.Horizontal)
            yield f"{_name(table)}: “{what}” is {short} too narrow"


def _counts(window: QWidget, part: QWidget) -> bool:
    """A part of its own, not one that Qt made a field or a list of."""
    around = part.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, PARTS) and not isinstance(around, QLabel):
            return False
        around = around.parentWidget()
    return isinstance(part, PARTS) and part.isVisible() and part.window() is window


def _why_not(window: QWidget, part: QWidget) -> Iterator[str]:
    short = _needed(part) - part.size()
    if short.width() > WHOLE:
        yield f"is {short.width()} too narrow ({part.width()})"
    if short.height() > WHOLE:
        yield f"is {short.height()} too low ({part.height()})"
    yield from _out_of_sight(window, part)


def _needed(part: QWidget) -> QSize:
    """The least at which all of it is read: its words whole, of a list two rows."""
    least = part.minimumSizeHint()
    if isinstance(part, QLabel):
        if part.wordWrap() and part.text():
            return QSize(0, part.heightForWidth(part.width()))
        if isinstance(part, OneLine):
            letters = min(LETTERS, len(part.accessibleName()))  # all of it: what is shown is cut
            return QSize(letters * part.fontMetrics().averageCharWidth(), least.height())
        return least
    if isinstance(part, QListView):
        row = max(part.sizeHintForRow(0), 0)
        return QSize(0, row)
    if isinstance(part, QPlainTextEdit | QTextEdit | QAbstractItemView):
        return QSize(0, part.fontMetrics().lineSpacing())
    if isinstance(part, QLineEdit):
        return QSize(LETTERS * part.fontMetrics().averageCharWidth(), part.sizeHint().height())
    if isinstance(part, QComboBox):
        return QSize(least.width(), part.sizeHint().height())
    if isinstance(part, QAbstractButton) and not isinstance(part, QCheckBox):
        return part.sizeHint() if part.text() else QSize()
    return least


def _out_of_sight(window: QWidget, part: QWidget) -> Iterator[str]:
    """Past an edge of what it stands in, where no scrolling down brings it into sight."""
    rect, inside = part.rect(), part
    while inside is not window and (around := inside.parentWidget()) is not None:
        rect = QRect(inside.mapToParent(rect.topLeft()), rect.size())
        area = around.parentWidget()
        if isinstance(area, QScrollArea) and around is area.viewport():
            rect = QRect(rect.left(), 0, rect.width(), 1)
        edges = around.rect()
        past = {
            "left": edges.left() - rect.left(),
            "right": rect.right() - edges.right(),
            "top": edges.top() - rect.top(),
            "bottom": rect.bottom() - edges.bottom(),
        }
        beyond = [f"{by} past the {side}" for side, by in past.items() if by > WHOLE]
        if beyond:
            yield f"is {', '.join(beyond)} of {_name(around)}"
            return
        inside = around


def _covered(window: QWidget, parts: list[QWidget]) -> Iterator[str]:
    by_parent: dict[int, list[QWidget]] = {}
    for part in parts:
        by_parent.setdefault(id(part.parentWidget()), []).append(part)
    for beside in by_parent.values():
        for one, other in combinations(beside, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > WHOLE and both.height() > WHOLE:
                yield f"{_name(one)} and {_name(other)} cover each other"


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or widget.objectName() or (text() if callable(text) else "")
    return f"{type(widget).__name__} “{str(said)[:40]}”"
