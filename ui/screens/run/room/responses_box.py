"""The responses to a question, worked by single keys: star, hide, correct, tie to a theme."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from ui import theme
from ui.models.responses import ResponsesModel
from ui.widgets.charts.typeset import ems
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.widgets.frames.snug_area import SnugArea
from ui.widgets.frames.yielding import Yielding
from ui.widgets.lists.rows import PAD, RowDelegate, row_height
from ui.words.telling import tell, told

SEARCH_PAUSE_MS = 150
MOST_WHOLE = 14
"""How much of a long response stands under the list at once, in steps of the grid."""
HINT = say("S star  H hide  L let through  E correct  P show  F1 more")
"""What is done to responses most, short enough for one line in a narrow column."""
NOTHING = say("Nothing yet. What you capture above, and what people send from phones, stands here.")
NOT_FOUND = say("No response has these words.")


class SearchField(QLineEdit):
    """Down leaves it for the list, Escape clears it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholderText=tell("Search"), clearButtonEnabled=True)
        self.setAccessibleName(tell("Search the responses"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Return):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ResponsesBox(Yielding):
    """Announces what is asked of a response; corrections come from the model.

    A table of one column: a list view lays all its rows out anew when one of them changes.
    """

    star_asked = Signal(object)
    hide_asked = Signal(object)
    tie_asked = Signal(object, str)
    whose_asked = Signal(object)
    quote_asked = Signal(object)
    archive_asked = Signal(object)
    show_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ResponsesModel()
        self.view = QTableView()
        self.count = Label(role="caption")
        self.search = SearchField()
        self.nothing = labels.quiet()
        self.whole = labels.body()
        self._whole_area = SnugArea(self.whole, tell("The chosen response, whole"), MOST_WHOLE)
        self._whole_area.hide()
        self.menu = QMenu(self)
        self._themes: tuple[Theme, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._lay_out()
        self._wire()
        self._set_keys()

    @property
    def current(self) -> Response | None:
        """The response that has the cursor."""
        return self.model.response(self.view.currentIndex())

    def show_responses(self, responses: Sequence[Response]) -> None:
        """Show other responses."""
        self.model.show_all(responses)
        self.show_count()

    def show_count(self) -> None:
        """How many there are, how many the search leaves, and how many are not on the wall."""
        total, shown = self.model.total, self.model.rowCount()
        said = tell("{total} responses", total=total) if total != 1 else tell("1 response")
        hidden = tell(", {hidden} hidden", hidden=self.model.hidden) if self.model.hidden else ""
        self.count.setText(
            (said if shown == total else tell("{shown} of {said}", shown=shown, said=said)) + hidden
        )
        self.nothing.setText("" if shown else told(NOT_FOUND) if total else told(NOTHING))

    def offer_themes(self, themes: tuple[Theme, ...]) -> None:
        """The themes a response can be tied to."""
        self._themes = themes
        self.model.name_themes({theme_.id: theme_.name for theme_ in themes})

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def correct(self) -> None:
        """Edit the words in their place."""
        if self.current is not None:
            self.view.edit(self.view.currentIndex())

    def let_through(self) -> None:
        """Put a hidden response on the wall, and go on to the next that is hidden."""
        response = self.current
        if response is None:
            return
        following = self.model.next_hidden(self.view.currentIndex())
        if following.isValid():
            self.view.setCurrentIndex(following)
        if response.hidden:
            self.hide_asked.emit(response)

    def _show_whole(self) -> None:
        """The chosen response where its row cuts it."""
        words = self.current.words if self.current is not None else ""
        row = ems(words) * theme.sizes().body
        cut = "\n" in words or row > self.view.viewport().width() - 2 * theme.space(PAD)
        self.whole.setText(words if cut else "")
        self._whole_area.setVisible(bool(words) and cut)

    def _with_current(self, act: Callable[[Response], object]) -> None:
        if self.current is not None:
            act(self.current)

    def choose_theme(self) -> None:
        """A list of the themes; those it is tied to are ticked, digits choose."""
        if self.current is None or not self._themes:
            return
        self.menu.clear()
        for place, theme_ in enumerate(self._themes, 1):
            name = theme_.name.replace("&", "&&")
            text = f"&{place}  {name}" if place <= 9 else name
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(theme_.id in self.model.themes_of(self.current))
            action.triggered.connect(partial(self._tie, self.current, theme_.id))
        row = self.view.visualRect(self.view.currentIndex())
        self.menu.popup(self.view.viewport().mapToGlobal(row.bottomLeft()))

    def _tie(self, response: Response, theme_id: str) -> None:
        self.tie_asked.emit(response, theme_id)

    def _search(self) -> None:
        self._pause.stop()
        self.model.search(self.search.text())
        self.show_count()

    def _leave_search(self) -> None:
        self._search()
        self.take_focus()

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.left.connect(self._leave_search)
        self._pause.timeout.connect(self._search)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(lambda *_: self.show_count())
        self.model.dataChanged.connect(lambda *_: self.show_count())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_whole())
        self.model.dataChanged.connect(lambda *_: self._show_whole())

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "S": partial(self._with_current, self.star_asked.emit),
            "H": partial(self._with_current, self.hide_asked.emit),
            "L": self.let_through,
            "E": self.correct,
            "Return": self.correct,
            "T": self.choose_theme,
            "W": partial(self._with_current, self.whose_asked.emit),
            "Y": partial(self._with_current, self.quote_asked.emit),
            "K": partial(self._with_current, self.archive_asked.emit),
            "P": partial(self._with_current, self.show_asked.emit),
            "/": self.search.setFocus,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(RowDelegate(view, lines=1))
        rows, columns = view.verticalHeader(), view.horizontalHeader()
        rows.setDefaultSectionSize(row_height(detail=True))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for header in (rows, columns):
            header.hide()
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setAccessibleName(tell("Responses"))
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(view.viewport())
        inside.addWidget(self.nothing)
        inside.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.space())
        head.addWidget(self.count)
        head.addWidget(self.search, 1)
        head.addWidget(labels.KeyHint("F3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(view, 1)
        column.addWidget(self._whole_area)
        column.addWidget(labels.small(told(HINT)))
