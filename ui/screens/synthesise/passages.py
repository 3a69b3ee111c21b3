"""The passages: responses and notes, read one by one, searched, and tied to themes by digit."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QVBoxLayout, QWidget

from facilitator.domain.synthesis.codings import Span
from facilitator.domain.synthesis.search_words import wanted_in
from facilitator.domain.wording import Counted, say
from facilitator.services.synthesis.facets import bits_of, places_in
from facilitator.services.synthesis.passages import Placed
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.synthesise.find_bar import FindBar
from ui.screens.synthesise.passages_view import PassagesView
from ui.screens.synthesise.reading import ReadingPane
from ui.screens.synthesise.rows import NOTHING_SHOWN, Lists, Showing
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

ADVICE = say(
    "Responses captured in Run and notes taken in Notes come here by themselves. "
    "Then tie them to themes with the keys 1 to 9."
)
HINT = say("Enter goes on · a theme’s key ties, unties · Shift+→ a part · N new theme · F finding")
ALL_READ = say("All of yours is read. R, then “Stop reading apart”, puts it all together.")
READING_SHARE, LIST_SHARE = 11, 7


class PassagesPanel(QWidget):
    """One passage to be read, and under it, as far as the choice and the search let them be seen,
    what comes next.
    """

    chosen_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists: Lists | None = None
        """What there is."""
        self._showing = NOTHING_SHOWN
        self._kept = False
        """Whether something is shown only because it is chosen."""
        self._place = ""
        """The passage that somebody went to last: what is looked for may hide it for a while."""
        self._is_moving = False
        """Whether the program moves the cursor, not a person."""
        self._letting_go = QTimer(self, singleShot=True, interval=0)
        self.finder = FindBar()
        self.rows = RowsModel()
        self.view = PassagesView()
        self.view.setModel(self.rows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        dress(self.view, RowDelegate(self.view, lines=1), tell("Responses and notes"))
        self.view.setUniformItemSizes(True)
        self.nothing = labels.quiet(tell("Nothing matches."))
        self.count = labels.small()
        self.others = labels.small()
        self.tell_others("")
        self.reading = ReadingPane()
        self._lay_out()
        self._wire()

    def show_lists(self, lists: Lists) -> None:
        """Show what there is, as far as it was asked for."""
        anew = self.lists is None or lists.asked != self.lists.asked
        anew = anew or _own_groups(lists) != _own_groups(self.lists)
        self.lists = lists
        self._stack.setCurrentIndex(0 if lists.passages else 1)
        self.finder.show_counts(lists.counts)
        if anew:
            self._show_anew(lists)
        else:
            self._show(lists)

    def tell_others(self, said: str) -> None:
        """Say where the others of the team are."""
        self.others.setText(said)
        self.others.setVisible(bool(said))

    def chosen(self) -> tuple[Placed, ...]:
        """The selected passages, in the order of the list."""
        rows = self.rows.rows
        return tuple(rows[number].value for number in self.view.chosen_rows())

    def chosen_part(self) -> Span | None:
        """The words that are chosen in the passage that is read; None where the whole is meant."""
        return self.reading.words.chosen() if self.view.how_many_chosen() == 1 else None

    def choose(self, passage_id: str) -> bool:
        """Put the cursor on a passage, though it be one that is not looked for; whether it is
        there.
        """
        if self.lists is None or passage_id not in self.lists.places:
            return False
        if not self.rows.index_of(passage_id).isValid():
            self._show(self.lists, also=passage_id)
        self.view.setCurrentIndex(self.rows.index_of(passage_id))
        return True

    def _show_anew(self, lists: Lists) -> None:
        """Something else is looked for: at the same place, or at what comes next there."""
        self._is_moving = True
        self._showing = Showing(lists.places, lists.shown, places_in(lists.shown))
        self.rows.show_anew(lists.rows)
        self._kept = False
        at = lists.places.get(self._place, 0)
        before = (lists.shown & ((1 << at) - 1)).bit_count()
        row = min(before, self.rows.rowCount() - 1)
        if self.view.hasFocus() or self._place:
            self.view.setCurrentIndex(self.rows.index(row, 0))
        self._is_moving = False
        self._tell()

    def _show(self, lists: Lists, also: str = "") -> None:
        """A chosen passage stays until another is chosen, though it be tied by now: a key pressed a
        moment late still means it.
        """
        row, had = self.view.currentIndex().row(), self.view.how_many_chosen() > 0
        kept = self._chosen_in(lists) | (1 << lists.places[also] if also else 0)
        self._kept = bool(kept & ~lists.shown)
        self._put(lists, lists.shown | kept)
        arriving = row < 0 and self.view.hasFocus()
        if (had or arriving) and not self.view.how_many_chosen():
            last = self.rows.rowCount() - 1
            self.view.setCurrentIndex(self.rows.index(min(max(row, 0), last), 0))
        self._tell()

    def _chosen_in(self, lists: Lists) -> int:
        """The chosen passages that there still are, as bits."""
        if self._showing.places is lists.places:
            return self._showing.chosen(self.view.chosen_ranges())
        ids = (placed.passage.id for placed in self.chosen())
        return bits_of(lists.places[id] for id in ids if id in lists.places)

    def _put(self, lists: Lists, bits: int) -> None:
        """Show these passages; where they are those that are shown, only what they say is looked
        at.
        """
        before = self._showing
        same = before.places is lists.places and before.bits == bits
        if not same:
            self._showing = Showing(lists.places, bits, places_in(bits))
        if bits == lists.shown:
            rows: Sequence[Row] = lists.rows
        else:
            rows = [lists.passages[place] for place in self._showing.in_order]
        show = self.rows.show_same if same else self.rows.show_rows
        show(rows)

    def _show_again(self) -> None:
        if self.lists is not None:
            self._show(self.lists)

    def _moved(self) -> None:
        row = self.rows.row(self.view.currentIndex())
        if row is not None and not self._is_moving:
            self._place = row.key
        self._tell()

    def _choice_changed(self) -> None:
        self._tell()
        if self._kept:
            self._letting_go.start()

    def _tell(self) -> None:
        if self._is_moving or self.lists is None:
            return
        chosen, lists = self.view.how_many_chosen(), self.lists
        shown = told(Counted(self.rows.rowCount(), "{n} passage", "{n} passages"))
        said = tell(
            "{shown} of {n}, {untied} in no theme yet",
            shown=shown,
            n=len(lists.passages),
            untied=lists.untied,
        )
        if chosen > 1:
            said = tell("{said} · {chosen} chosen", said=said, chosen=chosen)
        self.count.setText(told(ALL_READ) if lists.all_own_read else said)
        self.nothing.setVisible(not self.rows.rowCount())
        read = self.read()
        wanted = wanted_in(lists.asked.words)
        self.reading.show_passage(read, lists.names(), wanted, lists.alike(read))
        self.chosen_changed.emit(chosen)

    def read(self) -> Placed | None:
        """The passage that is read: one that a key acts on."""
        current = self.view.currentIndex()
        if not self.view.selectionModel().isSelected(current):
            chosen = self.view.chosen_rows()
            current = self.rows.index(chosen[0] if chosen else -1, 0)
        row = self.rows.row(current)
        placed: Placed | None = row.value if row else None
        return placed

    def _let_go(self) -> None:
        """Escape: no words are chosen any more, then no other passages."""
        if not self.reading.words.let_go():
            self.view.setCurrentIndex(self.view.currentIndex())

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(tell("What was said"), "strong"))
        column.addWidget(self.finder)
        column.addWidget(self.reading, READING_SHARE)
        column.addWidget(self.nothing)
        column.addWidget(self.view, LIST_SHARE)
        column.addWidget(self.count)
        column.addWidget(self.others)
        column.addWidget(labels.small(told(HINT)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(EmptyState(tell("Nothing has been said yet"), told(ADVICE)))

    def _wire(self) -> None:
        self._letting_go.timeout.connect(self._show_again)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._choice_changed())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.view.moved.connect(self.reading.words.go_on)
        self.view.paged.connect(self.reading.words.scroll_page)
        self.view.escaped.connect(self._let_go)
        self.view.search_wanted.connect(self.finder.focus_search)
        self.view.filters_wanted.connect(self.finder.open_filters)
        self.finder.left.connect(self.view.setFocus)


def _own_groups(lists: Lists | None) -> frozenset[str]:
    """What is read here, by whoever shares out what there is."""
    reading = lists.found.reading if lists else None
    return reading.groups.get(reading.here, frozenset()) if reading else frozenset()
