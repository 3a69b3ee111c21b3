"""Similar passages: a line beside the one that is read, and what the key = shows. Nothing is
ticked, and no theme stands there before the passage itself has been coded: what is proposed must
not decide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from facilitator.domain.wording import brief, say
from facilitator.services.synthesis import themes
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.services.synthesis.similar import Similar, group_of, is_read, similar_to
from ui import ask, text_size, theme
from ui.dialogs.base import Dialog
from ui.screens.synthesise.passages import PassagesPanel
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.widgets.frames.screen import Screen
from ui.words.telling import tell, told

ADVICE = say("Tick with the space bar what belongs with the passage; Enter ties what is ticked.")
NOT_YET = say("Put the passage itself into a theme first; then what is like it can follow.")
REST = 600
"""So many milliseconds somebody stays with a passage before what is like it is looked for."""
BESIDE_WORDS = 70
NONE_ALIKE = say("No other passage is much like this one.")
UNDER_TICK = 4
"""How far what was said is set in under its box, in steps of the grid."""
WORDS = 160
"""How many letters of a passage stand there."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """The passages to tie, and the theme."""

    passages: tuple[Placed, ...]
    theme_id: str


class SimilarDialog(Dialog):
    """`own` are the themes that the passage was put into here: id and name; `words` are its own."""

    def __init__(
        self,
        parent: QWidget | None,
        found: Sequence[Similar],
        own: Sequence[tuple[str, str]],
        words: str = "",
    ) -> None:
        super().__init__(
            parent,
            tell("Similar passages"),
            told(ADVICE) if own else told(NOT_YET),
            tell("Tie what is ticked"),
        )
        self._found = found
        self.boxes = [Tick(_called(each.placed)) for each in found]
        if words:
            self.body.addWidget(labels.wrapped(labels.Label(f"“{brief(words, WORDS)}”", "strong")))
        for box, each in zip(self.boxes, found, strict=True):
            box.setEnabled(bool(own))
            said = labels.body(brief(each.placed.passage.words, WORDS))
            said.setContentsMargins(theme.space(UNDER_TICK), 0, 0, 0)
            self.body.addWidget(box)
            self.body.addWidget(said)
        self.into = Choices()
        self.into.setAccessibleName(tell("Theme to tie them to"))
        for id, name in own:
            self.into.addItem(name, id)
        self.into.setVisible(bool(own))
        self.body.addWidget(self.into)
        self.accept_button.setEnabled(bool(own))
        text_size.fit(self, 90, 40)

    def value(self) -> Ticked:
        pairs = zip(self.boxes, self._found, strict=True)
        ticked = tuple(each.placed for box, each in pairs if box.isChecked())
        return Ticked(ticked, self.into.currentData() or "")


class Alike(QObject):
    """Proposes what is like the passage that is read, for a screen."""

    def __init__(self, screen: Screen, panel: PassagesPanel, search: PassageSearch) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = panel
        self._search = search
        self._told = ""
        """The passage of which what is like it has been looked for."""
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self._look)
        panel.view.similar_wanted.connect(self.propose)
        panel.chosen_changed.connect(lambda _many: self._heed())

    def _heed(self) -> None:
        """Another passage is read: what is like the last one goes, and once somebody stays with it
        what is like this one comes.
        """
        read = self._panel.read()
        if (read.passage.id if read else "") != self._told:
            self._told = read.passage.id if read else ""
            self._panel.reading.tell_similar("")
            self._resting.start()

    def _look(self) -> None:
        read, lists = self._panel.read(), self._panel.lists
        if read is not None and lists is not None:
            work = partial(similar_to, read, lists.found.passages, self._search)
            self._screen.session.tasks.run(work, partial(self._tell, read.passage.id))

    def _tell(self, read_id: str, found: Sequence[Similar]) -> None:
        if read_id == self._told:
            self._panel.reading.tell_similar(beside(found))

    def propose(self) -> None:
        """Look for what is like the passage that is read, off the window's thread."""
        read, lists = self._panel.read(), self._panel.lists
        if read is not None and lists is not None:
            work = partial(similar_to, read, lists.found.passages, self._search)
            self._screen.session.tasks.run(work, self._asker(read))

    def _asker(self, read: Placed) -> Callable[[Sequence[Similar]], None]:
        return lambda found: self._ask(read, found)

    def _ask(self, read: Placed, found: Sequence[Similar]) -> None:
        lists = self._panel.lists
        if not found or lists is None:
            self._screen.session.tasks.said.emit(told(NONE_ALIKE))
            return
        own = [(id, name) for id, name in lists.names().items() if id in read.own]
        ticked = ask.ask(SimilarDialog(self._screen, found, own, read.passage.words))
        if ticked is not None and ticked.passages and ticked.theme_id:
            passages = [placed.passage for placed in ticked.passages]
            file, now = self._screen.session.file, self._screen.session.clock()
            work = partial(themes.tie, file, passages, ticked.theme_id, now=now)
            self._screen.write(work)


def beside(found: Sequence[Similar]) -> str:
    """The first of those that are alike, how many they are, and how many of them nobody has read
    here; "" for none. It names no theme: what is proposed must not decide.
    """
    if not found:
        return ""
    first = found[0].placed
    unread = sum(not is_read(each.placed) for each in found)
    groups = {group for each in found if (group := group_of(each.placed.passage))}
    many = tell("{n}, {unread} unread", n=len(found), unread=unread) + (
        tell(", {n} groups", n=len(groups)) if len(groups) > 1 else ""
    )
    return tell(
        "Similar (=): {many} · {origin}: “{words}”",
        many=many,
        origin=first.origin,
        words=brief(first.passage.words, BESIDE_WORDS),
    )


def _called(placed: Placed) -> str:
    """Where a passage comes from, and whether somebody has sorted it."""
    beside = (
        told(placed.origin),
        placed.passage.sector,
        "" if placed.theme_ids else tell("unread"),
    )
    return " · ".join(filter(None, beside)).replace("&", "&&")
