"""The window's menus: every command with its key, in one place to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from ui import text_size, theme
from ui.theme import Scheme
from ui.window import helping
from ui.window.opening import change_passphrase

if TYPE_CHECKING:
    from ui.dialogs.merging import Carrying
    from ui.dialogs.records import Records
    from ui.session import Session
    from ui.window.main_window import MainWindow
    from ui.window.note_taking import NoteTaking
    from ui.window.opening import Opening
    from ui.window.projecting import Projecting
    from ui.window.receiving import Receiving
    from ui.window.rehearsing import Rehearsing
    from ui.window.standing_by import Standing
    from ui.window.undoing import Undoing

PLACES = ("Prepare", "Run", "Notes", "Synthesise", "Report", "Compare")


class Doing(Protocol):
    """What carries the menus out: `window.commands` does."""

    opening: Opening
    rehearsing: Rehearsing
    note_taking: NoteTaking
    standing_by: Standing
    undoing: Undoing
    projecting: Projecting
    receiving: Receiving

    def go(self, number: int) -> None: ...
    def settled(self) -> Session | None: ...
    def save_copy(self) -> None: ...
    def carry(self, act: Callable[[Carrying], None]) -> None: ...
    def look_at(self, act: Callable[[Records], None]) -> None: ...
    def leave_seminar(self) -> None: ...
    def close_seminar(self) -> None: ...
    def quit(self) -> None: ...


class Menus:
    """Fills the menu bar. Commands that need an open seminar are off until there is one."""

    def __init__(self, menus: dict[str, QMenu], do: Doing, window: MainWindow) -> None:
        self._menus = menus
        for menu in menus.values():
            menu.aboutToHide.connect(partial(_leave_soon, window.menuBar()))
        self._needing_seminar: list[QAction] = []
        self._on_the_host: list[QAction] = []
        self._fill_file(menus["&File"], do, window)
        self._fill_edit(menus["&Edit"], do)
        for number, word in enumerate(PLACES):
            going = _add(menus["G&o"], word, partial(do.go, number), f"Ctrl+{number + 1}")
            self._needing_seminar.append(going)
        self._fill_view(menus["&View"], do)
        _add(
            menus["Help"],
            "&Keyboard shortcuts…",
            lambda: helping.show_shortcuts(window, self.all_keys()),
            "F1",
        )
        _add(menus["Help"], "&Manual…", partial(helping.show_manual, window), "Shift+F1")
        _add(menus["Help"], "&About and licences…", partial(helping.show_about, window))
        self.set_open(False)

    def _fill_edit(self, menu: QMenu, do: Doing) -> None:
        self.edit = menu
        self.undo = _add(self.edit, "&Undo", do.undoing.undo, "Ctrl+Z")
        self.redo = _add(self.edit, "&Redo", do.undoing.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self.edit.addSeparator()
        erasing = _add(
            self.edit, "&Erase for good…", lambda: do.look_at(lambda records: records.erase())
        )
        anonymising = _add(
            self.edit,
            "&Take people out for good…",
            lambda: do.look_at(lambda records: records.anonymise()),
        )
        held = _add(
            self.edit,
            "&What is held about somebody…",
            lambda: do.look_at(lambda records: records.save_held()),
        )
        sheets = _add(
            self.edit,
            "&Sheets on paper…",
            lambda: do.look_at(lambda records: records.type_in_sheets()),
        )
        log = _add(
            self.edit, "&Activity log…", lambda: do.look_at(lambda records: records.show_log())
        )
        self._needing_seminar += [self.undo, self.redo, erasing, anonymising, held, sheets, log]
        self._on_the_host += [anonymising, held, sheets]

    def set_open(self, is_open: bool, *, is_copy: bool = False) -> None:
        """A seminar is open, or none is; a note-taker's copy has no room and no projector."""
        for action in self._needing_seminar:
            action.setEnabled(is_open)
        for action in self._on_the_host:
            action.setVisible(not is_copy)

    def show_undo(self, undo: str, redo: str) -> None:
        """Name what would be taken back and done again; "" where there is nothing."""
        self.undo.setText(f"&Undo {undo}".rstrip())
        self.redo.setText(f"&Redo {redo}".rstrip())

    def show_scheme(self, scheme: Scheme) -> None:
        """Mark the chosen look."""
        self._schemes[scheme].setChecked(True)

    def _choose_scheme(self, scheme: Scheme) -> None:
        helping.choose_scheme(scheme)
        self.show_scheme(scheme)

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Every key of the menus and what it does."""
        return tuple(
            (key.toString(QKeySequence.SequenceFormat.NativeText), _plain(action.text()))
            for menu in self._menus.values()
            for action in menu.actions()
            if action.isVisible()
            for key in action.shortcuts()
        )

    def _fill_file(self, menu: QMenu, do: Doing, window: MainWindow) -> None:
        _add(menu, "&New from a template…", do.opening.ask_for_new, "Ctrl+N")
        _add(menu, "&Open…", do.opening.choose, "Ctrl+O")
        _add(menu, "Re&store…", do.opening.restore)
        _add(menu, "Salvage a &damaged file…", do.opening.salvage)
        _add(menu, "&Try the sample", do.rehearsing.try_sample)
        _add(menu, "Take not&es for a seminar…", do.note_taking.ask, "Ctrl+Shift+N")
        _add(menu, "Stand&by…", do.standing_by.ask)
        menu.addSeparator()
        self._needing_seminar += [
            _add(menu, "Save a &copy…", do.save_copy, "Ctrl+Shift+S"),
            protect := _add(menu, "Passphr&ase…", partial(_change_passphrase, do, window)),
            page := _add(
                menu, "&Print one page for everybody…", partial(_print_page, window), "Ctrl+Shift+P"
            ),
            rehearsal := _add(menu, "&Rehearse on a copy", do.rehearsing.rehearse, "Ctrl+Shift+R"),
            _add(menu, "C&lose the seminar", do.leave_seminar, "Ctrl+W"),
        ]
        self._on_the_host += [rehearsal, page, protect]
        menu.addSeparator()
        self._needing_seminar += [
            _add(menu, "Take &in notes…", lambda: do.carry(lambda notes: notes.choose_files())),
            _add(menu, "Note page for a stick…", do.note_taking.save_page),
            _add(menu, "Notes ta&ken in…", lambda: do.carry(lambda notes: notes.show_taken())),
            _add(menu, "Settle &versions…", lambda: do.carry(lambda notes: notes.settle())),
            _add(
                menu, "&Hand over my notes…", lambda: do.carry(lambda notes: notes.choose_bundle())
            ),
        ]
        menu.addSeparator()
        _add(menu, "&Quit", do.quit, "Ctrl+Q")

    def _fill_view(self, menu: QMenu, do: Doing) -> None:
        projector = _add(menu, "&Projector window", do.projecting.toggle, "F5")
        moved = _add(menu, "Projector on the &next display", do.projecting.move, "Shift+F5")
        filled = _add(menu, "Projector &full screen or window", do.projecting.fill, "Ctrl+F5")
        room = _add(menu, "The &room for phones", do.receiving.toggle_panel, "F10")
        self._needing_seminar += [projector, moved, filled, room]
        self._on_the_host += [projector, moved, filled, room]
        menu.addSeparator()
        self._fill_text_size(menu)
        self._fill_colours(menu.addMenu("&Colours of this window"))

    def _fill_colours(self, menu: QMenu) -> None:
        """Of this window and its dialogs: the projector stays dark ink on light paper."""
        group = QActionGroup(menu)
        words = {
            Scheme.SYSTEM: "As the &system",
            Scheme.LIGHT: "&Light",
            Scheme.DARK: "&Dark",
            Scheme.CONTRAST: "&High contrast",
        }
        self._schemes = {
            scheme: _add(menu, text, partial(self._choose_scheme, scheme))
            for scheme, text in words.items()
        }
        for action in self._schemes.values():
            action.setCheckable(True)
            group.addAction(action)

    def _fill_text_size(self, menu: QMenu) -> None:
        """Larger, smaller and the usual size by their keys; every size by name."""
        _add(menu, "Larger text", partial(self._step_text, 1), "Ctrl++", "Ctrl+=")
        _add(menu, "S&maller text", partial(self._step_text, -1), "Ctrl+-")
        _add(menu, "&Usual text size", partial(self._choose_text, text_size.USUAL), "Ctrl+0")
        self.text_sizes = menu.addMenu("&Text size")
        group = QActionGroup(menu)
        for percent in text_size.CHOICES:
            choice = _add(self.text_sizes, f"{percent} %", partial(self._choose_text, percent))
            choice.setCheckable(True)
            choice.setChecked(percent == theme.percent())
            group.addAction(choice)

    def _step_text(self, by: int) -> None:
        self._choose_text(text_size.step(by))

    def _choose_text(self, percent: int) -> None:
        text_size.choose(percent)
        self.text_sizes.actions()[text_size.CHOICES.index(percent)].setChecked(True)


def _add(menu: QMenu, text: str, act: Callable[[], object], *keys: str) -> QAction:
    action = QAction(text, menu)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.triggered.connect(lambda: act())
    menu.addAction(action)
    return action


def _change_passphrase(do: Doing, window: MainWindow) -> None:
    session = do.settled()
    if session is not None:
        change_passphrase(do.opening, window, session, do.close_seminar)


def _print_page(window: MainWindow) -> None:
    """Print what people take home, from wherever the facilitator is."""
    if window.places is not None:
        window.places.print_page()


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


def _leave_soon(bar: QMenuBar) -> None:
    QTimer.singleShot(0, bar, lambda: _leave(bar))


def _leave(bar: QMenuBar) -> None:
    """One Escape leaves a menu: what is typed then is meant for the screen, and would open other
    menus. Going on to the next menu leaves none.
    """
    if bar.hasFocus() and QApplication.activePopupWidget() is None:
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bar, press)
