"""The language of the window is chosen in View, and everything says itself again at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMenu

from facilitator.domain.locales import WELSH
from tests.pseudo import WINDOW
from ui.window.commands import Commands
from ui.window.shown.choices import LANGUAGES
from ui.words import telling


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    telling.speak(None)


def choose(commands: Commands, code: str) -> None:
    commands.menus.tongues.items[code].trigger()


def titles(commands: Commands) -> list[str]:
    bar = commands.window.menuBar()
    actions = [action for menu in bar.findChildren(QMenu) for action in menu.actions()]
    return [menu.title() for menu in bar.findChildren(QMenu)] + [each.text() for each in actions]


def test_menus_and_home_speak_the_other_language_at_once_and_back(commands: Commands) -> None:
    before, button = titles(commands), commands.window.home.new_button
    assert commands.menus.tongues.items["en"].isChecked()
    list_before = commands.window.home.recent
    choose(commands, "cy")
    assert commands.menus.tongues.items["cy"].isChecked()
    assert button.text() == WELSH.text("New from a template…") == button.accessibleName()
    assert WELSH.text("&File") in titles(commands)
    assert list_before is not None
    assert list_before is not commands.window.home.recent
    assert list_before.isHidden(), "no list stands over another"
    choose(commands, "en")
    assert titles(commands) == before
    assert button.text() == "New from a template…"


def test_no_menu_holds_a_word_outside_the_catalogue(commands: Commands) -> None:
    telling.speak(WINDOW)
    commands.menus.retell()
    commands.window.retell()
    own = {name.replace("&", "") for name in LANGUAGES.values()}
    english = [
        text
        for text in titles(commands)
        if text.replace("&", "") not in own and any(len(word) > 1 for word in plain(text))
    ]
    assert english == []


def plain(text: str) -> list[str]:
    return "".join(sign if sign.isascii() and sign.isalpha() else " " for sign in text).split()
