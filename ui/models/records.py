"""A table over any kind of record: one model for every list of Prepare, with fixed rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from facilitator.domain.wording import Text
from ui.models import row_changes
from ui.models.cell_editor import CHOICES_ROLE
from ui.widgets.lists.editing import TAKE_ROLE
from ui.words.telling import tell, told

Index = QModelIndex | QPersistentModelIndex
RECORD_MIME = "application/x-facilitator-record"
ID_ROLE = Qt.ItemDataRole.UserRole
Choices = tuple[tuple[Any, str], ...]


class Identified(Protocol):
    """Anything that a table can show: it has an id that stays."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Identified)


@dataclass(frozen=True)  # no slots: a generic one cannot be made as Column[Kind](…) in Python 3.11
class Column(Generic[R]):
    """How one column shows a record.

    `put` gives the record with a new value (None refuses it): only columns that have it can be
    edited. `value` is what the editor starts from. `choices` are (value, words) to choose from.
    """

    heading: Text
    text: Callable[[R], str]
    put: Callable[[R, Any], R | None] | None = None
    value: Callable[[R], object] | None = None
    checked: Callable[[R], bool] | None = None
    choices: Choices = ()
    number: bool = False
    tip: Text = ""


class RecordTable(QAbstractTableModel, Generic[R]):
    """Records in rows. It announces what a person did and waits to be shown the outcome.

    `edited` carries the record as it was and as it should become; `moved` the id of a dragged
    record and the id it should stand before ("" for last).
    """

    edited = Signal(object, object)
    moved = Signal(str, str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
        *,
        movable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[R] = []
        self._movable = movable
        self._choices: dict[int, Choices] = {}

    def offer(self, column: int, words: Sequence[str]) -> None:
        """Words to choose from in a column, where they are known only from the file."""
        self._choices[column] = tuple((word, word) for word in words)

    @property
    def records(self) -> tuple[R, ...]:
        """What is shown, in order."""
        return tuple(self._rows)

    def record(self, row: int) -> R | None:
        """The record in a row, None outside the table."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, id: str) -> int:
        """The row of a record, -1 when it is not shown."""
        return next((row for row, record in enumerate(self._rows) if record.id == id), -1)

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records; rows that stay keep their selection and any open editor."""
        columns = len(self._columns)
        row_changes.show(self, self._rows, records, lambda record: record.id, columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return told(self._columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index.row())
        if record is None or not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.EditRole:
            return column.value(record) if column.value else column.text(record)
        if role == Qt.ItemDataRole.CheckStateRole and column.checked:
            return Qt.CheckState.Checked if column.checked(record) else Qt.CheckState.Unchecked
        return self._extra(record, index.column(), role)

    def _extra(self, record: R, section: int, role: int) -> Any:
        column = self._columns[section]
        if role == ID_ROLE:
            return record.id
        if role == TAKE_ROLE:
            return partial(self._take, record, section)
        if role == CHOICES_ROLE:
            return self._choices.get(section) or column.choices or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or column.text(record) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(column, record)
        return None

    def _spoken(self, column: Column[R], record: R) -> str:
        if column.checked:
            ticked = tell("yes") if column.checked(record) else tell("no")
            return f"{told(column.heading)}: {ticked}"
        return f"{told(column.heading)}: {column.text(record) or tell('empty')}"

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight
        if not self._columns[section].number:
            side = Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._movable else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self._columns[index.column()]
        if column.put and column.checked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        elif column.put and self.can_edit(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        if self._movable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def can_edit(self, record: R) -> bool:
        """Whether a row can be edited in the table."""
        return True

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record = self.record(index.row()) if index.isValid() else None
        if record is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role != Qt.ItemDataRole.EditRole:
            return False
        return self._take(record, index.column(), value)

    def _take(self, record: R, column: int, value: Any) -> bool:
        """Take what was put in a cell of a record as it was then; another may stand there now."""
        put = self._columns[column].put
        changed = put(record, value) if put else None
        if changed is None or changed == record:
            return False
        row = self.row_of(record.id)
        if self.record(row) == record:
            # Shown at once: the file's answer takes a moment, and the old value would flash.
            self._rows[row] = changed
            index = self.index(row, column)
            self.dataChanged.emit(index, index)
        self.edited.emit(record, changed)
        return True

    @override
    def mimeTypes(self) -> list[str]:
        return [RECORD_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = dict.fromkeys(str(index.data(ID_ROLE)) for index in indexes)
        mime = QMimeData()
        mime.setData(RECORD_MIME, QByteArray("\n".join(ids).encode()))
        return mime

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Announce the move; the row itself moves when the file says so, hence always False."""
        if row < 0:
            row = parent.row() if parent.isValid() else len(self._rows)
        for id_ in dropped_ids(data):
            self.moved.emit(id_, self.id_to_stand_before(row))
        return False

    def id_to_stand_before(self, row: int) -> str:
        """The id a record dropped at `row` should stand before, "" for last."""
        record = self.record(row)
        return record.id if record is not None else ""


def dropped_ids(data: QMimeData) -> tuple[str, ...]:
    """The ids of dragged records."""
    raw = bytes(data.data(RECORD_MIME).data()).decode()
    return tuple(raw.split("\n")) if raw else ()
