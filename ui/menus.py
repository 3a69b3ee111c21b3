"""The window's menus: every command with its key, in one place to read."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.theme import Scheme


class Commands(Protocol):
    """What the menus call; the window does it."""

    def new_seminar(self) -> None: ...
    def choose_seminar(self) -> None: ...
    def try_sample(self) -> None: ...
    def save_copy(self) -> None: ...
    def rehearse(self) -> None: ...
    def close_seminar(self) -> None: ...
    def close(self) -> bool: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def go(self, number: int, /) -> None: ...
    def choose_scheme(self, scheme: Scheme, /) -> None: ...
    def toggle_projector(self) -> None: ...
    def show_shortcuts(self) -> None: ...


class Menus:
    """Builds the menu bar. Commands that need an open seminar are off until there is one."""

    def __init__(self, window: QMainWindow, do: Commands, places: tuple[str, ...]) -> None:
        self._bar = window.menuBar()
        self._needing_seminar: list[QAction] = []
        self._build_file(do)
        self._build_edit(do)
        self._build_go(do, places)
        self._build_view(do)
        help_menu = self._bar.addMenu("&Help")
        _add(help_menu, "&Keyboard shortcuts…", do.show_shortcuts, "F1")
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """A seminar is open, or none is."""
        for action in self._needing_seminar:
            action.setEnabled(is_open)

    def show_undo(self, undo: str, redo: str) -> None:
        """Name what would be taken back and done again; "" where there is nothing."""
        self.undo.setText(f"&Undo {undo}".rstrip())
        self.redo.setText(f"&Redo {redo}".rstrip())

    def show_scheme(self, scheme: Scheme) -> None:
        """Mark the chosen look."""
        self._schemes[scheme].setChecked(True)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every key of the menus and what it does."""
        actions = (action for menu in self._bar.findChildren(QMenu) for action in menu.actions())
        return tuple(
            (key.toString(QKeySequence.SequenceFormat.NativeText), _plain(action.text()))
            for action in actions
            for key in action.shortcuts()
        )

    def _build_file(self, do: Commands) -> None:
        menu = self._bar.addMenu("&File")
        _add(menu, "&New from a template…", do.new_seminar, "Ctrl+N")
        _add(menu, "&Open…", do.choose_seminar, "Ctrl+O")
        _add(menu, "&Try the sample", do.try_sample)
        menu.addSeparator()
        self._needing_seminar += [
            _add(menu, "Save a &copy…", do.save_copy, "Ctrl+Shift+S"),
            _add(menu, "&Rehearse on a copy", do.rehearse, "Ctrl+Shift+R"),
            _add(menu, "C&lose the seminar", do.close_seminar, "Ctrl+W"),
        ]
        menu.addSeparator()
        _add(menu, "&Quit", do.close, "Ctrl+Q")

    def _build_edit(self, do: Commands) -> None:
        self.edit = self._bar.addMenu("&Edit")
        self.undo = _add(self.edit, "&Undo", do.undo, "Ctrl+Z")
        self.redo = _add(self.edit, "&Redo", do.redo, "Ctrl+Shift+Z")
        self._needing_seminar += [self.undo, self.redo]

    def _build_go(self, do: Commands, places: tuple[str, ...]) -> None:
        menu = self._bar.addMenu("&Go")
        for number, word in enumerate(places):
            action = _add(menu, word, _going(do, number), f"Ctrl+{number + 1}")
            self._needing_seminar.append(action)

    def _build_view(self, do: Commands) -> None:
        menu = self._bar.addMenu("&View")
        self.projector = _add(menu, "&Projector window", do.toggle_projector, "F5")
        self.projector.setCheckable(True)
        self._needing_seminar.append(self.projector)
        menu.addSeparator()
        group = QActionGroup(menu)
        self._schemes = {
            scheme: _add(menu, text, _choosing(do, scheme))
            for scheme, text in (
                (Scheme.SYSTEM, "As the &system"),
                (Scheme.LIGHT, "&Light"),
                (Scheme.DARK, "&Dark"),
            )
        }
        for action in self._schemes.values():
            action.setCheckable(True)
            group.addAction(action)


def _add(menu: QMenu, text: str, act: Callable[[], object], key: str = "") -> QAction:
    action = QAction(text, menu)
    if key:
        action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda: act())
    menu.addAction(action)
    return action


def _going(do: Commands, number: int) -> Callable[[], None]:
    return lambda: do.go(number)


def _choosing(do: Commands, scheme: Scheme) -> Callable[[], None]:
    return lambda: do.choose_scheme(scheme)


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")
