"""Report: make the summary, look at it, print it, save it; and know when it is out of date."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.report.summary import Length
from facilitator.domain.revisions import UNPRINTED, Kind
from facilitator.domain.wording import Text, say
from ui import theme
from ui.screens.report import making
from ui.screens.report.additions import AdditionsPanel
from ui.screens.report.contents_panel import ContentsPanel
from ui.screens.report.making import Made
from ui.screens.report.outgoing import Outgoing
from ui.screens.report.preview import STEP, Preview
from ui.screens.report.readers import ReadersButton
from ui.session import Session
from ui.widgets.forms.buttons import button, icon_button
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.words.telling import tell, told

_LENGTHS = tuple(Length)
_LENGTH_NAMES = {
    Length.FULL: say("Full report"),
    Length.FOUR: say("Four pages"),
    Length.PAGE: say("One page"),
}
OUTDATED = say("The seminar has changed since this summary was made.")
ADVICE = say(
    "The summary is made from what the seminar holds at this moment: the agenda as it ran, every "
    "question with its responses, every vote that has been revealed, the notes of the groups."
)
NOTHING_YET = say(
    "Nothing has been recorded yet, so the summary would hold the agenda and the questions only. "
    "To see a whole one, choose File, Rehearse on a copy."
)


class ReportScreen(Screen):
    """Contents and cautions on the left, the pages on the right."""

    KINDS = frozenset(Kind) - UNPRINTED
    KEYS: ClassVar[tuple[tuple[Text, Text], ...]] = (
        ("Ctrl+R", say("Make the summary, again when the seminar has changed")),
        ("Ctrl+P", say("Print")),
        ("Ctrl+S", say("Save as PDF or as a web page")),
        ("Ctrl+F, F3, Shift+F3", say("Find in the summary, next, previous")),
        ("Alt++, Alt+-, Alt+0", say("Pages larger, smaller, fit the width")),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.made: Made | None = None
        self._then: Callable[[], object] | None = None
        self._making = False
        self._count = 0
        self._stop: Callable[[], object] = lambda: None
        self._folder = QTemporaryDir()
        self.preview = Preview()
        self.left = ContentsPanel()
        self.empty = EmptyState(
            tell("No summary yet"), told(ADVICE), tell("&Make the summary"), self.make
        )
        self.additions = AdditionsPanel(session)
        self.adding = button(tell("Write…"), "quiet", "pencil", self.toggle_additions)
        self.outdated = QFrame()
        self.outgoing = Outgoing(
            session, self.preview, self, self._make_then, self.record_asked.emit
        )
        self.length = Choices()
        self.length.addItems([told(_LENGTH_NAMES[length]) for length in _LENGTHS])
        self.length.setAccessibleName(tell("How much the summary tells"))
        self.readers = ReadersButton(self)
        self._remake = icon_button("rotate-ccw", tell("Make again"), "Ctrl+R", self.make)
        self.again = button(tell("Make again"), "primary", "rotate-ccw", self.make)
        self._lay_out()
        self._wire()
        self._set_keys()

    def reload(self) -> None:
        file, made = self.session.file, self.made
        self.additions.read()
        if made is None:
            self.session.tasks.run(lambda: making.has_anything(file), self._advise)
        else:
            self.session.tasks.run(lambda: making.is_outdated(file, made), self.outdated.setVisible)

    def finish(self) -> None:
        self.additions.finish()
        super().finish()

    def let_go(self) -> None:
        self._stop()
        self.preview.close_file()
        self._folder.remove()

    def make(self) -> None:
        """Make the summary as the seminar stands now, and show it."""
        if self._making:
            return
        self._set_making(True)
        self._count += 1
        path = Path(self._folder.path()) / f"summary-{self._count}.pdf"
        file, tasks, now = self.session.file, self.session.tasks, self.session.clock()
        length, suited = _LENGTHS[self.length.currentIndex()], self.readers.legibility

        def write(gathered: making.Gathered) -> None:
            self._stop = making.make(tasks, gathered, path, self._show, self._tell_failure)

        gather = partial(making.gather, file, length=length, legibility=suited)
        gather = partial(gather, now=now, language=self.readers.language)
        tasks.run(gather, write, self._tell_failure, tell("Making the summary"))

    def toggle_additions(self) -> None:
        """Show what authors add beside the pages, or put it away."""
        self.additions.setVisible(self.additions.isHidden())
        if self.additions.isVisible():
            self.additions.fields.words.setFocus()

    def _make_then(self, then: Callable[[], object]) -> None:
        self._then = then
        self.make()

    def print_page(self) -> None:
        """Make the page that people take home as the seminar stands now, and ask for a printer."""
        self.length.setCurrentIndex(_LENGTHS.index(Length.PAGE))
        self._make_then(self.outgoing.choose_printer)

    def _show(self, made: Made) -> None:
        self._set_making(False)
        self.preview.show_file(made.path, partial(self._shown, made), made.head, made.foot)

    def _shown(self, made: Made) -> None:
        before, self.made = self.made, made
        self.outgoing.made = made
        self.readers.show_made(made)
        self.left.show_contents(self.preview.contents(), made.cautions)
        self._stack.setCurrentIndex(1)
        self.begins_at = self.preview.view
        self.preview.view.setFocus()
        if before is not None:
            with contextlib.suppress(OSError):  # a printer may still read it; its folder goes later
                before.path.unlink(missing_ok=True)
        self.reload()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _tell_failure(self, error: BaseException) -> None:
        self._then = None
        self._set_making(False)
        self.session.tasks.said.emit(told(error))

    def _set_making(self, making_it: bool) -> None:
        self._making = making_it
        for control in (self.empty.button, self.again, self._remake, self.length, self.readers):
            control.setEnabled(not making_it)

    def _advise(self, anything: bool) -> None:
        self.empty.advice.setText(told(ADVICE) if anything else told(NOTHING_YET))

    def _wire(self) -> None:
        self.length.activated.connect(self.make)
        self.readers.changed.connect(self.make)
        self.left.page_asked.connect(self.preview.go_to)
        self.left.record_asked.connect(self.record_asked)
        self.preview.paged.connect(self.left.mark_page)

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+R": self.make,
            "Ctrl+P": self.outgoing.choose_printer,
            "Ctrl+S": self.outgoing.choose_place,
            "Ctrl+F": self.preview.focus_search,
            "F3": partial(self.preview.find_next, 1),
            "Shift+F3": partial(self.preview.find_next, -1),
            "Alt++": partial(self.preview.zoom, STEP),
            "Alt+=": partial(self.preview.zoom, STEP),
            "Alt+-": partial(self.preview.zoom, 1 / STEP),
            "Alt+0": partial(self.preview.zoom, 0),
        }
        set_keys(self, keys)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner())
        column.addWidget(self._panes(), 1)
        self._stack.addWidget(page)

    def _panes(self) -> QWidget:
        self.additions.hide()
        panes = (self.left, self._right(), self.additions)
        return SplitView(tell("report pages"), *panes, shares=(4, 13, 5))

    def _banner(self) -> QWidget:
        self.outdated.setProperty("role", "strip")
        row = QHBoxLayout(self.outdated)
        row.setContentsMargins(theme.space(2), theme.space(), theme.space(2), theme.space())
        row.addWidget(labels.body(told(OUTDATED)), 1)
        row.addWidget(self.again)
        self.outdated.hide()
        return self.outdated

    def _right(self) -> QWidget:
        out = self.outgoing
        first = (
            self.length,
            self.readers,
            out.print,
            out.save,
            out.tables,
            out.deposit,
            out.parts,
            out.rules,
            self.adding,
            self._remake,
        )
        self.preview.tools.put_first(first)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(self.preview, 1)
        return page
