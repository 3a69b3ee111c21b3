"""A list that can be searched and worked by keyboard; every long list of the program is one."""

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.forms.fields import KEPT_OTHERWISE
from ui.widgets.frames.labels import quiet
from ui.widgets.lists.row_list import RowList, choose_alone
from ui.widgets.lists.sieve import Sieve
from ui.words.telling import tell

TYPING_PAUSE_MS = 120
ROW_HEIGHT = 4


class SearchList(QWidget):
    """A search field over a view. Indexes given and announced are those of the caller's model.

    Keys: Down or Enter leaves the field for the list, / in the list goes back to the field, Escape
    in the field clears it, Enter on a row chooses it.
    """

    picked = Signal(QModelIndex)
    chosen = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        view: QAbstractItemView | None = None,
        name: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name, placeholder = name or tell("List"), placeholder or tell("Search")
        self.search = QLineEdit(placeholderText=placeholder, clearButtonEnabled=True)
        self.search.setAccessibleName(f"{placeholder}: {name}")
        self.search.setProperty(KEPT_OTHERWISE, True)
        self.search.addAction(
            theme.icon("search", "ink_soft"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.proxy = Sieve(self)
        self.proxy.setSourceModel(model)
        self.view = view or RowList()
        self.nothing = quiet(tell("Nothing matches."))
        self._prepare_view(name)
        self._lay_out()
        self._wire()

    def current(self) -> QModelIndex:
        """The row that has the cursor; invalid when there is none."""
        return self.proxy.mapToSource(self.view.currentIndex())

    def select(self, row: int) -> None:
        """Choose a row of the caller's model alone, if the search lets it be seen."""
        source = self.proxy.sourceModel()
        index = self.proxy.mapFromSource(source.index(row, 0))
        if index.isValid():
            choose_alone(self.view, index)
            self.view.scrollTo(index)

    def focus_search(self) -> None:
        """Ready to type."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _prepare_view(self, name: str) -> None:
        view = self.view
        view.setAccessibleName(name)
        view.setIconSize(theme.icon_size())
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if isinstance(view, QListView):
            view.setUniformItemSizes(True)
        if isinstance(view, QTableView):
            _make_plain(view)
        view.setModel(self.proxy)  # last: before, it would measure every row

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        self.nothing.hide()

    def _wire(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._filter_by_and_by)
        self._gathering = QTimer(self, singleShot=True, interval=0)
        self._gathering.timeout.connect(self._filter_by_and_by)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.activated.connect(lambda at: self.chosen.emit(self.proxy.mapToSource(at)))
        self.view.selectionModel().currentChanged.connect(
            lambda at, _: self.picked.emit(self.proxy.mapToSource(at))
        )

    def _filter_by_and_by(self) -> None:
        """Read long lists a slice at a time, so that the window never stands still."""
        if self.proxy.gather():
            self._filter()
        else:
            self._gathering.start()

    def _filter(self) -> None:
        self._pause.stop()
        self._gathering.stop()
        self.proxy.setFilterFixedString(self.search.text())
        self.nothing.setVisible(bool(self.search.text()) and self.proxy.rowCount() == 0)

    def _filter_and_go(self) -> None:
        self._filter()
        self._go_to_list()

    def _go_to_list(self) -> None:
        if self.proxy.rowCount() == 0:
            return
        current = self.view.currentIndex()
        if not current.isValid() or not self.view.selectionModel().isSelected(current):
            # Before the focus comes: a view gives itself a cursor then, and chooses nothing; nor
            # is chosen what the cursor came to when the search hid its row.
            choose_alone(self.view, self.proxy.index(0, 0))
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event).key()
            if watched is self.search and self._key_in_search(key):
                return True
            if watched is self.view and key == Qt.Key.Key_Slash:
                self.focus_search()
                return True
        return super().eventFilter(watched, event)

    def _key_in_search(self, key: int) -> bool:
        # Enter as well: left to the field, it would press the default button of a dialog.
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._filter_and_go()
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            return False
        return True


def _make_plain(view: QTableView) -> None:
    """Fixed rows and no grid: a hundred thousand rows then cost no more than a screenful."""
    rows = view.verticalHeader()
    rows.setDefaultSectionSize(theme.space(ROW_HEIGHT))
    rows.setSectionResizeMode(rows.ResizeMode.Fixed)
    rows.hide()
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    columns = view.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    columns.setStretchLastSection(True)
