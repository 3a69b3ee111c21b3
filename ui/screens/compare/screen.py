"""Compare: other seminars, left as they are, beside this one; what it lacks goes on here."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedLayout, QVBoxLayout, QWidget

from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Text, say
from ui import ask, theme
from ui.dialogs.passphrase import asked_first
from ui.models.rows import RowsModel
from ui.screens.compare.reading import Beside, Others, beside, read_others, take
from ui.screens.compare.table import TITLE, ComparisonTable
from ui.seminar_files import looks_protected
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.synthesis.taking_over import Material

NO_OTHER = say("No other seminar is beside this one")
ADVICE = say(
    "Open other seminars, and each finding stands in one row with what every room held of it. "
    "They are read from copies and nothing is written into them; what is sealed stays sealed."
)
LACKED = say("What they have and this seminar does not")
WHAT_GOES = say("Themes, questions and findings go on here; nothing that was said, and no vote.")
HAS_ALL = say("Everything that they have is here already.")
OPEN = say("Open seminars…")
KINDS = (("themes", say("Theme")), ("questions", say("Question")), ("findings", say("Finding")))


class CompareScreen(Screen):
    """Findings by seminars above, what this one lacks below."""

    KINDS = frozenset(
        {Kind.SEMINAR, Kind.FINDING, Kind.THEME, Kind.QUESTION, Kind.POLL, Kind.ROUND}
    )
    KEYS: ClassVar[tuple[tuple[Text, Text], ...]] = (
        ("O", say("Other seminars beside this one")),
        ("Enter", say("Take over what is chosen of what they have")),
        ("Del", say("Put the other seminars away")),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._others = Others()
        self._beside: Beside | None = None
        self.table = ComparisonTable()
        self.rows = RowsModel()
        self.lacking = QListView()
        self.lacking.setModel(self.rows)
        dress(self.lacking, RowDelegate(self.lacking, lines=1), told(LACKED))
        self.lacking.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.has_all = labels.quiet(told(HAS_ALL))
        self.open = button(told(OPEN), "quiet", "folder-open", self.choose)
        self.put_away = button(tell("Put them away"), "quiet", "x", self.close_others)
        self.take_chosen = button(
            tell("Take over what is chosen"), "primary", act=self._take_chosen
        )
        self.take_all = button(tell("Take over all"), "quiet", act=partial(self._take, None))
        self._empty = EmptyState(told(NO_OTHER), told(ADVICE), told(OPEN), self.choose)
        self._lay_out()
        self._wire()

    def reload(self) -> None:
        self._stack.setCurrentIndex(1 if self._others.paths else 0)
        if self._others.paths:
            work = partial(beside, self.session.file, self._others)
            self.session.tasks.run(work, self._show)

    def choose(self) -> None:
        """Which other seminars?"""
        asked: dict[Path, str] = {}
        folder = self.session.near.parent
        for path in ask.choose_files(self, tell("Seminars to compare with"), folder):
            words = asked_first(self, path) if looks_protected(path) else ""
            if words is not None:
                asked[path] = words
        if asked:
            work = partial(read_others, self.session.file, asked)
            self.session.tasks.run(work, self._take_up, progress=tell("Reading the other seminars"))

    def close_others(self) -> None:
        """This seminar alone again."""
        self._others = Others()
        self.reload()
        self._empty.button.setFocus()

    def _take_up(self, more: Others) -> None:
        self._others = self._others.with_more(more)
        self.reload()
        self.table.setFocus()

    def _show(self, found: Beside) -> None:
        self._beside = found
        self.table.show_comparison(found.comparison)
        rows = _lacking_rows(found.lacking)
        self.rows.show_rows(rows)
        self.has_all.setVisible(not rows)
        self.lacking.setVisible(bool(rows))
        self.take_all.setText(
            tell("Take over {said}", said=found.lacking.said) if rows else tell("Take over all")
        )
        self._allow()

    def _chosen(self) -> Collection[str]:
        return {self.rows.rows[index.row()].key for index in self.lacking.selectedIndexes()}

    def _take_chosen(self) -> None:
        if chosen := self._chosen():
            self._take(chosen)

    def _take(self, only: Collection[str] | None) -> None:
        work = partial(take, self.session.file, self._others.brings, only, self.session.clock())
        self.write(work, lambda said: self.undoable.emit(tell("Taken over: {said}.", said=said)))

    def _allow(self) -> None:
        self.take_chosen.setEnabled(bool(self._chosen()))
        self.take_all.setEnabled(bool(self.rows.rows))

    def _wire(self) -> None:
        self.lacking.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        for view in (self.table, self.lacking):
            set_keys(view, {"O": self.choose, "Del": self.close_others})
        set_keys(self.lacking, {"Return": self._take_chosen, "Enter": self._take_chosen})

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(told(TITLE), "strong"))
        column.addLayout(Flow((self.open, self.put_away)))
        column.addWidget(self.table, 3)
        column.addWidget(labels.Label(told(LACKED), "strong"))
        column.addWidget(labels.small(told(WHAT_GOES)))
        column.addWidget(self.has_all)
        column.addWidget(self.lacking, 2)
        column.addLayout(Flow((self.take_chosen, self.take_all)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)


def _lacking_rows(lacking: "Material") -> Sequence[Row]:
    """A row for each thing, known by what it was made from."""
    return [
        Row(key=each.origin, text=_words(each), detail=told(kind))
        for field, kind in KINDS
        for each in getattr(lacking, field)
    ]


def _words(each: object) -> str:
    return str(getattr(each, "name", "") or getattr(each, "wording", ""))
