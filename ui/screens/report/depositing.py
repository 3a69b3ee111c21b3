"""What a data archive takes: who gets it from there, and where it is written."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator.domain.report.deposit import Deposit, View
from facilitator.domain.report.legibility import Legibility
from facilitator.domain.wording import say
from facilitator.services.report.depositing import looked_through
from ui import ask
from ui.dialogs.base import Dialog
from ui.press.documents import pack
from ui.screens.report import making
from ui.screens.report.making import Made
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.words.telling import tell, told

ADVICE = say(
    "One file (zip) with the tables, the words as plain text, what was coded, how it was done, "
    "what people were told, and a description for catalogues. It holds only what consent to "
    "archiving covers, and says how much is left out and why."
)
_VIEWS = {
    View.PUBLIC: say("Everybody: words that may be quoted and archived"),
    View.RESEARCH: say("Registered researchers: all words that may be archived, and linked votes"),
}
KEY = say(
    "Write the key beside it: whose the words are. It is for you alone, never for the archive."
)
MAKING = say("Making the pack")
PACKS = say("Evidence packs (*.zip)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pack is wanted, and whether its key is."""

    view: View
    with_key: bool


class DepositDialog(Dialog):
    """Who gets the pack from the archive, and whether the key is written."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent, tell("For a data archive"), told(ADVICE), tell("Choose where to save")
        )
        self.view = Choices()
        for view, words in _VIEWS.items():
            self.view.addItem(told(words), view)
        self.key = Tick(told(KEY))
        self.body.addWidget(labels.caption(tell("Who may get it from the archive"), self.view))
        self.body.addWidget(self.view)
        self.body.addWidget(self.key)
        self.body.addStretch()
        self.view.setFocus()

    def value(self) -> Wanted:
        return Wanted(View(self.view.currentData()), self.key.isChecked())


def deposit(session: Session, made: Made, parent: QWidget) -> None:
    """Ask which pack and where to, and write it away from the window's thread."""
    wanted = ask.ask(DepositDialog(parent))
    if wanted is None:
        return
    name = making.proposed_name(
        made.summary.seminar, ".zip", tell("evidence-{view}", view=wanted.view)
    )
    place = ask.choose_new_file(
        parent, tell("Save the evidence pack"), Path.home() / name, told(PACKS)
    )
    if place is None:
        return
    tasks, now = session.tasks, session.clock()
    write = partial(_write, tasks, wanted, place, made.legibility)
    tasks.run(
        partial(looked_through, session.file, wanted.view, now=now), write, None, told(MAKING)
    )


def _write(tasks: Tasks, wanted: Wanted, place: Path, suited: Legibility, found: Deposit) -> None:
    """Have the pack written, and the key beside it; what is said of it."""
    key = place.with_name(f"{place.stem}-private-key.csv")
    said = tell("Saved as {name} in {parent}.", name=place.name, parent=place.parent)
    if wanted.with_key:
        said = tell("{said} Take {name} somewhere else.", said=said, name=key.name)
    order = partial(pack, found, place, key if wanted.with_key else None, suited)
    tasks.make(order, place.parent, lambda _: tasks.said.emit(said), progress=told(MAKING))
