"""What is made goes to a printer, and what becomes of it there is heard; where it fails, the same
pages go on a stick.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QTimer, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Counted, say
from ui import ask
from ui.dialogs.printing.choosing import (
    ask_printer,
    how_long,
    is_own_paper,
    options_of,
    pages_wanted,
)
from ui.dialogs.printing.drawing import PrintRun
from ui.press import spooler
from ui.press.spooler import Job, Options, Spooler, Standing
from ui.tasks import Apart, Tasks
from ui.words.telling import tell, told

PDF = say("PDF documents (*.pdf)")
LOOK_MS = 3_000
"""How often a job is asked after."""
LATE, SPARE_MINUTES = 2, 2
"""What takes so many times as long as was said, and these minutes more, is late."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: what it is called, where it was made, its pages, and what a file of it would
    be called. On `both_sides` is read as a leaf.
    """

    name: str
    path: Path
    document: QPdfDocument
    file_name: str
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen for it: the printer and its options; in words how much comes out, and how
    many minutes that takes.
    """

    printer: str
    options: Options
    going: str
    minutes: int


class Printing(QObject):
    """One paper on its way. `sent` says that a printer has it, `ended` that nothing more is heard
    of it, `progressed` how much of it is drawn, from 0 to 1, where it is drawn here.

    What is sent is a copy: the pages may be made anew while they wait for their turn.
    """

    sent = Signal()
    ended = Signal()
    progressed = Signal(float)

    def __init__(
        self, parent: QWidget, tasks: Tasks, paper: Paper, system: Spooler | None = None
    ) -> None:
        super().__init__(parent)
        self._parent, self._tasks, self._paper = parent, tasks, paper
        self._apart = Apart(self, tasks)
        self._system = system or spooler.of_this_computer()
        self._folder = QTemporaryDir()
        self._copy = Path(self._folder.path()) / paper.path.name
        self._told: object = None
        self._was_told = False
        self._looks = 0
        self._turn = QTimer(self, singleShot=True, interval=LOOK_MS)

    def ask(self) -> None:
        """Ask for a printer, and print; where nothing answers, the window asks nothing either."""
        if self._system is None:
            self._choose(None)
        else:
            work, doing = self._system.answer, tell("Printing")
            self._apart.begin(work, self._choose, self._fail, doing)

    def print_on(self, printer: QPrinter) -> None:
        """Print on this printer."""
        going, minutes = how_long(printer, self._paper.document.pageCount())
        if not is_own_paper(printer, self._paper.document):
            paper = printer.pageLayout().pageSize().name()
            going = tell("{going}, fitted to {paper}", going=going, paper=paper)
        is_its = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
        if self._system is None or not is_its:
            self._draw(printer, going)
        else:
            options = options_of(printer, self._paper.document)
            self.send(Wish(printer.printerName(), options, going, minutes))

    def send(self, wish: Wish) -> None:
        """Hand it to what prints on this computer, and follow it."""
        assert self._system is not None
        work = partial(_send, self._system, self._paper, self._copy, wish)
        then = partial(self._follow, wish)
        self._apart.begin(work, then, self._fail, tell("Printing"))

    def _choose(self, _: None) -> None:
        if self._system is not None and not QPrinterInfo.availablePrinterNames():
            self._fail(SeminarError(_NO_PRINTER))
            return
        paper, pages = self._paper, self._paper.document.pageCount()
        printer = ask_printer(self._parent, paper.document, paper.name, both_sides=paper.both_sides)
        if printer is None:
            self._end()
        elif is_file(printer) and len(list(pages_wanted(printer, pages))) == pages:
            self._keep(Path(printer.outputFileName()))
        else:
            self.print_on(printer)

    def _draw(self, printer: QPrinter, going: str) -> None:
        run = PrintRun(self._paper.document, printer, self)
        run.progressed.connect(self.progressed)
        run.ended.connect(partial(self._drawn, going))
        run.start()

    def _drawn(self, going: str, trouble: str) -> None:
        self.progressed.emit(1.0)
        if trouble:
            self._offer(trouble)
        else:
            self._say_sent(going)
            self._end()

    def _say_sent(self, going: str) -> None:
        self._tasks.said.emit(
            tell("{name}: at the printer, {going}.", name=self._paper.name, going=going)
        )
        self.sent.emit()

    def _follow(self, wish: Wish, job: Job) -> None:
        self._say_sent(wish.going)
        minutes = LATE * wish.minutes + SPARE_MINUTES
        self._turn.timeout.connect(partial(self._look, job, minutes))
        self._turn.start()

    def _look(self, job: Job, minutes: int) -> None:
        assert self._system is not None
        self._looks += 1
        hear = partial(self._hear, minutes)
        self._apart.begin(partial(self._system.look, job), hear, partial(self._hear_nothing, hear))

    def _hear_nothing(self, hear: Callable[[Standing], object], error: BaseException) -> None:
        if isinstance(error, SeminarError):
            hear(Standing(is_over=False, trouble=error.sentence))

    def _hear(self, minutes: int, standing: Standing) -> None:
        """Tell what went wrong, once as long as it is the same; what is late is not asked after."""
        trouble = standing.trouble
        if trouble is not None and trouble != self._told:
            self._tell_trouble(told(trouble))
        self._told = trouble
        if standing.is_over:
            if trouble is None:
                self._come_out()
        elif self._looks * LOOK_MS < minutes * 60_000:
            self._turn.start()
        elif trouble is None:
            waited = Counted(minutes, "{n} minute", "{n} minutes")
            self._tell_trouble(tell("It has not come out after {minutes}.", minutes=waited))

    def _come_out(self) -> None:
        """Nothing more is said, but where trouble was: what was offered then is not wanted now."""
        if self._was_told:
            self._tasks.said.emit(tell("{name}: it has come out.", name=self._paper.name))
        self._end()

    def _tell_trouble(self, trouble: str) -> None:
        """Say it where it is read without taking the keys from whoever is at something else."""
        self._was_told = True
        sentence = tell("{name}: {trouble}", name=self._paper.name, trouble=trouble)
        self._tasks.offered.emit(sentence, tell("Save on a stick…"), self._ask_place)

    def _fail(self, error: BaseException) -> None:
        self._offer(told(error))

    def _offer(self, trouble: str) -> None:
        self._tasks.said.emit(
            tell(
                "{trouble} Or save the same pages on a stick, and print them elsewhere.",
                trouble=trouble,
            )
        )
        self._ask_place()

    def _ask_place(self) -> None:
        """The same pages as they were made: what is made anew might bear other codes."""
        title = tell("Save {name}", name=self._paper.name.lower())
        proposed = Path.home() / self._paper.file_name
        place = ask.choose_new_file(self._parent, title, proposed, told(PDF))
        if place is not None:
            self._keep(place)
        else:
            self._end()

    def _keep(self, place: Path) -> None:
        made = self._copy if self._copy.exists() else self._paper.path
        again = partial(self._tell_failed, place)
        self._tasks.run(partial(_copy_whole, made, place), lambda _: self._kept(place), again)

    def _kept(self, place: Path) -> None:
        self._tasks.said.emit(tell("Saved as {place}.", place=place))
        self._end()

    def _tell_failed(self, _: Path, error: BaseException) -> None:
        self._tell_trouble(told(error))

    def _end(self) -> None:
        self._turn.stop()
        self._folder.remove()
        self.ended.emit()
        self.deleteLater()


def is_file(printer: QPrinter) -> bool:
    """Whether the pages go into a file: as they are, where it is to have each once."""
    return printer.outputFormat() == QPrinter.OutputFormat.PdfFormat


_NO_PRINTER = say("This computer knows of no printer.")


def _send(system: Spooler, paper: Paper, copy: Path, wish: Wish) -> Job:
    _copy_whole(paper.path, copy)
    return system.send(copy, wish.printer, paper.name, wish.options)


def _copy_whole(made: Path, place: Path) -> None:
    from exports.whole_file import replacing  # only where something is printed

    with replacing(place) as file:
        file.write(made.read_bytes())
