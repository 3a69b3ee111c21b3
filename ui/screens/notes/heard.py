"""Who has been heard: words noted per sector beside the sector's share of the group."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.notes.share_of_talk import Hearing
from facilitator.services.views.notes_screen import Desk
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.notes.rows import heard, hearing_rows
from ui.widgets.frames import labels
from ui.widgets.lists.rows import PAD, ROW_ROLE, Row, RowDelegate, dress
from ui.words.telling import tell

Index = QModelIndex | QPersistentModelIndex
BAR, LINE = 1, 2.5
"""In steps of the grid."""


class HearingDelegate(RowDelegate):
    """A row with two bars under it: words above, people as an outline below; and the verdict."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, theme.space(BAR) + theme.space(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: Row = index.data(ROW_ROLE)
        line: Hearing = row.value
        area = option.rect.adjusted(
            theme.space(PAD + self._lead), 0, -theme.space(PAD), -theme.space(0.5)
        )
        painter.save()
        self._paint_bar(painter, area, line)
        painter.setFont(theme.font(theme.sizes().small, strong=bool(line.verdict)))
        painter.setPen(theme.colour("ink" if line.verdict else "ink_soft"))
        line_height = theme.space(LINE)
        top = area.bottom() - theme.space(BAR) - line_height
        verdict = QRect(area.left(), top, area.width(), line_height)
        painter.drawText(verdict, Qt.AlignmentFlag.AlignVCenter, heard(line))
        painter.restore()

    def _paint_bar(self, painter: QPainter, area: QRect, line: Hearing) -> None:
        """Words as a bar; a stroke where they would be if they were as many as the people."""
        bar = theme.space(BAR)
        whole = QRect(area.left(), area.bottom() - bar + 1, area.width(), bar - 2)
        painter.fillRect(whole, theme.colour("line"))
        words = QRect(whole)
        words.setWidth(round(whole.width() * line.of_words))
        painter.fillRect(words, theme.colour("accent"))
        at = whole.left() + round(whole.width() * line.of_people)
        painter.fillRect(QRect(at - 1, whole.top() - 2, 3, whole.height() + 4), theme.colour("ink"))


class HeardPanel(QWidget):
    """The sectors of the group. `sector_asked` carries the one that was clicked."""

    sector_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base = labels.small()
        self.unlabelled = labels.small()
        self.rows = RowsModel()
        self.view = QListView()
        self.view.setModel(self.rows)
        delegate = HearingDelegate(self.view, lines=1, lead=2)
        dress(self.view, delegate, tell("Who has been heard, by sector"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.clicked.connect(lambda at: self.sector_asked.emit(self.rows.rows[at.row()].key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(tell("Who has been heard"), "strong"))
        column.addWidget(self.base)
        column.addWidget(self.view, 1)
        column.addWidget(self.unlabelled)

    def show_desk(self, desk: Desk) -> None:
        """Show the group's hearing as it stands."""
        self.base.setText(_base(desk))
        rows = hearing_rows(desk.hearing, desk.sectors, desk.whole_room)
        self.rows.show_rows(rows)
        self.view.setVisible(bool(rows))
        self.unlabelled.setText(_unlabelled(desk.unlabelled))


def _base(desk: Desk) -> str:
    if not desk.hearing:
        return tell("Participants with a sector, and notes with one, are compared here.")
    if desk.whole_room:
        return tell(
            "Bars: words noted. Stroke: share of the whole room, as nobody is placed here yet."
        )
    return tell("Bars: words noted. Stroke: share of the people in this group.")


def _unlabelled(words: int) -> str:
    if words == 1:
        return tell("1 word was noted without a sector and is left out.")
    return (
        tell("{words} words were noted without a sector and are left out.", words=words)
        if words
        else ""
    )
