"""What the keys U, X, ' and Q do: a passage is read though it be in no theme, gets a memo, or its
group is asked whether it may be quoted.
"""

from functools import partial

from PySide6.QtCore import QObject

from facilitator.domain.notes.notes import Note
from facilitator.domain.synthesis.codings import Mark
from facilitator.services.notes import member_checks
from facilitator.services.notes.member_checks import HOW_IT_IS_ASKED, ON_THE_HOST
from facilitator.services.synthesis import themes
from facilitator.services.synthesis.coding import Passage
from ui.screens.synthesise.passages import PassagesPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import told


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
        panel.view.asking_wanted.connect(self._ask_back)
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

    def _ask_back(self) -> None:
        """Ask the groups of the chosen quotes, or no longer."""
        session = self._screen.session
        said = [placed.passage for placed in self._panel.chosen()]
        notes = [passage for passage in said if isinstance(passage, Note)]
        if session.is_copy:
            session.tasks.said.emit(told(ON_THE_HOST))
        else:
            work = partial(member_checks.ask_back, session.file, *notes, now=session.clock())
            self._screen.write(work, lambda _: session.tasks.said.emit(told(HOW_IT_IS_ASKED)))

    def _write_memo(self, passage: Passage, words: str) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        work = partial(themes.write_memo, file, passage, words, now=now)
        self._screen.write_words((passage.id, "memo"), work)
