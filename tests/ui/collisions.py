"""Which keys work wherever the keyboard is in a window, and which of them are taken twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMainWindow, QMenu, QTabBar, QWidget

INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
ALONE = Qt.ShortcutContext.WidgetShortcut


def taken_twice(window: QWidget) -> list[str]:
    """Every key that would do two things at once (so that Qt does neither), where, and which."""
    found = []
    always = list(_of_the_window(window))
    for place in (window, *_places_for_the_keyboard(window)):
        by_key: dict[str, list[str]] = defaultdict(list)
        for key, what in (*always, *_of_the_place(window, place)):
            by_key[key].append(what)
        found += [
            f"{key} in {_name(place)}: {', '.join(what)}"
            for key, what in by_key.items()
            if len(what) > 1
        ]
    for menu in _menus(window):
        letters = [letter for action in menu.actions() if (letter := _letter(action.text()))]
        twice = {letter for letter in letters if letters.count(letter) > 1}
        found += [f"{letter} in the menu {menu.title()}" for letter in sorted(twice)]
    return found


def keys_at(window: QWidget, place: QWidget) -> set[str]:
    """The keys that work while the keyboard is in a place."""
    return {key for key, _ in (*_of_the_window(window), *_of_the_place(window, place))}


def _places_for_the_keyboard(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        there = widget.window() is window and widget.isVisible() and widget.isEnabled()
        if there and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget


def _menus(window: QWidget) -> list[QMenu]:
    bar = window.menuBar().actions() if isinstance(window, QMainWindow) else []
    mine: dict[int, object] = {id(action.menu()): action.menu() for action in bar}
    mine |= {id(menu): menu for menu in window.findChildren(QMenu)}
    return [menu for menu in mine.values() if isinstance(menu, QMenu)]


def _of_the_window(window: QWidget) -> Iterator[tuple[str, str]]:
    """Keys of menus, letters of menus and underlined letters: they work in the whole window."""
    if isinstance(window, QMainWindow):
        for action in window.menuBar().actions():
            if letter := _letter(action.text()):
                yield f"Alt+{letter}", f"menu {action.text()}"
        for menu in _menus(window):
            yield from _of_actions(menu.actions())
    for widget in window.findChildren(QWidget):
        if widget.window() is window and widget.isVisible():
            yield from _underlined(widget)
            yield from _of_actions(widget.actions() if not isinstance(widget, QMenu) else [])


def _of_actions(actions: list[QAction]) -> Iterator[tuple[str, str]]:
    for action in actions:
        if action.isEnabled() and action.isVisible():
            for key in action.shortcuts():
                yield _text(key), f"“{action.text()}”"


def _underlined(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QAbstractButton) and widget.isEnabled():
        if not widget.shortcut().isEmpty():
            yield _text(widget.shortcut()), f"button “{widget.text()}”"
    elif isinstance(widget, QLabel) and widget.buddy() is not None:
        if letter := _letter(widget.text()):
            yield f"Alt+{letter}", f"label “{widget.text()}”"
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            if letter := _letter(widget.tabText(tab)):
                yield f"Alt+{letter}", f"tab “{widget.tabText(tab)}”"


def _of_the_place(window: QWidget, place: QWidget) -> Iterator[tuple[str, str]]:
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and shortcut.isEnabled() and _works(shortcut, owner, place):
            yield from ((_text(key), f"{_name(owner)}’s own") for key in _keys(shortcut))


def _keys(shortcut: QShortcut) -> list[QKeySequence]:
    return [*QShortcut.keys(shortcut)]


def _works(shortcut: QShortcut, owner: QWidget, place: QWidget) -> bool:
    if not owner.isVisible() or owner.window() is not place.window():
        return False
    if shortcut.context() is ALONE:
        return owner is place
    if shortcut.context() is INSIDE:
        return owner is place or owner.isAncestorOf(place)
    return True


def _text(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _letter(text: str) -> str:
    found = re.search(r"&([^&])", text.replace("&&", ""))
    return found[1].upper() if found else ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"
