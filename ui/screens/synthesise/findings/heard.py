"""Who was heard, as it is shown: each sector and size with its people and what it said."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from facilitator.domain.privacy.disclosure import group_called
from facilitator.domain.report.voices import VoiceRow, Voices
from facilitator.domain.wording import LEAST_SHARED, say, share_beside
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row
from ui.words.telling import tell, told

WHOLE_DAY = say("The whole day")
COLUMNS = (say("People here"), say("Responses"), say("Notes"), say("Words"))
ADVICE = say(
    "For your eyes: these counts are exact and in no document. Whose words a note is, its taker "
    "says; what nobody gave a sector or a size stands apart."
)


def voice_list(found: Sequence[Voices]) -> tuple[Row, ...]:
    """A row for the whole day and for each question that was spoken to."""
    return tuple(
        Row(
            key=tell("voices {number}", number=number),
            text=each.question or told(WHOLE_DAY),
            detail=_told(each),
            value=each,
        )
        for number, each in enumerate(found)
    )


def voice_blocks(found: Voices) -> Iterator[QWidget]:
    """The tables."""
    yield labels.body(found.question or told(WHOLE_DAY))
    for title, rows in ((tell("By sector"), found.by_sector), (tell("By size"), found.by_size)):
        yield labels.Label(title, "strong")
        yield _table(title, rows)
    yield labels.small(told(ADVICE))


def _told(found: Voices) -> str:
    silent = [row.name for row in found.by_sector if row.people and not row.words]
    named = ", ".join(told(group_called(name)) for name in silent)
    return tell("Nothing yet from: {what}", what=named) if silent else ""


def _table(title: str, rows: Sequence[VoiceRow]) -> QTableWidget:
    table = _AsHighAsItsRows(len(rows), len(COLUMNS))
    table.setAccessibleName(tell("Who was heard: {group}", group=title))
    table.setHorizontalHeaderLabels([told(words) for words in COLUMNS])
    table.setVerticalHeaderLabels([told(group_called(row.name)) for row in rows])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    columns = [[r.people for r in rows], [r.responses for r in rows], [r.notes for r in rows]]
    columns.append([row.words for row in rows])
    for place, counts in enumerate(columns):
        for number, count in enumerate(counts):
            whole = sum(counts) if sum(columns[0]) >= LEAST_SHARED else 0
            item = QTableWidgetItem(f"{count}{told(share_beside(count, whole))}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(number, place, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return table


class _AsHighAsItsRows(QTableWidget):
    """How high they are it knows once it is shown, and dressed as the window is."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resizeRowsToContents()
        heights = sum(self.rowHeight(number) for number in range(self.rowCount()))
        self.setFixedHeight(heights + self.horizontalHeader().sizeHint().height() + 2)
