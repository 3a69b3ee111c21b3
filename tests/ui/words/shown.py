"""What stands on the screen, and what of it did not come out of the catalogue."""

from collections.abc import Collection, Iterator
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from facilitator.domain.records import RECORD_TYPES
from facilitator.store.seminar_store import SeminarStore
from tests.pseudo import outside, texts_in, typed

ROWS = 60
"""So many rows of a list are read: what stands in the others is said in the same way."""
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def words_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that can be seen, heard or asked for in a window now, and where it is."""
    parts = [part for part in root.findChildren(QWidget) if part.isVisibleTo(root)]
    for part in (root, *parts):
        where = f"{type(part).__module__}.{type(part).__name__}"
        for text in _texts(part):
            yield where, text


def _texts(part: QWidget) -> Iterator[str]:
    yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())
    if part.isWindow():
        yield part.windowTitle()
    match part:
        case QLabel() | QAbstractButton():
            yield part.text()
        case QGroupBox() | QMenu():
            yield part.title()
            yield from (action.text() for action in part.actions())
        case QTabBar():
            yield from (part.tabText(number) for number in range(part.count()))
        case QSpinBox() | QDoubleSpinBox():
            yield from (part.prefix(), part.suffix(), part.specialValueText())
        case QLineEdit() | QPlainTextEdit():
            yield part.placeholderText()
        case QComboBox():
            yield from (part.itemText(number) for number in range(part.count()))
        case QAbstractItemView() if part.model() is not None:
            yield from _rows(part.model())
        case _:
            pass


def _rows(model: QAbstractItemModel) -> Iterator[str]:
    is_list = isinstance(model, QAbstractListModel)
    for column in range(1 if is_list else model.columnCount(QModelIndex())):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(QModelIndex()), ROWS)):
            if not (is_list or column):
                yield str(model.headerData(row, Qt.Orientation.Vertical) or "")
            for role in ROLES:
                yield str(model.index(row, column).data(role) or "")


def escaped(root: QWidget, names: Collection[str]) -> list[str]:
    """All in a window that is outside the catalogue: where, what, and in which text."""
    return sorted(
        {
            f"{where}: “{words}” in “{text[:80]}”"
            for where, text in words_of(root)
            for words in outside(text, names)
        }
    )


def names_in(file: SeminarStore) -> frozenset[str]:
    """All that people wrote into a seminar, its path and the time zones of the world, in pieces
    without signs between them.
    """
    with file.read() as reader:
        records = [each for kind in RECORD_TYPES.values() for each in reader.every(kind)]
    texts = [text for record in records for text in texts_in(record)]
    texts += [name.replace("_", " ") for name in available_timezones()]
    texts += Path(str(file.where)).parts
    return typed(texts)
