"""What one key says of a note: its kind, whose words they are, that it may be quoted.

It is said of the note that is being edited, or of the notes chosen in the list while that has the
keyboard, else of the one being typed.
"""

from PySide6.QtCore import QObject

from facilitator.domain.notes.notes import NoteKind
from facilitator.services.views.notes_screen import Desk
from ui.screens.notes.acts import NoteActs
from ui.screens.notes.capture import CaptureBar
from ui.tasks import Tasks

CHOOSE_FIRST = "Choose the note first: Up goes from the empty field to the notes."


class Marks(QObject):
    """`tasks` is told what cannot be done."""

    def __init__(self, acts: NoteActs, capture: CaptureBar, tasks: Tasks) -> None:
        super().__init__(acts)
        self._acts = acts
        self._capture = capture
        self._tasks = tasks
        self._desk: Desk | None = None
        capture.kind_asked.connect(self.kind)
        capture.star_asked.connect(self._star)
        capture.quote_asked.connect(self._quote)
        capture.headline_asked.connect(self.headline)

    def show_desk(self, desk: Desk) -> None:
        """Which sectors and sizes there are."""
        self._desk = desk
        self._capture.offer_sectors(desk.sectors)
        self._capture.offer_sizes(desk.sizes)

    def kind(self, kind: NoteKind) -> None:
        """A point, a quote and so on."""
        if notes := self._acts.meant():
            self._acts.set_kind(notes, kind)
            self._capture.set_kind(self._capture.kind)
        else:
            self._capture.set_kind(kind)

    def sector(self, sector: str) -> None:
        """The speaker's sector, none where it was this one."""
        if notes := self._acts.meant():
            self._acts.set_sector(notes, sector)
        else:
            self._capture.toggle_sector(sector)

    def sector_number(self, number: int) -> None:
        """The sector with this digit, 0 for none."""
        sectors = ("", *self._desk.sectors) if self._desk else ()
        if number < len(sectors):
            self.sector(sectors[number])

    def size(self) -> None:
        """The next size after the one that is given, none after the last."""
        sizes = ("", *self._desk.sizes) if self._desk else ("",)
        notes = self._acts.meant()
        given = notes[0].size if notes else self._capture.given_size
        size = sizes[(sizes.index(given) + 1) % len(sizes)] if given in sizes else ""
        if notes:
            self._acts.set_size(notes, size)
        else:
            self._capture.set_size(size)

    def headline(self) -> None:
        """A headline point, or no longer; only what was noted can be one."""
        if notes := self._acts.meant():
            self._acts.mark_headlines(notes)
        else:
            self._tasks.said.emit(CHOOSE_FIRST)

    def _star(self, starred: bool) -> None:
        if notes := self._acts.meant():
            self._capture.star.setChecked(not starred)
            self._acts.star(notes)

    def _quote(self, quotable: bool) -> None:
        if notes := self._acts.meant():
            self._capture.quotable.setChecked(not quotable)
            self._acts.allow_quote(notes)
