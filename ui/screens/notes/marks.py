"""What one key says of a note: its kind, whose words they are, that it may be quoted.

It is said of the note that is being edited, or of the notes chosen in the list while that has the
keyboard, else of the one being typed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.wording import say
from facilitator.services.views.notes_screen import Desk
from ui.screens.notes.acts import NoteActs
from ui.screens.notes.capture import CaptureBar
from ui.tasks import Tasks
from ui.words.telling import told

CHOOSE_FIRST = say("Choose the note first: Up goes from the empty field to the notes.")


class Marks(QObject):
    """`tasks` is told what cannot be done."""

    def __init__(self, acts: NoteActs, capture: CaptureBar, tasks: Tasks) -> None:
        super().__init__(acts)
        self._acts = acts
        self._capture = capture
        self._tasks = tasks
        self._offered: dict[str, Sequence[str]] = {}
        capture.kind_asked.connect(self.kind)
        capture.turn_asked.connect(self._turn)
        capture.headline_asked.connect(self.headline)

    def show_desk(self, desk: Desk) -> None:
        """Which sectors and sizes there are."""
        self._offered = {"sector": desk.sectors, "size": desk.sizes}
        for field, options in self._offered.items():
            self._capture.offer(field, options)

    def kind(self, kind: NoteKind) -> None:
        """A point, a quote and so on."""
        if notes := self._acts.meant():
            self._acts.mark(notes, "kind", kind)
            self._capture.set_kind(self._capture.kind)
        else:
            self._capture.set_kind(kind)

    def choose(self, field: str, said: str) -> None:
        """Whose words they are; of what is typed none where it was this one."""
        if notes := self._acts.meant():
            self._acts.mark(notes, field, said)
        else:
            self._capture.set(field, "" if self._capture.chosen_for(field) == said else said)

    def number(self, field: str, number: int) -> None:
        """The choice with this digit, 0 for none."""
        options = ("", *self._offered.get(field, ()))
        if number < len(options):
            self.choose(field, options[number])

    def next(self, field: str) -> None:
        """The choice after the one that is given, none after the last."""
        options = ("", *self._offered.get(field, ()))
        notes = self._acts.meant()
        given = getattr(notes[0], field) if notes else self._capture.chosen_for(field)
        said = options[(options.index(given) + 1) % len(options)] if given in options else ""
        if notes:
            self._acts.mark(notes, field, said)
        else:
            self._capture.set(field, said)

    def headline(self) -> None:
        """A headline point, or no longer; only what was noted can be one."""
        if notes := self._acts.meant():
            self._acts.turn(notes, "headline")
        else:
            self._tasks.said.emit(told(CHOOSE_FIRST))

    def click(self, field: str) -> None:
        """Ticked, or no longer."""
        self._capture.ticked[field].click()

    def _turn(self, field: str, ticked: bool) -> None:
        if notes := self._acts.meant():
            self._capture.set(field, not ticked)
            self._acts.turn(notes, field)
