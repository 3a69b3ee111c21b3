"""Report: make the summary, look at it, print it, save it; and know when it is out of date."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTemporaryDir
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.revisions import Kind
from ui import ask, theme
from ui.dialogs.printing import PrintRun, ask_printer
from ui.screens.report import making
from ui.screens.report.contents_panel import ContentsPanel
from ui.screens.report.making import Made
from ui.screens.report.preview import STEP, Preview
from ui.session import Session
from ui.widgets.forms.buttons import button, icon_button
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView

ONE_PAGE = 1
"""Where one page stands among the lengths."""
SUMMARIES = "PDF documents (*.pdf);;Word documents (*.docx);;Web pages (*.html)"
WORKBOOKS = "Workbooks (*.xlsx);;REFI-QDA projects (*.qdpx)"
OUTDATED = "The seminar has changed since this summary was made."
ADVICE = (
    "The summary is made from what the seminar file holds at this moment: the agenda as it ran, "
    "every question with its responses, every vote that has been revealed, the notes of the groups."
)
NOTHING_YET = (
    "Nothing has been recorded yet, so the summary would hold the agenda and the questions only. "
    "To see a whole one, choose File, Rehearse on a copy."
)


class ReportScreen(Screen):
    """Contents and cautions on the left, the pages on the right."""

    KINDS = frozenset(Kind) - making.UNSEEN
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+R", "Make the summary, again when the seminar has changed"),
        ("Ctrl+P", "Print"),
        ("Ctrl+S", "Save as PDF or as a web page"),
        ("Ctrl+F, F3, Shift+F3", "Find in the summary, next, previous"),
        ("Alt++, Alt+-, Alt+0", "Pages larger, smaller, fit the width"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.made: Made | None = None
        self._making = False
        self._count = 0
        self._folder = QTemporaryDir()
        self.preview = Preview()
        self.left = ContentsPanel()
        self.empty = EmptyState("No summary yet", ADVICE, "Make the summary", self.make)
        self.outdated = QFrame()
        self.print = button("Print…", "", "printer", self.choose_printer)
        self.save = button("Save…", "", "download", self.choose_place)
        self.tables = button("Save tables…", "", "clipboard-list", self.choose_workbook)
        self.length = QComboBox()
        self.length.addItems(("Full report", "One page"))
        self.length.setAccessibleName("How much the summary tells")
        self._remake = icon_button("rotate-ccw", "Make again", "Ctrl+R", self.make)
        self.again = button("Make again", "primary", "rotate-ccw", self.make)
        self._lay_out()
        self._wire()
        self._set_keys()

    def reload(self) -> None:
        file, made = self.session.file, self.made
        if made is None:
            self.session.tasks.run(lambda: making.has_anything(file), self._advise)
        else:
            self.session.tasks.run(lambda: making.is_outdated(file, made), self.outdated.setVisible)

    def let_go(self) -> None:
        self.preview.document.close()
        self._folder.remove()

    def make(self) -> None:
        """Make the summary as the seminar stands now, and show it."""
        if self._making:
            return
        self._set_making(True)
        self._count += 1
        path = Path(self._folder.path()) / f"summary-{self._count}.pdf"
        file, tasks, now = self.session.file, self.session.tasks, self.session.clock()
        one_page = self.length.currentIndex() == ONE_PAGE
        tasks.run(
            lambda: making.make(file, path, tasks.report, now=now, one_page=one_page),
            self._show,
            self._tell_failure,
            "Making the summary",
        )

    def choose_printer(self) -> None:
        """Ask the system for a printer, and print."""
        if self.made is not None:
            title = self.made.summary.seminar.title
            printer = ask_printer(self, self.preview.document.pageCount(), title)
            if printer is not None:
                self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print all that was asked for on this printer."""
        run = PrintRun(self.preview.document, printer, self)
        run.progressed.connect(self._tell_printing)
        run.ended.connect(self._tell_printed)
        self.print.setEnabled(False)
        run.start()

    def choose_place(self) -> None:
        """Ask where to save, and save."""
        if self.made is not None:
            what = "page" if self.made.one_page else "summary"
            name = making.proposed_name(self.made.summary.seminar, what=what)
            place = ask.choose_new_file(self, "Save the summary", Path.home() / name, SUMMARIES)
            if place is not None:
                self.save_to(place)

    def choose_workbook(self) -> None:
        """Ask where to save the tables behind the summary, and save them."""
        if self.made is not None:
            name = making.proposed_name(self.made.summary.seminar, making.WORKBOOK)
            place = ask.choose_new_file(self, "Save the tables", Path.home() / name, WORKBOOKS)
            if place is not None:
                self.save_to(place)

    def save_to(self, place: Path) -> None:
        """Save the summary that is shown."""
        made = self.made
        if made is not None:
            file, now = self.session.file, self.session.clock()
            self.session.tasks.run(
                lambda: making.save_as(file, made, place, now=now), self._tell_saved
            )

    def _show(self, made: Made) -> None:
        before, self.made = self.made, made
        self._set_making(False)
        self.preview.show_file(made.path)
        self.left.show_contents(self.preview.contents(), made.cautions)
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.preview.view)
        self.preview.view.setFocus()
        if before is not None:
            before.path.unlink(missing_ok=True)
        self.reload()

    def _tell_failure(self, error: BaseException) -> None:
        self._set_making(False)
        self.session.tasks.said.emit(str(error))

    def _set_making(self, making_it: bool) -> None:
        self._making = making_it
        for control in (self.empty.button, self.again, self._remake, self.length):
            control.setEnabled(not making_it)

    def _advise(self, anything: bool) -> None:
        self.empty.advice.setText(ADVICE if anything else NOTHING_YET)

    def _tell_printing(self, fraction: float) -> None:
        self.session.tasks.busy.emit("Printing")
        self.session.tasks.progressed.emit(fraction, "")

    def _tell_printed(self, trouble: str) -> None:
        self.print.setEnabled(True)
        self.session.tasks.busy.emit("")
        if self.made is not None and not trouble:
            file, made, now = self.session.file, self.made, self.session.clock()
            self.session.tasks.run(lambda: making.remember_print(file, made, now=now))
        self.session.tasks.said.emit(trouble or "The summary has gone to the printer.")

    def _tell_saved(self, place: Path) -> None:
        self.session.tasks.said.emit(f"Saved as {place.name} in {place.parent}.")

    def _wire(self) -> None:
        self.length.activated.connect(self.make)
        self.left.page_asked.connect(self.preview.go_to)
        self.left.record_asked.connect(self.record_asked)
        self.preview.paged.connect(self.left.mark_page)

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+R": self.make,
            "Ctrl+P": self.choose_printer,
            "Ctrl+S": self.choose_place,
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
        column.addWidget(SplitView("report", self.left, self._right(), shares=(4, 13)), 1)
        self._stack.addWidget(page)

    def _banner(self) -> QWidget:
        self.outdated.setProperty("role", "strip")
        row = QHBoxLayout(self.outdated)
        row.setContentsMargins(theme.space(2), theme.space(), theme.space(2), theme.space())
        row.addWidget(labels.body(OUTDATED), 1)
        row.addWidget(self.again)
        self.outdated.hide()
        return self.outdated

    def _right(self) -> QWidget:
        self.preview.tools.put_first(
            (self.length, self.print, self.save, self.tables, self._remake)
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(self.preview, 1)
        return page
