"""The size of text, the colours and the language of the window, in its View menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QMenu

from facilitator.domain.wording import say
from ui import text_size, theme
from ui.theme import Scheme
from ui.window.shown.items import Item, Submenu, choose_one
from ui.words import telling

LANGUAGES = {"en": "&English", "cy": "&Cymraeg (draft)"}
"""Each in its own words, so that whoever looks for theirs finds it; a draft until a speaker has
read it."""
_SCHEMES = {
    Scheme.SYSTEM: say("As the &system"),
    Scheme.LIGHT: say("&Light"),
    Scheme.DARK: say("&Dark"),
    Scheme.CONTRAST: say("&High contrast"),
}


class TextSize:
    """Larger, smaller and the usual size by their keys; every size by name."""

    def __init__(self, menu: QMenu) -> None:
        larger, smaller, usual = text_size.LARGER, text_size.SMALLER, text_size.AS_USUAL
        Item(menu, say("Larger text"), partial(self._step, 1), *larger)
        Item(menu, say("S&maller text"), partial(self._step, -1), *smaller)
        Item(menu, say("&Usual text size"), partial(self._choose, text_size.USUAL), *usual)
        self.sizes = Submenu(menu, say("&Text size"))
        items = [
            Item(self.sizes, f"{percent} %", partial(self._choose, percent))
            for percent in text_size.CHOICES
        ]
        choose_one(items, self.sizes)
        self._mark()
        self.sizes.aboutToShow.connect(self._mark)  # dialogs have these keys, too

    def _step(self, by: int) -> None:
        self._choose(text_size.step(by))

    def _choose(self, percent: int) -> None:
        text_size.choose(percent)
        self._mark()

    def _mark(self) -> None:
        self.sizes.actions()[text_size.CHOICES.index(theme.percent())].setChecked(True)


class Colours:
    """Of this window and its dialogs: the projector stays dark ink on light paper."""

    def __init__(self, menu: QMenu) -> None:
        below = Submenu(menu, say("&Colours of this window"))
        self._items = {
            scheme: Item(below, words, partial(self._choose, scheme))
            for scheme, words in _SCHEMES.items()
        }
        choose_one(self._items.values(), below)

    def show(self, scheme: Scheme) -> None:
        """Mark the chosen look."""
        self._items[scheme].setChecked(True)

    def _choose(self, scheme: Scheme) -> None:
        theme.remember_scheme(scheme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)
        self.show(scheme)


class Tongues:
    """The languages of the window; `speak` turns to one, where nothing stands in its way."""

    def __init__(self, menu: QMenu, speak: Callable[[str], object]) -> None:
        self._speak = speak
        below = Submenu(menu, say("&Language"))
        self.items = {
            code: Item(below, name, partial(self._choose, code)) for code, name in LANGUAGES.items()
        }
        choose_one(self.items.values(), below)
        self._mark()

    def _choose(self, code: str) -> None:
        if code != telling.remembered():
            self._speak(code)
        self._mark()

    def _mark(self) -> None:
        self.items[telling.remembered()].setChecked(True)
