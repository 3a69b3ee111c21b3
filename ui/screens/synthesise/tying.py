"""What the keys of themes do: passages, or a part of one, go into a theme or out of it again."""

from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import QObject

from facilitator.domain.synthesis.codings import Span
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.synthesis import themes
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.passages import Placed
from ui.screens.synthesise.passages import PassagesPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import told

CHOOSE_FIRST = say("Choose one or more passages in the middle list first.")


class Tying(QObject):
    """Ties what is chosen in a panel, for the screen it is part of."""

    def __init__(self, screen: Screen, panel: PassagesPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = panel

    def tie_or_untie(self, theme: Theme) -> None:
        """Tie what is chosen, or take it out again where all of it is in the theme."""
        chosen = self._panel.chosen()
        passages = tuple(placed.passage for placed in chosen)
        part = self._panel.chosen_part()
        if not passages:
            self._screen.session.tasks.said.emit(told(CHOOSE_FIRST))
        elif part is not None:
            self._tie_or_untie_part(theme, chosen[0], part)
        elif all(theme.id in self._held(placed) for placed in chosen):
            self.untie(theme, passages)
        else:
            self._do(lambda file, now: themes.tie(file, passages, theme.id, now=now))

    def tie_from_themes(self, theme: Theme) -> None:
        """The same from the list of themes: the keyboard is back at the passages then."""
        self.tie_or_untie(theme)
        self._panel.view.setFocus()

    def untie(self, theme: Theme, passages: tuple[Passage, ...]) -> None:
        """Take passages out of the theme."""
        self._do(lambda file, now: themes.untie(file, passages, theme.id, now=now))

    def _held(self, placed: Placed) -> Collection[str]:
        """The themes of a passage that a key takes it out of again: of those who read apart, only
        their own.
        """
        lists = self._panel.lists
        apart = lists is not None and lists.found.reading.is_apart
        return placed.own if apart else placed.theme_ids

    def _tie_or_untie_part(self, theme: Theme, placed: Placed, part: Span) -> None:
        tied = any(each.theme_id == theme.id and each.span == part for each in placed.parts)
        act = themes.untie_part if tied else themes.tie_part
        self._do(lambda file, now: act(file, placed.passage, part, theme.id, now=now))

    def _do(self, act: Callable[[SeminarStore, datetime], object]) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        self._screen.write(lambda: act(file, now))
