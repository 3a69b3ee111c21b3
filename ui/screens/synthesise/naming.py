"""Naming a new theme: the chosen passages come along, and the keyboard is back at them at once."""

from functools import partial

from PySide6.QtCore import QObject

from facilitator.services.synthesis import themes as kept
from ui.screens.synthesise.passages import PassagesPanel
from ui.screens.synthesise.themes import ThemesPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import told


class Naming(QObject):
    """What is pressed while the theme is being written is meant for the passages: a letter that
    went into the field of its name would be lost with what is taken out of it.
    """

    def __init__(self, screen: Screen, themes: ThemesPanel, passages: PassagesPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._themes = themes
        self._passages = passages
        themes.named.connect(self._add)

    def _add(self, name: str) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        chosen = [placed.passage for placed in self._passages.chosen()]
        self._themes.new.clear()
        self._passages.view.setFocus()
        self._screen.write_words(
            object(),
            partial(kept.add_theme, file, name, chosen, now=now),
            lambda theme: self._themes.await_new(theme.id),
            partial(self._give_back, name),
            name,
        )

    def _give_back(self, name: str, error: BaseException) -> None:
        """What cannot be a theme's name stands in its field again, to be put right."""
        if not self._themes.new.text():
            self._themes.new.setText(name)
            self._themes.new.setModified(True)
            self._themes.focus_new()
        self._screen.session.tasks.said.emit(told(error))
