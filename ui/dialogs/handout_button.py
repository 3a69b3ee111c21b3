"""A button that prints handouts, or saves them as PDF: what is used in the room on paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from facilitator.domain.locales import Language
from facilitator.domain.report.summary import Handout, HandoutKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Message, say
from facilitator.services.report.handing_out import hand_out
from facilitator.services.report.leaving import Leaving, pass_on, sheet_leaving
from facilitator.services.seminar.room_clock import zone_of
from ui import ask
from ui.dialogs.leaving.looking_through import LeavingDialog
from ui.press.documents import handout
from ui.room.wifi import door_of
from ui.session import Session
from ui.widgets.forms.buttons import put_icon
from ui.widgets.forms.legibility import LegibilityTicks
from ui.widgets.forms.tongues import TongueMarks
from ui.words.telling import tell, told

PDF = say("PDF documents (*.pdf)")
ON_BOTH_SIDES = (
    HandoutKind.CONSENT,
    HandoutKind.EVALUATION,
    HandoutKind.SCRIPT,
    HandoutKind.TEST,
)
"""What is read as a leaf; what is laid out, cut apart or written on beside each other is not."""


class HandoutButton(QPushButton):
    """Opens a menu that prints each of its handouts, or saves it as PDF. `record_asked` carries the
    record in which somebody may be named, where somebody wants to go to it.
    """

    record_asked = Signal(object)

    def __init__(
        self,
        session: Session,
        *kinds: tuple[HandoutKind, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tell("&Print…"), parent)
        self.sheets = [Sheet(session, kind, name, self) for kind, name in kinds]
        named = ", ".join(name for _, name in kinds)
        self.setAccessibleName(tell("Print: {named}", named=named))
        self.setToolTip(tell("Print, or save as PDF: {named}", named=named.lower()))
        put_icon(self, "printer")
        menu = QMenu(named, self)
        menu.setAccessibleName(named)
        for sheet in self.sheets:
            menu.addAction(tell("Print {name}…", name=sheet.name.lower()), sheet.choose_printer)
            menu.addAction(tell("Save {name} as PDF…", name=sheet.name.lower()), sheet.choose_place)
        menu.addSeparator()
        self.legibility = LegibilityTicks(menu)
        self._session = session
        menu.addSeparator()
        self._tongues = TongueMarks(menu)
        menu.aboutToShow.connect(self._offer_languages)
        self.setMenu(menu)

    @property
    def language(self) -> Language | None:
        """The language that was chosen, None where nothing was."""
        return self._tongues.chosen

    def _offer_languages(self) -> None:
        """There is a choice where the room is spoken to in two."""
        with self._session.file.read() as reader:
            spoken = reader.get(Seminar, SEMINAR_ID).languages
        self._tongues.offer(spoken[0], others=len(spoken) > 1)


class Sheet(QObject):
    """A handout, made as the file stands when it is asked for."""

    def __init__(
        self, session: Session, kind: HandoutKind, name: str, parent: HandoutButton
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._session = session
        self._kind = kind
        self._parent = parent
        self._folder = QTemporaryDir()

    def choose_place(self) -> None:
        """Ask where to save, and save."""
        now = self._session.clock().astimezone(zone_of(self._session.file))
        day = f"{now:%Y-%m-%d}"
        name = Path.home() / f"{day}-{self._kind}.pdf"
        place = ask.choose_new_file(
            self._parent, tell("Save {name}", name=self.name.lower()), name, told(PDF)
        )
        if place is not None:
            self.save_to(place)

    def save_to(self, place: Path) -> None:
        """Save the handout as the file stands."""
        self._make(
            place,
            lambda: self._say(
                tell("Saved as {name} in {parent}.", name=place.name, parent=place.parent)
            ),
        )

    def choose_printer(self) -> None:
        """Make the handout, ask the system for a printer, and print."""
        path = Path(self._folder.path()) / f"{self._kind}.pdf"
        self._make(path, lambda: self._print(path, None))

    def print_on(self, printer: QPrinter) -> None:
        """Make the handout, and print it on this printer."""
        path = Path(self._folder.path()) / f"{self._kind}.pdf"
        self._make(path, lambda: self._print(path, printer))

    def _make(self, path: Path, then: Callable[[], object]) -> None:
        """Make it, once what may name somebody was looked at."""
        file, now, write = (
            self._session.file,
            self._session.clock(),
            partial(self._write, path, then),
        )

        def read(found: Leaving) -> None:
            if not found.waiting:
                write()
                return
            reason = self._look()
            if reason:
                let = partial(pass_on, file, found.cautions, reason, now=now)
                self._session.tasks.run(let, lambda _: write())
            elif reason is not None:
                self._make(path, then)  # whether all was looked at is read once more

        self._session.tasks.run(partial(sheet_leaving, file, self._kind, now=now), read)

    def _look(self) -> str | None:
        """Have it looked through: a reason to let it leave, "" for none, None to keep it here."""
        of = partial(sheet_leaving, kind=self._kind)
        dialog = LeavingDialog(self._parent, self._session, asks=True, of=of)
        dialog.record_asked.connect(self._parent.record_asked)
        return ask.ask(dialog)

    def _write(self, path: Path, then: Callable[[], object]) -> None:
        file, kind, now = self._session.file, self._kind, self._session.clock()
        language, suited = self._parent.language, self._parent.legibility.value

        tasks, making = self._session.tasks, tell("Making {name}", name=self.name.lower())

        def hear(missing: tuple[Message, ...]) -> None:
            then()
            for sentence in missing:
                self._say(told(sentence))

        def write(made: Handout) -> None:
            tasks.make(partial(handout, made, path, suited), path.parent, hear, progress=making)

        room = self._session.room
        door = door_of(room.greeting) if room is not None and room.greeting is not None else None
        made = partial(hand_out, file, kind, language, door=door, now=now)
        tasks.run(made, write, progress=making)

    def _print(self, path: Path, printer: QPrinter | None) -> None:
        from PySide6.QtPdf import QPdfDocument  # a PDF viewer, only where something is printed

        from ui.dialogs.printing.sending import Paper, Printing

        document = QPdfDocument(self)
        document.load(str(path))
        paper = Paper(self.name, path, document, path.name, self._kind in ON_BOTH_SIDES)
        printing = Printing(self._parent, self._session.tasks, paper)
        printing.ended.connect(document.deleteLater)
        if printer is None:
            printing.ask()
        else:
            printing.print_on(printer)

    def _say(self, sentence: str) -> None:
        self._session.tasks.said.emit(sentence)
