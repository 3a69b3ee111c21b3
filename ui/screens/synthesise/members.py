"""A theme's members, and whose words they are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from facilitator.domain.synthesis.themes import Theme
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.themes import Sorted, count_by_sector
from ui import theme as look
from ui.models.rows import RowsModel
from ui.screens.synthesise.rows import counted, member_rows
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.lists.rows import ROW_ROLE, RowDelegate, dress


class MembersView(QListView):
    """The list; Delete takes the chosen passages out of the theme."""

    untie_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.untie_asked.emit()
        else:
            super().keyPressEvent(event)


class MembersPanel(QWidget):
    """The passages tied to one theme. `untied` carries the theme and the passages to take out."""

    untied = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.name = labels.Label("", "strong")
        self.name.setWordWrap(True)
        self.description = labels.small()
        self.sectors = labels.small()
        self.rows = RowsModel()
        self.view = MembersView()
        self.view.setModel(self.rows)
        dress(self.view, RowDelegate(self.view, lines=2), "Passages in this theme")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setUniformItemSizes(True)
        self.untie = button("Take out of the theme", "quiet", act=self._untie)
        self.view.untie_asked.connect(self._untie)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._lay_out()
        self._allow()

    def show_theme(self, found: Sorted, theme: Theme | None) -> None:
        """Show a theme's members; nothing where there is no theme."""
        self._theme = theme
        members = found.members(theme.id) if theme else ()
        self.name.setText(theme.name if theme else "No theme")
        self.description.setText(theme.description if theme else "")
        self.description.setVisible(bool(theme and theme.description))
        self.sectors.setText(_by_sector(count_by_sector(members, found.sectors)))
        self.rows.show_rows(member_rows(found, theme.id) if theme else [])

    def chosen(self) -> tuple[Passage, ...]:
        """The selected passages."""
        return tuple(index.data(ROW_ROLE).value.passage for index in self.view.selectedIndexes())

    def _untie(self) -> None:
        if self._theme is not None and self.chosen():
            self.untied.emit(self._theme, self.chosen())

    def _allow(self) -> None:
        self.untie.setEnabled(bool(self.view.selectedIndexes()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(2)] * 4)
        column.setSpacing(look.space())
        for widget in (self.name, self.description, self.sectors):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.untie)


def _by_sector(counts: tuple[tuple[str, int], ...]) -> str:
    """The counts, a line each; the screen is the facilitator's own, so nothing is suppressed."""
    total = sum(count for _, count in counts)
    if not total:
        return "Nothing is tied to this theme yet."
    said = "\n".join(f"{count}  {sector}" for sector, count in counts)
    return f"{counted(total, ('passage', 'passages'))}\n{said}"
