"""What another group has that says nearly the same, shown after Enter to a note-taker who wants it,
and linked with one key. It anchors, so nobody is shown it who did not ask for it.
"""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.notes.notes import Note
from facilitator.domain.wording import brief, say
from facilitator.services.notes import said_alike
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch
from ui import theme
from ui.screens.notes.capture import CaptureBar
from ui.settings import SHOWS_ALIKE
from ui.widgets.forms.buttons import button
from ui.widgets.forms.tick import Tick
from ui.widgets.frames.labels import Label
from ui.widgets.frames.screen import Screen
from ui.words.telling import tell, told

ASKED = say("Show what other groups have that is nearly the same")
WHY = say("Off unless you want it: what others have noted colours what you hear.")
LINKED = say("Linked: the theme team sees each beside the other.")
LETTERS = 140
"""How much of the other note stands there."""


class AlikeLine(QWidget):
    """The other note, under the field, with the key that links it."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", "small")
        self.label.setWordWrap(True)
        self.link = button(tell("Link (Alt+G)"), "quiet")
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space())
        row.addWidget(self.label, 1)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.show_other(None)

    def show_other(self, other: Placed | None) -> None:
        """Show a note of another group; nothing where there is none."""
        said = (
            tell("{group} has nearly the same: “{short}”", group=other.group, short=_short(other))
            if other
            else ""
        )
        self.label.setText(said)
        self.setVisible(other is not None)


class Alike(QObject):
    """Looks for it on the worker after each note, while the box is ticked."""

    def __init__(self, screen: Screen, capture: CaptureBar) -> None:
        super().__init__(screen)
        self._screen = screen
        self._search = PassageSearch()
        self._pair: tuple[Note, Note] | None = None
        self.wanted = Tick(told(ASKED))
        self.wanted.setToolTip(told(WHY))
        self.wanted.setChecked(SHOWS_ALIKE.read() == "yes")
        self.wanted.toggled.connect(self._keep)
        self.line = AlikeLine()
        self.line.link.clicked.connect(self.link)
        capture.show_waiting(self.line)

    def look(self, note: Note) -> None:
        """A note is in the file: what has another group that is nearly the same?"""
        self._show(note, None)
        if self.wanted.isChecked():
            work = partial(said_alike.said_alike, self._screen.session.file, note.id, self._search)
            self._screen.session.tasks.run(work, partial(self._show, note))

    def link(self) -> None:
        """Link the note that was typed last with the one that is shown."""
        if self._pair is None:
            return
        (own, other), file, now = (
            self._pair,
            self._screen.session.file,
            self._screen.session.clock(),
        )
        self._show(own, None)
        self._screen.write(
            partial(said_alike.link, file, own.id, other, now=now),
            lambda _: self._screen.undoable.emit(told(LINKED)),
        )

    def _show(self, own: Note, other: Placed | None) -> None:
        note = other.passage if other else None
        self._pair = (own, note) if isinstance(note, Note) else None
        self.line.show_other(other)

    def _keep(self, wanted: bool) -> None:
        SHOWS_ALIKE.keep("yes" if wanted else "no")
        if not wanted:
            self._pair = None
            self.line.show_other(None)


def _short(other: Placed) -> str:
    return told(brief(other.passage.words, LETTERS))
