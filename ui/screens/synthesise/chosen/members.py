"""A theme's members, and whose words they are."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Counted, Text, say
from facilitator.services.synthesis.coding import Passage
from ui import theme as look
from ui.models.rows import RowsModel
from ui.screens.synthesise.chosen.finding import FindingPanel
from ui.screens.synthesise.chosen.memos import MemoField
from ui.screens.synthesise.rows import Members
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import TextField
from ui.widgets.frames import labels
from ui.widgets.frames.page_area import PageArea
from ui.widgets.lists.row_list import Index, RowList
from ui.widgets.lists.rows import ROW_ROLE, Row, RowDelegate, dress
from ui.words.telling import tell, told

BELONGS = say("What belongs here, and what does not")
DESCRIPTION_LINES = 2
LEAST_HIGH = 20
"""In steps of the grid, what the passages in a theme keep whatever stands beside them: its heading
and two of them. The panel scrolls.
"""
MEASURED = 500
"""Of more rows than this the list does not ask how high each is: headings are as high as passages.
"""


SIGHT, HIGHEST = 4, 20
"""So many rows of what is against a theme stand in sight at most, its heading among them, and so
high, in steps of the grid.
"""


class MembersView(RowList):
    """A list of passages: the one that has the cursor stands whole where it is, in a list of any
    usual length. Enter, or two clicks, read it in the middle; Delete takes the chosen ones out of
    the theme.
    """

    untie_asked = Signal()
    read_asked = Signal(str)

    def __init__(self, called: str) -> None:
        super().__init__()
        self.rows = RowsModel()
        self.setModel(self.rows)
        dress(self, RowDelegate(self, lines=2, opens=True), called)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda _index: self._read())

    def show_members(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.setUniformItemSizes(len(rows) > MEASURED)
        self.rows.show_rows(rows)

    def chosen(self) -> tuple[Passage, ...]:
        """The selected passages."""
        rows = (index.data(ROW_ROLE) for index in self.selectedIndexes())
        return tuple(row.value.passage for row in rows if row.value is not None)

    def currentChanged(self, current: Index, before: Index) -> None:
        super().currentChanged(current, before)
        if not self.uniformItemSizes():
            self.doItemsLayout()
            self.scrollTo(current)

    def _read(self) -> None:
        row = self.rows.row(self.currentIndex())
        if row is not None and row.value is not None:
            self.read_asked.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.untie_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._read()
        else:
            super().keyPressEvent(event)


class AgainstView(MembersView):
    """What is against a theme and minority views: as high as what it holds, to a bound, whatever
    stands beside it, so that it is never scrolled away.
    """

    def show_members(self, rows: Sequence[Row]) -> None:
        super().show_members(rows)
        self._fit()

    def currentChanged(self, current: Index, before: Index) -> None:
        super().currentChanged(current, before)
        self._fit()
        self.scrollTo(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = range(min(self.rows.rowCount(), SIGHT))
        whole = sum(map(self.sizeHintForRow, shown)) + 2 * self.frameWidth() + look.space(0.5)
        bound = look.space(HIGHEST)
        # A bar that comes and goes would change the width, and with it what is as high.
        bars = Qt.ScrollBarPolicy
        policy = bars.ScrollBarAlwaysOff if whole <= bound else bars.ScrollBarAsNeeded
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(min(whole, bound))


class MembersPanel(QWidget):
    """The passages tied to one theme, and its finding. What is `against` it stands apart: see
    `with_against`.

    `untied` carries the theme and the passages to take out, `read_asked` the passage
    that is to be read in the middle, `described` the theme and what is said
    now of what belongs there, `memo_written` the theme and what was written on it.
    """

    untied = Signal(object, object)
    read_asked = Signal(str)
    described = Signal(object, str)
    memo_written = Signal(object, str)

    def __init__(self, *, is_copy: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.name = labels.Label("", "strong")
        self.name.setWordWrap(True)
        self.description = TextField(
            tell("What belongs in this theme"), told(BELONGS), DESCRIPTION_LINES
        )
        self.description.setMaximumHeight(self.description.minimumHeight())
        self.memo = MemoField("theme")
        self.sectors = labels.small()
        self.finding = FindingPanel(is_copy=is_copy)
        self.view = MembersView(tell("Passages in this theme"))
        self.view.setMinimumHeight(look.space(LEAST_HIGH))
        self.against = AgainstView(tell("Passages against this theme, and minority views"))
        self.rows = self.view.rows
        self.untie = button(tell("Take out of the theme"), "quiet", act=self._untie)
        for view, other in ((self.view, self.against), (self.against, self.view)):
            view.untie_asked.connect(self._untie)
            view.read_asked.connect(self.read_asked)
            view.selectionModel().selectionChanged.connect(partial(self._chose, view, other))
        self.description.saved.connect(self._describe)
        self.memo.written.connect(self._write_memo)
        self._lay_out()
        self._allow()

    def show_members(self, members: Members) -> None:
        """Show a theme and what is in it; nothing where there is no theme."""
        theme = members.theme
        if theme is None or self._theme is None or theme.id != self._theme.id:
            self.description.save()  # of the theme that it was typed for
            self.memo.save()
        self._theme = theme
        self.name.setText(theme.name if theme else tell("No theme"))
        self.description.show_text(theme.description if theme else "")
        self.description.setEnabled(theme is not None)
        self.memo.show_memos(members.memos)
        self.sectors.setText(_by_sector(members.by_sector))
        self.view.show_members(members.rows)
        self.against.show_members(members.against)

    def chosen(self) -> tuple[Passage, ...]:
        """The selected passages."""
        return (*self.view.chosen(), *self.against.chosen())

    def _chose(self, view: MembersView, other: MembersView, *_: object) -> None:
        """What is chosen in one list is chosen in no other: Delete means what was chosen last."""
        if view.selectedIndexes():
            other.clearSelection()
        self._allow()

    def _untie(self) -> None:
        if self._theme is not None and self.chosen():
            self.untied.emit(self._theme, self.chosen())

    def _describe(self, words: str) -> None:
        if self._theme is not None:
            self.described.emit(self._theme, words)

    def _write_memo(self, words: str) -> None:
        if self._theme is not None:
            self.memo_written.emit(self._theme, words)

    def _allow(self) -> None:
        self.untie.setEnabled(bool(self.chosen()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(2)] * 4)
        column.setSpacing(look.space())
        for widget in (self.name, self.description, self.memo, self.sectors):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.untie)
        column.addWidget(self.finding)


def with_against(panel: MembersPanel) -> QWidget:
    """The panel, which may scroll, and under it what is against the theme, which does not."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PageArea(panel, tell("In the theme"), sideways=False), 1)
    beneath = QVBoxLayout()
    beneath.setContentsMargins(look.space(2), 0, look.space(2), look.space())
    beneath.addWidget(panel.against)
    column.addLayout(beneath)
    return pane


def _by_sector(counts: tuple[tuple[Text, int], ...]) -> str:
    """The counts, none of them broken between lines; the screen is the facilitator's own, so
    nothing is suppressed.
    """
    total = sum(count for _, count in counts)
    if not total:
        return tell("Nothing is tied to this theme yet.")
    said = (f"{count} {told(sector)}".replace(" ", "\u00a0") for sector, count in counts)
    return " · ".join((told(Counted(total, "{n} passage", "{n} passages")), *said))
