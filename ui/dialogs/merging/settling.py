"""Records with versions that nobody has reconciled: a window beside the day to settle them in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.merging.merge import Conflict
from facilitator.domain.records import Record
from facilitator.domain.revisions import Change
from facilitator.domain.wording import say
from facilitator.services.merging import merging, versions
from facilitator.services.merging.versions import Comparison
from ui import text_size, theme
from ui.dialogs.merging.versions import VersionsPage
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.message_strip import MessageStrip
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told

TITLE = say("To settle")
ADVICE = say(
    "These were changed on two computers that did not know of each other. Every version is kept; "
    "what you choose is shown from then on, and can be undone."
)
ALL_SETTLED = say("Everything is settled")
ELSEWHERE = say(
    "This was settled in another window meanwhile. What you are writing stays here; written, it "
    "stands beside what was chosen there."
)
BESIDE = say("Kept beside what was chosen in the other window: the two are to settle.")
SIZE = (136, 84)


class SettlingPanel(QWidget):
    """A list of records, and the versions of the one that has the cursor, side by side."""

    undo_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._found: dict[str, Comparison] = {}
        self._elsewhere: frozenset[str] = frozenset()
        """Of those, what was settled elsewhere while somebody writes a third version here."""
        self.rows = RowsModel()
        view = QListView()
        self.list = SearchList(self.rows, view, told(TITLE), tell("Search what is to settle"))
        dress(view, RowDelegate(view, lines=2), told(TITLE))
        self.page = VersionsPage()
        self.settled = EmptyState(told(ALL_SETTLED), tell("Nothing waits for you here."))
        self.strip = MessageStrip()
        self.strip.action.setAccessibleName(tell("Undo"))
        self.stack = QStackedWidget()
        self.setWindowTitle(told(TITLE))
        self.setProperty("keeps_words", True)
        text_size.fit(self, *SIZE)
        self._lay_out()
        self._wire()

    def reload(self) -> None:
        """Read what is to settle, and show it."""
        file = self._session.file
        self._session.tasks.run(lambda: versions.comparisons(file), self._show)

    def current(self) -> Comparison | None:
        """The one that has the cursor."""
        row = self.rows.row(self.list.current())
        return self._found.get(row.key) if row else None

    def choose(self, number: int) -> None:
        """Settle the current one with one of its versions, by its number from 0."""
        comparison = self.current()
        if comparison is None:
            return
        version = comparison.sides[number].version
        known = [side.version.record for side in comparison.sides if side.version.record]
        self._settle(comparison.conflict, version.record or known[0], gone=version.gone)

    def write_third(self, words: str) -> None:
        """Settle the current one with words of its own."""
        comparison = self.current()
        if comparison is not None and words.strip():
            third = versions.third(comparison, words)
            self._settle(comparison.conflict, third, gone=False, is_third=True)

    def _settle(
        self, torn: Conflict, record: Record, *, gone: bool, is_third: bool = False
    ) -> None:
        file, now = self._session.file, self._session.clock()
        self._session.tasks.run(
            lambda: merging.settle(file, torn, record, gone=gone, is_third=is_third, now=now),
            lambda _: self._tell_settled(torn.id),
            self._say_refused,
        )

    def _tell_settled(self, id_: str) -> None:
        self.page.forget(id_)
        said = told(BESIDE) if id_ in self._elsewhere else tell("Settled.")
        self.strip.say(said, tell("Undo"), self.undo_asked.emit)
        self._session.watch.nudge()
        self.reload()

    def _say_refused(self, error: BaseException) -> None:
        self.strip.say(told(error))
        self.reload()

    def _show(self, found: tuple[Comparison, ...]) -> None:
        before = max(self.list.current().row(), 0)
        found = (*found, *self._written_for(found))
        self._found = {each.conflict.id: each for each in found}
        self.rows.show_rows([_row(each) for each in found])
        self.stack.setCurrentIndex(0 if found else 1)
        self.setWindowTitle(tell("{n} to settle", n=len(found)) if found else told(ALL_SETTLED))
        if self.current() is None and found:
            self.list.select(min(before, len(found) - 1))
        self._show_versions()

    def _written_for(self, found: tuple[Comparison, ...]) -> list[Comparison]:
        """What is settled by now, but somebody writes a third version of here."""
        torn = {each.conflict.id for each in found}
        left = [each for id_, each in self._found.items() if id_ not in torn]
        written = [each for each in left if self.page.holds_words_for(each)]
        before, self._elsewhere = self._elsewhere, frozenset(e.conflict.id for e in written)
        if not self._elsewhere <= before:
            self.strip.say(told(ELSEWHERE))
        return written

    def _show_versions(self) -> None:
        comparison = self.current()
        if comparison is not None:
            self.page.show_comparison(comparison)
        self.page.setVisible(comparison is not None)

    def _hear(self, _: frozenset[Change]) -> None:
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wire(self) -> None:
        self.list.picked.connect(lambda _: self._show_versions())
        self.page.chosen.connect(self.choose)
        self.page.written.connect(self.write_third)
        self._session.watch.changed.connect(self._hear)
        keys = {"Ctrl+Z": self.undo_asked.emit, "Escape": self.hide}
        set_keys(self, keys | text_size.keys())

    def _lay_out(self) -> None:
        split = SplitView("settling", self.list, self.page, shares=(1, 3))
        self.stack.addWidget(split)
        self.stack.addWidget(self.settled)
        page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(*[theme.space(3)] * 4)
        inner.setSpacing(theme.space(2))
        inner.addWidget(labels.heading(told(TITLE)))
        inner.addWidget(labels.quiet(told(ADVICE)))
        inner.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageArea(page, told(TITLE), sideways=False), 1)
        column.addWidget(self.strip)


def _row(comparison: Comparison) -> Row:
    words = next((side.words for side in comparison.sides if side.words), told(comparison.title))
    return Row(key=comparison.conflict.id, text=words, detail=told(comparison.title))
