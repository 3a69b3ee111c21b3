"""What is shown leaves the program: to a printer, or into a file of the kind that its name says."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from facilitator.domain.wording import say
from ui import ask
from ui.dialogs.printing.sending import Paper, Printing
from ui.press.documents import parts
from ui.screens.report import making
from ui.screens.report.depositing import deposit
from ui.screens.report.gate import Act, Gate
from ui.screens.report.making import Made
from ui.screens.report.parts import PartsDialog
from ui.screens.report.preview import Preview
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.words.telling import tell, told

SUMMARIES = say("PDF documents (*.pdf);;Word documents (*.docx);;Web pages (*.html)")
WORKBOOKS = say(
    "Workbooks (*.xlsx);;REFI-QDA projects (*.qdpx);;Ballots, to be counted again (*.zip)"
)


class Outgoing:
    """The buttons that print and save, and what they do with the paper that is `made`."""

    def __init__(
        self,
        session: Session,
        preview: Preview,
        parent: QWidget,
        remake: Callable[[Act], object],
        go: Callable[[object], object],
    ) -> None:
        self.made: Made | None = None
        self.gate = Gate(session, parent, lambda: self.made, remake, go)
        self._session = session
        self._preview = preview
        self._remake = remake
        self._parent = parent
        self.print = button(tell("Print…"), "", "printer", self.choose_printer)
        self.save = button(tell("Save…"), "", "download", self.choose_place)
        self.tables = button(tell("Save tables…"), "", "clipboard-list", self.choose_workbook)
        self.deposit = button(tell("Deposit…"), "", "layers", self.choose_deposit)
        self.parts = button(tell("Parts…"), "quiet", "", self.choose_parts)
        self.rules = button(tell("What may leave…"), "quiet", "", self.gate.look)

    def choose_printer(self) -> None:
        """Ask the system for a printer, and print."""
        self.gate.let(self._choose_printer)

    def choose_place(self) -> None:
        """Ask where to save, and save."""
        self.gate.let(self._choose_place)

    def choose_parts(self) -> None:
        """Ask which parts the paper has, in which order, and make it so."""
        made = self.made
        if made is not None:
            order = partial(parts, made.summary, made.length)
            ask_for = partial(self._ask_for_parts, made.summary.seminar.parts_out)
            self._session.tasks.make(order, made.path.parent, ask_for)

    def _ask_for_parts(self, out: tuple[str, ...], there: tuple[tuple[str, str], ...]) -> None:
        chosen = ask.ask(PartsDialog(self._parent, there, out))
        if chosen is not None:
            work = partial(
                making.choose_parts, self._session.file, chosen, now=self._session.clock()
            )
            self._session.tasks.run(work, lambda _: self._remake(lambda: None))

    def choose_workbook(self) -> None:
        """Ask where to save the tables behind the summary, and save them."""
        self.gate.let(self._choose_workbook)

    def choose_deposit(self) -> None:
        """Ask what a data archive is to get, and write it."""
        self.gate.let(self._choose_deposit)

    def _choose_printer(self) -> None:
        if self.made is not None:
            self._printing(self.made).ask()

    def print_on(self, printer: QPrinter) -> None:
        """Print all that was asked for on this printer."""
        if self.made is not None:
            self._printing(self.made).print_on(printer)

    def _printing(self, made: Made) -> Printing:
        """The paper that is shown, about to be printed; what is read as a leaf is on both sides."""
        name = making.proposed_name(made.summary.seminar, what=made.length.called)
        title, document = made.summary.seminar.title, self._preview.document
        paper = Paper(title, made.path, document, name, both_sides=True)
        printing = Printing(self._parent, self._session.tasks, paper)
        printing.progressed.connect(self._tell_printing)
        printing.sent.connect(partial(self._remember, made))
        for over in (printing.sent, printing.ended):
            over.connect(partial(self.print.setEnabled, True))
        self.print.setEnabled(False)
        return printing

    def _choose_place(self) -> None:
        if self.made is not None:
            name = making.proposed_name(self.made.summary.seminar, what=self.made.length.called)
            self._save_where(tell("Save the summary"), name, told(SUMMARIES))

    def _choose_workbook(self) -> None:
        if self.made is not None:
            name = making.proposed_name(self.made.summary.seminar, making.WORKBOOK)
            self._save_where(tell("Save the tables"), name, told(WORKBOOKS))

    def _choose_deposit(self) -> None:
        if self.made is not None:
            deposit(self._session, self.made, self._parent)

    def _save_where(self, title: str, name: str, kinds: str) -> None:
        place = ask.choose_new_file(self._parent, title, Path.home() / name, kinds)
        if place is not None:
            self.save_to(place)

    def save_to(self, place: Path) -> None:
        """Save the summary that is shown."""
        made = self.made
        if made is not None:
            now = self._session.clock()
            making.save_as(self._session, made, place, self._tell_saved, now=now)

    def _tell_printing(self, fraction: float) -> None:
        self._session.tasks.busy.emit(tell("Printing") if fraction < 1 else "")
        self._session.tasks.progressed.emit(fraction, "")

    def _remember(self, made: Made) -> None:
        file, now = self._session.file, self._session.clock()
        self._session.tasks.run(partial(making.remember_print, file, made, now=now))

    def _tell_saved(self, place: Path) -> None:
        self._session.tasks.said.emit(
            tell("Saved as {name} in {parent}.", name=place.name, parent=place.parent)
        )
