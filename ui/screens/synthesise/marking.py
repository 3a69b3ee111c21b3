"""What the keys U, X and ' do: a passage is read though it be in no theme, or gets a memo."""

from functools import partial

from PySide6.QtCore import QObject

from facilitator.domain.synthesis.codings import Mark
from facilitator.services.synthesis import themes
from facilitator.services.synthesis.coding import Passage
from ui.screens.synthesise.passages import PassagesPanel
from ui.widgets.frames.screen import Screen


class Marking(QObject):
    """Says of the passages that are chosen in a panel what is no theme, for the screen it is part
    of.
    """

    def __init__(self, screen: Screen, panel: PassagesPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = panel
        panel.view.unsure_wanted.connect(partial(self._turn, Mark.UNSURE))
        panel.view.nothing_wanted.connect(partial(self._turn, Mark.NOTHING))
        panel.view.memo_wanted.connect(panel.reading.go_to_memo)
        panel.reading.memo_written.connect(self._write_memo)
        panel.reading.left.connect(panel.view.setFocus)

    def _turn(self, mark: Mark) -> None:
        """Say it of what is chosen; where it was said of all of that, take it back."""
        chosen = self._panel.chosen()
        passages = tuple(placed.passage for placed in chosen)
        lists = self._panel.lists
        apart = lists is not None and lists.found.reading.is_apart
        said = all(mark in (p.own_marks if apart else p.marks) for p in chosen)
        file, now = self._screen.session.file, self._screen.session.clock()
        act = themes.unmark if said else themes.mark
        if passages:
            self._screen.write(lambda: act(file, passages, mark, now=now))

    def _write_memo(self, passage: Passage, words: str) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        work = partial(themes.write_memo, file, passage, words, now=now)
        self._screen.write_words((passage.id, "memo"), work)
